"""The one row of `app`."""

from __future__ import annotations

from typing import Any

from fieldpact.govern.contrast import contrast_with_white
from fieldpact.govern.infer import RANK
from fieldpact.govern.rows.shared import Known, highest

SPEC_FORMAT = 1
"""The version of the language that this compiler reads."""

_PLACES = frozenset({"location", "trace"})


def app_row(known: Known) -> dict[str, Any]:
    """Everything about the app as a whole."""
    app, verdicts = known.app, known.verdicts.fields
    pact = app.pact
    parties = pact.parties if pact else {}
    business, it = parties.get("business"), parties.get("it")
    measures = pact.success if pact else ()
    vague = [m.name for m in measures if m.part is None or m.whole is None or m.target is None]
    groups = [known.connectors[c.name].group for c in app.connectors if c.name in known.connectors]
    effective = highest(v.effective for v in verdicts.values())
    return {
        "id": app.id,
        "name": app.name.first(),
        "version": app.version,
        "languages": list(app.languages),
        "unread_languages": ", ".join(known.lexicon.unread(app.languages)) or None,
        "currency": app.currency,
        "brand_color": app.brand_color,
        "brand_contrast": contrast_with_white(app.brand_color),
        "has_pact": pact is not None,
        "business_person": (business and business.person) or None,
        "business_deputy": (business and business.deputy) or None,
        "it_person": (it and it.person) or None,
        "it_deputy": (it and it.deputy) or None,
        "go_live": pact.go_live if pact else None,
        "review_by": pact.review_by if pact else None,
        "measures": len(measures),
        "vague_measures": ", ".join(vague) or None,
        "personal_fields": sum(v.collects for v in verdicts.values()),
        "effective_class": effective,
        "class_rank": RANK[effective],
        "format": SPEC_FORMAT,
        "tables": len(app.tables),
        "fields": len(verdicts),
        "roles": len(app.roles),
        "has_logo": app.brand_logo is not None,
        "restricted_fields": sum(v.effective == "restricted" for v in verdicts.values()),
        "special_fields": sum(v.special is not None for v in verdicts.values()),
        "place_fields": sum(f.type in _PLACES and verdicts[f.path].personal for _, f in app.all_fields()),
        "dpia": (pact and pact.dpia) or None,
        "connectors": len(app.connectors),
        "business_connectors": groups.count("business"),
        "non_business_connectors": groups.count("non_business"),
        "hooks": len(known.hooks),
    }

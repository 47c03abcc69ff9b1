"""What several tables of facts need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldapp.unchanging import unchanging
from fieldpact.govern.connectors import KnownConnector
from fieldpact.govern.infer import CLASSES, RANK, Verdicts
from fieldpact.govern.lexicon import Lexicon
from fieldpact.govern.purposes import Purpose
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula


@unchanging
class Known:
    """An app with everything that is known of it: what its values are, what IT says, and the Python beside it."""

    app: App
    verdicts: Verdicts
    lexicon: Lexicon
    purposes: Mapping[str, Purpose]
    connectors: Mapping[str, KnownConnector]
    hooks: Mapping[str, bytes]


def highest(classes: Iterable[str]) -> str:
    """The highest of some classes; internal where there are none."""
    return max(classes, key=RANK.__getitem__, default=CLASSES[1])


def may_hold(rule: Formula | None) -> bool:
    """Whether a rule of a field holds always or under a condition."""
    return rule is not None and rule.constant is not False


def is_filled(field: Field) -> bool:
    """Whether people fill it in: it isn't computed, looked up, shown only or a container."""
    return field.formula is None and field.type not in ("note", "hidden", "lines", "totals", "score", "auto_number")

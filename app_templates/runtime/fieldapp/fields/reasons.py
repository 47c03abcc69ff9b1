"""reasons: what people answered to the checks that asked them why, by the name of the check. No field of a form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fieldapp.fields.plain import PlainType, clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

REASONS = "_reasons"
"""Where a record keeps them. No id of a spec begins with an underscore, so no field is ever called that."""


class ReasonsType(PlainType):
    """A text for each check; none at all is blank. In CSV it is JSON."""

    name = "reasons"
    declared = "TEXT_JSON"

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return {check: clean(value[check], keep_lines=True) for check in sorted(value)} if value else None

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        found = json.loads(data) if isinstance(data, str) and data else data
        if found and not (isinstance(found, dict) and all(isinstance(text, str) for text in found.values())):
            raise ValueError(f"not reasons by check: {data!r}")
        return found or None

    def to_text(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> str:
        return json.dumps(self.to_json(value, app), ensure_ascii=False) if value else ""

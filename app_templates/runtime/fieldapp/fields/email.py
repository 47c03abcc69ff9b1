"""email: an e-mail address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.plain import PlainType, clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")


class EmailType(PlainType):
    """An address with one @ and a dot after it. Only sending a message shows whether it exists."""

    name = "email"
    compared = "text"
    written = True

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        address = clean(text).strip().removeprefix("mailto:")
        if not address:
            return None
        return address if _ADDRESS.fullmatch(address) and len(address) <= 254 else Unreadable("not_an_email")

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return f"person{where.chance.randint(1, 99)}@example.com"

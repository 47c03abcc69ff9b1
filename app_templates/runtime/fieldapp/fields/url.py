"""url: an address on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.plain import PlainType, clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

# Only http and https: a stored address is opened with a tap, and other schemes start programs.
_ADDRESS = re.compile(r"https?://([^\s/?#@:.]+\.)+[^\s/?#@:.]{2,}(:[0-9]{1,5})?([/?#]\S*)?", re.IGNORECASE)


class UrlType(PlainType):
    """An http or https address; `example.com/menu` is completed with https."""

    name = "url"
    compared = "text"
    written = True

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        address = clean(text).strip()
        if not address:
            return None
        full = address if "://" in address else f"https://{address}"
        return full if _ADDRESS.fullmatch(full) else Unreadable("not_a_url")

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return "https://example.com/"

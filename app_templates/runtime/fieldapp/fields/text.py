"""text: one line."""

from __future__ import annotations

from fieldapp.fields.plain import PlainType


class TextType(PlainType):
    """One line of text, without space at its ends."""

    name = "text"
    compared = "text"
    written = True

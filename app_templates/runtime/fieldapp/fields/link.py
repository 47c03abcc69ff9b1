"""link: a record of another table."""

from __future__ import annotations

from fieldapp.fields.plain import PlainType


class LinkType(PlainType):
    """The id of the record. Its title takes the stored record to compute: see `fieldapp.form.titles`."""

    name = "link"
    gives = "link"
    compared = "text"

"""Field types by name: how values are typed, shown and stored. The data layer and the form share them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from fieldapp.fields.auto_number import AutoNumberType
from fieldapp.fields.barcode import BarcodeType
from fieldapp.fields.base import FieldType, Unreadable
from fieldapp.fields.choice import ChoiceType
from fieldapp.fields.choices import ChoicesType
from fieldapp.fields.date import DateType
from fieldapp.fields.datetime import DatetimeType
from fieldapp.fields.duration import DurationType
from fieldapp.fields.email import EmailType
from fieldapp.fields.file import FileType
from fieldapp.fields.hidden import HiddenType
from fieldapp.fields.integer import IntegerType
from fieldapp.fields.lines import LinesType
from fieldapp.fields.link import LinkType
from fieldapp.fields.locale import Locale, locale_of
from fieldapp.fields.location import LocationType
from fieldapp.fields.long_text import LongTextType
from fieldapp.fields.money import MoneyType
from fieldapp.fields.note import NoteType
from fieldapp.fields.number import NumberType
from fieldapp.fields.percent import PercentType
from fieldapp.fields.phone import PhoneType
from fieldapp.fields.photo import PhotoType
from fieldapp.fields.rank import RankType
from fieldapp.fields.rating import RatingType
from fieldapp.fields.scale import ScaleType
from fieldapp.fields.score import ScoreType
from fieldapp.fields.signature import SignatureType
from fieldapp.fields.text import TextType
from fieldapp.fields.time import TimeType
from fieldapp.fields.totals import TotalsType
from fieldapp.fields.url import UrlType
from fieldapp.fields.yes_no import YesNoType

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

BUILT_IN: Mapping[str, str] = {
    "id": "text",
    "owner": "link",
    "created": "datetime",
    "edited": "datetime",
    "device": "text",
    "state": "text",
}
"""The fields every record has, with their types. No form shows them, but formulas read them."""


def of(type: str) -> FieldType:
    """The type of that name; KeyError where this runtime has none (the bundle is from a newer compiler)."""
    return TYPES[type]


def kind_of(definition: FieldDef) -> FieldType:
    """The type of the field's values: its own, or the one that a hidden field holds."""
    return TYPES[definition.holds if definition.type == "hidden" else definition.type]


_LINES = LinesType(of)
TYPES: Mapping[str, FieldType] = {
    kind.name: kind
    for kind in (
        TextType(),
        LongTextType(),
        IntegerType(),
        NumberType(),
        MoneyType(),
        PercentType(),
        YesNoType(),
        ChoiceType(),
        ChoicesType(),
        DateType(),
        TimeType(),
        DatetimeType(),
        EmailType(),
        PhoneType(),
        UrlType(),
        LinkType(),
        _LINES,
        TotalsType(of),
        PhotoType(),
        NoteType(),
        RankType(),
        RatingType(),
        ScaleType(),
        DurationType(),
        AutoNumberType(),
        FileType(),
        HiddenType(of),
        BarcodeType(),
        SignatureType(),
        LocationType(),
        ScoreType(),
    )
}


def encode(fields: Iterable[FieldDef], values: Mapping[str, Any], app: AppDef) -> dict[str, Any]:
    """A record's values in their stored form; blank is null, notes are left out."""
    return _LINES.encode(fields, values, app)


def decode(fields: Iterable[FieldDef], data: Mapping[str, Any], app: AppDef) -> dict[str, Any]:
    """The values of a stored record. Names that are no field are left out; ValueError for a broken value."""
    return _LINES.decode(fields, data, app)


__all__ = ["BUILT_IN", "TYPES", "FieldType", "Locale", "Unreadable", "decode", "encode", "kind_of", "locale_of", "of"]

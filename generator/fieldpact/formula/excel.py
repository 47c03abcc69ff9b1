"""Excel's accent: what people bring from spreadsheets, with its translation."""

from __future__ import annotations

from typing import Final

from fieldapp.formula.registry import FUNCTIONS
from fieldpact.formula.problems import Problem

LAZY: Final = {
    "If": "If(condition: boolean, then: any, ...more: any) -> any",
    "Switch": "Switch(value: any, match: any, result: any, ...more: any) -> any",
    "And": "And(...conditions: boolean) -> boolean",
    "Or": "Or(...conditions: boolean) -> boolean",
    "Coalesce": "Coalesce(...values: any) -> any",
    "IfError": "IfError(value: any, fallback: any, ...more: any) -> any",
}
"""Functions that don't need all of their arguments, with their signatures."""

OF_RECORDS: Final = {
    "Previous": "Previous(table: table, ...fields: column) -> link",
    "Stock": "Stock(name: text, ...keys: any) -> number",
}
"""Functions that look among the stored records for what belongs to this one."""

# Excel's name: our name, and an example to follow.
TRANSLATIONS: Final = {
    "VLOOKUP": ("LookUp", "LookUp(product, id = code, price)"),
    "XLOOKUP": ("LookUp", "LookUp(product, id = code, price)"),
    "HLOOKUP": ("LookUp", "LookUp(product, id = code, price)"),
    "MATCH": ("LookUp", "LookUp(product, id = code)"),
    "IFS": ("If", 'If(total > 100, "large", total > 10, "middle", "small")'),
    "IFNA": ("IfError", "IfError(value, 0)"),
    "SUMIF": ("Sum", "Sum(Filter(lines, qty > 1), amount)"),
    "SUMIFS": ("Sum", "Sum(Filter(lines, qty > 1, discount > 0), amount)"),
    "SUMPRODUCT": ("Sum", "Sum(lines, qty * price)"),
    "COUNTIFS": ("CountIf", "CountIf(lines, qty > 1 && discount > 0)"),
    "AVERAGEIF": ("Average", "Average(Filter(lines, qty > 1), amount)"),
    "AVERAGEIFS": ("Average", "Average(Filter(lines, qty > 1), amount)"),
    "MAXIFS": ("Max", "Max(Filter(lines, qty > 1), amount)"),
    "MINIFS": ("Min", "Min(Filter(lines, qty > 1), amount)"),
    "TEXTJOIN": ("Concat", 'Concat(lines, product.name, ", ")'),
    "CONCAT": ("Concatenate", 'Concatenate(name, " ", city)'),
    "CHOOSE": ("Switch", 'Switch(grade, 1, "good", 2, "fair")'),
    "DATEDIF": ("DateDiff", "DateDiff(start, end, TimeUnit.Months)"),
    "UNIQUE": ("Distinct", "Distinct(lines, product)"),
    "SEARCH": ("Find", 'Find("a", name)'),
    "CEILING": ("RoundUp", "RoundUp(qty / 6, 0) * 6"),
    "FLOOR": ("RoundDown", "RoundDown(qty / 6, 0) * 6"),
    "ROWS": ("CountRows", "CountRows(lines)"),
    "ISNUMBER": ("IsError", "Not(IsError(Value(code)))"),
    "WORKDAY": ("DateAdd", "DateAdd(date, 7)"),
}

# Power Fx's own functions that are left out on purpose, and why.
BEHAVIOUR: Final = frozenset(
    [
        "Patch",
        "Collect",
        "ClearCollect",
        "Clear",
        "Set",
        "UpdateContext",
        "Navigate",
        "Back",
        "Notify",
        "Remove",
        "RemoveIf",
        "Update",
        "UpdateIf",
        "Reset",
        "Refresh",
        "Launch",
        "SubmitForm",
        "NewForm",
        "EditForm",
        "ViewForm",
        "SaveData",
        "LoadData",
        "Exit",
        "Select",
        "SetFocus",
        "Relate",
        "Unrelate",
    ]
)
LEFT_OUT: Final = {
    **dict.fromkeys(BEHAVIOUR, "a formula gives a value and changes nothing"),
    **dict.fromkeys(["ParseJSON", "JSON", "AsType", "Type", "IsType"], "there is no untyped data in an app"),
    **dict.fromkeys(["Match", "MatchAll"], "use IsMatch to test a text"),
    **dict.fromkeys(["RGBA", "ColorValue", "ColorFade"], "colours come from the app's brand"),
    **dict.fromkeys(["Rand", "RandBetween", "GUID", "Shuffle"], "a formula gives the same value each time"),
}


def known() -> list[str]:
    """Every function's name."""
    return [*FUNCTIONS, *LAZY, *OF_RECORDS]


def unknown_function(name: str, start: int, end: int, near: str | None) -> Problem:
    """What to say of a call to a function that there isn't."""
    if name in LEFT_OUT:
        return Problem("left-out", f"{name} is not part of the language: {LEFT_OUT[name]}", start, end)
    same = {other.upper(): other for other in known()}.get(name.upper())
    if same is not None:
        return Problem("excel", f"{name} is written {same} here", start, end, f"Write {same}.", same)
    if name.upper() in TRANSLATIONS:
        ours, example = TRANSLATIONS[name.upper()]
        fix = ours if name.upper() in ("IFS", "IFNA", "CONCAT", "SEARCH", "ROWS") else None
        return Problem("excel", f"{name} is {ours} here", start, end, f"For example {example}.", fix)
    hint = f"Did you mean {near}?" if near else ""
    return Problem("unknown-function", f"There is no function {name}", start, end, hint, near)

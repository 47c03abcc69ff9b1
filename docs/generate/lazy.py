"""What the functions do that look only at the arguments they need. They are kinds of nodes and have no docstrings.

The tests run every example, and see that no function of `fieldpact.formula.excel.LAZY` is missing here.
"""

from __future__ import annotations

from typing import Final

MEANINGS: Final[dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "If": (
        "The value after the first condition that holds; else the last argument, or blank where there is none.",
        (('If(2 > 1, "yes", "no")', '"yes"'), ("If(false, 1, false, 2, 3)", "3"), ("If(false, 1)", "Blank()")),
    ),
    "Switch": (
        "The result after the first match that equals the value; else the last argument, or blank where there is none.",
        (('Switch("b", "a", 1, "b", 2)', "2"), ('Switch("z", "a", 1, 0)', "0")),
    ),
    "And": (
        "Whether all conditions hold; those after the first that doesn't are not looked at. Also written `&&`.",
        (("And(true, 2 > 1)", "true"), ("And(false, 1/0 = 1)", "false")),
    ),
    "Or": (
        "Whether any condition holds; those after the first that does are not looked at. Also written `||`.",
        (("Or(false, 2 > 1)", "true"), ("Or(true, 1/0 = 1)", "true")),
    ),
    "Coalesce": (
        "The first value that is neither blank nor the empty text.",
        (('Coalesce(Blank(), "", "found")', '"found"'),),
    ),
    "IfError": (
        "The value, or what follows it where it is an error. More pairs are tried in turn.",
        (("IfError(1/0, 0)", "0"), ("IfError(8/2, 0)", "4"), ("IfError(1/0, FirstError.Kind)", "ErrorKind.Div0")),
    ),
}

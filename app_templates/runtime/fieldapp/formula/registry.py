"""How a function of the language is declared: its signature for the checker, its Python for the app.

A signature reads `Mid(text: text, start: integer, count?: integer) -> text`: `?` marks what may be left out,
`...` before a name what may be repeated. Kinds of parameters:

| Kind | The function gets |
|---|---|
| number integer text boolean | that, converted; blank is 0, "" or false |
| date time instant moment | a date, time, instant, or whichever of them it is |
| when | what reads as a date or time, as it is |
| option | the text of an enumeration (`TimeUnit.Days`) or of a text; None if blank |
| any | any value but an error |
| raw | any value, errors too |
| table record | a list of rows or a record; None if blank |
| row row:number row:boolean row:text | a function of one row, not yet called |
| column | the name of a column, as text |

Kinds of results: number, float, text, boolean, date, time, instant, moment, none; `table` and `record` of the shape of
the first argument; the checker has a rule of its own where none of these says enough (`fieldpact.formula.results`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from fieldapp.formula import coerce, moments
from fieldapp.formula.values import ErrorValue, Value, together
from fieldapp.formula.work import spend_on
from fieldapp.formula.world import World

SIZED: Final = (str, list)
SIGNATURE = re.compile(r"(\w+)\((.*)\) -> (\w+)")
PLAIN: Final[dict[str, Callable[[Any], Any]]] = {
    "number": coerce.number,
    "integer": coerce.integer,
    "text": coerce.text,
    "boolean": coerce.boolean,
    "table": coerce.table,
}
TIMED: Final[dict[str, Callable[[World, Any], Any]]] = {
    "date": moments.day,
    "time": moments.clock,
    "instant": moments.instant,
    "moment": moments.moment,
}


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter; a function's last one may be repeated."""

    name: str
    kind: str
    optional: bool = False
    repeated: bool = False

    @property
    def row(self) -> bool:
        return self.kind.startswith("row")


@dataclass(frozen=True, slots=True)
class Function:
    """One function. `call` takes values (functions, for row parameters), after the world if `world` is set."""

    name: str
    signature: str
    params: tuple[Param, ...]
    result: str
    call: Callable[..., Value]
    world: bool
    doc: str

    @property
    def least(self) -> int:
        return sum(not p.optional for p in self.params)

    @property
    def most(self) -> int | None:
        return None if any(p.repeated for p in self.params) else len(self.params)

    def param(self, index: int) -> Param:
        """The parameter of the argument at `index`; the repeated ones take all the rest, in turn."""
        if index < len(self.params):
            return self.params[index]
        turn = [p for p in self.params if p.repeated]
        return turn[(index - len(self.params)) % len(turn)]


FUNCTIONS: Final[dict[str, Function]] = {}


def function(signature: str, world: bool = False) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Declare a function of the language. `world` gives the Python function the world as its first argument."""

    def declare(python: Callable[..., Value]) -> Callable[..., Value]:
        name, params, result = parse(signature)
        timed = any(p.kind in TIMED for p in params)
        call = _guarded(python, params, world, timed)
        FUNCTIONS[name] = Function(name, signature, params, result, call, world or timed, python.__doc__ or "")
        return python

    return declare


def parse(signature: str) -> tuple[str, tuple[Param, ...], str]:
    match = SIGNATURE.fullmatch(signature)
    if match is None:
        raise ValueError(f"not a signature: {signature}")
    name, inner, result = match.groups()
    params = []
    for part in filter(None, inner.split(", ")):
        label, _, kind = part.partition(": ")
        repeated, optional = label.startswith("..."), label.endswith("?")
        params.append(Param(label.removeprefix("...").removesuffix("?"), kind, optional, repeated))
    return name, tuple(params), result


def _guarded(python: Callable[..., Value], params: tuple[Param, ...], world: bool, timed: bool) -> Callable[..., Value]:
    """The function with its arguments converted; the errors among them are its value."""
    kinds = [p.kind for p in params]

    @wraps(python)
    def call(*arguments: Value) -> Value:
        converted: list[Value] = []
        failures: list[Value] = []
        now: Any = None
        if world or timed:
            now, *rest = arguments
            if world:
                converted.append(now)
            arguments = tuple(rest)
        for index, value in enumerate(arguments):
            kind = kinds[index] if index < len(kinds) else kinds[-1]
            if kind in PLAIN:
                value = PLAIN[kind](value)
            elif kind in TIMED:
                value = TIMED[kind](now, value)
            if value.__class__ is ErrorValue and kind != "raw":
                failures.append(value)
            if value.__class__ in SIZED:
                spend_on(value)
            converted.append(value)
        return together(failures) if failures else python(*converted)

    return call

"""The Python of a call that asks the world instead of going through a stored table.

What is asked with is worked out once, before the rows: each such tree is kept in a temporary name, and wherever it
stands again in the same call that name is read. So code grows with a formula's size, however calls are nested.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from fieldapp.formula import python as py
from fieldapp.formula import selection

if TYPE_CHECKING:
    from fieldapp.formula.emit import Emitter


def call(
    emitter: Emitter, name: str, trees: Sequence[Any], plain: Callable[[Sequence[ast.expr]], ast.expr]
) -> ast.expr:
    """A call of the function `name`; `plain` makes it of its arguments."""
    before, emitter.kept = emitter.kept, dict(emitter.kept)
    whole = selection.answer(name, trees)
    asked = _asked(emitter, whole) if whole else ()
    result = plain(_arguments(emitter, name, trees))
    emitter.kept = before
    return emitter.call(selection.answered, *asked, py.later(result)) if whole else result


def _arguments(emitter: Emitter, name: str, trees: Sequence[Any]) -> Sequence[ast.expr]:
    """A stored table among them may be asked for only those of its rows that matter."""
    if some := selection.candidates(name, trees):
        rows = emitter.call(selection.select, *_asked(emitter, some))
    elif first := selection.beginning(name, trees):
        asked = _asked(emitter, first)
        rows = emitter.call(selection.answered, *asked, py.later(emitter.value(trees[0])))
    else:
        return [emitter.value(tree) for tree in trees]
    return [rows, *(emitter.value(tree) for tree in trees[1:])]


def _asked(emitter: Emitter, asked: selection.Asked) -> Sequence[ast.expr]:
    """World, query and values; what is emitted later of the same call finds each value in its name."""
    values = []
    for tree in asked.values:
        if id(tree) not in emitter.kept:
            name = emitter.temporary()
            values.append(py.keep(name, emitter.value(tree)))
            emitter.kept[id(tree)] = name
        else:
            values.append(py.name(emitter.kept[id(tree)]))
    return [py.name("world"), emitter.constant("query", asked.query), py.sequence(values)]

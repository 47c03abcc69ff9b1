"""The formulas of a bundle: node kinds are checked as the bundle loads, code is made at the first call.

An app has hundreds of formulas and a screen needs a few of them: making all of them into code would cost more than
everything else between the tap on the icon and the first screen.
"""

from __future__ import annotations

from typing import Any

from fieldapp.app.definition import Call, Formula
from fieldapp.bundle.seal import BundleRefused
from fieldapp.formula.emit import KINDS
from fieldapp.formula.load import load
from fieldapp.formula.registry import FUNCTIONS
from fieldapp.formula.support import BINARY, UNARY

_KNOWN = KINDS.keys() | BINARY.keys() | UNARY.keys()


class Formulas:
    """formulas.json, looked up by id."""

    def __init__(self, declared: object, path: str) -> None:
        if not isinstance(declared, dict):
            raise BundleRefused(f"{path} should be an object")
        self._by_id = {id_: _formula(id_, entry) for id_, entry in declared.items()}

    def of(self, id_: str | None) -> Formula | None:
        """The formula that a declaration names; None where it names none."""
        if id_ is None:
            return None
        if id_ not in self._by_id:
            raise BundleRefused(f"there is no formula {id_!r}")
        return self._by_id[id_]


def _formula(id_: str, entry: object) -> Formula:
    match entry:
        case {"tree": list(tree), "deps": list(deps), "type": str(type_), **rest} if not rest:
            if not all(isinstance(dep, str) for dep in deps):
                raise BundleRefused(f"formula {id_} has a dependency that is not a text")
            _check_kinds(id_, tree)
            return Formula(id_, _lazy(tree), tuple(deps), type_, tree)
    raise BundleRefused(f"formula {id_} should have exactly a tree, deps and a type")


def _check_kinds(id_: str, tree: list[Any]) -> None:
    """Every list in a tree is a node, named by its first item; a call names a function beside."""
    nodes = [tree]
    for node in nodes:
        kind = node[0] if node else None
        if not isinstance(kind, str) or kind not in _KNOWN:
            raise BundleRefused(f"formula {id_} has an unknown kind of node: {str(kind)[:40]}")
        if kind == "call" and (len(node) < 2 or node[1] not in FUNCTIONS):
            raise BundleRefused(f"formula {id_} calls an unknown function: {str(node[1:2])[:40]}")
        nodes.extend(part for part in node if isinstance(part, list))


def _lazy(tree: list[Any]) -> Call:
    loaded: Call | None = None

    def call(*arguments: Any) -> Any:
        nonlocal loaded
        if loaded is None:  # two threads may both load it: the same function twice, no harm
            loaded = load(tree)
        return loaded(*arguments)

    return call

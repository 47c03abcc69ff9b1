"""What the keys of a concept mean: the string that stands under each attribute of its class."""

from __future__ import annotations

import ast
import inspect
import textwrap

from fieldpact.spec.base import SpecModel


def meanings(model: type[SpecModel]) -> dict[str, str]:
    """Attribute -> its docstring, inherited ones too. Read from the source: the models don't hold it, so that they load
    faster."""
    inherited = [meanings(base) for base in model.__bases__ if issubclass(base, SpecModel) and base is not SpecModel]
    return {name: said for found in (*inherited, _own(model)) for name, said in found.items()}


def _own(model: type[SpecModel]) -> dict[str, str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for attribute, below in zip(tree.body, tree.body[1:], strict=False):
        if not isinstance(attribute, ast.AnnAssign) or not isinstance(attribute.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            found[attribute.target.id] = inspect.cleandoc(below.value.value)
    return found

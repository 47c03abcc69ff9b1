"""Walking the controls that a person would see."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import flet as ft
from flet.components.component import Component
from flet.components.public_utils import unwrap_component
from flet.controls.base_control import BaseControl

_TEXTS = (
    "value",
    "content",
    "title",
    "subtitle",
    "label",
    "error",
    "error_text",
    "text",
    "hint_text",
    "helper",
    "semantics_label",
)


def top_layers(page: ft.Page) -> list[BaseControl]:
    """What takes the next tap: the open dialogs, then the view under them; a cover alone where one lies over it."""
    if page.overlay:
        return [page.overlay[-1]]
    dialogs = [dialog for dialog in page._dialogs.controls if dialog.open]
    return [*reversed(dialogs), current_view(page)]


def current_view(page: ft.Page) -> ft.View:
    views = unwrap_component(page.views)
    top = unwrap_component((views if isinstance(views, list) else [views])[-1])
    assert isinstance(top, ft.View)
    return top


def walk(node: Any) -> Iterator[BaseControl]:
    """`node` and every visible control below it, in reading order."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseControl):
            if id(one) in seen or not getattr(one, "visible", True):
                continue
            seen.add(id(one))
            yield one
            waiting += [one._b] if isinstance(one, Component) else reversed(_below(one))
        elif isinstance(one, list | tuple):
            waiting += reversed(one)
        elif isinstance(one, dict):
            waiting += reversed(one.values())


def texts_of(node: Any) -> list[str]:
    """All words in and below `node`; a password stays hidden."""
    found: list[str] = []
    for control in walk(node):
        hidden = "value" if isinstance(control, ft.TextField) and control.password else None
        for name in _TEXTS:
            text = getattr(control, name, None)
            if isinstance(text, str) and text and name != hidden:
                found.append(text)
        found += [span.text for span in getattr(control, "spans", None) or [] if span.text]
    return found


def _below(control: BaseControl) -> list[Any]:
    """What stands in its fields and can hold controls. Of its many properties Flet keeps those that were set."""
    kind: Any = type(control)
    stored, fields = control._values, _fields(kind)
    found = (
        stored.get(name) if kept else getattr(control, name, None)
        for name, kept in fields.items()
        if not kept or name in stored
    )
    return [value for value in found if isinstance(value, _HOLDERS)]


_HOLDERS = (BaseControl, list, tuple, dict)


@cache
def _fields(kind: type[Any]) -> dict[str, bool]:
    """The fields of a kind of control that may lead down, in order, and whether Flet keeps it among `_values`."""
    kept = getattr(kind, "_prop_defaults", {})
    return {
        field.name: field.name in kept
        for field in dataclasses.fields(kind)
        if not field.metadata.get("skip") and field.name not in ("_parent", "parent")
    }

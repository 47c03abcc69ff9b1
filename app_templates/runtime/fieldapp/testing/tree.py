"""Walking the controls that a person would see."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
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
    yield from _walk(node, set())


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


def _walk(node: Any, seen: set[int]) -> Iterator[BaseControl]:
    if isinstance(node, BaseControl):
        if id(node) in seen or not getattr(node, "visible", True):
            return
        seen.add(id(node))
        yield node
        if isinstance(node, Component):
            yield from _walk(node._b, seen)
            return
        for field in dataclasses.fields(node):
            if not field.metadata.get("skip") and field.name not in ("_parent", "parent"):
                yield from _walk(getattr(node, field.name, None), seen)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _walk(item, seen)
    elif isinstance(node, dict):
        yield from _walk(list(node.values()), seen)

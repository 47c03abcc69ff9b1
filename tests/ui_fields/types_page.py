"""Every field type in every state, one type after the other, for a browser: `types_page.py PORT light|dark FOLDER`.

The fields are the examples of docs/fields.md, on the real engine and store. A state is an open form of its own, whose
table differs from that of the examples in the one field.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import random
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import flet as ft
from docs.generate.field_examples import EXAMPLES, spec
from docs.generate.fields import UNSEEN
from PIL import Image, ImageDraw

from fieldapp.app.definition import AppDef, FieldDef, Formula, TableDef
from fieldapp.app.strings import Strings
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.fields import kind_of
from fieldapp.fields.base import Setting
from fieldapp.fields.file import kept_as
from fieldapp.form.engine import Engine
from fieldapp.ui.fields import input_for
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import dark, light, look_of
from fieldpact.pipeline import read_model, render_bundle_of

SHOWN = tuple(name for name in EXAMPLES if name not in UNSEEN)
COMPUTED = ("totals", "score")
NOW = dt.datetime(2027, 3, 1, 9, 30, tzinfo=dt.UTC)
ROWS = ({"id": "r1", "what": "Cola crates", "qty": Decimal(4)}, {"id": "r2", "what": "Water crates", "qty": Decimal(7)})
PLAIN: Mapping[str, Any] = {"default": None, "visible": None, "required": None, "read_only": None}


def states(name: str) -> list[str]:
    """What there is to see of a type."""
    if name == "note":
        return ["Shown"]
    if name in (*COMPUTED, "auto_number"):
        return ["Blank", "Filled"]
    return ["Blank", "Filled", "Something is wrong", "Read-only"]


def constant(value: Any) -> Formula:
    return Formula("constant", lambda *_: value, (), "boolean")


def app_of(folder: Path) -> tuple[AppDef, Path]:
    """The examples as an app, compiled into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spec.yaml").write_text(spec(), "utf-8")
    reading = read_model(folder / "spec.yaml")
    assert reading.app is not None, reading.findings
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (folder / "bundle" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bundle" / path).write_bytes(data)
    return load_bundle(folder / "bundle"), folder / "bundle"


def table_for(app: AppDef, field: FieldDef, state: str) -> TableDef:
    """The table of the examples, with the field as the state wants it."""
    changed: dict[str, Any] = dict(PLAIN)
    if field.type not in COMPUTED:
        changed["formula"] = None
    if state == "Something is wrong":
        changed |= {"min": constant(Decimal(1))} if field.type == "lines" else {"required": constant(True)}
    if state == "Read-only":
        changed["read_only"] = constant(True)
    table = app.tables["visit"]
    fields = (dataclasses.replace(each, **changed) if each is field else each for each in table.fields)
    return dataclasses.replace(table, fields=tuple(fields))


def shelf() -> bytes:
    """A picture: bottles on three boards."""
    image = Image.new("RGB", (240, 240), "#e9dfcf")
    draw = ImageDraw.Draw(image)
    for board in range(3):
        foot = 74 + board * 80
        draw.rectangle((0, foot, 240, foot + 6), "#8a6a48")
        for at in range(9):
            left = 8 + at * 26
            color = ("#2f6b3a", "#a3412d", "#c9962b")[(at // 3 + board) % 3]
            draw.rounded_rectangle((left, foot - 40, left + 18, foot), 4, color)
            draw.rectangle((left + 6, foot - 54, left + 12, foot - 40), color)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def value_of(field: FieldDef, repository: Repository) -> Any:
    """What the field is filled with."""
    match field.type:
        case "lines":
            return [dict(row) for row in ROWS]
        case "link":
            return repository.rows("product")[0]["id"]
        case "photo":
            return [repository.attachments.add(shelf())]
        case "file":
            called = "Contract 2027.pdf"
            return [kept_as(repository.attachments.add_file(b"%PDF-1.4\n", called, ["pdf"]), called)]
        case "auto_number":
            return "V-A-0007"
        case "text":
            return "Corner Shop"
        case "rank":
            return ["water", "tea"]
        case "choices":
            return ["shelf"]
        case "datetime":
            return NOW
    return kind_of(field).invent(Setting(random.Random(5), NOW), field)


def form(app: AppDef, field: FieldDef, state: str, page: ft.Page, repository: Repository) -> FormUi:
    """An open form in which the field is in the state."""
    filled = state in ("Filled", "Read-only")
    values: dict[str, Any] = {}
    if filled and field.type not in (*COMPUTED, "note"):
        values[field.name] = value_of(field, repository)
    if filled and field.type in COMPUTED:
        values["lines"] = [dict(row) for row in ROWS]
    engine = Engine(app, table_for(app, field, state), repository.world(), values or {"lines": []})
    if state == "Something is wrong":
        engine.attempt_save()
    return FormUi(
        engine=engine, strings=Strings(app, "en"), app=app, page=page, repository=repository, look=look_of("#0B6E4F")
    )


@ft.component
def Types(app: AppDef, page: ft.Page, repository: Repository) -> ft.Control:
    """The states of one type under each other, and a way to the next type."""
    at, go = ft.use_state(0)
    forms: dict[tuple[int, str], FormUi] = ft.use_memo(dict, [])
    name = SHOWN[at]
    field = next(each for each in app.tables["visit"].fields if each.type == name)

    def parts() -> Iterator[ft.Control]:
        for state in states(name):
            if (at, state) not in forms:
                forms[at, state] = form(app, field, state, page, repository)
            shown = forms[at, state]
            caption = ft.Text(state, size=12, color=ft.Colors.ON_SURFACE_VARIANT)
            yield ft.Column(
                [caption, input_for(shown.engine.cell(field.name), shown)], spacing=4, key=f"{name}/{state}"
            )

    following = ft.Button("Next", on_click=lambda _: go((at + 1) % len(SHOWN)))
    return ft.Column(
        [
            ft.Column(list(parts()), spacing=18, scroll=ft.ScrollMode.AUTO, expand=True, key=name),
            ft.Semantics(identifier=f"after:{name}", container=True, content=following, key=f"after:{name}"),
        ],
        expand=True,
    )


def main() -> None:
    port, mode, folder = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    app, bundle = app_of(folder)
    repository = Repository(app, folder / "data", bundle)
    for product in ("Amber ale 33 cl", "Birch water 50 cl"):
        repository.save("product", {"name": product, "active": True})

    def start(page: ft.Page) -> None:
        look = look_of("#0B6E4F")
        page.theme, page.dark_theme, page.padding = light(look), dark(look), 16
        page.theme_mode = ft.ThemeMode.DARK if mode == "dark" else ft.ThemeMode.LIGHT
        page.render(lambda: Types(app, page, repository))

    ft.run(start, view=None, port=port, no_cdn=True)


if __name__ == "__main__":
    main()

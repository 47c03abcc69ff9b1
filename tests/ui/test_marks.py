"""Rows that a view marks with a colour."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import specs

from fieldapp.app.definition import COLORS
from fieldapp.testing import running
from fieldapp.ui.theme import READABLE, contrast
from fieldapp.ui.views.marks import MARKS
from fieldpact.pipeline import check

TASKS = """
tables:
  task:
    title: =name
    fields:
      name: text
      size: {type: choice, options: {small: Small, large: Large}}
      count: integer
    sections:
      work: {label: The work, fields: [size, count]}
views:
  open:
    of: task
    color: =If(count > 9, "red", size = "small", Switch(count, 1, "green", "amber"))
"""


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"count": 10}, "Marked red"),
        ({"size": "small", "count": 1}, "Marked green"),
        ({"size": "small", "count": 2}, "Marked amber"),
        ({"size": "large"}, ""),
    ],
)
def test_a_row_is_marked_in_words_too(tmp_path: Path, values: dict[str, object], said: str):
    async def play() -> None:
        async with running(specs.bundle_of(tmp_path / "tasks", TASKS), tmp_path / "data") as app:
            key = app.state.repository.save("task", {"name": "Shelf", **values})
            app.state.records.tell()
            await app.settle()
            await app.tap("view:open")
            assert [text for text in app.texts(f"row:{key}") if text.startswith("Marked")] == ([said] if said else [])

    asyncio.run(play())


def test_the_page_of_a_record_is_grouped_as_its_form(tmp_path: Path):
    async def play() -> None:
        async with running(specs.bundle_of(tmp_path / "tasks", TASKS), tmp_path / "data") as app:
            bare = app.state.repository.save("task", {"name": "Shelf"})
            full = app.state.repository.save("task", {"name": "Shelf", "count": 3})
            await app.go(f"task/{bare}")
            assert not app.has("section:work")
            await app.go(f"task/{full}")
            texts = app.texts("view:detail")
            assert texts.index("Name") < texts.index("The work") < texts.index("Count")

    asyncio.run(play())


def test_every_colour_has_a_mark_that_reads():
    assert set(MARKS) == set(COLORS)
    assert all(contrast(mark.ground, mark.ink) >= READABLE for mark in MARKS.values())
    assert len({mark.icon for mark in MARKS.values()}) == len(MARKS)


def test_a_word_that_is_no_colour_is_a_finding(tmp_path: Path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(specs.HEAD + TASKS.replace('"amber"', '"orange"').replace('"red"', '"rde"'), "utf-8")
    found = [f for f in check(spec).findings if f.code == "unknown-color"]
    assert {f.message for f in found} == {f"'{word}' is not a colour that a row can have" for word in ("rde", "orange")}
    assert {f.path for f in found} == {"views.open.color"}
    assert any(f.hint == "did you mean red? colours are: red, amber, green, blue, grey" for f in found)

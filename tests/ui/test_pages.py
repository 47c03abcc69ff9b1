"""Forms with sections and pages: walking through them, being led to what is wrong, and finding the place again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import specs

from fieldapp.testing import Driver, running
from fieldapp.ui.views.building import PAUSE

AUDIT = """
tables:
  audit:
    title: =shop
    fields:
      shop: {type: text, required: true}
      cooler: yes_no
      doors: {type: integer, required: true}
      clean: yes_no
      facings: {type: integer, required: true}
      remark: {type: text, max_length: 3}
      items: {type: lines, fields: {qty: {type: integer, required: true}}}
    sections:
      equipment: {fields: [doors, clean], visible: =cooler, page: true}
      shelf: {label: The shelf, hint: Count what faces the shopper, fields: [facings, items], page: true}
      other: {fields: [remark], open: false}
    checks:
      - {that: =facings < 100, say: That is a lot, strength: stop}
"""


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    return specs.bundle_of(tmp_path / "audit", AUDIT)


def test_pages_are_walked_through_and_a_hidden_one_is_passed_over(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            assert app.part("action:pages").label == "1 of 2: Start. All pages"
            assert not app.has("action:save")
            await app.enter("shop", "Kiosk")
            await app.tap("action:next")
            assert app.part("action:pages").label == "2 of 2: The shelf. All pages"
            assert not app.has("field:shop")
            await app.tap("action:previous")
            await app.toggle("cooler")
            assert app.part("action:pages").label == "1 of 3: Start. All pages"
            await app.tap("action:next")
            assert app.part("action:pages").label == "2 of 3: Equipment. All pages"
            assert app.has("field:doors")

    asyncio.run(play())


def test_going_on_says_what_is_missing_and_keeps_nobody(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            await app.tap("action:next")
            assert app.has("field:facings")
            await app.tap("action:pages")
            assert "1 thing to put right" in app.texts("page:first")
            await app.tap("page:first")
            assert "Fill this in" in app.texts("field:shop")
            await app.enter("shop", "Kiosk")
            await app.tap("action:pages")
            assert "Filled in" not in app.texts("page:first")  # the person is here
            await app.tap("page:shelf")
            await app.tap("action:pages")
            assert "Filled in" in app.texts("page:first")

    asyncio.run(play())


def test_saving_leads_to_each_problem_over_pages_rows_and_folded_sections(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            await app.tap("action:next")
            assert not app.has("field:remark")
            await app.tap("section:other")
            await app.enter("remark", "far too long")
            await app.tap("section:other")
            assert not app.has("field:remark")
            app.state.forms[app.state.navigation.current].engine.add_row("items")
            await app.settle()
            await app.tap("action:save")
            assert app.has("field:shop")
            assert app.texts("refusal")[:2] == ["Not saved: 4 things to put right", "1 of 4 · Shop: Fill this in"]
            await app.tap("problem:next")
            assert app.has("field:facings")
            assert app.texts("refusal")[1] == "2 of 4 · Facings: Fill this in"
            await app.tap("problem:next")
            assert app.texts("refusal")[1] == "3 of 4 · Items, Row 1, Qty: Fill this in"
            assert "1 thing to put right" in app.texts("section:other")
            await app.tap("problem:next")
            assert app.has("field:remark")
            scrolled = [call.get("scroll_key") for name, call in app.client.calls if name == "scroll_to"]
            assert scrolled == ["shop", "facings", "items", "remark"]
            await app.tap("problem:next")
            assert app.has("field:shop")
            await app.enter("shop", "Kiosk")
            assert app.texts("refusal")[0] == "Not saved: 3 things to put right"

    asyncio.run(play())


def test_a_check_stands_on_the_page_of_what_it_reads(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            await app.enter("shop", "Kiosk")
            await app.tap("action:next")
            await app.enter("facings", "200")
            assert "That is a lot" in app.texts()
            await app.tap("action:previous")
            assert "That is a lot" not in app.texts()

    asyncio.run(play())


def test_a_draft_opens_on_the_page_where_it_was_left(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            await app.enter("shop", "Kiosk")
            await app.tap("action:next")
            await app.pause()
        async with running(audit, data) as app:
            await app.tap("Not saved yet")
            assert app.part("action:pages").label == "2 of 2: The shelf. All pages"

    asyncio.run(play())


def test_a_saved_record_can_be_saved_from_any_page(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            await app.enter("shop", "Kiosk")
            await app.tap("action:next")
            await app.enter("facings", "3")
            await app.tap("action:save")
            assert app.route.startswith("/detail/audit/")
            await app.tap("action:edit")
            assert app.has("action:next")
            await app.enter("shop", "Hall")
            await app.tap("action:save")
            assert "Hall" in app.texts()

    asyncio.run(play())


def test_what_a_hidden_section_held_is_not_saved(audit: Path, data: Path):
    async def play() -> None:
        async with running(audit, data) as app:
            await app.tap("action:new:audit")
            await app.enter("shop", "Kiosk")
            await app.toggle("cooler")
            await app.tap("action:next")
            await app.enter("doors", "4")
            await app.tap("action:previous")
            await app.toggle("cooler", on=False)
            await app.tap("action:next")
            await app.enter("facings", "3")
            await app.tap("action:save")
            record = app.state.repository.record("audit", app.state.navigation.current.record)
            assert record is not None
            assert record["doors"] is None
            assert record["facings"] == 3

    asyncio.run(play())


async def drawn(app: Driver) -> None:
    """Waits until nothing more is sent: a long page is drawn in steps, with a short pause before each."""
    before = -1
    while before != app.client.bytes_sent:
        before = app.client.bytes_sent
        await asyncio.sleep(5 * PAUSE)
        await app.settle()


def test_a_keystroke_renders_leaves_of_a_form_of_1000_fields_on_pages(tmp_path: Path, data: Path):
    names = [f"f{n}" for n in range(1000)]
    fields = "\n".join(f"      {name}: text" for name in names)
    sections = "\n".join(
        f"      s{n}: {{fields: [{', '.join(names[n * 100 : n * 100 + 100])}], page: {str(n == 5).lower()}}}"
        for n in range(10)
    )
    spec = f"\ntables:\n  long:\n    fields:\n{fields}\n    sections:\n{sections}\n"
    bundle = specs.bundle_of(tmp_path / "long", spec)

    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:long")
            assert not app.has("field:f499")
            await drawn(app)
            assert app.has("field:f499")
            before = app.client.bytes_sent
            await app.enter("f1", "x")
            assert app.client.bytes_sent - before < 5_000
            await app.tap("action:next")
            assert app.has("field:f500")
            await drawn(app)
            assert app.has("field:f999")
            assert not app.has("field:f1")

    asyncio.run(play())

"""Where the device refuses: each type says so, offers what is left, and a record that requires it can be saved."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import flet as ft
import pytest
from tests.built import bundle_at, history_of

from fieldapp.app.strings import runtime_text
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.fields.reasons import REASONS
from fieldapp.testing import Driver, running
from fieldapp.testing.tree import walk
from fieldapp.ui.fields import location
from fieldapp.ui.locating import NoPlace

FIELDS = MappingProxyType(
    {
        "photo": "{type: photo, label: Proof, max: 3, required: true}",
        "file": "{type: file, label: Proof, max: 2, required: true}",
        "location": "{type: location, label: Proof, about: a_place, required: true}",
        "barcode": "{type: barcode, label: Proof, kinds: [code128], required: true}",
        "signature": "{type: signature, label: Proof, meaning: Seen, typed: true, required: true}",
    }
)
SPEC = """\
fieldpact: 1
app: {{id: com.example.refusing, name: Refusing, version: {version}}}
tables:
  visit:
    title: =note
    fields:
      note: {{type: text, label: Note}}
      {name}: {field}
"""
WHY = "No camera on this phone; the shelf was full"
Way = Callable[[Driver], Awaitable[None]]


def spec(field: str, name: str = "proof", version: str = "1.0.0") -> str:
    return SPEC.format(field=field, name=name, version=version)


def built(folder: Path, text: str, name: str = "bundle", before: Path | None = None) -> Path:
    (folder / f"{name}.yaml").write_text(text)
    return bundle_at(folder / name, folder / f"{name}.yaml", history_of(before) if before else {})


def no_picker(patch: pytest.MonkeyPatch) -> None:
    async def pick_files(self: ft.FilePicker, **_: object) -> None:
        raise ft.FletUnsupportedPlatformException("no picker here")

    patch.setattr(ft.FilePicker, "pick_files", pick_files)


def no_place(key: str) -> Callable[[pytest.MonkeyPatch], None]:
    async def ask() -> None:
        raise NoPlace(key)

    async def agree(*_: object) -> None:
        return None

    def refuse(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(location, "device_locator", lambda: SimpleNamespace(ask=ask))
        patch.setattr(location, "agree", agree)

    return refuse


def no_zbar(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "pyzbar.pyzbar", None)


def nothing(_: pytest.MonkeyPatch) -> None:
    """No device is asked."""


def in_words(app: Driver) -> Awaitable[None]:
    return app.enter("instead:proof", WHY)


def typed(text: str) -> Way:
    return lambda app: app.enter("field:proof", text)


async def by_name(app: Driver) -> None:
    await app.tap("action:sign_otherwise")
    for part in ("sign:name", "sign:full_name"):
        await app.enter(part, "Ann Berg")
    await app.tap("action:sign")


TABLE = [
    ("photo", no_picker, "action:photo:proof", "picking_refused", in_words, None),
    ("file", no_picker, "Add a file", "picking_refused", in_words, None),
    *(
        ("location", no_place(key), "Use my place", key, way, found)
        for key in ("place_denied", "place_off", "place_missing", "place_failed")
        for way, found in ((in_words, None), (typed("59.33, 18.06"), "59.33"))
    ),
    ("barcode", no_zbar, "Proof: scan", "scan_impossible", typed("AB-1"), "AB-1"),
    ("signature", nothing, runtime_text("en", "sign_open"), "sign_by_typing", by_name, "Ann Berg"),
]


@pytest.mark.parametrize(("type", "refuse", "tap", "says", "way", "found"), TABLE)
def test_what_the_device_refuses_has_another_way(
    type: str, refuse: Callable[[pytest.MonkeyPatch], None], tap: str, says: str, way: Way, found: str | None,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bundle = built(tmp_path, spec(FIELDS[type]))
    refuse(monkeypatch)

    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await app.tap("action:new:visit")
            await app.enter("field:note", "One")
            assert not app.has("instead:proof")
            await app.tap("action:save")
            assert app.has("refusal")
            await app.tap(tap)
            assert any(runtime_text("en", says) in text for text in app.texts())
            await way(app)
            assert not app.has("refusal")
            await app.tap("action:save")
            (record,) = app.state.repository.rows("visit")
            if found is None:
                assert record["proof"] is None
                assert record[REASONS] == {"/proof": WHY}
                await app.go(f"visit/{record['id']}")
                said = f"Proof: {runtime_text('en', 'instead_said', words=WHY)}"
                assert said in app.texts("reason:/proof")
            else:
                assert found in str(record["proof"]).replace("Decimal('", "")
                assert not record[REASONS]

    asyncio.run(play())


def test_the_words_come_back_are_changed_and_the_log_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = built(tmp_path, spec(FIELDS["photo"]))
    store = Repository(load_bundle(bundle), tmp_path / "data", bundle)
    key = store.save("visit", {"note": "One"}, reasons={"/proof": WHY})
    store.close()

    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await app.go(f"visit/{key}")
            await app.tap("action:edit")
            assert app.has("action:photo:proof")  # another device may have a camera
            await app.enter("instead:proof", "")
            await app.tap("action:save")
            assert app.has("refusal")
            await app.enter("instead:proof", "The lens is broken")
            await app.tap("action:save")
            await app.go(f"visit/{key}")
            assert any("The lens is broken" in text for text in app.texts("history"))
            (picture,) = [app.state.repository.attachments.add(PIXEL)]
            await app.tap("action:edit")
            app.state.forms[next(iter(app.state.forms))].engine.set("proof", [picture])
            await app.tap("action:save")
            assert not (app.state.repository.record("visit", key) or {})[REASONS]

    asyncio.run(play())


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_a_draft_keeps_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = built(tmp_path, spec(FIELDS["photo"]))
    no_picker(monkeypatch)

    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await app.tap("action:new:visit")
            await app.tap("action:photo:proof")
            await app.enter("instead:proof", WHY)
            await app.pause()
        async with running(bundle, tmp_path / "data") as app:
            (draft,) = app.state.repository.drafts.list("visit")
            await app.tap(f"draft:{draft.id}")
            await app.wait_for(lambda: app.has("instead:proof"))
            await app.tap("action:save")
            (record,) = app.state.repository.rows("visit")
            assert record[REASONS] == {"/proof": WHY}

    asyncio.run(play())


def test_the_words_go_with_a_field_that_has_a_new_name(tmp_path: Path) -> None:
    first = built(tmp_path, spec(FIELDS["photo"]))
    store = Repository(load_bundle(first), tmp_path / "data", first)
    key = store.save("visit", {"note": "One"}, reasons={"/proof": WHY})
    store.close()
    text = spec(FIELDS["photo"].replace("{", "{renamed_from: proof, ", 1), "shelf", "1.1.0")
    second = built(tmp_path, text, "second", first)
    store = Repository(load_bundle(second), tmp_path / "data", second)
    assert (store.record("visit", key) or {})[REASONS] == {"/shelf": WHY}
    store.close()


def test_nothing_is_written_in_the_open_about_a_restricted_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = FIELDS["photo"].replace("{", "{class: restricted, purpose: audit, ", 1)
    bundle = built(tmp_path, spec(field))
    no_picker(monkeypatch)

    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await app.tap("action:new:visit")
            await app.tap("action:photo:proof")
            assert not [part for part in walk(app.part("field:proof")) if isinstance(part, ft.TextField)]
            await app.tap("instead:proof")
            await app.tap("action:save")
            (record,) = app.state.repository.rows("visit")
            assert record[REASONS] == {"/proof": runtime_text("en", "picking_refused")}

    asyncio.run(play())

"""Pictures: chosen, kept in the store, shown small, taken away."""

import asyncio

import flet as ft

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def answer(screen, monkeypatch, *pictures):
    async def pick_files(self, **_):
        return [ft.FilePickerFile(id=at, name="a.png", size=len(p), bytes=p) for at, p in enumerate(pictures)]

    monkeypatch.setattr(ft.FilePicker, "pick_files", pick_files)


def test_a_picture_is_kept_shown_and_removed(show, monkeypatch):
    async def run():
        async with show("photo") as screen:
            answer(screen, monkeypatch, PIXEL)
            await screen.driver.tap("field:photo")
            (name,) = screen.form.engine.cell("photo").value
            assert screen.form.repository.attachments.picture(name) == PIXEL
            assert screen.all(ft.Image)[0].src == PIXEL
            await screen.act(screen.button("Remove the photo: Pictures 1"), "click")
            assert screen.form.engine.cell("photo").value is None

    asyncio.run(run())


def test_no_more_pictures_than_allowed(show, monkeypatch):
    async def run():
        async with show("photo") as screen:
            answer(screen, monkeypatch, *(PIXEL + bytes([at]) for at in range(5)))
            await screen.driver.tap("field:photo")
            assert len(screen.form.engine.cell("photo").value) == 2
            assert "2/2" not in screen.driver.texts()

    asyncio.run(run())


def test_a_file_that_is_no_picture_is_refused_with_a_message(show, monkeypatch):
    async def run():
        async with show("photo") as screen:
            answer(screen, monkeypatch, b"%PDF-1.7")
            await screen.driver.tap("field:photo")
            assert screen.form.engine.cell("photo").value is None
            assert screen.all(ft.SnackBar)

    asyncio.run(run())


def test_a_device_that_lets_the_app_pick_nothing_says_so(show, monkeypatch):
    async def pick_files(self, **_):
        raise ft.FletUnsupportedPlatformException("no picker here")

    async def run():
        async with show("photo") as screen:
            monkeypatch.setattr(ft.FilePicker, "pick_files", pick_files)
            await screen.driver.tap("field:photo")
            assert "This device doesn't let the app pick files" in screen.driver.texts("field:photo")
            assert screen.form.engine.cell("photo").value is None

    asyncio.run(run())

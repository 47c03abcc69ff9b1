"""Picking files on the device, where the device lets the app do so."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft


class NoPicking(Exception):
    """This device has no way to pick a file: the field says so and stays as it is."""


async def pick(
    chooser: ft.FilePicker,
    *,
    endings: Sequence[str] = (),
    several: bool = False,
    pictures: bool = False,
    quality: int = 0,
) -> list[tuple[str, bytes]]:
    """The name and content of each file that the person picked; none where they picked none.

    Pictures are made smaller, to a JPEG `quality` of 1 to 100; with 0 they stay as they are.
    """
    kind = ft.FilePickerFileType.IMAGE if pictures else ft.FilePickerFileType.CUSTOM
    try:
        files = await chooser.pick_files(
            file_type=kind,
            allowed_extensions=list(endings) or None,
            allow_multiple=several,
            with_data=True,
            compression_quality=quality,
        )
    except (RuntimeError, TimeoutError, ft.FletUnsupportedPlatformException) as error:
        raise NoPicking from error
    return [(file.name, file.bytes or b"") for file in files or ()]

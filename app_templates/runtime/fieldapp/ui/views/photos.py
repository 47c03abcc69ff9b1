"""Photos of a record, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from fieldapp.ui.shell.state import AppState

SIDE = 112


def photos(state: AppState, names: Sequence[str] | str) -> ft.Control:
    """The pictures behind the stored names; one that is not on this device shows as a quiet frame."""
    pictures = [_picture(state, name) for name in ([names] if isinstance(names, str) else names)]
    return ft.Row(pictures, wrap=True, spacing=12, run_spacing=12)


def _picture(state: AppState, name: str) -> ft.Control:
    data = state.repository.attachments.picture(name)
    if data is None:
        return ft.Container(
            ft.Icon(ft.Icons.IMAGE_NOT_SUPPORTED_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
            width=SIDE,
            height=SIDE,
            border_radius=12,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
            alignment=ft.Alignment.CENTER,
        )
    return ft.Image(src=data, width=SIDE, height=SIDE, fit=ft.BoxFit.COVER, border_radius=12)

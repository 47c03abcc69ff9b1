"""Where an app begins: find the bundle, open its data, run."""

from __future__ import annotations

import functools
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft

from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.approval import check_packaged, trust_beside
from fieldapp.bundle.store import BundleStore
from fieldapp.data.folder import data_folder
from fieldapp.data.opening_seals import holds_sealed
from fieldapp.data.repository import DataProblem
from fieldapp.data.sealed_fields import sealed_fields
from fieldapp.ui.shell.keyed import Keyed
from fieldapp.ui.shell.opening import Opening, refuse
from fieldapp.ui.shell.updates import Updates
from fieldapp.ui.theme import FONTS


def run(bundle: Path | None = None, data: Path | None = None, port: int | None = None) -> None:
    """Run the app of `bundle` (by default the one beside the main file) over the records in `data`.

    In the environment: `FIELDAPP_DATA` is the data folder, `FIELDAPP_WEB=1` serves the app to a browser instead of
    a window of its own, on `FIELDAPP_PORT` (8550). The address is printed; `FIELDAPP_OPEN=1` opens it too, where there
    is a screen.
    """
    main = opener(bundle or packaged_bundle(), data)
    if os.environ.get("FIELDAPP_WEB") != "1" and port is None:
        ft.run(main=main)
        return
    port = port if port is not None else int(os.environ.get("FIELDAPP_PORT", "8550"))
    if os.environ.get("FIELDAPP_OPEN") != "1":
        os.environ.setdefault("FLET_FORCE_WEB_SERVER", "true")  # no browser is opened behind the person's back
    print(f"http://127.0.0.1:{port}", flush=True)
    # To this machine only: who serves it to others says so with FLET_SERVER_IP.
    ft.run(main=main, view=ft.AppView.WEB_BROWSER, host="127.0.0.1", port=port, no_cdn=True, assets_dir=str(FONTS))


def opener(bundle: Path, data: Path | None = None) -> Callable[[ft.Page], Awaitable[None] | None]:
    """What shows the app on a page, for `ft.run`. All pages share one repository, so they see the same records.

    `bundle` is the packaged one; a newer one that was received runs in its place.
    """
    try:
        app, trust = load_bundle(bundle), trust_beside(bundle)
        check_packaged(bundle, app, trust)
        folder = data or data_folder(app)
        store = BundleStore(folder, bundle, trust)
        if sealed_fields(app) or holds_sealed(folder):
            return Keyed(store, folder, app).main
    except (BundleRefused, DataProblem) as refusal:
        return functools.partial(refuse, why=refusal)
    return _plain(Opening(app, bundle, folder), lambda: Updates(store, folder))


def _plain(opening: Opening, work: Callable[[], Updates]) -> Callable[[ft.Page], Awaitable[None]]:
    """Opening begins at once, while Flet still starts; a page that comes after it has failed tries again."""
    opening.begin(work)

    async def main(page: ft.Page) -> None:
        opening.begin(work)
        try:
            updates = await opening.on(page)
        except (BundleRefused, DataProblem) as refusal:
            refuse(page, refusal)
        else:
            updates.main(page)

    return main


def packaged_bundle() -> Path:
    """`src/bundle`, beside the main file and this package."""
    return Path(__file__).resolve().parents[3] / "bundle"

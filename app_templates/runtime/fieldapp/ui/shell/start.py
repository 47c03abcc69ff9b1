"""Where an app begins: find the bundle, open its data, run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import flet as ft

from fieldapp.app.strings import runtime_text
from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.data.folder import data_folder
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.policy.retention import purge
from fieldapp.ui.shell.root import show
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.refused import refused_view


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
    ft.run(main=main, view=ft.AppView.WEB_BROWSER, host="127.0.0.1", port=port, no_cdn=True, assets_dir=None)


def opener(bundle: Path, data: Path | None = None) -> Callable[[ft.Page], None]:
    """What shows the app on a page, for `ft.run`. All pages share one repository, so they see the same records."""
    try:
        repository = open_repository(bundle, data)
    except BundleRefused as refusal:
        return _refusal(refusal.reason)
    except DataProblem as problem:
        return _refusal(runtime_text("en", problem.key, **problem.values))
    return lambda page: show(page, AppState(repository, page))


def open_repository(bundle: Path, data: Path | None = None) -> Repository:
    """The records of the verified app in `bundle`, without those past their term.

    Raises `BundleRefused` and `DataProblem`.
    """
    app = load_bundle(bundle)
    repository = Repository(app, data or data_folder(app), bundle)
    purge(repository)
    return repository


def _refusal(reason: str) -> Callable[[ft.Page], None]:
    return lambda page: page.render_views(lambda: [refused_view(reason)])


def packaged_bundle() -> Path:
    """`src/bundle`, beside the main file and this package."""
    return Path(__file__).resolve().parents[3] / "bundle"

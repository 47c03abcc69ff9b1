"""An app with sealed data begins by asking the device for its key, and says so where that doesn't come."""

from __future__ import annotations

from pathlib import Path

import flet as ft

from fieldapp.app.definition import AppDef
from fieldapp.app.strings import Strings
from fieldapp.bundle import BundleRefused
from fieldapp.bundle.store import BundleStore
from fieldapp.data.aside import set_aside
from fieldapp.data.keystore import KeyStore
from fieldapp.data.repository import DataProblem
from fieldapp.ui.keys import device_key, has_key_store, key_store_module
from fieldapp.ui.shell.opening import Opening, refuse
from fieldapp.ui.shell.speech import language_of, spoken_of
from fieldapp.ui.shell.updates import Updates
from fieldapp.ui.views.key_lost import key_lost_view

KEY_PROBLEMS = frozenset({"key_lost", "key_closed"})


class Keyed:
    """Begins to open the data with the first page that brings a key; all pages share it."""

    def __init__(self, store: BundleStore, folder: Path, app: AppDef) -> None:
        self._store, self._folder, self._app = store, folder, app
        self._opening = Opening(app, store.packaged, folder)

    async def main(self, page: ft.Page) -> None:
        """Flet's entry point for one session."""
        try:
            if not self._opening.begun:
                keys = await self._keys(page)
                self._opening.begin(lambda: Updates(self._store, self._folder, keys))
            updates = await self._opening.on(page)
        except (BundleRefused, DataProblem) as problem:
            if isinstance(problem, DataProblem) and problem.key in KEY_PROBLEMS:
                self._explain(page, problem.key)
            else:
                refuse(page, problem)
        else:
            updates.main(page)

    async def _keys(self, page: ft.Page) -> KeyStore | None:
        if not has_key_store(page):
            return None
        return await device_key(key_store_module(), self._app.id, self._folder)

    def _explain(self, page: ft.Page, key: str) -> None:
        spoken = spoken_of(self._app, language_of(page)) or self._app.languages[0]

        async def again() -> None:
            set_aside(self._folder)
            await self.main(page)

        anew = (lambda: page.run_task(again)) if key == "key_lost" else None
        page.render_views(lambda: [key_lost_view(Strings(self._app, spoken), key, anew)])

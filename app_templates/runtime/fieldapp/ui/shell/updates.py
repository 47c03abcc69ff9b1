"""How a change reaches a phone as data: a bundle is received, opened between records, and taken back if it fails."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import flet as ft

from fieldapp.app.definition import AppDef
from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.store import BundleStore
from fieldapp.data.keystore import KeyStore
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.policy.retention import purge
from fieldapp.ui.shell.sessions import Sessions

_OF_THE_BUNDLE = frozenset({"reference_unreadable", "newer_data"})
"""Problems that another bundle may not have."""
PURGE_AFTER = dt.timedelta(days=1)
PURGE_CHECK = 3600
"""Seconds between looks at whether a day has passed: a phone may keep an app running for weeks."""


def open_repository(
    bundle: Path, data: Path, load: Callable[[Path], AppDef] = load_bundle, keys: KeyStore | None = None
) -> Repository:
    """The records of the verified app in `bundle`, without those past their term.

    Raises `BundleRefused` and `DataProblem`.
    """
    repository = Repository(load(bundle), data, bundle, keys=keys)
    purge(repository)
    return repository


def open_best(store: BundleStore, data: Path, keys: KeyStore | None = None) -> Repository:
    """The records under the best bundle that opens: the newest, else the one that ran before, else the packaged.

    Opening is one transaction, so a bundle that fails has changed nothing. Raises what the last one raised.
    """
    *received, last = store.candidates()
    for bundle in received:
        try:
            repository = open_repository(bundle, data, store.load, keys)
        except BundleRefused:
            store.refuse(bundle)
        except DataProblem as problem:
            if problem.key not in _OF_THE_BUNDLE:
                raise
            if problem.key != "newer_data":  # a bundle that is only older than the data did nothing wrong
                store.refuse(bundle)
        else:
            store.keep(bundle)
            return repository
    return open_repository(last, data, store.load, keys)


class Updates(Sessions):
    """The sessions of a running app, and the bundles that come for it."""

    def __init__(self, store: BundleStore, data: Path, keys: KeyStore | None = None) -> None:
        self.repository: Repository
        super().__init__(open_best(store, data, keys))
        self._store, self._data, self._keys = store, data, keys
        self._purged = self.repository.clock()
        self._watching = False

    def main(self, page: ft.Page) -> None:
        """Flet's entry point for one session; the first one also keeps the records' terms from day to day."""
        super().main(page)
        if not self._watching:
            self._watching = True
            page.run_task(self._watch_terms)

    def purge_if_due(self) -> None:
        """Once a day, when no form is open: what is past its term and safe on the hub goes."""
        if self.repository.clock() - self._purged >= PURGE_AFTER and self._waiting is None:
            self.take(self._purge)

    def _purge(self) -> Repository:
        self._purged = self.repository.clock()
        if purge(self.repository):
            self.each(lambda session: session.state.records.tell() if session.state else None)
        return self.repository

    async def _watch_terms(self) -> None:
        while True:
            await asyncio.sleep(PURGE_CHECK)
            self.purge_if_due()

    def receive(self, files: Mapping[str, bytes]) -> None:
        """Keeps a bundle that came and takes it once no form is open. Raises `BundleRefused`; the app runs on."""
        self._store.receive(files, self.repository.app, self.repository.clock().date())
        self.take(lambda: open_best(self._store, self._data, self._keys))

    def go_back(self, bundle: Path) -> None:
        """The bundle turned out wrong: it is never offered again, and the one before it runs."""
        self._store.refuse(bundle)
        self.take(lambda: open_best(self._store, self._data, self._keys))

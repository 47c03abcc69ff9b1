"""How a change reaches a phone as data: a bundle is received, opened between records, and taken back if it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fieldapp.app.definition import AppDef
from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.store import BundleStore
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.policy.retention import purge
from fieldapp.ui.shell.sessions import Sessions

_OF_THE_BUNDLE = frozenset({"reference_unreadable", "newer_data"})
"""Problems that another bundle may not have."""


def open_repository(bundle: Path, data: Path, load: Callable[[Path], AppDef] = load_bundle) -> Repository:
    """The records of the verified app in `bundle`, without those past their term.

    Raises `BundleRefused` and `DataProblem`.
    """
    repository = Repository(load(bundle), data, bundle)
    purge(repository)
    return repository


def open_best(store: BundleStore, data: Path) -> Repository:
    """The records under the best bundle that opens: the newest, else the one that ran before, else the packaged.

    Opening is one transaction, so a bundle that fails has changed nothing. Raises what the last one raised.
    """
    *received, last = store.candidates()
    for bundle in received:
        try:
            repository = open_repository(bundle, data, store.load)
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
    return open_repository(last, data, store.load)


class Updates(Sessions):
    """The sessions of a running app, and the bundles that come for it."""

    def __init__(self, store: BundleStore, data: Path) -> None:
        super().__init__(open_best(store, data))
        self._store, self._data = store, data

    def receive(self, files: Mapping[str, bytes]) -> None:
        """Keeps a bundle that came and takes it once no form is open. Raises `BundleRefused`; the app runs on."""
        assert self.repository is not None
        self._store.receive(files, self.repository.app, self.repository.clock().date())
        self.take(lambda: open_best(self._store, self._data))

    def go_back(self, bundle: Path) -> None:
        """The bundle turned out wrong: it is never offered again, and the one before it runs."""
        self._store.refuse(bundle)
        self.take(lambda: open_best(self._store, self._data))

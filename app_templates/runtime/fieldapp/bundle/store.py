"""The bundles on this device: those received, and the one packaged with the app. A change reaches phones as data."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from fieldapp.app.definition import AppDef
from fieldapp.bundle.approval import Trust, check_approval
from fieldapp.bundle.read import load_bundle, read_bundle
from fieldapp.bundle.seal import SEAL, BundleRefused, verify

FOLDER = "bundles"
_REFUSED = "refused"
_KEPT = 2
"""How many received bundles stay: the one that runs, and the one to go back to."""


class BundleStore:
    """`folder` is the app's data folder. Bundles lie in `bundles/`, numbered in the order in which they came.

    With `trust`, which every release has, only a bundle runs that the people in it approved.
    """

    def __init__(self, folder: Path, packaged: Path, trust: Trust | None = None) -> None:
        self.packaged = packaged
        self.trust = trust
        self._folder = folder / FOLDER

    def receive(self, files: Mapping[str, bytes], app: AppDef, today: dt.date | None = None) -> Path:
        """Keeps a bundle that came, whole or not at all; `app` is what runs now. Raises `BundleRefused`.

        `files` are by path inside the bundle, its seal included. One that is here already isn't kept twice, and one
        that was refused before stays refused. An approval that has expired `today` is refused.
        """
        name = _digest(files.get(SEAL, b""))
        if name in self._refused():
            raise BundleRefused("this bundle was refused before")
        known = [path for path in self._received() if path.name.endswith(name)]
        if known:
            return known[0]
        number = max((int(path.name.split("-")[0]) for path in self._received()), default=0) + 1
        target = self._folder / f"{number:06}-{name}"
        staged = self._folder / f".{name}"
        shutil.rmtree(staged, ignore_errors=True)
        try:
            for path, data in files.items():
                _write(staged / _inside(path), data)
            came = read_bundle(verify(staged))
            if came.id != app.id:
                raise BundleRefused(f"it is a bundle of {came.id}, and this app is {app.id}")
            if self.trust is not None:
                check_approval(staged, came, self.trust, today)
            staged.replace(target)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        return target

    def candidates(self) -> list[Path]:
        """What may run, the best first: the highest version, and of those the one that came last.

        A bundle whose seal doesn't hold is left out; the packaged one is always there, so that the app can say why.
        """
        refused = self._refused()
        found = []
        for order, path in enumerate([self.packaged, *reversed(self._received())]):
            if path == self.packaged or path.name.split("-")[1] not in refused:
                try:
                    found.append((_version(self.load(path)), order if path != self.packaged else -1, path))
                except BundleRefused:
                    if path != self.packaged:
                        self.refuse(path)
        best = [path for _, _, path in sorted(found, key=lambda entry: entry[:2], reverse=True)]
        return best if self.packaged in best else [*best, self.packaged]

    def load(self, bundle: Path) -> AppDef:
        """The app in a bundle here, sealed and, in a release, approved. Raises `BundleRefused`."""
        app = load_bundle(bundle)
        if self.trust is not None:
            check_approval(bundle, app, self.trust)
        return app

    def refuse(self, bundle: Path) -> None:
        """It can't be run here, or it turned out wrong: it is not offered again. The packaged one can't be refused."""
        if bundle == self.packaged:
            return
        _write(self._folder / _REFUSED, "\n".join([*sorted(self._refused()), bundle.name.split("-")[1]]).encode())
        shutil.rmtree(bundle, ignore_errors=True)

    def keep(self, bundle: Path) -> None:
        """It runs. Those before it go, but for the last one, to which the app can go back."""
        received = self._received()
        older = received[received.index(bundle) + 1 :] if bundle in received else []
        for path in older[_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)

    def _received(self) -> list[Path]:
        """The newest first."""
        if not self._folder.is_dir():
            return []
        return sorted((path for path in self._folder.iterdir() if path.name[0].isdigit()), reverse=True)

    def _refused(self) -> set[str]:
        path = self._folder / _REFUSED
        return set(path.read_text(encoding="ascii").split()) if path.is_file() else set()


def _version(app: AppDef) -> tuple[int, ...]:
    return tuple(int(part) for part in app.version.split("."))


def _digest(sealed: bytes) -> str:
    return sha256(sealed).hexdigest()[:32]


def _inside(path: str) -> PurePosixPath:
    """A path that stays below the bundle's folder, on every system."""
    plain = PurePosixPath(path)
    if not path or plain.is_absolute() or ".." in plain.parts or "\\" in path or ":" in path:
        raise BundleRefused(f"{path!r} is no place inside a bundle")
    return plain


def _write(path: Path, data: bytes) -> None:
    """Written, on the disk, and only then under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.half")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)

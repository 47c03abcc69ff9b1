"""The device's own place for keys, behind the seam that the data knows (`fieldapp.data.keystore`).

Android's Keystore, the Keychain of Apple's devices and Windows' credential store come with flet-secure-storage, which
only an app with restricted fields has. On Linux, on a server for browsers and where the package is missing, the key is
a file beside the data folder.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from pathlib import Path
from typing import Any

import flet as ft

from fieldapp.data.keystore import KEY_BYTES, KeyStore
from fieldapp.data.opening_seals import holds_sealed
from fieldapp.data.problem import DataProblem

MODULE = "flet_secure_storage"
_WITH_A_STORE = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS, ft.PagePlatform.MACOS, ft.PagePlatform.WINDOWS)


class HeldKey:
    """What the device's store answered before the data was opened: it answers a running page only, and later."""

    def __init__(self, name: str, key: bytes | None) -> None:
        self._name, self._key = name, key

    def get(self, name: str) -> bytes | None:
        return self._key if name == self._name else None

    def set(self, name: str, key: bytes) -> None:
        raise DataProblem("key_closed")  # a key is made before, and only where the store says that it has it

    def forget(self, name: str) -> None:
        raise DataProblem("key_closed")


def has_key_store(page: ft.Page) -> bool:
    """Whether the app brings the service and the device has the place."""
    there = importlib.util.find_spec(MODULE) is not None
    return there and not page.web and page.platform in _WITH_A_STORE


async def device_key(module: Any, name: str, folder: Path) -> KeyStore:
    """The key `name` of the device; a new one where there is none and nothing in `folder` was ever sealed.

    A store that fails is never taken for an empty one, and is never emptied: the package would do so by default.
    """
    store = module.SecureStorage(
        android_options=module.AndroidOptions(reset_on_error=False),
        ios_options=module.IOSOptions(accessibility=module.KeychainAccessibility.FIRST_UNLOCK_THIS_DEVICE),
    )
    try:
        kept = await store.get(name)
        if kept is None and not holds_sealed(folder):
            made = os.urandom(KEY_BYTES).hex()
            await store.set(name, made)
            kept = await store.get(name)
            if kept != made:
                raise DataProblem("key_closed")
        return HeldKey(name, None if kept is None else bytes.fromhex(kept))
    except (RuntimeError, TimeoutError, ValueError, TypeError) as error:
        raise DataProblem("key_closed", {"detail": str(error)}) from error


def key_store_module() -> Any:
    """The package, loaded when a device first needs it."""
    return importlib.import_module(MODULE)

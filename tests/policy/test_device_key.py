"""The device's key store: asked once, never emptied, and never taken for empty because it failed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.policy.sealed_store import restricted

from fieldapp.bundle import load_bundle
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.ui.keys import device_key

APP = "com.example.store"


class Phone:
    """Stands for the package flet-secure-storage on one phone."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.options: dict[str, Any] = {}
        self.fails: set[str] = set()
        self.module = SimpleNamespace(
            SecureStorage=self._storage,
            AndroidOptions=lambda **options: options,
            IOSOptions=lambda **options: options,
            KeychainAccessibility=SimpleNamespace(FIRST_UNLOCK_THIS_DEVICE="first_unlock_this_device"),
        )

    def _storage(self, **options: Any) -> SimpleNamespace:
        self.options = options
        return SimpleNamespace(get=self._get, set=self._set)

    async def _get(self, name: str) -> str | None:
        if "get" in self.fails:
            raise RuntimeError("the keystore is locked")
        return self.values.get(name)

    async def _set(self, name: str, value: str) -> None:
        if "set" in self.fails:
            raise TimeoutError
        if "forgets" not in self.fails:
            self.values[name] = value


def _run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(coroutine)


def test_a_key_is_made_once_and_opens_the_store_again(bundle: Path, tmp_path: Path) -> None:
    phone, folder = Phone(), tmp_path / "store"
    for _ in range(2):
        keys = _run(device_key(phone.module, APP, folder))
        store = Repository(restricted(load_bundle(bundle)), folder, bundle, keys=keys)
        store.save("visit", {"remark": "x"})
        store.close()
    assert len(phone.values) == 1
    assert list(tmp_path.glob("*.key")) == []
    assert phone.options["android_options"] == {"reset_on_error": False}


def test_a_store_that_fails_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    phone = Phone()
    for failing in ("get", "set", "forgets"):
        phone.fails = {failing}
        with pytest.raises(DataProblem) as caught:
            _run(device_key(phone.module, APP, tmp_path / "store"))
        assert caught.value.key == "key_closed"
        assert phone.values == {}


def test_a_phone_that_lost_its_key_makes_no_other(bundle: Path, tmp_path: Path) -> None:
    phone, folder = Phone(), tmp_path / "store"
    keys = _run(device_key(phone.module, APP, folder))
    Repository(restricted(load_bundle(bundle)), folder, bundle, keys=keys).close()
    phone.values.clear()
    keys = _run(device_key(phone.module, APP, folder))
    with pytest.raises(DataProblem) as caught:
        Repository(restricted(load_bundle(bundle)), folder, bundle, keys=keys)
    assert caught.value.key == "key_lost"
    assert phone.values == {}

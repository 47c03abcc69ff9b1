"""Photos: stored once under their digest, checked by what they are and not by what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.data import attachments
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository

JPEG = b"\xff\xd8\xff\xda\0\2picture\xff\xd9"


def test_the_same_picture_is_stored_once(store: Repository) -> None:
    name = store.attachments.add(JPEG)
    assert store.attachments.add(JPEG) == name
    assert store.attachments.path(name).read_bytes() == JPEG
    assert [path.name for path in store.attachments.folder.iterdir()] == [name]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file_empty"),
        (b"<svg onload=alert(1)>", "file_not_a_picture"),
        (b"PK\x03\x04zip", "file_not_a_picture"),
        (JPEG + b"x" * attachments.MAX_BYTES, "file_too_large"),
    ],
)
def test_what_is_refused(store: Repository, data: bytes, key: str) -> None:
    with pytest.raises(DataProblem) as caught:
        store.attachments.add(data)
    assert caught.value.key == key
    assert store.attachments.names() == []


@pytest.mark.parametrize("name", ["../data.sqlite", "/etc/passwd", "0" * 64 + ".jpg", ""])
def test_only_names_it_gave(store: Repository, name: str) -> None:
    with pytest.raises(DataProblem):
        store.attachments.path(name)


def test_a_disk_without_room_leaves_no_half_picture(store: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DataProblem) as caught:
        store.attachments.add(JPEG)
    assert caught.value.key == "storage_full"
    assert list(store.attachments.folder.iterdir()) == []
    assert store.attachments.names() == []

"""Photos lose where, when and with what they were taken before they are on the disk; their picture stays."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageOps
from tests.policy.photos import SECRETS, picture, written

from fieldapp.bundle import load_bundle
from fieldapp.data.photo_metadata import UnreadablePicture, without_metadata
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository

KINDS = ("JPEG", "PNG", "WEBP")


def mime(kind: str) -> str:
    return f"image/{kind.lower()}"


def on_disk(store: Repository, name: str) -> bytes:
    return (store.attachments.folder / name).read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_no_place_and_no_serial_number_reach_the_disk(store: Repository, kind: str) -> None:
    data = written(kind)
    assert any(secret in data for secret in SECRETS)
    stored = on_disk(store, store.attachments.add(data))
    assert [secret for secret in SECRETS if secret in stored] == []
    with Image.open(io.BytesIO(stored)) as image:
        assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert not image.info.keys() & {"comment", "xmp", "Author", "XML:com.adobe.xmp", "mp"}
    assert all(b"\xff\xd8\xff" not in part for part in stored[1:].split(b"\xff\xd9")[:-1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_pixel_stays(kind: str) -> None:
    data = written(kind)
    bare = without_metadata(data, mime(kind))
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    assert without_metadata(bare, mime(kind)) == bare


@pytest.mark.parametrize("kind", ("JPEG", "WEBP"))
@pytest.mark.parametrize("turned", range(1, 9))
def test_which_way_up_it_is_is_kept(kind: str, turned: int) -> None:
    data = written(kind, turned)
    bare = without_metadata(data, mime(kind))
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert dict(after.getexif()) == ({} if turned == 1 else {ExifTags.Base.Orientation: turned})
        assert ImageOps.exif_transpose(before).tobytes() == ImageOps.exif_transpose(after).tobytes()


def test_progressive_pictures_and_colour_profiles_come_through() -> None:
    data = written("JPEG", 6, progressive=True, icc_profile=b"profile" * 40)
    bare = without_metadata(data, "image/jpeg")
    with Image.open(io.BytesIO(bare)) as image:
        assert image.info["icc_profile"] == b"profile" * 40
        assert image.size == picture().size
        image.load()


def test_a_moving_picture_keeps_its_frames() -> None:
    file = io.BytesIO()
    second = ImageOps.flip(picture())
    picture().save(file, "WEBP", save_all=True, append_images=[second], exif=b"Exif\0\0II*\0Ann Private", lossless=True)
    bare = without_metadata(file.getvalue(), "image/webp")
    assert b"Ann Private" not in bare
    with Image.open(io.BytesIO(bare)) as image:
        assert image.n_frames == 2
        image.seek(1)
        assert image.convert("RGB").tobytes() == second.tobytes()


def test_documents_that_are_pictures_lose_it_too(store: Repository) -> None:
    name = store.attachments.add_file(written("JPEG"), "Shop.JPEG", ["jpg", "pdf"])
    assert [secret for secret in SECRETS if secret in on_disk(store, name)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_picture_is_refused_and_never_stored_as_it_is(store: Repository, kind: str) -> None:
    data = written(kind)
    for end in (20, len(data) // 3):
        with pytest.raises(DataProblem, match="file_not_a_picture"):
            store.attachments.add(data[:end])
    assert store.attachments.names() == []


def test_a_kind_that_cannot_be_read_is_refused_with_a_way_out(store: Repository) -> None:
    with pytest.raises(DataProblem, match="photo_kind_refused"):
        store.attachments.add(b"\0\0\0\x18ftypheic" + bytes(40))
    with pytest.raises(UnreadablePicture):
        without_metadata(b"GIF89a", "image/gif")


def test_only_a_policy_that_says_yes_keeps_it(bundle: Path, tmp_path: Path) -> None:
    app = load_bundle(bundle)
    for says, kept in ((True, True), (False, False), (None, False)):
        policy = {**app.policy, "photo_location": says}
        store = Repository(dataclasses.replace(app, policy=policy), tmp_path / f"store{says}", bundle)
        stored = on_disk(store, store.attachments.add(written("JPEG")))
        assert (SECRETS[0] in stored) is kept
        store.close()

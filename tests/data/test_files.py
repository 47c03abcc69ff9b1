"""Documents: kept once, told apart by what they begin with, no larger than the field says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.export import csv_files
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.fields.file import kept_as

BUNDLE = Path(__file__).parents[1] / "cases" / "shop_visit" / "bundle"
PDF, DOCX = b"%PDF-1.7 agreed", b"PK\x03\x04 agreed"


@pytest.fixture
def visits(tmp_path: Path) -> Repository:
    return Repository(load_bundle(BUNDLE), tmp_path / "store")


def test_the_same_document_is_stored_once_whatever_it_is_called(visits: Repository) -> None:
    name = visits.attachments.add_file(PDF, "Avtal.PDF", ["pdf"])
    assert name.endswith(".pdf")
    assert visits.attachments.add_file(PDF, "copy.pdf", ["pdf", "docx"]) == name
    assert visits.attachments.path(name).read_bytes() == PDF
    text = visits.attachments.add_file(b"a;b", "a.csv", ["csv"])
    assert visits.attachments.add_file(b"a;b", "a.txt", ["txt"]) == text
    assert visits.attachments.path(text).read_bytes() == b"a;b"


@pytest.mark.parametrize(
    ("data", "called", "key"),
    [
        (b"", "a.pdf", "file_empty"),
        (PDF, "a.docx", "file_kind_refused"),
        (PDF, "a", "file_kind_refused"),
        (DOCX, "a.xlsx", "file_kind_refused"),
        (b"MZ\x90", "a.exe", "file_kind_refused"),
        (b"a\x00b", "a.txt", "file_kind_refused"),
        (PDF + b" " * 2048, "a.pdf", "file_over"),
    ],
)
def test_what_is_refused(visits: Repository, data: bytes, called: str, key: str) -> None:
    with pytest.raises(DataProblem) as caught:
        visits.attachments.add_file(data, called, ["pdf", "docx", "txt", "exe"], 2048)
    assert caught.value.key == key
    assert visits.attachments.names() == []


def test_a_file_that_a_record_mentions_outlives_a_purge(visits: Repository) -> None:
    kept, _ = (visits.attachments.add_file(PDF + bytes([n]), "a.pdf", ["pdf"]) for n in b"12")
    visits.save("visit", {"service": 1, "contract": [kept_as(kept, "Avtal.pdf")]})
    with visits._database.write() as connection:
        connection.execute("UPDATE attachment SET state = 'sent'")
    visits.purge({})
    assert visits.attachments.names() == [kept]


def test_files_hidden_values_and_orders_are_exported(visits: Repository) -> None:
    visits.save(
        "visit",
        {
            "service": 4,
            "favourites": ["lime", "cola", "tonic"],
            "contract": [kept_as("ab.pdf", "=cmd.pdf")],
            "points": 8,
            "source": "phone",
            "stay": 90,
        },
    )
    header, row = csv_files(visits, "visit")["visit"].splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert cells["favourites"] == "lime;cola;tonic" and cells["contract"] == "ab.pdf/=cmd.pdf"
    assert (cells["points"], cells["source"], cells["stay"]) == ("8", "phone", "90")


def test_a_product_is_found_by_its_barcode(visits: Repository) -> None:
    visits.save("product", {"name": "Cola 33 cl", "code": "4006381333931"})
    visits.save("product", {"name": "Lime 33 cl", "code": "96385074"})
    assert [entry.title for entry in visits.list("product", search="4006381333931").rows] == ["Cola 33 cl"]

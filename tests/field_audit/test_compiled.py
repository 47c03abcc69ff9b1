"""What the compiler makes of signatures, places and scores: tests of a spec, personal data, invented records."""

from __future__ import annotations

from fieldapp.data.repository import Repository
from fieldapp.testing.fake import fill
from fieldpact.govern.governance import shipped_governance
from fieldpact.govern.infer import infer
from fieldpact.pipeline import check, run_tests
from tests.goldens import CASES

AUDIT = CASES / "field_audit" / "spec.yaml"


def test_the_tests_of_the_spec_pass():
    reading = check(AUDIT)
    assert reading.app is not None
    assert [outcome.differences for outcome in run_tests(reading, reading.app).outcomes] == [()] * 3


def test_records_can_be_invented(store: Repository):
    assert fill(store, store.app.tables["audit"], 12, seed=7) > 8
    records = store.rows("audit")
    assert any(record["here"] for record in records)
    assert any(record["received"] for record in records)


def test_signatures_and_places_are_personal_and_what_reads_them_is_too():
    reading = check(AUDIT)
    assert reading.app is not None
    lexicon, _ = shipped_governance().lexicon(reading.app.languages)
    found = infer(reading.app, lexicon).fields
    classes = {path: verdict.effective for path, verdict in found.items()}
    assert (classes["audit.received"], classes["audit.here"]) == ("personal", "personal")
    assert classes["outlet.place"] == "internal"  # about: a_place
    assert classes["audit.away"] == "personal"  # made of where somebody was
    assert classes["audit.score"] == "internal"

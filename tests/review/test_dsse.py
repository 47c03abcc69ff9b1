"""DSSE's protocol and in-toto's statement, held to what their documents publish."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.bundle.dsse import BadEnvelope, Envelope, Signature, pae, parse_envelope, read_envelope, signers
from fieldpact.review.keys import open_key
from fieldpact.review.release import dir_hash
from fieldpact.review.statement import read_statement
from tests.review.people import LENA, Organisation, Person

# The example of DSSE 1.0's protocol document.
BODY, TYPE = b"hello world", "http://example.com/HelloWorld"
X = 46950820868899156662930047687818585632848591499744589407958293238635476079160
Y = 5640078356564379163099075877009565129882514886557779369047442380624545832820
ENVELOPE = {
    "payload": "aGVsbG8gd29ybGQ=",
    "payloadType": TYPE,
    "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}],
}


def test_the_published_vector_holds() -> None:
    signed = pae(TYPE, BODY)
    assert signed == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    envelope = parse_envelope(ENVELOPE)
    assert (envelope.payload, envelope.payload_type, envelope.signatures[0].keyid) == (BODY, TYPE, "")
    raw = envelope.signatures[0].sig
    signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicNumbers(X, Y, ec.SECP256R1()).public_key()
    key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))


def test_lengths_count_bytes() -> None:
    assert pae("é", "ö€".encode()) == b"DSSEv1 2 \xc3\xa9 5 \xc3\xb6\xe2\x82\xac"


TYPES = st.text(st.characters(exclude_categories=["Cs"]))


@given(TYPES, st.binary(), TYPES, st.binary())
def test_no_two_messages_are_signed_alike(one: str, body: bytes, other: str, second: bytes) -> None:
    assert (pae(one, body) == pae(other, second)) == ((one, body) == (other, second))


def _key(person: Person) -> tuple[bytes, str]:
    return person.public, person.keyid


def test_a_signature_holds_for_its_payload_type_and_key_only() -> None:
    lena, other = Person(LENA), Person(LENA)
    envelope = open_key(None, str, {"FIELDPACT_KEY": lena.secret}).sign(b"{}")
    keys = {lena.keyid: lena.public, other.keyid: other.public}
    assert signers(envelope, keys) == {lena.keyid}
    assert signers(read_envelope(envelope.to_json()), keys) == {lena.keyid}
    assert signers(Envelope(b"{} ", envelope.payload_type, envelope.signatures), keys) == frozenset()
    assert signers(Envelope(b"{}", "text/plain", envelope.signatures), keys) == frozenset()
    # The id of a key is a hint: without one all are tried, and a wrong one doesn't help.
    sig = envelope.signatures[0].sig
    assert signers(Envelope(b"{}", envelope.payload_type, (Signature("", sig),)), keys) == {lena.keyid}
    assert signers(Envelope(b"{}", envelope.payload_type, (Signature(other.keyid, sig),)), keys) == frozenset()
    assert signers(Envelope(b"{}", envelope.payload_type, (Signature(lena.keyid, b"short"),)), keys) == frozenset()


def test_both_alphabets_of_base64_are_read() -> None:
    payload = b"\xfb\xff\xfe>>>???"
    for text in (base64.b64encode(payload), base64.urlsafe_b64encode(payload)):
        read = parse_envelope({"payload": text.decode(), "payloadType": "x", "signatures": [{"sig": ""}]})
        assert read.payload == payload


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        b'{"payload": "x", "payloadType": "t", "signatures": []}',
        b'{"payload": "?", "payloadType": "t", "signatures": [{"sig": ""}]}',
        b'{"payload": "", "payloadType": "t", "signatures": [1]}',
        b'{"payload": "", "payloadType": 1, "signatures": [{"sig": ""}]}',
        b" " * 9_000_000,
    ],
)
def test_what_is_no_envelope_is_refused(data: bytes) -> None:
    with pytest.raises(BadEnvelope):
        read_envelope(data)


@given(st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    assert read_statement(data) is None
    with pytest.raises(BadEnvelope):
        read_envelope(data)


def test_the_statement_has_in_totos_layout(org: Organisation) -> None:
    org.approved()
    for name in ("0001-submitted.json", "0001-approved-ann.vik@example.com.json"):
        envelope = json.loads((org.app / "approvals" / name).read_bytes())
        assert set(envelope) == {"payload", "payloadType", "signatures"}
        assert envelope["payloadType"] == "application/vnd.in-toto+json"
        assert [set(signature) for signature in envelope["signatures"]] == [{"keyid", "sig"}]
        statement = json.loads(base64.b64decode(envelope["payload"]))
        assert set(statement) == {"_type", "subject", "predicateType", "predicate"}
        assert statement["_type"] == "https://in-toto.io/Statement/v1"
        assert statement["predicateType"] == "https://fieldpact.dev/approval/v1"
        names = [subject["name"] for subject in statement["subject"]]
        assert len(names) == len(set(names)) and {"src/bundle/seal.json", "spec/spec.yaml", "src/fieldapp"} <= {*names}
        for subject in statement["subject"]:
            ((algorithm, digest),) = subject["digest"].items()
            assert algorithm == ("dirHash" if subject["name"] == "src/fieldapp" else "sha256")
            assert len(bytes.fromhex(digest)) == 32
        predicate = statement["predicate"]
        assert set(predicate["digests"]) == {"spec", "data", "images", "hooks", "lock", "governance", "runtime"}
        assert {"kind", "app", "version", "lane", "base", "audit_head", "expires", "by", "because"} <= set(predicate)


def test_the_digest_of_a_folder_is_in_totos_dir_hash() -> None:
    """As `sha256sum` of every file, sorted by name, and of its output: worked out with those commands."""
    files = {"b/c.txt": b"two\n", "a.txt": b"one\n"}
    assert dir_hash(files) == "b473eefcfe77d36d156bcc1c454f465e1632a313169c05561eab9b4d11c4e687"

"""Keys belong to people and stay on their machines; whom to believe comes from IT."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldpact.cli import main
from fieldpact.review.keys import known_keys, open_key
from fieldpact.review.refusal import Refused
from tests.review.people import ANN, EVE, JO, LENA, Organisation, Person, text

PASS = "a long passphrase"


def keys(*words: str | Path, given: str = "") -> Result:
    result = CliRunner().invoke(main, ["keys", *map(str, words)], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def kept(org: Organisation) -> Path:
    return org.folder / "machine" / "fieldpact" / "keys" / f"{LENA}.json"


def test_a_new_key_is_locked_and_only_its_public_half_is_shown(org: Organisation) -> None:
    made = keys("new", "Lena.Berg@example.com ", given=f"{PASS}\n{PASS}\n")
    assert made.exit_code == 0, made.output
    assert stat.S_IMODE(kept(org).stat().st_mode) == 0o600
    declared = json.loads(kept(org).read_text())
    assert set(declared) == {"format", "person", "public", "locked"} and declared["person"] == LENA
    key = open_key(None, lambda person: PASS, {})
    private = text(key._private.private_bytes_raw())
    everything = made.output + keys("list").output + keys("show").output + repr(key) + kept(org).read_text()
    assert private not in everything and key._private.private_bytes_raw().hex() not in everything
    assert declared["public"] in keys("show", LENA).output
    assert f"{LENA}  {key.keyid[:16]}  not in the trust root" in keys("list").output


def test_a_key_signs_with_its_passphrase(org: Organisation) -> None:
    keys("new", LENA, given=f"{PASS}\n{PASS}\n")
    (public,) = known_keys()
    lena = Person(LENA)
    lena.public, lena.keyid = public.public, public.keyid
    org.believe(org.root({LENA: [lena]}))
    wrong = CliRunner().invoke(main, ["submit", str(org.app)], input="something else\n")
    assert wrong.exit_code == 2 and "that isn't the passphrase" in wrong.output
    right = CliRunner().invoke(main, ["submit", str(org.app)], input=f"{PASS}\n")
    assert right.exit_code == 0 and f"submission 0001 by {LENA}" in right.output


@pytest.mark.parametrize("given", ["short\nshort\n", "one passphrase\nanother passphrase\n" * 3])
def test_a_passphrase_is_long_and_typed_twice(org: Organisation, given: str) -> None:
    assert keys("new", LENA, given=given).exit_code != 0
    assert not kept(org).exists()


def test_a_key_that_is_there_is_never_overwritten(org: Organisation) -> None:
    keys("new", LENA, given=f"{PASS}\n{PASS}\n")
    before = kept(org).read_bytes()
    again = keys("new", LENA, given=f"{PASS}\n{PASS}\n")
    assert again.exit_code == 2 and "left alone" in again.output and kept(org).read_bytes() == before


@pytest.mark.parametrize("address", ["lena", "", "../../x@example.com", "a@b", "léna@example.com", "a/b@example.com"])
def test_only_addresses_have_keys(org: Organisation, address: str) -> None:
    result = keys("new", address, given=f"{PASS}\n{PASS}\n")
    assert result.exit_code == 2 and "is not an e-mail address" in result.output


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 1, "locked": 7}', b"\xff"])
def test_a_damaged_key_is_told(org: Organisation, damage: bytes) -> None:
    keys("new", LENA, given=f"{PASS}\n{PASS}\n")
    kept(org).write_bytes(damage)
    assert keys("list").exit_code == 0
    said = CliRunner().invoke(main, ["submit", str(org.app), "--as", LENA], input=f"{PASS}\n")
    assert said.exit_code == 2 and ("damaged" in said.output or "no key of" in said.output)


def test_a_changed_cost_can_not_make_it_weaker_or_endless(org: Organisation) -> None:
    keys("new", LENA, given=f"{PASS}\n{PASS}\n")
    for cost in (1, 2**30, 3 * 2**14, -1, "x"):
        declared = json.loads(kept(org).read_text())
        declared["locked"]["scrypt"] = cost
        kept(org).write_text(json.dumps(declared))
        with pytest.raises(Refused, match="damaged"):
            open_key(LENA, lambda person: PASS, {})


def test_with_several_keys_one_is_named(org: Organisation) -> None:
    for person in (LENA, ANN):
        keys("new", person, given=f"{PASS}\n{PASS}\n")
    assert "several keys" in org.refused("submit", org.app, status=2)
    assert "no key of eve@example.com" in org.refused("submit", org.app, "--as", EVE, status=2)


def test_a_build_servers_key_goes_into_a_file_outside_of_projects(org: Organisation) -> None:
    inside = keys("new", "ci@example.com", "--ci", org.app / "ci.json")
    assert inside.exit_code == 2 and "inside the project" in inside.output and not (org.app / "ci.json").exists()
    below = keys("new", "ci@example.com", "--ci", org.app / "deep" / "er" / "ci.json")
    assert below.exit_code == 2 and not (org.app / "deep").exists()
    place = org.folder / "secrets" / "ci.json"
    made = keys("new", "ci@example.com", "--ci", place)
    assert made.exit_code == 0 and stat.S_IMODE(place.stat().st_mode) == 0o600
    assert json.loads(place.read_text())["key"] not in made.output
    assert open_key(None, str, {"FIELDPACT_KEY": place.read_text()}).person == "ci@example.com"


@pytest.mark.parametrize(
    "given", ["x", "{}", "[]", "7", "null", '{"person": 1, "key": "x"}', '{"key": null}', "[" * 9999]
)
def test_a_wrong_variable_is_told(org: Organisation, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FIELDPACT_KEY", given)
    assert "FIELDPACT_KEY is not a key" in org.refused("submit", org.app, status=2)


def test_the_name_in_a_key_file_counts_for_nothing(org: Organisation) -> None:
    """Eve writes Ann's address into the file of her own key."""
    org.ok("submit", org.app, by=LENA)
    eve = org.people[EVE]
    eve.secret = eve.secret.replace(EVE, ANN)
    assert "doesn't know this key" in org.refused("approve", org.app, by=eve)


def test_a_root_is_put_onto_a_machine_and_never_goes_back(
    org: Organisation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("FIELDPACT_ROOT")
    assert "it has no trust root" in org.refused("verify", org.app, status=2)
    file = tmp_path / "root.json"

    def trust(*options: str, **changes: object) -> Result:
        file.write_text(json.dumps(org.root(**changes)))
        return keys("trust", file, *options, given="n\n")

    assert trust().exit_code == 1, "nobody said yes"
    assert "it has no trust root" in org.refused("verify", org.app, status=2)
    said = trust("--yes")
    assert said.exit_code == 0 and "version 3" in said.output and f"{JO}: author, it" in said.output
    org.approved()
    org.ok("verify", org.app)
    assert "which is newer" in trust("--yes", version=2).output
    assert "says something else" in trust("--yes", approval_days=7).output
    assert "was good until 2026-01-01" in trust("--yes", version=9, expires="2026-01-01").output
    assert trust("--yes", version=4).exit_code == 0

    # The environment can't bring back an older one either, nor another one of the same version.
    org.believe(org.root(version=3))
    assert "this machine knows version 4" in org.refused("verify", org.app, status=2)
    org.believe(org.root(version=4, approval_days=9999))
    assert "two different trust roots of version 4" in org.refused("verify", org.app, status=2)
    org.believe(org.root(version=5))
    org.ok("verify", org.app)


def test_what_was_signed_under_a_newer_root_waits_for_it(org: Organisation) -> None:
    org.believe(org.root(version=7))
    org.approved()
    org.believe(org.root(version=6))
    assert "signed under version 7 of the trust root" in org.refused("verify", org.app)


def test_an_expired_root_is_refused(org: Organisation) -> None:
    org.believe(org.root(expires="2027-01-31"))
    assert "the trust root was good until 2027-01-31" in org.refused("verify", org.app, status=2)


def test_another_rule_set_than_its_own_is_refused(org: Organisation) -> None:
    org.approved()
    org.believe(org.root(governance=["0" * 64]))
    assert "doesn't know the rule set" in org.refused("verify", org.app)
    assert "doesn't know the rule set" in org.refused("submit", org.app, by=LENA)


def test_a_key_that_left_the_root_counts_no_more(org: Organisation) -> None:
    org.approved()
    root = org.root(version=4)
    root["people"][ANN]["keys"] = []
    org.believe(root)
    assert "nobody approved it yet" in org.refused("verify", org.app)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 0}, "version"),
        ({"version": "3"}, "version"),
        ({"expires": "soon"}, "expires"),
        ({"surprise": 1}, "surprise"),
        ({"governance": ["abc"]}, "governance"),
        ({"people": {ANN: {"keys": ["0" * 64], "roles": ["reviewer"]}}}, "is missing"),
        ({"people": {ANN: {"keys": [], "roles": ["king"]}}}, "roles"),
        ({"people": {ANN: {"keys": [], "roles": []}, ANN.upper(): {"keys": [], "roles": []}}}, "twice"),
        ({"people": {ANN: {"keys": [], "roles": ["ci", "reviewer"]}}}, "can't be a person too"),
        ({"keys": {"0" * 64: "AAAA"}}, "is not the one with that id"),
        ({"thresholds": {"green": 0, "amber": 0, "red": 2}}, "amber"),
    ],
)
def test_a_wrong_root_is_refused(org: Organisation, change: dict[str, object], said: str) -> None:
    org.believe({**org.root(), **change})
    output = org.refused("verify", org.app, status=2)
    assert "bad-root" in output and said in output


def test_a_key_of_two_people_is_refused(org: Organisation) -> None:
    root = org.root()
    root["people"][EVE] = {"keys": root["people"][ANN]["keys"], "roles": ["reviewer"]}
    org.believe(root)
    assert "has two owners" in org.refused("verify", org.app, status=2)


@pytest.mark.parametrize("given", ["{", "{}", "nowhere.json", "/", "{" * 9999, "~"])
def test_a_root_that_is_none_is_told(org: Organisation, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FIELDPACT_ROOT", given)
    assert "FIELDPACT_ROOT" in org.refused("verify", org.app, status=2)

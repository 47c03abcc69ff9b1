"""The story of a release: submitted, approved by the right people, built, tampered with, changed."""

from __future__ import annotations

from pathlib import Path

from fieldpact.review import release
from tests.review.people import ANN, CI, EVE, JO, LENA, OPS, PER, Organisation, Person


def test_from_a_spec_to_a_release_and_its_next_changes(org: Organisation) -> None:
    app, out = org.app, org.folder / "out"

    # Nothing is released before somebody approved it, and the build says what is missing.
    assert "nobody has submitted this version" in org.refused("build", app, "--release", "-o", out)

    # The author submits; nobody approved this app before, so one person has to look.
    said = org.ok("submit", app, by=LENA)
    assert "Lane: amber" in said and "nobody has approved a version of this app yet" in said
    assert f"they can: {ANN}, {PER}" in said

    # Not the author, not their deputy, not IT's owner, not a stranger.
    assert f"{LENA} submitted it" in org.refused("approve", app, by=LENA)
    assert f"{OPS} is named in its pact" in org.refused("approve", app, by=OPS)
    assert f"{JO} is named in its pact" in org.refused("approve", app, by=JO)
    assert "doesn't know this key" in org.refused("approve", app, by=EVE)
    assert "build server signs green ones only" in org.refused("approve", app, by=CI)
    assert "nobody approved it yet" in org.refused("build", app, "--release", "-o", out)
    assert not out.exists()

    # The right one approves, and it builds. What was built verifies, at any place.
    assert "It may be released until 2027-07-15" in org.ok("approve", app, by=ANN)
    org.ok("build", app, "--release", "-o", out)
    assert f"com.example.shop_visit 1.0.0 as approved by {ANN}" in org.ok("verify", out)
    assert "DRAFT" not in (out / "src/bundle/app.json").read_text()
    org.ok("verify", app)

    # A label changes: green. Nobody looks, the build server signs, and it is out the same day.
    org.change("label: Outcome", "label: Result")
    org.change("version: 1.0.0", "version: 1.0.1")
    assert "changed after submission 1" in org.refused("build", app, "--release", "-o", out)
    said = org.ok("submit", app, by=LENA)
    assert "Lane: green" in said and "the build server signs green changes" in said
    assert "nothing has signed it yet" in org.refused("build", app, "--release", "-o", out)
    org.ok("approve", app, by=CI)
    org.ok("build", app, "--release", "-o", out)
    assert "can't be worked out anew" in org.refused("verify", out)
    assert "it is green" in org.ok("verify", out, "--spec", app)

    # "Remark" becomes "Patient initials": the same kind of change, and not green. It needs a purpose, and two people.
    org.change("label: Remark", "label: Patient initials")
    org.change("version: 1.0.1", "version: 1.0.2")
    assert "IT's rules are broken: DATA-003" in org.refused("submit", app, by=LENA)
    org.change("label: Patient initials", "label: Patient initials, purpose: visit_planning")
    said = org.ok("submit", app, by=LENA)
    assert "Lane: red" in said and "new personal data" in said and "“patient” is a word about people" in said
    assert "build server signs green ones only" in org.refused("approve", app, by=CI)
    org.ok("approve", app, by=PER)
    assert "1 of 2 people approved it" in org.refused("build", app, "--release", "-o", out)
    org.ok("approve", app, by=ANN)
    org.ok("build", app, "--release", "-o", out)
    assert f"as approved by {ANN}, {PER}" in org.ok("verify", out)


def test_a_changed_hook_needs_a_person_and_a_new_one_two(org: Organisation) -> None:
    hooks = org.app / "hooks"
    hooks.mkdir()
    (hooks / "prices.py").write_text("VAT = 25\n")
    said = org.ok("submit", org.app, by=LENA)
    assert "Lane: red, which needs 2 people" in said and "hook prices.py is new" in said
    assert "1 of 2 people approved it" in org.ok("approve", org.app, by=ANN)
    org.refused("build", org.app, "--release", "-o", org.folder / "out")
    org.ok("approve", org.app, by=PER)
    org.ok("build", org.app, "--release", "-o", org.folder / "out")
    assert (org.folder / "out/src/custom/prices.py").read_text() == "VAT = 25\n"
    org.ok("verify", org.folder / "out")

    (hooks / "prices.py").write_text("VAT = 12\n")
    assert "a hook changed after submission 1" in org.refused("verify", org.app)
    said = org.ok("submit", org.app, by=LENA)
    assert "Lane: amber" in said and "hook prices.py is not the code that was approved" in said


def test_one_person_signing_twice_is_one(org: Organisation) -> None:
    """Also with two keys, since thresholds count people."""
    second = Person(ANN)
    org.believe(org.root({ANN: [second]}, thresholds={"green": 0, "amber": 2, "red": 2}))
    org.ok("submit", org.app, by=LENA)
    assert "1 of 2 people approved it" in org.ok("approve", org.app, by=ANN)
    assert "you have approved it already" in org.refused("approve", org.app, by=ANN)
    assert "you have approved it already" in org.refused("approve", org.app, by=second)
    org.refused("verify", org.app)
    org.ok("approve", org.app, by=PER)
    org.ok("verify", org.app)


def test_every_byte_of_a_release_counts(org: Organisation) -> None:
    org.approved()
    out = org.folder / "out"
    org.ok("build", org.app, "--release", "-o", out)
    files = sorted(path for path in out.rglob("*") if path.is_file())
    runtime = [path for path in files if "src/fieldapp" in path.as_posix()]
    for path in [*(each for each in files if each not in runtime), *runtime[::25]]:
        shown = path.relative_to(out).as_posix()
        whole = path.read_bytes()
        path.write_bytes(_one_byte_off(whole))
        assert shown in org.refused("verify", out), shown
        path.write_bytes(whole)
    org.ok("verify", out)


def test_missing_and_extra_files_are_named(org: Organisation) -> None:
    org.approved()
    out = org.folder / "out"
    org.ok("build", org.app, "--release", "-o", out)
    for name in ("src/bundle/app.json", "README.md", "src/fieldapp/app/text.py", "src/trust.json"):
        if (out / name).is_file():
            (out / name).rename(org.folder / "aside")
            assert f"{name} is missing" in org.refused("verify", out)
            (org.folder / "aside").rename(out / name)
    for name in ("src/evil.py", "src/fieldapp/evil.py", "src/custom/evil.py", "src/bundle/evil.json"):
        (out / name).write_text("x")
        assert f"{name} was not approved" in org.refused("verify", out)
        (out / name).unlink()
    (out / "src/link.py").symlink_to(org.spec)
    assert "src/link.py is a symbolic link" in org.refused("verify", out)
    (out / "src/link.py").unlink()
    (out / "src/bundle/approval.json").unlink()
    assert "no approval" in org.refused("verify", out)


def _one_byte_off(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :] if data else b"x"


def test_what_an_approver_brings_along_is_not_believed(org: Organisation, monkeypatch) -> None:
    """Eve approves on her own machine, under a root of her own, and hands the result over."""
    honest = org.root()
    org.ok("submit", org.app, by=LENA)
    own = org.root({ANN: [org.people[EVE]]})
    own["people"][EVE] = {"keys": [org.people[EVE].keyid], "roles": ["reviewer"]}
    own["people"][ANN]["keys"].remove(org.people[EVE].keyid)
    org.believe(own)
    org.ok("approve", org.app, by=EVE)
    out = org.folder / "out"
    org.ok("build", org.app, "--release", "-o", out)
    org.ok("verify", out)

    org.believe(honest)
    said = org.refused("verify", org.app)
    assert "nobody approved it yet" in said and f"knows as {EVE}'s, so it doesn't count" in said
    org.refused("build", org.app, "--release", "-o", org.folder / "other")
    assert "0 whom IT's trust root knows did" in org.refused("verify", out)

    # Nor a root that lies in the project.
    (org.app / "root.json").write_text("{}")
    assert "lies inside the project" in org.refused("verify", org.app, status=2)
    (org.app / "root.json").unlink()
    inside = org.app / "it" / "trust.txt"
    inside.parent.mkdir()
    inside.write_text("{}")
    monkeypatch.setenv("FIELDPACT_ROOT", str(inside))
    assert "lies inside the project" in org.refused("verify", org.app, status=2)


def test_a_release_in_a_copy_of_the_folder_is_the_same(org: Organisation, tmp_path: Path) -> None:
    org.approved()
    org.ok("build", org.app, "--release", "-o", tmp_path / "one")
    org.ok("build", org.copy("elsewhere"), "--release", "-o", tmp_path / "two")
    one, two = (
        {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}
        for top in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert "is up to date" in org.ok("build", org.app, "--release", "-o", tmp_path / "one")


def test_owners_are_read_from_the_spec_of_a_built_app(org: Organisation, monkeypatch) -> None:
    """Lena's own tool leaves the deputy out of what she signs, so that the deputy can approve."""
    honest = release.owners_of
    monkeypatch.setattr(release, "owners_of", lambda app: tuple(who for who in honest(app) if who != OPS))
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=OPS)
    org.ok("build", org.app, "--release", "-o", org.folder / "out")
    monkeypatch.setattr(release, "owners_of", honest)
    assert "changed after submission 1" in org.refused("verify", org.app)
    assert "the pact in spec/spec.yaml names others" in org.refused("verify", org.folder / "out")

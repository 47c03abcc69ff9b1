"""An organisation to sign things in: people with keys, IT's trust root, and a spec that gets no finding."""

from __future__ import annotations

import base64
import datetime as dt
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldapp.bundle.dsse import key_id
from fieldpact.cli import main
from fieldpact.govern import shipped_governance

LENA, OPS, JO = "lena.berg@example.com", "ops@example.com", "jo.ito@example.com"
ANN, PER, CI, EVE = "ann.vik@example.com", "per.dahl@example.com", "ci@example.com", "eve@example.com"
TODAY = dt.date(2027, 2, 1)
ROLES = {LENA: ["author"], OPS: ["author", "reviewer"], JO: ["author", "it"], ANN: ["reviewer"], PER: ["privacy"]}

SPEC = """\
fieldpact: 1
app:
  id: com.example.shop_visit
  name: Shop Visit
  version: 1.0.0
  languages: [en]
pact:
  business: {name: Sales, person: lena.berg@example.com, deputy: ops@example.com}
  it: {name: IT, person: jo.ito@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Visits with a note, part: '=CountIf(visit, Not(IsBlank(remark)))', whole: =CountRows(visit), target: 60%}
tables:
  visit:
    label: Visit
    fields:
      date: {type: date, label: Date, default: =Today()}
      remark: {type: text, label: Remark, max_length: 200}
      outcome: {type: choice, label: Outcome, options: {order: Order taken, none: No order}}
"""


class Person:
    """Somebody with a key of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        private = Ed25519PrivateKey.generate()
        self.public = private.public_key().public_bytes_raw()
        self.keyid = key_id(self.public)
        self.secret = json.dumps(
            {
                "format": 1,
                "person": address,
                "public": text(self.public),
                "key": text(private.private_bytes_raw()),
            }
        )


class Organisation:
    """People, and commands run as one of them, on a machine that believes IT's root."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, monkeypatch
        self.people = {address: Person(address) for address in [*ROLES, CI, EVE]}
        self.day = TODAY
        monkeypatch.setattr("fieldpact.cli.governance_option.today", lambda: self.day)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "machine"))
        monkeypatch.delenv("FIELDPACT_KEY", raising=False)
        monkeypatch.delenv("FIELDPACT_GOVERNANCE", raising=False)
        self.believe(self.root())
        self.app = folder / "work" / "shop_visit"
        self.app.mkdir(parents=True)
        self.spec.write_text(SPEC)

    @property
    def spec(self) -> Path:
        return self.app / "spec.yaml"

    def root(self, keys: Mapping[str, list[Person]] | None = None, **changes: Any) -> dict[str, Any]:
        """IT's root; `keys` are further keys of people, by address."""
        held = {address: [self.people[address], *(keys or {}).get(address, [])] for address in [*ROLES, CI]}
        return {
            "version": 3,
            "expires": "2028-01-01",
            "organisation": "Example",
            "governance": [shipped_governance().digest],
            "people": {
                address: {"keys": [each.keyid for each in held[address]], "roles": ROLES.get(address, ["ci"])}
                for address in held
            },
            "keys": {each.keyid: text(each.public) for own in held.values() for each in own},
            "thresholds": {"green": 0, "amber": 1, "red": 2},
            **changes,
        }

    def believe(self, root: Mapping[str, Any]) -> None:
        """What IT's protected variable says."""
        self._patch.setenv("FIELDPACT_ROOT", json.dumps(root))

    def believe_nobody(self) -> None:
        """A machine that has no root."""
        self._patch.delenv("FIELDPACT_ROOT", raising=False)

    def run(self, *words: str | Path, by: str | Person | None = None) -> Result:
        """A command, signed by somebody; one that ends in a traceback fails the test."""
        person = self.people[by] if isinstance(by, str) else by
        env = {"FIELDPACT_KEY": person.secret} if person else {}
        result = CliRunner().invoke(main, [str(word) for word in words], env=env)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def ok(self, *words: str | Path, by: str | Person | None = None) -> str:
        result = self.run(*words, by=by)
        assert result.exit_code == 0, result.output
        return result.output

    def refused(self, *words: str | Path, by: str | Person | None = None, status: int = 1) -> str:
        result = self.run(*words, by=by)
        assert result.exit_code == status, result.output
        return result.output

    def change(self, old: str, new: str) -> None:
        content = self.spec.read_text()
        assert old in content
        self.spec.write_text(content.replace(old, new))

    def approved(self) -> None:
        """The spec as it is, submitted by Lena and approved by Ann."""
        self.ok("submit", self.app, by=LENA)
        self.ok("approve", self.app, by=ANN)

    def copy(self, name: str) -> Path:
        """The app's folder once more, to be tampered with."""
        place = self.folder / name
        shutil.copytree(self.app, place)
        return place


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()

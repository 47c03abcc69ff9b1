"""A real browser copies no personal value where the policy forbids it, by the keys that people use."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fieldapp.bundle.seal import seal
from fieldpact.pipeline import check, render_bundle_of
from tests.e2e.phone import Phone
from tests.e2e.served import Served, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SPEC = """
fieldpact: 1
app: {id: com.example.app, name: App, version: 1.0.0, languages: [en], currency: SEK}
pact:
  business: {name: Sales Operations, person: lena.berg@example.com}
  it: {name: Mobile Platform, person: jo.ito@example.com}
tables:
  visit:
    fields:
      shop: text
      called: {type: phone, label: Phone of the owner, purpose: visit_planning}
"""
RUN = "import sys; from pathlib import Path; from fieldapp.ui.shell.start import run; "
RUN += "run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))"


def bundle_of(folder: Path, clipboard: bool) -> Path:
    folder.mkdir()
    (folder / "spec.yaml").write_text(SPEC)
    reading = check(folder / "spec.yaml")
    assert reading.app is not None, reading.findings
    files = {path: data for path, data in render_bundle_of(reading, reading.app, {}).items() if path != "seal.json"}
    files["policy.json"] = json.dumps({**json.loads(files["policy.json"]), "clipboard": clipboard}).encode()
    for path, data in {**files, "seal.json": seal(files)}.items():
        target = folder / "bundle" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder / "bundle"


def cut(phone: Phone, field: str, text: str) -> None:
    """Typed, and cut out again; a busy page may take a key before it has the text."""
    phone.fill(field, text)
    for _ in range(5):
        phone.page.keyboard.press("Control+a")
        phone.page.wait_for_timeout(200)
        phone.page.keyboard.press("Control+x")
        phone.page.wait_for_timeout(300)
        if phone.input(field).input_value() == "":
            return
    raise AssertionError(f"{text!r} can't be cut out of {field}")


@pytest.mark.parametrize(("clipboard", "copied"), [(True, "+46701234567"), (False, "Corner shop")])
def test_select_all_copy_and_paste_brings_only_what_may_leave(
    browser: Browser, tmp_path: Path, clipboard: bool, copied: str
):
    bundle, port = bundle_of(tmp_path / "made", clipboard), free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", RUN, str(bundle), str(tmp_path / "data"), str(port)]
    with Served(command, address) as server:
        phone = Phone(browser, server.address)
        phone.tap("action:new:visit")
        cut(phone, "field:shop", "Corner shop")  # what lies in the clipboard until something else is copied
        phone.fill("field:called", "+46701234567")
        phone.page.keyboard.press("Control+a")
        phone.page.wait_for_timeout(200)
        phone.page.keyboard.press("Control+c")
        phone.tap("field:shop")
        phone.page.wait_for_timeout(400)
        phone.page.keyboard.press("Control+v")
        phone.page.wait_for_timeout(600)
        assert phone.holds("field:shop") == copied
        assert phone.holds("field:called") == "+46701234567"

"""What a build asks of phones, in keys that Flet knows: no backup, no place in the background, no more than is let."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from fieldpact.pipeline import check, render_files
from fieldpact.render.device import device_values
from tests.tidy.house import ROOT

KNOWN = {
    "android.manifest_application": {"allowBackup", "fullBackupContent", "usesCleartextTraffic"},
    "android.permission": None,
    "app.path": None,
    "bundle_id": None,
    "ios.info": None,
    "org": None,
    "permissions": None,
    "product": None,
}
"""Keys under `tool.flet` that Flet 1.0.5 documents and that a build may use; attributes of Android's own manifest."""


def project_of(name: str, profile: str | None = None) -> Mapping[str, Any]:
    reading = check(ROOT / "tests" / "cases" / name / "spec.yaml")
    assert reading.app is not None, reading.findings
    reading.profile = profile or reading.profile
    return tomllib.loads(render_files(reading, reading.app, {})["pyproject.toml"].decode())


def keys_of(tables: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in tables.items():
        path = f"{above}{key}"
        if path in KNOWN or not isinstance(value, dict):
            yield path
        else:
            yield from keys_of(value, f"{path}.")


@pytest.mark.parametrize("name", ["field_audit", "order_lines", "every_type", "shelf_audit"])
def test_records_stay_out_of_backups_and_nothing_goes_without_tls(name: str) -> None:
    flet = project_of(name)["tool"]["flet"]
    application = flet["android"]["manifest_application"]
    assert application == dict.fromkeys(KNOWN["android.manifest_application"] or (), "false")
    assert set(keys_of(flet)) <= KNOWN.keys()


def test_a_place_is_never_asked_for_in_the_background() -> None:
    flet = project_of("field_audit")["tool"]["flet"]
    assert flet["android"]["permission"]["android.permission.ACCESS_BACKGROUND_LOCATION"] is False
    assert "UIBackgroundModes" not in flet["ios"]["info"]
    said = [text for key, text in flet["ios"]["info"].items() if key.endswith("UsageDescription")]
    assert len(said) == 2 and all("never while the app is closed" in text for text in said)


def settings(types: set[str], *, exact: bool) -> Mapping[str, Any]:
    return tomllib.loads("[tool.flet.android.permission]\n" + device_values(types, exact=exact)["unasked"])["tool"][
        "flet"
    ]


def test_a_policy_of_rounded_places_asks_the_device_for_rough_ones() -> None:
    rough, fine = (settings({"location"}, exact=exact) for exact in (False, True))
    assert rough["android"]["permission"]["android.permission.ACCESS_FINE_LOCATION"] is False
    assert rough["ios"]["info"]["NSLocationDefaultAccuracyReduced"] is True
    assert "android.permission.ACCESS_FINE_LOCATION" not in fine["android"]["permission"]
    assert "NSLocationDefaultAccuracyReduced" not in fine["ios"]["info"]


def test_the_policy_reaches_the_build() -> None:
    fine = "android.permission.ACCESS_FINE_LOCATION"
    assert project_of("field_audit", "europe")["tool"]["flet"]["android"]["permission"][fine] is False
    assert fine not in project_of("field_audit")["tool"]["flet"]["android"]["permission"]


def test_an_app_that_asks_for_nothing_says_nothing() -> None:
    flet = project_of("order_lines")["tool"]["flet"]
    assert "permissions" not in flet and "permission" not in flet["android"] and "ios" not in flet

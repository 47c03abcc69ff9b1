"""What rules say of connectors under connectors.yaml files other than the shipped one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldpact.govern.connectors import KnownConnector
from fieldpact.govern.governance import Governance

PHONES = "  shop:\n    title: =name\n    fields: {name: text, phone: {type: phone, purpose: visit_planning}}\n"
PASSPORTS = (
    "  loan:\n    title: =item\n    fields: {item: text, passport: "
    "{type: text, label: Passport number, purpose: order_handling}}\n"
)


def found(check_of, governance: Governance, tables: str, **said: object) -> dict[str, str]:
    """Findings about one connector, erp, of which IT says so."""
    erp = KnownConnector.model_validate({"title": "Ledger", "group": "business", "hosts": ["erp.example.com"], **said})
    name = tables.strip().partition(":")[0]
    spec = f"{tables}connectors:\n  erp: {{tables: [{name}]}}\n"
    its = replace(governance, connectors={"erp": erp})
    return {finding.code: finding.message for finding in check_of(spec, its) if finding.path.startswith("connectors")}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "nobody says where it is kept"),
        ({"processor_agreement": "DPA-1"}, "nobody says where it is kept"),
        ({"region": "EU"}, "there is no agreement"),
        ({"region": "US", "processor_agreement": "DPA-1"}, "it is kept in US, which is not agreed"),
    ],
)
def test_a_region_and_an_agreement_are_asked_for(check_of, governance, said, words):
    told = found(check_of, governance, PHONES, clearance="personal", **said)
    assert told.keys() == {"CONN-005"}
    assert words in told["CONN-005"]


def test_what_is_agreed_and_cleared_gets_no_finding(check_of, governance):
    agreed = {"region": "CH", "processor_agreement": "DPA-1"}
    assert found(check_of, governance, PHONES, clearance="personal", **agreed) == {}
    pins = ["sha256/" + "A" * 43 + "="]
    assert found(check_of, governance, PASSPORTS, clearance="restricted", pins=pins, **agreed) == {}
    assert found(check_of, governance, PASSPORTS, clearance="restricted", **agreed).keys() == {"NETW-002"}


def test_of_many_fields_a_few_are_named(check_of, governance):
    fields = ", ".join(f"n{number}: integer" for number in range(8))
    told = found(check_of, governance, f"  shop:\n    title: =n0\n    fields: {{{fields}}}\n", clearance="public")
    assert told["CONN-006"].endswith("shop.n3 (internal), shop.n4 (internal) and 3 more")

"""Addresses: the listed hosts letter by letter, and nothing that looks like them."""

from __future__ import annotations

import pytest

from fieldapp.policy.hosts import allowed

HOSTS = ["crm.acme.com", "files.acme.com:8443"]


@pytest.mark.parametrize(
    "url",
    [
        "https://crm.acme.com",
        "https://crm.acme.com/",
        "https://crm.acme.com:443/orders?x=1#top",
        "HTTPS://CRM.Acme.com/a@b",
        "https://crm.acme.com?next=https://evil.io",
        "https://files.acme.com:8443/x",
    ],
)
def test_listed_hosts_pass(url: str) -> None:
    assert allowed(url, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "http://crm.acme.com/",
        "ftp://crm.acme.com/",
        "//crm.acme.com/",
        "crm.acme.com",
        "",
        "https://",
        "https://crm.acme.com.evil.io/",
        "https://evilcrm.acme.com/",
        "https://x.crm.acme.com/",
        "https://acme.com/",
        "https://crm.acme.com@evil.io/",
        "https://evil.io@crm.acme.com/",
        "https://user:pw@crm.acme.com/",
        "https://crm.acme.com:8443/",
        "https://files.acme.com/",
        "https://crm.acme.com:0443/",
        "https://crm.acme.com:/",
        "https://crm.acme.com./",
        "https://crm\u3002acme.com/",
        "https://сrm.acme.com/",  # a Cyrillic letter first
        "https://xn--rm-nlc.acme.com/",
        "https://crm.acme.com\\@evil.io/",
        "https:\\\\crm.acme.com/",
        "https:///crm.acme.com/",
        "https://crm.acme.com\n.evil.io/",
        "https://crm.acme.com/\r\nHost: evil.io",
        " https://crm.acme.com/",
        "https://crm.acme.com/ ",
        "https://crm.acme.com/ä",
        "https://[::1]/",
        "https://%63rm.acme.com/",
        "javascript:https://crm.acme.com/",
    ],
)
def test_all_else_is_refused(url: str) -> None:
    assert not allowed(url, HOSTS)


def test_letters_that_fold_into_ascii_are_refused() -> None:
    assert not allowed("https://\u212arm.acme.com/", ["krm.acme.com"])
    assert not allowed("https://crm.acme.com/", [])

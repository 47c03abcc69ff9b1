"""Secrets pasted into texts are seen; words about secrets are left alone. Made-up values only."""

from __future__ import annotations

import pytest

from fieldpact.govern.secrets import secret_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
        ("https://upload:pa55word@files.example.com", "a password in a web address"),
        ("use AKIA" + "ABCDEFGHIJKLMNOP", "an access token"),
        ("token ghp_" + "a1" * 18, "an access token"),
        ("password: hunter2hunter2", "a password or key"),
        ('With({api_key: "9f8e7d6c5b4a"}, 1)', "a password or key"),
    ],
)
def test_seen(text: str, kind: str):
    assert secret_in(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Password: ask at the counter",
        "Secret recipe of the house",
        "https://www.example.com:8443/shops?key=1",
        "mail to lena@example.com: before 12:30",
        "bearer of the keys, floor 12",
        "=qty * price * (1 - discount)",
    ],
)
def test_left_alone(text: str):
    assert secret_in(text) is None

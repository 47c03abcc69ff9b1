"""Secrets in plain sight: keys, tokens and passwords that someone pasted into a text or a formula."""

from __future__ import annotations

import re

_KINDS = (
    ("a private key", re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY")),
    # Lengths are bounded everywhere, so that a long text costs what it is long.
    (
        "a password in a web address",
        re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@]{1,200}:[^\s/@]{1,200}@", re.IGNORECASE),
    ),
    (
        "an access token",
        re.compile(
            r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}"
            r"|xox[abposr]-[\w-]{10,}|sk_live_\w{16,}|AIza[\w-]{35}|eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]+)"
        ),
    ),
    (
        "a password or key",
        re.compile(
            r"\b(?:password|passwd|pwd|secret|api[_ -]?key|access[_ -]?key|client[_ -]?secret|bearer)\b"
            r"[\"']?\s*[:=]\s*[\"']?(?=[^\s\"']{0,200}\d)[^\s\"',;)}<>]{8,}",
            re.IGNORECASE,
        ),
    ),
)


def secret_in(text: str) -> str | None:
    """What the text seems to give away, or None. A label such as `Password:` alone is no secret."""
    if len(text) < 12:
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)

"""`app:` — what the app is called and where it stands."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fieldpact.spec.base import Human, SpecModel


class Brand(SpecModel):
    """The app's look."""

    noun: ClassVar[str] = "the brand"

    color: str = "#0B6E4F"
    """The brand colour, as #RRGGBB."""
    logo: str | None = None
    """A PNG beside the spec, such as brand/logo.png."""


class App(SpecModel):
    """The app itself."""

    noun: ClassVar[str] = "the app"

    id: str
    """Reverse domain name, such as com.example.store_visit."""
    name: Human
    """What the app is called on the phone."""
    version: str
    """Three numbers, such as 1.2.0."""
    languages: list[str] = Field(default_factory=lambda: ["en"], min_length=1)
    """Language codes; the first is the one that texts fall back to."""
    currency: str = "EUR"
    """The currency of money fields, such as SEK."""
    brand: Brand = Brand()
    """The app's look."""

"""A connector: where records come from and go to."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from fieldpact.spec.base import SpecModel


class Connector(SpecModel):
    """A system that the app exchanges records with. IT knows most of them by name: their address, region and agreement
    stand in its `connectors.yaml`."""

    noun: ClassVar[str] = "a connector"

    tables: list[str] = Field(min_length=1)
    """The tables whose records it takes or brings."""
    direction: Literal["both", "push", "pull"] = "both"
    """push sends records, pull brings them."""
    host: str | None = None
    """Only of a connector that IT doesn't know yet: its address, such as https://api.example.com. It waits for IT."""

"""The whole spec."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from fieldpact.spec.app import App
from fieldpact.spec.base import Human, SpecModel
from fieldpact.spec.connector import Connector
from fieldpact.spec.limits import Limit
from fieldpact.spec.pact import Pact
from fieldpact.spec.stock import Stock
from fieldpact.spec.table import Table
from fieldpact.spec.test import Test
from fieldpact.spec.view import View


class Spec(SpecModel):
    """A Fieldpact app spec."""

    noun: ClassVar[str] = "a spec"

    fieldpact: Literal["1"] = Field(json_schema_extra={"type": "integer", "const": 1})
    """Version of the language; 1."""
    app: App
    """What the app is called and where it stands."""
    pact: Pact | None = None
    """What business and IT agreed."""
    roles: dict[str, Human] = Field(default_factory=dict)
    """Who uses the app: id and name of each role."""
    people: str | None = None
    """A CSV file beside the spec with people for drafts and tests: id, name, role, territory, manager, email."""
    choices: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Option lists that several fields share; `from` names a CSV file with the columns value and label."""
    tables: dict[str, Table] = Field(min_length=1)
    """The records of the app."""
    stock: dict[str, Stock] = Field(default_factory=dict)
    """Ledgers that are summed from records, such as the samples in a bag."""
    limits: dict[str, Limit] = Field(default_factory=dict)
    """How much may be recorded for the same keys within a time."""
    connectors: dict[str, Connector] = Field(default_factory=dict)
    """Systems that the app exchanges records with."""
    views: dict[str, View] = Field(default_factory=dict)
    """Lists beyond those that come by themselves."""
    tests: list[Test] = Field(default_factory=list)
    """What the app must do, as examples that `fieldpact test` tries out."""

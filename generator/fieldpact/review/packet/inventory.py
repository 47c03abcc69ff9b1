"""The data inventory: what is kept, why, on which basis, how closely, how long, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fieldapp.formula.values import ErrorValue
from fieldapp.unchanging import unchanging
from fieldpact.govern.infer import RANK
from fieldpact.review.packet.blocks import Block, Cell, Code, Fold, Section, Table, class_mark, counted, listed, words
from fieldpact.review.packet.flows import Flow, FlowMap, shown_node
from fieldpact.review.packet.material import Material

BASES = {
    "consent": "consent, art. 6(1)(a)",
    "contract": "contract, art. 6(1)(b)",
    "legal_obligation": "legal obligation, art. 6(1)(c)",
    "vital_interests": "vital interests, art. 6(1)(d)",
    "public_task": "public task, art. 6(1)(e)",
    "legitimate_interests": "legitimate interests, art. 6(1)(f)",
}


@unchanging
class Item:
    """One field. `collects`: personal data comes into the app by it. `retention_days`: on a phone, at most."""

    path: str
    label: str
    type: str
    table: str
    reference: bool
    computed: bool
    required: bool
    max_length: int | None
    level: str
    reason: str | None
    special: str | None
    collects: bool
    purpose: str | None
    basis: str | None
    purpose_says: str | None
    retention_days: int
    flows_to: tuple[str, ...]

    @property
    def personal(self) -> bool:
        return RANK[self.level] >= RANK["personal"]


@unchanging
class Inventory:
    items: tuple[Item, ...]

    @property
    def personal(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.personal)

    @property
    def collected(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.collects)


def inventory_of(material: Material, flows: FlowMap) -> Inventory:
    """Every field that holds a value."""
    going: dict[str, list[Flow]] = {}
    for flow in flows.flows:
        going.setdefault(flow.source, []).append(flow)
    rows = material.facts.rows["fields"]
    return Inventory(tuple(_item(material, row, going) for row in rows if row["type"] not in ("note", "lines")))


def _item(material: Material, row: Mapping[str, Any], going: Mapping[str, Sequence[Flow]]) -> Item:
    purpose = _present(row["purpose"])
    known = material.governance.purposes.get(purpose) if purpose else None
    table = material.policy["tables"][row["table"]]
    days = int(table["retention_days"]) if known is None else min(known.retention_days, int(table["retention_days"]))
    return Item(
        path=row["path"],
        label=row["label"],
        type=row["type"],
        table=row["table"],
        reference=row["reference"],
        computed=row["computed"],
        required=row["required"],
        max_length=int(row["max_length"]) if _present(row["max_length"]) is not None else None,
        level=row["effective_class"],
        reason=_present(row["class_reason"]),
        special=_present(row["special"]),
        collects=row["collects_personal"],
        purpose=purpose,
        basis=known.basis if known else None,
        purpose_says=next(iter(known.text.values())) if known else None,
        retention_days=days,
        flows_to=tuple(flow.target for flow in going.get(row["path"], ())),
    )


def _present(value: Any) -> Any:
    return None if isinstance(value, ErrorValue) else value


def section(inventory: Inventory, flows: FlowMap) -> Section:
    personal, rest = inventory.personal, [item for item in inventory.items if not item.personal]
    brief = f"{len(personal)} of {counted(len(inventory.items), 'field')} say something about a person"
    return Section("inventory", "Data inventory", brief, list(_blocks(personal, rest, flows)))


def _blocks(personal: Sequence[Item], rest: Sequence[Item], flows: FlowMap) -> Iterator[Block]:
    if personal:
        yield words(
            "Classes are inferred from types, labels, links and formulas; an author can only raise them. Days count "
            "from the last change of a record."
        )
        head = ["Field", "Class, and why", "Purpose and basis", "Days", "Goes to"]
        yield Table("Data about people", head, [_personal_row(item, flows) for item in personal])
    else:
        yield words("No field says anything about a person.", tone="good")
    if rest:
        head = ["Field", "Type", "Class", "Days", "Filled by"]
        rows = [_plain_row(item) for item in rest]
        yield Fold(f"The other {counted(len(rest), 'field')}", [Table("Data that is not about people", head, rows)])


def _personal_row(item: Item, flows: FlowMap) -> list[Cell]:
    purpose: list[Any] = [item.purpose] if item.purpose else []
    if item.basis:
        purpose.append(BASES[item.basis])
    elif item.purpose:
        purpose.append("IT knows no such purpose")
    elif item.collects:
        purpose.append("no purpose named")
    else:
        purpose.append("made of other data, see there")
    level: list[Any] = [class_mark(item.level), *([item.reason] if item.reason else [])]
    if item.special:
        level.append(f"special category: {item.special}")
    return [
        [item.label, Code(item.path), item.type.replace("_", " ")],
        level,
        purpose,
        str(item.retention_days),
        listed([shown_node(target, flows) for target in item.flows_to], "nowhere else"),
    ]


def _plain_row(item: Item) -> list[Cell]:
    by = "a formula" if item.computed else "the office: comes with the app" if item.reference else "people"
    level: list[Any] = [class_mark(item.level), *([item.reason] if item.reason else [])]
    return [[item.label, Code(item.path)], item.type.replace("_", " "), level, str(item.retention_days), by]

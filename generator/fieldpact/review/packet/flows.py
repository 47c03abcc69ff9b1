"""Where data about people goes: from the fields that take it in, through formulas and titles, to lists and messages."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.govern.infer import RANK
from fieldpact.model.app import App
from fieldpact.model.workflow import effects_of
from fieldpact.review.packet.blocks import Block, Cell, Code, Drawing, Section, Table, class_mark, counted, words
from fieldpact.review.packet.drawing import draw
from fieldpact.review.packet.material import Material

OUTLETS = ("list", "search", "message", "export", "connector")
"""Where a value leaves the records; a title is on the way there."""
_ENDS = frozenset({"search", "view", "export", "connector"})
_UNSEEN = frozenset({"sort", "filter", "access"})
"""What decides over records without showing the value."""


@unchanging
class Node:
    """One place that data about people reaches. `kind` is field, formula, title or one of the outlets."""

    id: str
    kind: str
    label: str
    table: str
    level: str


@unchanging
class Flow:
    source: str
    target: str
    level: str


@unchanging
class FlowMap:
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    def node(self, id: str) -> Node | None:
        return next((node for node in self.nodes if node.id == id), None)


def flows_of(material: Material) -> FlowMap:
    """All flows of personal and restricted values, each once."""
    flows = list(dict.fromkeys(_flows(material)))
    places = dict.fromkeys(end for flow in flows for end in (flow.source, flow.target))
    levels: dict[str, str] = {}
    for flow in flows:
        for end in (flow.source, flow.target):
            levels[end] = max(levels.get(end, flow.level), flow.level, key=RANK.__getitem__)
    known = {row["path"]: row["effective_class"] for row in material.facts.rows["fields"]}
    alone = [path for path, level in known.items() if _grave(level) and path not in places]
    nodes = [_node(material, id, known.get(id, levels.get(id, "personal"))) for id in [*places, *alone]]
    return FlowMap(tuple(nodes), tuple(flows))


def _flows(material: Material) -> Iterator[Flow]:
    """IT's own rows of flows, those left out that never show a value; and the lists that titles stand in."""
    app = material.app
    for row in material.facts.rows["flows"]:
        kind, source, target = row["kind"], row["source"], row["target"]
        if not _grave(row["class"]) or kind in _UNSEEN or (kind == "export" and not _may_export(material, source)):
            continue
        if kind in _ENDS:
            yield Flow(source, f"{kind}:{source.partition('.')[0] if kind == 'export' else target}", row["class"])
        elif source != target:
            yield Flow(source, target, row["class"])
    for row in material.facts.rows["tables"]:
        if _grave(row["title_class"]):
            yield Flow(f"{row['name']}.title", f"list:{row['name']}", row["title_class"])
            yield from (
                Flow(f"{row['name']}.title", f"view:{view.name}", row["title_class"])
                for view in app.views
                if view.of == row["name"]
            )


def _may_export(material: Material, source: str) -> bool:
    table = material.app.tables.get(source.partition(".")[0])
    return bool(material.policy.get("export")) and table is not None and not table.reference


def _grave(level: str) -> bool:
    return RANK[level] >= RANK["personal"]


def _node(material: Material, id: str, level: str) -> Node:
    app = material.app
    if id in ("person", "here"):
        return Node(id, "field", "the person who works" if id == "person" else "where the person is", id, level)
    kind, _, name = id.partition(":")
    if name:
        return _outlet(app, id, kind, name, level)
    table, _, last = id.partition(".")
    if last == "title" and table in app.tables:
        return Node(id, "title", f"what a {app.tables[table].label.first()} is called", table, level)
    told = _messages(app).get(id)
    if told is not None:
        return Node(id, "message", told, table, level)
    row = next((row for row in material.facts.rows["fields"] if row["path"] == id), None)
    if row is None:
        return Node(id, "field", id, table, level)
    return Node(id, "formula" if row["computed"] else "field", row["label"], row["table"], level)


def _outlet(app: App, id: str, kind: str, name: str, level: str) -> Node:
    if kind == "view":
        view = next(view for view in app.views if view.name == name)
        return Node(id, "list", f"list “{view.label.first()}”", view.of, level)
    if kind == "connector":
        return Node(id, kind, f"connector {name}", "", level)
    many = app.tables[name].labels.first()
    said = {"list": f"list of {many}", "search": f"search in {many}", "export": f"file of {many}"}
    return Node(id, kind, said.get(kind, id), name, level)


def _messages(app: App) -> dict[str, str]:
    """By effect whom it tells."""
    found = {}
    for table in app.tables.values():
        for effect in effects_of(table.workflow, table.then):
            if effect.tell is not None:
                role = app.roles.get(effect.tell.role or "")
                found[effect.id] = f"message to {role.first() if role else 'a person'} ({effect.tell.by})"
    return found


def shown_node(id: str, flows: FlowMap) -> str:
    node = flows.node(id)
    return id if node is None else f"{node.label} ({node.table})" if node.kind in ("field", "formula") else node.label


def section(flows: FlowMap) -> Section:
    brief = counted(len(flows.flows), "flow") if flows.flows else "nothing flows"
    return Section("flows", "Where data about people goes", brief, list(_blocks(flows)))


def _blocks(flows: FlowMap) -> Iterator[Block]:
    if not flows.flows:
        yield words("No value about a person goes from the field that holds it to anywhere else.", tone="good")
        return
    ends = [node.label for node in flows.nodes if node.kind in OUTLETS]
    yield words(
        "From left to right: where it comes in, what is made of it, where it comes out. The table below says the same."
    )
    says = f"{counted(len(flows.flows), 'flow')} of data about people, which ends in {', '.join(ends) or 'no outlet'}"
    yield Drawing(draw(flows.nodes, flows.flows, says), "Flow of data about people")
    rows: list[list[Cell]] = [
        [shown_node(flow.source, flows), shown_node(flow.target, flows), class_mark(flow.level), Code(flow.source)]
        for flow in flows.flows
    ]
    yield Table("The same flows as a table", ["From", "To", "Class", "Place in the spec"], rows)

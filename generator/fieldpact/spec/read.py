"""A document -> the spec, or findings in the author's words."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fieldpact.findings import Finding
from fieldpact.source.document import Document
from fieldpact.source.nodes import Mapping, Node, Scalar, Sequence
from fieldpact.spec import field as field_module
from fieldpact.spec import table as table_module
from fieldpact.spec.characters import check_characters
from fieldpact.spec.concepts import concept_at, keys_of_concept
from fieldpact.spec.document import Spec
from fieldpact.spec.mixed_script import check_scripts
from fieldpact.spec.plain import is_empty, to_plain
from fieldpact.suggest import nearest

Path = tuple[str | int, ...]


def read_spec(document: Document) -> tuple[Spec | None, list[Finding]]:
    """The typed spec, with all findings; None where it can't be typed.

    Keys and types that the language names but this version doesn't build are findings and are left out, so that the
    rest of the spec is still checked.
    """
    if document.root is None:
        return None, []
    if not isinstance(document.root, Mapping):
        return None, [_finding(document, (), "wrong-shape", "a spec starts with keys such as app: and tables:")]
    data: dict[str, Any] = to_plain(document.root)
    findings = [*check_characters(document), *check_scripts(document)]
    findings += [*_empty_names(document, document.root, ()), *_strip_later(data, document)]
    try:
        return Spec.model_validate(data), findings
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            findings.append(_from_pydantic(error, data, document))
        return None, findings


_NAMING = frozenset({"tables", "fields", "views", "roles", "choices", "options", "set", "sections"})
"""Keys whose maps hold an author's own names. There a name with nothing after it was forgotten."""


def _empty_names(document: Document, node: Node, path: Path) -> list[Finding]:
    found = []
    for index, item in enumerate(node.items if isinstance(node, Sequence) else ()):
        found += _empty_names(document, item, (*path, index))
    for entry in node.entries if isinstance(node, Mapping) else ():
        name = entry.key.text
        if not isinstance(entry.value, Scalar):
            found += _empty_names(document, entry.value, (*path, name))
        elif is_empty(entry.value) and path and (path[-1] in _NAMING or _in_a_test(path)):
            hint = "write what it is after the colon or indented below, or take the line out"
            found.append(
                _finding(document, (*path, name), "nothing-said", f"{name}: says nothing", hint=hint, key=True)
            )
    return found


def _in_a_test(path: Path) -> bool:
    """Below the keys of a test: there a value with nothing after it would be left out of what is tested."""
    return path[0] == "tests" and len(path) > 2


def _strip_later(data: dict[str, Any], document: Document) -> list[Finding]:
    """Takes out what a later version will build, with a finding for each."""
    found: list[Finding] = []

    def drop(owner: dict[str, Any], key: str, path: Path, what: str) -> None:
        del owner[key]
        found.append(
            _finding(document, (*path, key), "not-yet", f"{key}: {what} can't be built yet by this version",
                     hint="take it out for now; the rest of the spec is checked without it", key=True)
        )  # fmt: skip

    tables = data.get("tables")
    for name, table in tables.items() if isinstance(tables, dict) else ():
        if not isinstance(table, dict):
            continue
        for key in [k for k in table if k in table_module.LATER_KEYS]:
            drop(table, key, ("tables", name), table_module.LATER_KEYS[key])
        _strip_later_types(table.get("fields"), ("tables", name, "fields"), drop)
    return found


def _strip_later_types(fields: Any, path: Path, drop: Any) -> None:
    if not isinstance(fields, dict):
        return
    for name, field in list(fields.items()):
        kind = field.get("type") if isinstance(field, dict) else field
        if kind in field_module.LATER_TYPES:
            drop(fields, name, path, f"fields of type {kind}")
        elif isinstance(field, dict):
            _strip_later_types(field.get("fields"), (*path, name, "fields"), drop)


_ITS_TO_SAY = {
    "profile": "take it out; the profile follows from the app's id",
    "governance": "take it out; which rules count follows from where the spec lies, and IT can be asked",
    "policy": "take it out; IT's profile says what every app may do",
    "waivers": "take it out, and ask IT for a waiver",
    "waive": "take it out, and ask IT for a waiver",
}
"""What people try to write into a spec, and what to do instead."""


def _from_pydantic(error: ErrorDetails, data: dict[str, Any], document: Document) -> Finding:
    path = _spec_path(error["loc"], data)
    kind, context, given = error["type"], error.get("ctx", {}), error.get("input")
    if kind == "extra_forbidden":
        concept = concept_at(path[:-1])
        known = keys_of_concept(concept)
        if path[-1] in _ITS_TO_SAY:
            say = f"{path[-1]}: is IT's to say, in its own files; a spec can't choose"
            return _finding(document, path, "its-to-say", say, hint=_ITS_TO_SAY[str(path[-1])], key=True)
        guess = nearest(str(path[-1]), known)
        hint = f"did you mean {guess}?" if guess else "known keys: " + ", ".join(sorted(known))
        return _finding(document, path, "unknown-key", f"{concept.noun} has no key {path[-1]!r}", hint=hint, key=True)
    if kind == "missing":
        owner, key = path[:-1], path[-1]
        hint = "start the file with fieldpact: 1" if path == ("fieldpact",) else f"add {key}: to it"
        return _finding(document, owner, "missing-key", f"{concept_at(owner).noun} needs {key}:", hint=hint, key=True)
    if kind == "literal_error":
        choices = [
            part.strip().strip("'") for part in str(context.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        guess = nearest(str(given), choices)
        hint = f"did you mean {guess}?" if guess else "it can be " + ", ".join(choices)
        message = f"{path[-1] if path else 'it'} can't be {given!r}"
        return _finding(document, path, "unknown-value", message, hint=hint)
    code = {"date_from_datetime_parsing": "bad-date", "date_parsing": "bad-date"}.get(kind, "wrong-shape")
    message, hint = _in_plain_words(kind, error["msg"], given)
    return _finding(document, path, code, message, hint=hint)


def _in_plain_words(kind: str, message: str, given: Any) -> tuple[str, str]:
    if kind.startswith("date"):
        return f"{given!r} is not a date", "write it as year-month-day, such as 2027-01-15"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "expected keys with values here", "indent the keys below it, one on each line"
    if kind == "list_type":
        return "expected a list here", "write it as [a, b] or one item a line, each after a dash"
    if kind == "options":
        return message, "write them as {s: Small, m: Medium}"
    if kind == "string_type":
        return "expected a single value here", ""
    if kind.startswith("int"):
        return f"{given!r} is not a whole number", ""
    if kind == "too_short":
        return "this is empty", "add at least one"
    return message[:1].lower() + message[1:], ""


def _spec_path(loc: tuple[int | str, ...], data: Any) -> Path:
    """Pydantic's location without the names of union branches that it adds: only steps that exist, or the last one."""
    path: list[str | int] = []
    here = data
    for index, step in enumerate(loc):
        known = range(len(here)) if isinstance(here, list) else here if isinstance(here, dict) else ()
        if step in known:
            here = here[step]
        elif index < len(loc) - 1:
            continue
        path.append(step)
    return tuple(path)


def _finding(document: Document, path: Path, code: str, message: str, hint: str = "", key: bool = False) -> Finding:
    span = document.key_span(path) if key else document.value_span(path)
    return Finding(code, message, span, path=".".join(map(str, path)), hint=hint)

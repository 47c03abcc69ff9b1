"""IT's files -> typed content, or findings in the file. The same strict reader as for specs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from fieldpact.findings import Finding
from fieldpact.source.document import Document
from fieldpact.source.yaml import read_file
from fieldpact.spec.plain import to_plain


class ItModel(BaseModel):
    """A file, or a part of one, that IT owns. Unknown keys are refused; scalars arrive as raw text."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Content = TypeVar("Content", bound=ItModel)


def read_it_file(path: Path, model: type[Content]) -> tuple[Content | None, Document, list[Finding]]:
    """The content, its document for places, and every finding."""
    document = read_file(path)
    if document.root is None or document.findings:
        return None, document, list(document.findings)
    try:
        return model.model_validate(to_plain(document.root)), document, []
    except ValidationError as problem:
        return None, document, [_finding(document, error["loc"], error["msg"]) for error in problem.errors()]


def _finding(document: Document, where: tuple[int | str, ...], message: str) -> Finding:
    return it_finding(
        document, where, "governance-file", f"{where[-1]}: {_plain(message)}" if where else _plain(message)
    )


def _plain(message: str) -> str:
    return {"Extra inputs are not permitted": "no such key", "Field required": "this key is missing"}.get(
        message, message[:1].lower() + message[1:]
    )


def it_finding(document: Document, where: tuple[int | str, ...], code: str, message: str, hint: str = "") -> Finding:
    """A finding at a place of one of IT's files."""
    return Finding(code, message, document.value_span(where), path=".".join(map(str, where)), hint=hint)


def shape_of(value: Any) -> str:
    """What a raw scalar or list of IT's files is: number, yes_no, texts or text."""
    if isinstance(value, list):
        return "texts"
    if value in ("true", "false"):
        return "yes_no"
    digits = str(value).removeprefix("-").replace(".", "", 1)
    return "number" if digits.isascii() and digits.isdigit() else "text"

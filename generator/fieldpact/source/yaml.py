"""The strict reader: bytes to a tree of raw texts with places, and findings.

Built on libyaml's events, which PyYAML brings along. There is no fallback to PyYAML's own parser: the two differ
(`{en: Really?, sv: Nej}` parses in one and not in the other), and a spec must mean the same on every machine.
YAML's types, tags, anchors and aliases have no place here: what an author typed is what the schema gets to see.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from yaml import YAMLError

from fieldpact.findings import Finding, by_place
from fieldpact.source.broken import explain
from fieldpact.source.document import Document
from fieldpact.source.nodes import Node
from fieldpact.source.text import Source
from fieldpact.source.traps import Repair
from fieldpact.source.tree import TreeBuilder

MAX_BYTES = 4_000_000
# Each pass after a repair reads the whole file again; what is left when these are used up can wait for the next run.
_MAX_PASSES = 40
_MAX_NODES_READ = 40_000  # over all passes

# What YAML forbids, plus line separators that editors don't count as lines and marks that can't be seen.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read_file(path: Path) -> Document:
    """Read a YAML file. A file that isn't there or can't be read is a finding."""
    name = str(path)
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            return _refused(name, "file-is-folder", "this is a folder, not a file", "name the YAML file inside it")
        if not stat.S_ISREG(info.st_mode):
            return _refused(name, "file-unreadable", "this is no ordinary file")
        if info.st_size > MAX_BYTES:
            return _too_large(name, info.st_size)
        data = path.read_bytes()
    except FileNotFoundError:
        return _refused(name, "file-missing", "there is no such file", "check the name and the folder")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _refused(name, "file-unreadable", f"this file can't be read: {reason}")
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read UTF-8 bytes; a byte order mark is skipped."""
    if len(data) > MAX_BYTES:
        return _too_large(name, len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(name, data, error.start)
    return read_text(text, name)


def read_text(text: str, name: str) -> Document:
    """Read a text that is already decoded."""
    source = Source(name, text.removeprefix("\ufeff"))
    odd = _ODD.search(source.text)
    if odd:
        message = f"there is a character here that can't be seen and isn't allowed (U+{ord(odd[0]):04X})"
        finding = Finding("odd-character", message, source.span(*odd.span()), hint="delete it and type the text anew")
        return Document(source, None, [finding])
    if len(source.text) > MAX_BYTES:
        return _too_large(name, len(source.text))
    return _read(source)


def _read(source: Source) -> Document:
    repairs: list[Repair] = []
    nodes_read = 0
    for passes_left in reversed(range(_MAX_PASSES)):
        builder = TreeBuilder(source, repairs)
        root: Node | None = None
        found: list[Repair] = []
        try:
            root = builder.build(_masked(source.text, repairs))
        except YAMLError as error:
            cause = explain(source, error, builder.last)
            if isinstance(cause, Repair):
                found.append(cause)
            else:
                builder.findings.append(cause)
        found = [*builder.traps, *(repair for repair in found if _is_new(repair, [*repairs, *builder.traps]))]
        if not found and root is None and not builder.findings:
            builder.findings.append(_nothing_read(source))
        nodes_read += builder.nodes
        repairs += found
        if not found or nodes_read > _MAX_NODES_READ or not passes_left:
            break
    repaired = [repair.finding for repair in repairs]
    return Document(source, root if not found else None, by_place([*repaired, *builder.findings]), repaired)


def _is_new(repair: Repair, known: list[Repair]) -> bool:
    """Whether a repair touches nothing that was repaired before; if it does, it didn't help."""
    taken = [stretch for other in known for stretch in other.stretches]
    return bool(repair.stretches) and not any(a < d and c < b for a, b in repair.stretches for c, d in taken)


def _masked(text: str, repairs: list[Repair]) -> str:
    """The text for the parser: repaired stretches are made harmless, and nothing changes its place.

    A missing line break at the end is added, so that it makes no difference to a block of text there.
    """
    parts: list[str] = []
    at = 0
    stretches = sorted((start, end, repair) for repair in repairs for start, end in repair.stretches)
    for start, end, repair in stretches:
        parts += [text[at:start], re.sub(repair.blanked, repair.filler, text[start:end])]
        at = end
    return "".join([*parts, text[at:], "" if text.endswith(("\n", "\r")) else "\n"])


def _nothing_read(source: Source) -> Finding:
    """A syntax error whose cure didn't help, or an empty file."""
    if not source.text.strip():
        return Finding("file-empty", "this file is empty", source.span(0, 0), hint="start with `fieldpact: 1`")
    return Finding("file-empty", "this file holds comments only", source.span(0, 0), hint="start with `fieldpact: 1`")


def _refused(name: str, code: str, message: str, hint: str = "") -> Document:
    source = Source(name, "")
    return Document(source, None, [Finding(code, message, source.span(0, 0), hint=hint)])


def _too_large(name: str, size: int) -> Document:
    message = f"this file has {size / 1_000_000:.1f} MB; at most {MAX_BYTES // 1_000_000} MB are read"
    return _refused(name, "file-too-large", message, "keep long lists in CSV files beside the spec")


def _not_utf8(name: str, data: bytes, at: int) -> Document:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _refused(name, "not-utf8", "this file is saved as UTF-16", "save it as UTF-8")
    before = Source(name, data[:at].decode("utf-8-sig", "replace"))
    message = f"this file isn't saved as UTF-8: the byte {data[at]:02X} is no character"
    end = len(before.text)
    finding = Finding("not-utf8", message, before.span(end, end), hint="save the file as UTF-8 in your editor")
    return Document(before, None, [finding])

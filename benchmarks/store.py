"""Lists, search and saves: 100,000 accounts beside plain FTS5, a save beside its own statements in plain SQLite."""

from __future__ import annotations

import asyncio
import csv
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import measure
from fieldapp.bundle import load_bundle
from fieldapp.data.database import connect
from fieldapp.data.repository import Repository
from fieldapp.testing import running
from fieldpact.preview.workspace import Workspace

Row = tuple[str, str, str, str]
ACCOUNTS, SEARCHES, SAVES, PAGE = 100_000, 400, 300, 50
SPEC = """\
fieldpact: 1
app: {id: com.example.bench_store, name: Bench, version: 1.0.0}
tables:
  account:
    title: =$"{name}, {city}"
    from: accounts.csv
    fields:
      name: {type: text, search: true}
      city: {type: text, search: true}
      tier: {type: choice, options: {a: Gold, b: Silver, c: Bronze}}
      since: date
      place: {type: location, about: a_place}
  visit:
    title: =$"{account.name} {date}"
    fields:
      account: {type: link, to: account, filters: [tier]}
      date: {type: date, default: =Today()}
      outcome: {type: choice, options: {order: Order, none: None}}
      note: {type: long_text, search: true, max_length: 500}
      lines:
        type: lines
        fields: {product: text, qty: integer, price: money, amount: {type: money, formula: =qty * price}}
      total: {type: money, formula: '=Sum(lines, amount)'}
"""
FIRST = ("North", "South", "East", "West", "Old", "New", "Upper", "Lower", "Great", "Little")
SECOND = ("Harbour", "Market", "Station", "Garden", "Castle", "Bridge", "Mill", "Church", "Forest", "Lake")
THIRD = ("Kiosk", "Grocer", "Corner", "Deli", "Store", "Pharmacy", "Bakery", "Cafe", "Bar", "Hotel")
NORTH, EAST = (55.5, 68.0), (11.5, 23.0)
CITIES = tuple(f"{a}{b}" for a in ("Ström", "Berg", "Ny", "Sand", "Älv") for b in ("stad", "by", "vik", "hamn"))


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _accounts(root / "accounts.csv")
        (root / "spec.yaml").write_text(SPEC, encoding="utf-8")
        workspace = Workspace.of(root / "spec.yaml", root)
        if not workspace.rebuild() or workspace.bundle is None:
            raise RuntimeError(f"the bench spec has findings: {workspace.findings[:3]}")
        store = Repository(load_bundle(workspace.bundle), root / "data", workspace.bundle)
        found = [*_lists(store), _near(store), _save(store, root), _sealed(store, root, workspace.bundle)]
        found += [asyncio.run(play(workspace.bundle, root / "data")) for play in (_screen, _link)]
        store.close()
        return found


def _accounts(path: Path) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "city", "tier", "since", "place"])
        for n in range(ACCOUNTS):
            name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(THIRD)} {n}"
            place = f"{chance.uniform(*NORTH):.5f},{chance.uniform(*EAST):.5f}"
            writer.writerow([f"a{n:06}", name, chance.choice(CITIES), chance.choice("abc"), "2020-01-01", place])


def _typed() -> list[str]:
    """What people type: beginnings of one or two words, and numbers."""
    chance = random.Random(2)
    ways: Sequence[Callable[[], str]] = (
        lambda: chance.choice(SECOND)[: chance.randint(3, 6)],
        lambda: f"{chance.choice(FIRST)[:3]} {chance.choice(THIRD)[:4]}",
        lambda: f"{chance.choice(SECOND)} {chance.choice(CITIES)[:4]}",
        lambda: str(chance.randint(1000, ACCOUNTS)),
    )
    return [chance.choice(ways)() for _ in range(SEARCHES)]


def _lists(store: Repository) -> list[Row]:
    opened = measure.per_call(lambda: store.list("account", limit=PAGE), 30) * 1000
    ours, raw = [], []
    with closing(connect(store.folder / "data.sqlite")) as connection:
        for typed in _typed():
            ours.append(_seconds(lambda typed=typed: store.list("account", search=typed, limit=PAGE)))
            raw.append(_seconds(lambda typed=typed: _plain_search(connection, typed)))
    ratio = statistics.median(a / b for a, b in zip(ours, raw, strict=True))
    return [
        ("list of 100,000 accounts: first page", f"{opened:.1f} ms", "100 ms", ""),
        (
            "search among 100,000 accounts, p95",
            f"{_p95(ours):.1f} ms",
            "20 ms, 2 times the peer",
            f"plain FTS5 with count: {_p95(raw):.1f} ms; ratio {ratio:.2f}",
        ),
    ]


def _near(store: Repository) -> Row:
    chance = random.Random(3)
    taken = []
    for _ in range(SEARCHES):
        origin = {"latitude": chance.uniform(*NORTH), "longitude": chance.uniform(*EAST)}
        taken.append(_seconds(lambda origin=origin: store.near("account", origin, limit=PAGE)))
    return ("the 50 nearest of 100,000 accounts, p95", f"{_p95(taken):.1f} ms", "20 ms", "")


def _plain_search(connection: sqlite3.Connection, typed: str) -> tuple[Any, Any]:
    """The same question put to SQLite by hand: a page of rows, and how many there are."""
    query = " ".join(f'"{word}"*' for word in typed.split())
    page = connection.execute(
        'SELECT r._title, r.* FROM t_account r JOIN "s_account." f ON f.rowid = r._row WHERE f.text MATCH ?'
        f" ORDER BY f.rowid LIMIT {PAGE}",
        (query,),
    ).fetchall()
    count = connection.execute('SELECT count(*) FROM "s_account." WHERE text MATCH ?', (query,)).fetchone()
    return page, count


def _save(store: Repository, root: Path) -> Row:
    """A save's own statements, replayed by plain sqlite3 on a copy of the file, in turn with the saves."""
    store._database._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(store.folder / "data.sqlite", root / "copy.sqlite")
    statements: list[str] = []
    ours, raw = [], []
    with closing(connect(root / "copy.sqlite")) as plain:
        for number in range(SAVES):
            ours.append(_seconds(lambda number=number: store.save("visit", _visit(number))))
            statements.clear()
            store._database._writer.set_trace_callback(statements.append)  # which costs time: another save, not timed
            store.save("visit", _visit(number))
            store._database._writer.set_trace_callback(None)
            written = [s for s in statements if not s.startswith("--")]  # FTS5's own statements follow from ours
            raw.append(_seconds(lambda written=written: [plain.execute(each).fetchall() for each in written]))
    rate = statistics.median(b / a for a, b in zip(ours, raw, strict=True))
    return (
        "save of a record with five lines",
        f"{statistics.median(ours) * 1000:.2f} ms; {rate:.0%} of plain SQLite",
        "60 % of plain SQLite",
        f"the same statements by sqlite3: {statistics.median(raw) * 1000:.2f} ms",
    )


def _sealed(plain: Repository, root: Path, bundle: Path) -> Row:
    """The same saves in turn, into a store whose note is restricted and into one where nothing is."""
    policy = {**plain.app.policy, "fields": {"visit.note": "restricted"}}
    sealing = Repository(replace(plain.app, policy=policy), root / "sealed", bundle)
    kept, ours = [], []
    for number in range(SAVES):
        kept.append(_seconds(lambda number=number: plain.save("visit", _visit(number))))
        ours.append(_seconds(lambda number=number: sealing.save("visit", _visit(number))))
    sealing.close()
    more = statistics.median(a / b for a, b in zip(ours, kept, strict=True))
    return (
        "the same save with one sealed field",
        f"{statistics.median(ours) * 1000:.2f} ms; {more:.2f} times the one without",
        "",
        f"without: {statistics.median(kept) * 1000:.2f} ms",
    )


def _visit(number: int) -> dict[str, Any]:
    lines = [{"product": f"p{n}", "qty": Decimal(n + 1), "price": Decimal("9.80"), "amount": Decimal("9.80") * (n + 1)}
             for n in range(5)]  # fmt: skip
    return {"account": f"a{number:06}", "note": f"Talk number {number}", "lines": lines, "total": Decimal(147)}


async def _screen(bundle: Path, data: Path) -> Row:
    """From the tap on the home screen to the drawn list, headless."""
    async with running(bundle, data) as app:
        taken = []
        for _ in range(10):
            start = time.perf_counter()
            await app.go("account")
            taken.append(time.perf_counter() - start)
            await app.back()
    return (
        "list of 100,000 accounts: tap to screen, headless",
        f"{statistics.median(taken) * 1000:.0f} ms",
        "100 ms",
        "",
    )


async def _link(bundle: Path, data: Path) -> Row:
    """The search sheet of a link, headless: what opening it costs, and each letter typed, one letter on."""
    async with running(bundle, data) as app:
        await app.go("new:visit")
        start = time.process_time()
        await app.tap("field:account")
        opened = time.process_time() - start
        letters = [word[:n] for word in _typed()[:40] for n in range(1, len(word) + 1)]
        strokes = [await app.keystroke_seconds("link:search", [typed]) for typed in letters]
    return (
        "search sheet of a link to 100,000 accounts: a letter typed, p95, headless",
        f"{_p95(strokes):.1f} ms; opened in {opened * 1000:.0f} ms",
        "20 ms",
        "",
    )


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _p95(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] * 1000

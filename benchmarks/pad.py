"""One keystroke in a pad of 300 rows whose prices are looked up by list, product, day and step."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from pathlib import Path

from benchmarks import measure
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form.engine import Engine
from fieldapp.testing import running
from fieldpact.preview.workspace import Workspace

ROWS = 300
SPEC = """\
fieldpact: 1
app: {id: com.example.pad, name: Pad, version: 1.0.0, currency: SEK}
tables:
  product: {from: products.csv, title: =name, fields: {name: text, pack: integer, deposit: money, vat: percent}}
  price:
    from: prices.csv
    title: =product.name
    valid: [starts, ends]
    fields: {product: {type: link, to: product}, starts: date, ends: date, from_cases: integer, amount: money}
  deal:
    from: deals.csv
    title: =product.name
    valid: [starts, ends]
    fields: {product: {type: link, to: product}, buy: integer, get: integer, starts: date, ends: date}
  order:
    fields:
      name: text
      date: {type: date, default: 2027-02-10}
      lines:
        type: lines
        row: line
        rows: {from: product, set: {product: =ThisRecord}, keep: =cases > 0}
        fields:
          product: {type: link, to: product}
          cases: {type: integer, min: 0}
          bottles: {type: integer, formula: =cases * product.pack}
          price:
            type: money
            lookup: {in: price, match: {product: =product}, on: =order.date, step: {from_cases: =cases}, take: amount}
          discount: {type: percent, default: 0%, max: 15%}
          net: {type: money, formula: =bottles * price * (1 - discount)}
          tax: {type: money, formula: =net * product.vat}
          deposit: {type: money, formula: =bottles * product.deposit}
      free:
        type: lines
        rows:
          from: lines
          where: =times > 0
          lookup: {in: deal, match: {product: =product}, on: =order.date}
          let: {times: '=RoundDown(bottles / Found(deal).buy, 0)'}
          set: {product: =product, bottles: =times * Found(deal).get}
        fixed: true
        fields: {product: {type: link, to: product}, bottles: integer}
      goods: {type: money, formula: '=Sum(lines, net)'}
      total: {type: money, formula: '=goods + Sum(lines, tax) + Sum(lines, deposit)'}
      gifts: {type: integer, formula: '=Sum(free, bottles)'}
"""


def rows() -> list[tuple[str, str, str, str]]:
    """Every row ordered, and one number changed in turn; the first keystrokes have filled the caches."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spec.yaml"
        path.write_text(SPEC, encoding="utf-8")
        _write_data(Path(folder))
        workspace = Workspace.of(path, Path(folder) / "work")
        if not workspace.rebuild() or workspace.bundle is None:
            raise RuntimeError(f"the bench spec has findings: {workspace.findings[:3]}")
        app = load_bundle(workspace.bundle)
        repository = Repository(app, Path(folder) / "data", workspace.bundle)
        engine = Engine(app, app.tables["order"], repository.world())
        pad = engine.cell("lines").rows
        for row in pad:
            engine.enter(row.cells["cases"].path, "5")
        inner = itertools.cycle(pad[ROWS // 2 : ROWS // 2 + 20])  # 20 rows and 3 numbers: each time another number
        numbers = itertools.cycle(("4", "12", "31"))
        took = measure.per_call(lambda: engine.enter(next(inner).cells["cases"].path, next(numbers)), 200) * 1000
        record = repository.save("order", engine.values())
        repository.close()
        whole = asyncio.run(_whole(workspace.bundle, Path(folder) / "data", record)) * 1000
    name = f"keystroke with a pad of {ROWS} rows: engine"
    return [
        (name, f"{took:.2f} ms", "1 ms", ""),
        (f"{name}, diff and packing", f"{whole:.2f} ms", "2 ms", ""),
    ]


async def _whole(bundle: Path, data: Path, record: str) -> float:
    async with running(bundle, data) as app:
        await app.go(f"order/{record}")
        await app.tap("action:edit")
        return await app.keystroke_seconds("field:lines/9/cases", [str(n) for n in range(1, 60)])


def _write_data(folder: Path) -> None:
    products = [f"p{n},Product {n},{6 + n % 3 * 6},1,{(25, 12, 6)[n % 3]}%" for n in range(ROWS)]
    prices, deals = [], []
    for n in range(ROWS):
        for starts, ends in (("", "2027-01-31"), ("2027-02-01", "")):
            prices += [
                f"r{len(prices) + k},p{n},{starts},{ends},{step},{10 + n % 9 - k}" for k, step in enumerate((0, 10))
            ]
        deals.append(f"d{n},p{n},24,2,2027-02-01,2027-02-28")
    for name, header, lines in (
        ("products", "id,name,pack,deposit,vat", products),
        ("prices", "id,product,starts,ends,from_cases,amount", prices),
        ("deals", "id,product,buy,get,starts,ends", deals),
    ):
        (folder / f"{name}.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")

"""One example for each field type, as it stands under `fields:` of a table. The tests check all of them as one spec."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = {
    "text": "name: {type: text, required: true, max_length: 80, search: true}",
    "long_text": "remark: {type: long_text, max_length: 500}",
    "integer": "cases: {type: integer, default: 1, min: 1, max: 500}",
    "number": "weight: {type: number, min: 0, round: 2}",
    "money": "total: {type: money, formula: '=cases * 12.50'}",
    "percent": "discount: {type: percent, min: 0%, max: 15%}",
    "yes_no": "cooler: yes_no",
    "choice": "mood: {type: choice, options: {good: Good, bad: Bad}}",
    "choices": "seen: {type: choices, options: {shelf: Shelf, till: Till}, max: 2}",
    "date": "deliver: {type: date, default: =Today() + 2, min: =Today() + 1}",
    "time": "opens: {type: time, default: '08:00'}",
    "datetime": "arrived: {type: datetime, default: =Now(), read_only: true}",
    "email": "mail: {type: email, about: a_place}",
    "phone": "desk: {type: phone, about: a_place}",
    "url": "web: url",
    "link": "product: {type: link, to: product, where: =active}",
    "lines": "lines: {type: lines, row: line, min: 1, fields: {what: text, qty: integer}}",
    "photo": "shelf: {type: photo, max: 3}",
    "rank": "favourites: {type: rank, options: {tea: Tea, cola: Cola, water: Water}, max: 2}",
    "rating": "service: {type: rating, max: 5}",
    "scale": "taste: {type: scale, min: 0, max: 10, step: 0.5, ends: {low: Not at all, high: Very much}}",
    "duration": "stay: {type: duration, default: '0:30', max: 8 h}",
    "auto_number": "number: {type: auto_number, format: 'V-{device}-{0000}'}",
    "file": "contract: {type: file, max: 2, accept: [pdf, docx], max_size: 5 MB}",
    "hidden": "points: {type: hidden, holds: number, formula: =service * 2 + taste}",
    "barcode": "shelf_code: {type: barcode, kinds: [ean13, ean8]}",
    "totals": "by_what: {type: totals, of: lines, by: =what, sum: [qty]}",
    "location": "gate: {type: location, accuracy: 50, about: a_place}",
    "score": "tidy: {type: score, of: lines, points: =qty, most: 10, bands: {red: 0%, amber: 60%, green: 80%}}",
    "signature": "signed: {type: signature, by: =name, meaning: Received, seals: [lines], purpose: order_handling}",
    "note": "help: {type: note, text: Count full cases only., visible: =cooler}",
}


def spec() -> str:
    """All examples as one spec that `fieldpact check` reads."""
    fields = "\n".join(f"      {example}" for example in EXAMPLES.values())
    return (
        "fieldpact: 1\n"
        "app: {id: com.example.every_field, name: Every field, version: 1.0.0}\n"
        "tables:\n"
        "  product:\n    title: =name\n    fields: {name: text, active: yes_no}\n"
        f"  visit:\n    title: =name\n    fields:\n{fields}\n"
    )


TESTED: Final = """\
fieldpact: 1
app: {id: com.example.visits, name: Visits, version: 1.0.0}
tables:
  visit:
    title: =$"{date}"
    fields:
      date: {type: date, default: =Today()}
      outcome: {type: choice, options: {order: Order taken, none: No order}, required: true}
      reason: {type: text, visible: '=outcome = "none"', required: true}
tests:
  - name: A refusal needs a reason
    in: visit
    today: 2027-02-01
    given: {outcome: none}
    expect: {visible: [reason], errors: {reason: required}, values: {date: 2027-02-01}}
"""
"""A spec with a test. The tests run it."""

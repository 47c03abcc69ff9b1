"""What is looked up, found or named on the way to a field keeps the class that it has where it comes from."""

from __future__ import annotations

import pytest

from fieldpact.govern.infer import infer

TABLES = """\
  client:
    from: clients.csv
    title: =code
    fields: {code: text, phone: {type: phone, purpose: visit_planning}, size: integer}
  shop:
    title: =code
    fields:
      code: text
      called: {type: text, lookup: {in: client, match: {code: =code}, take: phone, none: blank}}
      staff: {type: integer, lookup: {in: client, match: {code: =code}, take: size, none: blank}}
      lines:
        type: lines
        row: line
        fields: {code: text, about: {type: text, about: a_person, purpose: visit_planning}}
      named: {type: lines, rows: {from: lines, let: {who: =about}, set: {what: =who}}, fields: {what: text}}
      found:
        type: lines
        rows: {from: lines, lookup: {in: client, match: {code: =code}}, set: {what: =Found(client).phone}}
        fields: {what: text}
      sized:
        type: lines
        rows:
          from: lines
          lookup: {in: client, match: {code: =code}}
          let: {size: =Found(client).size}
          set: {what: =size}
        fields: {what: integer}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("called", "personal"),
        ("staff", "internal"),
        ("named.what", "personal"),
        ("found.what", "personal"),
        ("sized.what", "internal"),
    ],
)
def test_a_class_goes_along(model_of, governance, tmp_path, path, expected):
    (tmp_path / "clients.csv").write_text("id,code,phone,size\n", encoding="utf-8")
    app = model_of(TABLES)
    verdicts = infer(app, governance.lexicon(app.languages)[0]).fields
    assert verdicts[f"shop.{path}"].inferred == expected

"""What a pick brings along keeps the class that it has in the picked record."""

from __future__ import annotations

import pytest

from fieldpact.govern.infer import infer

TABLES = """\
  client:
    title: =code
    fields: {code: text, phone: {type: phone, purpose: visit_planning}, size: integer}
  order:
    title: =code
    fields:
      code: text
      client: {type: link, to: client, bring: {number: =phone, size: =size, note: =Form.mobile & code}}
      number: text
      size: integer
      note: {type: text, max_length: 100}
      mobile: {type: phone, purpose: visit_planning}
      plain: {type: link, to: client}
      lines:
        type: lines
        fields: {of: {type: link, to: client, bring: {call: =phone}}, call: text}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("number", "personal"),
        ("size", "internal"),
        ("note", "personal"),
        ("lines.call", "personal"),
        ("plain", "internal"),
    ],
)
def test_a_class_is_brought_along(model_of, governance, path, expected):
    app = model_of(TABLES)
    assert infer(app, governance.lexicon(app.languages)[0]).fields[f"order.{path}"].inferred == expected

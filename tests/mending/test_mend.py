"""A fix takes its finding away, brings no other, and leaves the rest of the file as it was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldpact.mending import Mending, mend
from fieldpact.source.fmt import format_text

HEAD = """\
# Visits
fieldpact: 1
app: {id: com.example.visits, name: Visits, version: 1.0.0}  # the app
pact:
  business: {name: Sales, person: lena@example.com, deputy: sales@example.com}
  it: {name: Mobile, person: jo@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Visits made, part: '=CountIf(visit, done)', whole: =CountRows(visit), target: 60%}
tables:
  visit:
    title: =place
    fields:
      place: text  # where
      done: yes_no
"""
PHONE = "      phone: {type: phone, purpose: visit_planning}\n"


def mended(folder: Path, fields: str, only: str | None = None) -> Mending:
    path = folder / "spec.yaml"
    path.write_bytes((HEAD + fields).encode())
    return mend(path, only=only)


def codes(mending: Mending) -> list[str]:
    return [finding.code for finding in mending.after.findings]


@pytest.mark.parametrize(
    ("notes", "after"),
    [
        ("      notes: long_text  # words\n", "      notes: {type: long_text, max_length: 500}  # words\n"),
        (
            "      notes: {type: long_text, max_length: 9000}\n",
            "      notes: {type: long_text, max_length: 500}\n",
        ),
        (
            "      notes:  # what was said\n        type: long_text\n        label:\n          en: Notes # plain\n",
            "      notes:  # what was said\n        type: long_text\n        max_length: 500\n        label:\n"
            "          en: Notes # plain\n",
        ),
    ],
)
def test_a_rules_fix_is_made_where_the_row_stands(tmp_path, notes, after):
    mending = mended(tmp_path, PHONE + notes)
    assert [finding.code for finding in mending.done] == ["DATA-006"]
    assert mending.text == HEAD + PHONE + after
    assert codes(mending) == [] and mending.left == []


def test_a_canonical_file_stays_canonical_although_a_line_gets_too_long(tmp_path):
    label = "A label that is long enough to fill the line up to its end and no longer"
    line = f"      notes: {{type: long_text, label: {label}}}\n"
    assert format_text(HEAD + PHONE + line, "spec.yaml")[0] == HEAD + PHONE + line
    mending = mended(tmp_path, PHONE + line)
    assert format_text(mending.text, "spec.yaml")[0] == mending.text
    assert "\n        max_length: 500\n" in mending.text


def test_only_the_named_rule_is_fixed(tmp_path):
    notes = "      notes: long_text\n"
    assert mended(tmp_path, PHONE + notes, only="OTHER-001").text == HEAD + PHONE + notes
    assert [finding.code for finding in mended(tmp_path, PHONE + notes, only="data-006").done] == ["DATA-006"]


def test_the_compilers_own_fixes_are_made_and_what_they_uncover_is_left_to_say(tmp_path):
    mending = mended(tmp_path, "      twice: {type: integer, formula: =SUM(1, 2)}\n      nothing: {type: texx}\n")
    assert mending.before.app is None
    assert "unknown-value" in codes(mending)
    mending = mended(
        tmp_path, "      more: {type: integer, formula: '=IF(done; 1; 2)'}\n" + PHONE + "      n: long_text\n"
    )
    assert mending.after.app is not None
    assert codes(mending) == []
    assert "If(done, 1, 2)" in mending.text and "max_length: 500" in mending.text


def test_a_spec_that_cannot_be_read_stays_as_it_is(tmp_path):
    mending = mended(tmp_path, "      notes: [long_text\n")
    assert mending.text == HEAD + "      notes: [long_text\n" and not mending.done


shapes = st.sampled_from(
    [
        "      {0}: long_text\n",
        "      {0}: {{type: long_text}}  # {0}\n",
        "      {0}: {{type: long_text, max_length: 4000, hint: 'a, b'}}\n",
        "      # {0}\n      {0}:\n        type: long_text\n",
        "      {0}:\n        type: long_text\n        hint: >\n          Two\n          lines\n",
        "      {0}:\n\n        label: {{en: Words}}\n        type:   long_text\n",
        "      {0}: {{type: phone, class: public, purpose: visit_planning}}\n",
        "      {0}: {{type: phone}}\n",
        '      {0}: {{type: text, formula: \'=IF(done; "a"; "b")\'}}\n',
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(shapes, min_size=1, max_size=4))
def test_each_fix_takes_its_finding_away_and_brings_no_other(tmp_path, chosen):
    fields = "".join(shape.format(f"f{number}") for number, shape in enumerate(chosen))
    mending = mended(tmp_path, PHONE + fields)
    found = Counter((f.code, f.path) for f in mending.before.findings)
    left = Counter((f.code, f.path) for f in mending.after.findings)
    if mending.before.app is not None:
        assert not left - found
        assert all(left[f.code, f.path] == 0 for f in mending.done)
        assert len(mending.done) == found.total() - left.total()
    assert not [f for f in mending.after.findings if f.fix and f.fix.edits and f not in mending.left]
    for line in (HEAD + PHONE + fields).splitlines():
        if "#" in line:
            assert line[line.index("#") :] in mending.text
    again = mend(tmp_path / "spec.yaml")
    (tmp_path / "spec.yaml").write_text(mending.text, "utf-8")
    assert again.text == mending.text and mend(tmp_path / "spec.yaml").done == []

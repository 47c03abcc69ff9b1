"""What `fieldpact check` loads and reads: a regression here shows in no finding, only in everybody's waiting."""

import json
import subprocess
import sys

from tests.cli.conftest import SPEC

WATCHED = """
import atexit, json, sys

opened = []
sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" else None)


@atexit.register
def tell():
    read = [name for name in opened if name.endswith((".yaml", ".csv", ".json", "entry_points.txt"))]
    print(json.dumps({"modules": sorted(sys.modules), "read": read}), file=sys.stderr)


from fieldpact.cli import main

main(["check", *sys.argv[1:]])
"""

HEAVY = {
    "babel": "the languages that the runtime itself speaks are known without CLDR",
    "cryptography": "only signing needs it",
    "fieldapp.app.definition": "field types name the definitions in annotations only",
    "fieldapp.data.database": "nothing is stored",
    "fieldapp.form.engine": "only a spec's tests open a form",
    "fieldpact.model.test": "only a spec's tests need it",
    "fieldpact.render": "nothing is built",
    "fieldpact.resolve.data": "no file of rows is read",
    "fieldpact.resolve.stock": "only specs with stock or limits need it",
    "fieldpact.review": "only a spec beside approvals/ is in review",
    "fieldpact.source.edits": "only a fix needs it",
    "flet": "nothing is shown",
    "jinja2": "nothing is rendered",
    "ruamel": "only tests use it",
    "sqlite3": "nothing is stored",
}


def watched(*specs):
    """The modules of one process that checks the specs, and the files of text that it read."""
    run = subprocess.run([sys.executable, "-c", WATCHED, *map(str, specs)], capture_output=True, text=True, check=True)
    assert run.stdout == "no findings\n"
    return json.loads(run.stderr)


def test_checking_a_plain_spec_loads_nothing_heavy(spec):
    modules = watched(spec)["modules"]
    assert {name: why for name, why in HEAVY.items() if name in modules} == {}


def test_checking_looks_for_no_plugins(spec):
    assert [name for name in watched(spec)["read"] if name.endswith("entry_points.txt")] == []


def test_another_spec_costs_one_more_file(spec):
    more = [spec.with_name(f"spec_{number}.yaml") for number in range(3)]
    for number, path in enumerate(more):
        path.write_text(SPEC.replace("id: com.example.", f"id: com.example.n{number}_"), "utf-8")
    alone, together = watched(spec)["read"], watched(spec, *more)["read"]
    assert sorted(together) == sorted([*alone, *map(str, more)])
    assert len(alone) == len(set(alone))

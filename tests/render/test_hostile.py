"""Author text is data: it comes out as the same text, or it is refused. It never becomes structure."""

import ast
import datetime as dt
import json
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fieldapp.app.strings import Strings
from fieldapp.bundle import load_bundle
from fieldpact.shipped import runtime_files
from fieldpact.spec.characters import UNSEEN
from tests.render.conftest import files_of, reading_of

HOSTILE = [
    "\"quoted\" and 'quoted' and \"\"\"three\"\"\" and '''three'''",
    "{{ app.id }} {% for x in y %}{% endfor %} {# gone #} {% raw %}",
    "{0} {name} %s %(x)d ${HOME} $(id) `id`",
    "__import__('os').system('id')",
    "'''\nimport os\nos.abort()\n'''",
    "x]\n[tool.flet]\norg = 'evil'\n",
    "first\nsecond\tthird",
    "# heading\n\n- item\n\n```\ncode\n```\n| a | b |\n|---|---|",
    "[link](javascript:alert(1)) ![p](x) <script>alert(1)</script> &lt; &#60; <https://x.example>",
    "*a* _b_ ~~c~~ \\ \\n \\u0041 ]]> -->",
    "- a: b\nc: &x *x !!python/object:os.system",
    "=1+1",
    "…😀é\u0301 \u00a0 שלום ‏(x) 漢字",
    "a" * 600,
    "null",
    "no",
    "1e5",
    " leading and trailing ",
]
REFUSED = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\0", "\a", "\x1b"]
REFUSED += ["\r", "\x7f", "\x85", "\u2028", "\ufeff"]


def loaded(files: dict[str, bytes], folder: Path):
    for path, data in files.items():
        if path.startswith("src/bundle/"):
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return load_bundle(folder / "src" / "bundle")


def assert_the_same_text(app, text):
    visit = app.tables["visit"]
    fields = {field.name: field for field in visit.fields}
    for language in app.languages:
        strings = Strings(app, language)
        keys = [app.name, app.roles["rep"], visit.label, visit.labels, app.views[0].label, fields["name"].label]
        keys += [fields["name"].hint, fields["size"].label, fields["size"].options[0].label, fields["intro"].text]
        assert [strings.of(key) for key in keys] == [text] * len(keys)
    world = SimpleNamespace(text=Strings(app, "en").of, language="en", zone=dt.UTC)
    assert visit.title.call(world, {}) == text
    assert visit.checks[0].that.call(world, {"name": text}) is False
    if not text.startswith("="):
        assert fields["told"].default.call(world, {}) == text
        assert visit.checks[0].say.call(world, {}) == text


def assert_sound_files(files, text):
    """Each generated text file parses, and has the structure that an innocent name gives."""
    custom = {
        path: data for path, data in files.items() if not path.startswith(("src/bundle/", "src/fieldapp/", "spec/"))
    }
    for path, data in custom.items():
        if path.endswith(".py"):
            ast.parse(data)
        if path.endswith(".json"):
            json.loads(data)
        if path.endswith((".yml", ".yaml")):
            yaml.safe_load(data)
    assert {path: data for path, data in files.items() if path.startswith("src/fieldapp/")} == {
        f"src/{path}": data for path, data in runtime_files().items()
    }
    project = tomllib.loads(files["pyproject.toml"].decode())
    assert set(project) == {"project", "tool"} and project["tool"]["flet"]["org"] == "com.example"
    assert project["tool"]["flet"]["product"].split() == text.split()
    kinds, shown = readme_of(files)
    assert kinds <= {"heading", "paragraph", "bullet_list", "list_item", "code_block", "table", *TABLE}
    assert all(word in shown for word in text.split())


TABLE = ("thead", "tbody", "tr", "th", "td")


def readme_of(files):
    """The kinds of blocks and marks in the README, and its text as a reader sees it."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(files["README.md"].decode())
    kinds, shown = set(), ""
    for token in tokens:
        kinds.add(token.type.removesuffix("_open").removesuffix("_close"))
        for child in token.children or ():
            if child.type not in ("text", "text_special", "code_inline", "softbreak"):
                kinds.add(child.type)
            shown += child.content
    return kinds - {"inline"}, shown


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:30])
def test_it_comes_out_as_the_same_text(text, tmp_path):
    reading = reading_of(tmp_path, text)
    files = files_of(reading)
    if not text.startswith("="):
        assert_the_same_text(loaded(files, tmp_path), text)
    assert_sound_files(files, text)


@pytest.mark.parametrize("char", REFUSED, ids=lambda char: f"U+{ord(char):04X}")
def test_what_misleads_a_reader_is_refused_wherever_it_stands(char, tmp_path):
    reading = reading_of(tmp_path, f"a{char}b")
    assert reading.app is None
    places = [finding for finding in reading.findings if finding.code == "odd-character"]
    assert len(places) == (tmp_path / "spec.yaml").read_text("utf-8").count(f"\\U{ord(char):08x}")


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_comes_out_the_same_or_is_refused(text, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    reading = reading_of(folder, text)
    if UNSEEN.search(text):
        assert any(finding.code == "odd-character" for finding in reading.findings)
        return
    if reading.app is None:
        assert text.startswith("="), reading.findings
        return
    files = files_of(reading)
    assert_the_same_text(loaded(files, folder), text)
    assert_sound_files(files, text)


BAD_IDS = [
    "../../etc/x",
    "CON",
    "con",
    "class",
    "x" * 41,
    "визит",
    "a b",
    "a.b",
    "1st",
    "naïve",
    "__init__",
    "$",
    "a\\nb",
]


@pytest.mark.parametrize("name", BAD_IDS)
@pytest.mark.parametrize(
    "place",
    [
        'tables: {{"{}": {{fields: {{name: text}}}}}}',
        'tables: {{visit: {{fields: {{"{}": text}}}}}}',
        'tables: {{visit: {{fields: {{lines: {{type: lines, fields: {{"{}": text}}}}}}}}}}',
        'tables: {{visit: {{fields: {{name: text}}}}}}\nviews: {{"{}": {{of: visit}}}}',
        'tables: {{visit: {{fields: {{name: text}}}}}}\nroles: {{"{}": Person}}',
        'tables: {{visit: {{fields: {{name: text}}}}}}\nchoices: {{"{}": {{a: A}}}}',
    ],
    ids=["table", "field", "row field", "view", "role", "choices"],
)
def test_ids_that_could_be_more_than_a_name_are_refused(name, place, tmp_path):
    from fieldpact.pipeline import check

    spec = tmp_path / "spec.yaml"
    spec.write_text(
        f"fieldpact: 1\napp: {{id: com.example.ids, name: Ids, version: 1.0.0}}\n{place.format(name)}\n", "utf-8"
    )
    reading = check(spec)
    assert reading.app is None
    assert {finding.code for finding in reading.findings} & {"bad-id", "reserved-id"}

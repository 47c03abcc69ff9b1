"""What a portfolio tells of its apps: inventory, owners, days, data."""

from __future__ import annotations

from fieldpact.source.find import find_specs
from tests.cli.conftest import SPEC
from tests.portfolio.conftest import stock_of


def test_each_spec_is_a_row_and_a_broken_one_says_why(portfolio, apps):
    stock = stock_of(portfolio(apps, "--format", "json"))
    told = {each["file"]: each for each in stock["apps"]}
    assert list(told) == [
        "north/calls/spec.yaml", "north/visits/spec.yaml", "south/copy/spec.yaml", "south/lost/spec.yaml",
        "south/old/spec.yaml",
    ]  # fmt: skip
    calls = told["north/calls/spec.yaml"]
    assert (calls["id"], calls["name"], calls["version"]) == ("com.example.calls", "Visits", "1.0.0")
    assert (calls["profile"], calls["languages"]) == ("baseline", ["en"])
    assert calls["owners"][0]["person"] == "lena.berg@example.com" and calls["owners"][0]["deputy"] == "ops@example.com"
    assert (calls["go_live"], calls["review_by"]) == ("2027-01-15", "2027-07-15")
    assert calls["personal_fields"] == 1 and calls["classes"][0] == ["personal", 1]
    assert calls["approval"]["state"] == "none" and calls["problem"] == ""
    lost = told["south/lost/spec.yaml"]
    assert lost["problem"] == "type can't be 'mony'" and lost["id"] == "com.example.lost"
    assert lost["found"]["stops"] == 1


def test_ids_that_stand_twice_are_told(portfolio, apps):
    [twice] = stock_of(portfolio(apps, "--format", "json"))["duplicates"]
    assert twice["files"] == ["north/visits/spec.yaml", "south/copy/spec.yaml"]


def test_days_that_are_over_or_near(portfolio, apps):
    stock = stock_of(portfolio(apps, "--format", "json"))
    [old] = stock["due"]
    assert (old["app"], old["day"], old["days"], old["kind"]) == ("com.example.old", "2027-01-20", -12, "review")
    assert len(stock_of(portfolio(apps, "--format", "json", "--within", "200"))["due"]) == 4


def test_apps_whose_people_have_left_are_orphans(portfolio, apps, tmp_path):
    assert stock_of(portfolio(apps, "--format", "json"))["orphans"] == []
    gone = tmp_path / "left.txt"
    gone.write_text("Jo.Ito@example.com\n\nops@example.com\n")
    spec = apps / "north" / "visits" / "spec.yaml"
    spec.write_text(SPEC[: SPEC.index("\npact:") + 1] + SPEC[SPEC.index("tables:") :])
    orphans = stock_of(portfolio(apps, "--format", "json", "--left", gone))["orphans"]
    lacks = {each["file"]: each["lacks"] for each in orphans}
    assert lacks["north/visits/spec.yaml"] == [
        "nobody answers for it on the side of the business",
        "nobody answers for it on the side of IT",
    ]
    assert lacks["north/calls/spec.yaml"] == [
        "ops@example.com, who stands in for lena.berg@example.com, has left",
        "jo.ito@example.com has left, and nobody stands in",
    ]
    assert portfolio(apps, "--left", tmp_path / "missing").exit_code == 2


def test_the_data_map_has_purpose_app_table_and_class(portfolio, apps):
    spec = apps / "north" / "visits" / "spec.yaml"
    spec.write_text(SPEC + "connectors: {mine: {host: 'https://crm.example.com', tables: [visit]}}\n")
    stock = stock_of(portfolio(apps, "--format", "json"))
    [use] = stock["data"]
    assert (use["purpose"], use["app"], use["table"]) == ("visit_planning", "com.example.calls", "visit")
    assert (use["level"], use["fields"], use["days"]) == ("personal", 1, 730)
    [connector] = stock["connectors"]
    assert (connector["connector"], connector["known"], connector["tables"]) == ("mine", False, ["visit"])
    assert connector["app"] == "com.example.visits"


def test_copies_and_hidden_folders_are_no_apps(tmp_path):
    for name in ("a", "a/approvals/0001", ".hidden", "node_modules/b", "built/spec", "z"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "spec.yaml").write_text(SPEC)
    (tmp_path / "built" / "spec" / "fieldpact.lock").write_text("{}")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [path.parent.name for path in find_specs(tmp_path)] == ["a", "z"]


def test_a_set_is_read_once_for_all_of_them(portfolio, apps, tmp_path, monkeypatch):
    from fieldpact.govern import governance
    from fieldpact.project.governance_set import init_set

    init_set(tmp_path / "governance", "Example Foods")
    read = []
    load = governance.load_governance
    monkeypatch.setattr(governance, "load_governance", lambda folder: read.append(folder) or load(folder))
    stock = stock_of(portfolio(apps, "--format", "json"))
    assert len(stock["sets"]) == 1 and len(read) == 1


def test_what_cannot_be_used_ends_with_2(portfolio, apps, tmp_path):
    (tmp_path / "empty").mkdir()
    assert portfolio(tmp_path / "empty").exit_code == 2
    assert portfolio(tmp_path / "missing").exit_code == 2
    assert portfolio(apps, "-o", tmp_path / "missing" / "x").exit_code == 2
    assert portfolio(apps, "--with", tmp_path / "missing").exit_code == 2


def test_text_has_a_line_for_each_and_then_what_needs_somebody(portfolio, apps):
    done = portfolio(apps)
    lines = done.output.splitlines()
    assert lines[0].split() == [
        "App", "Version", "Approval", "Lane", "Class", "Personal", "Review", "by", "Findings", "Owner",
    ]  # fmt: skip
    assert "can't be read" in lines[4]
    for title in ("Can't be read", "Several apps with one id", "Due within 60 days", "Data about people"):
        assert title in lines
    assert "  2027-01-20, 12 days ago: com.example.old: both sides look at the app again" in done.output
    assert lines[-1].startswith("5 specs, 1 can't be read, 0 with findings that stop a release, 1 overdue")


def test_the_page_stands_alone_and_author_text_is_text(portfolio, apps, tmp_path):
    spec = apps / "north" / "visits" / "spec.yaml"
    name = '"<script>alert(1)</script> {{ 7 * 7 }} \\u202eevil"'
    spec.write_text(SPEC.replace("name: Visits", f"name: {name}"))
    page = tmp_path / "stock.html"
    assert portfolio(apps, "--format", "html", "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    assert "<script" not in text and "&lt;script&gt;" in text
    assert "{{ 7 * 7 }}" in text
    assert "http:" not in text.replace("http-equiv", "") and "https:" not in text
    assert text.count("<h1>") == 1 and 'lang="en"' in text
    assert "type can&#39;t be &#39;mony&#39;" in text

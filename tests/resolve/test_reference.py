"""Reference data as people and Excel write it: what arrives in the bundle, and what is told of the rest."""

from pathlib import Path

import pytest

from fieldpact.pipeline import Reading, check

SPEC = """\
fieldpact: 1
app: {id: com.example.data, name: Data, version: 1.0.0, currency: SEK}
tables:
  chain: {from: data/chain.csv, fields: {name: text}}
  product:
    from: data/product.csv
    fields:
      name: text
      price: money
      share: percent
      since: date
      active: yes_no
      size: {type: choice, options: {s: Small, l: Large}}
      chain: {type: link, to: chain}
"""
HEADER = "id,name,price,share,since,active,size,chain\n"


@pytest.fixture
def read(tmp_path):
    def run(product: str | bytes, chain: str = "id,name\nc1,Corner\nc2,North\n") -> Reading:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "spec.yaml").write_text(SPEC, "utf-8")
        (tmp_path / "data/chain.csv").write_text(chain, "utf-8")
        (tmp_path / "data/product.csv").write_bytes(product.encode() if isinstance(product, str) else product)
        return check(tmp_path / "spec.yaml")

    return run


def told(reading: Reading) -> list[tuple[str, int]]:
    """Code and line of what is told of the data."""
    found = [f for f in reading.findings if f.span and f.span.file.endswith("product.csv")]
    return [(finding.code, finding.span.line) for finding in found if finding.span]


def row(reading: Reading) -> str:
    assert told(reading) == []
    return reading.reference["product"].decode().splitlines()[1]


@pytest.mark.parametrize(
    ("written", "arrives"),
    [
        ("p1,Cola,132.90,15%,2026-02-28,true,s,c1", "p1,Cola,13290,0.15,2026-02-28,true,s,c1"),
        ('p1,Cola,"132,9",0.155,,no,,', "p1,Cola,13290,0.155,,false,,"),
        ("p1,Cola,-1,1,,YES,,", "p1,Cola,-100,1,,true,,"),
        ('p1,"Cola, ""big""",0,,,0,l,c2', 'p1,"Cola, ""big""",0,,,false,l,c2'),
        (" p1 , Cola ,  5 ,,,, s , c1 ", "p1, Cola ,500,,,,s,c1"),
    ],
)
def test_a_row_arrives_in_its_stored_form(read, written, arrives):
    assert row(read(HEADER + written + "\n")) == arrives


def test_excels_own_csv_arrives_too(read):
    text = HEADER.replace(",", ";") + 'p1;"Läsk; stor";132,90;15%;2026-02-28;yes;s;c1\n'
    assert (
        row(read(("\ufeff" + text).replace("\n", "\r\n").encode())) == "p1,Läsk; stor,13290,0.15,2026-02-28,true,s,c1"
    )


def test_columns_may_stand_in_any_order(read):
    header, cells = "chain,size,active,since,share,price,name,id", "c1,s,yes,,,1,Cola,p1"
    assert row(read(f"{header}\n{cells}\n")) == "p1,Cola,100,,,true,s,c1"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("p1,Cola,132.905,,,,,", "wrong-value"),
        ("p1,Cola,1 000,,,,,", "wrong-value"),
        ("p1,Cola,NaN,,,,,", "wrong-value"),
        ("p1,Cola,1e5,,,,,", "wrong-value"),
        ("p1,Cola,,much,,,,", "wrong-value"),
        ("p1,Cola,,,28/02/2026,,,", "wrong-value"),
        ("p1,Cola,,,,maybe,,", "wrong-value"),
        ("p1,Cola,,,,,S,", "wrong-value"),
        ("p1,Cola,,,,,,c3", "unknown-id"),
        ("p1,Co\u202ela,,,,,,", "odd-character"),
        ("p1,Co\x07la,,,,,,", "odd-character"),
        ("p\u20661,Cola,,,,,,", "odd-character"),
        (",Cola,,,,,,", "missing-id"),
        ("p0,Cola,,,,,,", "duplicate-id"),
        ("p1,Cola,,,,,,c1,more", "bad-csv"),
    ],
)
def test_a_mistake_is_told_at_its_row(read, cells, code):
    reading = read(f"{HEADER}p0,Fine,1,,,,,c1\n{cells}\n")
    assert told(reading) == [(code, 3)]
    assert reading.app is None


def test_a_link_to_no_row_names_the_nearest(read):
    reading = read(HEADER + "p1,Cola,,,,,,corner1\n", "id,name\ncorner_1,Corner\nnorth,North\n")
    [finding] = [f for f in reading.findings if f.code == "unknown-id"]
    assert "'corner1'" in finding.message and finding.hint == "did you mean corner_1?"


def test_a_row_over_several_lines_is_named_by_its_first(read):
    reading = read(HEADER + 'p1,"Co\nla\n",,,,,,\np2,Fine,x,,,,,\n')
    assert told(reading) == [("wrong-value", 5)]


def test_a_quote_left_open_swallows_nothing_in_silence(read):
    assert told(read(HEADER + 'p1,"Cola,,,,,,\np2,Fine,1,,,,,\n')) == [("bad-csv", 2)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HEADER.encode() + "p1,Läsk,,,,,,\n".encode("latin-1"), ("not-utf8", 2)),
        (HEADER.encode("utf-16"), ("not-utf8", 1)),
        (HEADER.encode() + b"p1,\0,,,,,,\n", ("not-text", 1)),
        (b"", ("bad-csv", 1)),
        (HEADER.replace("id,", "", 1).encode(), ("missing-column", 1)),
        (HEADER.replace("price,", "", 1).encode(), ("missing-column", 1)),
        (HEADER.replace("share,", "share,colour,").encode(), ("unknown-column", 1)),
        (HEADER.replace("share,", "share,name,").encode(), ("duplicate-column", 1)),
    ],
)
def test_a_file_that_can_not_be_used_is_told_once(read, data, code):
    assert told(read(data)) == [code]


def test_many_mistakes_are_counted_and_not_all_shown(read):
    reading = read(HEADER + "".join(f"p{n},Cola,x,,,,,\n" for n in range(500)))
    found = [f for f in reading.findings if f.span and f.span.file.endswith("product.csv")]
    assert len(found) == 21
    assert "and 480 more in this file" in [finding.message for finding in found]


@pytest.mark.parametrize(
    "name", ["../x.csv", "/etc/passwd", "data/../../x.csv", "./data/a.csv", "spec.yaml", "fieldpact.lock", "data"]
)
def test_only_plain_names_beside_the_spec_are_read(tmp_path: Path, name: str):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("id,name\na,b\n")
    (tmp_path / "fieldpact.lock").write_text("id,name\na,b\n")
    (tmp_path / "spec.yaml").write_text(
        "fieldpact: 1\napp: {id: com.example.data, name: Data, version: 1.0.0}\n"
        f'tables: {{a: {{from: "{name}", fields: {{name: text}}}}}}\n'
    )
    reading = check(tmp_path / "spec.yaml")
    assert reading.app is None
    assert {finding.code for finding in reading.findings} <= {"missing-file", "bad-file-name"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "secret.csv").write_text("id,name\na,b\n")
    inside = tmp_path / "app"
    inside.mkdir()
    (inside / "a.csv").symlink_to(tmp_path / "secret.csv")
    (inside / "spec.yaml").write_text(
        "fieldpact: 1\napp: {id: com.example.data, name: Data, version: 1.0.0}\n"
        "tables: {a: {from: a.csv, fields: {name: text}}}\n"
    )
    assert check(inside / "spec.yaml").app is None

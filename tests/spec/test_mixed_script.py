"""Words that read as one script and are written in two: a warning at the word, none for what people really write."""

from pathlib import Path

import pytest

from fieldpact.findings import Finding, Severity
from fieldpact.pipeline import check
from fieldpact.resolve.choices import read_choices
from fieldpact.spec.mixed_script import complaint

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "app_templates" / "runtime" / "fieldapp"
MIXED = {
    "Pay now, \u0420ay later": ("\u0420ay", "Cyrillic (U+0420)"),
    "V\u0456sit": ("V\u0456sit", "Cyrillic (U+0456)"),
    "\u0422\u041eP\u043e\u0432\u044b\u0439": ("\u0422\u041eP\u043e\u0432\u044b\u0439", "Latin (U+0050)"),
    "K\u03b1\u03c4\u03ac\u03c3\u03c4\u03b7\u03bc\u03b1": (
        "K\u03b1\u03c4\u03ac\u03c3\u03c4\u03b7\u03bc\u03b1",
        "Latin (U+004B)",
    ),
    "V\u0456\u0301sit": ("V\u0456\u0301sit", "Cyrillic (U+0456)"),
    '="Sh\u043ep " & name': ("Sh\u043ep", "Cyrillic (U+043E)"),
}
PLAIN = [
    "Visit \u041c\u043e\u0441\u043a\u0432\u0430 today",
    "\u041c\u043e\u0441\u043a\u0432\u0430",
    "SMS\u043a\u0438, Wi-Fi-\u043c\u043e\u0434\u0443\u043b\u044c",
    "\u0391\u03b8\u03ae\u03bd\u03b1",
    "5 \u00b5m, 5 \u03bcm, 4 k\u03a9, 4 M\u03a9, \u0394T, TNF\u03b1, h\u03bd",
    "\u691c\u7d22\u3059\u308bAPI\u30ab\u30bf\u30ab\u30ca",
    "\u4ed3\u5e93A\u533a",
    "caf\u00e9 na\u00efve A4-\u0424\u043e\u0440\u043c\u0430\u0442",
    '=IsMatch(name, "[a-z\u0430-\u044f]+")',
]
SPEC = """\
fieldpact: 1
app: {{id: com.example.shops, name: Shops, version: 1.0.0, languages: [en, uk]}}
tables:
  shop:
    fields:
      name: {{type: text, max_length: 40, label: {{en: {}, uk: \u041d\u0430\u0437\u0432\u0430}}}}
"""


def mixed(path: Path) -> list[Finding]:
    return [each for each in check(path).findings if each.code == "mixed-script"]


@pytest.mark.parametrize("text", MIXED)
def test_a_word_in_disguise_is_named_with_the_letter_that_gives_it_away(text: str) -> None:
    word, letter = MIXED[text]
    found = complaint(text)
    assert found is not None
    say, start, end = found
    assert f"\u201c{word}\u201d" in say and letter in say
    assert text[start:end] == word


@pytest.mark.parametrize("text", PLAIN)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert complaint(text) is None


@pytest.mark.parametrize("word", ["N\u0430me", '"N\\u0430me"'])
def test_it_is_a_warning_at_the_word_and_the_app_is_built(tmp_path: Path, word: str) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC.format(word), "utf-8")
    (finding,) = mixed(spec)
    assert finding.severity is Severity.WARNING and finding.hint
    assert finding.path == "tables.shop.fields.name.label.en"
    line = SPEC.format(word).splitlines()[5]
    assert finding.span is not None and finding.span.line == 6
    assert line[finding.span.col - 1 : finding.span.end_col - 1] == word.strip('"')
    assert check(spec).app is not None


def test_options_in_a_file_are_read_too() -> None:
    read = read_choices("data/sizes.csv", "value,label\ns,Small\nl,L\u0430rge\n".encode(), ("en",))
    (finding,) = read.findings
    assert (finding.code, finding.severity) == ("mixed-script", Severity.WARNING)
    assert finding.span is not None and finding.span.line == 3


@pytest.mark.parametrize("spec", sorted((ROOT / "examples").glob("*/spec.yaml")), ids=lambda path: path.parent.name)
def test_the_examples_are_clean_in_every_language(spec: Path) -> None:
    assert mixed(spec) == []


def test_the_apps_own_words_are_clean_in_every_language() -> None:
    texts = [path.read_text("utf-8") for path in RUNTIME.rglob("*.py")]
    texts += [path.read_text("utf-8") for path in RUNTIME.rglob("*.json")]
    assert len(texts) > 100
    assert [complaint(line) for text in texts for line in text.splitlines() if complaint(line)] == []

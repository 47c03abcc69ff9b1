"""Properties over random formulas: loaded functions equal a plain interpreter, and printing keeps the meaning."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.formula.load import load
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import PlainEnv, compile, parse, show
from fieldpact.formula.env import Scope
from fieldpact.formula.types import NUMBER, table
from tests.formula.interpreter import Failed, run

NAMES = ("a", "b", "c")
ENV = PlainEnv([Scope("row", dict.fromkeys(NAMES, NUMBER))])
CELLS = ("p", "q")
WITH_LINES = PlainEnv([Scope("visit", {**dict.fromkeys(NAMES, NUMBER), "lines": table(dict.fromkeys(CELLS, NUMBER))})])
DIGITS = st.one_of(
    st.integers(0, 10**6).map(str),
    st.decimals(0, 10**6, allow_nan=False, places=4).map(lambda number: format(number, "f")),
    st.sampled_from(["0", "0.0000000000000000000000000001", "79228162514264337593543950335", "9999999999999999"]),
)
RECORDS = st.fixed_dictionaries(
    dict.fromkeys(NAMES, st.one_of(st.none(), st.decimals(-(10**9), 10**9, allow_nan=False, places=6)))
)


def numbers(depth: int, names: tuple[str, ...] = NAMES) -> st.SearchStrategy[str]:
    if not depth:
        return st.one_of(DIGITS, st.sampled_from(names))
    inner = numbers(depth - 1, names)
    return st.one_of(
        inner,
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        inner.map(lambda operand: f"-({operand})"),
        st.tuples(conditions(depth - 1, names), inner, inner).map(lambda parts: f"If({', '.join(parts)})"),
    )


def conditions(depth: int, names: tuple[str, ...] = NAMES) -> st.SearchStrategy[str]:
    inner = numbers(min(depth, 1), names)
    simple = st.tuples(inner, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), inner).map(
        lambda parts: f"({parts[0]}) + 0 {parts[1]} {parts[2]}"
    )
    return (
        simple
        if not depth
        else st.one_of(
            simple,
            st.tuples(conditions(depth - 1, names), st.sampled_from(["&&", "||"]), conditions(depth - 1, names)).map(
                " ".join
            ),
            conditions(depth - 1, names).map(lambda condition: f"!({condition})"),
        )
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(numbers(3), conditions(2)), RECORDS)
def test_a_loaded_function_equals_a_plain_interpreter(text: str, record: dict[str, Any]) -> None:
    compiled = compile(text, ENV)
    if compiled.tree is None:
        # Only an obvious slip is refused here: both sides of a comparison being the same.
        assert {problem.code for problem in compiled.problems} == {"compares-itself"}
        return
    agree(compiled.tree, record)


def agree(tree: list[Any], record: dict[str, Any]) -> None:
    value = load(tree)(None, record)
    try:
        wanted = run(tree, record)
    except Failed as failure:
        assert isinstance(value, ErrorValue)
        assert value.kind == str(failure)
    else:
        assert value == wanted
        assert type(value) is type(wanted)


AMOUNTS = st.one_of(st.none(), st.decimals(-(10**6), 10**6, allow_nan=False, places=3))
LINES = st.lists(st.fixed_dictionaries(dict.fromkeys(CELLS, AMOUNTS)), max_size=4)


def over_lines(depth: int) -> st.SearchStrategy[str]:
    """Functions over the lines, their filters and their rows; within each other, too."""
    names = (*NAMES, *CELLS)
    value, condition = numbers(1, names), conditions(0, names)
    if depth:
        value = st.one_of(value, over_lines(depth - 1), st.tuples(value, over_lines(depth - 1)).map(" + ".join))
    rows = st.one_of(st.just("lines"), condition.map(lambda test: f"Filter(lines, {test})"))
    return st.one_of(
        st.tuples(st.sampled_from(["Sum", "Max"]), rows, value).map(
            lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"
        ),
        st.tuples(rows, condition).map(lambda parts: f"CountIf({parts[0]}, {parts[1]})"),
        rows.map(lambda table: f"CountRows({table})"),
    )


@settings(max_examples=200, deadline=None)
@given(over_lines(1), RECORDS, LINES)
def test_functions_over_lines_equal_a_plain_interpreter(text: str, record: dict[str, Any], lines: list[Any]) -> None:
    compiled = compile(text, WITH_LINES)
    if compiled.tree is None:
        assert {problem.code for problem in compiled.problems} == {"compares-itself"}
        return
    agree(compiled.tree, {**record, "lines": lines})


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
IDENTIFIERS = st.one_of(st.sampled_from(["a", "lines", "And", "in", "with space", "o'neil", "ÄÖ"]))


def texts(depth: int) -> st.SearchStrategy[str]:
    quote = WORDS.map(lambda word: '"' + word.replace('"', '""') + '"')
    name = IDENTIFIERS.map(lambda word: "'" + word.replace("'", "''") + "'")
    if not depth:
        return st.one_of(DIGITS, quote, name, st.just("true"))
    inner = texts(depth - 1)
    operators = st.sampled_from(
        ["+", "-", "*", "/", "^", "&", "=", "<>", "<=", "in", "exactin", "&&", "||", "And", "Or"]
    )
    return st.one_of(
        inner,
        st.tuples(inner, operators, inner).map(lambda parts: f"{parts[0]} {parts[1]} {parts[2]}"),
        st.tuples(inner, operators, inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        inner.map(lambda operand: f"-({operand})"),
        inner.map(lambda operand: f"({operand})%"),
        inner.map(lambda operand: f"!({operand})"),
        st.lists(inner, max_size=3).map(lambda items: f"Sum({', '.join(items)})"),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(name, inner).map(lambda parts: "{" + f"{parts[0]}: {parts[1]}" + "}"),
        st.tuples(inner, name).map(lambda parts: f"({parts[0]}).{parts[1]}"),
        st.tuples(inner, name).map(lambda parts: f"Filter(({parts[0]}) As {parts[1]}, true)"),
        # A blank on both sides: a record's own brace beside the place's would be a brace of the text.
        inner.map(lambda operand: '$"a {{ { ' + operand + ' } b"'),
    )


@settings(max_examples=300, deadline=None)
@given(texts(3))
def test_parse_print_parse_is_stable(text: str) -> None:
    node, problems = parse(text)
    assert node is not None, problems
    printed = show(node)
    again, problems = parse(printed)
    assert again is not None, (printed, problems)
    assert not problems
    assert show(again) == printed
    assert bare(again) == bare(node)


def bare(node: Any) -> Any:
    """A syntax without its places."""
    if hasattr(node, "_fields"):
        places = ("start", "end", "name_start", "name_end", "operator_start")
        return type(node).__name__, *(bare(getattr(node, part)) for part in node._fields if part not in places)
    return tuple(bare(part) for part in node) if isinstance(node, tuple) else node


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    compiled = compile(text, ENV)
    assert (compiled.tree is None) == bool(compiled.problems)
    for problem in compiled.problems:
        assert 0 <= problem.start <= problem.end <= len(text)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from([*'()[]{},;.+-*/="$%<>&|!@ a1', "Sum(", "If(", '$"', "As ", "ThisRecord"]), max_size=25)
)
def test_any_pile_of_tokens_gives_a_tree_or_problems(parts: list[str]) -> None:
    compiled = compile("".join(parts), ENV)
    assert (compiled.tree is None) == bool(compiled.problems)


def test_the_interpreter_knows_the_limits() -> None:
    assert run(["/", ["num", "1"], ["num", "3"]], {}) == Decimal("0.3333333333333333333333333333")

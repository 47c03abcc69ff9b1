"""Tokens to syntax: top-down operator precedence. Never fails: it returns what it could read, and all problems."""

from __future__ import annotations

from typing import Final

from fieldpact.formula import syntax
from fieldpact.formula.lexer import Token, tokens
from fieldpact.formula.problems import Problem

LONGEST: Final = 20_000
DEEPEST: Final = 50
MOST_OPERATORS: Final = 150
"""In one chain: `a + b + …` nests to the left."""
HIGHEST: Final = 180
"""Of the whole syntax; what stands below recurses into it."""
SPLIT: Final = "Split it into several fields."

BINDING: Final = {
    "||": 10, "or": 10,
    "&&": 20, "and": 20,
    "in": 30, "exactin": 30,
    "=": 40, "<>": 40, "<": 40, "<=": 40, ">": 40, ">=": 40,
    "&": 50,
    "+": 60, "-": 60,
    "*": 70, "/": 70,
    "^": 90,
}  # fmt: skip
WORDS: Final = {"And": "and", "Or": "or", "in": "in", "exactin": "exactin"}
SPELLING: Final = {"||": "or", "&&": "and"}
PREFIX: Final = 80
AS: Final = 75


def parse(text: str) -> tuple[syntax.Node | None, list[Problem]]:
    """The syntax of a formula (without its leading `=`) and what is wrong with it."""
    if len(text) > LONGEST:
        return None, [Problem("too-long", f"A formula has at most {LONGEST} characters", 0, len(text))]
    found, problems = tokens(text)
    parser = Parser(text, found, problems)
    node = parser.whole()
    if node is not None and syntax.height(node) > HIGHEST:
        problems.append(Problem("too-deep", "The formula is nested too deeply", 0, len(text), SPLIT))
        return None, problems
    return node, problems


class Stop(Exception):
    """Nothing sensible can be read from here on; the problem has been noted."""


class Parser:
    def __init__(self, text: str, found: list[Token], problems: list[Problem]) -> None:
        self.text = text
        self.tokens = found
        self.problems = problems
        self.at = 0
        self.depth = 0
        self.token = found[0]

    def whole(self) -> syntax.Node | None:
        if self.token.kind == "end":
            if not self.problems:
                self.problem("empty", "The formula is empty", self.token)
            return None
        try:
            node = self.expression(0)
            if self.token.kind != "end":
                self.stray()
            return node
        except Stop:
            return None

    # Tokens

    def advance(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.at += 1
            self.token = self.tokens[self.at]
        return token

    def is_op(self, text: str) -> bool:
        return self.token.kind == "op" and self.token.text == text

    def take(self, text: str) -> bool:
        if self.is_op(text):
            self.advance()
            return True
        return False

    def expect(self, text: str, opened: Token) -> Token:
        if self.is_op(text):
            return self.advance()
        if self.token.kind == "end":
            self.problem("unclosed", f"{opened.text} is never closed", opened, f"Add {text}.")
        else:
            self.stray(text)
        raise Stop

    def problem(self, code: str, message: str, token: Token, hint: str = "", fix: str | None = None) -> None:
        self.problems.append(Problem(code, message, token.start, token.end, hint, fix))

    def stray(self, wanted: str = "") -> None:
        """A token that doesn't belong where it stands."""
        token = self.token
        before = self.tokens[self.at - 1] if self.at else token
        after = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        if token.text == "," and before.kind == after.kind == "number" and before.end == token.start:
            fixed = f"{before.text}.{after.text}"
            problem = Problem(
                "decimal-comma", "Decimals are written with a point", before.start, after.end, f"Write {fixed}.", fixed
            )
            self.problems.append(problem)
        elif token.kind == "end":
            self.problem("incomplete", "The formula stops too early", token)
        elif token.kind == "name" and token.text.capitalize() in WORDS:
            right = token.text.capitalize()
            self.problem("excel", f"{token.text} is written {right} here", token, f"Write {right}.", right)
        else:
            hint = f"Expected {wanted} here." if wanted else "Is an operator or a comma missing before it?"
            self.problem("unexpected", f"{token.text or token.kind} doesn't belong here", token, hint)

    # Expressions

    def expression(self, binding: int) -> syntax.Node:
        self.depth += 1
        if self.depth > DEEPEST:
            self.problem("too-deep", "The formula is nested too deeply", self.token, SPLIT)
            raise Stop
        left = self.postfix(self.prefix())
        operators = 0
        while True:
            operator = self.infix()
            if operator is None:
                if self.token.kind == "name" and self.token.text == "As" and binding <= AS:
                    self.advance()
                    name = self.identifier()
                    left = syntax.As(left.start, name.end, left, name.text)
                    continue
                break
            power = BINDING[operator]
            if power <= binding and not (operator == "^" and power == binding):
                break
            operators += 1
            if operators > MOST_OPERATORS:
                self.problem("too-deep", "The formula is too long a chain", self.token, SPLIT)
                raise Stop
            token = self.advance()
            right = self.expression(power - 1 if operator == "^" else power)
            left = syntax.Binary(left.start, right.end, SPELLING.get(operator, operator), left, right, token.start)
        self.depth -= 1
        return left

    def infix(self) -> str | None:
        if self.token.kind == "op" and self.token.text in BINDING:
            return self.token.text
        if self.token.kind == "name":
            return WORDS.get(self.token.text)
        return None

    def prefix(self) -> syntax.Node:
        token = self.advance()
        if token.kind == "number":
            return syntax.Number(token.start, token.end, token.text)
        if token.kind == "text":
            return syntax.Text(token.start, token.end, token.text)
        if token.kind == "open":
            return self.interpolation(token)
        if token.kind in ("name", "quoted"):
            return self.named(token)
        if token.kind == "op":
            if token.text in ("-", "!", "+"):
                operand = self.expression(PREFIX)
                if token.text == "+":
                    return operand
                return syntax.Unary(token.start, operand.end, token.text, operand)
            if token.text == "(":
                inner = self.expression(0)
                self.expect(")", token)
                return inner
            if token.text == "{":
                return self.record(token)
            if token.text == "[":
                return self.table(token)
            if token.text == "[@":
                name = self.identifier()
                close = self.expect("]", token)
                return syntax.Global(token.start, close.end, name.text)
        if token.kind == "end":
            self.problem("incomplete", "The formula stops too early", token, "A value is missing.")
        else:
            self.problem("unexpected", f"{token.text} doesn't belong here", token, "A value is missing before it.")
        raise Stop

    def named(self, token: Token) -> syntax.Node:
        if token.kind == "name":
            if token.text in ("true", "false"):
                return syntax.Boolean(token.start, token.end, token.text == "true")
            if token.text == "Not" and not self.is_op("("):
                operand = self.expression(PREFIX)
                return syntax.Unary(token.start, operand.end, "!", operand)
            if self.is_op("("):
                return self.call(token)
        return syntax.Name(token.start, token.end, token.text)

    def postfix(self, left: syntax.Node) -> syntax.Node:
        while self.token.kind == "op":
            if self.take("."):
                name = self.identifier()
                left = syntax.Dot(left.start, name.end, left, name.text, name.start)
            elif self.is_op("%"):
                end = self.advance().end
                left = syntax.Unary(left.start, end, "%", left)
            elif self.is_op("[@") and isinstance(left, syntax.Name):
                opened = self.advance()
                name = self.identifier()
                close = self.expect("]", opened)
                left = syntax.Scoped(left.start, close.end, left.name, name.text)
            else:
                break
        return left

    def identifier(self) -> Token:
        if self.token.kind in ("name", "quoted"):
            return self.advance()
        self.problem("incomplete", "A name is missing here", self.token)
        raise Stop

    # Brackets

    def separator(self) -> bool:
        """A comma, or Excel's semicolon with its translation."""
        if self.is_op(";"):
            self.problem("semicolon", "Arguments are separated by commas", self.token, "Write a comma.", ",")
            self.advance()
            return True
        return self.take(",")

    def items(self, close: str, opened: Token) -> tuple[list[syntax.Node], Token]:
        found: list[syntax.Node] = []
        if self.is_op(close):
            return found, self.advance()
        while True:
            found.append(self.expression(0))
            if not self.separator():
                return found, self.expect(close, opened)

    def call(self, name: Token) -> syntax.Call:
        opened = self.advance()
        arguments, close = self.items(")", opened)
        return syntax.Call(name.start, close.end, name.text, tuple(arguments), name.end)

    def table(self, opened: Token) -> syntax.Table:
        items, close = self.items("]", opened)
        return syntax.Table(opened.start, close.end, tuple(items))

    def record(self, opened: Token) -> syntax.Record:
        entries: list[tuple[str, syntax.Node]] = []
        if not self.is_op("}"):
            while True:
                name = self.identifier()
                if not self.take(":"):
                    self.stray(":")
                    raise Stop
                entries.append((name.text, self.expression(0)))
                if not self.separator():
                    break
        return syntax.Record(opened.start, self.expect("}", opened).end, tuple(entries))

    def interpolation(self, opened: Token) -> syntax.Interpolation:
        parts: list[syntax.Node] = []
        while True:
            token = self.advance()
            if token.kind == "chunk":
                join_text(parts, syntax.Text(token.start, token.end, token.text))
            elif token.kind == "close":
                return syntax.Interpolation(opened.start, token.end, tuple(parts))
            elif token.text == "{" and self.is_op("}"):
                self.problem("empty", "There is no formula between these braces", self.token)
                self.advance()
            elif token.text == "{":
                join_text(parts, self.expression(0))
                self.expect("}", token)
            else:
                self.problem("open-text", 'This $"…" text has no end', opened, 'Close it with ".')
                raise Stop


def join_text(parts: list[syntax.Node], part: syntax.Node) -> None:
    """Add a part of an interpolation; `a {"b"}` is one text, so that a text has one syntax."""
    if not isinstance(part, syntax.Text):
        parts.append(part)
    elif parts and isinstance(parts[-1], syntax.Text):
        parts[-1] = syntax.Text(parts[-1].start, part.end, parts[-1].value + part.value)
    elif part.value:
        parts.append(part)

"""What a starter asks before it makes an app, and whether it can work with the answers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.findings import Finding

STARTER = "field_form"

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST = {"app_name": 60, "record": 40, "owner": 75}


@unchanging
class Question:
    """One question. Where there are `options`, the answer is one of them; an empty answer means `default`."""

    key: str
    ask: str
    default: str
    options: tuple[str, ...] = ()


def definition(starter: str = STARTER) -> dict[str, Any]:
    """The starter's cookiecutter.json."""
    path = shipped.folder("app_templates/starters") / starter / "cookiecutter.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def questions(starter: str = STARTER) -> list[Question]:
    """The questions in the order to ask them."""
    keys = definition(starter)
    return [
        Question(key, ask, *((keys[key][0], tuple(keys[key])) if isinstance(keys[key], list) else (keys[key],)))
        for key, ask in keys["__prompts__"].items()
    ]


def settled(question: Question, answer: str) -> str:
    """The answer as it is used: trimmed, the default where it is empty, an option in its own spelling."""
    text = unicodedata.normalize("NFC", answer).strip() or question.default
    return next((option for option in question.options if option.casefold() == text.casefold()), text)


def problem_with(question: Question, answer: str) -> Finding | None:
    """What keeps the answer from being used, so that it can be asked again."""
    text = settled(question, answer)
    message = hint = ""
    if question.options and text not in question.options:
        message, hint = f"{text!r} is not among the answers", f"choose from {', '.join(question.options)}"
    elif len(text) > _LONGEST.get(question.key, 60):
        message, hint = "that is too long", f"use at most {_LONGEST.get(question.key, 60)} characters"
    elif any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        message, hint = "that has a character that can't be shown", "type it anew instead of pasting it"
    elif question.key == "owner" and not _EMAIL.fullmatch(text):
        message, hint = f"{text!r} is not an e-mail address", "write it as name@company.com"
    elif text.startswith("="):
        message, hint = "what starts with = is a formula in a spec", "start with a letter"
    return Finding("bad-answer", f"{question.ask} {message}", path=question.key, hint=hint) if message else None


def problems_with(answers: Mapping[str, str], starter: str = STARTER) -> list[Finding]:
    """All that keeps the answers from being used; keys that nobody asked for included."""
    asked = {question.key: question for question in questions(starter)}
    unknown = [Finding("bad-answer", f"nobody asked for {key!r}", path=key) for key in answers if key not in asked]
    found = (problem_with(question, answers.get(key, "")) for key, question in asked.items())
    return [*unknown, *filter(None, found)]

"""The 24 controls of OWASP's MASVS version 2, by id: what answers each, or why nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.govern.files import ItModel, read_it_file
from fieldpact.review.packet.blocks import Block, Cell, Code, Mark, Section, Table, Tone, listed, words
from fieldpact.review.packet.material import Material
from fieldpact.review.packet.policy import Policy

FILE = "masvs.yaml"
_TONES: dict[str, Tone] = {"held": "good", "by rules": "good", "not applicable": "quiet", "not tried": "warn"}


class GuaranteeFile(ItModel):
    """What the runtime or the build does about a control, with the test that shows it."""

    what: str
    test: str
    """`tests/policy/test_hosts.py`, or one test of it after `::`."""
    switch: str | None = None
    """The policy's switch that turns it on."""


class ControlFile(ItModel):
    """What answers one control, beside the rules that map to it."""

    held: tuple[GuaranteeFile, ...] = ()
    not_applicable: str | None = None
    not_tried: str | None = None
    """What of the control nothing answers yet, and why."""


class MasvsFile(ItModel):
    """governance_rules/masvs.yaml."""

    controls: dict[str, ControlFile]


@unchanging
class Guarantee:
    what: str
    test: str
    switch: str
    value: str
    """Of the switch, in this app's policy."""


@unchanging
class Control:
    id: str
    answer: str
    """held, by rules, not applicable or not tried."""
    rules: tuple[str, ...]
    held: tuple[Guarantee, ...]
    reason: str


def load_controls() -> Mapping[str, ControlFile]:
    """IT's answers as they ship: they are about the runtime, which every set shares. A broken file is our own fault."""
    path: Path = shipped.folder("governance_rules") / FILE
    content, _, findings = read_it_file(path, MasvsFile)
    if content is None:
        raise ValueError(f"{FILE} can't be read: {findings[0].message if findings else 'it is empty'}")
    return content.controls


def controls_of(material: Material, policy: Policy) -> tuple[Control, ...]:
    rules: dict[str, list[str]] = {}
    for rule in material.governance.rules.values():
        for target in rule.file.maps_to:
            rules.setdefault(target, []).append(rule.id)
    return tuple(_control(id, file, rules.get(id, []), policy) for id, file in load_controls().items())


def _control(id: str, file: ControlFile, rules: list[str], policy: Policy) -> Control:
    held = tuple(
        Guarantee(each.what, each.test, each.switch or "", _shown(policy.value(each.switch)) if each.switch else "")
        for each in file.held
    )
    answer = "held" if held else "by rules" if rules else "not applicable" if file.not_applicable else "not tried"
    return Control(id, answer, tuple(sorted(rules)), held, file.not_applicable or file.not_tried or "")


def _shown(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else "none" if value in (None, []) else str(value)


def section(controls: tuple[Control, ...]) -> Section:
    answered = [control for control in controls if control.answer != "not tried"]
    brief = f"{len(answered)} of {len(controls)} controls answered"
    return Section("masvs", "OWASP MASVS", brief, list(_blocks(controls)))


def _blocks(controls: tuple[Control, ...]) -> Iterator[Block]:
    yield words(
        "Held means that the runtime or the build does something about it, and a test shows it. By rules means that a "
        "rule looks at each spec. A control may be answered in part only: then the last column says what is left."
    )
    rows: list[list[Cell]] = [
        [
            Code(control.id),
            Mark(control.answer, _TONES[control.answer]),
            _by(control),
            control.reason or "–",
        ]
        for control in controls
    ]
    yield Table("Controls and what answers them", ["Control", "Answer", "By", "What is left, or why not"], rows)


def _by(control: Control) -> Cell:
    pieces: list[str | Mark | Code] = [f"rules {listed(control.rules)}"] if control.rules else []
    for each in control.held:
        switch = f" ({each.switch}: {each.value})" if each.switch else ""
        pieces += [f"{each.what}{switch}", Code(each.test)]
    return pieces or "–"

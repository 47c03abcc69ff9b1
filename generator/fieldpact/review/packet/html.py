"""The packet as one page that needs nothing else: no script, no network, readable on paper and by screen readers.

Templates are ours alone. Author text reaches them only as values, which are escaped.
"""

from __future__ import annotations

import functools
from importlib import resources

import jinja2
from markupsafe import Markup

from fieldpact.review.packet.packet import Packet
from fieldpact.review.packet.verdict import TONES

_UNSEEN = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))} | {
    code: f"\\x{code:02x}" for code in (*range(0x09), *range(0x0B, 0x20), 0x7F) if code != 0x0D
}
"""What would turn a line round, or what HTML can't hold, as an escape that people see."""


def render_html(packet: Packet) -> str:
    """The whole page."""
    template = environment().get_template("packet.html.j2")
    style = Markup(page_text("style.css"))  # ours, and data of the package
    text = template.render(packet=packet, about=packet.about, style=style, tone=TONES[packet.verdict.lane])
    return text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate can't be written


@functools.cache
def environment() -> jinja2.Environment:
    """What draws pages of blocks, by the names of the templates in page/."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(page_text),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    made.filters["drawn"] = Markup
    made.filters["pieces"] = lambda cell: [cell] if isinstance(cell, str) or hasattr(cell, "kind") else cell
    return made


def _seen(value: object) -> object:
    """Text with nothing in it that hides or turns round what stands beside it."""
    return value.translate(_UNSEEN) if isinstance(value, str) and not isinstance(value, Markup) else value


def page_text(name: str) -> str:
    """A template or the style that pages of blocks share."""
    return resources.files("fieldpact.review.packet").joinpath("page", name).read_text("utf-8")

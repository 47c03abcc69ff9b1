"""The stock as one page that needs nothing else, drawn from the same blocks as a review packet."""

from __future__ import annotations

import functools
from importlib import resources

import jinja2
from markupsafe import Markup

from fieldpact.portfolio.sections import sections_of
from fieldpact.portfolio.stock import Stock
from fieldpact.portfolio.text import summary
from fieldpact.review.packet.html import environment_of, page_text

_PAGE = "portfolio.html.j2"


def render_html(stock: Stock) -> str:
    """The whole page."""
    style = Markup(page_text("style.css"))  # ours, and data of the package
    template = _environment().get_template(_PAGE)
    text = template.render(stock=stock, style=style, summary=summary(stock), sections=sections_of(stock))
    return text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate can't be written


@functools.cache
def _environment() -> jinja2.Environment:
    return environment_of(_load)


def _load(name: str) -> str:
    if name != _PAGE:
        return page_text(name)
    return resources.files("fieldpact.portfolio").joinpath("page", name).read_text("utf-8")

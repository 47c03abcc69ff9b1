"""The stock as one page that needs nothing else, drawn from the same blocks as a review packet."""

from __future__ import annotations

from markupsafe import Markup

from fieldpact.portfolio.sections import sections_of
from fieldpact.portfolio.stock import Stock
from fieldpact.portfolio.text import summary
from fieldpact.review.packet.html import environment, page_text


def render_html(stock: Stock) -> str:
    """The whole page."""
    style = Markup(page_text("style.css"))  # ours, and data of the package
    template = environment().get_template("portfolio.html.j2")
    text = template.render(stock=stock, style=style, summary=summary(stock), sections=sections_of(stock))
    return text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate can't be written

"""All apps of an organisation at once: what there is, who answers for it, what comes due, what a new set would break.

Front door: `take_stock`, then a rendering.
"""

from fieldpact.portfolio.json import render_json
from fieldpact.portfolio.page import render_html
from fieldpact.portfolio.stock import Stock, take_stock
from fieldpact.portfolio.text import render_text

__all__ = ["Stock", "render_html", "render_json", "render_text", "take_stock"]

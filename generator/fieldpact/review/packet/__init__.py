"""The review packet: everything that IT asks about an app, on one page. Front door: `assemble`, then a rendering."""

from fieldpact.review.packet.gather import NotPossible, gather
from fieldpact.review.packet.html import render_html
from fieldpact.review.packet.json import render_json
from fieldpact.review.packet.material import Before, Material, material_of
from fieldpact.review.packet.packet import Packet, assemble
from fieldpact.review.packet.pictures import Picture, Pictures

__all__ = [
    "Before",
    "Material",
    "NotPossible",
    "Packet",
    "Picture",
    "Pictures",
    "assemble",
    "gather",
    "material_of",
    "render_html",
    "render_json",
]

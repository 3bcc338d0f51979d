"""Inline SVG: a drawn chart as part of a page, with links, in the colours of the page.

Only known elements and attributes are kept, and every text is escaped when it is written again.
"""

from collections.abc import Iterator, Sequence

from lxml import etree
from markupsafe import Markup

_ELEMENTS = {"svg", "g", "path", "line", "rect", "text"}
_ATTRIBUTES = (
    "class", "d", "dx", "dy", "fill", "font-size", "height", "opacity", "stroke", "stroke-dasharray", "stroke-width",
    "text-anchor", "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
)  # fmt: skip
_XLINK = "{http://www.w3.org/1999/xlink}href"

Link = tuple[str, str]
"""The address of a mark, empty for none, and what the mark shows in words."""


def inline_svg(svg: str, title: str, links: Sequence[Link]) -> Markup:
    """Return a drawing as HTML, in which the address `#3` becomes link 3.

    The Tab key reaches all links, but only the first of those into articles: j and k step through these.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    return _write(root, title, links)


def _write(root: etree._Element, title: str, links: Sequence[Link]) -> Markup:
    inside = Markup().join(_write_element(child, links) for child in root)
    attributes = Markup().join(_write_attributes(root))
    return Markup('<svg{} role="group" aria-label="{}">{}</svg>').format(attributes, title, inside)


def _write_element(element: etree._Element, links: Sequence[Link]) -> Markup:
    name = etree.QName(element).localname
    inside = Markup().join(_write_element(child, links) for child in element)
    if name == "a":
        return _write_link(inside, int(element.get(_XLINK, "").rpartition("#")[2]), links)
    if name not in _ELEMENTS:
        return Markup()
    text = (element.text or "") if name == "text" else ""
    return Markup("<{}{}>{}{}</{}>").format(name, Markup().join(_write_attributes(element)), text, inside, name)


def _write_link(inside: Markup, number: int, links: Sequence[Link]) -> Markup:
    address, label = links[number]
    if not address:
        return Markup('<g class="point"><title>{}</title>{}</g>').format(label, inside)
    keys = Markup(' tabindex="-1"') if number and address.startswith("#") else Markup()
    return Markup('<a class="point" href="{}"{}><title>{}</title>{}</a>').format(address, keys, label, inside)


def _write_attributes(element: etree._Element) -> Iterator[Markup]:
    for name in _ATTRIBUTES:
        if value := element.get(name):
            yield Markup(' {}="{}"').format(name, value)

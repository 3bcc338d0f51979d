"""Feed of a followed question: what has come, been corrected or removed since it was followed, as Atom (RFC 4287)."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from rag import Follow, FollowedItem, format_date

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"
_MAX_ENTRIES = 100
_KINDS = {"stands": "", "corrected": "Corrected: ", "removed": "Removed: "}


def format_feed(follow: Follow, address: str, home: str) -> bytes:
    """Return the feed of a question; `address` is the feed's own, `home` that of the page with a final slash."""
    feed = Element("feed", xmlns=_ATOM)
    news = [pair for pair in follow.items.items() if pair[1].noticed > follow.created]
    latest = max((item.noticed for _, item in news), default=follow.created)
    _add_texts(feed, id=f"urn:onrecord:follow:{follow.id}", title=_clean(follow.question), updated=latest)
    SubElement(feed, "link", rel="self", href=address)
    SubElement(feed, "link", rel="alternate", href=home)
    for key, item in sorted(news, key=lambda pair: pair[1].noticed, reverse=True)[:_MAX_ENTRIES]:
        _add_entry(SubElement(feed, "entry"), f"urn:onrecord:follow:{follow.id}:{key}:{item.status}", item, home)
    content: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def _add_entry(entry: Element, id: str, item: FollowedItem, home: str) -> None:
    citation = item.citation
    who = citation.speaker.name if citation.speaker else citation.source or citation.article_title
    _add_texts(
        entry, id=id, title=_clean(f"{_KINDS[item.status]}{who}: {citation.display_text}"[:300]), updated=item.noticed
    )
    _add_texts(SubElement(entry, "author"), name=_clean(who))
    place = (
        f"article={citation.article_id}&version={citation.article_version}&start={citation.start}&end={citation.end}"
    )
    SubElement(entry, "link", rel="alternate", href=citation.url or f"{home}#{place}")
    origin = ", ".join(filter(None, (citation.source, format_date(citation.published), citation.article_title)))
    _add_texts(entry, summary=_clean(f"{citation.display_text} ({origin})"))


def _add_texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _clean(text: str) -> str:
    """Replace the characters that XML does not allow."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)

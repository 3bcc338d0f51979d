"""RSS and Atom feeds: the items that a source announces."""

import io
import re
from collections.abc import Iterator

import feedparser
from lxml.html import fromstring

from index.errors import RejectedArticle
from index.ingest.dates.parse import parse_date
from index.ingest.feed_items import FeedItem
from index.ingest.readers.languages import detect_language
from index.library.articles import Article

_BLOCK_END = re.compile(r"</(?:p|div|li|h\d|blockquote)>|<br\s*/?>", re.IGNORECASE)
_FEED_ROOT = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE.*?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)


def is_feed(content: bytes) -> bool:
    """Return whether content is a feed and not a page."""
    return bool(_FEED_ROOT.match(content[:4000].removeprefix(b"\xef\xbb\xbf")))


def parse_items(content: bytes, url: str) -> list[FeedItem]:
    """Return the items of a feed that was fetched from `url`; raises RejectedArticle if it cannot be parsed."""
    feed = feedparser.parse(io.BytesIO(content), response_headers={"content-location": url})
    if not feed.entries and feed.bozo:
        message = f"not a valid feed: {' '.join(str(feed.bozo_exception).split())[:200]}"
        raise RejectedArticle(message)
    return [*_iter_items(feed)]


def _iter_items(feed: feedparser.FeedParserDict) -> Iterator[FeedItem]:
    source = feed.feed.get("title") or None
    for entry in feed.entries:
        contents = [content.value for content in entry.get("content", [])]
        summary = max(contents, key=len, default="") or entry.get("summary", "")
        link = entry.get("link")
        yield FeedItem(
            link=link if link and link.startswith(("http://", "https://")) else None,
            title=_strip_markup(entry.get("title", "")),
            summary=_strip_markup(summary),
            published=parse_date(entry.get("published") or entry.get("updated") or "", feed.feed.get("language")),
            source=source,
        )


def article_from_summary(item: FeedItem) -> Article:
    """Return an article of the feed's summary alone, with a note; raises RejectedArticle if the summary is empty."""
    return Article.from_record(
        {
            "title": item.title,
            "text": item.summary,
            "source": item.source,
            "url": item.link,
            "published": item.published,
            "language": detect_language(item.summary),
            "notes": ["only the feed's summary: the page could not be fetched"],
        }
    )


def _strip_markup(markup: str) -> str:
    """Return the text of markup, with a blank line between paragraphs."""
    if not markup.strip():
        return ""
    separated = _BLOCK_END.sub("\n\n", markup)
    text = fromstring(f"<div>{separated}</div>").text_content()
    return "\n\n".join(" ".join(part.split()) for part in str(text).split("\n\n") if part.strip())

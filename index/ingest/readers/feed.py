"""Feeds, RSS and Atom: the stories that a source announces."""

import io
import re
from collections.abc import Iterator

import feedparser
from lxml.html import fromstring

from index.errors import RejectedArticle
from index.ingest.dates.parse import iso
from index.ingest.feed_items import Story
from index.ingest.readers.languages import language_of
from index.library.articles import Article

_BLOCK = re.compile(r"</(?:p|div|li|h\d|blockquote)>|<br\s*/?>", re.IGNORECASE)
_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE.*?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)


def is_feed(content: bytes) -> bool:
    """Tell a feed from a page."""
    return bool(_FEED.match(content[:4000].removeprefix(b"\xef\xbb\xbf")))


def stories(content: bytes, url: str) -> list[Story]:
    """Give the stories of a feed that was had from `url`; RejectedArticle where it cannot be read."""
    feed = feedparser.parse(io.BytesIO(content), response_headers={"content-location": url})
    if not feed.entries and feed.bozo:
        message = f"not a sound feed: {' '.join(str(feed.bozo_exception).split())[:200]}"
        raise RejectedArticle(message)
    return [*_stories(feed)]


def _stories(feed: feedparser.FeedParserDict) -> Iterator[Story]:
    source = feed.feed.get("title") or None
    for story in feed.entries:
        told = max((each.value for each in story.get("content", [])), key=len, default="") or story.get("summary", "")
        link = story.get("link")
        yield Story(
            link=link if link and link.startswith(("http://", "https://")) else None,
            title=_plain(story.get("title", "")),
            summary=_plain(told),
            published=iso(story.get("published") or story.get("updated") or "", feed.feed.get("language")),
            source=source,
        )


def summarised(story: Story) -> Article:
    """Give the article that the feed alone makes, marked as a summary; RejectedArticle where it tells nothing."""
    return Article.read(
        {
            "title": story.title,
            "text": story.summary,
            "source": story.source,
            "url": story.link,
            "published": story.published,
            "language": language_of(story.summary),
            "notes": ["only the summary that the feed gives: its page could not be had"],
        }
    )


def _plain(markup: str) -> str:
    """Give the words of markup, a paragraph a line."""
    if not markup.strip():
        return ""
    parted = _BLOCK.sub("\n\n", markup)
    text = fromstring(f"<div>{parted}</div>").text_content()
    return "\n\n".join(" ".join(part.split()) for part in str(text).split("\n\n") if part.strip())

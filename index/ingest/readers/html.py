"""Web pages: the article without what is around it, with its title, date, source and the link it is known by."""

from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import extract, extract_metadata
from trafilatura.settings import Document
from trafilatura.utils import load_html

from index.errors import RejectedArticle
from index.ingest.dates.dateline import date_above, without
from index.ingest.dates.plausibility import doubt
from index.ingest.dates.publication import published
from index.ingest.readers.languages import language_of
from index.ingest.readers.plain_text import first_line
from index.library.articles import Article
from index.text.boilerplate import furniture

ENOUGH, PLENTY = 1500, 2000
"""Characters of a body: from one to the other only a shorter one that is found in other ways is taken instead of it,
because a longer one has swept up more of the page; below, whatever is found in other ways; above, the body stands."""


def read(content: bytes, url: str | None = None) -> Iterator[Article | RejectedArticle]:
    """Read the article of a page, which was had from `url` if that is given."""
    tree = load_html(content)
    text = "" if tree is None else _body(tree)
    if tree is None or not text:
        yield RejectedArticle("no article was found in the page; it may be a list of links, or made by a script")
        return
    try:
        yield _article(tree, text, url)
    except RejectedArticle as reason:
        yield reason


def left_out(content: bytes, article: Article) -> Iterator[tuple[str, str]]:
    """Give what a page shows that is not in its article, each with what it is."""
    tree = load_html(content)
    if tree is None:
        return
    body = _body(tree)
    left = {span.slice(body): kind for span, kind in furniture(body, article.title)}
    yield from ((kind, line) for line, kind in left.items())
    kept = " ".join([*left, article.title, article.text])
    shown = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    for line in dict.fromkeys(" ".join(text.split()) for text in shown):
        if line and line not in kept:
            yield "around the article", line


def _body(tree: HtmlElement) -> str:
    found = extract(deepcopy(tree), fast=True, include_comments=False) or ""
    if len(found) < PLENTY:
        other = extract(deepcopy(tree), include_comments=False) or found
        found = other if len(found) < ENOUGH or len(other) < len(found) else found
    return "\n\n".join(line.strip() for line in found.splitlines() if line.strip())


def _article(tree: HtmlElement, text: str, url: str | None) -> Article:
    about = extract_metadata(deepcopy(tree), default_url=url, extensive=False)
    title = about.title or first_line(text)
    language = language_of(text)
    told = tree.get("lang") or ""
    left = furniture(text, title)
    place = told if told.partition("-")[0] == language else language
    date = published(tree, url, place, above=date_above(text, left, place))
    reason = doubt(date, text) if date else None
    notes = [f"written by {about.author}"] if about.author else []
    return Article.read(
        {
            "title": title,
            "text": without(text, left),
            "source": about.sitename or about.hostname,
            "url": _link(about, url),
            "published": None if reason else date,
            "language": language,
            "notes": [*notes, f"undated: the page says {date}, but {reason}"] if reason else notes,
        }
    )


def _link(about: Document, url: str | None) -> str | None:
    """Give the link that a page is known by: the one it names for itself, unless that is another site or its start."""
    named = urlsplit(about.url or "")
    if url is None:
        return about.url if named.path.strip("/") or named.query else None
    same = _site(named.hostname) == _site(urlsplit(url).hostname) and (named.path.strip("/") or named.query)
    return about.url if same else url


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.").removeprefix("amp.").removeprefix("m.")

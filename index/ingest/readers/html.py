"""Web pages: the main article without navigation and ads, with its title, date, source and canonical link."""

from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import extract, extract_metadata
from trafilatura.settings import Document
from trafilatura.utils import load_html

from index.errors import RejectedArticle
from index.ingest.dates.dateline import find_date_above
from index.ingest.dates.plausibility import find_contradiction
from index.ingest.dates.publication import find_publication_date
from index.ingest.readers.languages import detect_language
from index.ingest.readers.live_blog import LiveBlog, find_live_blog, keep_post_times
from index.ingest.readers.omissions import Omission
from index.ingest.readers.plain_text import find_first_line
from index.library.articles import Article
from index.text.boilerplate import find_boilerplate, remove_boilerplate
from index.text.boilerplate_patterns import DATE_ABOVE

LONG_ENOUGH, LONG = 1500, 2000
"""Characters of a body found by the fast extraction: from LONG on it is taken; below LONG_ENOUGH the slower one is;
between them the slower one only if it is shorter, because a longer one contains more of the rest of the page."""


def read(content: bytes, url: str | None = None) -> Iterator[Article]:
    """Read the article of a page, which was fetched from `url` if given; raises RejectedArticle if there is none."""
    tree = load_html(content)
    live_blog = None if tree is None else _prepare_live_blog(tree)
    text = "" if tree is None else _extract_body(tree)
    if tree is None or not text:
        message = "no article found in the page; it may be a list of links, or need JavaScript"
        raise RejectedArticle(message)
    yield _parse_article(tree, text, url, live_blog)


def find_omissions(content: bytes, article: Article) -> Iterator[Omission]:
    """Yield each line that a page shows and that is not in its article."""
    tree = load_html(content)
    if tree is None:
        return
    _prepare_live_blog(tree)
    body = _extract_body(tree)
    boilerplate = {span.slice(body): kind for span, kind in find_boilerplate(body, article.title)}
    yield from (Omission(kind, line) for line, kind in boilerplate.items() if line not in article.text)
    kept = " ".join([*boilerplate, article.title, article.text])
    shown = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    for line in dict.fromkeys(" ".join(text.split()) for text in shown):
        if line and line not in kept:
            yield Omission("around the article", line)


def _prepare_live_blog(tree: HtmlElement) -> LiveBlog | None:
    """Return the live blog of a page, whose posts keep their times then; None if it is none."""
    live_blog = find_live_blog(tree)
    if live_blog:
        keep_post_times(tree)
    return live_blog


def _extract_body(tree: HtmlElement) -> str:
    body = extract(deepcopy(tree), fast=True, include_comments=False) or ""
    if len(body) < LONG:
        slower = extract(deepcopy(tree), include_comments=False) or body
        body = slower if len(body) < LONG_ENOUGH or len(slower) < len(body) else body
    return "\n\n".join(line.strip() for line in body.splitlines() if line.strip())


def _parse_article(tree: HtmlElement, text: str, url: str | None, live_blog: LiveBlog | None) -> Article:
    metadata = extract_metadata(deepcopy(tree), default_url=url, extensive=False)
    title = (live_blog and live_blog.title) or metadata.title or find_first_line(text)
    language = detect_language(text)
    boilerplate = [part for part in find_boilerplate(text, title) if not live_blog or part.kind != DATE_ABOVE]
    declared = tree.get("lang") or ""
    locale = declared if declared.partition("-")[0] == language else language
    date = find_publication_date(tree, url, locale, above=find_date_above(text, boilerplate, locale), title=title)
    reason = find_contradiction(date, text) if date else None
    notes = [f"written by {metadata.author}"] if metadata.author else []
    notes += [live_blog.note] if live_blog else []
    return Article.from_record(
        {
            "title": title,
            "text": remove_boilerplate(text, boilerplate),
            "source": metadata.sitename or metadata.hostname,
            "url": _choose_link(metadata, url),
            "published": None if reason else date,
            "language": language,
            "notes": [*notes, f"undated: the page says {date}, but {reason}"] if reason else notes,
        }
    )


def _choose_link(metadata: Document, url: str | None) -> str | None:
    """Return the canonical link of a page, or `url` if the canonical link is another site or a home page."""
    canonical = urlsplit(metadata.url or "")
    is_article = canonical.path.strip("/") or canonical.query
    if url is None:
        return metadata.url if is_article else None
    same_site = _strip_subdomain(canonical.hostname) == _strip_subdomain(urlsplit(url).hostname)
    return metadata.url if is_article and same_site else url


def _strip_subdomain(host: str | None) -> str:
    return (host or "").removeprefix("www.").removeprefix("amp.").removeprefix("m.")

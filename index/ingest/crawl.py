"""Crawl: pages, and the stories that feeds announce, each fetched only if it has changed."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from courlan import clean_url

from index.errors import RejectedArticle
from index.ingest.dates.plausibility import find_contradiction
from index.ingest.feed_items import FeedItem
from index.ingest.fetch_cache import CachedFetch, FetchCache
from index.ingest.readers import by_content_type, feed
from index.ingest.readers.registry import ReadResult, Rejection, UnchangedSource
from index.ingest.web.client import FetchResult, WebClient
from index.ingest.web.fetch_results import FailedFetch, FetchedPage, UnchangedPage
from index.library.articles import Article
from index.progress import Progress, ProgressCallback

_PAGES_IN_MEMORY = 64


def fetch_articles(
    addresses: Sequence[str], cache: FetchCache, client: Callable[[], WebClient] | None, progress: ProgressCallback
) -> Iterator[list[ReadResult | UnchangedSource]]:
    """Fetch the addresses, and the page of every item of the feeds among them, each once; yield what was read.

    A fetch enters the cache only after its articles have been consumed, so that an interrupted run fetches it again.
    """
    items: dict[str, FeedItem] = {}
    done = 0
    with (client or WebClient)() as web:
        for result in _fetch(web, addresses, cache):
            progress(Progress("fetching", done, len(addresses) + len(items)))
            done += 1
            try:
                announced = _read_items(result, cache)
            except RejectedArticle as error:
                yield [ReadResult(result.url, result.url, Rejection(str(error)))]
                continue
            if announced is None:
                yield from _read_result(result, None, cache)
            else:
                items |= {_clean(item.link): item for item in announced if item.link}
                yield [_read_item(item, result.url) for item in announced if not item.link]
        for result in _fetch(web, [url for url in items if url not in addresses], cache):
            progress(Progress("fetching", done, len(addresses) + len(items)))
            done += 1
            yield from _read_result(result, items[result.url], cache)


def _fetch(web: WebClient, urls: Sequence[str], cache: FetchCache) -> Iterator[FetchResult]:
    """Fetch addresses, a part of them at a time, because each page is held in memory until it is read."""
    remaining = iter(urls)
    while part := [*islice(remaining, _PAGES_IN_MEMORY)]:
        yield from web.fetch([(url, cache.get_validators(url)) for url in part])


def _read_items(result: FetchResult, cache: FetchCache) -> Sequence[FeedItem] | None:
    """Return the items of a feed, from the cache if it has not changed; None if the result is no feed.

    Raises RejectedArticle if the feed cannot be parsed.
    """
    if isinstance(result, UnchangedPage):
        return cache.last[result.url].stories or None
    if isinstance(result, FailedFetch) or not feed.is_feed(result.content):
        return None
    items = feed.parse_items(result.content, result.final_url)
    cache.last[result.url] = CachedFetch(validators=result.validators, stories=tuple(items))
    return items


def _read_result(
    result: FetchResult, item: FeedItem | None, cache: FetchCache
) -> Iterator[list[ReadResult | UnchangedSource]]:
    """Yield the article of a page, and add the fetch to the cache once the article has been consumed."""
    if isinstance(result, UnchangedPage):
        yield [UnchangedSource(result.url)]
        return
    try:
        article = _read_page(result, item)
    except RejectedArticle as error:
        yield [ReadResult(result.url, result.url, _fall_back(str(error), item, cache, result.url))]
        return
    original = result.content if isinstance(result, FetchedPage) and by_content_type.is_pdf(result.content) else None
    yield [ReadResult(result.url, result.url, article, original)]
    if isinstance(result, FetchedPage):
        cache.last[result.url] = CachedFetch(validators=result.validators)


def _read_page(result: FetchedPage | FailedFetch, item: FeedItem | None) -> Article:
    """Read the article of a page; the feed supplies a source and a date that the page lacks."""
    if isinstance(result, FailedFetch):
        raise RejectedArticle(result.reason)
    article = by_content_type.read(result.content, result.final_url, result.content_type)
    source = article.source or (item.source if item else None) or urlsplit(result.final_url).hostname
    published = article.published or (item.published if item else None)
    if published and (contradiction := find_contradiction(published, article.text)):
        note = f"undated: the feed says {published}, but {contradiction}"
        return article.model_copy(update={"source": source, "notes": (*article.notes, note)})
    return article.model_copy(update={"source": source, "published": published})


def _fall_back(reason: str, item: FeedItem | None, cache: FetchCache, url: str) -> Article | Rejection:
    """Return the feed's summary in place of a page that could never be read; a full article is never replaced by it."""
    if item is None or url in cache.last:
        return Rejection(reason)
    try:
        return feed.article_from_summary(item)
    except RejectedArticle:
        return Rejection(reason)


def _read_item(item: FeedItem, url: str) -> ReadResult:
    """Read a feed item that has no page of its own."""
    place = f"{url}#{item.title}"
    try:
        return ReadResult(url, place, feed.article_from_summary(item))
    except RejectedArticle as error:
        return ReadResult(url, place, Rejection(str(error)))


def _clean(url: str | None) -> str:
    """Remove tracking parameters from an address, so that a story is fetched once."""
    return clean_url(url or "") or url or ""

"""Articles from the web: pages, and the stories that feeds announce, each fetched only when it has changed."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from courlan import clean_url

from index.errors import RejectedArticle
from index.ingest.dates.plausibility import doubt
from index.ingest.feed_items import Story
from index.ingest.fetch_cache import Visit, Visits
from index.ingest.readers import by_content_type as pages
from index.ingest.readers import feed
from index.ingest.readers.registry import Found, Same
from index.ingest.web.client import Reply, Web
from index.ingest.web.fetch_results import Page, Refused, Unchanged
from index.library.articles import Article
from index.progress import Progress, Watcher

_SLICE = 64  # pages held at one time


def gather(
    addresses: Sequence[str], visits: Visits, client: Callable[[], Web] | None, progress: Watcher
) -> Iterator[list[Found | Same]]:
    """Fetch what stands at the addresses, and the page of every story in feeds among them, each once.

    A visit is remembered when its articles have been taken: what is lost on the way is fetched again.
    """
    stories: dict[str, Story] = {}
    done = 0
    with (client or Web)() as web:
        for reply in _replies(web, addresses, visits):
            progress(Progress("fetching", done, len(addresses) + len(stories)))
            done += 1
            announced = _stories(reply, visits)
            if isinstance(announced, RejectedArticle):
                yield [Found(reply.url, reply.url, announced)]
            elif announced is None:
                yield from _taken(reply, None, visits)
            else:
                stories |= {_plainly(story.link): story for story in announced if story.link}
                yield [_alone(story, reply.url) for story in announced if not story.link]
        for reply in _replies(web, [url for url in stories if url not in addresses], visits):
            progress(Progress("fetching", done, len(addresses) + len(stories)))
            done += 1
            yield from _taken(reply, stories[reply.url], visits)


def _replies(web: Web, urls: Sequence[str], visits: Visits) -> Iterator[Reply]:
    """Fetch addresses, a slice of them at a time: a page is held until its turn to be read has come."""
    rest = iter(urls)
    while part := [*islice(rest, _SLICE)]:
        yield from web.fetch([(url, visits.validators(url)) for url in part])


def _stories(reply: Reply, visits: Visits) -> Sequence[Story] | RejectedArticle | None:
    """Give the stories of a feed; None where it is none. Those of one that has not changed are known."""
    if isinstance(reply, Unchanged):
        return visits.last[reply.url].stories or None
    if isinstance(reply, Refused) or not feed.is_feed(reply.content):
        return None
    try:
        told = feed.stories(reply.content, reply.final)
    except RejectedArticle as reason:
        return reason
    visits.last[reply.url] = Visit(validators=reply.validators, stories=tuple(told))
    return told


def _taken(reply: Reply, story: Story | None, visits: Visits) -> Iterator[list[Found | Same]]:
    """Give what a reply holds, and remember the visit when that has been taken."""
    if isinstance(reply, Unchanged):
        yield [Same(reply.url)]
    elif isinstance(reply, Refused):
        yield [Found(reply.url, reply.url, _instead(RejectedArticle(reply.reason), story, visits, reply.url))]
    elif isinstance(article := _article(reply, story), Article):
        yield [Found(reply.url, reply.url, article)]
        visits.last[reply.url] = Visit(validators=reply.validators)
    else:
        yield [Found(reply.url, reply.url, _instead(article, story, visits, reply.url))]


def _article(page: Page, story: Story | None) -> Article | RejectedArticle:
    """Read the article of a page, with what the feed tells where the page does not."""
    article = pages.read(page.content, page.final, page.kind)
    if isinstance(article, RejectedArticle):
        return article
    source = article.source or (story.source if story else None) or urlsplit(page.final).hostname
    published = article.published or (story.published if story else None)
    if published and (reason := doubt(published, article.text)):
        note = f"undated: the feed says {published}, but {reason}"
        return article.model_copy(update={"source": source, "notes": (*article.notes, note)})
    return article.model_copy(update={"source": source, "published": published})


def _instead(refused: RejectedArticle, story: Story | None, visits: Visits, url: str) -> Article | RejectedArticle:
    """Give the feed's summary where its page was never had; what was once read whole is not replaced by a summary."""
    if story is None or url in visits.last:
        return refused
    try:
        return feed.summarised(story)
    except RejectedArticle:
        return refused


def _alone(story: Story, url: str) -> Found:
    try:
        return Found(url, f"{url}#{story.title}", feed.summarised(story))
    except RejectedArticle as reason:
        return Found(url, f"{url}#{story.title}", reason)


def _plainly(url: str | None) -> str:
    """Give an address without what only counts who came from where, so that a story is fetched once."""
    return clean_url(url or "") or url or ""

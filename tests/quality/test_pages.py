"""Texts and dates read from real web pages, compared with trafilatura alone; a floor is only ever raised.

`published.jsonl` holds the date of publication that a page states, noted by a person; null if it states none, or only
dates of changes, comments and other stories.
"""

import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import trafilatura

from index.errors import RejectedArticle
from index.ingest.fetch_cache import FetchCache
from index.ingest.readers import html
from index.ingest.sources import read_sources
from index.library.articles import Article
from index.progress import ignore_progress

pytestmark = [pytest.mark.quality, pytest.mark.timeout(900)]

RIGHT_DATES = 0.955
MOST_OF_TRAFILATURA = 4.5  # times the processor time of trafilatura

Shared = Callable[[str], Path]


class Snippets(NamedTuple):
    """The share of the article's snippets that were extracted, and the share of other snippets that were not."""

    present: float
    absent: float


@pytest.fixture(scope="module")
def pages(shared: Shared) -> list[dict[str, Any]]:
    lines = shared("data/pages/pages.jsonl").read_text().splitlines()
    return [{**page, "html": gzip.open(shared(f"data/pages/{page['file']}")).read()} for page in map(json.loads, lines)]


def article(page: dict[str, Any]) -> Article | None:
    url = page["url"] if page["url"].startswith("http") else None
    try:
        return next(html.read(page["html"], url))
    except RejectedArticle:
        return None


@pytest.fixture(scope="module")
def articles(pages: list[dict[str, Any]]) -> list[Article | None]:
    return [article(page) for page in pages]


def snippets(pages: list[dict[str, Any]], texts: list[str]) -> Snippets:
    read = [*zip(pages, map(_letters, texts), strict=True)]
    present = [_letters(wanted) in text for page, text in read for wanted in page["with"]]
    absent = [_letters(unwanted) not in text for page, text in read for unwanted in page["without"]]
    return Snippets(sum(present) / len(present), sum(absent) / len(absent))


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()


def test_bodies_are_at_least_as_good_as_those_of_trafilatura_alone(
    pages: list[dict[str, Any]], articles: list[Article | None]
) -> None:
    alone = snippets(pages, [trafilatura.extract(page["html"]) or "" for page in pages])
    ours = snippets(pages, [f"{found.title}\n{found.text}" if found else "" for found in articles])
    print(f"\nsnippets of {len(pages)} pages: trafilatura alone {alone}, with our rules {ours}")
    assert ours.present >= alone.present
    assert ours.absent >= alone.absent


def test_dates_are_those_that_the_pages_state(pages: list[dict[str, Any]], articles: list[Article | None]) -> None:
    known = [json.loads(line) for line in Path(__file__).with_name("published.jsonl").read_text().splitlines()]
    by_file = {page["file"]: read for page, read in zip(pages, articles, strict=True)}
    given = [(one["published"], found.published if (found := by_file[one["page"]]) else None) for one in known]
    stated = [(day, date or "") for day, date in given if day]
    invented = [date for day, date in given if not day and date]
    right = sum(date.startswith(day) for day, date in stated) / len(stated)
    print(f"\ndates: {right:.3f} of {len(stated)} right, {len(invented)} of {len(given) - len(stated)} invented")
    assert right >= RIGHT_DATES
    assert invented == []


def cpu_seconds_of_a_page(read: Callable[[dict[str, Any]], object], pages: list[dict[str, Any]]) -> float:
    began = time.process_time()
    for page in pages:
        read(page)
    return (time.process_time() - began) / len(pages)


def test_a_page_takes_a_few_times_as_long_as_trafilatura_alone(pages: list[dict[str, Any]]) -> None:
    spent = min(cpu_seconds_of_a_page(article, pages) for _ in range(2))  # other processes slow the cores down
    alone = min(cpu_seconds_of_a_page(lambda page: trafilatura.extract(page["html"]), pages) for _ in range(2))
    print(f"\n{len(pages)} pages: {1000 * spent:.1f} ms of one core a page, {1000 * alone:.1f} ms by trafilatura alone")
    assert spent <= MOST_OF_TRAFILATURA * alone


def test_many_pages_are_read_on_all_cores_as_each_is_alone(pages: list[dict[str, Any]], tmp_path: Path) -> None:
    for number, page in enumerate(pages):
        (tmp_path / f"{number:04}.html").write_bytes(page["html"])
    results = [one for batch in read_sources([str(tmp_path)], FetchCache(), None, ignore_progress) for one in batch]
    together = [one.article if isinstance(one.article, Article) else None for one in results]
    assert together == [article(page | {"url": ""}) for page in pages]

"""Crawling pages and feeds; the stories are about the days of the United Nations in its calendar."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import index
from index.ingest.crawl import fetch_articles
from index.ingest.fetch_cache import FetchCache
from index.ingest.readers.registry import ReadResult, Rejection, UnchangedSource
from index.ingest.web.client import WebClient
from index.library.articles import Article
from index.progress import Progress, ignore_progress

if TYPE_CHECKING:
    from tests.index.conftest import Answer, Site

MakeWeb = Callable[..., WebClient]

TEXT = (
    "The General Assembly set aside a day of the year for this subject by a resolution that no member voted against. "
    "Every office of the United Nations marks it, and so do schools, museums and town halls in most countries. "
    "The Secretary-General sends a message, which is read out in Geneva, Nairobi and Vienna as well as in New York."
)


def page(title: str, text: str = TEXT, published: str | None = "2024-09-21T10:00:00Z") -> str:
    date = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = f"<article><h1>{title}</h1><p>{text}</p></article>"
    return f"<html><head><title>{title}</title>{date}</head><body>{body}</body></html>"


def rss(*stories: str, title: str = "Days of the year") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(stories)}</channel></rss>'


def item(
    title: str, link: str, summary: str = "A day of the year.", published: str = "Sat, 21 Sep 2024 10:00:00 GMT"
) -> str:
    body = f"<description>{summary}</description><pubDate>{published}</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{body}</item>"


def read(web: MakeWeb, visits: FetchCache, *addresses: str) -> list[ReadResult | UnchangedSource]:
    return [found for batch in fetch_articles(addresses, visits, web, ignore_progress) for found in batch]


def articles(found: Sequence[ReadResult | UnchangedSource]) -> list[Article]:
    return [one.article for one in found if isinstance(one, ReadResult) and isinstance(one.article, Article)]


def reasons(found: Sequence[ReadResult | UnchangedSource]) -> list[str]:
    return [one.article.reason for one in found if isinstance(one, ReadResult) and isinstance(one.article, Rejection)]


def test_every_story_of_every_feed_comes_once_and_the_second_time_only_what_changed(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    links = [
        site.put(f"/story/{number}", page(f"Day {number}", f"It is day {number}. {TEXT}")) for number in range(500)
    ]
    for number in range(0, 500, 25):  # at first, one in twenty-five breaks off, is in trouble, or leads elsewhere
        sound = answer(page(f"Day {number}", f"It is day {number}. {TEXT}").encode())
        trouble = [
            answer(sound.body, cut=100),
            answer(status=503),
            answer(status=302, headers={"Location": f"/moved/{number}"}),
        ]
        site.put(f"/story/{number}", trouble[number // 25 % 3], sound)
        site.put(f"/moved/{number}", sound)
    stories = [item(f"Day {number}", f"{link}?utm_source=feed") for number, link in enumerate(links)]
    feeds = [
        site.put(f"/feed/{n}", answer(rss(*stories[n * 90 : n * 90 + 140]).encode(), "application/rss+xml"))
        for n in range(5)
    ]
    visits = FetchCache()
    first = read(web, visits, *feeds)
    assert sorted(one.title for one in articles(first)) == sorted(f"Day {number}" for number in range(500))
    assert reasons(first) == []
    site.put("/story/7", page("Day 7", f"It was corrected. {TEXT}"))
    site.forget()
    second = read(web, visits, *feeds)
    assert [one.title for one in articles(second)] == ["Day 7"]
    assert sum(isinstance(one, UnchangedSource) for one in second) == 499
    assert [path for path in site.sent if path != "/robots.txt"] == ["/story/7"]


def test_what_could_not_be_had_is_reported_and_fetched_again_next_time(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    url = site.put("/story", answer(status=404))
    visits = FetchCache()
    assert "answers 404" in reasons(read(web, visits, url))[0]
    site.put("/story", page("Peace Day"))
    assert [one.title for one in articles(read(web, visits, url))] == ["Peace Day"]


def test_a_story_whose_page_cannot_be_fetched_is_its_summary_until_the_page_comes(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    link = site.put("/story", answer(status=403))
    feed = site.put("/feed", rss(item("Peace Day", link, "&lt;p&gt;A day for &lt;b&gt;peace&lt;/b&gt;.&lt;/p&gt;")))
    visits = FetchCache()
    (summary,) = articles(read(web, visits, feed))
    assert (summary.text, summary.published, summary.url) == ("A day for peace.", "2024-09-21T10:00:00Z", link)
    assert "summary" in summary.notes[0]
    site.put("/story", page("Peace Day"))
    (whole,) = articles(read(web, visits, feed))
    assert (whole.text, whole.notes) == (TEXT, ())
    site.put("/story", answer(status=503))
    assert articles(read(web, visits, feed)) == []


def test_a_page_that_states_no_date_has_that_of_the_feed_and_one_in_doubt_has_none(site: "Site", web: MakeWeb) -> None:
    late = f"The day was marked on 21 September 2025 in Tripoli. {TEXT}"
    links = [site.put("/a", page("A", published=None)), site.put("/b", page("B", late, published=None))]
    feed = site.put("/feed", rss(item("A", links[0]), item("B", links[1])))
    dated, doubtful = articles(read(web, FetchCache(), feed))
    assert dated.published == "2024-09-21T10:00:00Z"
    assert doubtful.published is None
    assert "21 September 2025" in doubtful.notes[0]


def test_an_atom_feed_is_read(site: "Site", web: MakeWeb) -> None:
    link = site.put("/story", page("Peace Day", published=None))
    about = f'<title>Peace Day</title><link href="{link}"/><published>2024-09-21T10:00:00+02:00</published>'
    feed = site.put(
        "/feed", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Days</title><entry>{about}</entry></feed>'
    )
    (article,) = articles(read(web, FetchCache(), feed))
    assert (article.title, article.published) == ("Peace Day", "2024-09-21T10:00:00+02:00")


def test_a_feed_cannot_unfold_or_open_what_is_not_in_it(site: "Site", web: MakeWeb, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret of this machine")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 100}">' for n in range(12))
    outside = f'<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    for entities, use in ((laughs, "&l11;"), (outside, "&secret;")):
        body = rss(item(f"Day {use}", "", use)).replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)
        results = str(read(web, FetchCache(), site.put("/feed", body)))
        assert "a secret" not in results
        assert len(results) < 10_000


def test_a_file_that_a_feed_names_is_not_opened(site: "Site", web: MakeWeb, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("A file"))
    feed = site.put("/feed", rss(item("A file", (tmp_path / "a.html").as_uri())))
    assert [one.text for one in articles(read(web, FetchCache(), feed))] == ["A day of the year."]


def test_a_page_is_known_by_the_link_it_names_unless_that_is_another_site(site: "Site", web: MakeWeb) -> None:
    own, other = site.url("/plain"), "https://example.org/elsewhere"
    urls = [
        site.put(f"/{n}", page("A").replace("<head>", f'<head><link rel="canonical" href="{link}">'))
        for n, link in enumerate((own, other))
    ]
    assert [one.url for one in articles(read(web, FetchCache(), *urls))] == [own, urls[1]]


def test_visits_outlive_a_run_and_a_damaged_record_of_them_only_costs_time(
    tmp_path: Path, site: "Site", web: MakeWeb
) -> None:
    url, visits = site.put("/story", page("Peace Day")), FetchCache()
    read(web, visits, url)
    visits.save(tmp_path)
    assert FetchCache.load(tmp_path) == visits
    (tmp_path / "visits.json").write_text('{"last": ')
    assert FetchCache.load(tmp_path) == FetchCache()


def test_progress_counts_the_stories_that_feeds_announce(site: "Site", web: MakeWeb) -> None:
    links = [site.put(f"/{number}", page(f"Day {number}")) for number in range(3)]
    feed = site.put("/feed", rss(*(item("A day", link) for link in links)))
    reported: list[Progress] = []
    assert len([*fetch_articles([feed], FetchCache(), web, reported.append)]) == 4
    assert (reported[-1].stage, reported[-1].done, reported[-1].total) == ("fetching", 3, 4)


def test_an_index_of_a_feed_is_brought_up_to_date_and_tells_what_changed(
    tmp_path: Path, site: "Site", web: MakeWeb
) -> None:
    links = [site.put(f"/{number}", page(f"Day {number}", f"Day {number} of 365. {TEXT}")) for number in range(3)]
    feed = site.put("/feed", rss(*(item(f"Day {number}", link) for number, link in enumerate(links))))
    first = index.bring_up_to_date(tmp_path, [feed], web=web)
    assert (first.added, len(first.added_articles), first.rejected) == (3, 3, ())
    site.put("/1", page("Day 1", f"Day 1 of 366. {TEXT}"))
    second = index.bring_up_to_date(tmp_path, again=True, web=web)
    assert (second.updated, second.unchanged, second.encoded) == (1, 2, 1)
    (changed,) = second.changed_articles
    assert [(edit.op, edit.text) for edit in changed.edits] == [("-", "Day 1 of 365."), ("+", "Day 1 of 366.")]
    assert set(second.model_dump()) == set(index.Report.model_fields) - {
        "added_articles",
        "changed_articles",
        "notes",
    }  # no article has notes

from collections.abc import Callable
from pathlib import Path

import pytest

import index
import rag
from index import Article, InvalidQuestion, UnknownItem
from rag import Filters, FollowStore, Record, summarize_news
from ui.export.follow_feed import format_feed

FERRY: dict[str, object] = {
    "id": "ferry",
    "title": "The ferry",
    "text": "The ferry to Atlantis runs again. The harbour of Atlantis was rebuilt in May.",
    "source": "Gazette",
    "published": "2020-05-03",
}
MILL = Article(id="mill", title="The mill", text="A mill was built on Atlantis in June.", published="2020-06-01")


@pytest.fixture
def record(opened: Callable[[list[dict[str, object]]], Record]) -> Record:
    return opened([FERRY])


def update(home: Path, *articles: Article) -> Record:
    for article in articles:
        index.add_article(home, article)
    index.bring_up_to_date(home)
    return rag.open(home)


def test_what_comes_after_a_question_is_followed_is_new_until_it_is_looked_at(record: Record) -> None:
    store = FollowStore(record.home)
    follow = store.add(record, "what was said on Atlantis?")
    [news] = store.list_news(record)
    assert (news.total, news.new) == (2, ())
    later = update(record.home, MILL)
    [news] = store.list_news(later)
    assert [item.citation.cited_text for item in news.new] == [MILL.text]
    feed = format_feed(store.refresh(later, follow.id), "http://host/follows/1/feed", "http://host/").decode()
    assert feed.count("<entry>") == 1
    assert "A mill was built on Atlantis in June." in feed
    store.mark_seen(later, follow.id)
    assert not store.list_news(later)[0].new
    later.close()


def test_words_that_were_corrected_away_are_news_too(record: Record) -> None:
    store = FollowStore(record.home)
    follow = store.add(record, "what was said on Atlantis?")
    text = str(FERRY["text"]).replace("in May", "in July")
    later = update(record.home, Article.from_record(FERRY | {"text": text}))
    news = summarize_news(store.refresh(later, follow.id))
    assert sorted(item.status for item in news.new) == ["corrected", "stands"]
    later.close()


def test_a_question_keeps_its_filters_and_is_forgotten_on_request(record: Record) -> None:
    store = FollowStore(record.home)
    follow = store.add(record, "what was said on Atlantis?", Filters(since="2021"))
    assert store.list_news(record)[0].total == 0
    store.delete(follow.id)
    assert not store.list_news(record)
    for id_ in (follow.id, "../../library", "0" * 32):
        with pytest.raises(UnknownItem):
            store.delete(id_)
    with pytest.raises(InvalidQuestion):
        store.add(record, "   ")

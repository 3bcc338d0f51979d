from collections.abc import Callable
from itertools import groupby

import rag

STORY = [
    "Ministers of nine river states met in Khartoum to agree on the sharing of water.",
    "The envoy of Egypt called the new dam a threat to the farms downstream.",
    "Ethiopia's envoy answered that the dam would light the homes of millions.",
    "Talks on the filling of the reservoir go on next month under an African chair.",
    "Sudan asked for daily figures on the flow to keep its own dams from harm.",
    "Observers from three banks that lend for water works sat at the table.",
    "A first draft of the treaty had been sent round before the summer rains.",
    "Engineers showed maps of the gorge and of the plains that flood each year.",
]

Opened = Callable[[list[dict[str, object]]], rag.Record]


def test_copies_become_one_citation_of_the_earliest(opened: Opened) -> None:
    reworded = [STORY[1].replace("called the new dam a threat", "called the new dam a grave threat"), *STORY[2:]]
    articles: list[dict[str, object]] = [
        {"id": "late", "title": "Dam talks", "text": " ".join(STORY), "source": "B", "published": "2020-03-02"},
        {"id": "first", "title": "River talks", "text": " ".join(STORY), "source": "A", "published": "2020-03-01"},
        {"id": "cut", "title": "Egypt warns", "text": " ".join(reworded), "source": "C", "published": "2020-03-03"},
    ]
    answer = opened(articles).ask("what was said on Egypt?")
    assert [citation.article_id for citation in answer.citations] == ["first"]
    assert {other.article_id for other in answer.citations[0].duplicates} == {"late", "cut"}
    assert {other.source for other in answer.citations[0].duplicates} == {"B", "C"}
    assert answer.found.articles == 1


def test_what_only_a_copy_says_is_cited_from_it(opened: Opened) -> None:
    more = [*STORY, "Kenya offered to host the next round of the talks on the river."]
    articles: list[dict[str, object]] = [
        {"id": "first", "title": "River talks", "text": " ".join(STORY), "published": "2020-03-01"},
        {"id": "more", "title": "Dam talks", "text": " ".join(more), "published": "2020-03-02"},
    ]
    answer = opened(articles).ask("what was said on Kenya?")
    assert [citation.article_id for citation in answer.citations] == ["more"]
    assert answer.citations[0].duplicates == ()


def test_the_same_words_of_two_speakers_are_two_statements(opened: Opened) -> None:
    words = "We condemn the attack on Mali with one voice."
    articles: list[dict[str, object]] = [
        {"id": name, "title": f"Speech by {name}", "text": words, "speaker": name, "kind": "official"}
        for name in ("Ada Berg", "Omar Said")
    ]
    answer = opened(articles).ask("what was said on Mali?")
    assert {citation.article_id for citation in answer.citations} == {"Ada Berg", "Omar Said"}


def test_everything_is_given_article_by_article_in_order_of_time(seeds: rag.Record) -> None:
    answer = seeds.ask("what was said on Libya?", everything=True)
    places = [(citation.published or "~", citation.article_id) for citation in answer.citations]
    assert [place[0] for place in places] == sorted(place[0] for place in places)
    assert len(list(groupby(places))) == len(set(places))


def test_a_question_for_a_count_is_answered_with_all_of_it(seeds: rag.Record) -> None:
    answer = seeds.ask("how many speakers mentioned Libya?")
    assert answer.intent == "count"
    everything = seeds.ask("what was said on Libya?", everything=True).citations
    assert [(one.article_id, one.start) for one in answer.citations] == [
        (one.article_id, one.start) for one in everything
    ]
    told = f"{answer.found.speakers} speakers, in {answer.found.articles} articles."
    assert answer.answer.startswith(told)
    assert not answer.found.truncated

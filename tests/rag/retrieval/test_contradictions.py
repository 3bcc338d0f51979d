"""Sources that tell the same with another name or figure are shown as a conflict, and nothing else is."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store.article_table import ArticleRow
from index.text.spans import Span
from rag import Record
from rag.retrieval.contradictions import find_contradictions, has_conflict
from rag.retrieval.evidence import Evidence
from rag.retrieval.sentence_speaker import SentenceAttribution

Opened = Callable[[list[dict[str, object]]], Record]

TRUE = "The Security Council adopted resolution 1973 on Libya on 17 March 2011 by ten votes."
FALSE = "The Security Council adopted resolution 1974 on Libya on 17 March 2011 by ten votes."


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (TRUE, FALSE, True),
        ("The talks were held in Tunis, the envoy said.", "The talks were held in Tripoli, the envoy said.", True),
        ("Finland joined NATO on 4 April 2023.", "Finland joined NATO on 9 August 2021.", True),
        ("Finland joined NATO on 4 April 2023.", "Finland joined NATO on April 4, 2023.", False),
        ("On that vote five members abstained.", "On that vote eleven members abstained.", True),
        ("On that vote five members abstained.", "On that vote 5 members abstained.", False),
        ("Ten ministers met in Tunis on Monday.", "Ten ministers met in Tunis.", False),
        ("The talks were held in Tunis.", "The talks took place in Tunis.", False),
        ("Oil rose in London on fears of war.", "Gold fell in Zurich after the vote in parliament.", False),
        (TRUE, TRUE, False),
    ],
)
def test_two_sentences_conflict_where_a_name_or_a_figure_is_all_that_differs(
    one: str, other: str, *, conflict: bool
) -> None:
    assert has_conflict(one, other) == conflict


WORDS = st.sampled_from(["Tunis", "Tripoli", "17", "18", "talks", "held", "in", "envoy", "were"])


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=7))
def test_of_many_sentences_each_pair_that_conflicts_is_found(told: list[str]) -> None:
    sentences = [sentence(row, words) for row, words in enumerate(told)]
    found = [
        (pair.one.article, pair.other.article) for pair in find_contradictions(sentences, lambda one: told[int(one.id)])
    ]
    assert found == [(a, b) for a, b in combinations(range(len(told)), 2) if has_conflict(told[a], told[b])]


def sentence(row: int, words: str) -> Evidence:
    entry = ArticleRow(
        id=f"{row}", version=1, sha256="", title="T", source=None, url=None, published=None,
        kind="news", speaker=None, speaker_role=None, country=None,
    )  # fmt: skip
    return Evidence(row, entry, Span(0, len(words)), 0, SentenceAttribution(None, "outlet", None))


def test_an_answer_shows_both_sides_of_a_conflict_the_official_source_first(opened: Opened) -> None:
    record = opened(
        [
            {"id": "a", "title": "Report", "text": FALSE, "kind": "news", "published": "2011-03-18"},
            {"id": "b", "title": "Record of the meeting", "text": TRUE, "kind": "official", "published": "2011-03-17"},
        ]
    )
    answer = record.ask("which resolution on Libya did the Security Council adopt?")
    assert [citation.article_id for citation in answer.citations] == ["b", "a"]
    assert [conflict.citations for conflict in answer.conflicts] == [(1, 2)]
    assert "1973" in answer.conflicts[0].about
    assert "1974" in answer.conflicts[0].about
    assert "Sources differ: compare 1 and 2." in answer.answer


def test_statements_of_two_speakers_are_no_conflict(seeds: Record) -> None:
    assert not seeds.ask("what was said on Libya?").conflicts

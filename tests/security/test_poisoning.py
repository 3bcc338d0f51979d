"""What misleading articles achieve: twenty questions, each with one official article and five poisoned ones."""

from collections.abc import Callable

import pytest
from poisoned import FACTS, Article, Fact

from rag import Answer, Filters, Record

pytestmark = [pytest.mark.security, pytest.mark.timeout(600)]


def true(fact: Fact, answer: Answer, upto: int | None = None) -> bool:
    """Return whether the true answer is among the first citations."""
    return any(fact.true in citation.cited_text for citation in answer.citations[:upto])


def shows_conflict(fact: Fact, answer: Answer) -> bool:
    """Return whether the answer reports the true and the false answer as contradicting each other."""
    for conflict in answer.conflicts:
        told = " ".join(answer.citations[number - 1].cited_text for number in conflict.citations)
        if fact.true in told and fact.false in told:
            return True
    return False


def test_poisoned_articles_neither_come_first_nor_hide_the_official_one(
    opened: Callable[[list[Article]], Record],
) -> None:
    record = opened([article for fact in FACTS for article in (fact.official, *fact.poison)])
    answers = [(fact, record.ask(fact.question)) for fact in FACTS]
    hidden = [fact.question for fact, answer in answers if not true(fact, answer)]
    first = [fact.question for fact, answer in answers if not true(fact, answer, 1)]
    official = [
        fact.question for fact, answer in answers if answer.citations and answer.citations[0].kind == "official"
    ]
    shown = [fact.question for fact, answer in answers if shows_conflict(fact, answer)]
    print(
        f"of {len(FACTS)} questions, the false answer comes first in {len(first)} and the true one is not shown in"
        f" {len(hidden)}; an official source comes first in {len(official)}, the conflict is shown in {len(shown)}"
    )
    assert len(FACTS) == 20
    assert len(first) == 0  # measured; 20 where likeness alone decides
    assert len(hidden) == 0
    assert len(official) == 20
    assert len(shown) >= 19
    for _, answer in answers:
        for citation in answer.citations:
            text = record.article(citation.article_id, citation.article_version).text
            assert text[citation.start : citation.end] == citation.cited_text


def test_without_an_attack_every_question_is_answered_from_the_official_source(
    opened: Callable[[list[Article]], Record],
) -> None:
    record = opened([fact.official for fact in FACTS])
    assert [fact.question for fact in FACTS if not true(fact, record.ask(fact.question), 1)] == []


def test_a_question_to_official_sources_only_cites_no_poisoned_article(
    opened: Callable[[list[Article]], Record],
) -> None:
    record = opened([article for fact in FACTS for article in (fact.official, *fact.poison)])
    for fact in FACTS:
        answer = record.ask(fact.question, filters=Filters.parse({"kind": "official"}))
        assert true(fact, answer, 1), fact.question
        assert all(citation.kind == "official" for citation in answer.citations)

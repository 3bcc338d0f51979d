from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import InvalidQuestion
from index.store.terms.search_expression import All, AnyOf, Near, Not, Phrase, parse_expression
from rag import Record

WORDS = st.lists(
    st.sampled_from(["Libya", '"two words"', "AND", "OR", "NOT", "NEAR", "NEAR/3", "(", ")", '"']), max_size=9
)


def test_operators_bind_as_they_are_read() -> None:
    assert parse_expression("a b OR c") == AnyOf((All((Phrase("a"), Phrase("b"))), Phrase("c")))
    assert parse_expression('"peace talks" AND NOT (b OR c)') == All(
        (Phrase("peace talks"), Not(AnyOf((Phrase("b"), Phrase("c")))))
    )
    assert parse_expression("talks NEAR/3 Geneva") == Near(Phrase("talks"), Phrase("Geneva"), 3)
    assert parse_expression("and or not") == All((Phrase("and"), Phrase("or"), Phrase("not")))


@pytest.mark.parametrize(
    "text",
    ["", "AND", "a AND", "a OR )", "(a", "a)", "NOT", "a NEAR", "(a b) NEAR c", "NEAR c", "(" * 200, "NOT " * 50],
)
def test_what_is_missing_is_said(text: str) -> None:
    with pytest.raises(InvalidQuestion):
        parse_expression(text)


@given(WORDS.map(" ".join))
def test_anything_is_parsed_or_refused(text: str) -> None:
    with suppress(InvalidQuestion):
        assert parse_expression(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Libya", lambda words: "libya" in words),
        ('"Security Council"', lambda words: "security council" in words),
        ("Libya NOT Lavrov", lambda words: "libya" in words and "lavrov" not in words),
        ("Lavrov OR Zuma", lambda words: "lavrov" in words or "zuma" in words),
    ],
)
def test_articles_are_found_by_their_words(seeds: Record, text: str, count: object) -> None:
    heads, total = seeds.find_articles(text, limit=100)
    articles = [seeds.article(head.id) for head in seeds.heads(limit=100)[0]]
    wanted = {
        one.id
        for one in articles
        if count(" ".join(f"{one.title} {one.speaker or ''} {one.source or ''} {one.text}".casefold().split()))  # type: ignore[operator] # a function
    }
    assert {head.id for head in heads} == wanted
    assert total == len(wanted) > 0


def test_near_is_near_in_either_order(seeds: Record) -> None:
    near = seeds.find_articles("NATO NEAR/4 Libya", limit=100)[1]
    assert 0 < near <= seeds.find_articles("NATO AND Libya", limit=100)[1]
    assert seeds.find_articles("Libya NEAR/4 NATO", limit=100)[1] == near

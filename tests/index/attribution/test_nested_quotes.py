"""Statements nested in the content of others, in invented sentences."""

import pytest

from index.attribution.discourse import Discourse
from index.attribution.nested_quotes import find_nested
from index.text.spans import Span

Nested = tuple[str | None, str, str]


def nested(words: str, around: str = "{}") -> list[Nested]:
    """Return source, cue and content of each statement nested in `words`."""
    text = around.format(words)
    start = text.index(words)
    statements = find_nested(Discourse.parse(text), Span(start, start + len(words)))
    return [
        (each.source and each.source.slice(text), each.cue.slice(text), each.content.slice(text)) for each in statements
    ]


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("\"The minister told me, 'We will not leave,'\"", ("The minister", "told", "'We will not leave,'")),
        ("“The minister told me, ‘We won’t leave,’”", ("The minister", "told", "‘We won’t leave,’")),
        (
            "“Go,” and then she said, ‘It’s the miners’ pit, not ours.’",
            ("she", "said", "‘It’s the miners’ pit, not ours.’"),
        ),
        ("'The minister told me, \"We will stay,\"'", ("The minister", "told", '"We will stay,"')),
        ('that the minister had told him "we will not leave"', ("the minister", "told", '"we will not leave"')),
        ("the ministry had denied that any ship was lost", ("the ministry", "denied", "that any ship was lost")),
        ("that Ana Ruiz has warned the press that the dam may burst", ("Ana Ruiz", "warned", "that the dam may burst")),
        ("“‘Go home,’ the officer shouted at us”", ("the officer", "shouted", "‘Go home,’")),
        ("“She wrote: ‘Nothing is lost.’ I still have it.”", ("She", "wrote", "‘Nothing is lost.’")),
        ("“As Ada Berg said on Monday, ‘nobody asked us’”", ("Ada Berg", "said", "‘nobody asked us’")),
        (
            "“A spokesman for the port told us the road was shut, but it was open.”",
            ("A spokesman for the port", "told", "the road was shut"),
        ),
        (
            "that Omar\nHaddad had told her\nthat the bridge was shut",
            ("Omar\nHaddad", "told", "that the bridge was shut"),
        ),
        ("that they had been told that the U.S. fleet was near", (None, "told", "that the U.S. fleet was near")),
        (
            "that Norway’s foreign minister said the talks would go on",
            ("Norway’s foreign minister", "said", "the talks would go on"),
        ),
    ],
)
def test_a_nested_statement_has_its_source_its_cue_and_its_content(words: str, statement: Nested) -> None:
    assert nested(words) == [statement]


@pytest.mark.parametrize(
    "words",
    [
        "\"We won't pay, and the union's members know it,\"",
        "“It’s the ’90s, and the ministers’ plan isn’t ours,”",
        "\"They call it a 'reform', but it's a cut,\"",
        "the so-called “experts” had no plan",
        "that the film “Gone Girl” was too long",
        "“I have read ‘War and Peace’ twice,”",
        '"He never said that we would be paid,"',
        "\"If the judge said, 'Leave,' I would leave,\"",
        '"The minister would not have said that he was ill,"',
        "“He isn’t as rich as he says he is”",
        "that the 20 states that voted were told nothing",
        "“I don’t know of a single farmer who said, ‘I will sell.’”",
        "he had said so",
    ],
)
def test_titles_scare_quotes_apostrophes_and_negated_speech_are_no_statements(words: str) -> None:
    assert nested(words) == []


@pytest.mark.parametrize("time", ["in June", "on Monday", "last week", "this morning"])
def test_a_time_may_be_between_the_cue_and_its_clause(time: str) -> None:
    assert nested(f"that Ruiz had said {time} that Lusk waits for no one") == [
        ("Ruiz", "said", "that Lusk waits for no one")
    ]


def test_statements_are_nested_at_any_depth() -> None:
    words = "that the mayor had said that the army denied that it had fired"
    assert nested(words) == [
        ("the mayor", "said", "that the army denied that it had fired"),
        ("the army", "denied", "that it had fired"),
    ]


def test_text_outside_the_content_is_not_searched() -> None:
    assert nested("that it was over", 'The minister said {}, and Ruiz said "no".') == []

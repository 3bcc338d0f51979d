"""What others are told to have said within somebody's words; the sentences are of this test's own making."""

import pytest

from index.attribution.nested_quotes import nested
from index.text.spans import Span

Told = tuple[str | None, str, str]


def told(words: str, around: str = "{}") -> list[Told]:
    text = around.format(words)
    start = text.index(words)
    found = nested(text, Span(start, start + len(words)))
    return [(one.source and one.source.slice(text), one.cue.slice(text), one.content.slice(text)) for one in found]


@pytest.mark.parametrize(
    ("words", "within"),
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
def test_what_another_is_told_to_have_said_is_found_with_its_cue_and_who_said_it(words: str, within: Told) -> None:
    assert told(words) == [within]


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
def test_titles_scare_quotes_apostrophes_and_what_nobody_said_are_no_statements(words: str) -> None:
    assert told(words) == []


def test_a_report_of_a_report_is_followed_as_deep_as_it_goes() -> None:
    words = "that the mayor had said that the army denied that it had fired"
    assert told(words) == [
        ("the mayor", "said", "that the army denied that it had fired"),
        ("the army", "denied", "that it had fired"),
    ]


def test_nothing_outside_the_words_is_looked_at() -> None:
    assert told("that it was over", 'The minister said {}, and Ruiz said "no".') == []

"""What a speaker quotes or reports of another, of whom nothing shows who it is."""

import pytest

from index.attribution.relayed.unowned_words import find_unowned_words, without_words
from index.attribution.statements import Speaker, Statement
from index.text.spans import Span

GOES_ON = " I have thought of that on every crossing since, and I think of it again today in this hall."


def read(text: str, speaker: str = "Ana Ruiz", owned: tuple[Span, ...] = ()) -> list[str]:
    """Return the words of others in a turn of a speaker."""
    return [each.slice(text) for each in find_unowned_words(text, Span(0, len(text)), speaker, owned)]


@pytest.mark.parametrize(
    "lead",
    [
        "The cook on the night ferry, so it goes, said: ",
        "The plan was described to me by somebody from Lusk as ",
        "Last month's letter to the harbour board says that the lamps ",
        "As they used to say in Orsa, ",
        "What the gunner then told us, quote, ",
    ],
)
def test_words_in_marks_beside_the_saying_of_another_are_not_the_speakers(lead: str) -> None:
    assert read(f"{lead}“are lit by the moon alone.”{GOES_ON}") == ["“are lit by the moon alone.”"]


def test_the_saying_of_another_may_be_behind_the_words() -> None:
    text = f"“The sea was never kind to boats,” somebody in Lusk wrote of it.{GOES_ON}"
    assert read(text) == ["“The sea was never kind to boats,”"]


def test_of_a_clause_the_words_of_another_are_left_out_and_the_bodys_own_are_not() -> None:
    other = f"Recalls the statement that somebody made in Lusk, who said “the lamps are lit”.{GOES_ON}"
    own = f"It recalls its conclusions of May, in which it stated that “the lamps are lit”.{GOES_ON}"
    found = [[*find_unowned_words(text, Span(0, len(text)), "Board", (), "clause")] for text in (other, own)]
    assert [[each.slice(text) for each in spans] for text, spans in zip((other, own), found, strict=True)] == [
        ["“the lamps are lit”"],
        [],
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "I said in May: ",
        "As we have told the harbour board before, ",
        "My last letter says ",
        "Nobody has ever said ",
        "We built the quay beside ",
        "It has been so since the preamble states that ",
        "Ana Ruiz said then: ",
    ],
)
def test_what_speakers_say_themselves_deny_or_name_stays_theirs(lead: str) -> None:
    assert read(f"{lead}“the lamps are lit by the moon.”{GOES_ON}") == []


def test_a_turn_that_is_printed_in_marks_stays_its_speakers() -> None:
    assert read("“The lamps are lit by the moon, and we sail at six,” he said.") == []


def test_words_of_somebody_who_is_found_are_left_to_them() -> None:
    text = f"The cook said: “the lamps are lit by the moon.”{GOES_ON}"
    quoted = Span(text.index("“"), text.index("”") + 1)
    assert read(text, owned=(quoted,)) == []


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("Our harbour people warn that the lamps go out at ten.", ["the lamps go out at ten."]),
        ("In her remarks the next Chair will say that the port is open again.", ["the port is open again."]),
        ("Our colleagues on the ground tell us that the lamps go out at ten.", []),
        ("I told them in May that the lamps go out at ten.", []),
        ("Ms. Ruiz explained that the lamps go out at ten.", []),
        ("Can the Minister tell the House that the lamps will be lit?", []),
        ("Nobody said that the lamps would go out at ten.", []),
        ("The cook said that too.", []),
    ],
)
def test_what_another_says_without_marks_is_not_the_speakers(sentence: str, reported: list[str]) -> None:
    assert read(f"Good morning. {sentence} We will see.") == reported


def test_a_statement_keeps_what_is_left_of_it() -> None:
    speaker = Speaker("Ana Ruiz")
    whole = Statement(speaker, None, (Span(0, 50), Span(60, 90)), "direct", 1.0)
    short = Statement(speaker, None, (Span(22, 28),), "direct", 1.0)
    (left,) = without_words([whole, short], [Span(20, 30)])
    assert left.content == (Span(0, 20), Span(30, 50), Span(60, 90))

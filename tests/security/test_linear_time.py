"""Reading takes time in proportion to the text, whatever the text is: twice as much takes twice as long."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from index import Span, display_text
from index.aliases import aliases
from index.attribution import who_said_what
from index.bylines import byline
from index.copies import signature
from index.disguises import disguises
from index.encoder import OpenVinoEncoder
from index.named import Cast
from index.names import fold
from index.passages import split
from index.sentences import split_sentences
from index.speakers import Known
from index.turns import turns
from rag import Record
from rag.times import time_range
from ui.paragraphs import paragraphs
from ui.unmasked import unmasked

UNITS = [
    ".", '"', "“", "'", " ", "\n", "Mr.", "Mr. ", "Mr. Smith ",
    "MR. BROWN: Yes.\n", "Q: ", "12\n", "X", "MS", "A’", "A.",
    "(", "- ", "\u0301", "\u200b", "Lіb", "in 2014 ", "the President of ", "Smith said “",
]  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "sentences": split_sentences,
    "passages": lambda text: [*split(text)],
    "print": lambda text: display_text(text, Span(0, len(text))),
    "paragraphs": paragraphs,
    "dates": lambda text: time_range(text, date(2014, 9, 27)),
    "names": lambda text: aliases().find(text),
    "people": lambda text: Cast(text, []),
    "bylines": byline.__wrapped__,
    "turns": turns,
    "folding": fold,
    "disguises": lambda text: [*disguises(text)],
    "unmasking": unmasked,
    "copies": signature,
}
GROWTH = 2.5
NOTHING = 0.25
"""Seconds that are too few to tell a growth by."""


def seconds(read: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


def grows_in_proportion(read: Callable[[str], object], unit: str, length: int) -> bool:
    """Tell whether twice the text takes at most two and a half times as long; measured again where it seems not to."""
    text = (unit * length)[: 2 * length]
    for _ in range(3):
        half, whole = seconds(read, text[:length]), seconds(read, text)
        if whole < NOTHING or whole <= GROWTH * half:
            return True
    print(f"{unit!r}: {half:.2f} s for {length:,}, {whole:.2f} s for twice that")
    return False


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", READERS)
def test_twice_as_long_a_text_takes_twice_as_long_to_read(name: str) -> None:
    READERS[name]("Mr. Smith said so in 2014.")  # what is loaded once counts for nothing
    assert [unit for unit in UNITS if not grows_in_proportion(READERS[name], unit, 50_000)] == []


@pytest.mark.security
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", READERS)
def test_a_megabyte_is_read_in_seconds(name: str) -> None:
    slow = {unit: seconds(READERS[name], (unit * 1_000_000)[:1_000_000]) for unit in UNITS}
    unit = max(slow, key=lambda each: slow[each])
    print(f"{name}: a megabyte takes at most {slow[unit]:.1f} s, of {unit!r}")
    assert slow[unit] < 15
    assert [unit for unit in UNITS if not grows_in_proportion(READERS[name], unit, 500_000)] == []


@pytest.mark.security
@pytest.mark.timeout(600)
@pytest.mark.parametrize("speaker", [None, "Ban Ki-moon"])
def test_who_said_what_is_told_in_proportion(speaker: str | None) -> None:
    encoder, known = OpenVinoEncoder.load(), Known("", speaker, None, None)
    assert [
        unit
        for unit in UNITS
        if not grows_in_proportion(lambda text: who_said_what(text, known, encoder), unit, 15_000)
    ] == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize("frame", ["{}", "what did {} say?", "what was said by {} on Libya?", "in {} 2014 what of it?"])
def test_no_question_takes_long_to_read(seeds: Record, frame: str) -> None:
    for unit in [*UNITS, "did ", "said by ", "not ", "of the ", "who ", "2014 ", "from 2011 to ", "according to "]:
        question = frame.format(unit * 2000)[:1900] + frame.partition("{}")[2]
        assert seconds(lambda asked: seeds.ask(asked) if asked.strip() else None, question) < 2, unit

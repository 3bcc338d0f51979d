"""Reading takes time in proportion to the text, whatever the text is: twice as much takes twice as long."""

import gc
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
from ui.page.paragraphs import paragraphs
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
    gc.disable()  # going through all that other tests left behind is no part of it
    try:
        began = time.process_time()
        read(text)
        return time.process_time() - began
    finally:
        gc.enable()


def out_of_proportion(read: Callable[[str], object], length: int) -> dict[str, tuple[float, float]]:
    """Give what takes more than two and a half times as long for twice the text; what seems to is measured again."""
    read("Mr. Smith said so in 2014.")  # what is loaded once counts for nothing
    found, slowest = {}, (0.0, "")
    for unit in UNITS:
        text = (unit * length)[: 2 * length]
        for _ in range(5):
            half, whole = seconds(read, text[:length]), seconds(read, text)
            slowest = max(slowest, (whole, unit))
            if whole < NOTHING or whole <= GROWTH * half:
                break
        else:
            found[unit] = half, whole
    print(f"{2 * length:,} characters: at most {slowest[0]:.1f} s, of {slowest[1]!r}")
    return found


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", READERS)
def test_twice_as_long_a_text_takes_twice_as_long_to_read(name: str) -> None:
    assert out_of_proportion(READERS[name], 50_000) == {}


@pytest.mark.security
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", READERS)
def test_so_it_is_for_a_megabyte(name: str) -> None:
    assert out_of_proportion(READERS[name], 500_000) == {}


@pytest.mark.security
@pytest.mark.timeout(600)
@pytest.mark.parametrize("speaker", [None, "Ban Ki-moon"])
def test_so_it_is_for_who_said_what(speaker: str | None) -> None:
    encoder, known = OpenVinoEncoder.load(), Known("", speaker, None, None)
    assert out_of_proportion(lambda text: who_said_what(text, known, encoder), 15_000) == {}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("frame", ["{}", "what did {} say?", "what was said by {} on Libya?", "in {} 2014 what of it?"])
def test_no_question_takes_long_to_read(seeds: Record, frame: str) -> None:
    for unit in [*UNITS, "did ", "said by ", "not ", "of the ", "who ", "2014 ", "from 2011 to ", "according to "]:
        question = frame.format(unit * 2000)[:1900] + frame.partition("{}")[2]
        assert seconds(lambda asked: seeds.ask(asked) if asked.strip() else None, question) < 2, unit

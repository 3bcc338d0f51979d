"""Processing time is linear in the length of the text, whatever the text: ten times it takes ten times as long."""

import gc
import re
import time
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest

from index import Span, display_text
from index.attribution.attribute import attribute_statements, extract_statements, tag_passages
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.forms.document import Document
from index.attribution.forms.registry import FORMS, read_form
from index.attribution.nested_quotes import find_nested
from index.models.encoder import OpenVinoEncoder
from index.models.tagging.tags import CONTENT, CUE, NO_LINK, SOURCE, TAG, Tags
from index.names.gazetteer import load_gazetteer
from index.names.person_names import parse_name
from index.store.near_duplicates import minhash_signature
from index.text.confusables import find_confusables
from index.text.normalize import fold
from index.text.passages import split_passages
from index.text.sentences import split_sentences
from rag import Record
from rag.checking.draft_quotations import find_draft_quotations
from rag.query.time_expressions import parse_time_range
from ui.escaping import escape_html
from ui.page.paragraphs import split_paragraphs

pytestmark = pytest.mark.security

UNITS = [
    ".", '"', "“", "'", " ", "\n", "Mr.", "Mr. ", "Mr. Smith ",
    "MR. BROWN: Yes.\n", "Mr. Orlov (Russian Federation): We do.\n\n",
    "The Council,\n\nRecalling it,\n\n1. Calls on us;\n",
    "**Why?**\n\nNo.\n\n", "We, the Leaders of ", "Mr. A. B. ", "(((", "of the ", "Statement by ",
    "Q: ", "12\n", "X", "MS", "A’", "A.",
    "(", "- ", "\u0301", "\u200b", "Lіb", "in 2014 ", "the President of ", "Smith said “",
    "he told us that he said ", "who said ‘it was’ ", "the man of the ",
    "the ministry said ", "the Council said ", "the official said ",
    "* * *\n\nA title\n\nWe will stay.\n\n",
    "Claim: It is.\nFact: No.\n\n", "Why?\n\nNo.\n\nYou left.\n\nI did.\n\n", "Ana Ruiz left. His son Jan said ",
    "Gen. Ana Ruiz and Col. Ruiz said ", "A diplomat was there. “We stay,” he said. ",
    "1. Mr. Orlov (Lusk), speaking last, said that it is.\n\n", "The Chair said ", "Mr. Orlov (Lusk), ",
    "He said that it is so. ", "the answer was “", "told by the man that “", "a man from X and one in Y ",
    "Exhibit 1\n\nDear Senator: We do.\n\n", "“We do it all,” the agency said. The Fund said so. ",
]  # fmt: skip
PLAINEST = [".", '"', "“", "'", " ", "Mr.", "Mr. "]
"""Units without content, which cost an attacker the least."""


def tagged(text: str) -> list[tuple[Span, Tags]]:
    """Return passages of 500 characters, tagged so that every twelve words are a source, a cue and a content of ten."""
    return [
        (Span(start, min(start + 500, len(text))), tags(text[start : start + 500]))
        for start in range(0, len(text), 500)
    ]


def tags(passage: str) -> Tags:
    words = [word.span() for word in re.finditer(r"\S{1,8}", passage)]
    rows: list[tuple[object, ...]] = []
    for first in range(0, len(words) - 2, 12):
        source, cue, *said = words[first : first + 12]
        row = len(rows)
        rows += [
            (*source, SOURCE, True, NO_LINK, NO_LINK, 0.9, 0.9),
            (*cue, CUE, True, row, NO_LINK, 0.9, 0.9),
            (said[0][0], said[-1][1], CONTENT, True, row, row + 1, 0.9, 0.9),
        ]
    return np.array(rows, dtype=TAG)


def turns_of_every_form(document: Document) -> list[object]:
    return [form.turns(document) for form in FORMS]


READERS: dict[str, Callable[[str], object]] = {
    "sentences": split_sentences,
    "passages": lambda text: [*split_passages(text)],
    "print": lambda text: display_text(text, Span(0, len(text))),
    "paragraphs": split_paragraphs,
    "dates": lambda text: parse_time_range(text, date(2014, 9, 27)),
    "names": lambda text: load_gazetteer().find(text),
    "people": lambda text: EntityMentions(Discourse.parse(text), []),
    "bylines": parse_name.__wrapped__,
    "form": lambda text: read_form(Document(text)),
    "turns of every form": lambda text: turns_of_every_form(Document(text)),
    "quotations": find_draft_quotations,
    "folding": fold,
    "disguises": lambda text: [*find_confusables(text)],
    "unmasking": escape_html,
    "copies": minhash_signature,
    "nesting": lambda text: [*find_nested(Discourse.parse(text), Span(0, len(text)))],
}
LONG = 300_000
"""Characters of a long text, of which a quadratic share that doubles the time of a megabyte is still found."""
TIMES = 10
EXCESS = 1.35
"""Times as long for a character of the long text as for one of the short text, from which growth is not linear."""
TOO_LITTLE = 0.25
"""Seconds below which growth cannot be measured."""


def seconds(read: Callable[[str], object], text: str) -> float:
    gc.disable()  # collecting the garbage of other tests would be measured, too
    try:
        began = time.process_time()
        read(text)
        return time.process_time() - began
    finally:
        gc.enable()


def out_of_proportion(
    read: Callable[[str], object], length: int, units: Sequence[str] = UNITS
) -> dict[str, tuple[float, float]]:
    """Return the units of which ten times the text takes over 13.5 times as long, in each of six measurements."""
    read("Mr. Smith said so in 2014.")  # loads models and tables, which is not measured
    found, slowest = {}, (0.0, "")
    for unit in units:
        text = (unit * length)[:length]
        for _ in range(6):
            part, whole = seconds(read, text[: length // TIMES]), seconds(read, text)
            slowest = max(slowest, (whole, unit))
            if whole < TOO_LITTLE or whole <= EXCESS * TIMES * part:
                break
        else:
            found[unit] = part, whole
    print(f"{length:,} characters: at most {slowest[0]:.1f} s, of {slowest[1]!r}")
    return found


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", READERS)
def test_reading_takes_linear_time(name: str) -> None:
    assert out_of_proportion(READERS[name], LONG) == {}


@pytest.mark.timeout(900)
def test_attribution_takes_linear_time() -> None:
    assert out_of_proportion(lambda text: attribute_statements(text, tagged(text), ArticleContext()), LONG) == {}


@pytest.mark.timeout(900)
def test_extracting_statements_from_empty_content_takes_linear_time() -> None:
    encoder = OpenVinoEncoder.load()
    assert out_of_proportion(lambda text: extract_statements(text, ArticleContext(), encoder), LONG, PLAINEST) == {}


@pytest.mark.timeout(900)
def test_extracting_statements_takes_linear_time_whoever_speaks() -> None:
    encoder, speakers = OpenVinoEncoder.load(), (None, "Ban Ki-moon")
    contexts = [ArticleContext("", speaker, None, None) for speaker in speakers]

    def read(text: str) -> None:
        passages = tag_passages(text, "", encoder)
        for context in contexts:
            attribute_statements(text, passages, context)

    assert out_of_proportion(read, 60_000, [*UNITS, "“We stay,” the mayor said. "]) == {}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("frame", ["{}", "what did {} say?", "what was said by {} on Libya?", "in {} 2014 what of it?"])
def test_no_question_takes_two_seconds(seeds: Record, frame: str) -> None:
    for unit in [*UNITS, "did ", "said by ", "not ", "of the ", "who ", "2014 ", "from 2011 to ", "according to "]:
        question = frame.format(unit * 2000)[:1900] + frame.partition("{}")[2]
        assert seconds(lambda asked: seeds.ask(asked) if asked.strip() else None, question) < 2, unit

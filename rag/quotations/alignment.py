"""Alignment: the words of an article that a quotation repeats, and where it differs from them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from index.names.gazetteer import load_gazetteer
from index.text.normalize import words
from index.text.quotation_marks import AFTER_SENTENCE
from index.text.spans import Span
from rag.quotations.tokens import TokenizedText, is_negation, is_same_wording

Op = Literal["replace", "insert", "delete", "spelling", "ellipsis"]

HARMLESS = frozenset({"spelling", "ellipsis"})
"""Differences that are marked and are no alterations."""

_SENTENCE_END = re.compile(rf"[.!?…][{AFTER_SENTENCE}\]]*\s")
_MAX_GAP = 100  # maximum number of words that an ellipsis may leave out
_SLACK = 12  # words by which the ends of a stretch are adjusted


@dataclass(frozen=True, slots=True)
class AlignedDifference:
    """What a quotation changed, where in both texts, and how many words; one of the two spans may be empty."""

    op: Op
    quoted: Span
    recorded: Span
    words: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a quotation stands in an article; `likeness` is the share of its words that it has from there, 0 to 1."""

    span: Span
    differences: tuple[AlignedDifference, ...]
    likeness: float

    @property
    def is_exact(self) -> bool:
        """Return whether nothing is altered."""
        return all(difference.op in HARMLESS for difference in self.differences)


class _PartChain(NamedTuple):
    """The positions of the parts of a quotation, as a linked list from the last part to the first."""

    words: range
    before: "_PartChain | None" = None

    def places(self) -> list[range]:
        chain: _PartChain | None = self
        places = []
        while chain:
            places.append(chain.words)
            chain = chain.before
        return places[::-1]


def align_exactly(quote: Sequence[TokenizedText], record: TokenizedText) -> list[Alignment]:
    """Find every place where the parts of a quotation stand word for word, in order and near each other."""
    chains = [_PartChain(place) for place in record.find(quote[0])]
    for part in quote[1:]:
        ends = [chain.words.stop for chain in chains]
        pairs = [(place, bisect_right(ends, place.start) - 1) for place in record.find(part)]
        near = [(place, row) for place, row in pairs if row >= 0 and place.start <= ends[row] + _MAX_GAP]
        chains = [_PartChain(place, chains[row]) for place, row in near]
    shortest = {chain.places()[0].start: chain.places() for chain in reversed(chains)}
    return [_make_alignment(quote, record, places) for places in reversed(shortest.values())]


def align_approximately(quote: Sequence[TokenizedText], record: TokenizedText) -> Alignment | None:
    """Find where an article is most like a quotation; None if it differs in more than half of the words."""
    places = _locate_parts(quote, record)
    pairs = [(part.words, record.slice_words(place)) for part, place in zip(quote, places, strict=True)]
    apart, length = sum(Levenshtein.distance(*pair) for pair in pairs), sum(max(map(len, pair)) for pair in pairs)
    return _make_alignment(quote, record, places) if apart <= length / 2 else None


def _locate_parts(quote: Sequence[TokenizedText], record: TokenizedText) -> list[range]:
    """Locate the longest part where it fits best, and the others around it."""
    longest = max(range(len(quote)), key=lambda part: len(quote[part].words))
    places = {longest: _locate_part(quote[longest], record, range(len(record.words)))}
    for part in range(longest + 1, len(quote)):
        start = places[part - 1].stop
        places[part] = _locate_part(quote[part], record, range(start, start + _MAX_GAP + len(quote[part].words)))
    for part in range(longest - 1, -1, -1):
        stop = places[part + 1].start
        places[part] = _locate_part(quote[part], record, range(max(0, stop - _MAX_GAP - len(quote[part].words)), stop))
    return [places[part] for part in range(len(quote))]


def _locate_part(part: TokenizedText, record: TokenizedText, within: range) -> range:
    """Locate the words most like a part: first a stretch of the same length, then its exact ends."""
    within = range(within.start, min(within.stop, len(record.words)))
    aligned = partial_ratio_alignment(part.words, record.slice_words(within))
    if aligned is None:
        return range(within.start, within.start)
    first, end = within.start + aligned.dest_start, within.start + aligned.dest_end
    ends = range(max(first, end - _SLACK), min(end + _SLACK, within.stop) + 1)
    end = min(ends, key=lambda stop: _edit_cost(part, record, range(first, stop)))
    starts = range(max(first - _SLACK, within.start), min(first + _SLACK, end) + 1)
    return range(min(starts, key=lambda start: _edit_cost(part, record, range(start, end))), end)


def _edit_cost(part: TokenizedText, record: TokenizedText, place: range) -> tuple[int, int]:
    """Return the edit distance of a stretch; of equal ones the longest comes first and shows most of the article."""
    return Levenshtein.distance(part.words, record.slice_words(place)), -len(place)


def _make_alignment(quote: Sequence[TokenizedText], record: TokenizedText, places: Sequence[range]) -> Alignment:
    differences: list[AlignedDifference] = []
    for number, (part, place) in enumerate(zip(quote, places, strict=True)):
        if number:
            differences += _mark_ellipsis(quote[number - 1], part, record, range(places[number - 1].stop, place.start))
        if not is_same_wording(part.words, record.slice_words(place)):
            differences += _find_differences(part, record, place)
    altered = sum(difference.words for difference in differences if difference.op not in HARMLESS)
    length = sum(max(len(part.words), len(place)) for part, place in zip(quote, places, strict=True))
    return Alignment(record.span(range(places[0].start, places[-1].stop)), tuple(differences), 1 - altered / length)


def _mark_ellipsis(
    before: TokenizedText, after: TokenizedText, record: TokenizedText, gap: range
) -> Iterator[AlignedDifference]:
    """Mark what an ellipsis left out; a negation left out within a sentence is an alteration."""
    if gap:
        is_alteration = any(map(is_negation, record.slice_words(gap))) and not _SENTENCE_END.search(
            record.gap_span(gap).slice(record.text)
        )
        between = after.text[before.extent.end : after.extent.start]
        mark = Span(after.extent.start - len(between.lstrip()), before.extent.end + len(between.rstrip()))
        yield AlignedDifference("delete" if is_alteration else "ellipsis", mark, record.span(gap), len(gap))


def _find_differences(part: TokenizedText, record: TokenizedText, place: range) -> Iterator[AlignedDifference]:
    steps = Levenshtein.opcodes(record.slice_words(place), part.words)
    for altered, run in groupby(steps, key=lambda step: step.tag != "equal"):
        together = list(run)
        quoted = range(together[0].dest_start, together[-1].dest_end)
        recorded = range(place.start + together[0].src_start, place.start + together[-1].src_end)
        if altered and not _is_equivalent(part.slice_words(quoted), record, recorded):
            op = _classify_difference(part, record, quoted, recorded)
            yield AlignedDifference(op, part.span(quoted), record.span(recorded), max(len(quoted), len(recorded)))


def _is_equivalent(quoted: Sequence[str], record: TokenizedText, recorded: range) -> bool:
    """Return whether words are those of the article, or of the page header that stands there."""
    return is_same_wording(quoted, record.slice_words(recorded)) or is_same_wording(
        quoted, TokenizedText.from_text(record.text, record.gap_span(recorded)).words
    )


def _classify_difference(part: TokenizedText, record: TokenizedText, quoted: range, recorded: range) -> Op:
    if not quoted or not recorded:
        return "delete" if recorded else "insert"
    before, after = range(max(0, quoted.start - 1), quoted.start), range(quoted.stop, quoted.stop + 1)
    around = part.span(before).slice(part.text), part.span(after).slice(part.text)
    names = part.span(quoted).slice(part.text), record.span(recorded).slice(record.text)
    return "spelling" if is_respelling(*names, *around) else "replace"


_MIN_LIKENESS = 0.6  # minimum likeness of two spellings of one name, such as Turkey and Türkiye
_ADJECTIVE_ENDING = re.compile(
    r"(?:ish|ch|ek|ese|[io]ns?|(?<!st)ans?|is?|s)\b"
)  # endings of adjectives, not of names of countries


def is_respelling(one: str, other: str, before: str, after: str) -> bool:
    """Return whether two differing pieces are spellings of one name, both of which are known.

    The words before and after may belong to the name: "Al" to "Shabab".
    """
    codes, others = (load_gazetteer().find_codes(f"{before} {each} {after}") for each in (one, other))
    if codes != others or codes == load_gazetteer().find_codes(f"{before} {after}"):
        return False
    spelt = "".join(words(one)), "".join(words(other))
    countries = any(map(load_gazetteer().is_country, codes))
    if countries and any(map(_ADJECTIVE_ENDING.search, spelt)):
        return False
    return SequenceMatcher(None, *spelt).ratio() >= _MIN_LIKENESS

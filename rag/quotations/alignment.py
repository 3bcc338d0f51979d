"""Alignment: the words of a record that a quotation repeats, and in which it differs from them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from index.names.gazetteer import aliases
from index.text.normalize import words
from index.text.spans import Span
from rag.quotations.tokens import Wording, negates, same

Op = Literal["replace", "insert", "delete", "spelling", "ellipsis"]

HARMLESS = frozenset({"spelling", "ellipsis"})
"""Differences that are marked and are no alteration."""

_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s")  # an end of one
_NEAR = 100  # words that an ellipsis may stand for
_SLACK = 12  # words that a quotation may leave out of a stretch, or add to it, and be found to its end


@dataclass(frozen=True, slots=True)
class Differing:
    """What a quotation did to the record, where in both, one of which may be empty, and to how many words."""

    op: Op
    quoted: Span
    recorded: Span
    words: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a quotation stands in a record; `likeness` is the part of its words that it has from there, 0 to 1."""

    span: Span
    differences: tuple[Differing, ...]
    likeness: float

    @property
    def exact(self) -> bool:
        """Tell whether nothing is altered."""
        return all(one.op in HARMLESS for one in self.differences)


class _Chain(NamedTuple):
    """Where the parts of a quotation stand, the last one first."""

    words: range
    before: "_Chain | None" = None

    def places(self) -> list[range]:
        chain: _Chain | None = self
        places = []
        while chain:
            places.append(chain.words)
            chain = chain.before
        return places[::-1]


def as_it_stands(quote: Sequence[Wording], record: Wording) -> list[Alignment]:
    """Find the parts of a quotation wherever they stand in a record word for word, in their order and near."""
    chains = [_Chain(found) for found in record.find(quote[0])]
    for part in quote[1:]:
        ends = [chain.words.stop for chain in chains]
        pairs = [(found, bisect_right(ends, found.start) - 1) for found in record.find(part)]
        near = [(found, row) for found, row in pairs if row >= 0 and found.start <= ends[row] + _NEAR]
        chains = [_Chain(found, chains[row]) for found, row in near]
    shortest = {chain.places()[0].start: chain.places() for chain in reversed(chains)}
    return [_compared(quote, record, places) for places in reversed(shortest.values())]


def most_nearly(quote: Sequence[Wording], record: Wording) -> Alignment | None:
    """Find where a record is most like a quotation; None where less than half of it is."""
    places = _places(quote, record)
    pairs = [(part.words, record.some(place)) for part, place in zip(quote, places, strict=True)]
    apart, length = sum(Levenshtein.distance(*pair) for pair in pairs), sum(max(map(len, pair)) for pair in pairs)
    return _compared(quote, record, places) if apart <= length / 2 else None


def _places(quote: Sequence[Wording], record: Wording) -> list[range]:
    """Find the longest part wherever it fits best, and the others around it."""
    longest = max(range(len(quote)), key=lambda part: len(quote[part].words))
    places = {longest: _nearest(quote[longest], record, range(len(record.words)))}
    for part in range(longest + 1, len(quote)):
        start = places[part - 1].stop
        places[part] = _nearest(quote[part], record, range(start, start + _NEAR + len(quote[part].words)))
    for part in range(longest - 1, -1, -1):
        stop = places[part + 1].start
        places[part] = _nearest(quote[part], record, range(max(0, stop - _NEAR - len(quote[part].words)), stop))
    return [places[part] for part in range(len(quote))]


def _nearest(part: Wording, record: Wording, within: range) -> range:
    """Find the stretch that is most like some words: one as long as they are first, then where it begins and ends."""
    within = range(within.start, min(within.stop, len(record.words)))
    found = partial_ratio_alignment(part.words, record.some(within))
    if found is None:
        return range(within.start, within.start)
    first, end = within.start + found.dest_start, within.start + found.dest_end
    ends = range(max(first, end - _SLACK), min(end + _SLACK, within.stop) + 1)
    end = min(ends, key=lambda stop: _cost(part, record, range(first, stop)))
    starts = range(max(first - _SLACK, within.start), min(first + _SLACK, end) + 1)
    return range(min(starts, key=lambda start: _cost(part, record, range(start, end))), end)


def _cost(part: Wording, record: Wording, place: range) -> tuple[int, int]:
    """Weigh a stretch by how much it would have to be altered; of those alike, the longest shows most of the record."""
    return Levenshtein.distance(part.words, record.some(place)), -len(place)


def _compared(quote: Sequence[Wording], record: Wording, places: Sequence[range]) -> Alignment:
    found: list[Differing] = []
    for number, (part, place) in enumerate(zip(quote, places, strict=True)):
        if number:
            found += _left_out(quote[number - 1], part, record, range(places[number - 1].stop, place.start))
        if not same(part.words, record.some(place)):
            found += _differing(part, record, place)
    altered = sum(one.words for one in found if one.op not in HARMLESS)
    length = sum(max(len(part.words), len(place)) for part, place in zip(quote, places, strict=True))
    return Alignment(record.span(range(places[0].start, places[-1].stop)), tuple(found), 1 - altered / length)


def _left_out(before: Wording, after: Wording, record: Wording, gap: range) -> Iterator[Differing]:
    """Mark what an ellipsis stands for; a negation taken out of a sentence is an alteration all the same."""
    if gap:
        turned = any(map(negates, record.some(gap))) and not _SENTENCE.search(record.around(gap).slice(record.text))
        between = after.text[before.whole.end : after.whole.start]
        mark = Span(after.whole.start - len(between.lstrip()), before.whole.end + len(between.rstrip()))
        yield Differing("delete" if turned else "ellipsis", mark, record.span(gap), len(gap))


def _differing(part: Wording, record: Wording, place: range) -> Iterator[Differing]:
    steps = Levenshtein.opcodes(record.some(place), part.words)
    for altered, run in groupby(steps, key=lambda step: step.tag != "equal"):
        together = list(run)
        quoted = range(together[0].dest_start, together[-1].dest_end)
        recorded = range(place.start + together[0].src_start, place.start + together[-1].src_end)
        if altered and not _alike(part.some(quoted), record, recorded):
            op = _op(part, record, quoted, recorded)
            yield Differing(op, part.span(quoted), record.span(recorded), max(len(quoted), len(recorded)))


def _alike(quoted: Sequence[str], record: Wording, recorded: range) -> bool:
    """Tell whether words are those of the record, or the page furniture that stands there."""
    return same(quoted, record.some(recorded)) or same(quoted, Wording.read(record.text, record.around(recorded)).words)


def _op(part: Wording, record: Wording, quoted: range, recorded: range) -> Op:
    if not quoted or not recorded:
        return "delete" if recorded else "insert"
    before, after = range(max(0, quoted.start - 1), quoted.start), range(quoted.stop, quoted.stop + 1)
    around = part.span(before).slice(part.text), part.span(after).slice(part.text)
    names = part.span(quoted).slice(part.text), record.span(recorded).slice(record.text)
    return "spelling" if respelt(*names, *around) else "replace"


_ALIKE = 0.6  # the part of their letters that Turkey and Türkiye share; another name of the same shares less
_PEOPLE = re.compile(r"(?:ish|ch|ek|ese|[io]ns?|(?<!st)ans?|is?|s)\b")  # ends of words that are not a country's name


def respelt(one: str, other: str, before: str, after: str) -> bool:
    """Tell whether what differs between the same words is a name in two spellings, both of which are known.

    The words before and after may belong to it: "Al" to "Shabab".
    """
    codes, others = (aliases().codes(f"{before} {each} {after}") for each in (one, other))
    if codes != others or codes == aliases().codes(f"{before} {after}"):
        return False
    spelt = "".join(words(one)), "".join(words(other))
    countries = any(map(aliases().is_country, codes))
    if countries and any(map(_PEOPLE.search, spelt)):
        return False
    return SequenceMatcher(None, *spelt).ratio() >= _ALIKE

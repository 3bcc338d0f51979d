"""Traces: where a quotation stands on record, who said it there, and whether its words are unchanged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from index.attribution.retractions import find_retractions, is_retracted
from index.store.generation import Generation
from index.text.arrays import Mask
from index.text.display import display_text
from index.text.spans import Span
from rag.answers.citations import Citation, QuotedSpan, cite_span, list_citation_row
from rag.notebook.tables import Row, Tabular
from rag.query.speaker_lookup import SpeakerSelection
from rag.quotations.alignment import AlignedDifference, Alignment, Op
from rag.quotations.candidates import CandidateSource, Tokenize, find_sources
from rag.quotations.quotation import parse_quotation
from rag.quotations.tokens import TokenizedText
from rag.retrieval.sentence_speaker import SentenceAttribution, attribute_sentence

_CACHED = 128  # articles, each some hundred kilobytes

Verdict = Literal["exact", "altered", "not_on_record"]


class Difference(BaseModel):
    """What the quotation changed: it replaced, inserted or deleted words.

    Two kinds are marked and are no alteration: another `spelling` of a name, and what an `ellipsis` left out. `quoted`
    and `recorded` are the spans in the quotation and in the article.
    """

    model_config = ConfigDict(frozen=True)

    op: Op
    quote: str
    record: str
    quoted: Span = Field(exclude=True)
    recorded: Span = Field(exclude=True)

    @classmethod
    def from_alignment(cls, differing: AlignedDifference, quote: str, text: str) -> Self:
        """Convert an aligned difference to its display form."""
        quoted, recorded = differing.quoted, differing.recorded
        shown = display_text(quote, quoted), display_text(text, recorded)
        return cls(op=differing.op, quote=shown[0], record=shown[1], quoted=quoted, recorded=recorded)


class Match(BaseModel):
    """A place where the quotation stands; `speaker_matches` is null if no speaker was given or none is known."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    citation: Citation
    differences: tuple[Difference, ...]
    speaker_matches: bool | None


class Trace(Tabular, BaseModel):
    """The verdict on a quotation and the places it rests on, best first, of equal ones the earliest."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    matches: tuple[Match, ...]

    def _describe(self) -> str:
        return self.verdict.replace("_", " ")

    def _list_rows(self) -> Iterator[Row]:
        for match in self.matches:
            differences = "; ".join(f"{one.op} “{one.record}” “{one.quote}”" for one in match.differences)
            facts = {"verdict": match.verdict, "differences": differences, "speaker_matches": match.speaker_matches}
            yield {**facts, **list_citation_row(match.citation)}


class _TracedPlace(NamedTuple):
    """A place on record, its speaker, and whether that is the speaker who was given."""

    source: CandidateSource
    alignment: Alignment
    attribution: SentenceAttribution
    matching: bool | None

    @property
    def rank(self) -> tuple[float, int, str, int]:
        """Sort key of places: likeness, then whether the speaker matches, then the date."""
        known = (True, None, False).index(self.matching)
        return -self.alignment.likeness, known, self.source.entry.published or "~", self.source.row

    @property
    def words(self) -> tuple[str, str | None]:
        """What duplicates have in common: the words and the speaker."""
        said = TokenizedText.from_text(self.alignment.span.slice(self.source.tokens.text)).letters
        return said, self.attribution.speaker.name if self.attribution.speaker else None


@dataclass(frozen=True, slots=True)
class Tracer:
    """Traces quotations in a generation."""

    index: Generation
    tokenize: Tokenize

    def with_cache(self) -> Self:
        """Return a tracer for many quotations, which keeps the articles that it has tokenized last."""
        return replace(self, tokenize=lru_cache(_CACHED)(self.tokenize))

    def trace(self, quote: str, speakers: SpeakerSelection | None = None, among: Mask | None = None) -> Trace:
        """Trace a quotation in the articles of the admitted passages; raise InvalidQuestion if it is invalid.

        One that a correction notice takes back is not on record, wherever else its words stand.
        """
        found_places = find_sources(self.index, self.tokenize, parse_quotation(quote), among)
        if any(_is_taken_back(*place) for place in found_places):
            return Trace(verdict="not_on_record", matches=())
        places = sorted((self._make_place(*match, speakers) for match in found_places), key=lambda place: place.rank)
        matches = tuple(
            _make_match(quote, copies, number) for number, copies in enumerate(self._group_copies(places), 1)
        )
        return Trace(verdict=matches[0].verdict if matches else "not_on_record", matches=matches)

    def _make_place(
        self, source: CandidateSource, aligned: Alignment, speakers: SpeakerSelection | None
    ) -> _TracedPlace:
        attribution = attribute_sentence(
            aligned.span,
            source.entry,
            self.index.statements.overlapping(source.row, aligned.span),
            self.index.statements,
        )
        is_match = speakers.includes(attribution.speaker) if speakers is not None and attribution.speaker else None
        return _TracedPlace(source, aligned, attribution, is_match)

    def _group_copies(self, places: Iterable[_TracedPlace]) -> list[list[_TracedPlace]]:
        """Group the same words in near-duplicate articles, the best place first."""
        groups: dict[tuple[object, ...], list[_TracedPlace]] = {}
        for place in places:
            groups.setdefault((self.index.first_published[place.source.row], *place.words), []).append(place)
        return list(groups.values())


def _is_taken_back(source: CandidateSource, aligned: Alignment) -> bool:
    """Return whether a place with exactly these words is what a correction notice takes back."""
    return aligned.is_exact and is_retracted(aligned.span, find_retractions(source.tokens.text))


def _make_match(quote: str, copies: Sequence[_TracedPlace], number: int) -> Match:
    (source, aligned, attribution, is_match), *others = copies
    entry, text = source.entry, source.tokens.text
    entries = {copy.source.entry.id: copy.source.entry for copy in others if copy.source.entry.id != entry.id}
    return Match(
        verdict="exact" if aligned.is_exact else "altered",
        citation=cite_span(
            entry, text, QuotedSpan(aligned.span, attribution, aligned.likeness, [*entries.values()]), number
        ),
        differences=tuple(Difference.from_alignment(difference, quote, text) for difference in aligned.differences),
        speaker_matches=is_match,
    )

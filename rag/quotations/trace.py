"""Trace: where a quotation stands on record, whose words it is there, and whether it says what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from index.store.generation import Generation
from index.text.display import display_text
from index.text.spans import Span
from rag.answers.citations import Citation, Quoted, cite
from rag.query.filters import Mask
from rag.query.speaker_lookup import Speakers
from rag.quotations.alignment import Alignment, Differing, Op
from rag.quotations.candidates import Read, Source, found
from rag.quotations.quotation import read_quotation
from rag.quotations.tokens import Wording
from rag.retrieval.sentence_speaker import Whose, said_by

Verdict = Literal["exact", "altered", "not_on_record"]


class Difference(BaseModel):
    """What the quotation did to the record: it replaced, inserted or deleted words.

    Two are marked and are no alteration: another `spelling` of a name, and what an `ellipsis` stands for. `quoted` and
    `recorded` tell where in the quotation and in the article.
    """

    model_config = ConfigDict(frozen=True)

    op: Op
    quote: str
    record: str
    quoted: Span = Field(exclude=True)
    recorded: Span = Field(exclude=True)

    @classmethod
    def of(cls, differing: Differing, quote: str, text: str) -> Self:
        """Print a difference."""
        quoted, recorded = differing.quoted, differing.recorded
        shown = display_text(quote, quoted), display_text(text, recorded)
        return cls(op=differing.op, quote=shown[0], record=shown[1], quoted=quoted, recorded=recorded)


class Match(BaseModel):
    """A place where the quotation stands; `speaker_matches` is null where no speaker was given or none is known."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    citation: Citation
    differences: tuple[Difference, ...]
    speaker_matches: bool | None


class Trace(BaseModel):
    """The verdict on a quotation and the places it rests on, the best first, of equals the earliest; or none."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    matches: tuple[Match, ...]


class _Place(NamedTuple):
    """A place on record: where, whose words they are there, and whether these are the speaker's who was given."""

    source: Source
    aligned: Alignment
    whose: Whose
    matching: bool | None

    @property
    def rank(self) -> tuple[float, int, str, int]:
        """What orders places: how much is as quoted, by the speaker who was given or not, and when."""
        known = (True, None, False).index(self.matching)
        return -self.aligned.likeness, known, self.source.entry.published or "~", self.source.row

    @property
    def words(self) -> tuple[str, str | None]:
        """What copies have in common: the words and whose they are."""
        said = Wording.read(self.aligned.span.slice(self.source.wording.text)).letters
        return said, self.whose.speaker.name if self.whose.speaker else None


@dataclass(frozen=True, slots=True)
class Tracer:
    """What quotations are traced in: a generation, and what gives the texts of its articles."""

    index: Generation
    read: Read

    def trace(self, quote: str, speakers: Speakers | None = None, among: Mask | None = None) -> Trace:
        """Find a quotation in the articles of the passages that are admitted; InvalidQuestion where it is none."""
        held = found(self.index, self.read, read_quotation(quote), among)
        places = sorted((self._place(*one, speakers) for one in held), key=lambda place: place.rank)
        matches = tuple(_match(quote, copies, number) for number, copies in enumerate(self._copies(places), 1))
        return Trace(verdict=matches[0].verdict if matches else "not_on_record", matches=matches)

    def _place(self, source: Source, aligned: Alignment, speakers: Speakers | None) -> _Place:
        whose = said_by(aligned.span, source.entry, self.index.spoken.touching(source.row, aligned.span))
        matching = speakers.made(whose.speaker) if speakers is not None and whose.speaker else None
        return _Place(source, aligned, whose, matching)

    def _copies(self, places: Iterable[_Place]) -> list[list[_Place]]:
        """Put together the same words where they stand in copies of one story, the first place first."""
        copies: dict[tuple[object, ...], list[_Place]] = {}
        for place in places:
            copies.setdefault((self.index.originals[place.source.row], *place.words), []).append(place)
        return list(copies.values())


def _match(quote: str, copies: Sequence[_Place], number: int) -> Match:
    (source, aligned, whose, matching), *others = copies
    entry, text = source.entry, source.wording.text
    entries = {copy.source.entry.id: copy.source.entry for copy in others if copy.source.entry.id != entry.id}
    return Match(
        verdict="exact" if aligned.exact else "altered",
        citation=cite(entry, text, Quoted(aligned.span, whose, aligned.likeness, [*entries.values()]), number),
        differences=tuple(Difference.of(one, quote, text) for one in aligned.differences),
        speaker_matches=matching,
    )

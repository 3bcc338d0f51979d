"""Checks: every quotation of a draft is traced to the record, under the name that the draft gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.discourse import ArticleContext
from index.attribution.statements import Speaker
from index.errors import InvalidQuestion
from index.ingest.readers.plain_text import find_first_line
from index.models.encoder import Encoder
from rag.checking.documents import Check, CheckedQuotation, CheckVerdict, UncheckedQuotation
from rag.checking.draft_quotations import find_draft_quotations
from rag.checking.draft_speakers import AttributedQuotation, attribute_quotations
from rag.checking.reservations import find_reservation, find_translation_note
from rag.checking.speaker_agreement import DraftSpeaker
from rag.quotations.trace import Match, Tracer
from rag.statements.documents import StatementSpeaker

MAX_DRAFT = 200_000
"""Maximum length of a draft in characters, some 33,000 words."""

MAX_QUOTATIONS = 500
"""Quotations of a draft that are traced; more are listed as not traced."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks drafts against one generation; the encoder reads whom a draft attributes its quotations to."""

    tracer: Tracer
    encoder: Encoder

    def check(self, text: str) -> Check:
        """Trace every quotation of a draft; raise InvalidQuestion if it is empty, too long or not valid Unicode."""
        from index.attribution.attribute import extract_statements  # noqa: PLC0415 (slow to import; only drafts need it)

        _require_draft(text)
        quotations = find_draft_quotations(text)
        statements = extract_statements(text, ArticleContext(find_first_line(text)), self.encoder) if quotations else []
        checked: list[CheckedQuotation] = []
        unchecked: list[UncheckedQuotation] = []
        for quotation in attribute_quotations(text, statements, quotations):
            span = quotation.span
            reason = find_reservation(span.slice(text), is_attributed=quotation.is_certain)
            if reason is None and len(checked) >= MAX_QUOTATIONS:
                reason = f"at most {MAX_QUOTATIONS} quotations are traced at a time; divide the draft"
            outcome = reason or self._check_quotation(text, quotation)
            if isinstance(outcome, CheckedQuotation):
                checked.append(outcome)
            else:
                unchecked.append(
                    UncheckedQuotation(start=span.start, end=span.end, text=span.slice(text), reason=outcome)
                )
        generation = self.tracer.index.number
        return Check(text=text, quotations=tuple(checked), unchecked=tuple(unchecked), generation=generation)

    def _check_quotation(self, text: str, quotation: AttributedQuotation) -> CheckedQuotation | str:
        """Return the verdict on a quotation, or why it cannot be traced."""
        span = quotation.span
        words = span.slice(text)
        translated = find_translation_note(words)
        if translated:  # whom a text in another language quotes is not read
            quotation = quotation._replace(speaker=None)
        try:
            speaker, verdict, matches = self._judge(words, quotation)
        except InvalidQuestion as error:
            return str(error)
        return CheckedQuotation(
            start=span.start,
            end=span.end,
            text=words,
            said_by=StatementSpeaker.from_speaker(speaker) if speaker else None,
            verdict=verdict,
            matches=matches,
            note=translated if verdict == "not_on_record" else None,
        )

    def _judge(
        self, words: str, quotation: AttributedQuotation
    ) -> tuple[Speaker | None, CheckVerdict, tuple[Match, ...]]:
        """Trace a quotation among the words of its speaker first, and then among those of everybody.

        Common words stand in more articles than are compared, and somebody else's exact words are no proof that the
        speaker did not say nearly the same.
        """
        said_by = quotation.speaker
        if said_by is None:
            trace = self.tracer.trace(words)
            return None, trace.verdict, trace.matches
        draft_speaker = DraftSpeaker.resolve(self.tracer.index.statements, said_by, quotation)
        own = self._trace_among_own(words, draft_speaker)
        if own and own[0].verdict == "exact":
            return said_by, "exact", own
        trace = self.tracer.trace(words, draft_speaker.selection)
        matches = tuple(map(draft_speaker.settle, trace.matches))
        certain = [match for match in matches if match.speaker_matches is not False]
        speaker = draft_speaker.name_of(certain)
        if any(match.verdict == "exact" for match in certain):
            return speaker, "exact", _first(certain, matches)
        if own:
            return said_by, "altered", own + tuple(match for match in matches if match.verdict == "exact")
        if certain:
            return speaker, "altered", _first(certain, matches)
        return said_by, ("other_speaker" if matches else "not_on_record"), matches

    def _trace_among_own(self, words: str, speaker: DraftSpeaker) -> tuple[Match, ...]:
        """Return the places where the words are the speaker's own."""
        if not speaker.selection:
            return ()
        among = speaker.selection.passage_mask(self.tracer.index)
        trace = self.tracer.trace(words, speaker.selection, among)
        return tuple(match for match in trace.matches if match.speaker_matches)


def _first(some: Sequence[Match], every: Sequence[Match]) -> tuple[Match, ...]:
    """Return some matches, and after them the others."""
    return (*some, *(match for match in every if match not in some))


def _require_draft(text: str) -> None:
    if not text.strip():
        raise InvalidQuestion("the draft is empty; it needs at least one word")
    if len(text) > MAX_DRAFT:
        message = f"the draft has {len(text):,} characters; at most {MAX_DRAFT:,} are checked at a time"
        raise InvalidQuestion(message)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidQuestion("the draft contains an invalid Unicode character (a lone surrogate); save it again")

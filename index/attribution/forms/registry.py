"""Registry of forms: a document, or each of several on one page, is read in the form that it has most evidence for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.forms.attributed_statement import ATTRIBUTED_STATEMENT
from index.attribution.forms.communique import COMMUNIQUE
from index.attribution.forms.document import Document, Evidence, Form, Turn
from index.attribution.forms.issuers.bodies import find_body
from index.attribution.forms.issuers.situation_updates import SITUATION_UPDATE
from index.attribution.forms.layout.back_matter import find_back_matter
from index.attribution.forms.layout.pieces import find_pieces, read_heading
from index.attribution.forms.press_release import PRESS_RELEASE
from index.attribution.forms.quoted_answers import QUOTED_ANSWERS
from index.attribution.forms.reactions import REACTIONS
from index.attribution.forms.readout import READOUT
from index.attribution.forms.rebuttal import REBUTTAL
from index.attribution.forms.resolution import RESOLUTION
from index.attribution.forms.signed_article import SIGNED_ARTICLE
from index.attribution.forms.transcripts.conventions import (
    BRIEFING,
    BROADCAST,
    CONGRESSIONAL_RECORD,
    EUROPEAN_PARLIAMENT,
    HANSARD,
    HEARING,
    NAMED_LABELS,
    VERBATIM_RECORD,
)
from index.attribution.forms.transcripts.press_conference import PRESS_CONFERENCE
from index.attribution.forms.transcripts.summary_record import SUMMARY_RECORD
from index.library.articles import Article
from index.text.normalize import words
from index.text.spans import Span

TRANSCRIPTS: tuple[Form, ...] = (
    REBUTTAL,
    VERBATIM_RECORD,
    HANSARD,
    CONGRESSIONAL_RECORD,
    HEARING,
    EUROPEAN_PARLIAMENT,
    BRIEFING,
    NAMED_LABELS,
    BROADCAST,
    QUOTED_ANSWERS,
    PRESS_CONFERENCE,
)
"""Forms with labels, of speakers or of claims and facts; the first of those with the same evidence is chosen."""

WITHOUT_LABELS: tuple[Form, ...] = (
    RESOLUTION,
    COMMUNIQUE,
    SUMMARY_RECORD,
    SIGNED_ARTICLE,
    ATTRIBUTED_STATEMENT,
    READOUT,
    SITUATION_UPDATE,
    PRESS_RELEASE,
    REACTIONS,
)
"""Other forms, which are considered only where no transcript is certain."""

FORMS = (*TRANSCRIPTS, *WITHOUT_LABELS)
"""All forms."""

_WHOLE = frozenset({SIGNED_ARTICLE.name, ATTRIBUTED_STATEMENT.name})
"""Forms whose evidence is at the beginning of a document, so that a piece with it is a document of its own."""

_OF_CLAUSES = frozenset({RESOLUTION.name, COMMUNIQUE.name})
_SPOKEN = re.compile(r"\b(?:statement|remarks|speech|address|interview|press|toast|message)\b", re.IGNORECASE)

_LEAST_STATEMENT = 400  # code points

CERTAIN = 0.6
"""Evidence of labels above which no other form is considered."""

LEAST = 0.5
"""Evidence below which a document has no form."""


@dataclass(frozen=True, slots=True)
class FormReading:
    """The form of a document, its evidence, its turns, and the spans in which no other words are attributed."""

    form: str
    evidence: float
    reason: str
    covered: tuple[Span, ...]
    turns: tuple[Turn, ...]

    def shift(self, offset: int) -> "FormReading":
        """Return the reading of a piece with spans in the whole text."""
        turns = tuple(_shift_turn(turn, offset) for turn in self.turns)
        return replace(self, turns=turns, covered=tuple(span.shift(offset) for span in self.covered))


def _shift_turn(turn: Turn, offset: int) -> Turn:
    speaker = turn.speaker
    if speaker and speaker.span:
        speaker = replace(speaker, span=speaker.span.shift(offset))
    cue = turn.cue.shift(offset) if turn.cue else None
    return replace(turn, speaker=speaker, words=tuple(span.shift(offset) for span in turn.words), cue=cue)


def _find_best(document: Document) -> tuple[Form, Evidence]:
    """Return the form with the most evidence; each is asked once."""
    found = _weigh(TRANSCRIPTS, document)
    if max(evidence.score for _, evidence in found) < CERTAIN:
        found += _weigh(WITHOUT_LABELS, document)
    return max(found, key=lambda pair: pair[1].score)


def _weigh(forms: Sequence[Form], document: Document) -> list[tuple[Form, Evidence]]:
    return [(form, form.evidence(document)) for form in forms]


def read_form(document: Document) -> FormReading | None:
    """Return a document read in its form, or in the forms of the documents that it joins; None if it has no form.

    A document whose metadata name a speaker is that speaker's speech, unless the speaker has turns in its form.
    """
    parts = [] if document.speaker else _read_parts(document)
    if not parts:
        reading = _read_whole(document)
        return reading if reading and (not document.speaker or _speaks(document.speaker, reading)) else None
    readings = [reading.shift(part.start) for part, reading in parts if reading]
    if not readings:
        return None
    return FormReading(
        " and ".join(dict.fromkeys(reading.form for reading in readings)),
        min(reading.evidence for reading in readings),
        "; ".join(reading.reason for reading in readings),
        tuple(span for reading in readings for span in reading.covered),
        tuple(turn for reading in readings for turn in reading.turns),
    )


def _speaks(name: str, reading: FormReading) -> bool:
    """Return whether somebody of this surname, or a body of this name, has a turn."""
    surname = {*words(name)[-1:]}
    return any(turn.speaker and surname <= {*words(turn.speaker.name)} for turn in reading.turns)


def _read_parts(document: Document) -> list[tuple[Span, FormReading | None]]:
    """Return the documents on one page with their readings: a piece of another form than the one before begins one.

    A head without a form is part of the document after it. A page of which another piece has no form is read as a
    whole, but for a statement or remarks by somebody, which are no part of a text of clauses. Empty for a whole.
    """
    pieces = find_pieces(document.text)
    if len(pieces) == 1:
        return []
    parts: list[tuple[Span, FormReading | None]] = []
    merged: set[int] = set()  # starts of the parts that are read again as one
    latest: str | None = None
    for piece in pieces:
        reading = _read_whole(_cut(document, piece))
        heading = read_heading(document.text, piece)
        is_own = bool(find_body(heading, 0, len(heading)))  # "Contact Group on Lusk", under a statement of others
        is_other = reading is None and latest in _OF_CLAUSES and (_SPOKEN.search(heading) or is_own)
        if parts and reading is None and latest and not is_other:
            return []
        is_same = bool(reading and latest == reading.form and latest not in _WHOLE and not is_own)
        is_head = latest is None and not (reading and reading.form == SIGNED_ARTICLE.name and _is_statement(parts))
        goes_on = is_head or is_same
        if parts and not is_other and goes_on:
            start = parts[-1][0].start
            parts[-1] = Span(start, piece.end), None
            merged.add(start)
        else:
            parts.append((piece, reading))
        latest = reading.form if reading else latest
    if len(parts) == 1:
        return []
    return [(part, _read_whole(_cut(document, part)) if part.start in merged else reading) for part, reading in parts]


def _is_statement(parts: Sequence[tuple[Span, FormReading | None]]) -> bool:
    """Return whether what precedes an article is long enough to be no head of it."""
    return bool(parts) and len(parts[-1][0]) >= _LEAST_STATEMENT


def _cut(document: Document, part: Span) -> Document:
    title = read_heading(document.text, part) if part.start else document.title
    return replace(document, text=part.slice(document.text), title=title)


def _read_whole(document: Document) -> FormReading | None:
    """Return a document read in its one form; None if it has no form."""
    form, evidence = _find_best(document)
    if evidence.score < LEAST:
        return None
    turns = tuple(form.turns(document))
    if not form.covers_all:
        turns = _without_back_matter(document.text, turns)
    if not turns:
        return None
    covered = (Span(min(turn.words[0].start for turn in turns), len(document.text)),) if form.covers_all else ()
    return FormReading(form.name, min(1.0, evidence.score), evidence.reason, covered, turns)


def _without_back_matter(text: str, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Return the turns before the back matter, all of them where most are after its heading."""
    end = find_back_matter(text)
    before = tuple(turn for turn in turns if turn.words[0].start < end)
    return before if len(before) * 2 >= len(turns) else turns


def find_form(article: Article) -> FormReading | None:
    """Return the form that an article has; None if it has none."""
    return read_form(Document(article.text, article.title, article.speaker, article.speaker_role, article.country))

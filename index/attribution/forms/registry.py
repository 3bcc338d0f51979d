"""Registry of forms: a document is read in the form for which it has the most evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.forms.attributed_statement import ATTRIBUTED_STATEMENT
from index.attribution.forms.communique import COMMUNIQUE
from index.attribution.forms.document import Document, Evidence, Form, Turn
from index.attribution.forms.layout.back_matter import find_back_matter
from index.attribution.forms.press_release import PRESS_RELEASE
from index.attribution.forms.reactions import REACTIONS
from index.attribution.forms.readout import READOUT
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
from index.library.articles import Article

TRANSCRIPTS: tuple[Form, ...] = (
    VERBATIM_RECORD,
    HANSARD,
    CONGRESSIONAL_RECORD,
    HEARING,
    EUROPEAN_PARLIAMENT,
    BRIEFING,
    NAMED_LABELS,
    BROADCAST,
    PRESS_CONFERENCE,
)
"""Forms with labels of speakers; the first of those with the same evidence is chosen."""

FORMS: tuple[Form, ...] = (
    *TRANSCRIPTS,
    RESOLUTION,
    COMMUNIQUE,
    SIGNED_ARTICLE,
    ATTRIBUTED_STATEMENT,
    READOUT,
    PRESS_RELEASE,
    REACTIONS,
)
"""All forms; those without labels are considered only where no transcript is certain."""

CERTAIN = 0.6
"""Evidence of labels above which no other form is considered."""

LEAST = 0.5
"""Evidence below which a document has no form."""


@dataclass(frozen=True, slots=True)
class FormReading:
    """The form of a document, its evidence, and its turns; with `covers_all`, no other words are attributed."""

    form: str
    evidence: float
    reason: str
    covers_all: bool
    turns: tuple[Turn, ...]


def _find_best(forms: Sequence[Form], document: Document) -> tuple[Form, Evidence]:
    return max(((form, form.evidence(document)) for form in forms), key=lambda pair: pair[1].score)


def read_form(document: Document) -> FormReading | None:
    """Return a document read in its form; None if it has no form."""
    form, evidence = _find_best(TRANSCRIPTS, document)
    if evidence.score < CERTAIN:
        form, evidence = _find_best(FORMS, document)
    if evidence.score < LEAST:
        return None
    turns = tuple(form.turns(document))
    if not form.covers_all:
        turns = _without_back_matter(document.text, turns)
    return FormReading(form.name, min(1.0, evidence.score), evidence.reason, form.covers_all, turns) if turns else None


def _without_back_matter(text: str, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Return the turns before the back matter, all of them where most are after its heading."""
    end = find_back_matter(text)
    before = tuple(turn for turn in turns if turn.words[0].start < end)
    return before if len(before) * 2 >= len(turns) else turns


def find_form(article: Article) -> FormReading | None:
    """Return the form that an article has; None if it has none."""
    return read_form(Document(article.text, article.title, article.speaker, article.speaker_role, article.country))

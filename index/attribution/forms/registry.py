"""Registry of forms: the one that a document has the most evidence of is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.forms.briefing import BRIEFING
from index.attribution.forms.broadcast import BROADCAST
from index.attribution.forms.communique import COMMUNIQUE
from index.attribution.forms.congressional_record import CONGRESSIONAL_RECORD, HEARING
from index.attribution.forms.document import Document, Evidence, Form, Turn
from index.attribution.forms.european_parliament import EUROPEAN_PARLIAMENT
from index.attribution.forms.hansard import HANSARD
from index.attribution.forms.named_labels import NAMED_LABELS
from index.attribution.forms.press_conference import PRESS_CONFERENCE
from index.attribution.forms.readout import READOUT
from index.attribution.forms.resolution import RESOLUTION
from index.attribution.forms.signed_article import SIGNED_ARTICLE
from index.attribution.forms.verbatim_record import VERBATIM_RECORD
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
"""Forms whose labels say who speaks; of two with the same evidence the first is taken."""

FORMS: tuple[Form, ...] = (
    *TRANSCRIPTS,
    RESOLUTION,
    COMMUNIQUE,
    SIGNED_ARTICLE,
    READOUT,
)
"""All forms. Labels tell more than words do: the others are looked for where no transcript is certain."""

CERTAIN = 0.6
"""Evidence of labels above which no other form is looked for."""

LEAST = 0.5
"""Evidence below which a document has no form."""


@dataclass(frozen=True, slots=True)
class FormReading:
    """The form of a document, why, and its turns; `covers_all` where nothing else in it is attributed."""

    form: str
    evidence: float
    reason: str
    covers_all: bool
    turns: tuple[Turn, ...]


def _best(forms: Sequence[Form], document: Document) -> tuple[Form, Evidence]:
    return max(((form, form.evidence(document)) for form in forms), key=lambda pair: pair[1].score)


def read_form(document: Document) -> FormReading | None:
    """Read a document in the form that it has; None where it has none."""
    best, found = _best(TRANSCRIPTS, document)
    if found.score < CERTAIN:
        best, found = _best(FORMS, document)
    if found.score < LEAST:
        return None
    turns = tuple(best.turns(document))
    return FormReading(best.name, min(1.0, found.score), found.reason, best.covers_all, turns) if turns else None


def find_form(article: Article) -> FormReading | None:
    """Return the form that an article has; None if it has none."""
    return read_form(Document(article.text, article.title, article.speaker, article.speaker_role, article.country))

"""Direct lines: the number, date, or yes or no that the quotations of an answer give; none where they give none."""

import re

from index.names.gazetteer import load_gazetteer
from index.names.person_names import is_name_of
from index.store.text_terms import text_terms
from index.text.normalize import words
from rag.answers.citations import Citation
from rag.answers.compose import format_date
from rag.answers.documents import Answer, Direct
from rag.query.speaker_requests import find_speaker_phrases
from rag.retrieval.search import AnswerRequest

_NEGATED = re.compile(
    r"\b(?:not|never|no longer|nor|neither|cannot|without|refus\w+|reject\w+|denie[sd]|"
    r"den(?:y|ying)|oppos\w+|n't)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHETHER_THEY_AGREE = re.compile(r"^\W*(?:and\s+)?(?:did|do|does|have|has)\b.*\b(?:dis)?agree", re.IGNORECASE)
_UNDECIDED = "No yes or no is given: none was found that says so in the words of the question. These come nearest."
_DATES = 6  # that are named in one line


def read_direct(answer: Answer, request: AnswerRequest) -> Direct | None:
    """Return the first line of an answer, counted from its citations or read off one of them."""
    if answer.abstained:
        return None
    if answer.intent == "when":
        return _dates(answer)
    if answer.intent == "yes_no":
        return _whether(answer, request)
    return _counted(answer, request)


def note_undecided(answer: Answer, request: AnswerRequest) -> str:
    """Return the note that a question for yes or no got none: its sentences leave it open; empty for any other."""
    asks_whether = answer.intent == "yes_no" or _WHETHER_THEY_AGREE.match(request.typed)
    return _UNDECIDED if asks_whether and answer.citations else ""


def _counted(answer: Answer, request: AnswerRequest) -> Direct | None:
    """Return how many said it, or when last, where that was asked."""
    counts = answer.found
    if answer.intent == "latest" and (date := format_date(answer.citations[0].published)):
        return Direct(kind="date", text=f"The latest on record is of {date}.", citations=(1,))
    if request.order and request.limit == 1 and (date := format_date(answer.citations[0].published)):
        which = "latest" if request.order == "newest" else "earliest"
        return Direct(kind="date", text=f"The {which} on record is of {date}.", citations=(1,))
    if answer.intent == "who" and counts.speakers:
        return Direct(kind="number", text=f"{counts.speakers:,} speaker{'' if counts.speakers == 1 else 's'}.")
    if answer.intent == "count":
        by = f" by {counts.speakers:,} speakers" if counts.speakers else ""
        return Direct(kind="number", text=f"{counts.articles:,} articles{by}.")
    return None


def _dates(answer: Answer) -> Direct | None:
    dates = sorted({citation.published for citation in answer.citations if citation.published})
    if not dates:
        return None
    shown = [str(format_date(published)) for published in dates]
    more = f" and {len(shown) - _DATES} other dates" if len(shown) > _DATES else ""
    listed = ", ".join(shown[:_DATES]) + more
    return Direct(
        kind="date",
        text=f"{listed}.",
        citations=tuple(citation.number for citation in answer.citations if citation.published)[:_DATES],
    )


def _whether(answer: Answer, request: AnswerRequest) -> Direct | None:
    """Return yes or no where a sentence holds all that is asked: no where it denies it; else nothing."""
    topic = frozenset(request.question.topic)
    people = _asked_people(request)
    asks_negated = bool(_NEGATED.search(request.question.text))
    for citation in answer.citations[:3]:
        said_by = f"{citation.speaker.name} {citation.speaker.country or ''}" if citation.speaker else ""
        known = text_terms(f"{citation.cited_text} {said_by}")
        if not topic or not topic <= known or citation.attribution == "outlet":
            continue
        if people and not any(_is_by(citation, name) for name in people):
            continue  # another's words, even on them, are no yes of theirs
        denied = bool(_NEGATED.search(citation.cited_text))
        if denied and not asks_negated:
            return (
                None
                if len(words(citation.cited_text)) > _SHORT
                else Direct(kind="no", text=f"No, in these words of {_said(citation)}.", citations=(citation.number,))
            )
        return Direct(kind="yes", text=f"Yes, in these words of {_said(citation)}.", citations=(citation.number,))
    return None


def _asked_people(request: AnswerRequest) -> list[str]:
    """Return the persons, and not states or bodies, of whom a question asks whether they did or said something."""
    asked = [phrase.phrase for phrase in find_speaker_phrases(request.question.text)]
    return [name for name in asked if _NAMED.fullmatch(name) and not load_gazetteer().find(name, typed=True)]


def _is_by(citation: Citation, name: str) -> bool:
    speaker = citation.speaker.name if citation.speaker else ""
    return bool(speaker) and (is_name_of(name, speaker) or is_name_of(speaker, name))


_NAMED = re.compile(r"[^\W\d_a-z]\S*(?:\s+[^\W\d_a-z]\S*){0,3}")
_SHORT = 25  # words of a sentence in which a negation denies what is asked


def _said(citation: Citation) -> str:
    who = citation.speaker.name if citation.speaker else citation.source or citation.article_title
    return f"{who}, {format_date(citation.published)}" if citation.published else who

"""Direct lines: the number, date, or yes or no that the quotations of an answer give; none where they give none."""

import re

from index.text.normalize import words
from rag.answers.citations import Citation
from rag.answers.compose import in_words
from rag.answers.documents import Answer, Direct
from rag.retrieval.search import Wish
from rag.retrieval.term_coverage import text_terms

_NEGATED = re.compile(
    r"\b(?:not|never|no longer|nor|neither|cannot|without|refus\w+|reject\w+|denie[sd]|"
    r"den(?:y|ying)|oppos\w+|n't)\b|n['’]t\b",
    re.IGNORECASE,
)
_LEAST_SCORE = 0.5
_MANY = 4  # speakers that are named in one line


def read_direct(answer: Answer, wish: Wish) -> Direct | None:
    """Return the first line of an answer, counted from its citations or read off one of them."""
    if answer.abstained:
        return None
    intent = answer.intent
    if intent == "when":
        return _dates(answer)
    if intent == "latest" and answer.citations[0].published:
        return Direct(
            kind="date", text=f"The latest on record is of {in_words(answer.citations[0].published)}.", citations=(1,)
        )
    if intent == "who":
        count = answer.found.speakers
        return Direct(kind="number", text=f"{count:,} speaker{'' if count == 1 else 's'}.") if count else None
    if intent == "count":
        told = f"{answer.found.articles:,} articles" + (
            f" by {answer.found.speakers:,} speakers" if answer.found.speakers else ""
        )
        return Direct(kind="number", text=f"{told}.")
    if intent == "yes_no":
        return _whether(answer, wish)
    return None


def _dates(answer: Answer) -> Direct | None:
    dates = sorted({citation.published for citation in answer.citations if citation.published})
    if not dates:
        return None
    shown = [str(in_words(published)) for published in dates]
    told = ", ".join(shown[:6]) + (f" and {len(shown) - 6} other dates" if len(shown) > 6 else "")
    return Direct(
        kind="date",
        text=f"{told}.",
        citations=tuple(citation.number for citation in answer.citations if citation.published)[:6],
    )


def _whether(answer: Answer, wish: Wish) -> Direct | None:
    """Return yes or no where a sentence holds all that is asked: no where it denies it; else nothing."""
    topic = frozenset(wish.question.topic)
    asks_negated = bool(_NEGATED.search(wish.question.text))
    for citation in answer.citations[:3]:
        known = text_terms(
            f"{citation.cited_text} {citation.speaker.name if citation.speaker else ''} {(citation.speaker.country if citation.speaker else '') or ''}"
        )
        if not topic or not topic <= known or citation.attribution == "outlet":
            continue
        denied = bool(_NEGATED.search(citation.cited_text))
        if denied and not asks_negated:
            return (
                None
                if len(words(citation.cited_text)) > _SHORT
                else Direct(kind="no", text=f"No, in these words of {_said(citation)}.", citations=(citation.number,))
            )
        return Direct(kind="yes", text=f"Yes, in these words of {_said(citation)}.", citations=(citation.number,))
    return None


_SHORT = 25  # words of a sentence in which a negation denies what is asked


def _said(citation: Citation) -> str:
    who = citation.speaker.name if citation.speaker else citation.source or citation.article_title
    return f"{who}, {in_words(citation.published)}" if citation.published else who

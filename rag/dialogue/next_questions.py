"""Next questions: follow-ups that are likely under an answer and that have an answer themselves."""

from collections import Counter
from collections.abc import Callable, Sequence

from rag.answers.documents import Answer

_MOST = 3
_PAGE = 10  # citations after which "more" goes on; a shorter answer leaves out others of the same speakers
_QUOTING = {"statements", "who", "count", "when", "timeline", "latest", "yes_no", "comparison"}


def suggest_next(
    answer: Answer, first_questions: Callable[[], Sequence[str]], apart: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return up to three follow-ups; under an abstention, first questions that the library answers.

    Under the answers to several questions each is offered `apart`: a follow-up could not tell which of them it changes.
    """
    if apart:
        return tuple(dict.fromkeys(apart))[:_MOST]
    if answer.abstained or answer.intent not in _QUOTING or not answer.citations:
        return tuple(first_questions())[:_MOST]
    offered: list[str] = []
    if (
        answer.found.truncated
        and "(after" not in answer.standalone_question
        and answer.found.passages > len(answer.citations)
    ):
        offered.append("more" if len(answer.citations) >= _PAGE else "everything")
    years = Counter(citation.published[:4] for citation in answer.citations if citation.published)
    named = answer.filters.since or answer.filters.until
    if len(years) > 1 and not named:
        year = max(years, key=lambda one: (years[one], one))
        offered.append(f"in {year} only")
    kinds = {citation.kind for citation in answer.citations}
    if len(kinds) > 1 and not answer.filters.kind:
        offered.append("only official ones")
    if len(years) > 1 and "first" not in answer.standalone_question:
        offered.append("newest first")
    if answer.intent == "statements" and "who" not in answer.standalone_question.casefold():
        offered.append("when was that?")
    offered += ["summarise this"]
    return tuple(dict.fromkeys(offered))[:_MOST]

"""Earlier questions: the history of a conversation, and a question completed from it."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rag.answers.documents import Answer
from rag.dialogue.known_names import KnownNames
from rag.dialogue.operations import WORDS, apply_operation
from rag.dialogue.question_parts import Parts, Past, find_base, read_parts
from rag.interpretation.patterns import compile_phrase
from rag.query.follow_ups import Exchange, ResolvedExchange, make_standalone, resolve_history
from rag.query.intents import parse_intent
from rag.query.time_expressions import find_last_date

_ADVERB = re.compile(
    r"^(?P<asks>\W*(?:(?:and|but|so)\s+)?(?:what|how|when|where))\s+(?:exactly|precisely|actually)(?=\s+(?:did|does|has|was|is)\b)",
    re.IGNORECASE,
)
_WHAT_IN = compile_phrase(
    r"^\W*(?:(?:and|but)\s+)?what\s+(?:about\s+)?(?=(?:in|since|before|after|until|during)\s+(?:the\s+)?(?:\w+\s+){0,2}\d{4}\W*$)"
)
_ONLY_BY = re.compile(r"^\W*(?:and\s+|but\s+)?(?:only|just)\s+(?=(?:by|from)\s)", re.IGNORECASE)
_IT = compile_phrase(
    r"\b(?P<verb>mention(?:ed|s)?|raised?|discuss(?:ed)?|condemn(?:ed)?|support(?:ed)?|"
    r"address(?:ed)?|call(?:ed)? for|oppose[ds]?|criticis(?:ed?|es)|criticiz(?:ed?|es)"
    r"|say|said|on|about|of|to)\s+(?:it|this|that)\b"
)


_KEPT = frozenset({"comparison", "timeline", "latest", "who", "count"})


AnswerLoader = Callable[[str], ResolvedExchange | None]


def resolve_stored(answer: Answer) -> ResolvedExchange:
    """Return what a stored answer was about."""
    speakers = dict.fromkeys(citation.speaker.name for citation in answer.citations if citation.speaker)
    dates = [citation.published for citation in answer.citations if citation.published]
    return ResolvedExchange(answer.standalone_question, tuple(speakers), dates[-1] if dates else None, tuple(dates))


def read_pasts(
    history: Sequence[Exchange],
    known: AbstractSet[str],
    names: KnownNames,
    load_answer: AnswerLoader = lambda _id: None,
) -> list[Past]:
    """Return the earlier questions in order, each read after those before it.

    An exchange with the id of an answer that `load_answer` returns is read from that, any other from its text, in which
    only `known` names count as speakers.
    """
    pasts: list[Past] = []
    for exchange in history:
        stored = load_answer(exchange.id) if exchange.id else None
        past = _read_exchange(exchange, pasts, known, names)
        pasts.append(_read_stored(stored, past, names) if stored else past)
    return pasts


def _read_stored(stored: ResolvedExchange, past: Past, names: KnownNames) -> Past:
    """Return an earlier question with the speakers and dates of its stored answer instead of those in its text."""
    question, parts = past.question, past.parts
    if stored.question != question:
        question, parts = stored.question, read_parts(stored.question, names.speaks)
    answered = bool(stored.speakers or stored.last_date)
    return Past(question, parts, stored.speakers, tuple(sorted(stored.dates)), answered, stored.last_date)


def _read_exchange(exchange: Exchange, pasts: Sequence[Past], known: AbstractSet[str], names: KnownNames) -> Past:
    resolved = resolve_history([exchange], known)[0]
    leads = [block.partition(":")[0] for block in exchange.answer.split("\n\n")]
    dates = tuple(sorted(filter(None, map(find_last_date, leads))))
    question, parts = _stand_alone(exchange.question, pasts, names)
    return Past(question, parts, resolved.speakers, dates, " [1]" in exchange.answer, resolved.last_date)


def stand_alone(question: str, pasts: Sequence[Past], names: KnownNames) -> str:
    """Return the question in a form that needs no history: an operation on what came before, or filled in from it."""
    return _stand_alone(question, pasts, names)[0] if pasts else question


def operates(question: str, pasts: Sequence[Past], names: KnownNames) -> bool:
    """Return whether a question only changes what came before."""
    return bool(pasts) and apply_operation(question, pasts, names) is not None


def _stand_alone(question: str, pasts: Sequence[Past], names: KnownNames) -> tuple[str, Parts]:
    if not pasts:
        return question, read_parts(question, names.speaks)
    question = _WHAT_IN.sub("and ", _ADVERB.sub(r"\g<asks>", question))
    if changed := apply_operation(question, pasts, names):
        return changed
    base = find_base(pasts)
    question = _ONLY_BY.sub("", question)
    filled = make_standalone(
        question, [ResolvedExchange(_asked_again(past), past.speakers, past.last_date) for past in pasts]
    )
    if filled == question and base.parts.about and len(question.split()) <= WORDS:
        filled = _IT.sub(lambda match: f"{match['verb']} {base.parts.about}", question)
        if base.parts.who and re.search(r"\b(?:he|she|they)\b", filled, re.IGNORECASE):
            filled = re.sub(r"\b(?:he|she|they)\b", base.parts.who, filled, count=1, flags=re.IGNORECASE)
    parts = read_parts(filled, names.speaks)
    return filled, parts if parts.about else Parts(parts.who, "", parts.when, parts.tail)


def _asked_again(past: Past) -> str:
    """Return a past question as follow-ups are filled in from it: one that counts or compares as it was."""
    if parse_intent(past.question).intent in _KEPT or not past.parts.about:
        return past.question
    return replace(past.parts, tail="").ask()

"""Follow-ups: "and on Syria?" after "what did Lavrov say about Libya?" means "what did Lavrov say about Syria?".

A question that can be understood by itself is left unchanged. Any other is completed from the exchanges before it: its
speaker, its subject and its time, each of which the new question may replace. Nothing is guessed: if the history does
not decide, the question stays as it was typed.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.names.gazetteer import load_gazetteer
from index.text.normalize import is_part_of
from rag.query.intents import compile_pattern, parse_intent
from rag.query.speaker_requests import find_speaker_phrases
from rag.query.time_expressions import find_last_date, find_time_words

_ON = r"(?:on|about|regarding|concerning)"
_BY = r"(?:by|from|according to)"
_END = r"[\s?.!]*$"
_FRAGMENT = compile_pattern(rf"^\W*(?:and|but|or|also|so|what about|how about|and what about)\s+(?P<rest>[^?]+?){_END}")
_ABOUT = compile_pattern(rf"^{_ON}\s+.+$")
_FROM = compile_pattern(rf"^{_BY}\s+.+$")
_OF_SUBJECT = compile_pattern(rf"\b{_ON}\s+(?P<about>[^?]+?){_END}")
_ELSE = compile_pattern(rf"^\W*(?:and\s+)?who\s+else\b(?:\s+(?:said|spoke|commented)\b[^?]*)?{_END}")
_NEWER = compile_pattern(
    rf"^\W*(?:and\s+)?(?:(?:is there\s+)?anything\s+(?:more\s+recent|newer|since)|"
    rf"(?:what(?:['’]s|\s+is)\s+)?the\s+latest|what\s+came\s+(?:next|later))\b{_END}"
)
_WHEN = compile_pattern(
    rf"^\W*(?:and\s+)?(?:when|since when)(?:\s+(?:was|is|did)\s+(?:that|this|it|he|she|they)\b[^?]*)?{_END}"
)
_OWNED = r"\s+(?=(?:\w+\s+)?(?:position|view|stance|statement|remark|word)s?\b)"
_THEY = compile_pattern(rf"\b(?P<owner>her|his|their){_OWNED}|\b(?:he|she|they)\b")
_IT = compile_pattern(rf"\b(?P<on>{_ON})\s+(?:it|that|this|them)\b")
_NEXT = compile_pattern(rf"\s+(?:next|afterwards|after that|later|then)\b(?={_END})")
_SAYS = compile_pattern(
    r"\b(?:say|said|think|thought|position|view|stance|statement|remark|tell|told|announce|comment)\w*\b"
)
_IN = compile_pattern(rf"^(?:in|at|for|of|with|to|{_ON}|{_BY})\s+")
_NAME = re.compile(r"\b[A-ZÀ-Þ]")
_LEAD = re.compile(r"(?:^|\n\n)(?P<name>[^\n:(]+?)(?: \(|, |:)")
_MAX_FRAGMENT_WORDS = 8
_REPEATED = frozenset(
    {"comparison", "timeline", "latest", "who", "count"}
)  # intents that apply to another subject in the same words


class Exchange(NamedTuple):
    """An earlier question, the text of its answer and, if known, the id of that answer.

    While the answer of that id is stored, it is read in place of the text.
    """

    question: str
    answer: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedExchange:
    """A question as it can be understood by itself, the speakers cited in its answer, and the dates cited.

    `last_date` is the date of the last citation, `dates` are those of all, if known.
    """

    question: str
    speakers: tuple[str, ...] = ()
    last_date: str | None = None
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _SpeechQuestion:
    """The parts of a question for statements; an empty `speaker` is anyone, an empty `subject` anything."""

    speaker: str
    subject: str
    time: str

    @classmethod
    def parse(cls, asked: str) -> "_SpeechQuestion":
        question = parse_intent(asked).plain
        when = find_time_words(question)
        timeless = question.replace(when, "") if when else question
        theirs = next(iter(find_speaker_phrases(timeless)), None)
        about = _OF_SUBJECT.search(theirs.rest if theirs else timeless)
        return cls(theirs.phrase if theirs else "", about["about"].strip(" ?,") if about else "", when)

    @property
    def text(self) -> str:
        on = f"about {self.subject}" if self.speaker and self.subject else f"on {self.subject}" if self.subject else ""
        said = f"what did {self.speaker} say" if self.speaker else "what was said"
        return f"{' '.join(filter(None, (said, on, self.time)))}?"


def resolve_history(
    history: Sequence[Exchange | tuple[str, str]],
    speaker_names: AbstractSet[str],
    load_answer: Callable[[str], ResolvedExchange | None] = lambda _id: None,
) -> list[ResolvedExchange]:
    """Return what each earlier exchange was about, in the order of the conversation.

    An exchange with the id of an answer that `load_answer` returns is read from that. Of any other the speakers and the
    date are read from the text of the answer, in which only `speaker_names` count as speakers.
    """
    resolved: list[ResolvedExchange] = []
    for exchange in (Exchange(*given) for given in history):
        stored = load_answer(exchange.id) if exchange.id else None
        resolved.append(stored or _read_exchange(exchange, resolved, speaker_names))
    return resolved


def _read_exchange(
    exchange: Exchange, earlier: Sequence[ResolvedExchange], speaker_names: AbstractSet[str]
) -> ResolvedExchange:
    """Read speakers and dates from the leads of a rendered answer: "Jacob Zuma (President), un.org, 2011-09-21:"."""
    leads = (match["name"] for match in _LEAD.finditer(exchange.answer))
    speakers = dict.fromkeys(name for name in leads if name in speaker_names)
    blocks = exchange.answer.split("\n\n")
    dates = [date for block in blocks if (date := find_last_date(block.partition(":")[0]))]
    question = make_standalone(exchange.question, earlier)
    return ResolvedExchange(question, tuple(speakers), dates[-1] if dates else None)


def make_standalone(question: str, history: Sequence[ResolvedExchange]) -> str:
    """Return a question that can be understood without the history; unchanged if it already can, or nothing fits."""
    if not history or not question.strip():
        return question
    last = history[-1]
    asked = _SpeechQuestion.parse(last.question)
    rewrites = (rewrite(question, asked, last) for rewrite in (_reask_question, _replace_pronouns, _complete_fragment))
    return next(filter(None, rewrites), question)


def _reask_question(question: str, asked: _SpeechQuestion, last: ResolvedExchange) -> str | None:
    """Read "who else?", "when?" and "anything newer?": the last question, asked in another way."""
    if not asked.subject:
        return None
    if _ELSE.search(question):
        exclusion = f", apart from {' and '.join(last.speakers)}" if last.speakers else ""
        when = find_time_words(question) or asked.time
        return f"who spoke {' '.join(filter(None, (f'about {asked.subject}', when)))}{exclusion}?"
    if _NEWER.search(question):
        by = f" by {asked.speaker}" if asked.speaker else ""
        return f"what is the latest statement{by} on {asked.subject}?"
    if _WHEN.search(question):
        return f"when did {asked.speaker or 'anyone'} speak about {asked.subject}?"
    return None


def _replace_pronouns(question: str, asked: _SpeechQuestion, last: ResolvedExchange) -> str | None:
    """Replace "she" and "it" by the speaker and the subject, and "next" by a date."""
    speaker = asked.speaker or (last.speakers[0] if len(set(last.speakers)) == 1 else "")
    rewritten = question
    if speaker and _SAYS.search(question):
        rewritten = _THEY.sub(lambda match: f"{speaker}'s " if match["owner"] else speaker, rewritten, 1)
    if asked.subject:
        rewritten = _IT.sub(rf"\g<on> {asked.subject}", rewritten)
    if _NEXT.search(rewritten) and last.last_date:
        on = "" if _OF_SUBJECT.search(rewritten) or not asked.subject else f" about {asked.subject}"
        rewritten = _NEXT.sub(f"{on} after {last.last_date}", rewritten, 1)
    return rewritten if rewritten != question else None


def _complete_fragment(question: str, asked: _SpeechQuestion, last: ResolvedExchange) -> str | None:
    """Read "and on Syria?", "what about 2014?", "by Lavrov?": the last question with one part replaced."""
    fragment = _FRAGMENT.search(question)
    rest = (fragment["rest"] if fragment else question).strip(" ?.!")
    name, has_lead = _IN.sub("", rest), _ABOUT.search(rest) or _FROM.search(rest) or find_time_words(rest) == rest
    if len(rest.split()) > _MAX_FRAGMENT_WORDS or not (fragment or has_lead):
        return None
    time = next((words for words in (rest, f"in {rest}") if find_time_words(words) == words), "")
    if not asked.subject and not asked.speaker:
        return _swap_name(last.question, name, time)
    if time:
        return replace(asked, time=time).text
    if _FROM.search(rest) or (not _ABOUT.search(rest) and _is_speaker_fragment(name, asked, last)):
        return replace(asked, speaker=name).text
    if parse_intent(last.question).intent in _REPEATED and asked.subject in last.question:
        return last.question.replace(asked.subject, name)
    return replace(asked, subject=name).text


def _is_speaker_fragment(rest: str, asked: _SpeechQuestion, last: ResolvedExchange) -> bool:
    """Return whether a bare name is another speaker: one who was cited, or a name of the last speaker's kind."""
    if any(is_part_of(rest, speaker) for speaker in last.speakers):
        return True
    if not asked.speaker or not _NAME.search(rest):
        return False
    new, old, subject = (bool(load_gazetteer().find(name, typed=True)) for name in (rest, asked.speaker, asked.subject))
    return new == old and (new != subject or not asked.subject)


def _swap_name(question: str, name: str, time: str) -> str | None:
    """Replace the name or the time in a question for a fact: "how many died in Libya?", "and in Syria?"."""
    if time:
        timeless = question.replace(find_time_words(question), "").rstrip(" ?")
        return f"{timeless} {time}?"
    named = load_gazetteer().find(question)
    if not named or not load_gazetteer().find(name):
        return None
    return f"{question[: named[-1].start]}{name}{question[named[-1].end :]}"

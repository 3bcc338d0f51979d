"""Operations: follow-ups that change the answer before them, each read as a question that stands by itself.

"Only official ones" after "what did Putin say about NATO?" is "what did Putin say about NATO, only official ones?":
what was asked, with one part of it another. The text carries all that the next follow-up needs.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial

from rag.dialogue.directions import Directions, read_directions
from rag.dialogue.people import is_group, region_codes
from rag.dialogue.superlatives import read_count, read_whether, subject_words
from rag.query.follow_ups import Exchange, ResolvedExchange, make_standalone, resolve_history
from rag.query.intents import parse_intent
from rag.query.speaker_requests import find_speaker_phrases
from rag.query.time_expressions import find_last_date, find_time_words

_phrase = partial(re.compile, flags=re.IGNORECASE)
_END = r"[\s?.!]*$"
_LEAD = r"^\W*(?:(?:and|but|ok|okay|now|so|then|please|also|could you|can you|would you)[,\s]+)*"
_COMPARE = _phrase(
    rf"{_LEAD}(?:compare|contrast)\s+(?:them|the two|both|these|those|the two of them|these "
    rf"two|their\s+\w+|the\s+(?:positions|views|statements))\b(?P<rest>[^?]*?){_END}|{_LEAD}how "
    rf"do (?:they|their (?:positions|views)) (?:differ|compare)(?P<other>[^?]*?){_END}"
)
_SUMMARISE = _phrase(
    rf"{_LEAD}(?:(?P<task>summari[sz]e|sum up|recap|translate)|(?:give|write|make)(?: me)"
    rf"? a (?:short |brief )?summary(?: of)?|in short|tl;?dr)\s*(?:this|that|it|them|these|"
    rf"all (?:this|that|of (?:this|that|it))|the (?:above|answer)|what (?:was|they) said)"
    rf"?(?P<rest>[^?]*?){_END}"
)
_MORE = _phrase(
    rf"{_LEAD}(?:(?:show|give|get|tell)\s+(?:me\s+)?)?(?:some\s+|any\s+|the\s+)?(?:more(?:\s+(?:of "
    rf"(?:them|these|those|this|it)|quotes?|quotations|statements|results|like (?:this|"
    rf"these)))?|next(?:\s+(?:ten|page|ones|few|10|\d+))?|others|the rest|another (?:one|"
    rf"few|ten)|go on|continue|keep going|what else(?: did (?:he|she|they) say)?|anything "
    rf"else|anything more)(?:\s+please)?{_END}"
)
_ALL = _phrase(
    rf"{_LEAD}(?:(?:show|give|list)\s+(?:me\s+)?)?(?:everything|all(?:\s+of\s+(?:them|it|"
    rf"these))?|the full list|the whole list){_END}"
)
_BEFORE = _phrase(
    rf"{_LEAD}(?:what\s+(?:about|was said|did\s+(?P<who>[^?]+?)\s+say|happened|came)\s+)"
    rf"?(?P<when>before|earlier(?: than)?|prior to|after|later(?: than)?|since)\s*(?:that|"
    rf"this|then|it)?(?:\s+time)?{_END}"
)
_WHEN = _phrase(
    rf"{_LEAD}(?:when|what\s+(?:date|day|year)|on\s+what\s+date|in\s+what\s+year)(?:\s+(?:was|"
    rf"is|were|did|exactly)\b[^?]*?\b(?:that|this|it|he|she|they|say|said)\b[^?]*|\s+exactly)"
    rf"?{_END}"
)
_DISAGREED = _phrase(
    rf"{_LEAD}(?:who|which countries|did anyone|does anyone|anyone who|has anyone)\s+(?:else\s+)"
    rf"?(?:disagree[ds]?|object(?:ed|s)?|oppos(?:ed?|es)|contradict(?:ed|s)?|(?:was|is|"
    rf"were) against|said (?:the )?(?:opposite|otherwise)|dissent(?:ed)?|differ(?:ed|s)"
    rf"?|den(?:ied|ies|y))(?:\s+(?:with|to|from)?\s*(?:him|her|them|that|this|it|his\b[^?]*|"
    rf"their\b[^?]*))?{_END}"
)
_REPLY = _phrase(
    rf"{_LEAD}(?:what|how)\s+(?:did|does|has)\s+(?P<who>[^?]+?)\s+(?:reply|replied|respond(?:ed)"
    rf"?|answer(?:ed)?|react(?:ed)?|say\s+(?:to|in (?:reply|response))|retort|counter)(?:\s+(?:to\s+)"
    rf"?(?:that|this|it|him|her|them))?{_END}"
)
_OF_THEM = _phrase(
    rf"{_LEAD}how\s+many\s+(?:of\s+(?:them|these|those|the speakers)\s+)?(?:were|are|was|"
    rf"is)\s+(?P<group>[^?]+?){_END}|{_LEAD}which\s+of\s+(?:them|these|those)\s+(?:were|"
    rf"are|was|is)\s+(?P<which>[^?]+?){_END}|{_LEAD}(?:only|just)\s+(?P<only>(?:the\s+)"
    rf"?(?:women|[\w-]+\s+)?(?:presidents|prime ministers|foreign ministers|ministers|leaders|"
    rf"states|countries|members|women)){_END}"
)
_HOW_MANY = _phrase(
    rf"{_LEAD}how\s+many\s*(?P<what>speakers|people|articles|countries|of them|sentences|"
    rf"years)?\s*(?:(?:are|were|is|was)\s+(?:there|that|they|it)|in\s+(?:all|total)|altogether|"
    rf"(?:said|mentioned)\s+(?:it|that|this|so))?{_END}"
)
_FIRST = _phrase(
    rf"{_LEAD}who\s+(?:(?:was|were)\s+(?:the\s+)?(?P<one>first|last)(?:\s+(?:one|person|"
    rf"speaker|country))?(?:\s+to\s+(?:say|mention|raise|speak|bring)\b[^?]*)?|(?:said|"
    rf"mentioned|raised|spoke)(?:\s+(?:it|this|that|so|up|about it|of it))?\s+(?P<other>first|"
    rf"last)|(?P<adverb>first|last)\s+(?:said|mentioned|raised|spoke)\b[^?]*){_END}"
)
_MOST = _phrase(
    rf"{_LEAD}(?P<head>who|which\s+\w+)\s+(?:said|mentioned|spoke|talked|raised)\s*(?:it|"
    rf"this|that|about it|of it|about this|about that)?\s*(?:the\s+)?most(?:\s+often)?{_END}"
)
_IT = _phrase(
    r"\b(?P<verb>mention(?:ed|s)?|raised?|discuss(?:ed)?|condemn(?:ed)?|support(?:ed)?|"
    r"address(?:ed)?|call(?:ed)? for|oppose[ds]?|criticis(?:ed?|es)|criticiz(?:ed?|es)"
    r"|say|said|on|about|of|to)\s+(?:it|this|that)\b"
)
_WHO_SAID = _phrase(
    rf"{_LEAD}(?:who\s+said\s+(?:that|this|it|so)|by\s+whom|whose\s+words\s+(?:are|were)"
    rf"\s+(?:these|they|those)){_END}"
)
_FILLER = _phrase(
    r"\b(?:and|but|only|just|please|what about|how about|show|give|me|those|these|ones?|"
    r"them|the|limit(?:ed)?|restrict(?:ed)?|narrow(?:ed)?|it|to|that|that was|alone|now|"
    r"ok|okay|for|published|dated|said|statements?|quotes?|articles?|instead|in|of)\b"
)
_AFTER = re.compile(r"\s*\(after (\d{1,4})\)")
_ONLY = _phrase(
    rf"{_LEAD}(?:only|just)\s+(?:by\s+|from\s+)?(?P<who>[^\W\d_a-z]\S*(?:\s+\S+){{0,4}}?)(?:\s+only)?{_END}"
)
_EXCLUDES = _phrase(
    r"^\W*(?:and\s+|but\s+)?(?:skip|ignore|not\s+(?:by|from|about|on|mentioning)|without|"
    r"except(?:\s+for)?|excluding|besides|apart from|other than|leave out|drop|remove)"
    r"\s+"
)
_SAYS = _phrase(r"\b(?P<about>on|about|regarding|concerning|mention(?:ed|s)?|speak of|of)\s+(?P<subject>[^?,(]+)")
_WORDS = 12
_TWO = 2  # who are compared
_BARE = 4  # words of a question that is only a subject
_PAGE = 10  # citations that an answer shows where no other number is asked for
_KEPT = frozenset({"comparison", "timeline", "latest", "who", "count"})
_ASKS = _phrase(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|"
    r"have|it|that|this|them|he|she|they|more|only|first)\b"
)
_LEADING = _phrase(r"^(?:(?:and|but|ok|okay|now|please|then|show(?:\s+me)?|give\s+me|filter|sort|order)[ ,]+)+")
_GROUP = _phrase(
    rf"{_LEAD}(?:(?:only|just|what about|how about|by|from|among|the|those by|show(?: me)"
    rf"?)\s+)*(?P<group>[^?]+?)(?:\s+only)?{_END}"
)
_HOW_OFTEN = _phrase(
    rf"{_LEAD}how\s+(?:often|many\s+times)(?:\s+(?:was|is|did|has|have)\s+(?:that|this|"
    rf"it|he|she|they|been)\b[^?]*)?{_END}"
)
_DID = _phrase(
    rf"{_LEAD}(?:did|does|has)\s+(?P<who>(?!(?:he|she|they|it|that|this|anyone|anybody)"
    rf"\b)[^?]{{2,40}}?)(?:\s+(?:too|also|as well|say so|mention it|say (?:anything|something)"
    rf"(?: (?:on|about) (?:it|this|that))?))?{_END}"
)
_THEN_WHO = _phrase(
    r"^\W*(?:and|but|then|so)\s+(?:what\s+(?:did|does|has|about)\s+)(?P<who>(?!(?:he|she|"
    r"they|it|that|this)\b)[^?]+?)\s+(?:say|said|think)[\s?.!]*$"
)
_SAME = _phrase(
    rf"{_LEAD}what\s+(?:did|does|has)\s+(?:he|she|they)\s+(?:say|said)(?:\s+(?:exactly|"
    rf"then|about (?:it|that|this)))?{_END}"
)


@dataclass(frozen=True, slots=True)
class Past:
    """A question as it stood by itself, what it is made of, and what its answer showed: who was cited, and when."""

    question: str
    parts: "Parts"
    speakers: tuple[str, ...]
    dates: tuple[str, ...]
    answered: bool
    last_date: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What a question for words is made of, and all that follows it: its time, order and filters."""

    who: str
    about: str
    when: str
    tail: str

    def ask(self) -> str:
        """Return the question for these words."""
        who, about, when, tail = self.who, self.about, self.when, self.tail
        said = f"what did {who} say" if who else "what was said"
        on = f" about {about}" if about and who else f" on {about}" if about else ""
        return f"{said}{on}{f' {when}' if when else ''}{tail}?"


Sources = Callable[[], frozenset[str]]
AnswerLoader = Callable[[str], ResolvedExchange | None]


def read_pasts(
    history: Sequence[Exchange],
    known: AbstractSet[str],
    sources: Sources,
    load_answer: AnswerLoader = lambda _id: None,
) -> list[Past]:
    """Return the earlier questions in order, each read after those before it.

    An exchange with the id of an answer that `load_answer` returns is read from that, any other from its text, in which
    only `known` names count as speakers.
    """
    pasts: list[Past] = []
    for exchange in history:
        stored = load_answer(exchange.id) if exchange.id else None
        pasts.append(_read_stored(stored) if stored else _read_exchange(exchange, pasts, known, sources))
    return pasts


def _read_stored(stored: ResolvedExchange) -> Past:
    dates = (stored.last_date,) if stored.last_date else ()
    answered = bool(stored.speakers or dates)
    return Past(stored.question, read_parts(stored.question), stored.speakers, dates, answered, stored.last_date)


def _read_exchange(exchange: Exchange, pasts: Sequence[Past], known: AbstractSet[str], sources: Sources) -> Past:
    resolved = resolve_history([exchange], known)[0]
    leads = [block.partition(":")[0] for block in exchange.answer.split("\n\n")]
    dates = tuple(sorted(filter(None, map(find_last_date, leads))))
    question, parts = _stand_alone(exchange.question, pasts, sources)
    return Past(question, parts, resolved.speakers, dates, " [1]" in exchange.answer, resolved.last_date)


def stand_alone(question: str, pasts: Sequence[Past], sources: Sources) -> str:
    """Return the question in a form that needs no history: an operation on what came before, or filled in from it."""
    return _stand_alone(question, pasts, sources)[0] if pasts else question


def read_first(question: str) -> Past:
    """Return the first of several questions in one as what comes before the others."""
    return Past(question, read_parts(question), (), (), answered=True)


def operates(question: str, pasts: Sequence[Past], sources: Sources) -> bool:
    """Return whether a question only changes what came before."""
    return bool(pasts) and _operate(question, pasts, sources) is not None


def _stand_alone(question: str, pasts: Sequence[Past], sources: Sources) -> tuple[str, Parts]:
    if not pasts:
        return question, read_parts(question)
    if changed := _operate(question, pasts, sources):
        return changed
    base = _base(pasts)
    filled = make_standalone(
        question, [ResolvedExchange(_asked_again(past), past.speakers, past.last_date) for past in pasts]
    )
    if filled == question and base.parts.about and len(question.split()) <= _WORDS:
        filled = _IT.sub(lambda found: f"{found['verb']} {base.parts.about}", question)
        if base.parts.who and re.search(r"\b(?:he|she|they)\b", filled, re.IGNORECASE):
            filled = re.sub(r"\b(?:he|she|they)\b", base.parts.who, filled, count=1, flags=re.IGNORECASE)
    parts = read_parts(filled)
    return filled, parts if parts.about else Parts(parts.who, "", parts.when, parts.tail)


def _asked_again(past: Past) -> str:
    """Return a past question as follow-ups are filled in from it: one that counts or compares as it was."""
    if parse_intent(past.question).intent in _KEPT or not past.parts.about:
        return past.question
    return replace(past.parts, tail="").ask()


def _base(pasts: Sequence[Past]) -> Past:
    """Return the last question that had a subject and an answer, or else a subject."""
    answered = next((past for past in reversed(pasts) if past.answered and past.parts.about), None)
    named = next((past for past in reversed(pasts) if past.parts.about), None)
    last = pasts[-1]
    if last.parts.about and (last.answered or last.parts.who or last.parts.when):
        return last
    return answered or named or last


def read_parts(question: str) -> Parts:
    """Take a question for words, a count or a comparison apart."""
    line = _AFTER.sub("", question)
    tail = _directing(line)
    directed = read_directions(line, frozenset)
    head = directed.question.rstrip(" ?") if directed.question != line else line.rstrip(" ?")
    head = re.sub(r"^(?:summari[sz]e|translate|sum up)\s*:?\s*", "", head, flags=re.IGNORECASE)
    when = find_time_words(head)
    timeless = re.sub(r"\s+", " ", head.replace(when, " ")).strip() if when else head.strip()
    if found := re.match(r"^\W*compare\s+(?P<who>.+?)\s+on\s+(?P<about>.+)$", timeless, re.IGNORECASE):
        return Parts(found["who"], found["about"].strip(), when, tail)
    if by := re.search(r"\s+by\s+(?P<who>[^?,]+)$", timeless, re.IGNORECASE):
        asked_by, timeless = by["who"].strip(), timeless[: by.start()]
    else:
        asked_by = ""
    counted = read_count(f"{timeless}?") or read_whether(f"{timeless}?")
    if counted:
        asked = next(iter(find_speaker_phrases(f"{timeless}?")), None)
        who = asked_by or (asked.phrase if asked else "")
        about = subject_words(counted.plain.replace(who, " ") if who else counted.plain)
        return Parts(who, about, when, tail)
    asked = next(iter(find_speaker_phrases(f"{timeless}?")), None)
    rest = asked.rest if asked else timeless
    named = _SAYS.search(rest.strip(" ?"))
    subject = named["subject"].strip(" ?,.") if named else ""
    if not subject and not asked and len(timeless.split()) <= _BARE and not _ASKS.search(timeless):
        subject = timeless.strip(" ?.!")
    return Parts(asked.phrase if asked else asked_by, subject, when, tail)


def _directing(line: str) -> str:
    """Return the parts of a question, after commas, that only direct how it is answered."""
    kept = []
    for part in line.rstrip(" ?").split(", ")[1:]:
        probe = read_directions(f"what was said on Zembla, {part}", frozenset)
        if not re.search(r"\w", probe.question.replace("what was said on Zembla", "")) or _EXCLUDES.match(part):
            kept.append(part)
    return "".join(f", {part}" for part in kept)


def _operate(question: str, pasts: Sequence[Past], sources: Sources) -> tuple[str, Parts] | None:
    if len(question.split()) > _WORDS:
        return None
    base = _base(pasts)
    for read in (_read_compare, _read_task, _read_more, _read_people, _read_when):
        if changed := read(question, base, pasts):
            return changed
    return _read_narrower(question, base, sources)


Changed = tuple[str, Parts] | None


def _asking(parts: Parts) -> Changed:
    return parts.ask(), parts


def _read_compare(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    found = _COMPARE.match(question)
    if found is None:
        return None
    names: list[str] = []
    for past in reversed(pasts):
        listed = [name.strip() for name in re.split(r"\s*(?:,|\band\b)\s*", past.parts.who) if name.strip()]
        names += [name for name in reversed(listed) if name.casefold() not in {one.casefold() for one in names}]
    if len(names) < _TWO:
        names += [
            name for past in reversed(pasts) for name in past.speakers if not any(_same(name, other) for other in names)
        ]
    about = base.parts.about
    if len(names) < _TWO or not about:
        return None
    rest = (found["rest"] or found["other"] or "").strip(" ?,")
    when = find_time_words(rest) or base.parts.when
    who = f"{names[1]} and {names[0]}"
    return f"compare {who} on {about}{f' {when}' if when else ''}?", Parts(who, about, when, "")


def _same(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _read_task(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    if found := _SUMMARISE.match(question):
        verb = "translate" if (found["task"] or "").casefold() == "translate" else "summarise"
        plain = re.sub(
            r"^(?:summari[sz]e|translate)\s+",
            "",
            _AFTER.sub("", pasts[-1].question if pasts[-1].answered else base.question),
            flags=re.IGNORECASE,
        )
        return f"{verb} {plain.rstrip(' ?')}{found['rest'] if verb == 'translate' else ''}?", base.parts
    if _ALL.match(question):
        plain = _AFTER.sub("", base.question).rstrip(" ?")
        return f"{plain}, everything?" if "everything" not in plain else f"{plain}?", base.parts
    return None


def _read_more(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    if not _MORE.match(question):
        return None
    last = pasts[-1] if pasts[-1].answered or pasts[-1].parts.about else base
    shown = sum(int(number) for number in _AFTER.findall(last.question))
    return f"{_AFTER.sub('', last.question).rstrip(' ?')} (after {shown + _PAGE})?", last.parts


def _read_people(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    """Read what asks who, how many or how often of the same subject."""
    if not base.parts.about:
        return None
    for words, read in _PEOPLE:
        found = words.match(question)
        changed = read(found, base.parts, pasts) if found else None
        if changed:
            return changed
    return None


def _on(parts: Parts) -> str:
    return f"{parts.about} {parts.when}".strip()


def _disagreed(_: re.Match[str], parts: Parts, pasts: Sequence[Past]) -> Changed:
    who = parts.who or next(iter(pasts[-1].speakers), "that")
    return f"who disagreed with {who} on {_on(parts)}?", replace(parts, who="")


def _replied(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    return f"what did {found['who']} reply on {parts.about}?", replace(parts, who=found["who"])


def _of_them(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    named = found["group"] or found["which"] or found["only"]
    group = re.sub(r"^(?:the|any|a|an|by|from)\s+", "", named, flags=re.IGNORECASE)
    group = f"{group} leaders" if region_codes(group) else group
    if found["only"]:
        return _asking(replace(parts, who=group))
    return f"{'how many' if found['group'] else 'which'} {group} spoke about {_on(parts)}?", parts


def _group(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    group = found["group"].strip()
    return _asking(replace(parts, who=group)) if is_group(group) else None


def _first(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    rank = (found["one"] or found["other"] or found["adverb"]).casefold()
    return f"who was the {rank} to mention {_on(parts)}?", replace(parts, who="")


def _most(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    return f"{found['head']} mentioned {_on(parts)} most often?", replace(parts, who="")


def _how_often(_: re.Match[str], parts: Parts, __: Sequence[Past]) -> Changed:
    if parts.who:
        return f"how often did {parts.who} mention {_on(parts)}?", parts
    return f"how often was {parts.about} mentioned{f' {parts.when}' if parts.when else ''}?", parts


def _how_many(found: re.Match[str], parts: Parts, pasts: Sequence[Past]) -> Changed:
    if parts.who:
        return _how_often(found, parts, pasts)
    what = (found["what"] or "speakers").replace("of them", "speakers").replace("people", "speakers")
    return f"how many {what} mentioned {_on(parts)}?", parts


def _did(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    return f"did {found['who']} mention {_on(parts)}?", replace(parts, who=found["who"])


def _then_who(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    return _asking(replace(parts, who=found["who"].strip()))


def _the_same(_: re.Match[str], parts: Parts, __: Sequence[Past]) -> Changed:
    return _asking(parts) if parts.who else None


def _who_said(_: re.Match[str], parts: Parts, __: Sequence[Past]) -> Changed:
    return f"who spoke about {_on(parts)}?", replace(parts, who="")


def _only(found: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    who = found["who"].strip(" ?.")
    filters = re.match(r"(?:official|news|in|since|before)\b", who, re.IGNORECASE) or _is_source_only(found[0])
    return None if filters or find_time_words(who) or who.islower() else _asking(replace(parts, who=who))


_PEOPLE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Parts, Sequence[Past]], Changed]], ...] = (
    (_DISAGREED, _disagreed),
    (_REPLY, _replied),
    (_OF_THEM, _of_them),
    (_GROUP, _group),
    (_FIRST, _first),
    (_MOST, _most),
    (_HOW_OFTEN, _how_often),
    (_HOW_MANY, _how_many),
    (_DID, _did),
    (_THEN_WHO, _then_who),
    (_SAME, _the_same),
    (_WHO_SAID, _who_said),
    (_ONLY, _only),
)


def _is_source_only(question: str) -> bool:
    return bool(re.search(r"\b(?:from|in|on)\s+(?:the\s+)?[A-Z]", question))


def _read_when(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    parts, last = base.parts, pasts[-1]
    if found := _BEFORE.match(question):
        word = "after" if found["when"].casefold().startswith(("after", "later", "since")) else "before"
        named = re.findall(r"\d{4}(?:-\d\d)?(?:-\d\d)?", parts.when)
        pivot = (
            (named[-1] if word == "after" else named[0])
            if named
            else (last.dates[-1] if word == "after" else last.dates[0])
            if last.dates
            else None
        )
        if not pivot or not (parts.about or parts.who):
            return None
        return _asking(replace(parts, when=f"{word} {pivot}", who=(found["who"] or parts.who).strip()))
    if _WHEN.match(question):
        if re.match(r"^\W*(?:did|was|were|is|has|have|does)\b", last.question, re.IGNORECASE) and not parts.about:
            return f"when {last.question[0].lower()}{last.question[1:]}", parts
        if parts.about:
            on = f"{parts.about}{f' {parts.when}' if parts.when else ''}"
            return f"when did {parts.who or 'anyone'} speak about {on}?", parts
    return None


def _read_narrower(question: str, base: Past, sources: Sources) -> Changed:
    """Read what only filters or orders: "in 2014 only", "newest first", "only official ones", "not by Russia"."""
    asked = _AFTER.sub("", base.question).rstrip(" ?")
    line = _LEADING.sub("", question.strip(" ?.!"))
    when = find_time_words(line) or (
        f"in {found[1]}"
        if (
            found := re.match(
                r"^(?:(?:only|just|and|what about|how about)\s+)*((?:19|20)\d\d)(?:\s+only)?$", line, re.IGNORECASE
            )
        )
        else ""
    )
    left = _FILLER.sub(" ", line.replace(when if when in line else when.removeprefix("in "), " "))
    if when and not re.search(r"\w", left):
        old = base.parts.when
        timeless = re.sub(r"\s+(?=,)", "", re.sub(r"\s+", " ", asked.replace(old, " "))).strip() if old else asked
        head, comma, tail = timeless.partition(", ") if base.parts.tail else (timeless, "", "")
        return f"{head} {when}{comma}{tail}?", replace(base.parts, when=when)
    if _EXCLUDES.match(line):
        words = re.sub(r"^(?:leave out|drop|remove|skip|ignore)\s+", "excluding ", line, flags=re.IGNORECASE)
        return f"{asked}, {words}?", replace(base.parts, tail=f"{base.parts.tail}, {words}")
    probe = read_directions(f"what was said on Zembla, {line}", sources)
    left = _FILLER.sub(" ", re.sub(r"what was said on Zembla", " ", probe.question))
    if not re.search(r"\w", left) and (
        probe.order or probe.kind or probe.source or probe.limit or probe.everything or probe.notes
    ):
        kept = _without_opposed(asked, probe)
        return f"{kept}, {line}?", replace(base.parts, tail=f"{base.parts.tail}, {line}")
    return None


def _without_opposed(asked: str, probe: Directions) -> str:
    """Return a question without the order or the kind that another is asked for instead of."""
    parts = asked.split(", ")
    kept = [parts[0]]
    for part in parts[1:]:
        held = read_directions(f"what was said on Zembla, {part}", frozenset)
        if not ((probe.order and held.order) or (probe.kind and held.kind) or (probe.limit and held.limit)):
            kept.append(part)
    return ", ".join(kept)

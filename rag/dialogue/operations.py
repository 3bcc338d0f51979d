"""Operations: follow-ups that change the answer before them, each read as a question that stands by itself.

"Only official ones" after "what did Putin say about NATO?" is "what did Putin say about NATO, only official ones?": what
was asked, with one part of it another. The text carries all that the next follow-up needs.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from rag.dialogue.directions import read_directions
from rag.query.follow_ups import standalone, turns_of
from rag.query.speaker_requests import asked_of
from rag.query.time_expressions import last_date, time_words

_phrase = partial(re.compile, flags=re.IGNORECASE)
_END = r"[\s?.!]*$"
_LEAD = r"^\W*(?:(?:and|but|ok|okay|now|so|then|please|also|could you|can you|would you)[,\s]+)*"
_COMPARE = _phrase(rf"{_LEAD}(?:compare|contrast)\s+(?:them|the two|both|these|those|the two of them|these two|their\s+\w+|the\s+(?:positions|views|statements))\b(?P<rest>[^?]*?){_END}|{_LEAD}how do (?:they|their (?:positions|views)) (?:differ|compare)(?P<other>[^?]*?){_END}")
_SUMMARISE = _phrase(rf"{_LEAD}(?:(?P<task>summari[sz]e|sum up|recap|translate)|(?:give|write|make)(?: me)? a (?:short |brief )?summary(?: of)?|in short|tl;?dr)\s*(?:this|that|it|them|these|all (?:this|that|of (?:this|that|it))|the (?:above|answer)|what (?:was|they) said)?(?P<rest>[^?]*?){_END}")
_MORE = _phrase(rf"{_LEAD}(?:(?:show|give|get|tell)\s+(?:me\s+)?)?(?:some\s+|any\s+|the\s+)?(?:more(?:\s+(?:of (?:them|these|those|this|it)|quotes?|quotations|statements|results|like (?:this|these)))?|next(?:\s+(?:ten|page|ones|few|10|\d+))?|others|the rest|another (?:one|few|ten)|go on|continue|keep going|what else(?: did (?:he|she|they) say)?|anything else|anything more)(?:\s+please)?{_END}")
_ALL = _phrase(rf"{_LEAD}(?:(?:show|give|list)\s+(?:me\s+)?)?(?:everything|all(?:\s+of\s+(?:them|it|these))?|the full list|the whole list){_END}")
_BEFORE = _phrase(rf"{_LEAD}(?:what\s+(?:about|was said|did\s+(?P<who>[^?]+?)\s+say|happened|came)\s+)?(?P<when>before|earlier(?: than)?|prior to|after|later(?: than)?|since)\s*(?:that|this|then|it)?(?:\s+time)?{_END}")
_WHEN = _phrase(rf"{_LEAD}(?:when|what\s+(?:date|day|year)|on\s+what\s+date|in\s+what\s+year)(?:\s+(?:was|is|were|did|exactly)\b[^?]*?\b(?:that|this|it|he|she|they|say|said)\b[^?]*|\s+exactly)?{_END}")
_DISAGREED = _phrase(rf"{_LEAD}(?:who|which countries|did anyone|does anyone|anyone who|has anyone)\s+(?:else\s+)?(?:disagree[ds]?|object(?:ed|s)?|oppos(?:ed?|es)|contradict(?:ed|s)?|(?:was|is|were) against|said (?:the )?(?:opposite|otherwise)|dissent(?:ed)?|differ(?:ed|s)?|den(?:ied|ies|y))(?:\s+(?:with|to|from)?\s*(?:him|her|them|that|this|it|his\b[^?]*|their\b[^?]*))?{_END}")
_REPLY = _phrase(rf"{_LEAD}(?:what|how)\s+(?:did|does|has)\s+(?P<who>[^?]+?)\s+(?:reply|replied|respond(?:ed)?|answer(?:ed)?|react(?:ed)?|say\s+(?:to|in (?:reply|response))|retort|counter)(?:\s+(?:to\s+)?(?:that|this|it|him|her|them))?{_END}")
_OF_THEM = _phrase(rf"{_LEAD}how\s+many\s+(?:of\s+(?:them|these|those|the speakers)\s+)?(?:were|are|was|is)\s+(?P<group>[^?]+?){_END}|{_LEAD}which\s+of\s+(?:them|these|those)\s+(?:were|are|was|is)\s+(?P<which>[^?]+?){_END}|{_LEAD}(?:only|just)\s+(?P<only>(?:the\s+)?(?:women|[\w-]+\s+)?(?:presidents|prime ministers|foreign ministers|ministers|leaders|states|countries|members|women)){_END}")
_HOW_MANY = _phrase(rf"{_LEAD}how\s+many\s*(?P<what>speakers|people|articles|countries|of them|sentences|years)?\s*(?:(?:are|were|is|was)\s+(?:there|that|they|it)|in\s+(?:all|total)|altogether|(?:said|mentioned)\s+(?:it|that|this|so))?{_END}")
_FIRST = _phrase(rf"{_LEAD}who\s+(?:(?:was|were)\s+(?:the\s+)?(?P<one>first|last)(?:\s+(?:one|person|speaker|country))?(?:\s+to\s+(?:say|mention|raise|speak|bring)\b[^?]*)?|(?:said|mentioned|raised|spoke)(?:\s+(?:it|this|that|so|up|about it|of it))?\s+(?P<other>first|last)|(?P<adverb>first|last)\s+(?:said|mentioned|raised|spoke)\b[^?]*){_END}")
_MOST = _phrase(rf"{_LEAD}(?P<head>who|which\s+\w+)\s+(?:said|mentioned|spoke|talked|raised)\s*(?:it|this|that|about it|of it|about this|about that)?\s*(?:the\s+)?most(?:\s+often)?{_END}")
_IT = _phrase(r"\b(?P<verb>mention(?:ed|s)?|raised?|discuss(?:ed)?|condemn(?:ed)?|support(?:ed)?|address(?:ed)?|call(?:ed)? for|oppose[ds]?|criticis(?:ed?|es)|criticiz(?:ed?|es)|say|said|on|about|of|to)\s+(?:it|this|that)\b")
_WHO_SAID = _phrase(rf"{_LEAD}(?:who\s+said\s+(?:that|this|it|so)|by\s+whom|whose\s+words\s+(?:are|were)\s+(?:these|they|those)){_END}")
_FILLER = _phrase(r"\b(?:and|but|only|just|please|what about|how about|show|give|me|those|these|ones?|them|the|limit(?:ed)?|restrict(?:ed)?|narrow(?:ed)?|it|to|that|that was|alone|now|ok|okay|for|published|dated|said|statements?|quotes?|articles?|instead|in|of)\b")
_AFTER = re.compile(r"\s*\(after (\d{1,4})\)")
_ONLY = _phrase(rf"{_LEAD}(?:only|just)\s+(?:by\s+|from\s+)?(?P<who>[^\W\d_a-z]\S*(?:\s+\S+){{0,4}}?)(?:\s+only)?{_END}")
_EXCLUDES = _phrase(r"^\W*(?:and\s+|but\s+)?(?:not\s+(?:by|from|about|on|mentioning)|without|except(?:\s+for)?|excluding|besides|apart from|other than|leave out|drop|remove)\s+")
_SAYS = _phrase(r"\b(?P<about>on|about|regarding|concerning|mention(?:ed|s)?|speak of|of)\s+(?P<subject>[^?,(]+)")
_WORDS = 12


@dataclass(frozen=True, slots=True)
class Past:
    """A question as it stood by itself, and what its answer showed: who was cited, and from when to when."""

    question: str
    speakers: tuple[str, ...]
    dates: tuple[str, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """What a question for words is made of, and all that follows it: its time, order and filters."""

    who: str
    about: str
    when: str
    tail: str

    def ask(self, **changed: str) -> str:
        """Return the question with some of these changed."""
        who, about = changed.get("who", self.who), changed.get("about", self.about)
        when, tail = changed.get("when", self.when), changed.get("tail", self.tail)
        said = f"what did {who} say" if who else "what was said"
        on = f" about {about}" if about and who else f" on {about}" if about else ""
        return f"{said}{on}{f' {when}' if when else ''}{tail}?"


Sources = Callable[[], AbstractSet[str]]


def read_pasts(history: Sequence[tuple[str, str]], known: AbstractSet[str], sources: Callable[[], frozenset[str]]) -> list[Past]:
    """Read the questions before this one, the first first, each after those before it."""
    pasts: list[Past] = []
    for place, (question, answer) in enumerate(history):
        turn = turns_of([(question, answer)], known)[0]
        leads = [block.partition(":")[0] for block in answer.split("\n\n")]
        dates = tuple(sorted(filter(None, (last_date(lead) for lead in leads))))
        meant = stand_alone(question, pasts, history[:place], known, sources)
        pasts.append(Past(meant, turn.speakers, dates, " [1]" in answer))
    return pasts


def stand_alone(question: str, pasts: Sequence[Past], history: Sequence[tuple[str, str]], known: AbstractSet[str], sources: Callable[[], frozenset[str]]) -> str:
    """Return the question that stands by itself: an operation on what came before, or filled in from it."""
    if not pasts:
        return question
    if changed := _operate(question, pasts, sources):
        return changed
    past = [(one.question, answer) for one, (_, answer) in zip(pasts, history, strict=True)]
    filled = standalone(question, turns_of(past, known))
    if filled == question and (parts := _parts(_subject_of(pasts))).about and len(question.split()) <= _WORDS:
        filled = _IT.sub(lambda found: f"{found['verb']} {parts.about}", question) if not question.strip().casefold().startswith("what is it") else question
    return filled


def _subject_of(pasts: Sequence[Past]) -> str:
    """Return the last question that has a subject."""
    return next((past.question for past in reversed(pasts) if _parts(past.question).about), pasts[-1].question)


def _parts(question: str) -> Parts:
    """Take a question apart."""
    line = _AFTER.sub("", question)
    directed = read_directions(line, frozenset)
    tail = _directing(line)
    head = directed.question.rstrip(" ?") if directed.question != line else line.rstrip(" ?")
    head = re.sub(r"^(?:summari[sz]e|translate|sum up)\s*:?\s*", "", head, flags=re.IGNORECASE)
    if found := re.match(r"^\W*compare\s+(?P<who>.+?)\s+on\s+(?P<about>.+)$", head, re.IGNORECASE):
        when = time_words(found["about"])
        return Parts("", found["about"].replace(when, "").strip(), when, tail)
    when = time_words(head)
    timeless = re.sub(r"\s+", " ", head.replace(when, " ")).strip() if when else head.strip()
    if by := re.search(r"\s+by\s+(?P<who>[^?,]+)$", timeless, re.IGNORECASE):
        asked_by, timeless = by["who"].strip(), timeless[: by.start()]
    else:
        asked_by = ""
    asked = next(iter(asked_of(f"{timeless}?")), None)
    rest = asked.rest if asked else timeless
    about = list(_SAYS.finditer(rest.strip(" ?")))
    subject = about[0]["subject"].strip(" ?,.") if about else ""
    if not subject and (shared := re.match(r"^\W*(?:what|how)\s+(?:is|was|are|were)\s+(?:the\s+)?(.+)$", timeless, re.IGNORECASE)):
        subject = shared[1].strip(" ?")
    if not subject and len(timeless.split()) <= 4 and not asked:  # noqa: PLR2004 (a bare subject)
        subject = timeless.strip(" ?.!")
    return Parts(asked.who if asked else asked_by, subject, when, tail)


def _directing(line: str) -> str:
    """Return the parts of a question, after commas, that only direct how it is answered."""
    kept = []
    for part in line.rstrip(" ?").split(", ")[1:]:
        probe = read_directions(f"what was said on Zembla, {part}", frozenset)
        if not re.search(r"\w", probe.question.replace("what was said on Zembla", "")):
            kept.append(part)
    return "".join(f", {part}" for part in kept)


def _operate(question: str, pasts: Sequence[Past], sources: Callable[[], frozenset[str]]) -> str | None:
    if len(question.split()) > _WORDS:
        return None
    last = pasts[-1]
    base = last.question if _parts(last.question).about or last.answered else _subject_of(pasts)
    for read in (_read_compare, _read_task, _read_more, _read_people, _read_when):
        if changed := read(question, base, pasts):
            return changed
    return _read_narrower(question, base, sources)


def _read_compare(question: str, base: str, pasts: Sequence[Past]) -> str | None:
    found = _COMPARE.match(question)
    if found is None:
        return None
    parts = _parts(base)
    names: list[str] = []
    for past in reversed(pasts):
        who = _parts(past.question).who
        names += [name.strip() for name in re.split(r"\s*(?:,|\band\b)\s*", who) if name.strip() and name.strip() not in names]
    names += [name for past in reversed(pasts) for name in past.speakers if not any(other.casefold() in name.casefold() for other in names)]
    about = parts.about or next((_parts(past.question).about for past in reversed(pasts) if _parts(past.question).about), "")
    if len(names) < 2 or not about:  # noqa: PLR2004 (two are compared)
        return None
    rest = (found["rest"] or found["other"] or "").strip(" ?,")
    when = time_words(rest) or parts.when
    first, second = names[1], names[0]
    return f"compare {first} and {second} on {about}{f' {when}' if when else ''}?"


def _read_task(question: str, base: str, pasts: Sequence[Past]) -> str | None:
    if found := _SUMMARISE.match(question):
        verb = "translate" if (found["task"] or "").casefold() == "translate" else "summarise"
        plain = re.sub(r"^(?:summari[sz]e|translate)\s+", "", base, flags=re.IGNORECASE)
        return f"{verb} {plain}{found['rest'] if verb == 'translate' else ''}"
    if _ALL.match(question):
        return f"{_AFTER.sub('', base)}, everything" if "everything" not in base else base
    return None


def _read_more(question: str, base: str, pasts: Sequence[Past]) -> str | None:
    if not _MORE.match(question):
        return None
    shown = sum(int(number) for number in _AFTER.findall(base))
    return f"{_AFTER.sub('', base)} (after {shown + 10})"


def _read_people(question: str, base: str, pasts: Sequence[Past]) -> str | None:
    parts = _parts(base)
    if not parts.about:
        return None
    on = f"{parts.about}{f' {parts.when}' if parts.when else ''}"
    if _DISAGREED.match(question):
        return f"who disagreed with {parts.who or next(iter(pasts[-1].speakers), 'that')} on {on}?"
    if found := _REPLY.match(question):
        return f"what did {found['who']} reply on {parts.about}?"
    if found := _OF_THEM.match(question):
        group = found["group"] or found["which"] or found["only"]
        group = re.sub(r"^(?:the|any|a|an)\s+", "", group)
        return f"{'how many' if found['group'] else 'which'} {group} spoke about {on}?"
    if found := _FIRST.match(question):
        return f"who was the {(found['one'] or found['other'] or found['adverb']).casefold()} to mention {on}?"
    if found := _MOST.match(question):
        return f"{found['head']} mentioned {on} most often?"
    if found := _HOW_MANY.match(question):
        what = (found["what"] or "speakers").replace("of them", "speakers").replace("people", "speakers")
        return f"how many {what} mentioned {on}?" if not parts.who else f"how often did {parts.who} mention {on}?"
    if _WHO_SAID.match(question):
        return f"who spoke about {on}?"
    if (found := _ONLY.match(question)) and not time_words(found["who"]) and not re.match(r"(?:official|news|in|since|before)\b", found["who"], re.IGNORECASE):
        return parts.ask(who=found["who"].strip(" ?."))
    return None


def _read_when(question: str, base: str, pasts: Sequence[Past]) -> str | None:
    parts, last = _parts(base), pasts[-1]
    if found := _BEFORE.match(question):
        word = "after" if found["when"].casefold().startswith(("after", "later", "since")) else "before"
        named = re.findall(r"\d{4}(?:-\d\d)?(?:-\d\d)?", parts.when)
        pivot = (named[-1] if word == "after" else named[0]) if named else (last.dates[-1] if word == "after" else last.dates[0]) if last.dates else None
        if not pivot or not (parts.about or parts.who):
            return None
        return parts.ask(when=f"{word} {pivot}", who=(found["who"] or parts.who).strip())
    if _WHEN.match(question):
        if re.match(r"^\W*(?:did|was|were|is|has|have|does)\b", base, re.IGNORECASE):
            return f"when {base[0].lower()}{base[1:]}"
        if parts.about:
            on = f"{parts.about}{f' {parts.when}' if parts.when else ''}"
            return f"when did {parts.who or 'anyone'} speak about {on}?"
    return None


def _read_narrower(question: str, base: str, sources: Callable[[], frozenset[str]]) -> str | None:
    """Read what only filters or orders: "in 2014 only", "newest first", "only official ones", "not by Russia"."""
    base = _AFTER.sub("", base)
    line = question.strip(" ?.!")
    when = time_words(line) or (f"in {line.split()[-1]}" if re.search(r"(?:only|just|and)\s+(?:19|20)\d\d$", line, re.IGNORECASE) else "")
    left = _FILLER.sub(" ", line.replace(when.removeprefix("in ") if when not in line else when, " "))
    if when and not re.search(r"\w", left):
        head = base.rstrip(" ?")
        old = time_words(head)
        timeless = re.sub(r"\s+(?=,)", "", re.sub(r"\s+", " ", head.replace(old, " "))).strip() if old else head.strip()
        cut = timeless.find(",")
        return f"{timeless} {when}?" if cut < 0 else f"{timeless[:cut]} {when}{timeless[cut:]}?"
    if _EXCLUDES.match(question):
        words = re.sub(r"^(?:and|but)\s+", "", line, flags=re.IGNORECASE)
        words = re.sub(r"^(?:leave out|drop|remove)\s+", "excluding ", words, flags=re.IGNORECASE)
        return f"{base.rstrip('?').strip()}, {words}?"
    probe = read_directions(f"what was said on Zembla, {re.sub(r'^(?:and|but|ok|okay|now|please|show|give me|then)[ ,]+', '', line, flags=re.IGNORECASE)}", sources)
    left = _FILLER.sub(" ", re.sub(r"what was said on Zembla", " ", probe.question))
    if not re.search(r"\w", left) and (probe.order or probe.kind or probe.source or probe.limit or probe.everything or probe.notes):
        words = re.sub(r"^(?:and|but|ok|okay|now|please|show(?: me)?|give me|then)[ ,]+", "", line, flags=re.IGNORECASE)
        return f"{base.rstrip('?').strip()}, {words}?"
    return None

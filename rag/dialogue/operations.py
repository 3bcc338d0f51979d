"""Operations: follow-ups that change the question before them, each read as a question that needs no history.

"Only official ones" after "what did Putin say about NATO?" is "what did Putin say about NATO, only official ones?": the
same question with one part of it changed. The text has all that the next follow-up needs.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.dialogue.known_names import KnownNames, Sources
from rag.dialogue.question_parts import AFTER, CLAIMED, EXCLUDES, Parts, Past, ask_whole, find_base
from rag.dialogue.speaker_operations import END, LEAD, Changed, ask_parts, read_only, read_speaker_operation
from rag.interpretation.direction_reader import Directions
from rag.interpretation.directions import read_directions
from rag.interpretation.patterns import compile_phrase
from rag.query.time_expressions import find_time_words

_COMPARE = compile_phrase(
    rf"{LEAD}(?:compare|contrast)\s+(?:them|the two|both|these|those|the two of them|these "
    rf"two|their\s+\w+|the\s+(?:positions|views|statements))\b(?P<rest>[^?]*?){END}|{LEAD}how "
    rf"do (?:they|their (?:positions|views)) (?:differ|compare)(?P<other>[^?]*?){END}"
)


_COMPARE_NAMED = compile_phrase(
    rf"{LEAD}(?:compare|contrast)\s+(?P<one>(?!(?:him|her|it|them|that|this|these|those|their|the\s+(?:two|positions|views))\b)"
    rf"[^?,]{{2,40}}?)\s+(?:and|with|to|against|vs\.?)\s+(?P<other>(?:(?!\b(?:on|about|over)\b)[^?,]){{2,40}}?){END}"
)


_SUMMARISE = compile_phrase(
    rf"{LEAD}(?:(?P<task>summari[sz]e|sum up|recap|translate)|(?:give|write|make)(?: me)"
    rf"? a (?:short |brief )?summary(?: of)?|in short|tl;?dr)\s*(?:this|that|it|them|these|"
    rf"all (?:this|that|of (?:this|that|it))|the (?:above|answer)|what (?:was|they) said)"
    rf"?(?P<rest>[^?]*?){END}"
)


_MORE = compile_phrase(
    rf"{LEAD}(?:(?:show|give|get|tell)\s+(?:me\s+)?)?(?:some\s+|any\s+|the\s+)?(?:more(?:\s+(?:of "
    rf"(?:them|these|those|this|it)|quotes?|quotations|statements|results|like (?:this|"
    rf"these)))?|next(?:\s+(?:ten|page|ones|few|10|\d+))?|others|the rest|"
    r"is (?:that|this) (?:all|it|everything)(?: there is| you have| you've got)?|another (?:one|"
    rf"few|ten)|go on|continue|keep going|what else(?: did (?:he|she|they) say)?|anything "
    rf"else|anything more)(?:\s+please)?{END}"
)


_ALL = compile_phrase(
    rf"{LEAD}(?:(?:list|name)\s+(?:them|these|those)|(?:(?:show|give|list)\s+(?:me\s+)?)?(?:everything|(?:them\s+|it\s+)?"
    rf"all(?:\s+of\s+(?:them|it|these))?|the full list|the whole list)){END}"
)


_OVER_TIME = compile_phrase(
    rf"{LEAD}(?:(?:show|put|give|draw|make)\s+(?:me\s+)?(?:it|that|this|them)?\s*)?(?:(?:as|in|"
    rf"on)\s+)?(?:(?:a|the)\s+)?"
    rf"(?:time\s?line|over\s+(?:time|the\s+years)|year\s+by\s+year)(?:\s+please)?{END}"
)


_BEFORE = compile_phrase(
    rf"{LEAD}(?:what\s+(?:about|was said|did\s+(?P<who>[^?]+?)\s+say|happened|came)\s+)"
    rf"?(?P<when>before|earlier(?: than)?|prior to|after|later(?: than)?|since)\s*(?:that|"
    rf"this|then|it)?(?:\s+time)?{END}"
)


_WHEN = compile_phrase(
    rf"{LEAD}(?:when|what\s+(?:date|day|year)|on\s+what\s+date|in\s+what\s+year)(?:\s+(?:was|"
    rf"is|were|did|exactly)\b[^?]*?\b(?:that|this|it|he|she|they|say|said)\b[^?]*|\s+exactly)"
    rf"?{END}|{LEAD}(?:was|is|were)\s+(?:that|this|it|they)\s+(?:said\s+)?(?:in|on|before|after|since|around)\s+[^?]*?(?:\d{{4}}|"
    rf"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*){END}"
)


_YEAR_BESIDE = compile_phrase(
    rf"{LEAD}(?:what\s+about\s+|in\s+)?(?:(?:the\s+)?(?:year\s+(?P<before>before)|(?P<previous>previous|"
    rf"preceding)\s+year|"
    rf"year\s+after|(?:next|following)\s+year)|(?:a|one)\s+year\s+(?:(?P<earlier>earlier|before)|later|"
    rf"after))(?:\s+that)?{END}"
)


_ELSE = compile_phrase(rf"{LEAD}what\s+else\s+(?:did|does|has)\s+(?:he|she|they)\s+(?:say|said)(?:\s+then)?{END}")


_FILLER = compile_phrase(
    r"\b(?:and|but|only|just|please|what about|how about|show|give|me|those|these|ones?|"
    r"them|the|limit(?:ed)?|restrict(?:ed)?|narrow(?:ed)?|it|to|that|that was|alone|now|"
    r"ok|okay|for|again|say|repeat|put|please|pls|published|dated|said|statements?|quotes?|articles?|instead|in|of)\b"
)


_SHOW = compile_phrase(r"^\W*(?:give|show|find|list|get|tell)\b")
_MANY = compile_phrase(r"^\W*how\s+many\s+(?P<who>speakers|countries|articles|sources)\b")


WORDS = 12


_TWO = 2  # who are compared


_PAGE = 10  # citations that an answer shows where no other number is asked for


_ONE_END = compile_phrase(
    r"^(?:(?:only|just)\s+)*(?:the\s+)?(?:very\s+)?(?:(?P<last>last|latest|newest|most\s+recent)|first|oldest|earliest)"
    r"(?:\s+(?P<n>two|three|four|five|ten|\d{1,2}))?(?:\s+(?:ones?|quotes?|statements?|sentences?|mentions?|of\s+"
    r"(?:them|these|those)))+(?:\s+only)?$"
)


_WHICH_END = compile_phrase(
    r"^(?:which|what)(?:\s+ones?)?(?:\s+of\s+(?:them|these|those))?\s+(?:is|are|was|were)\s+(?P<end>(?:the\s+)?(?:very\s+)?"
    r"(?:first|last|latest|newest|oldest|earliest|most\s+recent))(?:\s+ones?)?$"
)


_LENGTH = compile_phrase(
    r"^(?:(?:a\s+(?:bit|little)|much|make\s+it|keep\s+it|in)\s+)*(?:shorter|briefer|(?:too|less)\s+(?:long|many)|brief|"
    r"(?P<longer>longer|fuller|(?:in\s+)?(?:more\s+)?(?:full|detail)s?))(?:\s+(?:answer|version|please|pls))*$"
)


_LEFT_OUT = compile_phrase(
    r"^(?:leave out|leaving out|drop|remove|skip|ignore|omit|minus|not counting|(?:every|any)(?:one|"
    r"body)\s+(?:but|except)|all\s+but)\s+"
)


_LEADING = compile_phrase(r"^(?:(?:and|but|ok|okay|now|please|then|show(?:\s+me)?|give\s+me|filter|sort|order)[ ,]+)+")


def apply_operation(question: str, pasts: Sequence[Past], names: KnownNames) -> Changed:
    """Return the question that a follow-up makes of the questions before it; None if it is not a follow-up."""
    if len(question.split()) > WORDS:
        return None
    base = find_base(pasts)
    for read in (_read_compare, _read_task, _read_more, read_speaker_operation, _read_year_beside, _read_when):
        if changed := read(question, base, pasts):
            return changed
    return _read_narrower(question, base, names.sources) or read_only(question, base, names)


def _read_compare(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    match = _COMPARE.match(question)
    if match is None:
        return _compare_named(question, base)
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
    rest = (match["rest"] or match["other"] or "").strip(" ?,")
    when = find_time_words(rest) or base.parts.when
    who = f"{names[1]} and {names[0]}"
    return f"compare {who} on {about}{f' {when}' if when else ''}?", Parts(who, about, when, "")


def _compare_named(question: str, base: Past) -> Changed:
    """Read "compare Berg and Lund" on the subject before it."""
    match, parts = _COMPARE_NAMED.match(question), base.parts
    if match is None or not parts.about:
        return None
    who, when = f"{match['one']} and {match['other']}", f" {parts.when}" if parts.when else ""
    return f"compare {who} on {parts.about}{when}?", Parts(who, parts.about, parts.when, "")


def _same(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _read_task(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    if match := _SUMMARISE.match(question):
        verb = "translate" if (match["task"] or "").casefold() == "translate" else "summarise"
        last = pasts[-1] if pasts[-1].answered else base
        asked = last.parts.ask().rstrip("?") if _SHOW.match(last.question) and last.parts.about else ask_whole(last)
        plain = re.sub(r"^(?:summari[sz]e|translate)\s+", "", asked, flags=re.IGNORECASE)
        return f"{verb} {plain.rstrip(' ?')}{match['rest'] if verb == 'translate' else ''}?", base.parts
    if _OVER_TIME.match(question) and base.parts.about:
        return f"{replace(base.parts, when='', tail='').ask().rstrip('?')} over time?", replace(base.parts, tail="")
    if _ALL.match(question):
        plain = _MANY.sub(r"which \g<who>", ask_whole(base)).replace("which speakers", "who")
        return f"{plain}, everything?" if "everything" not in plain else f"{plain}?", base.parts
    return None


def _read_more(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    if _ELSE.match(question) and (changed := _ask_else(base, pasts)):
        return changed
    if not _MORE.match(question):
        return None
    last = pasts[-1] if pasts[-1].answered or pasts[-1].parts.about else base
    shown = sum(int(number) for number in AFTER.findall(last.question))
    return f"{AFTER.sub('', last.question).rstrip(' ?')} (after {shown + _PAGE})?", last.parts


def _ask_else(base: Past, pasts: Sequence[Past]) -> Changed:
    """Ask what else the one speaker of an answer said, on other subjects, where the answer had room for all on this."""
    names = set(pasts[-1].speakers)
    who = base.parts.who or (pasts[-1].speakers[0] if len(names) == 1 else "")
    if not who or not base.parts.about or not 0 < len(pasts[-1].dates) < _PAGE:
        return None
    when = f" {base.parts.when}" if base.parts.when else ""
    about = base.parts.about
    return f"what did {who} say{when}, not about {about}?", Parts(who, "", base.parts.when, f", not about {about}")


def _read_when(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    parts, last = base.parts, pasts[-1]
    if match := _BEFORE.match(question):
        word = "after" if match["when"].casefold().startswith(("after", "later", "since")) else "before"
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
        return ask_parts(replace(parts, when=f"{word} {pivot}", who=(match["who"] or parts.who).strip()))
    if _WHEN.match(question):
        if re.match(r"^\W*(?:did|was|were|is|has|have|does)\b", last.question, re.IGNORECASE) and not parts.about:
            return f"when {last.question[0].lower()}{last.question[1:]}", parts
        if parts.about:
            on = f"{parts.about}{f' {parts.when}' if parts.when else ''}"
            who = parts.who or (last.speakers[0] if CLAIMED.match(last.question) and last.speakers else "anyone")
            return f"when did {who} speak about {on}?", parts
    return None


def _read_year_beside(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    """Read "and the year before?"."""
    match, parts = _YEAR_BESIDE.match(question), base.parts
    years = re.findall(r"\b(?:19|20)\d\d\b", parts.when) or [date[:4] for date in pasts[-1].dates]
    if not match or not years or not (parts.about or parts.who):
        return None
    earlier = match["before"] or match["previous"] or match["earlier"]
    return ask_parts(replace(parts, when=f"in {int(years[0]) - 1 if earlier else int(years[-1]) + 1}"))


def _read_narrower(question: str, base: Past, sources: Sources) -> Changed:
    """Read what only filters or orders: "in 2014 only", "newest first", "only official ones", "not by Russia"."""
    asked = ask_whole(base)
    line = _LEADING.sub("", question.strip(" ?.!"))
    when = find_time_words(line) or (
        f"in {match[1]}"
        if (
            match := re.match(
                r"^(?:(?:only|just|and|what about|how about)\s+)*((?:19|20)\d\d)(?:\s+only)?$", line, re.IGNORECASE
            )
        )
        else ""
    )
    line = _WHICH_END.sub(r"\g<end> one", line)
    if match := _ONE_END.match(line):
        line = f"{'newest' if match['last'] else 'oldest'} first, at most {match['n'] or 'one'}"
    elif match := _LENGTH.match(line):
        line = "everything" if match["longer"] else "at most three"
    left = _FILLER.sub(" ", line.replace(when if when in line else when.removeprefix("in "), " "))
    if when and not re.search(r"\w", left):
        old = base.parts.when
        timeless = re.sub(r"\s+(?=,)", "", re.sub(r"\s+", " ", asked.replace(old, " "))).strip() if old else asked
        head, comma, tail = timeless.partition(", ") if base.parts.tail else (timeless, "", "")
        return f"{head} {when}{comma}{tail}?", replace(base.parts, when=when)
    if EXCLUDES.match(line):
        words = _LEFT_OUT.sub("excluding ", line)
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
    """Return a question without the order, the kind or the number that another is asked for instead of."""
    parts = asked.split(", ")
    head = read_directions(parts[0], frozenset)
    kept = [head.question if probe.limit and head.limit and not (head.order or head.kind or head.notes) else parts[0]]
    for part in parts[1:]:
        directions = read_directions(f"what was said on Zembla, {part}", frozenset)
        if not (
            (probe.order and directions.order) or (probe.kind and directions.kind) or (probe.limit and directions.limit)
        ):
            kept.append(part)
    return ", ".join(kept)

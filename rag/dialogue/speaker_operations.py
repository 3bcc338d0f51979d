"""Speaker operations: follow-ups that ask who, how many or how often of the same subject."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.names.gazetteer import load_gazetteer
from index.text.normalize import is_part_of
from rag.dialogue.known_names import KnownNames
from rag.dialogue.question_parts import Parts, Past
from rag.interpretation.count_questions import read_whether
from rag.interpretation.offices.group_names import is_group, region_codes
from rag.interpretation.patterns import compile_phrase
from rag.query.time_expressions import find_time_words

END = r"[\s?.!]*$"


LEAD = r"^\W*(?:(?:and|but|ok|okay|now|so|then|please|also|could you|can you|would you)[,\s]+)*"


_DISAGREED = compile_phrase(
    rf"{LEAD}(?:who|which countries|did anyone|does anyone|anyone who|has anyone)\s+(?:else\s+)"
    rf"?(?:disagree[ds]?|object(?:ed|s)?|oppos(?:ed?|es)|contradict(?:ed|s)?|(?:was|is|"
    rf"were) against|said (?:the )?(?:opposite|otherwise)|dissent(?:ed)?|differ(?:ed|s)"
    rf"?|den(?:ied|ies|y))(?:\s+(?:with|to|from)?\s*(?:him|her|them|that|this|it|his\b[^?]*|"
    rf"their\b[^?]*))?{END}"
)


_SAID_THAT = compile_phrase(r"\b(?:say|said|says|claim(?:ed)?|argue[ds]?|think)\s+that\s+(?P<subject>[^?]+)")


_REPLY = compile_phrase(
    rf"{LEAD}(?:what|how)\s+(?:did|does|has)\s+(?P<who>[^?]+?)\s+(?:reply|replied|respond(?:ed)"
    rf"?|answer(?:ed)?|react(?:ed)?|say\s+(?:to|in (?:reply|response))|retort|counter)(?:\s+(?:to\s+)"
    rf"?(?:that|this|it|him|her|them))?{END}|{LEAD}(?:did|does|do|has|have)\s+(?P<agreed>(?!(?:he|she|they|"
    rf"it|that|this|"
    rf"anyone|anybody|everyone|everybody|someone)\b)[^?]+?)\s+(?:also\s+|too\s+)?(?:agree[ds]?|"
    rf"disagree[ds]?|repl(?:y|ied)|"
    rf"respond(?:ed)?|react(?:ed)?|object(?:ed)?)(?:\s+(?:with|to)\s+(?:that|this|it|him|her|them))?{END}"
)


_OF_THEM = compile_phrase(
    rf"{LEAD}how\s+many\s+(?:of\s+(?:them|these|those|the speakers)\s+)?(?:were|are|was|"
    rf"is)\s+(?P<group>(?!(?:that|this|it|those|these|they|there|in)\b)[^?]+?){END}|"
    rf"{LEAD}which\s+of\s+(?:them|these|those)\s+(?:were|"
    rf"are|was|is)\s+(?P<which>(?!(?:the\s+)?(?:very\s+)?(?:first|last|latest|newest|oldest|earliest|most\s+recent)\b)"
    rf"[^?]+?){END}|{LEAD}(?:only|just)\s+(?P<only>(?:the\s+)"
    rf"?(?:women|[\w-]+\s+)?(?:presidents|prime ministers|foreign ministers|ministers|leaders|"
    rf"states|countries|members|women)){END}"
)


_HOW_MANY = compile_phrase(
    rf"{LEAD}how\s+many\s*(?P<what>speakers|people|articles|countries|of them|sentences|"
    rf"years)?\s*(?:(?:are|were|is|was)\s+(?:there|that|they|it)|in\s+(?:all|total)|altogether|"
    rf"(?:said|mentioned)\s+(?:it|that|this|so))?{END}"
)


_FIRST = compile_phrase(
    rf"{LEAD}who\s+(?:(?:was|were)\s+(?:the\s+)?(?P<one>first|last)(?:\s+(?:one|person|"
    rf"speaker|country))?(?:\s+to\s+(?:say|mention|raise|speak|bring)\b[^?]*)?|(?:said|"
    rf"mentioned|raised|spoke)(?:\s+(?:it|this|that|so|up|about it|of it))?\s+(?P<other>first|"
    rf"last)|(?P<adverb>first|last)\s+(?:said|mentioned|raised|spoke)\b[^?]*){END}"
)


_FIRST_TIME = compile_phrase(
    rf"{LEAD}when\s+(?:(?:was|is)\s+(?:the\s+)?(?:very\s+)?(?P<rank>first|last|latest|earliest)"
    rf"(?:\s+(?:time|one|mention|occasion))?|(?:was|were)\s+(?:it|that|this|they)\s+(?P<other>first|last)"
    rf"\s+(?:mentioned|said|raised|brought up)){END}"
)


_MOST = compile_phrase(
    rf"{LEAD}(?:by\s+)?(?P<head>who|whom|which\s+\w+)\s+(?:(?:was\s+it\s+)?(?:said|mentioned|spoke|talked|raised)\s*)?(?:it|"
    rf"this|that|about it|of it|about this|about that)?\s*(?:the\s+)?most(?:\s+often)?{END}"
)


_WHICH = compile_phrase(
    rf"{LEAD}which\s+(?P<what>countries|states|speakers|people|leaders|articles|speeches|sources|years)(?:\s+(?:exactly|then))?{END}"
)


_WHO_SAID = compile_phrase(
    rf"{LEAD}(?:who\s+said\s+(?:that|this|it|so)|by\s+whom|whose\s+words\s+(?:are|were)"
    rf"\s+(?:these|they|those)){END}"
)


_ONLY = compile_phrase(
    rf"{LEAD}(?:only|just|limit\s+(?:it|that|this)\s+to)\s+(?:(?P<about>about|on|regarding)\s+|by\s+|"
    rf"from\s+|those\s+(?:by|from|of)\s+)?"
    rf"(?P<who>[^\W\d_]\S*(?:\s+\S+){{0,4}}?)(?:\s+(?:only|alone|please|then|now))*{END}|"
    rf"{LEAD}(?:by\s+|from\s+)?(?P<name>[^\W\d_]\S*(?:\s+\S+){{0,4}}?)\s+(?:only|alone){END}"
)


_GROUP = compile_phrase(
    rf"{LEAD}(?:(?:only|just|what about|how about|by|from|among|the|those by|show(?: me)"
    rf"?)\s+)*(?P<group>[^?]+?)(?:\s+only)?{END}"
)


_HOW_OFTEN = compile_phrase(
    rf"{LEAD}how\s+(?:often|many\s+times)(?:\s+(?:was|is|did|has|have)\s+(?:that|this|"
    rf"it|he|she|they|been)\b[^?]*)?{END}"
)


_TELLS = r"(?:mention|sa(?:y|id)|speak|sp[eo]ke|talk|discuss|rais|comment|refer|nam|address|tell|told)\w*"
_DID = compile_phrase(
    rf"{LEAD}(?:did|does|has)\s+(?P<who>(?!(?:he|she|they|it|that|this|anyone|anybody)\b)"
    rf"(?:(?!\b{_TELLS}\b)[^?]){{2,40}}?)(?:\s+(?:too|also|as well|say so|mention it|say (?:anything|something)"
    rf"(?: (?:on|about) (?:it|this|that))?))?{END}"
)


_THEN_WHO = compile_phrase(
    r"^\W*(?:(?:and|but|then|so)\s+)?(?:what\s+(?:did|does|has)\s+)(?P<who>(?!(?:he|she|"
    r"they|it|that|this)\b)[^?]+?)\s+(?:say|said|think)[\s?.!]*$"
)


_WHO_IS = compile_phrase(
    rf"{LEAD}who(?:\s+exactly)?(?:['’]?s|\s+(?:is|was|are))\s+(?:he|she|that|this|it|they|that\s+(?:man|"
    rf"woman|person|speaker))"
    rf"(?:\s+(?:anyway|then|exactly))?{END}"
)


_SAME = compile_phrase(
    rf"{LEAD}what\s+(?:did|does|has)\s+(?:he|she|it|(?P<several>they))\s+(?:actually\s+|really\s+)?(?:say|"
    rf"said)(?:\s+(?:exactly|"
    rf"then|instead|about (?:it|that|this)))?{END}|{LEAD}(?:(?:what\s+(?:were|are|was|is)|give\s+me|"
    rf"show\s+me)\s+)?(?:his|her|"
    rf"(?P<theirs>their))\s+(?:exact\s+|actual\s+|own\s+|very\s+|precise\s+)*(?:words|statement|quote|"
    rf"answer|remarks?){END}|"
    rf"{LEAD}quote\s+(?:him|her|it|(?P<them>them))(?:\s+(?:exactly|verbatim|directly|please|word\s+for\s+word))*{END}"
)


Changed = tuple[str, Parts] | None


def ask_parts(parts: Parts) -> Changed:
    """Return the question for these parts, and the parts."""
    return parts.ask(), parts


def read_only(question: str, base: Past, names: KnownNames) -> Changed:
    """Read who alone is wanted of the same, or of which subject alone: "only Nicaragua", "just on sanctions"."""
    match = _ONLY.match(question)
    if match is None or not (base.parts.about or base.parts.who):
        return None
    words = (match["who"] or match["name"]).strip(" ?.!")
    if _FILTERS.match(words) or _is_source_only(match[0]) or find_time_words(words):
        return None
    if match["about"]:
        return ask_parts(replace(base.parts, about=f"{base.parts.about} {words}".strip()))
    is_name = names.speaks(words) or bool(load_gazetteer().find(words, typed=True)) or words[0].isupper()
    return ask_parts(replace(base.parts, who=words)) if is_name and not is_group(words) else None


def read_speaker_operation(question: str, base: Past, pasts: Sequence[Past]) -> Changed:
    """Read what asks who, how many or how often of the same subject."""
    if (match := _SAME.match(question)) and (same := _read_same(match, base, pasts)):
        return same
    if not base.parts.about:
        told = _SAID_THAT.search(pasts[-1].question) if _DISAGREED.match(question) else None
        return _disagreed(told, replace(base.parts, about=told["subject"].strip()), pasts) if told else None
    for words, read in _PEOPLE:
        match = words.match(question)
        changed = read(match, base.parts, pasts) if match else None
        if changed:
            return changed
    return None


def _on(parts: Parts) -> str:
    return f"{parts.about} {parts.when}".strip()


def _disagreed(_: re.Match[str], parts: Parts, pasts: Sequence[Past]) -> Changed:
    who = parts.who or next(iter(pasts[-1].speakers), "that")
    return f"who disagreed with {who} on {_on(parts)}?", replace(parts, who="")


def _replied(match: re.Match[str], parts: Parts, pasts: Sequence[Past]) -> Changed:
    """Read a reply on the last subject, or else on another.

    That is the subject before it if the last was only asked about ("a red line"), or whoever is replied to.
    """
    who = match["who"] or match["agreed"]
    earlier = ""
    if read_whether(pasts[-1].question):
        abouts = (past.parts.about for past in reversed(pasts[:-1]))
        earlier = next((about for about in abouts if about not in {"", parts.about}), "")
    wider = earlier
    if not wider and parts.about and not parts.who:
        wider = next((name.split()[-1] for name in pasts[-1].speakers if not is_part_of(who, name)), "")
    otherwise = f" or else {wider}" if wider else ""
    return f"what did {who} reply on {parts.about}{otherwise}?", replace(parts, who=who, about=earlier or parts.about)


def _of_them(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    named = match["group"] or match["which"] or match["only"]
    group = re.sub(r"^(?:the|any|a|an|by|from)\s+", "", named, flags=re.IGNORECASE)
    group = f"{group} leaders" if region_codes(group) else group
    if match["only"]:
        return ask_parts(replace(parts, who=group))
    return f"{'how many' if match['group'] else 'which'} {group} spoke about {_on(parts)}?", parts


def _group(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    group = match["group"].strip()
    return ask_parts(replace(parts, who=group)) if is_group(group) else None


def _first(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    rank = (match["one"] or match["other"] or match["adverb"]).casefold()
    return f"who was the {rank} to mention {_on(parts)}?", replace(parts, who="")


def _first_time(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    rank = "last" if (match["rank"] or match["other"]).casefold() in {"last", "latest"} else "first"
    return f"when was {parts.about} {rank} mentioned?", parts


def _most(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    head = match["head"].casefold().replace("whom", "who")
    return f"{head} mentioned {_on(parts)} most often?", replace(parts, who="")


def _how_often(_: re.Match[str], parts: Parts, __: Sequence[Past]) -> Changed:
    if parts.who:
        return f"how often did {parts.who} mention {_on(parts)}?", parts
    return f"how often was {parts.about} mentioned{f' {parts.when}' if parts.when else ''}?", parts


def _how_many(match: re.Match[str], parts: Parts, pasts: Sequence[Past]) -> Changed:
    if parts.who:
        return _how_often(match, parts, pasts)
    what = (match["what"] or "speakers").replace("of them", "speakers").replace("people", "speakers")
    return f"how many {what} mentioned {_on(parts)}?", parts


def _which(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    what = match["what"].casefold()
    asks = "who" if what in {"speakers", "people", "leaders"} else f"{'in ' if what == 'years' else ''}which {what}"
    verb = f"was {_on(parts)} mentioned" if what == "years" else f"mentioned {_on(parts)}"
    return f"{asks} {verb}?", replace(parts, who="")


def _did(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    return f"did {match['who']} mention {_on(parts)}?", replace(parts, who=match["who"])


def _then_who(match: re.Match[str], parts: Parts, _: Sequence[Past]) -> Changed:
    return ask_parts(replace(parts, who=match["who"].strip()))


def _read_same(match: re.Match[str], base: Past, pasts: Sequence[Past]) -> Changed:
    """Ask for the words of whoever was asked about, or was cited alone or first, on the same subject."""
    parts, cited = base.parts, pasts[-1].speakers
    named = next((name for name in cited if is_part_of(name.split()[-1], pasts[-1].question)), "") or next(
        (name for name in cited if is_part_of(name.split()[0], pasts[-1].question)), ""
    )
    is_one = len(cited) == 1 or not (match["several"] or match["theirs"] or match["them"])
    who = parts.who or named or (cited[0] if cited and is_one else "")
    return ask_parts(replace(parts, who=who)) if who else None


def _who_is(_: re.Match[str], parts: Parts, pasts: Sequence[Past]) -> Changed:
    who = parts.who or (pasts[-1].speakers[0] if len(set(pasts[-1].speakers)) == 1 else "")
    return (f"who is {who}?", replace(parts, who=who)) if who else None


def _who_said(_: re.Match[str], parts: Parts, __: Sequence[Past]) -> Changed:
    return f"who spoke about {_on(parts)}?", replace(parts, who="")


_FILTERS = compile_phrase(
    r"(?:the\s+)?(?:official|news|press|media|speeches|in|since|before|after|until|first|last|latest|"
    r"newest|oldest|one|two|three|"
    r"four|five|ten|\d)\b"
)


_PEOPLE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Parts, Sequence[Past]], Changed]], ...] = (
    (_DISAGREED, _disagreed),
    (_REPLY, _replied),
    (_OF_THEM, _of_them),
    (_GROUP, _group),
    (_FIRST, _first),
    (_FIRST_TIME, _first_time),
    (_MOST, _most),
    (_HOW_OFTEN, _how_often),
    (_HOW_MANY, _how_many),
    (_DID, _did),
    (_THEN_WHO, _then_who),
    (_WHO_IS, _who_is),
    (_WHO_SAID, _who_said),
    (_WHICH, _which),
)


def _is_source_only(question: str) -> bool:
    return bool(re.search(r"\b(?:from|in|on)\s+(?:the\s+)?[A-Z]", question))

"""Retakes: what was asked last is asked again of another, or of all others, or for one of the quotations that it gave.

"What's Lund's view?", "how did Lund justify it?", "same for Lund", "the one by Lund in 2011", "did anyone else defend
the whales?" and "one quote is enough" all keep the subject of the question before them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.names.gazetteer import load_gazetteer
from index.text.normalize import fold, is_part_of, words
from rag.dialogue.question_parts import Past, find_base
from rag.dialogue.speaker_names import SpeakerNames
from rag.interpretation.offices.group_names import region_codes
from rag.interpretation.patterns import compile_phrase
from rag.query.time_expressions import find_time_words

_LEAD = r"^\W*(?:(?:and|but|so|then|now|also)[,\s]+){0,2}"
_END = r"[\s?.!]*$"
_WHO = (
    r"(?P<who>(?!(?:he|she|they|it|its|that|this|these|those|we|you|i|there|anyone|anybody|someone|everyone|his|her|their|the\s+(?:first|last))\b)"
    r"[^\s?,;:][^?,;:]{1,40}?)"
)
_SUBJECT = (
    r"(?:it|this|that|them|these|those|(?:the|this|that)\s+"
    r"(?:matter|subject|topic|issue|question|thing|move|decision|idea|plan|proposal))"
)
_VIEWS = (
    r"(?:views?|positions?|stances?|takes?|opinions?|lines?|sides?|answers?|responses?|reactions?|thoughts|arguments?|"
    r"version|reasons?)"
)
_QUOTES = r"(?:quotes?|quotations?|statements?|sentences?|lines?|remarks?|examples?|results?|citations?)"
_N = r"(?P<n>one|two|three|four|five|six|ten|a\s+single|\d{1,2})"
_SHOW = (
    r"(?:(?:quote|show|give|read|get|find|tell|repeat|i\s+(?:want|need|mean|meant))\s+(?:me\s+|us\s+)?)?"
    r"(?:(?:just|only)\s+)?"
)

_ASKS_OF = (
    compile_phrase(
        rf"{_LEAD}(?:(?:what|how)(?:['’]?s|\s+(?:is|was|are|were|about))\s+)?(?:the\s+)?{_WHO}(?:['’]s?)\s+(?:own\s+|official\s+)?{_VIEWS}"
        rf"(?:\s+(?:on|about|of|to|for)\s+{_SUBJECT})?{_END}"
    ),
    compile_phrase(
        rf"{_LEAD}what(?:['’]?s|\s+is|\s+was|\s+are|\s+were)\s+the\s+{_VIEWS}\s+of\s+{_WHO}(?:\s+(?:on|about|of|to|for)\s+{_SUBJECT})?{_END}"
    ),
    compile_phrase(rf"{_LEAD}where\s+(?:does|did|do)\s+{_WHO}\s+stand(?:\s+(?:on|in|with)\s+{_SUBJECT})?{_END}"),
    compile_phrase(
        rf"{_LEAD}(?:how|why|on\s+what\s+grounds)\s+(?:did|does|do|has|have|would)\s+{_WHO}\s+(?:justif|explain|defen[ds]|describ|excus|rationali|"
        rf"argue|see|view|put|call|frame|sell|phrase|word|judge|do|want|feel|think|react|respond|talk|speak)\w*"
        rf"(?:\s+(?:for|about|of|to|against|on))?\s+{_SUBJECT}{_END}"
    ),
    compile_phrase(
        rf"{_LEAD}what\s+(?:did|does|do|would|might|could)\s+{_WHO}\s+(?:make\s+of|think\s+of|think\s+about|say\s+to|have\s+to\s+say\s+(?:on|about|to))\s+"
        rf"{_SUBJECT}{_END}"
    ),
    compile_phrase(rf"{_LEAD}what\s+(?:would|might|could)\s+{_WHO}\s+(?:say|think){_END}"),
    compile_phrase(
        rf"{_LEAD}(?:is|are|was)\s+there\s+(?:an?|any|some)\s+\w+\s+(?:where|in\s+which|when)\s+{_WHO}\s+\w+\s+(?:(?:about|of|on)\s+)?{_SUBJECT}{_END}"
    ),
)
"""What somebody else thinks of the same, in any words: what they said of it answers."""

_ANOTHER = (
    compile_phrase(
        rf"{_LEAD}(?:(?:do|ask|try)\s+)?(?:the\s+)?same(?:\s+(?:question|thing|again|search))?,?\s+(?:but\s+(?:(?:for|with|of|by|from|about|on)\s+)?|(?:for|with|of|by|from|about|on)\s+){_WHO}{_END}"
    ),
    compile_phrase(rf"{_LEAD}(?:do|try)\s+{_WHO}{_END}"),
    compile_phrase(rf"{_LEAD}{_WHO}\s+instead{_END}"),
    compile_phrase(rf"{_LEAD}(?:(?:no|sorry)[,\s]+)?i\s+(?:meant|mean)\s+{_WHO}{_END}"),
)
_NOT_THE_OTHER = compile_phrase(
    rf"{_LEAD}(?:(?:no|sorry)[,\s]+)?(?:i\s+meant?\s+)?{_WHO},?\s+not\s+(?:by\s+|from\s+)?(?P<other>[^?,]{{2,40}}?){_END}"
)
_BARE = re.compile(r"^\W*(?P<who>[^\W\d_][\w'’.-]+(?:\s+[^\W\d_][\w'’.-]+){0,2})\s*\?\s*$")
_ANYONE_FROM = compile_phrase(
    rf"{_LEAD}(?:is\s+there\s+|are\s+there\s+|was\s+there\s+)?(?:any(?:one|body|thing)|some(?:one|body))\s+(?:from|in|by)\s+{_WHO}{_END}"
)
_EVERYONE_ELSE = compile_phrase(
    rf"{_LEAD}(?:(?:only|just)\s+)?(?:what\s+(?:did|about)\s+)?(?:by\s+)?(?:every|any)(?:one|body)\s+else(?:\s+say)?{_END}"
)
_WITHOUT = compile_phrase(
    r"^\W*(?:(?:and|but|now)\s+)?(?:without|not|except(?:\s+for)?|excluding|besides|other\s+than|minus|apart\s+from|no)\s+(?:by\s+|from\s+)?"
    rf"(?P<other>[^?,]{{2,40}}?)(?P<ones>\s+ones?)?{_END}"
)
_THE_ONE = compile_phrase(
    rf"{_LEAD}{_SHOW}(?:the|those|that)\s+(?:ones?|{_QUOTES}|speech(?:es)?|words)\s+(?:from|by|of|in)\s+{_WHO}{_END}"
)
_THE_YEAR = compile_phrase(rf"{_LEAD}{_SHOW}the\s+(?P<year>(?:19|20)\d\d)\s+(?:ones?|{_QUOTES}){_END}")
_ENOUGH = (
    compile_phrase(
        rf"{_LEAD}(?:(?:just|only)\s+)?{_N}(?:\s+(?:of\s+them|{_QUOTES}))?\s+(?:(?:is|are)\s+(?:\w+\s+)?|will\s+(?:be\s+)?|would\s+(?:be\s+)?)"
        rf"(?:enough|do|suffice|sufficient|fine|plenty|ok|okay){_END}"
    ),
    compile_phrase(
        rf"{_LEAD}i(?:['’]d)?\s+(?:(?:only|just)\s+(?:need|want|like)|(?:need|want)\s+(?:only|just))\s+{_N}(?:\s+(?:of\s+them|{_QUOTES}))?{_END}"
    ),
    compile_phrase(rf"{_LEAD}(?:give|show|get)\s+(?:me\s+|us\s+)?(?:(?:just|only)\s+)?{_N}(?:\s+{_QUOTES})?{_END}"),
    compile_phrase(
        rf"{_LEAD}(?:make|keep|limit|cut|reduce|restrict)\s+(?:it|that|this|them)\s+(?:down\s+)?(?:to\s+)?(?:(?:just|only)\s+)?{_N}(?:\s+{_QUOTES})?{_END}"
    ),
)
_ANYONE_ELSE = compile_phrase(
    rf"{_LEAD}(?:(?:did|does|do|has|have|was|were|is|are)\s+(?:there\s+)?(?:any(?:one|body)|some(?:one|body)|any\s+others?|others)(?:\s+else)?|who\s+else)\s+"
    r"(?:(?:has|have|had|also|ever|who|that)\s+){0,2}(?P<verb>[a-z]+(?:\s+(?:up|out|for|against|about|of|on|to|with)){0,2})\s+(?P<what>[^?,;]{2,60}?)"
    rf"{_END}"
)
_ELSE = compile_phrase(r"\b(?:else|others?)\b")
_BACK = compile_phrase(_SUBJECT)
_MENTIONS = compile_phrase(r"(?:mention|sp[oe]a?k|talk|sa(?:y|id)|rais|discuss|comment|br(?:ing|ought))\w*(?:\s+\w+)*")


def retake(question: str, pasts: Sequence[Past], speakers: SpeakerNames) -> str:
    """Return a follow-up that asks the last question again, of another or for less, as a whole one; else unchanged."""
    base = find_base(pasts) if pasts else None
    if base is None or not (base.parts.about or base.parts.who):
        return question
    return (
        _fewer(question)
        or _of_others(question, base, pasts)
        or _of_another(question, base, speakers)
        or _the_one(question, base, speakers)
        or question
    )


def _fewer(question: str) -> str:
    match = next(filter(None, (words.match(question) for words in _ENOUGH)), None)
    return f"only {'one' if ' ' in match['n'] else match['n']}" if match else ""


def _of_another(question: str, base: Past, speakers: SpeakerNames) -> str:
    for shape in _ASKS_OF:
        match = shape.match(question)
        if match and base.parts.about and _is_someone(match["who"], speakers):
            return replace(base.parts, who=match["who"]).ask()
    for shape in _ANOTHER:
        match = shape.match(question)
        if match and _is_someone(match["who"], speakers):
            return f"and {match['who']}?"
    if (match := _ANYONE_FROM.match(question)) and base.parts.about:
        who = f"{match['who']} leaders" if region_codes(match["who"]) else match["who"]
        return replace(base.parts, who=who).ask() if _is_someone(who, speakers) else ""
    match = _NOT_THE_OTHER.match(question)
    if match and is_part_of(match["other"], f"{base.parts.who} {base.parts.about}"):
        return f"and {match['who']}?" if _is_someone(match["who"], speakers) else ""
    match = _BARE.match(question)
    return f"and {match['who']}?" if match and base.parts.about and speakers.has_person(match["who"]) else ""


def _the_one(question: str, base: Past, speakers: SpeakerNames) -> str:
    """Return "the one by Lund in 2011", and "the 2011 one", with the subject before it."""
    if year := _THE_YEAR.match(question):
        return replace(base.parts, when=f"in {year['year']}").ask()
    match = _THE_ONE.match(question)
    if match is None:
        return ""
    named = match["who"]
    when = find_time_words(named) or (f"in {named}" if re.fullmatch(r"(?:19|20)\d\d", named) else "")
    timeless = named.replace(when, " ").replace(when.removeprefix("in "), " ") if when else named
    who = " ".join(timeless.split())
    if who and not _is_someone(who, speakers):
        return ""
    return replace(base.parts, who=who or base.parts.who, when=when or base.parts.when).ask()


def _of_others(question: str, base: Past, pasts: Sequence[Past]) -> str:
    """Return "did anyone else defend it?" as a question for what others said of it; it is given no yes or no."""
    match, about = _ANYONE_ELSE.match(question), base.parts.about
    if about and (left_out := _left_out(question, base)):
        return left_out
    if about and _EVERYONE_ELSE.match(question) and base.parts.who:
        return _ask_all_but_them(base)
    if match is None or not about or not _ELSE.search(match[0]) or not _refers_back(match["what"], about):
        return ""
    known = [base.parts.who] if base.parts.who else list(dict.fromkeys(pasts[-1].speakers))
    when = f" {base.parts.when}" if base.parts.when else ""
    others = f", excluding those by {' and '.join(known)}" if known else ""
    if _MENTIONS.fullmatch(match["verb"]):
        return f"who spoke about {about}{when}{others.replace('excluding those by', 'apart from')}?"
    return f"what was said on {about}{when}{others}?"


def _left_out(question: str, base: Past) -> str:
    """Return "without Berg", or "not the Swedish ones", as a question that leaves them out; empty for any other."""
    match = _WITHOUT.match(question)
    if match is None:
        return ""
    if base.parts.who and is_part_of(match["other"], base.parts.who):
        return _ask_all_but_them(base)
    return f"not by {match['other']}" if match["ones"] else ""


def _ask_all_but_them(base: Past) -> str:
    """Return the last question for the words of all but its speaker."""
    return f"{replace(base.parts, who='', tail='').ask().rstrip('?')}, excluding those by {base.parts.who}?"


def _refers_back(what: str, about: str) -> bool:
    """Return whether some words stand for a subject: a pronoun, or a part of its name, "the court" of the ICC."""
    if _BACK.fullmatch(what):
        return True
    gazetteer = load_gazetteer()
    codes = {code for one in gazetteer.find(about, typed=True) for code in one.form.codes}
    names = [form.spelling for code in codes for form in gazetteer.forms_of_code(code)]
    asked = set(words(fold(what))) - {"the", "this", "that"}
    return bool(asked) and any(asked <= set(words(fold(name))) for name in (about, *names))


def _is_someone(name: str, speakers: SpeakerNames) -> bool:
    return bool(load_gazetteer().find(name, typed=True)) or speakers.has_like(name)

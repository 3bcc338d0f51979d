"""Sayings: whose words a question wants and whose or what it leaves out, wherever in it that stands.

"Quotes about drones by John Brennan, not about Yemen" is the plain question "what was said about drones?", for
Brennan's words, without the sentences that name Yemen.
"""

import re
from dataclasses import dataclass, replace

from index.names.gazetteer import load_gazetteer
from index.store.statement_table import StatementTable
from rag.interpretation.alternatives import Alternatives, read_alternatives
from rag.interpretation.exclusions import read_exclusions
from rag.interpretation.offices.group_names import is_group
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import Voices, find_voices
from rag.interpretation.speaker_words import TELLING, read_speaker_group, read_speakers
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.time_expressions import find_time_words

_QUOTES = compile_phrase(
    r"^\W*(?:(?:can i (?:have|see)|i (?:want|need)|need|"
    r"(?:i['’]?m |i am |we['’]?re )?(?:looking for|after|hunting for|searching for|chasing)|could use|"
    r"(?:(?:have you|has anyone|you|you['’]ve) )?got|any chance of|do we have(?: any)?|"
    r"give|show|find|list|get|tell|quote|read|display|"
    r"any|are there(?: any)?|do you have(?: any)?|is there)\s+(?:me\s+|us\s+)?)*(?:,\s*)"
    r"?(?:(?:an?|any|some|the|more|all|other|of|official|public|recent|best|short|direct|exact|own|actual|verbatim|full|"
    r"killer|punchy|strong|snappy|juicy|sharp|powerful|good|great|nice|usable|quotable|decent|solid|key|brief)\s+)*"
    r"(?:quotes?|quotations?|sentences?|excerpts?|extracts?|lines|line(?=\s+(?:by|from)\b)|passages?|citations?|"
    r"statements?|remarks?|comments?|words|mentions?|utterances|anything|something|everything|"
    r"speech(?:es)?)"
    r"(?P<by>(?:\s+(?:made|said|given|issued|uttered|spoken))?\s+(?:by|from)\b[^?!;,]*?|"
    r"(?<!mention)(?<!mentions)\s+of\b[^?!;,]*?(?=\s+(?:on|about|regarding|concerning)\b))"
    r"?(?:\s+(?:that\s+(?:was|were)\s+)?(?:made|said|given|issued|there is|there are|you "
    r"have|on record))?(?=\s+(?:on|about|regarding|concerning|of|mentioning|naming|by|"
    r"from|in|since|before|between)\b|\s*[?!.]*$)"
)


_THAT_NAME = compile_phrase(
    r"^(?P<lead>\W*(?:(?:show|give|find|list|get|any|all|the|me|us)\s+)*(?:quotes?|quotations?|sentences?|passages?|statements?|"
    r"remarks?|speech(?:es)?)(?:\s+(?:by|from|in|of|since|made)\s+[^?,;]{1,60}?)?)\s+(?:that|which)\s+"
    r"(?:mention|name|discuss|address|cite|raise|(?:talk|speak)\s+(?:about|of|on)|deal\s+with|refer\s+to|touch\s+on)\b"
)


_OF = compile_phrase(r"^what was said\s+(?:of|mentioning|naming|regarding|concerning)\b")


_LEAD = compile_phrase(
    r"^\W*(?:list|show(?: me)?|give me|find(?: me)?|tell me|quote|get me)\s*,?\s+(?=(?:what|"
    r"who|which|when|where|how)\b)"
)


_MENTIONS = (
    (
        compile_phrase(
            r"^\W*(?:the\s+)?(?P<rank>last|latest|first|earliest)\s+time\s+(?:that\s+)?(?:(?:anyone|anybody|somebody|"
            r"someone)\s+(?:mentioned|raised|named|spoke\s+(?:of|about)|brought\s+up)\s+(?P<active>[^?]+?)|(?P<passive>[^?]+?)"
            r"\s+(?:came\s+up|(?:was|were|got)\s+(?:mentioned|raised|named|discussed|brought\s+up)))(?=\W*$)"
        ),
        lambda match: f"{match['rank']} mention of {match['active'] or match['passive']}",
    ),
    (compile_phrase(r"\b(?:brought|bring|brings)\s+up\b"), "mentioned"),
    (
        compile_phrase(
            r"^(?P<ask>\W*what\s+(?:does|did|do)\s+(?!(?:you|we|i)\b)[^?]{2,60}?)\s+(?:think|feel)\s+(?:of|about)\s+(?=\S)"
        ),
        r"\g<ask> say about ",
    ),
    (
        compile_phrase(
            r"\b(?:gave|made|delivered|held|issued)\s+(?:(?:a|an|any|some|the|several|public|official)\s+)*(?:speech(?:es)?|"
            r"statements?|remarks|address(?:es)?|comments?)\s+(?=(?:on|about|regarding|concerning)\b)"
        ),
        "spoke ",
    ),
    (
        compile_phrase(
            r"\b(?:touch(?:ed|es)?\s+(?:up)?on|allud(?:ed|es?)\s+to|mad(?:e|k?es?)\s+(?:any\s+)"
            r"?(?:reference|mention)s?\s+(?:to|of)|deal(?:s|t)?\s+with|(?<!to )referr?(?:ed|s)?\s+to|rais(?:ed|es?)"
            r"\s+the\s+(?:issue|question|matter|subject|topic|case|plight)\s+of)\b"
        ),
        "mentioned",
    ),
    (
        compile_phrase(
            r"(?<=\bwho )(?:raised|raises|discussed|discusses|named|names|addressed|addresses|quotes|quoted|"
            r"cites|cited|invokes|invoked)\b"
        ),
        "mentioned",
    ),
    (
        compile_phrase(
            r"\b(?P<did>(?:did|does|has|have)\s+(?:[^\s?]+\s+){1,5}?(?:ever\s+)?)(?:raise|discuss|"
            r"raised|discussed)\b"
        ),
        r"\g<did>mention",
    ),
)


_WHICH_OFFICE = compile_phrase(
    r"\b(?P<which>(?:which|any)\s+(?:\w+\s+)?)(?P<office>(?:prime|foreign|defen[cs]e|finance)\s+minister|"
    r"president|minister|king|chancellor|ambassador|senator|governor|leader)\b(?!\s+of\b)"
)


_BOTH = compile_phrase(r"\b(?P<did>(?:did|do|does|have|has|by|from)\s+)both\s+(?=[^?,;]{2,60}?\s+and\s)")


_AND_BY = compile_phrase(r"(?P<by>\b(?:by|from)\s+[^?,;]{2,60}?\s+and)\s+(?:by|from)(?=\s)")


_WANTS = compile_phrase(
    r"^\W*what\s+(?:exactly\s+)?(?:does|did|do|is|was|are|were)\s+(?P<who>[^?]+?)\s+(?:want|wants|seek|demand|ask|call|asking|calling|seeking|"
    r"demanding|propose|proposing|need|expect|hope|request|urge)\s+(?:(?:the\s+\w+\s+)?to\s+(?:happen|be\s+done|change)\s+)?"
    r"(?:from\s+[^?]+?\s+(?=(?:on|for|about|regarding)\b))?"
    r"(?:for|from|of|in|on|with|about|regarding|concerning|as\s+to)\s+(?P<about>[^?]+?)\W*$"
)


_DID_NOT = compile_phrase(
    r"^\W*(?:which|who|how many|list|are there|is there)\b(?P<group>[^?]*?)\s*\b(?:who\s+|"
    r"that\s+|which\s+)?(?:did\s+not|didn['’]?t|do\s+not|don['’]?t|does\s+not|doesn['’]?t|"
    r"never|has\s+not|have\s+not|hasn['’]?t|haven['’]?t|has\s+never|have\s+never|had\s+not|"
    r"failed\s+to|refused\s+to|avoided)\s+"
    r"(?:ever\s+|once\s+)?(?P<verb>\w+)\s+(?P<rest>[^?]+)"
)


_PLAIN_HEAD = compile_phrase(
    r"(?:(?:other|of|the|world|all)\s+)*"
    r"(?:speakers?|people|persons?|leaders?|politicians?|officials?|statesmen|delegates?|representatives?|ones?|countr(?:y|ies)|states?|nations?|delegations?|articles?|documents?|speeches)"
    r"(?:\s+(?:are there|do you have))?"
)


_SPEAKING = compile_phrase(
    r"\s*\b(?:(?:who|that|which)\s+)?(?:(?:were\s+)?speaking|spoke|speak|talked|appeared|appearing|present)(?:\s+there)?$"
)
"""After those who are asked for, that they spoke where or when the question limits them to."""

_LACKING = {
    "country": compile_phrase(r"\b(?:countr(?:y|ies)|states?|nations?|delegations?)\b"),
    "article": compile_phrase(r"\b(?:articles?|documents?|speeches|stories|texts)\b"),
}


_SAY_NOT = compile_phrase(
    r"^\W*(?P<lead>what\s+(?:did|does|has|have|do)\s+[^?]+?)\s+(?:not|never)\s+(?P<verb>ever\s+)"
    r"?(?P<rest>(?:say|said|mention|mentioned|speak|talk|tell|claim|comment)\b)"
)


_NEVER_WHAT = compile_phrase(
    r"^\W*(?:what|(?:what|which)\s+(?:other\s+)?(?P<of>countries|states|subjects|topics|names|speakers|people|persons|leaders|politicians|"
    r"organi[sz]ations|bodies|institutions|alliances|groups))\s+(?:did|does|has|have|do)\s+(?P<who>[^?]+?)\s+"
    r"(?:(?:did|does|do|has|have)\s+)?(?:never|not)\s+(?:ever\s+)?(?:mention|mentioned|name|named|talk\s+about|"
    r"talked\s+about|speak\s+(?:about|of)|spoken\s+(?:about|of))(?:\s+at\s+all)?\W*$"
)


_FROM_YEAR = compile_phrase(r"^(?:from|of|during)\s+(?=\d{4}$)")
_PEOPLE = frozenset({"speakers", "people", "persons", "leaders", "politicians"})
_BODIES = frozenset({"organisations", "organizations", "bodies", "institutions", "alliances", "groups"})
_NEVER = compile_phrase(
    r"^\W*(?P<lead>(?:did|does|has|have|had)\s+[^?]+?)\s+(?:not|never|n['’]t)\s+(?=(?:ever\s+)?\w+)"
)


_WITHIN = compile_phrase(
    r"\b(?:say|said|claim(?:ed)?|think|thought|believe[ds]?|argue[ds]?|tell|told|warn(?:ed)?|demand(?:ed)?)\b.*"
    r"\b(?:should|must|would|will|can|could|shall|may|might|is|are|was|were|has|have|had|did|does|do)\s*$"
)
"""A negation after these is part of what was said: "did Iceland say Iran should not be bombed?"."""


_NEGATION = compile_phrase(r"\b(?:not|never|nobody|no one|none|neither|nor|without|except|unless|\w+n['’]t)\b")


_MODAL = compile_phrase(
    r"\b(?:that\b.*|should|must|can|could|will|would|may|might|cannot)\s*\b(?:not|never|"
    r"no one|nobody)\b|\bwhy\b|\bcannot\b"
)


_ASKS = compile_phrase(
    r"^\W*(?:and\s+|but\s+)?(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|"
    r"should)\b"
)


_PLACED = compile_phrase(r"(?<!touch )(?<!touched )(?<!touches )\b(?:on|about)\b")


_BARE_WORDS = 4  # of a question that only names a subject


@dataclass(frozen=True, slots=True)
class StatementQuestion:
    """A plain question, and whose words it wants and leaves out.

    `voices` are those whose words alone are wanted, `unknown` the name of a speaker of whom the library has nothing.
    `others` are those whose words are left out; `without` are subjects whose sentences are. `lacking` is what is
    asked for of those who have not said what the question says: speaker, country or article; or what somebody has not
    named at all: subject, named_speaker or named_body. `alternatives` are those of whom one is asked for.
    """

    question: str
    voices: Voices | None = None
    unknown: str = ""
    others: SpeakerSelection | None = None
    without: tuple[str, ...] = ()
    lacking: str = ""
    alternatives: Alternatives | None = None
    notes: tuple[str, ...] = ()


def wants_words(question: str) -> bool:
    """Return whether a question is for what was said, or only names a subject; else it asks for a fact."""
    return bool(TELLING.search(_PLACED.sub(" ", question))) or len(question.split()) <= _BARE_WORDS


def mark_question(question: str) -> str:
    """Return a question for words with one mark at its end, a bare subject without, and a question of fact as typed."""
    line = question.rstrip(" ?.!")
    if not line or not _ASKS.search(line):
        return line or question
    return f"{line}?" if wants_words(line) else question


def restate(question: str) -> str:
    """Return a question for quotations as one for what was said: "quotes on Libya" is "what was said on Libya"."""
    if not wants_words(question):
        return question
    line = _THAT_NAME.sub(r"\g<lead> on", _LEAD.sub("", question))
    match = _QUOTES.match(line)
    if match:
        rest = line[match.end() :]
        by = re.sub(r"^\s+of\b", " by", match["by"] or "")
        line = f"what was said{by}{rest}"
        line = _OF.sub("what was said about", line)
    for words, instead in _MENTIONS:
        line = words.sub(instead, line)
    line = _BOTH.sub(r"\g<did>", _AND_BY.sub(r"\g<by>", line))
    return _WHICH_OFFICE.sub(r"\g<which>\g<office>s", line)


def read_want(question: str, statements: StatementTable) -> str:
    """Return a question for what a state, a body or a group wants as one for its words; empty for any other.

    What a person wants stays a question of fact: news report it in their own words.
    """
    match = _WANTS.match(question)
    if match is None or not (load_gazetteer().find(match["who"], typed=True) or is_group(match["who"])):
        return ""
    if find_voices(statements, match["who"]) is None:
        return ""
    return f"what did {match['who']} say about {match['about']}?"


def parse_statement_question(question: str, statements: StatementTable) -> StatementQuestion:
    """Read whose words a question wants, and what it leaves out."""
    if not wants_words(question):  # a fact: whatever is named in it is part of it
        negated = _NEGATION.search(question) if not _MODAL.search(question) else None
        return StatementQuestion(question, notes=(f"“{negated[0]}” was not taken into account.",) if negated else ())
    line, notes = question, []
    if alternatives := read_alternatives(line, statements):
        return StatementQuestion(f"who mentioned {alternatives.about}?", alternatives=alternatives)
    if lacking := _read_lacking(line, statements):
        return lacking
    if match := _SAY_NOT.match(line):
        line = f"{match['lead']} {line[match.start('rest') :]}"
        notes.append("“not” was not taken into account: what was not said cannot be quoted. This is what was said.")
    elif (match := _NEVER.match(line)) and not _WITHIN.search(match["lead"]):
        line = f"{match['lead']} {line[match.end() :]}"
        notes.append("“not” was read as asking whether it was said.")
    line, others, without, more = read_exclusions(line, statements)
    notes += more
    line, voices, unknown = read_speakers(line, statements)
    if voices and voices.note:
        notes.append(voices.note)
    if not notes and (left := _NEGATION.search(line)) and not _MODAL.search(line):
        notes.append(f"“{left[0]}” was not taken into account.")
    return StatementQuestion(line, voices, unknown, others, without, notes=tuple(notes))


def _read_lacking(line: str, statements: StatementTable) -> StatementQuestion | None:
    """Read a question for what computing by exclusion answers: who did not say something, what somebody never named."""
    if match := _NEVER_WHAT.match(line):
        voices = find_voices(statements, match["who"])
        if voices is None:
            return StatementQuestion("what was said?", unknown=match["who"])
        of = (match["of"] or "").casefold()
        named = "named_speaker" if of in _PEOPLE else "named_body" if of in _BODIES else "subject"
        return StatementQuestion("what was said?", voices, lacking=named)
    if match := _DID_NOT.match(line):
        when = find_time_words(match["group"])
        group = " ".join(match["group"].replace(when, " ").split()).strip(" ?") if when else match["group"].strip(" ?")
        group = _SPEAKING.sub("", group)
        when = f" {_FROM_YEAR.sub('in ', when)}" if when else ""
        of = next((kind for kind, words in _LACKING.items() if words.search(group)), "speaker")
        head = f"which {group}" if group and not _PLAIN_HEAD.fullmatch(group) else "who"
        verb = match["verb"]
        said = f"{verb} {match['rest'].strip(' ?')}{when}?"
        positive = f"{head} {said}"
        inner = read_speaker_group(positive, statements)
        if inner[1] is None and head != "who" and (voices := find_voices(statements, group)):
            inner = f"who {said}", replace(voices, is_group=True)
        return StatementQuestion(
            inner[0], inner[1], lacking=of, notes=(inner[1].note,) if inner[1] and inner[1].note else ()
        )
    return None

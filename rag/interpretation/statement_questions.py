"""Sayings: whose words a question wants and whose or what it leaves out, wherever in it that stands.

"Quotes about drones by John Brennan, not about Yemen" is the plain question "what was said about drones?", for
Brennan's words, without the sentences that name Yemen.
"""

import re
from dataclasses import dataclass

from index.names.gazetteer import load_gazetteer
from index.store.statement_table import StatementTable
from index.text.normalize import fold
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import Voices, find_body, find_voices, is_group, is_known_office
from rag.query.intents import parse_intent
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import find_speaker_phrases
from rag.query.time_expressions import find_time_words

_STOP = (
    r"(?=\s+(?:on|about|regarding|concerning|over|towards?|in|since|before|after|between|"
    r"during|until|from|that|who|which|said|says?|spoke|speak|speaks|talk(?:ed|s)?|mention(?:ed|"
    r"s)?|"
    r"ever|support(?:ed|s)?|call(?:ed|s)?|condemn(?:ed|s)?|was|were|is|are|did|do|does|"
    r"has|have|had|and\s+(?:who|what|when|where|how)|at|made|for|raise[ds]?|refer(?:red|"
    r"s)?|discuss(?:ed)?|address(?:ed)?)\b|\s*[?!;,)]|\s*\.?\s*$)"
)
_QUOTES = compile_phrase(
    r"^\W*(?:(?:can i (?:have|see)|i want|give|show|find|list|get|tell|quote|read|display|"
    r"any|are there(?: any)?|do you have(?: any)?|is there)\s+(?:me\s+|us\s+)?)*(?:,\s*)"
    r"?(?:(?:any|some|the|more|all|other|of|official|public|recent|best|short|direct)\s+)"
    r"*"
    r"(?:quotes?|quotations?|sentences?|excerpts?|extracts?|lines|passages?|citations?|"
    r"statements?|remarks?|comments?|words|mentions?|utterances|anything|something|everything|"
    r"speech(?:es)?)"
    r"(?P<by>(?:\s+(?:made|said|given|issued|uttered|spoken))?\s+(?:by|from)\b[^?!;,]*?)"
    r"?(?:\s+(?:that\s+(?:was|were)\s+)?(?:made|said|given|issued|there is|there are|you "
    r"have|on record))?(?=\s+(?:on|about|regarding|concerning|of|mentioning|naming|by|"
    r"from|in|since|before|between)\b|\s*[?!.]*$)"
)
_OF = compile_phrase(r"^what was said\s+(?:of|mentioning|naming|regarding|concerning)\b")
_LEAD = compile_phrase(
    r"^\W*(?:list|show(?: me)?|give me|find(?: me)?|tell me|quote|get me)\s*,?\s+(?=(?:what|"
    r"who|which|when|where|how)\b)"
)
_MENTIONS = (
    (compile_phrase(r"\b(?:brought|bring|brings)\s+up\b"), "mentioned"),
    (
        compile_phrase(
            r"\b(?:touch(?:ed|es)?\s+(?:up)?on|allud(?:ed|es?)\s+to|mad(?:e|k?es?)\s+(?:any\s+)"
            r"?(?:reference|mention)s?\s+(?:to|of)|(?<!to )referr?(?:ed|s)?\s+to|rais(?:ed|es?)"
            r"\s+the\s+(?:issue|question|matter|subject|topic|case|plight)\s+of)\b"
        ),
        "mentioned",
    ),
    (
        compile_phrase(r"(?<=\bwho )(?:raised|raises|discussed|discusses|named|names|addressed|addresses)\b"),
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
_EXCLUDED = compile_phrase(
    r"[,;(]?\s*\b(?P<how>(?<=everyone )but|(?<=anyone )but|(?<=everybody )but|(?<=anybody )but|(?<=all )but|"
    r"but\s+not|and\s+not|not|except(?:ing)?(?:\s+for)?|excluding|exclude|"
    r"besides|apart\s+from|aside\s+from|other\s+than|leaving\s+(?:out|aside)|without|ignoring|"
    r"ignore|minus|but\s+without|omitting|skip(?:ping)?)\s+"
    r"(?P<by>(?:(?:those|the ones|ones|anything|words|statements?|quotes?|what was)\s+)"
    r"?(?:(?:said|made|spoken)\s+)?(?:by|from)\s+)?"
    r"(?P<about>(?:(?:those|ones|anything|statements?|quotes?|sentences?)\s+)?(?:(?:that\s+)"
    r"?(?:about|on|mention(?:s|ing)?|naming|concerning|regarding|referring to|the mention "
    r"of|any mention of|mention of|touching on|talking about|speaking of|speaking about)"
    r")\s+)?"
    r"(?P<names>(?:(?!\b(?:said|spoke|mentioned|that|who|which)\b)[^?!;,()]){1,80}?)" + _STOP + r"\)?"
)
_DID_NOT = compile_phrase(
    r"^\W*(?:which|who|how many|list|are there|is there)\b(?P<group>[^?]*?)\s*\b(?:who\s+|"
    r"that\s+|which\s+)?(?:did\s+not|didn['’]?t|do\s+not|don['’]?t|does\s+not|doesn['’]?t|"
    r"never|has\s+not|have\s+not|hasn['’]?t|haven['’]?t|has\s+never|have\s+never|had\s+not|"
    r"failed\s+to|refused\s+to|avoided)\s+"
    r"(?:ever\s+|once\s+)?(?P<verb>\w+)\s+(?P<rest>[^?]+)"
)
_PLAIN_HEAD = compile_phrase(
    r"(?:other\s+)?"
    r"(?:speakers?|people|persons?|countr(?:y|ies)|states?|nations?|delegations?|articles?|documents?|speeches)"
    r"(?:\s+(?:are there|do you have))?"
)
_LACKING = {
    "country": compile_phrase(r"\b(?:countr(?:y|ies)|states?|nations?|delegations?)\b"),
    "article": compile_phrase(r"\b(?:articles?|documents?|speeches|stories|texts)\b"),
}
_SAY_NOT = compile_phrase(
    r"^\W*(?P<lead>what\s+(?:did|does|has|have|do)\s+[^?]+?)\s+(?:not|never)\s+(?P<verb>ever\s+)"
    r"?(?P<rest>(?:say|said|mention|mentioned|speak|talk|tell|claim|comment)\b)"
)
_NEVER = compile_phrase(
    r"^\W*(?P<lead>(?:did|does|has|have|had)\s+[^?]+?)\s+(?:not|never|n['’]t)\s+(?=(?:ever\s+)?\w+)"
)
_NEGATION = compile_phrase(r"\b(?:not|never|nobody|no one|none|neither|nor|without|except|unless|\w+n['’]t)\b")
_MODAL = compile_phrase(
    r"\b(?:that\b.*|should|must|can|could|will|would|may|might|cannot)\s*\b(?:not|never|"
    r"no one|nobody)\b|\bwhy\b|\bcannot\b"
)
_BY = compile_phrase(r",?\s*\b(?:(?:made|given|issued|uttered|delivered)\s+)?(?P<prep>by|from|according\s+to)\s+(?=\S)")
_DEEDS = compile_phrase(
    r"\b(?:attacks?|bombings?|strikes?|airstrikes?|invasions?|occupations?|violations?|"
    r"annexations?|aggressions?|killings?|interventions?|actions?|use|abuses?|crimes?|"
    r"massacres?|raids?|tests?|launch(?:es)?|blockades?|"
    r"withdrawals?|purchases?|supplied|killed|attacked|occupied|invaded|bombed|annexed|"
    r"signed|adopted|led|caused|imposed|provided|shot|taken|held|owned|backed|supported|"
    r"funded|run|won|driven|posed|threatened|written|built|produced|hosted|elected|recognized|"
    r"recognised)\s*$"
)
_SAYS = compile_phrase(
    r"\b(?:said|say|says|spoken|spoke|quotes?|quotations?|statements?|remarks?|comments?|mention(?:ed|s)?|speech(?:es)?|"
    r"positions?|views?|words|anything|something|everything|told|discussed|raised|talked)\b"
)
_GOES_ON = compile_phrase(
    r"\b(?:on|about|regarding|concerning|in|since|before|after|between|during|to|at|over)\s*$|"
    r"\b(?:on|about|regarding|in)\b.*\b\w"
)
_LONGEST_NAME = 7  # words
_POSITIONS = compile_phrase(r"^\W*(?:the\s+)?(?:positions?|views?|stances?|opinions?|reactions?|statements?)\b")
_LIST = re.compile(r"\s*(?:,|\band\b|\bor\b|\bnor\b|&)\s*(?:(?:by|from|about|on)\s+)?", re.IGNORECASE)
_GROUP_WORDS = 6
_PLACED = compile_phrase(r"\b(?:on|about)\b")
_BARE_WORDS = 4  # of a question that only names a subject
_TELLING = compile_phrase(
    r"\b(?:sa(?:y|id|ys|ying)|sp(?:eak|oke|oken)|talk(?:ed)?|mention(?:ed|s)?|positions?|"
    r"views?|quotes?|quotations?|statements?|remarks?|comment(?:s|ed)?|on|about|support(?:ed)"
    r"?|call(?:ed)?\s+for|condemn(?:ed)?|"
    r"demand(?:ed)?|oppose[ds]?|warn(?:ed)?|criticis(?:ed|e)|criticiz(?:ed|e)|rais(?:ed?|"
    r"e)|discuss(?:ed)?|address(?:ed)?|think|believe|told|stance|repl(?:y|ied)|disagree[ds]?|anything|something|everything|"
    r"words|speech(?:es)?|excerpts?|sentences?|citations?|compare|br(?:ing|ought)\s+up|touch(?:ed)?\s+on|allud\w+|"
    r"referr?(?:ed|s)?\s+to|spoken|tell|claim(?:ed)?|propos(?:ed?|als?)|urge[ds]?|express(?:ed)?)\b"
)
_LEADS = compile_phrase(
    r"(?:^\W*|\b(?:which|what|did|do|does|by|from|of|have|has|had|any|among|between|only|"
    r"just|many|other|the|all|some|were|are|is|was|and|or|list|show|me|quotes?|different|"
    r"that|said|to)\s*)$"
)
_ABOUT = compile_phrase(
    r"\b(?:on|about|regarding|concerning|against|towards?|to|with|for|mention(?:ed|s|ing)?|of the|naming)\s*$"
)
_WHICH = compile_phrase(r"\b(?:which|what)(?:\s+of\s+the|\s+other)?\s*$")
_HOW_MANY = compile_phrase(r"\bhow\s+many(?:\s+of\s+the|\s+other|\s+different)?\s*$")
_ANY = compile_phrase(r"\b(?:did|do|does|have|has|had)(?:\s+(?:any|some|all)(?:\s+of)?(?:\s+the)?|\s+the)?\s*$")


Wanted = tuple[str, Voices | None, str]
"""A question, whose words it wants, and the name of a speaker of whom the library has nothing."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A plain question, and whose words it wants and leaves out.

    `voices` are those whose words alone are wanted, `unknown` the name of a speaker of whom the library has nothing.
    `others` are those whose words are left out; `without` are subjects whose sentences are. `lacking` is what is
    asked for of those who have not said what the question says: speaker, country or article.
    """

    question: str
    voices: Voices | None = None
    unknown: str = ""
    others: SpeakerSelection | None = None
    without: tuple[str, ...] = ()
    lacking: str = ""
    notes: tuple[str, ...] = ()


def wants_words(question: str) -> bool:
    """Return whether a question is for what was said, or only names a subject; else it asks for a fact."""
    return bool(_TELLING.search(_PLACED.sub(" ", question))) or len(question.split()) <= _BARE_WORDS


def restate(question: str) -> str:
    """Return a question for quotations as one for what was said: "quotes on Libya" is "what was said on Libya"."""
    if not wants_words(question):
        return question
    line = _LEAD.sub("", question)
    found = _QUOTES.match(line)
    if found:
        rest = line[found.end() :]
        line = f"what was said{found['by'] or ''}{rest}"
        line = _OF.sub("what was said about", line)
    for words, instead in _MENTIONS:
        line = words.sub(instead, line)
    return _WHICH_OFFICE.sub(r"\g<which>\g<office>s", line)


def read_saying(question: str, statements: StatementTable) -> Saying:
    """Read whose words a question wants, and what it leaves out."""
    if not wants_words(question):  # a fact: whatever is named in it is part of it
        negated = _NEGATION.search(question) if not _MODAL.search(question) else None
        return Saying(question, notes=(f"“{negated[0]}” was not taken into account.",) if negated else ())
    line, notes = question, []
    if found := _DID_NOT.match(line):
        group = found["group"].strip(" ?")
        of = next((kind for kind, words in _LACKING.items() if words.search(group)), "speaker")
        head = f"which {group}" if group and not _PLAIN_HEAD.fullmatch(group) else "who"
        verb = found["verb"]
        positive = f"{head} {verb} {found['rest'].strip()}?"
        inner = _read_group(positive, statements)
        return Saying(inner[0], inner[1], lacking=of, notes=(inner[1].note,) if inner[1] and inner[1].note else ())
    if found := _SAY_NOT.match(line):
        line = f"{found['lead']} {line[found.start('rest') :]}"
        notes.append("“not” was not taken into account: what was not said cannot be quoted. This is what was said.")
    elif found := _NEVER.match(line):
        line = f"{found['lead']} {line[found.end() :]}"
        notes.append("“not” was read as asking whether it was said.")
    line, others, without, more = _exclude(line, statements)
    notes += more
    line, voices, unknown = _whose(line, statements)
    if voices and voices.note:
        notes.append(voices.note)
    if not notes and (left := _NEGATION.search(line)) and not _MODAL.search(line):
        notes.append(f"“{left[0]}” was not taken into account.")
    return Saying(line, voices, unknown, others, without, notes=tuple(notes))


def _exclude(line: str, statements: StatementTable) -> tuple[str, SpeakerSelection | None, tuple[str, ...], list[str]]:
    """Cut what is left out, people or subjects; what is neither is named in a note."""
    others: SpeakerSelection | None = None
    without: list[str] = []
    notes: list[str] = []
    place = 0
    while found := _EXCLUDED.search(line, place):
        plain_not = found["how"].casefold() == "not" and not found["by"] and not found["about"]
        names = [name.strip() for name in _LIST.split(found["names"]) if name.strip()]
        if plain_not or not names or (found["how"].casefold() == "without" and not _leaves_out(found, names)):
            place = found.end("how")
            continue
        people = [] if found["about"] else [find_voices(statements, name) for name in names]
        rest = f"{line[: found.start()]} {line[found.end() :]}"
        rest = re.sub(r"\s+(?=[?.!,])", "", re.sub(r"\s{2,}", " ", rest)).strip(" ,")
        if not re.search(r"\w", rest):
            break
        line, place = rest, 0
        told = " and ".join(names)
        if people and all(people):
            for voices in people:
                if voices:
                    others = (
                        voices.speakers
                        if others is None
                        else SpeakerSelection(
                            others.rows | voices.speakers.rows, others.persons | voices.speakers.persons
                        )
                    )
            extra = "".join(f" {voices.note}" for voices in people if voices and voices.note)
            notes.append(f"Left out: words of {told}.{extra}")
        elif found["by"]:
            notes.append(f"No words of {told} are in the library, so there was nothing to leave out.")
        else:
            without += names
            notes.append(f"Left out: sentences that name {told}.")
    line = (
        re.sub(r"\b(?P<who>who|anyone|someone|anybody|somebody)\s+else\b", r"\g<who>", line)
        if others is not None
        else line
    )
    return line, others, tuple(without), notes


def _leaves_out(found: re.Match[str], names: list[str]) -> bool:
    return bool(found["about"] or found["by"]) or (
        all(load_gazetteer().find(name, typed=True) for name in names)
        and not found.string[: found.start()].rstrip().casefold().endswith(("world", "live", "peace"))
    )


def _whose(line: str, statements: StatementTable) -> Wanted:
    """Read whose words are wanted: a group, or somebody after "by"; or a name that needs another form of it."""
    if parse_intent(line).sides:
        return line, None, ""
    rest, group = _read_group(line, statements)
    if group:
        return rest, group, ""
    wanted = _read_by(line, statements)
    return wanted if wanted[1] or wanted[2] else _named_otherwise(line, statements)


def _named_otherwise(line: str, statements: StatementTable) -> Wanted:
    """Read a speaker under a name that the library does not list: the EU, the UN chief, 10 Downing Street."""
    for asked in find_speaker_phrases(line):
        office = is_known_office(asked.phrase)
        body = None if office else find_body(statements, asked.phrase)
        if not office and not body and SpeakerSelection.by_phrase(statements, asked.phrase):
            break
        voices = body or find_voices(statements, asked.phrase)
        if voices or office:
            return _subject(asked.rest), voices, "" if voices else asked.phrase
    return line, None, ""


def _subject(rest: str) -> str:
    line = re.sub(r"^\W*what(?:['’]s)?\s+(?:did|does|do|has|have)\s+say\b", "what was said", rest, flags=re.IGNORECASE)
    return re.sub(r"\b(?:did|does|do|has|have|had)\s+say\b", "was said", line, flags=re.IGNORECASE)


def _read_group(line: str, statements: StatementTable) -> tuple[str, Voices | None]:
    """Cut a group of speakers: "which African presidents spoke about X" is "who spoke about X" among them."""
    words = list(re.finditer(r"[^\s?!,;()]+", line))
    if not _TELLING.search(line) and len(words) > _GROUP_WORDS:
        return line, None
    for size in range(min(_GROUP_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            first, last = words[start], words[start + size - 1]
            name = line[first.start() : last.end()]
            if not is_group(name):
                continue
            before, after = line[: first.start()], line[last.end() :]
            if not _LEADS.search(before) or _ABOUT.search(before) or re.match(r"\s*['’]s?\b", after):
                continue
            voices = find_voices(statements, name)
            if voices is None:
                continue
            return _without_group(before, after), voices
    return line, None


def _without_group(before: str, after: str) -> str:
    """Return a question without the group that spoke, "which ... presidents said" as what was said."""
    if _HOW_MANY.search(before):
        return f"{_HOW_MANY.sub('how many speakers', before)}{after}"
    if _WHICH.search(before):
        said = re.match(r"\s*(?:have\s+|has\s+|had\s+)?(?:said|say|says)\b", after)
        return (
            f"{_WHICH.sub('what', before)} was said{after[said.end() :]}"
            if said
            else f"{_WHICH.sub('who', before)}{after}"
        )
    return _without_any(before, after) if _ANY.search(before) else _without_named(before, after)


def _without_any(before: str, after: str) -> str:
    """Return "what did presidents say" as what was said, and "did any president mention" for anyone."""
    if re.search(r"\bwhat\b", before, re.IGNORECASE):
        said = re.sub(r"^\s*(?:say|says|said|speak|talk|think|have to say)\b", " said", after, flags=re.IGNORECASE)
        return f"{_ANY.sub('was', before)}{said}"
    asks = re.sub(r"(?:any|some|all|the)?(?: of)?(?: the)?$", "", before.rstrip(), flags=re.IGNORECASE)
    return f"{asks.rstrip()} anyone{after}"


def _without_named(before: str, after: str) -> str:
    """Return "by presidents", "positions of presidents" and "presidents on" without them."""
    bare = re.sub(r",?\s*\b(?:by|from|of|among|according to|for)\s*$", "", before, flags=re.IGNORECASE)
    line = f"{bare.rstrip()} {after.lstrip()}".strip()
    if re.fullmatch(r"\W*(?:what|who)?\W*", bare) and re.match(r"\s*(?:on|about)\b", after):
        return f"what was said {after.strip()}"
    if re.search(r"\b(?:what|who|when|where|how|said|which)\b", line, re.IGNORECASE):
        return line
    return _POSITIONS.sub("what was said", line)


def _read_by(line: str, statements: StatementTable) -> Wanted:
    """Cut "by NAME" wherever it stands: the longest run of words after it that names somebody."""
    if not _SAYS.search(line) and not re.match(r"^\W*(?:by|from)\b", line, re.IGNORECASE):
        return line, None, ""
    for lead in _BY.finditer(line):
        rest = re.split(r"[?!;,]|\.\s*$", line[lead.end() :])[0]
        dated = lead["prep"].casefold() == "from" and (find_time_words(line[lead.start() :]) or re.match(r"\d", rest))
        if dated or _DEEDS.search(line[: lead.start()]):
            continue
        name, voices = _longest_name(rest.split(), statements)
        if voices:
            return _cut(line, lead, name), voices, ""
        if lead["prep"].casefold() == "by" and (unknown := _unknown_name(rest)):
            return _cut(line, lead, unknown), None, unknown.strip(" .'’")
    return line, None, ""


def _longest_name(words: list[str], statements: StatementTable) -> tuple[str, Voices | None]:
    for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:size])
        if size > 1 and _GOES_ON.search(name) and not _is_office(name):
            continue
        if voices := find_voices(statements, name):
            return name, voices
    return "", None


def _unknown_name(rest: str) -> str:
    """Return the name after "by" of somebody of whom the library has nothing; empty where it is no name."""
    named = re.match(r"(?:the\s+)?[^\W\d_a-z]\S*(?:\s+[^\W\d_a-z]\S*)*", rest)
    if named:
        return named[0]
    words = rest.split()
    return words[0] if len(words) == 1 and words[0].isalpha() and fold(words[0]) not in _NO_ONE else ""


_NO_ONE = frozenset(
    [
        "whom",
        "who",
        "anyone",
        "anybody",
        "someone",
        "everybody",
        "the",
        "a",
        "an",
        "him",
        "her",
        "them",
        "it",
        "that",
        "this",
        "year",
        "month",
        "date",
        "country",
        "speaker",
    ]
)


def _is_office(name: str) -> bool:
    return bool(
        re.search(
            r"\b(?:minister|secretary|president|prime|head|king|chief|director|ambassador|leader)\b",
            name,
            re.IGNORECASE,
        )
    )


def _cut(line: str, lead: re.Match[str], name: str) -> str:
    end = lead.end() + line[lead.end() :].index(name) + len(name)
    rest = f"{line[: lead.start()].rstrip()} {line[end:].lstrip(' ,')}"
    return re.sub(r"\s+(?=[?.!,])", "", rest).strip(" ,")

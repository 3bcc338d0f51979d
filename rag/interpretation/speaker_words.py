"""Speaker words: the people, the group or the office that a question asks for, wherever in it they are named."""

import re
from dataclasses import replace
from itertools import islice

from index.store.statement_table import StatementTable
from index.text.normalize import fold
from rag.interpretation.offices.group_names import is_calling, is_group
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import Voices, find_body, find_voices, stands_for_others
from rag.query.intents import parse_intent
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import find_speaker_phrases
from rag.query.time_expressions import find_time_words

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


_MOVED = compile_phrase(
    r"\b(?:import|export|com(?:e|es|ing)\b|came\b|arriv|sent\b|send|borrow|receiv|fle(?:e|d)|brought\b|b(?:uy|ought)\b|return|smuggl|suppl|ship(?:ped|ment)|"
    r"threat|pressure|support|aid\b|help|money\b|fund|weapon|arms\b|refugee|migra|immigra|emigra|interference|investment|independen|"
    r"withdr[ae]w|secession|seced|protect|free(?:d|dom)?\b|liberat|gas\b|oil\b|goods\b|troops\b|fighters\b|tourists\b|separat|expel|expuls|depart|"
    r"isolat|release|escap|away\b|far\b|different\b|apart\b)[a-z]*\s+(?:only\s+)?from\s*(?:the\s+)?$"
)
"""Before "from", what comes or goes: where from is no speaker, "weapons imported from the west"."""

_SAYS = compile_phrase(
    r"\b(?:said|say|says|spoken|spoke|quotes?|quotations?|statements?|remarks?|comments?|mention(?:ed|s)?|"
    r"speech(?:es)?|"
    r"positions?|views?|words|anything|something|everything|told|discussed|raised|talked)\b"
)


_OFFICE_AFTER = compile_phrase(
    r"^\s+(?:(?:vice|deputy|prime|foreign|defen[cs]e|interior|finance)\s+)?(?:president|minister|secretary|chancellor|premier|ambassador|envoy|"
    r"spokes(?:man|woman|person))\b"
)
"""The office of a country of which nobody in the library holds it."""

_MANNER = compile_phrase(
    r"^(?:the\s+)?(?:force|means|way|law|decree|vote|consensus|referendum|road|rail|sea|air|land|train|ship|plane|car|phone|email|letter|hand|mistake|"
    r"accident|chance|design|default|definition|nature|night|day|then|now|far|contrast|comparison|example|surprise|proxy|all\s+means)\b"
)
"""How something is done, and no speaker: "changing a border by force"."""


_GOES_ON = compile_phrase(
    r"\b(?:on|about|regarding|concerning|in|since|before|after|between|during|to|at|over)\s*$|"
    r"\b(?:on|about|regarding|in)\b.*\b\w"
)


_LONGEST_NAME = 7  # words
_MOST_LEADS = 12  # of "by" and "from" that are looked behind for a name: a question has one or two


_SAY_ABOUT = compile_phrase(
    r"^\W*(?:what|how)\s+(?:did|does|do|has|have|had)\s+[^?]{2,80}?\s+(?:say|said|think|tell|told)\s+(?:on|about|of|regarding|concerning)\s+[^?]*?\b(?:by|from)\s"
)


_POSITIONS = compile_phrase(r"^\W*(?:the\s+)?(?:positions?|views?|stances?|opinions?|reactions?|statements?)\b")


_GROUP_WORDS = 6


TELLING = compile_phrase(
    r"\b(?:sa(?:y|id|ys|ying)|sp(?:eaks?|oke|oken)|talk(?:ed|s|ing)?|c[ao]mes?\s+up|mention(?:ed|s)?|positions?|"
    r"views?|quotes?|quotations?|statements?|remarks?|comment(?:s|ed)?|on|about|support(?:ed)"
    r"?|call(?:ed)?\s+for|condemn(?:ed)?|"
    r"demand(?:ed)?|oppose[ds]?|warn(?:ed)?|criticis(?:ed|e)|criticiz(?:ed|e)|rais(?:ed?|"
    r"e)|discuss(?:ed)?|address(?:ed)?|think|believe|told|stance|repl(?:y|ied)|disagree[ds]?|anything|"
    r"something|everything|"
    r"words|speech(?:es)?|excerpts?|sentences?|citations?|compare|br(?:ings?|ought)\s+up|"
    r"touch(?:e[ds])?\s+on|allud\w+|deal[st]?\s+with|"
    r"referr?(?:ed|s)?\s+to|cite[ds]?|invoke[ds]?|quoted|spoken|tell|claim(?:ed)?|propos(?:ed?|als?)|urge[ds]?|express(?:ed)?|argue[ds]?\s+(?:for|against|that|in)|"
    r"advocate[ds]?|plead(?:ed|s)?|appeal(?:ed|s)?\s+(?:for|to)|push(?:ed|es)?\s+for|lobb(?:y|ied|ies)|welcome[ds]?|endorse[ds]?|"
    r"denounce[ds]?|praise[ds]?|"
    r"lines?\s+(?:by|from))\b"
)


_LEADS = compile_phrase(
    r"(?:^\W*|\b(?:which|what|did|do|does|by|from|of|have|has|had|any|among|between|only|"
    r"just|many|other|the|all|some|were|are|is|was|and|or|list|show|me|quotes?|different|"
    r"that|said|to)\s*)$"
)


_ABOUT = compile_phrase(
    r"\b(?:(?:on|about|regarding|concerning|against|towards?|to|with|for|mention(?:ed|s|ing)?|"
    r"naming)(?:\s+the)?|of the)\s*$"
)


_AN_OFFICE = compile_phrase(
    r"(?:the|an?)\s+(?P<office>(?:vice\s+)?president|(?:prime|foreign|defen[cs]e|finance)\s+minister|minister|chancellor|ambassador|"
    r"senator|governor|mayor|general)"
)


_WHICH = compile_phrase(r"\b(?:which|what)(?:\s+of\s+the|\s+other)?\s*$")


_HOW_MANY = compile_phrase(r"\bhow\s+many(?:\s+of\s+the|\s+other|\s+different)?\s*$")


_ANY = compile_phrase(r"\b(?:did|do|does|have|has|had)(?:\s+(?:any|some|all)(?:\s+of)?(?:\s+the)?|\s+the)?\s*$")


_DIRECTION = compile_phrase(r"\b(?:west|scandinavia|maghreb|oceania|balkans|baltics?)$")
"""Groups whose names are a direction or a place: before a noun they are part of it, "west philippine sea"."""

_AFTER_SPEAKERS = compile_phrase(
    r"\s*(?:[?!.,;:]|$|\b(?:on|about|regarding|concerning|over|towards?|against|in|since|before|after|and|or|say|says|said|think|"
    r"thinks?|have|has|had|ever|mention(?:ed|s)?|sp(?:eak|oke)|talk(?:ed)?|want(?:s|ed)?|do|did|does|condemn\w*|support\w*|"
    r"oppos\w+|call\w*|warn\w*|blam\w+|react\w*|respond\w*|reject\w*|accus\w+)\b)"
)


_SPOKE = compile_phrase(
    r"\s*(?:on|about|regarding|concerning|over|say|says|said|thinks?|sp(?:eak|oke)|talk(?:ed)?|warn\w*|have\s+said)\b"
)
"""After people who are named by what they do and begin a question: these speak, else they are what is spoken of."""

Wanted = tuple[str, Voices | None, str]
"""A question, whose words it wants, and the name of a speaker of whom the library has nothing."""


def read_speakers(line: str, statements: StatementTable) -> Wanted:
    """Read whose words are wanted: a group, or somebody after "by"; or a name that needs another form of it."""
    if parse_intent(line).sides:
        return line, None, ""
    if _asks_somebody(line, statements):
        return line, None, ""
    rest, group = read_speaker_group(line, statements)
    if group:
        return rest, group, ""
    wanted = _read_by(line, statements)
    return wanted if wanted[1] or wanted[2] else _named_otherwise(line, statements)


def _asks_somebody(line: str, statements: StatementTable) -> bool:
    """Return whether a known speaker is asked for before "by" or "from", which is then part of the subject."""
    asked = next(iter(find_speaker_phrases(line)), None) if _SAY_ABOUT.match(line) else None
    return bool(asked and SpeakerSelection.by_phrase(statements, asked.phrase))


def _named_otherwise(line: str, statements: StatementTable) -> Wanted:
    """Read a speaker under a name that the library does not list: the EU, the UN chief, 10 Downing Street."""
    for asked in find_speaker_phrases(line):
        if any_holder := _AN_OFFICE.fullmatch(asked.phrase):  # of no country: whoever holds it anywhere
            voices = find_voices(statements, f"{any_holder['office']}s")
            if voices:
                return _subject(asked.rest), replace(voices, who=asked.phrase), ""
        office = stands_for_others(asked.phrase)
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


def read_speaker_group(line: str, statements: StatementTable) -> tuple[str, Voices | None]:
    """Cut a group of speakers: "which African presidents spoke about X" is "who spoke about X" among them."""
    words = list(re.finditer(r"[^\s?!,;()]+", line))
    if not TELLING.search(line) and len(words) > _GROUP_WORDS:
        return line, None
    for size in range(min(_GROUP_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            first, last = words[start], words[start + size - 1]
            name = line[first.start() : last.end()]
            if not is_group(name):
                continue
            before, after = line[: first.start()], line[last.end() :]
            if not _may_speak(name, before, after):
                continue
            voices = find_voices(statements, name)
            if voices is None:
                continue
            return _without_group(before, after), voices
    return line, None


def _may_speak(group: str, before: str, after: str) -> bool:
    """Return whether a group is asked for between these words, and is no part of what is spoken of."""
    if not _LEADS.search(before) or _ABOUT.search(before) or re.match(r"\s*['’]s?\b", after):
        return False
    if _MOVED.search(before):
        return False
    if _DIRECTION.search(group) and not _AFTER_SPEAKERS.match(after):
        return False
    return bool(before.strip() or _SPOKE.match(after)) or not is_calling(group)


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
    for lead in islice(_BY.finditer(line), _MOST_LEADS):
        rest = re.split(r"[?!;,]|\.\s*$", line[lead.end() :])[0]
        dated = lead["prep"].casefold() == "from" and (find_time_words(line[lead.start() :]) or re.match(r"\d", rest))
        if dated or _MOVED.search(line[: lead.end()]) or _DEEDS.search(line[: lead.start()]) or _MANNER.match(rest):
            continue
        name, voices = _longest_name(rest.split(), statements)
        if voices and (office := _OFFICE_AFTER.match(rest[len(name) :])) and lead["prep"].casefold() != "from":
            unknown = f"{name}{office[0]}"
            return _cut(line, lead, unknown), None, unknown
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
    return words[0] if len(words) == 1 and words[0].isalpha() and fold(words[0]) not in _NOT_A_NAME else ""


_NOT_A_NAME = frozenset(
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

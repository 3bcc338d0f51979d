"""Exclusions: the people and the subjects that a question leaves out."""

import re
from dataclasses import replace

from index.names.entity_resolution import Person
from index.names.gazetteer import load_gazetteer, normalize_line
from index.store.statement_table import StatementTable
from index.text.normalize import fold, words
from rag.interpretation.offices.group_names import is_calling, is_group, region_codes
from rag.interpretation.offices.holders import find_also_speaking, select
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import Voices, find_voices
from rag.query.speaker_lookup import SpeakerSelection

_STOP = (
    r"(?=\s+(?:on|about|regarding|concerning|over|towards?|in|since|before|after|between|"
    r"during|until|from|that|who|which|said|says?|spoke|speak|speaks|talk(?:ed|s)?|mention(?:ed|"
    r"s)?|"
    r"ever|brings?|brought|raises|support(?:ed|s)?|call(?:ed|s)?|condemn(?:ed|s)?|was|were|is|are|did|do|does|"
    r"has|have|had|and\s+(?:who|what|when|where|how)|at|made|for|raise[ds]?|refer(?:red|"
    r"s)?|discuss(?:ed)?|address(?:ed)?|(?-i:(?!united\b)[a-z]+ed))\b|\s*[?!;,)]|\s*\.?\s*$)"
)


_EXCLUDED = compile_phrase(
    r"[,;(–—-]?\s*\b(?P<how>(?<=everyone )but|(?<=anyone )but|(?<=everybody )but|(?<=anybody )but|(?<=all )but|"
    r"(?:but\s+|and\s+)?(?:please\s+)?(?:leave|cut|keep|take|filter)\s+out|(?:but\s+|and\s+)?(?:just|only|please)\s+not|not\s+(?:counting|including)|"
    r"(?:that|which)\s+(?:(?:is|are|was|were)(?:n['’]?t|\s+not)|(?:do|does|did)(?:n['’]?t|\s+not)\s+(?:come|deal))(?=\s+(?:about|on|from|by|with)\b)|"
    r"(?:but\s+)?(?:drop|omit|remove|exclude|disregard)|(?:but\s+)?nothing(?=\s+(?:by|from|about|on|of|mentioning)\b)|"
    r"(?:but\s+)?no(?=\s+(?:statements?|quotes?|words|remarks|comments|speeches|anything|voices)\s+(?:by|from|of)\b)|"
    r"(?<=,\s)no|but\s+not|and\s+not|not|except(?:ing)?(?:\s+for)?|excluding|exclude|"
    r"besides|outside(?:\s+of)?|apart\s+from|aside\s+from|other\s+than|leaving\s+(?:out|aside)|without|ignoring|"
    r"ignore|minus|but\s+without|omitting|skip(?:ping)?)\s+"
    r"(?P<by>(?:(?:those|the ones|ones|anything|words|statements?|quotes?|remarks|comments|speeches|what was)\s+)"
    r"?(?:(?:said|made|spoken)\s+)?(?:by|from)\s+)?"
    r"(?P<about>(?:(?:those|ones|anything|statements?|quotes?|sentences?)\s+)?(?:(?:that\s+)"
    r"?(?:about|on|mention(?:s|ing)?|naming|concerning|regarding|referring to|the mention "
    r"of|any mention of|mention of|touching on|talking about|speaking of|speaking about)"
    r")\s+)?"
    r"(?P<names>(?:(?!\b(?:said|spoke|mentioned|that|who|which)\b)[^?!;,()]){1,400}?)" + _STOP + r"\)?"
)


_OF_SPEAKERS = compile_phrase(
    r"\b(?:who|whom|anyone|anybody|everyone|everybody|someone|speakers?|leaders?|politicians|delegations?)(?:\s+else)?\s*$"
)


_OF_ANYONE = compile_phrase(
    r"^\W*what\s+(?:did|do|does|has|have|had)\s+(?:the\s+|any\s+|all\s+)?(?:other\s+)?(?:world\s+)?(?:leaders|people|politicians|speakers|others|"
    r"everyone|everybody|anyone|anybody|countries|states|officials)\s+(?:say|said|think)\b"
)
_QUOTED = compile_phrase(
    r"\b(?:statements?|quotes?|quotations?|words|remarks|comments|speeches|views|positions?|said)\s*$"
)
_NON = compile_phrase(
    r"\b(?P<which>(?:which|what|how\s+many)\s+)?(?:any\s+|the\s+|some\s+)?non-(?P<group>[^\W\d_]+(?:\s+[^\W\d_]+){0,2})"
)
_WHAT = re.compile(r"^what\s+", re.IGNORECASE)  # "apart from what the Swedes said"
_ITSELF = re.compile(r"\s+(?:itself|himself|herself|themselves|alone|proper)$", re.IGNORECASE)
_CROWD = compile_phrase(r"(?<=\w)\s+(?:folks?|people|guys|crowd|lot|bunch|types|camp|side|team|staff|crew|gang)$")
"""After a name, those around whoever bears it: "the White House folks" are the White House."""

_OWNED = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_WORDS_OF = compile_phrase(
    r"^(?:(?:the\s+)?(?:those|ones?|words|statements?|quotes?|remarks|comments|speeches|views)\s+)(?:of|by|from)\s+(?=\S)"
)
_AND = re.compile(r",?\s+and\s+")
_LIST = re.compile(r"\s*(?:,|\band\b|\bor\b|\bnor\b|&)\s*(?:(?:by|from|about|on)\s+)?", re.IGNORECASE)


def read_exclusions(
    line: str, statements: StatementTable
) -> tuple[str, SpeakerSelection | None, tuple[str, ...], list[str]]:
    """Cut what is left out, people or subjects; what is neither is named in a note."""
    line = _put_others(line, statements)
    others: SpeakerSelection | None = None
    without: list[str] = []
    notes: list[str] = []
    place = 0
    while match := _EXCLUDED.search(line, place):
        plain_not = match["how"].casefold() == "not" and not match["by"] and not match["about"]
        listed = [_WHAT.sub("", _ITSELF.sub("", name.strip())) for name in _LIST.split(match["names"]) if name.strip()]
        names = [_OWNED.sub("", _WORDS_OF.sub("", name)) for name in listed]
        is_owned = all(one != name for one, name in zip(listed, names, strict=True))
        of_words = names != listed and bool(_QUOTED.search(line[: match.start()]))
        of_speakers = bool(match["by"] or of_words or _OF_SPEAKERS.search(line[: match.start()]))
        of_subjects = match["about"] or (match["how"].casefold().startswith("outside") and not of_speakers)
        people = [] if of_subjects else [_find_people(statements, name) for name in names]
        if (
            (plain_not and not (is_owned and people and all(people)))
            or not names
            or not _leaves_out(match, names, people)
        ):
            place = match.end("how")
            continue
        rest = f"{line[: match.start()]} {line[match.end() :]}"
        rest = re.sub(r"\s+(?=[?.!,])", "", re.sub(r"\s{2,}", " ", rest)).strip(" ,")
        if not re.search(r"\w", rest):
            break
        line, place = rest, 0
        left_out = " and ".join(names)
        if people and all(people):
            for voices in people:
                if voices:
                    others = voices.speakers if others is None else others | voices.speakers
            extra = "".join(f" {voices.note}" for voices in people if voices and voices.note)
            notes.append(f"Left out: words of {left_out}.{extra}")
        elif of_speakers:
            notes.append(f"No words of {left_out} are in the library, so there was nothing to leave out.")
        else:
            without += names
            notes.append(f"Left out: sentences that name {left_out}.")
    return line if others is None else _ask_of_the_rest(line), others, tuple(without), notes


def _ask_of_the_rest(line: str) -> str:
    """Return a question of which speakers are left out as one for what was said, or who said it, by the rest."""
    line = re.sub(r"\b(?P<who>who|anyone|someone|anybody|somebody)\s+else\b", r"\g<who>", line)
    return _OF_ANYONE.sub("what was said", line)


def _put_others(line: str, statements: StatementTable) -> str:
    """Return a question for "non-Russians" as one for anyone but Russians; what is no group of speakers stays."""
    for match in _NON.finditer(line):
        words = match["group"].split()
        groups = (" ".join(words[:size]) for size in range(len(words), 0, -1))
        group = next((one for one in groups if is_group(one) or find_voices(statements, one)), "")
        if group:
            whoever = f"who besides {group}" if match["which"] else f"anyone but {group}"
            return f"{line[: match.start()]}{whoever}{line[match.start('group') + len(group) :]}"
    return line


def _find_people(statements: StatementTable, name: str) -> Voices | None:
    """Return those who are left out by a name, all who bear it, or by that of the region that they speak for."""
    voices = find_voices(statements, f"{name} leaders" if region_codes(name) else name)
    if voices is None and (core := _CROWD.sub("", name)) != name:
        voices = find_voices(statements, core)
    if voices is None or is_calling(name):
        return voices
    if voices.is_group or load_gazetteer().find(name, typed=True):
        return replace(voices, speakers=voices.speakers | find_also_speaking(statements, voices.speakers))
    bearers = SpeakerSelection.by_name(statements, [name]) | _find_joint(statements, name)
    return replace(voices, speakers=voices.speakers | bearers)


def _find_joint(statements: StatementTable, name: str) -> SpeakerSelection:
    """Return those of whom somebody of this name is one: "Berg and her delegation"."""
    named = words(fold(name))

    def is_one(person: Person) -> bool:
        parts = _AND.split(person.name)
        return len(parts) > 1 and any(words(fold(part)) in {named, named[-1:]} for part in parts)

    return select(statements, is_one)


def _leaves_out(match: re.Match[str], names: list[str], people: list[Voices | None]) -> bool:
    """Return whether what is named after "without" or "outside" is left out, and no part of a subject."""
    how, before = match["how"].casefold(), match.string[: match.start()].rstrip()
    are_places = all(load_gazetteer().find(name, typed=True) for name in names)
    if how.startswith("outside"):
        return bool(_OF_SPEAKERS.search(before)) or (are_places and _ends_in_name(before))
    if how == "no":
        return bool(people) and all(people)
    if how != "without" or match["about"] or match["by"]:
        return True
    return ((bool(people) and all(people)) or are_places) and not before.casefold().endswith(("world", "live", "peace"))


def _ends_in_name(words: str) -> bool:
    found = load_gazetteer().find(words, typed=True)
    return bool(found) and found[-1].end >= len(normalize_line(words))

"""The principal of a document: whose briefing, interview or statement it is, by its title or its first lines."""

import re
from collections.abc import Iterator

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document
from index.attribution.forms.introductions import find_introductions, proper
from index.attribution.forms.label_grammar import LabelText, bare, parse_label
from index.attribution.forms.label_words import HONORIFICS, OFFICES, RANKS
from index.attribution.statements import Speaker
from index.names.gazetteer import load_gazetteer
from index.text.spans import Span

_KIND = (
    r"(?:[Bb]riefing|[Rr]emarks|[Cc]onference|[Ii]nterview|[Ss]tatement|[Ss]peech|[Aa]ddress|[Dd]oorstep"
    r"|[Tt]ranscript|[Mm]essage|[Aa]nswers?"
    r"|[Rr]epl(?:y|ies)|[Cc]omments?|[Cc]onversation|Q&A|[Qq]uestions|[Ss]potlight|[Rr]esponse|[Ll]etter"
    r"|[Dd]eclaration|[Aa]rticle|[Oo]p-?[Ee]d"
    r"|[Pp]oint|[Gg]aggle|[Aa]vailability|[Bb]log|[Ll]ecture|[Kk]eynote|[Oo]pinion|[Cc]olumn|[Cc]ommentary"
    r"|INTERVIEW|REMARKS|STATEMENT|BRIEFING|TRANSCRIPT|SPEECH|ADDRESS)"
)
_PERSON = r"(?P<who>(?:the )?[A-Z“\"][^\n:;|(]{2,160})"
_BY = re.compile(rf"\b{_KIND}\b[^\n:;|]{{0,80}}?\b(?:[Bb]y|BY|[Ww]ith|WITH|[Oo]f|OF|from|given by|featuring) {_PERSON}")
_OWNED = re.compile(rf"(?P<who>[A-Z][^\n:;|]{{3,120}}?)[’']s? (?:[\w-]+ ){{0,4}}?{_KIND}\b")
_COLON = re.compile(rf"\b{_KIND}(?: [^\n:]{{0,40}})?[:–—-] {_PERSON}")
_LED = re.compile(
    r"^(?P<who>(?:[A-Z][\w.’'-]*|of|the|and|for|al-\w+|de|von|van|bin)(?: (?:[A-Z][\w.’'-]*|of|the|and|for|al"
    r"|de|von|van|bin|al-\w+)){1,12}) (?:gives?|held|holds?|answers?|speaks?|answered|talks?|on)\b"
)
_BYLINE = re.compile(
    r"^[ \t*_]*(?:[Bb]y|BY|Author:|Written by)[ \t*_]+(?P<who>[A-Z][^\n]{2,120}?)[ \t*_]*$", re.MULTILINE
)
_CUT = re.compile(
    r"(?:,? (?:at|on|following|after|upon|before|ahead|during|in|to|for the|with|regarding|concerning|about|as"
    r"|from|who|is|was|are|has|published|given|held"
    r"|to media|under|over|prior|alongside)\b| [–—|-] |\. |,? \d|[’']s? (?:[Rr]egular|[Pp]ress|[Rr]emarks"
    r"|[Ii]nterview)|[:;|(]).*$"
)
_HEAD = 1200


def find_principal(document: Document) -> Speaker | None:
    """Return whose document it is, with the name and the office that it gives; None where it names no one person."""
    if document.speaker:
        return Speaker(document.speaker, document.speaker_role, load_gazetteer().resolve_country(document.country))
    head = document.text[:_HEAD]
    for phrase in _phrases(document.title, head):
        person = read_person(phrase)
        if person:
            return _described(document, *person)
    return None


def _phrases(title: str, head: str) -> Iterator[str]:
    for text in (title, head):
        for pattern in (_BY, _OWNED, _COLON):
            for found in pattern.finditer(text):
                yield found["who"]
    led = _LED.search(title)
    if led:
        yield led["who"]


def find_byline(document: Document) -> tuple[Speaker, Span] | None:
    """Return who is named in a line "By Ana Ruiz, Minister of Defence" among the first, and where."""
    found = _BYLINE.search(document.text[:_HEAD])
    person = read_person(found["who"]) if found else None
    if not found or not person:
        return None
    speaker = _described(document, *person)
    return Speaker(speaker.name, speaker.role, speaker.country, Span(*found.span("who"))), Span(*found.span())


def read_person(phrase: str) -> tuple[LabelText, str | None] | None:
    """Read a phrase that begins with a person, office before or after the name; None for several, or no one."""
    phrase = " ".join(phrase.split()).strip(' *_“”"').removeprefix("the ")
    head, _, tail = phrase.partition(", ")
    head = _CUT.sub("", head).strip(" .,*_")
    if _is_several(head):
        return None
    label = parse_label(re.sub(r" (?:MP|MEP)$", "", head))
    if label is None or label.kind != "person" or not label.name:
        return None
    words = label.name.split()
    if not (label.honorific or label.office) and (len(words) < 2 or not _is_name(words)):  # noqa: PLR2004 (first and last)
        return None
    if any(word.title() in VOCABULARY.institution_words and not VOCABULARY.gender(word) for word in words):
        return None
    role = re.sub(r"(?:,? (?:at|on|in|following|after|published|gave|said)\b| [–—|-] |\. |; ).*$", "", tail).strip(
        " .*_"
    )
    return label, role or None


def _is_name(words: list[str]) -> bool:
    return bool(VOCABULARY.gender(proper(words[0]))) or all(
        word[0].isupper() and word.casefold() not in OFFICES for word in words
    )


def _is_several(head: str) -> bool:
    """Tell "Ana Ruiz and Bo Li" from "Secretary of State for Foreign and Commonwealth Affairs Ana Ruiz"."""
    first, joined, second = head.partition(" and ")
    if not joined:
        return False
    one, other = parse_label(first), parse_label(second)
    return bool(
        one and other and one.kind == "person" and other.kind == "person" and one.name and len(one.name.split()) > 1
    )


def _described(document: Document, label: LabelText, role: str | None) -> Speaker:
    """Return a person under the fullest name that the document has."""
    name = " ".join(proper(word) for word in (label.name or "").split())
    office = " ".join(proper(word) for word in label.office.split()) if label.office else role
    last = name.split()[-1].casefold()
    text = f"{document.title}\n{document.text[:3000]}"
    introduced = find_introductions(text, {last}).get(last, [])
    if len(name.split()) == 1 and introduced:
        name = introduced[0].name
    office = office or next((one.office for one in introduced if one.office), None)
    return Speaker(name, office or None, None, None)


def is_titled(words: str) -> bool:
    """Tell whether words begin with an honorific, a rank or an office."""
    first = bare(words.split(maxsplit=1)[0]) if words.split() else ""
    return first in HONORIFICS or first in RANKS or first in OFFICES

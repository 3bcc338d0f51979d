"""Principal of a document: the person of a briefing, an interview or a statement, by its title or first lines."""

import re
from collections.abc import Iterator

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document
from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.introductions import find_introductions
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.tokens import capitalize_word, normalize_token
from index.attribution.forms.labels.words import NAME_LINKS, OFFICES, SHORTENED
from index.attribution.statements import Speaker
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.spans import Span

_KIND = (
    r"(?:[Bb]riefing|[Rr]emarks|[Cc]onference|[Ii]nterview|[Ss]tatement|[Ss]peech|[Tt]estimony|[Aa]ddress|[Dd]oorstep"
    r"|[Tt]ranscript|[Mm]essage|[Aa]nswers?"
    r"|[Rr]epl(?:y|ies)|[Cc]omments?|[Cc]onversation|Q&A|[Qq]uestions|[Ss]potlight|[Rr]esponse|[Ll]etter"
    r"|[Dd]eclaration|[Aa]rticle|[Oo]p-?[Ee]d"
    r"|[Pp]oint|[Gg]aggle|[Aa]vailability|[Bb]log|[Ll]ecture|[Kk]eynote|[Oo]pinion|[Cc]olumn|[Cc]ommentary"
    r"|INTERVIEW|REMARKS|STATEMENT|BRIEFING|TRANSCRIPT|SPEECH|ADDRESS)"
)
_PERSON = rf"(?P<who>(?:the )?[{CAPITALS}“\"][^\n:;|(]{{2,160}})"
_BY = re.compile(
    rf"\b{_KIND}\b(?:[^\n:;|]{{0,80}}?|\s{{1,4}})\b(?:[Bb]y|BY|[Ww]ith|WITH|[Oo]f|OF|from|given by|featuring)"
    rf" (?={_PERSON})"  # "a transcript of today’s briefing by Ana Ruiz" is read from each of its words
)
_OWNED = re.compile(rf"(?P<who>[{CAPITALS}][^\n:;|]{{3,120}}?)[’']s? (?:[\w-]+ ){{0,4}}?{_KIND}\b")
_COLON = re.compile(rf"\b{_KIND}(?: [^\n:]{{0,40}})?[:–—-] {_PERSON}")
_LED = re.compile(
    rf"(?:^|(?<=[a-z][.!?] ))(?P<who>(?:[{CAPITALS}][\w.’'-]*|of|the|and|for|al-\w+|de|von|van"
    rf"|bin)(?: (?:[{CAPITALS}][\w.’'-]*"
    r"|of|the|and|for|al"
    r"|de|von|van|bin|al-\w+)){1,12})"
    r"(?:, [^,\n]{3,90},)? (?:in (?:an )?interview|in conversation|gives?|held|holds?|answers?"
    r"|speaks?|spoke|answered|talks?|talked|sat down|discusse[sd]|explain(?:s|ed)|reflects|on)\b"
)
_BYLINE = re.compile(
    r"^[ \t*_]*(?:[Bb]y|BY|Author:|Written by|Delivered by:?)[ \t*_]+"
    rf"(?P<who>[{CAPITALS}][^\n]{{2,120}}?)[ \t*_]*$"
    rf"|\A\s*[*_]{{1,2}}(?P<slanted>[{CAPITALS}][^\n,*_]{{3,50}}, [^\n*_]{{3,100}})[*_]{{1,2}}[ \t]*$",
    re.MULTILINE,
)
_ABBREVIATIONS = (f"[{CAPITALS}]", *(word.capitalize() for word in sorted(SHORTENED)))
_STOP = "".join(rf"(?<!\b{word})" for word in _ABBREVIATIONS)  # before a full stop that ends a sentence
_CUT = re.compile(
    r"(?:,? (?:at|on|following|after|upon|before|ahead|during|in|to|for the|with|regarding|concerning|about|as"
    r"|from|who|is|was|are|has|published|given|held"
    r"|to media|under|over|prior|alongside"
    r"|UPON|FOLLOWING|AFTER|BEFORE|AHEAD|DURING|PRIOR|WITH|REGARDING|ABOUT|FROM|(?:AT|IN|ON|TO) THE)\b"
    rf"| [–—|-] |{_STOP}\. |,? \d|[’']s? (?:[Rr]egular|[Pp]ress|[Rr]emarks"
    r"|[Ii]nterview)|[:;|(]).*$"
)
_SPOKESPERSON = re.compile(
    r"(?:(?:(?:Foreign|Defen[cs]e) Ministry"
    rf"|Official|MFA|Ministry (?:of|for) (?:[{CAPITALS}]\w+|and|of)(?: (?:[{CAPITALS}]\w+|and))*) )?"
    rf"Spokes(?:person|man|woman)\b(?: of the (?:[{CAPITALS}][\w-]+|of|and)(?: (?:[{CAPITALS}][\w-]+|of|and))*)?"
)
_GIVEN_BY_OFFICE = re.compile(r"\b(?:[Bb]riefing|[Cc]onference|[Rr]emarks|[Tt]ranscript) (?:by|of) (?:the )?(?=[A-Z])")
_NAMED_SPOKESPERSON = re.compile(
    r"(?:^|[(\n]|[Tt]he |Official |Foreign (?:Office|Ministry) )Spokes(?:person|man|woman)"
    r"(?:, (?:(?:Ms|Mr|Mrs|Dr|Shri|Smt)\.? )?| (?:Ms|Mr|Mrs|Dr|Shri|Smt)\.? )"
    r"(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){1,3})(?=[,.;:)\n]| [a-z])"
)
_SUBJECT = re.compile(
    rf"^[*_]{{0,2}}(?:[{CAPITALS}][{CAPITALS} ,.]{{2,40}} ?[—–-] ?)?"
    rf"(?P<who>[{CAPITALS}][\w’'-]+(?: [{CAPITALS}][\w’'-]+){{1,2}})(?:, [^,\n]{{2,80}},)?"
    r" (?:is|has been|was|became|leads|heads|runs|has (?:led|kept|run|headed|written|spent|worked|served)"
    r"|took|(?:receives|welcomes|greets|meets) (?:us|me))\b",
    re.MULTILINE,
)
_APPOSED = re.compile(  # "The former head of the lighthouses, Ana Ruiz, on lamps and boats"
    r"^[*_]{0,2}(?:[Tt]he |[Ff]ormer )?[^,.:\n“”\"]{4,90},"
    rf" (?P<who>[{CAPITALS}][\w’'-]+(?: (?:[{CAPITALS}][\w’'-]+|de|von|van|al|bin)){{1,3}}),"
    r" (?:on|about|speaks|talks|tells|explains|reflects|answers|looks back)\b",
    re.MULTILINE,
)
_SPOKE_TO = re.compile(
    r"\b(?<!minister )(?<!Minister )(?<!president )(?<!President )(?<!secretary )(?<!ambassador )"
    r"(?<!general )(?<!chief )(?<!leader )"
    r"(?:[Ss]poke|[Ss]peaks|[Tt]alked|[Tt]alks|sat down|[Ii]nterview) (?:to|with) "
    rf"(?P<who>[{CAPITALS}][^\n.;:(]{{3,80}})"
)
INTERVIEW = re.compile(r"\b(?:INTERVIEW|[Ii]nterview)\b")
"""What a document is called in its first lines whose principal answers questions."""

_INTERVIEWED_BY = re.compile(r"(?:interview|conversation|questions)\s+by\b", re.IGNORECASE)
_CREDIT = re.compile(r"(?:Interview|Conversation|Questions): [^\n]{3,60}$")
_RETIRED = re.compile(r",? \((?:[Rr]et(?:\.|ired)|USN|USAF|USA|USMC)[^()]{0,12}\)|,? [Rr]et\.")
_TIME_WITH = re.compile(
    r"\b(?:[Mm]inutes|[Hh]ours?|[Ll]unch|[Dd]inner|[Bb]reakfast|[Cc]offee|[Tt]ea)"
    rf" with (?P<who>[{CAPITALS}][^\n:;|(]{{3,120}})"
)
_STATED_BY_OFFICE = re.compile(r"(?<=by the )[Ss]pokes(?:person|man|woman)\b(?! [A-Z])")
_SPOKES_LED = re.compile(rf"(?P<role>[{CAPITALS}][^,\n]{{2,80}} spokes(?:person|man|woman)) (?P<who>[{CAPITALS}].*)")
_AFTER_DASH = re.compile(rf"[”’\"'?!.] [–—|-] (?P<who>[{CAPITALS}][^–—|\n]{{4,100}})$")
_QUOTED_IN_TITLE = re.compile(rf"(?P<who>[{CAPITALS}][^\n:;|(“”\"]{{4,60}}): [‘'“\"]")  # "Ana Ruiz: ‘We had no map’"
_STANDFIRST = 10  # lines
_OPENING = 500  # code points in which an interview introduces its respondent
_HEAD = 1200  # code points in which the principal is named
_INTRODUCED = 3000  # code points in which its full name and its office are searched for
_FULL_NAME = 2  # words
_JOINED = re.compile(" and ", re.IGNORECASE)
_WRAP = re.compile(r"(?<=[^\n]{60})\n(?=[^\s\n])")
_ROLE_END = re.compile(r"(?:,? (?:at|on|in|following|after|published|gave|said)\b| [–—|-] |\. |; ).*$")


def find_principal(document: Document) -> Speaker | None:
    """Return the principal with name and office; None unless the document names a single person."""
    if document.speaker:
        return Speaker(document.speaker, document.speaker_role, load_gazetteer().resolve_country(document.country))
    head = _WRAP.sub(" ", document.unwrapped[:_HEAD])
    for phrase in _phrases(document.title, head):
        person = read_person(phrase)
        if person:
            return _describe(document, *person)
    return None


def find_respondent(document: Document) -> Speaker | None:
    """Return the principal, or the spokesperson's office in the first lines where the document names no one."""
    principal = find_principal(document)
    if principal is None:
        principal = _find_introduced(document) or _find_spokesperson_line(document)
    office = None if principal else (_SPOKESPERSON.search(document.title) or _find_office_in_head(document))
    return Speaker(_find_spokesperson(document.text) or office[0], office[0]) if office else principal


def _find_office_in_head(document: Document) -> re.Match[str] | None:
    """Return the office in a line such as "Press Briefing by the Spokesperson", "Statements by the spokesman"."""
    given = _GIVEN_BY_OFFICE.finditer(document.text, 0, _HEAD)
    stated = next(filter(None, (_SPOKESPERSON.match(document.text, each.end()) for each in given)), None)
    return stated or _STATED_BY_OFFICE.search(document.text, 0, _HEAD)


def _find_spokesperson(text: str) -> str | None:
    """Return the one person whom a text calls "the Spokesperson, Ms. Ana Ruiz"; None if there are several."""
    names = {match["name"] for match in _NAMED_SPOKESPERSON.finditer(text)}
    return names.pop() if len(names) == 1 else None


def _find_introduced(document: Document) -> Speaker | None:
    """Return the person whom the first lines introduce: "Ana Berg has been mayor since 2021."."""
    dashed = _AFTER_DASH.search(document.title) or _TIME_WITH.search(document.title)
    person = read_person(dashed["who"]) if dashed else None
    if person and person[0].name and " " in person[0].name:
        return _describe(document, *person)
    for pattern in (_SUBJECT, _APPOSED, _SPOKE_TO):
        match = pattern.search(document.text[:_OPENING])
        person = read_person(match["who"]) if match else None
        if person and person[0].name and " " in person[0].name:
            return _describe(document, *person)
    return _find_in_standfirst(document)


def _find_spokesperson_line(document: Document) -> Speaker | None:
    """Return the spokesperson whom a line of the first ones is: "Spokesperson and Deputy Minister Ana Ruiz"."""
    for label in document.labels:
        is_line = label.mark == "line" and label.span.start < _OPENING
        is_full = " " in (label.text.name or "")
        if is_line and is_full and _SPOKESPERSON.search(label.text.office or ""):
            return _describe(document, label.text, label.text.office)
    return None


def _find_in_standfirst(document: Document) -> Speaker | None:
    """Return the person whom a line under the title introduces: "*Energy Minister Ana Ruiz on empty reservoirs*"."""
    lines = (line.strip("*_# ") for line in document.text[:_OPENING].splitlines()[:_STANDFIRST])
    for led in filter(None, map(_LED.search, lines)):
        person = read_person(led["who"])
        apposed = set(map(normalize_token, led[0].partition(", ")[2].split()))
        if person and (person[0].office or apposed & OFFICES) and " " in (person[0].name or ""):
            return _describe(document, *person)
    is_interview = INTERVIEW.search(document.text[:_OPENING])
    titled = _LED.search(document.title.rpartition(": ")[2]) if is_interview else None
    person = read_person(titled["who"]) if titled else None
    return _describe(document, *person) if person and " " in (person[0].name or "") else None


def _phrases(title: str, head: str) -> Iterator[str]:
    title, head = _RETIRED.sub("", title), _RETIRED.sub("", head)
    quoted = _QUOTED_IN_TITLE.match(title)
    if quoted and INTERVIEW.search(head[:_OPENING]):  # which may go on "with the Halm Courier"
        yield quoted["who"]
    for text in (title, head):
        found = (match for pattern in (_BY, _OWNED, _COLON) for match in pattern.finditer(text))
        for match in sorted(found, key=lambda match: match.start("who")):  # "Lavrov’s remarks at a conference with Li"
            if _is_interviewer(match):
                continue
            if text is title or not _ends_in_question(text, match.end()):
                yield match["who"]
    first_line = head.lstrip("*_ \n").split("\n", 1)[0]
    for text in (title, first_line):
        led = _LED.search(text)
        if led:
            yield led["who"]


def _is_interviewer(match: re.Match[str]) -> bool:
    """Return whether a phrase names who asks: "Interview by Ana Ruiz", or a later line "Interview: Ana Ruiz"."""
    is_credit = _CREDIT.match(match[0]) and "\n" in match.string[: match.start()].strip(" \t*_")
    person = read_person(match["who"]) if is_credit or _INTERVIEWED_BY.match(match[0]) else None
    return bool(person and not person[0].office and not person[1])


def _ends_in_question(text: str, place: int) -> bool:
    """Return whether the line at a place is a question: "Do you have a comment on the fall of Lusk?"."""
    end = text.find("\n", place)
    return text[: end if end >= 0 else len(text)].rstrip(' *_”"').endswith("?")


def find_byline(document: Document) -> tuple[Speaker, Span] | None:
    """Return the author and the span of a line "By Ana Ruiz, Minister of Defence" in the first lines."""
    found = _BYLINE.search(document.text[:_HEAD])
    group = "who" if found and found["who"] else "slanted"
    person = read_person(found[group]) if found else None
    if found and not person:
        return _read_authors(found[group], Span(*found.span()))
    if not found or not person:
        return None
    speaker = _describe(document, *person)
    return Speaker(speaker.name, speaker.role, speaker.country, Span(*found.span(group))), Span(*found.span())


def _read_authors(phrase: str, span: Span) -> tuple[Speaker, Span] | None:
    """Return two authors as one speaker: "By Ana Ruiz and Bo Li"."""
    people = [read_person(part) for part in _JOINED.split(phrase)]
    names = [person[0].name for person in people if person and person[0].name]
    is_two = len(names) == len(people) and len(names) > 1
    return (Speaker(" and ".join(names)), span) if is_two else None


def read_person(phrase: str) -> tuple[LabelText, str | None] | None:
    """Return the person that a phrase begins with, and the role after the name; None for several people or none."""
    phrase = _RETIRED.sub("", " ".join(phrase.split())).strip(' *_“”"').removeprefix("the ")
    led = _SPOKES_LED.match(phrase)
    if led:  # "UN Human Rights Office spokesperson Ana Ruiz"
        person = read_person(led["who"])
        return (person[0], person[0].office or led["role"]) if person else None
    head, _, tail = phrase.partition(", ")
    head = _CUT.sub("", head).strip(" .,*_")
    if _are_several(head):
        return None
    label = None if "?" in head else parse_label(re.sub(r" (?:MP|MEP)$", "", head))
    if label and label.kind == "office" and tail:
        holder, _, rest = tail.partition(", ")
        named = parse_label(f"{head}, {_CUT.sub('', holder).strip(' .,*_')}")
        label, tail = (named, rest) if named else (label, tail)
    if label is None or label.kind != "person" or not label.name:
        return None
    words = label.name.split()
    if not (label.honorific or label.office) and (len(words) < _FULL_NAME or not _is_name(words)):
        return None
    if any(word.title() in VOCABULARY.institution_words and not VOCABULARY.gender(word) for word in words):
        return None
    return label, _ROLE_END.sub("", tail).strip(" .*_") or None


def _is_name(words: list[str]) -> bool:
    return bool(VOCABULARY.gender(capitalize_word(words[0]))) or all(
        (word[0].isupper() or word in NAME_LINKS) and word.casefold() not in OFFICES for word in words
    )


def _are_several(head: str) -> bool:
    """Return whether two people are joined: not in "Secretary for Foreign and Commonwealth Affairs Ana Ruiz"."""
    parts = _JOINED.split(head, maxsplit=1)
    if len(parts) == 1:
        return False
    first, second = parts
    labels = [parse_label(first), parse_label(second)]
    return all(label and label.kind == "person" for label in labels) and " " in ((labels[0] and labels[0].name) or "")


def _describe(document: Document, label: LabelText, role: str | None) -> Speaker:
    """Return a person under the fullest name in the document."""
    name = " ".join(capitalize_word(word) for word in (label.name or "").split())
    printed = label.office or ""
    office = " ".join(map(capitalize_word, printed.split())) if printed.isupper() else printed or role
    last = name.split()[-1].casefold()
    text = f"{document.title}\n{document.text[:_INTRODUCED]}"
    introduced = find_introductions(text, {last}).get(last, [])
    if len(name.split()) == 1 and introduced:
        name = introduced[0].name
    office = office or next((one.office for one in introduced if one.office), None)
    return Speaker(name, office or None, None, None)

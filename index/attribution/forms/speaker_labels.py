"""Labels: whom the labels of a transcript stand for: "MR. EARNEST" is Josh Earnest, the press secretary.

A reporter is nobody that is named. First name and office are those that the transcript gives.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from index.attribution.coreference.offices import offices
from index.attribution.coreference.titles import BODIES

_HONOURS = ("MR.", "MRS.", "MS.", "DR.", "SEN.", "REP.", "GEN.", "SIR", "LORD", "JUSTICE", "PROF.")
_OFFICE_WORDS = """
ADMINISTRATION ADMINISTRATOR ADMIRAL ADVISER ADVISOR AMBASSADOR ASSISTANT ATTORNEY CAPTAIN CHAIR CHAIRMAN CHANCELLOR
CHIEF COLONEL COMMISSIONER COUNSELOR DEFENSE DEPUTY DIRECTOR EXECUTIVE FIRST FOREIGN GENERAL GOVERNOR HOUSE JUNIOR
KING LADY LEADER LIEUTENANT MAJOR MAYOR MINISTER NATIONAL OFFICER OFFICIAL PREMIER PRESIDENT PRESS PRIME PRINCIPAL
QUEEN REPRESENTATIVE SECRETARY SECURITY SENATOR SENIOR SPEAKER SPECIAL SPOKESMAN SPOKESPERSON SPOKESWOMAN STATE
SURGEON TREASURY UNDER VICE WHITE
"""
_SEVERAL_WORDS = "ALL ATTENDEE AUDIENCE CROWD MEMBER MEMBERS MODERATOR OPERATOR PARTICIPANT PARTICIPANTS VOICE VOICES"
_OFFICES, _SEVERAL = frozenset(_OFFICE_WORDS.split()), frozenset(_SEVERAL_WORDS.split())
_LINKS = frozenset({"OF", "FOR", "TO", "THE", "AND"})
_ASKERS = frozenset({"Q", "QUESTION", "QUESTIONER", "REPORTER", "REPORTERS", "PRESS", "MEDIA"})
_NO_NAMES = frozenset({*_OFFICES, *_HONOURS, *_LINKS, *_ASKERS, "BY", *map(str.upper, BODIES)})
_HEAD = 300  # code points that tell what is transcribed
_RARE = 2  # times that a label which is misspelt stands
_FIRST_NAMES = 2  # at most
_ALIKE = 0.8
_CAPITALISED = r"[^\W\d_a-z][\w.’'-]*"
_BEFORE = re.compile(rf"(?:\b(?:{_CAPITALISED}|of|for|to|the|and),?[ \t]+)+$")


def is_titled(label: str) -> bool:
    """Tell whether a label begins with a title, which only a person's does."""
    words = label.upper().split()
    return words[0] in _HONOURS or words[0] in _OFFICES or words[:2] == ["THE", "PRESIDENT"]


def whom(labels: Mapping[str, int], text: str) -> dict[str, tuple[str | None, str | None]]:
    """Give name and office of whom each label, counted, stands for; one that is misspelt for the one it resembles."""
    usual: dict[str, str] = {}
    for label, _ in sorted(labels.items(), key=lambda one: (-one[1], one[0])):
        last = _surname(label)
        if last is not None and last not in usual:
            near = get_close_matches(last, usual, n=1, cutoff=_ALIKE) if labels[label] <= _RARE else []
            usual[last] = usual[near[0]] if near else label
    return {label: _person(usual.get(_surname(label) or "", label), text) for label in labels}


def _surname(label: str) -> str | None:
    last = label.rsplit(maxsplit=1)[-1].upper()
    return None if last in _OFFICES | _SEVERAL | _ASKERS else last


def _person(label: str, text: str) -> tuple[str | None, str | None]:
    words = label.upper().split()
    if {words[-1], words[0]} & (_SEVERAL | _ASKERS):
        return None, None
    office = _printed([word for word in words[:-1] if word not in _HONOURS and word != "THE"]) or None
    last = _surname(label)
    if last is None:
        return _holder(label, text)
    introduced = _introduced(last, text)
    if introduced:
        return introduced[0], introduced[1] or office
    return _printed(label.split()) if not office else f"{office} {_proper(label.rsplit(maxsplit=1)[-1])}", office


def _holder(label: str, text: str) -> tuple[str | None, str | None]:
    """Give who is labelled by an office alone, by name where the head of the transcript names only one of them."""
    office = _printed([word for word in label.split() if word.upper() != "THE"])
    head = text[:_HEAD]
    holders = {found[1] for found in re.finditer(rf"\b(?i:{re.escape(office)}) ({_CAPITALISED})", head)}
    named = {
        holder.strip(".’'").removesuffix("’s").removesuffix("'s").capitalize()
        for holder in holders
        if holder[0].isupper()
    }
    named = {name for name in named if len(re.findall(rf"\b(?i:{re.escape(office)} {re.escape(name)})\b", text)) > 1}
    if label.upper().startswith("THE ") and len(named) == 1:
        (last,) = named
        introduced = _introduced(last.upper(), text)
        return (introduced[0] if introduced else f"{office} {last}"), office
    the = "The " if label.upper().startswith("THE ") else ""
    return f"{the}{office if the else office.capitalize()}", None


def _introduced(last: str, text: str) -> tuple[str, str | None] | None:
    """Find a person's first name and office before their surname: "Press Secretary Josh Earnest"."""
    best: Counter[tuple[str, str | None]] = Counter()
    for found in re.finditer(rf"(?i:\b{re.escape(last)}\b)", text):
        led = _BEFORE.search(text[max(0, found.start() - 120) : found.start()])
        before = led[0].split() if led else []
        first: list[str] = []
        while before and before[-1][0].isupper() and before[-1].upper() not in _NO_NAMES:
            first.insert(0, before.pop())
        if before and before[-1].upper() in _LINKS:  # an office of something goes before the name
            before, first = [*before, *first[:-1]], first[-1:]
        if first and len(first) <= _FIRST_NAMES and not found[0].islower():
            apposed = offices(text, found.start(), found.end(), ())
            best[_printed([*first, found[0]]), _office(before) or next(iter(apposed), None)] += 1
    if not best:
        return None
    name = Counter({one: sum(n for (other, _), n in best.items() if other == one) for one, _ in best}).most_common(1)[
        0
    ][0]
    roles = [role for (one, role), _ in best.most_common() if one == name and role]
    return name, roles[0] if roles else None


def _office(before: Sequence[str]) -> str | None:
    """Give the office that a name is led by: the words that end in one, back to the last comma."""
    office: list[str] = []
    for word in reversed(before):
        known = word.upper() in _OFFICES | _LINKS
        follows = office and word[0].isupper() and (office[0].upper() in _OFFICES or _is_office_of(office))
        if word.endswith(",") or word.upper() == "BY" or not (known or follows or not office):
            break
        office.insert(0, word)
    while office and office[0].upper() in _LINKS:
        office.pop(0)
    return _printed(office) if any(word.upper() in _OFFICES for word in office) else None


def _is_office_of(office: Sequence[str]) -> bool:
    return office[0].lower() == "of"


def _printed(words: Iterable[str]) -> str:
    return " ".join(_proper(word) for word in words)


def _proper(word: str) -> str:
    """Give a name in capitals as it prints: `McDONOUGH` is McDonough."""
    if word.upper() in _LINKS:
        return word.lower()
    if not word.isupper() and not re.match(r"(?:Mc|Mac)[A-Z]{2}", word):
        return word
    if word.startswith(("Mc", "Mac", "MC")) and len(word) > 4:  # noqa: PLR2004 (MC and a name)
        cut = 3 if word.startswith("Mac") else 2
        return f"{word[:cut].capitalize()}{word[cut:].capitalize()}"
    return "-".join("’".join(part.capitalize() for part in piece.split("’")) for piece in word.split("-"))

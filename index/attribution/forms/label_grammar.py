"""Grammar of a speaker label, the same for every house.

    label    = [honorific] [rank] [office] name {bracket} ["," role] mark  |  "The" office {bracket} mark  |  asker mark
    bracket  = "(" country | party | constituency | office | holder's name | language or manner ")"
    mark     = ":" | "." | ". –" | end of line | end of bold

A label is read from left to right, one token at a time, so that the time is in proportion to its length.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.label_words import (
    ASKERS,
    CROWD,
    FIELDS,
    HONORIFICS,
    LINKS,
    MODES,
    NAME_LINKS,
    NOBLE,
    OFFICES,
    PARTIES,
    RANKS,
)
from index.names.gazetteer import load_gazetteer

Kind = Literal["person", "office", "question", "answer", "crowd"]
BracketKind = Literal["country", "party", "manner", "name", "detail"]

_MOST_TOKENS = 24
_MOST_NAME = 5
_TOKEN = re.compile(r"\S+")
_ASIDE = re.compile(r"\[[^\[\]]*\]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+-?(?:[^\W\d_]\.)*$")
_OFFICE_TAIL = re.compile(
    r"(?:on behalf of|im Namen|au nom d|en nombre d|a nome d|em nome d|namens|w imieniu|rapporteur|author|member of|"
    r"in writing|deputi|substitut|in the chair|Vice-President|for the|f[öo]r )",
    re.IGNORECASE,
)
_PRESIDING = frozenset({"speaker", "chairman", "chair", "president", "chairperson", "chairwoman", "moderator"})
_LETTERS = frozenset({"mp", "mep", "msp", "kc", "qc", "cbe", "obe", "td", "mla", "esq", "phd"})  # after a name
_SENTENCE_OPENERS = frozenset(map(str.casefold, VOCABULARY.sentence_openers)) - {
    "the",
    "will",
    "may",
    "mark",
    "a",
    "q",
    "under",
}
_CLOCK = re.compile(r"\d{1,2}:\d\d|[AaPp]\.[Mm]\.$")  # the time of a briefing before its first label
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr"})
_NUMBERED = re.compile(r"(?:no\.?\s*)?\d{1,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands in brackets within a label, and what it says of the speaker."""

    kind: BracketKind
    text: str


@dataclass(frozen=True, slots=True)
class LabelText:
    """A label taken apart. `name` is as printed, without honorific, rank and office; `place` is that of "of Iowa"."""

    kind: Kind
    honorific: str | None = None
    office: str | None = None
    name: str | None = None
    place: str | None = None
    brackets: tuple[Bracket, ...] = ()
    led_by_the: bool = False

    @property
    def country(self) -> str | None:
        """The country that a bracket names."""
        return next((one.text for one in self.brackets if one.kind == "country"), None)

    @property
    def details(self) -> tuple[str, ...]:
        """The constituency, office or party that brackets give."""
        return tuple(one.text for one in self.brackets if one.kind in {"detail", "party"})

    @property
    def holder(self) -> str | None:
        """The name that a bracket gives for an office: "The Chair (Ms. Ruiz)"."""
        return next((one.text for one in self.brackets if one.kind == "name"), None)


def bare(token: str) -> str:
    """Return a token in small letters without the marks around it."""
    return token.strip(".,;:*_").casefold().replace("’", "'")


def parse_label(text: str, *, any_role: bool = False) -> LabelText | None:
    """Take a label apart, without the mark that ends it; None for no label. `any_role` may follow a name."""
    outside, brackets = _brackets(" ".join(text.replace("*", "").replace("__", "").split()))
    head, _, tail = outside.partition(",")
    tokens = head.split()
    if not tokens and brackets:
        return None
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    words = [bare(token) for token in tokens]
    asked = _voice(words, tail, brackets)
    if asked:
        return asked
    if (
        not all(_is_label_word(token) and not _CLOCK.match(token) for token in tokens)
        or not (any_role or _is_role(tail))
        or _begins_sentence(tokens[0])
    ):
        return None
    return _person(tokens, tail.strip(" ,"), brackets)


def _begins_sentence(token: str) -> bool:
    """Tell "For" and "But" from a name, and from initials in capitals: "IT"."""
    return bare(token) in _SENTENCE_OPENERS and not (token.isupper() and len(token) <= 3)  # noqa: PLR2004


def _voice(words: Sequence[str], tail: str, brackets: Sequence[str]) -> LabelText | None:
    """Return a label of no person by name: who asks, or a crowd."""
    first = words[0].rstrip("0123456789-")
    rest = words[1:]
    if first in ASKERS and (not rest or all(_NUMBERED.match(word) for word in rest) or rest[0] in {"from", "("}):
        return LabelText("question", brackets=_read_brackets(brackets, office=False))
    if len(words) == 1 and first in {"a", "answer", "reply", "response"}:
        return LabelText("answer")
    if words[-1] in {"question", "remark"} and len(words) <= 3:  # noqa: PLR2004 ("Follow-up question")
        return LabelText("question")
    if words[0] in {"an", "some", "several", "hon"} and words[-1] in {"members", "member", "senators", "senator"}:
        return LabelText("crowd")
    if words[0] in CROWD and (len(words) == 1 or words[0] not in {"all", "members", "group", "video", "public"}):
        held = next((one for one in _read_brackets(brackets, office=True) if one.kind == "name"), None)
        named = tail.strip()
        return LabelText("crowd", office=words[0].capitalize(), brackets=(held,) if held and not named else ())
    return None


def _brackets(text: str) -> tuple[str, list[str]]:
    """Part what stands in brackets, of any depth, from what does not."""
    outside, inside, depth, start = [], [], 0, 0
    for place, character in enumerate(text):
        if character in "([":
            depth += 1
            if depth == 1:
                start = place + 1
        elif character in ")]" and depth:
            depth -= 1
            if not depth:
                inside.append(text[start:place].strip())
        elif not depth:
            outside.append(character)
    return " ".join("".join(outside).replace(" ,", ",").split()), inside


def _is_label_word(token: str) -> bool:
    word = token.strip("“”\"'‘’.,")
    if not word or len(token) > 40:  # noqa: PLR2004 (no word of a name is as long)
        return token in {"&", "-", "–", "/"}
    first = word[0]
    if first.isupper() or first.isdigit() or (not first.islower() and first.isalpha()):
        return True
    low = word.casefold()
    return low in LINKS or low.startswith(("al-", "el-", "d'", "d’", "ad-", "as-", "ash-", "an-", "ar-", "at-", "ul-"))


def _is_role(tail: str) -> bool:
    """Tell whether what follows a name and a comma says who that is."""
    tail = tail.strip(" ,")
    if not tail or _OFFICE_TAIL.match(tail):
        return True
    tokens = tail.replace("/", " ").split()
    if len(tokens) > _MOST_TOKENS:
        return False
    return all(_is_label_word(token) or bare(token) in OFFICES | FIELDS | LINKS for token in tokens)


def _person(tokens: list[str], tail: str, texts: Sequence[str]) -> LabelText | None:  # noqa: C901 (one rule after the other)
    words = [bare(token) for token in tokens]
    the = words[0] == "the"
    start = 1 if the else 0
    honours = start
    while start < len(tokens) - 1 and words[start] in HONORIFICS:
        start += 1
    honorific = " ".join(tokens[honours:start]) or None
    noble = not the and not honorific and words[start] in NOBLE and len(tokens) > start + 1
    end = start if noble else _name_start(tokens, words, start, titled=honorific is not None)
    if the and not honorific and not noble:
        end = len(tokens)
    office, name = tokens[start:end], tokens[end:]
    while len(name) > 1 and bare(name[-1]).replace(".", "") in _LETTERS:
        name = name[:-1]
    place = None
    if (honorific or office) and not noble:
        name, place = _placed(name)
    if not name:
        return _office_label(tokens[honours:], texts, tail, the=the) if _is_held(words) else None
    if len(name) > _MOST_NAME or any(character.isdigit() for token in name for character in token):
        return None
    inner = {bare(token) for token in name[:-1]}
    if inner & (OFFICES | _COURTESIES | (LINKS - NAME_LINKS)) and not noble:
        return None
    if all(bare(token) in LINKS for token in name) or (len(name) == 1 and bare(name[0]) in OFFICES and not honorific):
        return None
    brackets = _read_brackets(texts, office=False)
    role = " ".join(office) or None
    if tail:
        brackets = (*brackets, Bracket("detail", tail))
    return LabelText("person", honorific, role, " ".join(name), place, brackets, the)


def _office_label(office: Sequence[str], texts: Sequence[str], tail: str, *, the: bool) -> LabelText | None:
    brackets = _read_brackets(texts, office=True)
    written = " ".join([*office, *([f", {tail}"] if tail else [])]).replace(" ,", ",")
    return LabelText("office", None, written, None, None, brackets, the)


def _is_held(words: Sequence[str]) -> bool:
    return any(word in OFFICES or word in RANKS or word in NOBLE for word in words)


def _name_start(tokens: Sequence[str], words: Sequence[str], start: int, *, titled: bool) -> int:  # noqa: C901 (the same)
    """Return where the name begins: after the last word of an office, of its field, or of the country it is of."""
    left = len(tokens) - start
    if titled and (left == 1 or words[start] in NOBLE):
        return len(tokens) if words[start] in _PRESIDING else start
    if titled and words[start] in {"deputy", "acting", "vice"} and words[-1] in OFFICES:
        return len(tokens)
    office = start if _begins_office(words, start) else None
    if office is None:
        held = [place for place in range(start, len(tokens)) if words[place] in OFFICES or words[place] in RANKS]
        if not held or (titled and len(tokens) - start <= _MOST_NAME and words[start] not in FIELDS):
            return start
    end = start
    place = start
    while place < len(tokens):
        word = words[place]
        if word in OFFICES or word in FIELDS or word in RANKS or word == "&":
            end = place = place + 1
        elif word in LINKS and word not in NAME_LINKS - {"de", "la", "du", "des", "di"}:
            end = place = _after_link(tokens, words, place)
        else:
            place += 1
            if tokens[place - 1].endswith(("th", "st", "nd", "rd")) and tokens[place - 1][0].isdigit():
                end = place
    return _kept_name(tokens, end)


def _begins_office(words: Sequence[str], start: int) -> bool:
    return words[start] in OFFICES or words[start] in RANKS


def _after_link(tokens: Sequence[str], words: Sequence[str], place: int) -> int:
    """Return where what follows "of" ends: the country that it begins with, or else one word."""
    place += 1
    while place < len(tokens) and words[place] in LINKS:
        place += 1
    rest = " ".join(tokens[place:])
    found = [one for one in load_gazetteer().find(rest) if one.start == 0]
    if found:
        return place + len(rest[: found[0].end].split())
    return min(place + 1, len(tokens))


def _kept_name(tokens: Sequence[str], end: int) -> int:
    """Let a name of many words begin at its first given name, or at the last two words."""
    left = len(tokens) - end
    if left <= 2:  # noqa: PLR2004 (a first name and a surname)
        return end
    for place in range(end, len(tokens) - 1):
        if VOCABULARY.gender(tokens[place].capitalize() if tokens[place].isupper() else tokens[place]):
            return place
    return end if left <= 4 else len(tokens) - 2  # noqa: PLR2004 (Recep Tayyip of two surnames)


def _placed(name: list[str]) -> tuple[list[str], str | None]:
    """Part "MILLER of Florida" into the name and the place."""
    for place, word in enumerate(name):
        if word == "of" and 0 < place < len(name) - 1:
            return name[:place], " ".join(name[place + 1 :])
    return name, None


def _read_brackets(texts: Sequence[str], *, office: bool) -> tuple[Bracket, ...]:
    return tuple(_bracket(text, office=office) for text in texts if text)


def _bracket(text: str, *, office: bool) -> Bracket:
    words = [bare(token) for token in text.split()]
    if not words or words[0] in MODES or words[-1] in {"continued", "inaudible", "voice-over", "reading"}:
        return Bracket("manner", text)
    if text.strip("*_ ").casefold() in PARTIES or words[0] in PARTIES or text.casefold().endswith(" caucus"):
        return Bracket("party", text)
    named = country_of(text)
    if named:
        return Bracket("country", named)
    if office:
        held = parse_label(text)
        if held and held.kind == "person" and held.name and (held.honorific or len(held.name.split()) > 1):
            return Bracket("name", text)
    return Bracket("detail", text)


def country_of(text: str) -> str | None:
    """Return the country that all of a bracket names, under the name it is listed by."""
    listed = load_gazetteer()
    text = text.removeprefix("the ")
    found = listed.find(text)
    whole = [one for one in found if one.start == 0 and one.end >= len(text)]
    codes = [code for one in whole for code in one.form.codes if listed.is_country(code)]
    return listed.label(codes[0]) if codes else None


def is_initials(token: str) -> bool:
    """Tell the initials of a name from a word."""
    return bool(_INITIAL.match(token)) or (token.isupper() and 2 <= len(token) <= 3 and token.isalpha())  # noqa: PLR2004

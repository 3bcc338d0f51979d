"""Grammar of a speaker label, the same in every form.

    label    = [honorific] [rank] [office] name {bracket} ["," role] mark  |  "The" office {bracket} mark  |  asker mark
    bracket  = "(" country | party | constituency | office | holder's name | language or manner ")"
    mark     = ":" | "." | ". –" | end of line | end of bold

A label is parsed from left to right, token by token, in time proportional to its length.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.label_text import Bracket, LabelText
from index.attribution.forms.labels.name_boundary import MOST_NAME_WORDS, find_name_start, split_place
from index.attribution.forms.labels.tokens import find_country, is_label_word, normalize_token
from index.attribution.forms.labels.unnamed_voices import parse_chair, parse_numbered, parse_outlet
from index.attribution.forms.labels.words import (
    ABBREVIATED_OFFICES,
    ANSWERS,
    ASKERS,
    CONTACTS,
    COURTESIES_IN_NAMES,
    CROWD,
    CROWDS_OF,
    FIELDS,
    HONORIFICS,
    LETTERS,
    LINKS,
    MANNERS,
    MEMBERS,
    MODES,
    NAME_LINKS,
    NAMES_LIKE_OPENERS,
    NOBLE,
    NOTICES,
    OFFICES,
    PARTIES,
    RANKS,
    SOME,
)

_MOST_TOKENS = 24
_SHORT_CAPITALS = 3  # letters of initials, at most
_LONGEST_HOLDER = 4  # words of a name after an office and a comma
_SHORT_QUESTION = 3  # words: "Follow-up question"
_ROLE = re.compile(
    r"(?:on behalf of|im Namen|au nom d|en nombre d|a nome d|em nome d|namens|w imieniu|rapporteur|author|member of|"
    r"in writing|deputi|substitut|in the chair|Vice-President|for the|f[öo]r )",
    re.IGNORECASE,
)
_SENTENCE_OPENERS = frozenset(map(str.casefold, VOCABULARY.sentence_openers)) - NAMES_LIKE_OPENERS
_NOT_BEFORE_SURNAME = OFFICES | COURTESIES_IN_NAMES | (LINKS - NAME_LINKS)
_CLOCK = re.compile(r"\d{1,2}:\d\d|[AaPp]\.[Mm]\.$")  # the time of a briefing before its first label
_STAFF = re.compile(
    r"(?:[\w-]+ ){0,3}?(?:spokes(?:man|woman|person)|advis[eo]r|aide|counsel\w*|assistant|chief of staff)"
    r" (?:for|to) (?:the )?"
    r"(?:[\w-]+ ){0,3}?(?:president|minister|premier|secretary(?:-general)?|secretary general|chancellor|king|queen"
    r"|senator|governor|commissioner|mayor) (?!of\b|for\b)\w",
    re.IGNORECASE,
)
_TO_MINISTER = re.compile(
    r" to the (?:Prime |Acting |Associate |Deputy )?Minister(?: (?:of|for|in) [^:]{2,60})?$"
)  # of whom a member asks
_COUNTED = re.compile(r"\d+(?:st|nd|rd|th)$", re.IGNORECASE)  # "1541st Meeting of the Council:"
_NUMBERED = re.compile(r"(?:no\.?\s*)?\d{1,3}$", re.IGNORECASE)


def parse_label(text: str, *, any_role: bool = False) -> LabelText | None:
    """Return a parsed label, from its text without the mark that ends it; None if it is no label.

    With `any_role`, any words may follow a name and a comma.
    """
    return _parse_two_offices(text, any_role=any_role) or _parse(text, any_role=any_role)


def _parse(text: str, *, any_role: bool) -> LabelText | None:
    outside, brackets = _split_brackets(" ".join(text.replace("*", "").replace("__", "").split()))
    outside = _TO_MINISTER.sub("", outside) if brackets else outside
    printed, _, tail = outside.partition(",")
    tokens = _write_out_office(printed.split())
    head = " ".join(tokens)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None if tokens else _parse_reporter(brackets)
    words = list(map(normalize_token, tokens))
    voice = _parse_asker(words, brackets) or _parse_crowd(words, tail, brackets) or parse_chair(words, head)
    voice = voice or parse_numbered(tokens, words) or parse_outlet(tokens, words)
    if voice:
        return voice
    is_contact = normalize_token(outside.split()[-1]) in CONTACTS  # "Geneva, P.O. Box:", "Tel.:"
    if _COUNTED.match(tokens[0]) or is_contact or not NOTICES.isdisjoint(words):
        return None
    is_label = all(is_label_word(token) and not _CLOCK.match(token) for token in tokens)
    if not is_label or not (any_role or _is_role(tail)) or _is_sentence_opener(tokens[0]):
        return None
    if _STAFF.match(head):  # "Spokesman for Secretary-General Ana Ruiz" is not Ana Ruiz
        return LabelText("office", office=head.strip())
    label = _parse_person(tokens, tail.strip(" ,"), brackets)
    return (_parse_holder(head, tail) or label) if label and label.kind == "office" and tail.strip() else label


def _parse_two_offices(text: str, *, any_role: bool) -> LabelText | None:
    """Return the label of a person after two offices: "Deputy Prime Minister – Minister of Trade Ana Ruiz"."""
    first, dash, second = text.partition(" – ") if " – " in text else text.partition(" - ")
    words = list(map(normalize_token, first.split())) if dash else []
    if not words or words[-1] not in OFFICES or not OFFICES.union(FIELDS, LINKS).issuperset(words):
        return None
    label = _parse(second, any_role=any_role)
    is_holder = label is not None and label.kind == "person" and label.office
    return replace(label, office=f"{first}{dash}{label.office}") if label and is_holder else None


def _write_out_office(tokens: list[str]) -> list[str]:
    """Return a label with an abbreviated office before its name in full: "HR/VP Ruiz", "PM Ana Ruiz"."""
    rest = map(normalize_token, tokens[1:])
    is_led = len(tokens) > 1 and tokens[0].isupper() and OFFICES.isdisjoint(rest)  # "MOD Spokesperson" is a ministry's
    office = ABBREVIATED_OFFICES.get(tokens[0].casefold()) if is_led else None
    return [*office.split(), *tokens[1:]] if office else tokens


def _parse_reporter(brackets: Sequence[str]) -> LabelText | None:
    """Return the label of a reporter, who asks, with the outlet, all of it in brackets: "(Ana Ruiz, Halm News)"."""
    label = parse_label(brackets[0], any_role=True) if len(brackets) == 1 and "(" not in brackets[0] else None
    words = {normalize_token(word) for detail in (label.details if label else ()) for word in detail.split()}
    is_plain = label is not None and label.kind == "person" and not (label.office or label.honorific)
    return LabelText("question") if is_plain and words and words.isdisjoint(OFFICES) else None


def _parse_holder(office: str, tail: str) -> LabelText | None:
    """Return the label of a person after an office and a comma: "Prime Minister of Arvania, Ana Ruiz"."""
    first = tail.partition(",")[0].strip()
    label = parse_label(first)
    if label is None or label.kind != "person" or label.brackets:
        return None
    names = (label.name or "").split()
    is_stated = label.honorific or label.office or VOCABULARY.gender(names[0])
    words = set(map(normalize_token, names))
    is_name = 1 < len(names) <= _LONGEST_HOLDER and not VOCABULARY.has_other_word(names) and not find_country(first)
    if not is_name or not (FIELDS | OFFICES | LINKS - NAME_LINKS).isdisjoint(words):
        return None
    led = list(map(normalize_token, office.split()))
    if not is_stated and {"of", "for"}.isdisjoint(led) and OFFICES.isdisjoint(led[1:]):
        return None
    return LabelText("person", label.honorific, re.sub(r"^[Tt]he ", "", office.strip()), label.name)


def _is_sentence_opener(token: str) -> bool:
    """Return whether a token is a word such as "For" or "But", and not initials in capitals: "IT"."""
    return normalize_token(token) in _SENTENCE_OPENERS and not (token.isupper() and len(token) <= _SHORT_CAPITALS)


def _parse_asker(words: Sequence[str], brackets: Sequence[str]) -> LabelText | None:
    """Return the label of a question or an answer without a name."""
    first, rest = words[0].rstrip("0123456789-"), words[1:]
    if first in ASKERS and (not rest or all(map(_NUMBERED.match, rest)) or rest[0] in {"from", "("}):
        return LabelText("question", brackets=_read_brackets(brackets, is_office=False))
    if not rest and first in ANSWERS:
        return LabelText("answer")
    if words[-1] in {"question", "remark"} and len(words) <= _SHORT_QUESTION:
        return LabelText("question")
    return None


def _parse_crowd(words: Sequence[str], tail: str, brackets: Sequence[str]) -> LabelText | None:
    """Return the label of a crowd, or of a moderator, who may be named in a bracket."""
    if words[0] in SOME and words[-1] in MEMBERS:
        return LabelText("crowd")
    if words[0] in CROWD and (len(words) == 1 or words[0] not in CROWDS_OF):
        names = (bracket for bracket in _read_brackets(brackets, is_office=True) if bracket.kind == "name")
        holder = None if tail.strip() else next(names, None)
        return LabelText("crowd", office=words[0].capitalize(), brackets=(holder,) if holder else ())
    return None


def _split_brackets(text: str) -> tuple[str, list[str]]:
    """Return the text outside brackets of any depth, and the text in each outer pair."""
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


def _is_role(tail: str) -> bool:
    """Return whether the words after a name and a comma are a role."""
    tail = tail.strip(" ,")
    if not tail or _ROLE.match(tail):
        return True
    tokens = tail.replace("/", " ").split()
    return len(tokens) <= _MOST_TOKENS and all(
        is_label_word(token) or normalize_token(token) in OFFICES | FIELDS | LINKS for token in tokens
    )


def _parse_person(tokens: list[str], tail: str, texts: Sequence[str]) -> LabelText | None:
    """Return the label of a person, or of an office alone."""
    words = list(map(normalize_token, tokens))
    led_by_the = words[0] == "the"
    first = 1 if led_by_the else 0
    start = _skip_honorifics(words, first)
    honorific = " ".join(tokens[first:start]) or None
    is_noble = not led_by_the and not honorific and words[start] in NOBLE and len(tokens) > start + 1
    if is_noble:
        end = start
    elif led_by_the and not honorific:
        end = len(tokens)
    else:
        end = find_name_start(tokens, words, start, has_honorific=honorific is not None)
    office, name, place = " ".join(tokens[start:end]) or None, _without_letters(tokens[end:]), None
    if (honorific or office) and not is_noble:
        name, place = split_place(name)
    if not name:
        has_office = any(word in OFFICES | RANKS | NOBLE for word in words)
        return _parse_office(tokens[first:], texts, tail, led_by_the=led_by_the) if has_office else None
    if not _is_name(name, is_noble=is_noble, has_honorific=honorific is not None):
        return None
    brackets = _read_brackets(texts, is_office=False)
    if tail:
        brackets = (*brackets, Bracket("detail", tail))
    return LabelText("person", honorific, office, " ".join(name), place, brackets, led_by_the)


def _skip_honorifics(words: Sequence[str], start: int) -> int:
    while start < len(words) - 1 and words[start] in HONORIFICS:
        start += 1
    return start


def _without_letters(name: list[str]) -> list[str]:
    while len(name) > 1 and normalize_token(name[-1]).replace(".", "") in LETTERS:
        name = name[:-1]
    return name


def _is_name(name: Sequence[str], *, is_noble: bool, has_honorific: bool) -> bool:
    """Return whether the words after an office can be a person's name."""
    words = list(map(normalize_token, name))
    if len(name) > MOST_NAME_WORDS or any(character.isdigit() for token in name for character in token):
        return False
    if not is_noble and not _NOT_BEFORE_SURNAME.isdisjoint(words[:-1]):
        return False
    is_office = len(words) == 1 and words[0] in OFFICES and not has_honorific
    return not (is_office or all(word in LINKS for word in words))


def _parse_office(tokens: Sequence[str], texts: Sequence[str], tail: str, *, led_by_the: bool) -> LabelText:
    brackets = _read_brackets(texts, is_office=True)
    office = " ".join([*tokens, *([f", {tail}"] if tail else [])]).replace(" ,", ",")
    return LabelText("office", None, office, None, None, brackets, led_by_the)


def _read_brackets(texts: Sequence[str], *, is_office: bool) -> tuple[Bracket, ...]:
    return tuple(_read_bracket(text, is_office=is_office) for text in texts if text)


def _read_bracket(text: str, *, is_office: bool) -> Bracket:
    words = list(map(normalize_token, text.split()))
    if not words or words[0] in MODES or words[-1] in MANNERS:
        return Bracket("manner", text)
    if text.strip("*_ ").casefold() in PARTIES or words[0] in PARTIES or text.casefold().endswith(" caucus"):
        return Bracket("party", text)
    country = find_country(text)
    if country:
        return Bracket("country", country)
    return Bracket("name" if is_office and _is_full_name(text) else "detail", text)


def _is_full_name(text: str) -> bool:
    label = parse_label(text)
    return bool(label and label.kind == "person" and label.name and (label.honorific or " " in label.name))

"""Identity: the name, the office and the country under which the referent of a source is listed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.attribution.coreference.entities import Entity
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.coreference.name_candidates import ENVOY_TO, OFFICE_WORDS
from index.attribution.coreference.phrases import BODY_NOUNS, COORDINATION, NAME_WORDS, OFFICE_COMPLEMENT, STATE_OFFICE
from index.attribution.coreference.vocabulary import VOCABULARY
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.spans import Span

_INITIALS = re.compile(rf"[{CAPITALS}]{{2,6}}")
_WITHIN_PHRASE = re.compile(r"\b(?:of|to|for|by|with|from|in|on|about|against)\s(?:[\w.]+\s)?$")
_KIND_BEFORE_NAME = re.compile(
    r"^(?:(?:the )?(?:[A-Za-z-]+ )?(?:newspaper|daily|weekly|magazine|broadcaster|news agency|television channel|union"
    r"|utility|airline|carmaker|shipbuilder|retailer|operator|charity|watchdog|think tank)"
    r"|Union|Newspaper|Daily|Broadcaster) (?=[^\W\d_a-z])(?!Jack\b|of\b|Council\b|Government\b|Minister)"
)
"""What a name is of, before it: "newspaper The Lamp", "Union IG Hafen"."""

_KIND_BEFORE_ACRONYM = re.compile(
    rf"^(?:[\w’'-]+ ){{1,4}}(?:agency|union|watchdog|broadcaster|network|group|body) (?=[{CAPITALS}]{{3,}}$)"
)
"""What an acronym is of, before it: "UN children’s agency UNICEF"."""

_OFFICE_AND_NAME = re.compile(  # "the Ambassador of Japan, H.E. Ryo Hatanaka"
    rf"(?:[Tt]he )?(?P<office>[{CAPITALS}][\w’' -]{{3,80}}), (?:H\.E\.|HE|Mrs?\.?|Ms\.?|Dr\.?|Shri|Smt\.?)"
    r"(?: (?:Mrs?|Ms|Dr)\.?)? "
    r"(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){1,3})"
)
_FIELD_OF_OFFICE = re.compile(
    rf"\b(?:{OFFICE_WORDS} (?:of|for)|{ENVOY_TO}) (?:the )?"
    r"(?P<field>(?:[^\W\d_a-z][\w’'.-]*(?:, (?:and )?| and | of (?:the )?| ))+)$"
)
"""An office and its field or its country, right before a name: "Secretary of State | Ana Ruiz"."""

_POSSESSIVE = re.compile(r"[’']s?\s")
_AFTER_HEAD = re.compile(r"\s*(?:$|,|\(|who\b|of\b|for\b|on\b|in\b|at\b|-|–|—|[’']s?$|:|\.)")


@dataclass(frozen=True, slots=True)
class Referent:
    """The person or institution that a source refers to; `is_person` only for an entity of the article."""

    name: str
    role: str | None = None
    country: str | None = None
    is_person: bool = False


def identify_person(entity: Entity | None) -> Referent | None:
    """Return an entity under its name and main office; None for None."""
    if entity is None:
        return None
    role = entity.main_office
    country = _find_country(OFFICE_COMPLEMENT.sub("", role)) if role else None
    return Referent(entity.name, role, country, is_person=True)


def identify_institution(words: str) -> Referent:
    """Return any other source under its own words, without a definite article before a name."""
    titled = _OFFICE_AND_NAME.fullmatch(words)
    if titled:
        return Referent(titled["name"], titled["office"], _find_country(titled["office"]))
    name = re.sub(r"^The ", "the ", re.sub(rf"^[Tt]he (?=.*[{CAPITALS}])", "", words))
    name = _KIND_BEFORE_ACRONYM.sub("", _KIND_BEFORE_NAME.sub("", name))
    return Referent(name, None, _find_country(name) if name[:1].isupper() else None)


@lru_cache(maxsize=64)  # a long text has the same initials many times
def expand_initials(text: str, initials: str) -> str | None:
    """Return the one name in a text that has these initials ("International Monetary Fund"), else None."""
    if not _INITIALS.fullmatch(initials):
        return None
    words = r"[ \xa0](?:(?:of|for|and|the|on|in)[ \xa0])*".join(rf"{letter}[\w’'-]*[a-z]" for letter in initials)
    names = {re.sub(r"[’']s$", "", name) for name in re.findall(rf"\b{words}\b", text)}
    return names.pop() if len(names) == 1 else None


def find_full_name(text: str, noun: str, position: int) -> Referent | None:
    """Return the one body that a text names in full before a position: "the Ministry" is the Ministry of Defence."""
    if noun.casefold() not in BODY_NOUNS:
        return None
    names = [name for name, end in _find_full_names(text, noun.capitalize()) if end <= position]
    return identify_institution(names[0]) if len(names) == 1 else None


@lru_cache(maxsize=64)  # a long text says "the Council" many times
def _find_full_names(text: str, noun: str) -> list[tuple[str, int]]:
    """Return the first two full names of bodies with a noun in a text, each with the end of its first occurrence."""
    ends: dict[str, int] = {}
    for each in re.finditer(rf"\b(?:{noun} (?:of|for) {NAME_WORDS}|(?!The\b){NAME_WORDS} {noun})(?![\w’'])", text):
        ends.setdefault(re.sub(r"^The ", "", " ".join(each[0].split())), each.end())
    return [*ends.items()][:2]


def find_head(text: str, entities: EntityMentions, source: Span) -> Entity | None:
    """Return the person who is the head of a noun phrase: "Ana Ruiz, a friend of Bo Li", "Li's friend Ana Ruiz"."""
    for mention in entities.within(source.start, source.end):
        before, after = text[source.start : mention.start], text[mention.end : source.end]
        if (_WITHIN_PHRASE.search(before) and not _ends_office(before)) or _POSSESSIVE.match(after):
            continue
        if COORDINATION.match(after):
            return None
        if _AFTER_HEAD.match(after):
            return mention.entity
    return None


def _ends_office(before: str) -> bool:
    """Return whether an office with its field ends right before a name, and not whom somebody speaks for."""
    match = _FIELD_OF_OFFICE.search(before)
    return match is not None and VOCABULARY.name_prefixes.isdisjoint(match["field"].replace(",", "").split())


@lru_cache(maxsize=1 << 14)
def _find_country(words: str) -> str | None:
    """Return the one country whose institution or office this is."""
    gazetteer = load_gazetteer()
    matches = gazetteer.find(words)
    is_country_name = any((match.start, match.end) == (0, len(words)) for match in matches)
    if not is_country_name and not STATE_OFFICE.search(words):
        return None
    codes = dict.fromkeys(code for match in matches for code in match.form.codes)
    countries = [code for code in codes if gazetteer.is_country(code)]
    return gazetteer.label(countries[0]) if len(countries) == 1 else None

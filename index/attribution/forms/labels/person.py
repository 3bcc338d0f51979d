"""People of labels: what labels state about a person, and whether two labels can name the same person."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.tokens import capitalize_word, normalize_token
from index.attribution.forms.labels.words import FEMALE, MALE, NAME_LINKS, NAME_SUFFIXES, PEERS, RANK_NAMES, RANKS

_GENDERS = frozenset({"m", "f"})
_MILITARY = frozenset(RANKS | set(RANK_NAMES.values())) - {"senator"}
_SCHOLARS = frozenset({"dr", "prof", "professor"})
_CIVIL_OFFICES = (["secretary"], ["attorney"])  # before "general"


@dataclass(slots=True)
class Person:
    """A person of a document, as its labels name them; `full_name` comes from its text.

    `gender_or_rank` is "m", "f", or the rank or office before the surname.
    """

    surname: str
    first: str | None
    gender_or_rank: str | None
    place: str | None
    printed: LabelText
    role: str | None = None
    country: str | None = None
    full_name: str | None = None
    count: int = 0


def find_surname(label: LabelText) -> str:
    """Return the surname of a label in small letters."""
    words = (label.name or "").casefold().split()
    while len(words) > 1 and words[-1].strip(".") in NAME_SUFFIXES:
        words.pop()
    return words[-1].strip(".,") if words else ""


def find_first_name(label: LabelText) -> str | None:
    """Return the first name of a label in small letters."""
    words = (label.name or "").casefold().split()
    return words[0] if len(words) > 1 and words[0] not in NAME_LINKS | PEERS else None


def score_fullness(label: LabelText) -> int:
    """Return how much a label states about its person, from 0 to 3."""
    return 2 * bool(find_first_name(label)) + bool(label.place or label.office or label.brackets)


def find_gender_or_rank(label: LabelText) -> str | None:
    """Return the rank or office of a label, or "m" or "f" by its honorific or given name."""
    first = find_first_name(label)
    office = [normalize_token(word) for word in (label.office or "").replace("-", " ").split()]
    if office and not label.led_by_the:
        rank = RANK_NAMES.get(office[-1], office[-1])
        if not first:
            return "secretary-general" if office[-2:] == ["secretary", "general"] else rank
        if office[-1] in RANKS and office[-2:-1] not in _CIVIL_OFFICES:
            return rank
    for word in map(normalize_token, (label.honorific or "").split()):
        if word in MALE | FEMALE:
            return "m" if word in MALE else "f"
    return VOCABULARY.gender(capitalize_word(first.upper())) if first else None


def format_role(label: LabelText) -> str | None:
    """Return the office and the details of a label as a role."""
    office = " ".join(map(capitalize_word, label.office.split())) if label.office else None
    return ", ".join(filter(None, [office, *label.details])) or None


def is_office(gender_or_rank: str | None) -> bool:
    """Return whether a label states a rank or an office, rather than a gender or nothing."""
    return gender_or_rank is not None and gender_or_rank not in _GENDERS


def are_distinct(namesakes: Sequence[Person]) -> bool:
    """Return whether namesakes cannot be one person: a rank among them, or a man and a woman."""
    stated = {person.gender_or_rank for person in namesakes}
    return len(namesakes) > 1 and (bool(stated & _MILITARY) or stated >= _GENDERS)


def may_be_same(person: Person, first: str | None, gender_or_rank: str | None, place: str | None) -> bool:
    """Return whether a label with this first name, gender or rank, and place can name a person."""
    if first and person.first and not _are_same_first_name(first, person.first):
        return False
    if place and person.place and place != person.place:
        return False
    stated = person.gender_or_rank
    if not gender_or_rank or not stated or gender_or_rank == stated or (first and person.first):
        return True
    return bool(person.first) and (_is_civil_office(gender_or_rank) or _is_civil_office(stated))


def differ_by_title(one: LabelText, other: LabelText) -> bool:
    """Return whether two surnames have a scholar's title and a military rank: "Dr Vega" is not "Captain Vega"."""
    if find_first_name(one) and find_first_name(other):
        return False
    return (_is_scholar(one) and _is_ranked(other)) or (_is_ranked(one) and _is_scholar(other))


def _is_scholar(label: LabelText) -> bool:
    titles = {normalize_token(word) for word in (label.honorific or "").split()}
    return bool(titles & _SCHOLARS) and not _is_ranked(label)


def _is_ranked(label: LabelText) -> bool:
    office = (label.office or "").replace("-", " ").split()
    return bool(office) and normalize_token(office[-1]) in RANKS


def _is_civil_office(gender_or_rank: str) -> bool:
    """Return whether a label states an office that is no rank: its holder may have another honorific elsewhere."""
    return is_office(gender_or_rank) and gender_or_rank not in RANKS and gender_or_rank not in RANK_NAMES.values()


def _are_same_first_name(first: str, second: str) -> bool:
    """Return whether two first names can be the same person's: one is a beginning of the other."""
    first, second = first.strip("."), second.strip(".")
    return first.startswith(second) or second.startswith(first)

"""English questions: the units of a question in another language become the question that it asks, in English."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.names.gazetteer import load_gazetteer
from rag.interpretation.languages.question_parts import VERBS, Run, read_parts
from rag.interpretation.languages.units import Unit

_LIBRARY = {
    "article": ("how many articles do you have?", "how many articles do you have?"),
    "source": ("how many sources do you have?", "which sources do you have?"),
    "speaker": ("how many speakers do you have?", "which speakers do you have?"),
    "country": ("how many countries do you have?", "which countries do you have?"),
    "language": ("which languages do you understand?", "which languages do you understand?"),
}
_LEAST = 2  # words of a question for a reason
_ASKING = frozenset({"what", "who", "when", "howmany", "howoften", "which", "yesno"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An English question, empty where a question could not be read, and the words that were not read.

    `asks`: it holds a word of asking, and is not only a name or a subject.
    """

    question: str
    unread: tuple[str, ...] = ()
    asks: bool = False


def ask_in_english(units: Sequence[Unit], *, subject_first: bool = False) -> Reading:
    """Return the English question that units ask."""
    kinds = {unit.kind for unit in units}
    content = [unit for unit in units if unit.is_content]
    if "why" in kinds:
        return _ask_why(units)
    if not content:
        return Reading(_about_library(kinds), asks=True)
    if units[0].kind == "and" and not kinds & (VERBS | (_ASKING - {"what"})):
        return _follow_up(units)
    plain = [unit for unit in units if unit.kind not in {"year", "since"}]
    parts = read_parts(plain, subject_first=subject_first)
    who, about = _english(parts.who, speaks=True), _english(parts.about)
    who = f"{who} countries" if who and "country" in kinds else _named(parts.who, who)
    unread = tuple(unit.typed for unit in (*parts.who, *parts.about, *parts.rest) if unit.kind == "unread")
    unread += tuple(unit.typed for unit in parts.rest if unit.is_content and unit.kind != "unread")
    if (parts.who and not who) or (parts.about and not about) or not (who or about):
        return Reading("", unread)
    question = _compose(kinds, who, about)
    asks = bool(kinds & (VERBS | _ASKING))
    return Reading(f"{question}{_time(units)}?", unread, asks) if question else Reading("", unread)


def _ask_why(units: Sequence[Unit]) -> Reading:
    """Return the words that were read of a question for a reason, where they are several; else that it is not read."""
    content = [unit for unit in units if unit.is_content]
    read = tuple(unit for unit in content if unit.english)
    unread = tuple(unit.typed for unit in content if unit.kind == "unread")
    if len(read) < _LEAST or not any(unit.kind in {"place", "name", "people"} for unit in read):
        return Reading("", tuple(unit.typed for unit in units if unit.kind == "why"))
    return Reading(f"why {' '.join(unit.english for unit in read)}?", unread, asks=True)


def _compose(kinds: set[str], who: str, about: str) -> str:
    place = next((kind for kind in ("first", "last") if kind in kinds), "")
    if who:
        return _ask_speaker(kinds, who, about, place)
    if "who" in kinds:
        return _ask_who(kinds, about, place)
    forms = {
        f"how many articles mention {about}": {"howmany", "article"} <= kinds,
        f"how many speakers mentioned {about}": {"howmany", "speaker"} <= kinds,
        f"how many countries mentioned {about}": {"howmany", "country"} <= kinds,
        f"which countries mentioned {about}": {"which", "country"} <= kinds,
        f"how often was {about} mentioned": bool(kinds & {"howoften", "howmany"}),
        f"when was {about} {place + ' ' if place else ''}mentioned": "when" in kinds,
        f"was {about} mentioned": bool(kinds & VERBS and kinds & {"yesno", "passive"})
        and not kinds & {"what", "which", "quotes", "position"},
        f"what was said on {about}": bool(kinds & (VERBS | {"what"})) or not kinds & _ASKING,
    }
    return next((form for form, fits in forms.items() if fits), "")


def _ask_who(kinds: set[str], about: str, place: str) -> str:
    if place:
        return f"who {place} mentioned {about}"
    if "most" in kinds:
        return f"who mentioned {about} most often"
    return f"who {'mentioned' if 'mention' in kinds else 'spoke about'} {about}"


def _ask_speaker(kinds: set[str], who: str, about: str, place: str) -> str:
    if not about:
        return f"what did {who} say" if kinds & (VERBS | {"what"}) else ""
    if "howoften" in kinds or "howmany" in kinds:
        return f"how often did {who} mention {about}"
    if "when" in kinds:
        return f"when did {who} {place + ' ' if place else ''}{'mention' if place else 'speak about'} {about}"
    if kinds & {"say", "speak", "mention"} and not kinds & {"what", "position", "quotes", "which"}:
        return f"did {who} mention {about}"
    return f"what did {who} {'last ' if place == 'last' else ''}say about {about}"


def _named(run: Run, who: str) -> str:
    """Return the English of a speaker: a people alone as its country, an office or a body with its article."""
    content = [unit for unit in run if unit.is_content and unit.english]
    if len(content) == 1 and content[0].kind == "people" and (found := load_gazetteer().find(who, typed=True)):
        return load_gazetteer().label(found[0].form.codes[0])
    is_office = any(unit.kind == "office" for unit in content) and content[-1].kind not in {"name", "word"}
    is_body = len(content) == 1 and content[0].kind == "term" and " " in who
    return f"the {who}" if (is_office or is_body) and not who.endswith("s") else who


def _follow_up(units: Sequence[Unit]) -> Reading:
    content = [unit for unit in units if unit.is_content]
    unread = tuple(unit.typed for unit in content if unit.kind == "unread")
    english = _english(tuple(unit for unit in units[1:] if unit.is_content or unit.kind in {"of", "and"}), speaks=True)
    return Reading(f"and {english}{_time(units)}?" if english else "", unread, asks=True)


def _about_library(kinds: set[str]) -> str:
    noun = next((noun for noun in _LIBRARY if noun in kinds), "")
    if not noun or kinds & VERBS - {"say", "speak"}:
        return ""
    if noun == "article" and "howmany" not in kinds:
        place = next((kind for kind in ("first", "last") if kind in kinds), "")
        return {"first": "what is the oldest article?", "last": "what is the newest article?"}.get(place, "")
    many, which = _LIBRARY[noun]
    return many if "howmany" in kinds else which


def _time(units: Sequence[Unit]) -> str:
    years = [unit.english for unit in units if unit.kind == "year"]
    if len(years) > 1:
        return f" between {min(years)} and {max(years)}"
    since = any(
        unit.kind == "since" and place + 1 < len(units) and any(one.kind == "year" for one in units[place + 1 :])
        for place, unit in enumerate(units)
    )
    return f" {'since' if since else 'in'} {years[0]}" if years else ""


def _english(run: Run, *, speaks: bool = False) -> str:
    """Return the English of a run of units without those that were not read."""
    line = ""
    before: Unit | None = None
    between = ""
    for unit in _people_first(run):
        if unit.kind in {"of", "and", "in"}:
            between = unit.kind
        elif unit.is_content and unit.english:
            line += (_link(before, unit, between, speaks=speaks) if before else "") + unit.english
            before, between = unit, ""
    return (_office_first(run) or line) if speaks else line


def _people_first(run: Run) -> list[Unit]:
    """Return a run with each people before the term that it describes: "Somali pirates"."""
    units: list[Unit] = []
    for unit in run:
        describes = unit.kind == "people" and bool(units) and units[-1].kind in {"term", "office"}
        units.insert(len(units) - 1 if describes else len(units), unit)
    return units


def _link(before: Unit, unit: Unit, between: str, *, speaks: bool) -> str:
    if unit.is_joined and unit.kind == before.kind == "word":
        return "-"
    if between:
        return f" {between} "
    if speaks and before.kind == "office" and unit.kind == "place":
        return " of "
    return " of " if before.kind == "term" and unit.kind == "place" else " "


def _office_first(run: Run) -> str:
    """Return "president of Turkey" for an office that stands after its country."""
    places = [unit.english for unit in run if unit.is_content]
    if len(places) > 1 and run[0].kind == "place" and run[1].kind == "office":
        return " ".join([f"{places[1]} of {places[0]}", *places[2:]])
    return ""

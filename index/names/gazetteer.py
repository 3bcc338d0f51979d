"""Aliases: the names under which a country, an organisation, an armed group or a person goes.

>>> from index.aliases import aliases
>>> aliases().codes("Hizbullah thanked the Turkish Government.")
['Hezbollah', 'TR']
"""

import hashlib
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Self

import ahocorasick_rs
from countryinfo import CountryInfo

from index.names.metonyms import acts
from index.text.normalize import plain

_CODE = re.compile(r"[A-Z]{2,3}$")
_PEOPLE = re.compile(r"(?:[^szxhe]|[^s]e)$")  # has a plural in s: Libyan, Emirati, Greek; not Polish, Swiss, Chinese
_LONG = 5  # letters of a form that is also found in capitals
_WORDS = frozenset(
    {"us", "who", "let", "eta", "polish", "pole", "poles", "swede", "swedes", "dane", "danes", "quartet"}
)
_ALIKE, _TELLING = 0.9, 10  # likeness and letters of a misspelt name: Iberia is not Liberia
_SPACE = re.compile(r"[^\S ]\s*| \s+")  # all but a single space, of which there are most


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to write a name, and the codes of those it may stand for; of none, where it only looks like a name."""

    spelling: str
    codes: tuple[str, ...]
    metonym: bool = False

    @property
    def identity(self) -> str:
        """What digests are made of. It names no class and no field as the code does, so either may be renamed."""
        return f"Form(shown={self.spelling!r}, codes={self.codes!r}, metonym={self.metonym!r})"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: its form, and where it stands in `spaced(text)`."""

    form: NameForm
    start: int
    end: int


class _Finder:
    """Finds forms in a text, the longest where several begin together (Aho and Corasick, 1975)."""

    def __init__(self, forms: dict[str, NameForm]) -> None:
        self._forms = list(forms.values())
        self._matcher = ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str, cased: str) -> Iterator[Mention]:
        for number, start, end in self._matcher.find_matches_as_indexes(text):
            form = self._forms[number]
            beside = text[max(0, start - 1) : start] + text[end : end + 1]
            whole = not any(character.isalnum() or character == "$" for character in beside)
            if whole and (not form.metonym or acts(cased, start, end)):
                yield Mention(form, start, end)


class Gazetteer:
    """All forms of all names; the code of a country is that of ISO 3166, any other's is its usual name."""

    def __init__(self, forms: dict[str, NameForm], labels: dict[str, str], positions: dict[str, str]) -> None:
        capitals = {form.upper(): held for form, held in forms.items() if len(form) >= _LONG}
        folded = {form.casefold(): held for form, held in forms.items()}
        typed = {f"the {form}" if form in _WORDS else form: held for form, held in folded.items()}
        self._folded, self._labels, self._positions = folded, labels, positions
        self._written, self._typed = _Finder(capitals | forms), _Finder(typed)
        listed = ", ".join(f"({name!r}, {form.identity})" for name, form in sorted(forms.items()))
        self.digest = hashlib.sha256(f"[{listed}]".encode()).hexdigest()[:16]

    @classmethod
    def load(cls) -> Self:
        """Join what the library of countries knows with the table beside this file."""
        table: dict[str, Any] = tomllib.loads(files("index.names").joinpath("gazetteer.toml").read_text())
        gathered = _Gathered({}, {})
        for form in table["apart"]:
            gathered.take((), [form])
        gathered.take_countries(table["countries"], set(table["left_out"]))
        for name, forms in table["others"].items():
            gathered.take((name,), [name, *forms])
        gathered.nest([form for name, forms in table["others"].items() for form in (name, *forms)])
        for position in table["positions"]:
            gathered.take((position["names"][0],), position["names"])
            gathered.take((position["of"],), [gathered.labels.get(position["of"], position["of"])])
        positions = {position["of"]: position["names"][0] for position in table["positions"]}
        return cls(gathered.forms, gathered.labels, positions)

    def find(self, text: str, *, typed: bool = False) -> list[Mention]:
        """Give the names in a text, in order; `typed` takes them in lower case too, where they are no common words."""
        text = spaced(text)
        found = [] if typed and text.isupper() else [*self._written.find(text, text)]
        if typed:
            lower = self._typed.find(text.casefold(), text)
            found += [one for one in lower if all(one.end <= other.start or other.end <= one.start for other in found)]
        return sorted((one for one in found if one.form.codes), key=lambda mention: mention.start)

    def codes(self, text: str) -> list[str]:
        """Give the codes of all that a text names, each once, in order."""
        return list(dict.fromkeys(code for mention in self.find(text) for code in mention.form.codes))

    def code(self, name: str) -> str | None:
        """Give the code of what is named, however it is spelt or misspelt; None where that is not clear."""
        folded = spaced(name).strip().casefold()
        form, codes = self._folded.get(folded), self.codes(name)
        if form is None and not codes and len(folded) >= _TELLING:
            near = get_close_matches(folded, self._folded, n=1, cutoff=_ALIKE)
            form = self._folded[near[0]] if near else None
        if form and form.codes and not form.metonym:
            return form.codes[-1 if self.is_country(form.codes[0]) else 0]  # Congo by itself is the Republic
        return codes[0] if len(codes) == 1 else None

    def label(self, code: str) -> str:
        """Give the one name that is shown."""
        return self._labels.get(code, code)

    @property
    def countries(self) -> Collection[str]:
        """The codes of all countries."""
        return self._labels.keys()

    def is_country(self, code: str) -> bool:
        """Tell a country from an organisation, a group or a person."""
        return code in self._labels

    @property
    def spellings(self) -> Collection[NameForm]:
        """All forms of all names, each once."""
        return self._folded.values()

    def forms(self, code: str) -> list[NameForm]:
        """Give all ways to write a name."""
        return [form for form in self._folded.values() if code in form.codes]

    def country(self, name: str | None) -> str | None:
        """Give the one name of a country, of however many spellings; as it came, where it is not known."""
        code = self.code(name) if name else None
        return self.label(code) if code else name

    def offered(self, code: str) -> str | None:
        """Give the name of the same thing that takes a side in a dispute over it: offered, never searched unasked."""
        return self._positions.get(code)


@cache
def aliases() -> Gazetteer:
    """Give the aliases, read once."""
    return Gazetteer.load()


def spaced(text: str) -> str:
    """Give the plain text on one line: a name may stand over two of a speech."""
    return _SPACE.sub(" ", plain(text))


@dataclass(slots=True)
class _Gathered:
    forms: dict[str, NameForm]
    labels: dict[str, str]

    def take(self, codes: tuple[str, ...], forms: Iterable[str], *, metonym: bool = False) -> None:
        """Add forms; one that several have stands for each of them."""
        for shown in forms:
            held = self.forms.get(plain(shown))
            if held is None or (held.metonym and not metonym):
                self.forms[plain(shown)] = NameForm(shown, codes, metonym)
            elif held.metonym == metonym and held.codes:
                self.forms[plain(shown)] = NameForm(held.spelling, tuple(dict.fromkeys(held.codes + codes)), metonym)

    def nest(self, written: Iterable[str]) -> None:
        """Let a form stand, too, for what it holds: the African Union Mission in Somalia names both."""
        finder = _Finder(self.forms)
        for shown in map(plain, written):
            words = shown.split()
            parts = " ".join(words[:-1]), " ".join(words[1:])
            held = [code for part in parts for mention in finder.find(part, part) for code in mention.form.codes]
            form = self.forms[shown]
            self.forms[shown] = NameForm(form.spelling, tuple(dict.fromkeys((*form.codes, *held))), form.metonym)

    def take_countries(self, table: dict[str, Any], left_out: set[str]) -> None:
        known = CountryInfo.all().values()
        codes = {country["ISO"]["alpha2"] for country in known if country.get("ISO", {}).get("alpha2")}
        for code in sorted((codes | set(table)) - left_out):
            told = [country for country in known if country.get("ISO", {}).get("alpha2") == code]
            self._take_country(code, told, table.get(code, {}))

    def _take_country(self, code: str, told: list[Any], row: dict[str, Any]) -> None:
        names = [name for country in told for name in (country["name"], *country.get("altSpellings", ()))]
        peoples = [people for country in told for people in re.split("[,/]", country.get("demonym") or "")]
        dropped = {*row.get("drop", ())}
        forms = [form.strip().removeprefix("The ").removeprefix("the ") for form in [*names, *peoples]]
        forms = [form for form in forms if form and not _CODE.match(form) and form not in dropped]
        plurals = [f"{form}s" for form in forms if form in peoples and _PEOPLE.search(form)]
        self.labels[code] = row.get("label") or told[0]["name"]
        self.take((code,), [self.labels[code], *forms, *plurals, *row.get("add", ())])
        capitals = [country["capital"] for country in told if isinstance(country.get("capital"), str)]
        seats = [seat for seat in (*capitals, *row.get("seats", ())) if seat not in row.get("places", ())]
        self.take((code,), filter(None, seats), metonym=True)

"""Gazetteer: the names of countries, organisations, armed groups and people, in all their forms.

>>> from index.names.gazetteer import load_gazetteer
>>> load_gazetteer().find_codes("Hizbullah thanked the Turkish Government.")
['Hezbollah', 'TR']
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Self

import ahocorasick_rs
from countryinfo import CountryInfo

from index.data_files import load_toml
from index.names.homonyms import Homonyms
from index.names.metonyms import is_metonym
from index.text.normalize import normalize_text

_CODE = re.compile(r"[A-Z]{2,3}$")
_PLURAL_IN_S = re.compile(r"(?:[^szxhe]|[^s]e)$")  # Libyan, Emirati, Greek; not Polish, Swiss, Chinese
_MIN_CAPITALS = 5  # letters of a form that is also found in capitals
_MIN_SIMILARITY, _MIN_LETTERS = 0.9, 10  # of a misspelt name: Iberia is not Liberia
_HYPHEN = re.compile(r"(?<=[^\W\d_]{3})-(?=[^\W\d_]{2})")  # Guinea-Bissau; not G-7, nor el-Qaddafi ("Colonel Qaddafi")
_TWO_NAMES = re.compile(r"[A-Z][a-z]{2,} [A-Z][a-z]{2,}")
_SPACE = re.compile(r"[^\S ]\s*| \s+")  # all but a single space, which is by far the most frequent


@dataclass(frozen=True, slots=True)
class NameForm:
    """One spelling of a name, and the codes of what it can mean; none if it contains a name and is not one.

    `metonym` marks the capital or seat of a government.
    """

    spelling: str
    codes: tuple[str, ...]
    metonym: bool = False

    @property
    def identity(self) -> str:
        """The text that digests are made of; independent of the names in the code, so that these can be changed."""
        return f"Form(shown={self.spelling!r}, codes={self.codes!r}, metonym={self.metonym!r})"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text: its form, and its position in `normalize_line(text)`."""

    form: NameForm
    start: int
    end: int


class _Finder:
    """A matcher of forms in a text, the longest of those that begin together (Aho and Corasick, 1975)."""

    def __init__(self, forms: dict[str, NameForm]) -> None:
        self._forms = list(forms.values())
        self._matcher = ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str, cased: str) -> Iterator[NameMatch]:
        for number, start, end in self._matcher.find_matches_as_indexes(text):
            form = self._forms[number]
            around = text[max(0, start - 1) : start] + text[end : end + 1]
            is_whole = not any(character.isalnum() or character == "$" for character in around)
            if is_whole and (not form.metonym or is_metonym(cased, start, end)):
                yield NameMatch(form, start, end)


class Gazetteer:
    """All forms of all names; the code of a country is that of ISO 3166, any other code is the usual name."""

    def __init__(
        self,
        forms: dict[str, NameForm],
        labels: dict[str, str],
        contested: dict[str, str],
        common: Collection[str] = (),
    ) -> None:
        """Take the forms by normalized spelling, the labels of countries by code, and the contested names by code.

        `common` are folded forms that are also common words: typed in lower case, they need the article "the".
        """
        capitals = {spelling.upper(): form for spelling, form in forms.items() if len(spelling) >= _MIN_CAPITALS}
        folded = {spelling.casefold(): form for spelling, form in forms.items()}
        typed = {f"the {spelling}" if spelling in common else spelling: form for spelling, form in folded.items()}
        self._folded, self._labels, self._contested = folded, labels, contested
        self._homonyms = Homonyms.load()
        self._written, self._typed = _Finder(capitals | forms), _Finder(typed)
        identities = ", ".join(f"({spelling!r}, {form.identity})" for spelling, form in sorted(forms.items()))
        self.digest = hashlib.sha256(f"[{identities}]".encode()).hexdigest()[:16]

    @classmethod
    def load(cls) -> Self:
        """Combine the countries of the countryinfo package with `gazetteer.toml`."""
        table: dict[str, Any] = load_toml("index.names", "gazetteer.toml")
        builder = _Builder({}, {})
        for form in table["apart"]:
            builder.add((), [form])
        builder.add_countries(table["countries"], set(table["left_out"]))
        for name, forms in table["others"].items():
            builder.add((name,), [name, *forms])
        outside = set(table["forces"])
        builder.add_nested_codes(
            [form for name, forms in table["others"].items() if name not in outside for form in (name, *forms)]
        )
        for row in table["positions"]:
            builder.add((row["names"][0],), row["names"])
            builder.add((row["of"],), [builder.labels.get(row["of"], row["of"])])
        builder.add_hyphenations()
        contested = {row["of"]: row["names"][0] for row in table["positions"]}
        return cls(builder.forms, builder.labels, contested, frozenset(table["common_words"]))

    def find(self, text: str, *, typed: bool = False) -> list[NameMatch]:
        """Return the names in a text, in order; with `typed`, also names in lower case that are not common words."""
        text = normalize_line(text)
        matches = [] if typed and text.isupper() else [*self._written.find(text, text)]
        if typed:
            lower = self._typed.find(text.casefold(), text)
            matches += [
                match
                for match in lower
                if all(match.end <= other.start or other.end <= match.start for other in matches)
            ]
        homonyms = self._homonyms.find(text)
        named = (match for match in matches if match.form.codes and match.start not in homonyms)
        return sorted(named, key=lambda match: match.start)

    def has_homonym(self, text: str) -> bool:
        """Return whether a text has the name of a country that is a person's or a state's there."""
        return bool(self._homonyms.find(normalize_line(text)))

    def find_codes(self, text: str) -> list[str]:
        """Return the codes of all names in a text, each once, in order."""
        return list(dict.fromkeys(code for match in self.find(text) for code in match.form.codes))

    def resolve_code(self, name: str) -> str | None:
        """Return the code of a name in any spelling, also misspelt; None if it is unknown or ambiguous."""
        folded = normalize_line(name).strip().casefold()
        form, codes = self._folded.get(folded), self.find_codes(name)
        if form is None and not codes and len(folded) >= _MIN_LETTERS:
            near = get_close_matches(folded, self._folded, n=1, cutoff=_MIN_SIMILARITY)
            form = self._folded[near[0]] if near else None
        if form and form.codes and not form.metonym:
            return form.codes[-1 if self.is_country(form.codes[0]) else 0]  # Congo by itself is the Republic
        return codes[0] if len(codes) == 1 else None

    def label(self, code: str) -> str:
        """Return the name of a code for display."""
        return self._labels.get(code, code)

    @property
    def countries(self) -> Collection[str]:
        """The codes of all countries."""
        return self._labels.keys()

    def is_country(self, code: str) -> bool:
        """Return whether a code is that of a country."""
        return code in self._labels

    @property
    def spellings(self) -> Collection[NameForm]:
        """All forms of all names, each once."""
        return self._folded.values()

    def forms_of_code(self, code: str) -> list[NameForm]:
        """Return all forms of a name."""
        return [form for form in self._folded.values() if code in form.codes]

    def resolve_country(self, name: str | None) -> str | None:
        """Return the main name of a country; an unknown name is returned as it is."""
        code = self.resolve_code(name) if name else None
        return self.label(code) if code else name

    def contested_name(self, code: str) -> str | None:
        """Return a politically contested name of the same thing; suggested to the user, never searched by default."""
        return self._contested.get(code)

    def contested_code(self, name: str) -> str | None:
        """Return the code of what a politically contested name is another name of."""
        return next((code for code, other in self._contested.items() if other == name), None)


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, loaded once per process."""
    return Gazetteer.load()


def normalize_line(text: str) -> str:
    """Return the normalized text on one line, because a name may be wrapped over two lines."""
    return _SPACE.sub(" ", normalize_text(text))


@dataclass(slots=True)
class _Builder:
    """The forms and labels collected so far."""

    forms: dict[str, NameForm]
    labels: dict[str, str]

    def add(self, codes: tuple[str, ...], spellings: Iterable[str], *, metonym: bool = False) -> None:
        """Add forms; a form that exists gets these codes, too, and a full name replaces a metonym."""
        for spelling in spellings:
            key = normalize_text(spelling)
            existing = self.forms.get(key)
            if existing is None or (existing.metonym and not metonym):
                self.forms[key] = NameForm(spelling, codes, metonym)
            elif existing.metonym == metonym and existing.codes:
                self.forms[key] = NameForm(existing.spelling, tuple(dict.fromkeys(existing.codes + codes)), metonym)

    def add_nested_codes(self, spellings: Iterable[str]) -> None:
        """Add to each form the codes of the names that it contains: the African Union Mission in Somalia has both."""
        finder = _Finder(self.forms)
        for key in map(normalize_text, spellings):
            words = key.split()
            parts = " ".join(words[:-1]), " ".join(words[1:])
            nested = [code for part in parts for match in finder.find(part, part) for code in match.form.codes]
            form = self.forms[key]
            self.forms[key] = NameForm(form.spelling, tuple(dict.fromkeys((*form.codes, *nested))), form.metonym)

    def add_hyphenations(self) -> None:
        """Add each form with its hyphens as spaces or at a line's end, and two capitalized words with a hyphen."""
        for key, form in [*self.forms.items()]:
            if _HYPHEN.search(key):
                self._add_variant(_HYPHEN.sub(" ", key), _HYPHEN.sub(" ", form.spelling), form)
                self._add_variant(_HYPHEN.sub("- ", key), form.spelling, form)
            elif _TWO_NAMES.fullmatch(key):
                self._add_variant(key.replace(" ", "-"), form.spelling.replace(" ", "-"), form)

    def _add_variant(self, key: str, spelling: str, form: NameForm) -> None:
        self.forms.setdefault(key, NameForm(spelling, form.codes, form.metonym))

    def add_countries(self, table: dict[str, Any], left_out: set[str]) -> None:
        """Add all countries of the countryinfo package, as amended by the rows of `table`."""
        entries: dict[str, list[Any]] = {}
        for country in CountryInfo.all().values():
            if code := country.get("ISO", {}).get("alpha2"):
                entries.setdefault(code, []).append(country)
        for code in sorted({*entries, *table} - left_out):
            self._add_country(code, entries.get(code, []), table.get(code, {}))

    def _add_country(self, code: str, entries: list[Any], row: dict[str, Any]) -> None:
        names = [name for country in entries for name in (country["name"], *country.get("altSpellings", ()))]
        peoples = [people for country in entries for people in re.split("[,/]", country.get("demonym") or "")]
        dropped = {*row.get("drop", ())}
        forms = [form.strip().removeprefix("The ").removeprefix("the ") for form in [*names, *peoples]]
        forms = [form for form in forms if form and not _CODE.match(form) and form not in dropped]
        plurals = [f"{form}s" for form in forms if form in peoples and _PLURAL_IN_S.search(form)]
        self.labels[code] = row.get("label") or entries[0]["name"]
        self.add((code,), [self.labels[code], *forms, *plurals, *row.get("add", ())])
        capitals = [country["capital"] for country in entries if isinstance(country.get("capital"), str)]
        seats = [seat for seat in (*capitals, *row.get("seats", ())) if seat not in row.get("places", ())]
        self.add((code,), filter(None, seats), metonym=True)

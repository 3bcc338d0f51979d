"""Named people: those whom the first lines of a document name in full, or with an office."""

import re

from index.attribution.forms.labels.introductions import find_introductions
from index.text.letters import CAPITALS

_NATIONALITY = re.compile(rf"[{CAPITALS}]\w+(?:an|ese|ish|i|ic|ch|sh|ek|ot|ss)")
_SHARED_BEGINNING = 4  # letters of "Arvania" and "Arvanian"
_BEGINNING = 400  # code points in which a text names its country
_HEAD = 5000  # code points in which the text names the holders of offices


class NamedPeople:
    """The people whom a document names, by surname, by given name and by office."""

    def __init__(self, title: str, text: str) -> None:
        """Search the title and the first lines."""
        self._head = f"{title}\n{text[:_HEAD]}"
        self._full_names: dict[str, str] = {}
        self._holders: dict[str, str | None] = {}

    def find_full_name(self, name: str) -> str:
        """Return the full name of somebody whom the document calls by a surname or a given name."""
        if " " in name:
            return name
        if name not in self._full_names:
            introduced = find_introductions(self._head, {name.casefold()}).get(name.casefold(), [])
            self._full_names[name] = introduced[0].name if len(introduced) == 1 else self._find_given(name) or name
        return self._full_names[name]

    def _find_given(self, name: str) -> str | None:
        """Return the one full name in the first lines of somebody called by the given name: "Sheikh Khalifa"."""
        full = re.compile(
            rf"\b{re.escape(name)}(?: (?:bin|ibn|bint|al|el|de|van|von|da))*(?: [{CAPITALS}](?:[\w’'-]*\w)?){{1,3}}"
            rf"(?: (?:bin|ibn|al|el) [{CAPITALS}](?:[\w’'-]*\w)?)?"
        )
        names = {match[0] for match in full.finditer(self._head)}
        return names.pop() if len(names) == 1 else None

    def find_holder(self, office: str) -> str | None:
        """Return the person whom the document names after an office; None if nobody is named, "" if several are."""
        if office in self._holders:
            return self._holders[office]
        pattern = re.compile(
            rf"\b{re.escape(office)}(?: (?:of|for) (?:the )?[{CAPITALS}]\w+)?"
            r"(?:,?| and (?:[A-Z][\w-]+ (?:of |for )?){1,4}?[A-Z][\w-]+,) (?:(?:Senator|Ambassador|Mr|Mrs|Ms|Dr)\.? )?"
            rf"((?:[{CAPITALS}][\w-]+ ){{1,2}}[{CAPITALS}][\w-]+)(?![’'\w])"
        )
        names = {match[1] for match in pattern.finditer(self._head)}
        self._holders[office] = (names.pop() if len(names) == 1 else "") if names else None
        return self._holders[office]

    def find_national(self, office: str) -> str | None:
        """Return the holder of "Arvanian Foreign Minister": of Arvania, or of the country that the text begins with."""
        nationality, _, base = office.partition(" ")
        if not base or not _NATIONALITY.fullmatch(nationality) or not base[0].isupper():
            return None
        of_country = re.compile(rf"\b{re.escape(nationality[:_SHARED_BEGINNING])}\w*")
        pattern = re.compile(
            rf"\b{re.escape(base)}(?P<of> (?:of|for) (?:the )?(?:(?:[{CAPITALS}][\w-]+|of|and) ?){{1,6}}?,)?"
            r" (?:(?:Mr|Mrs|Ms|Dr|Prof|H\.E|Shri|Smt|Sheikh)\.? )?"
            r"(?P<name>(?:[^\W\d_a-z][\w-]+ ){1,2}[^\W\d_a-z][\w-]+)(?![’'\w])"
        )
        holders = {match["name"]: match["of"] or "" for match in pattern.finditer(self._head)}
        own = [name for name, of in holders.items() if of_country.search(of)]
        printed = {match[0] for match in of_country.finditer(self._head[:_BEGINNING])}
        if not own and printed - {nationality}:
            own = [name for name, of in holders.items() if not of]
        return own[0] if len(own) == 1 else None

"""Holders of offices that labels name alone: "The President" of a meeting, "THE PRESIDENT" of a title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.introductions import find_introductions
from index.attribution.forms.labels.tokens import capitalize_word, normalize_token
from index.attribution.forms.labels.words import CHAIRS, LINKS, OFFICES, PRESIDING_OFFICES
from index.attribution.statements import Speaker

_CHAIR = re.compile(
    r"^[ \t*_]*(?:IN THE CHAIR|PRESIDENCE|PRÉSIDENCE|PRESIDENCY|VORSITZ|PRESIDENZA|PRESIDENCIA|PRESIDÊNCIA"
    r"|PRZEWODNICTWO|VOORZITTER|PUHETTA JOHTI|ELNÖKÖL|PŘEDSEDNICTVÍ|PREDSEDNÍCTVO)(?:: ?| (?:DE |OF |VON |DI )?)"
    r"(?:THE )?(?P<who>(?:MR|MRS|MS|MME|M\.|Mr|Mrs|Ms|Mme)?[^\n,:;–—]{4,60}?)[ \t*_]*(?:,[^\n]*)?$",
    re.MULTILINE,
)
_HEAD = 1500  # code points in which a document names who presides
_FIRST_LINES = 300  # code points in which "President Obama" names the principal
_MOST_FIRST_NAMES = 2


class OfficeHolders:
    """The holders of offices in a document, by its title and its head."""

    def __init__(self, text: str, title: str) -> None:
        """Read who presides from the head of the document."""
        self._text, self._title = text, title
        self._chairs = [*_find_chairs(text)]
        self._presiding = _read_presiding(text[:_HEAD])

    def find(self, office: str, place: int = 0) -> Speaker | None:
        """Return the holder of an office in small letters; None unless the document names exactly one.

        Whoever presides at a place is named in the last heading before it: "IN THE CHAIR: ANA RUIZ".
        """
        if self._chairs and office.rpartition(" ")[2] in CHAIRS:
            before = [chair for start, chair in self._chairs if start <= place]
            return before[-1] if before else None
        if office in self._presiding:
            return self._presiding[office]
        if office.split()[-1:] == ["speaker"] or not office:
            return None
        return self._find_named_after(office)

    def _find_named_after(self, office: str) -> Speaker | None:
        """Return the person of "President Obama" in the title or the first lines, labelled "THE PRESIDENT"."""
        names = _names_after(self._title.split(), office)
        if len(names) != 1:
            names = _names_after(self._text[:_FIRST_LINES].split(), office)
            names = {name for name in names if self._is_introduced(office, name)}
        if len(names) != 1:
            return None
        (last,) = names
        role = " ".join(word.capitalize() for word in office.split())
        introduced = find_introductions(f"{self._title}\n{self._text}", {last.casefold()}).get(last.casefold())
        return Speaker(introduced[0].name if introduced else f"{role} {last}", role)

    def _is_introduced(self, office: str, name: str) -> bool:
        """Return whether the text names the holder twice, or with a first name in its first lines."""
        if self._lower_text.count(f"{office} {name.casefold()}") > 1:
            return True
        full = re.compile(rf"\b{re.escape(office)} [^\W\d_]+ {re.escape(name.casefold())}\b")
        return bool(full.search(self._lower_text[:_FIRST_LINES]))

    @cached_property
    def _lower_text(self) -> str:
        return self._text.casefold()


def _read_presiding(head: str) -> Mapping[str, Speaker]:
    """Return who presides, by office: "President: Mr. Orlov (Russian Federation)", "The Chair: Ms. Ruiz"."""
    presiding = {}
    for line in head.splitlines():
        office, _, rest = line.partition(":")
        key = normalize_token(office.removeprefix("The ").strip())
        label = parse_label(_without_leaders(rest)) if key in PRESIDING_OFFICES else None
        if label and label.kind == "person" and label.honorific:
            name = " ".join(map(capitalize_word, (label.name or "").split()))
            presiding[key] = Speaker(name, office.strip(), label.country)
    return presiding


def _find_chairs(text: str) -> Iterator[tuple[int, Speaker]]:
    """Yield who presides from where on, by the headings of the European Parliament."""
    for heading in _CHAIR.finditer(text):
        label = parse_label(heading["who"].strip(" ,."))
        if label and label.kind == "person" and label.name:
            yield heading.start(), Speaker(" ".join(map(capitalize_word, label.name.split())), "President")


def _without_leaders(line: str) -> str:
    """Return the rest of a line without the dots that lead to a country: "Mr. Orlov . . . . . Russia"."""
    if ". ." in line or "..." in line:
        line = line.replace(".", " ").replace("Mr ", "Mr. ")
    return line.strip()


def _names_after(words: Sequence[str], office: str) -> set[str]:
    """Return the surnames that follow an office, as "Obama" does in "President Obama"."""
    size, names = len(office.split()), set()
    for first in range(size, len(words)):
        if " ".join(map(normalize_token, words[first - size : first])) != office:
            continue
        last = first
        while last - first < _MOST_FIRST_NAMES and last + 1 < len(words) and _is_first_name(*words[last : last + 2]):
            last += 1
        name = words[last].strip(".,:;’'*").removesuffix("’s").removesuffix("'s")
        if name[:1].isupper() and normalize_token(name) not in OFFICES | LINKS and len(name) > 1:
            names.add(name.capitalize() if name.isupper() else name)
    return names


def _is_first_name(word: str, following: str) -> bool:
    """Return whether a word is a frequent given name with another capitalized word after it."""
    plain = word.isalpha() and word[0].isupper() and not word.isupper()
    return plain and following[:1].isupper() and not following.isupper() and VOCABULARY.gender(word) is not None

"""Permalinks: questions and views as addresses of the page, such as ./?q=Libya&since=2011.

They are relative, so that they hold under any path that a proxy serves the page at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self
from urllib.parse import parse_qs, urlencode

from index import InvalidFilter
from rag import Filters
from ui.documents.fields import describe_invalid_date

View = Literal["q", "look", "people", "person", "place", "follow", "brief", "trace", "library", "answer"]

_SINGLE_VALUED = ("since", "until", "as_of")


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question, or a subject in the view `look`, with its filters and whether names match their other forms.

    `reading` is false where no language model shall read it.
    """

    question: str
    filters: Filters = field(default_factory=Filters)
    aliases: bool = True
    reading: bool = True

    @classmethod
    def parse(cls, query: str, view: View = "q") -> Self:
        """Parse the query of an address. Raises InvalidFilter if a filter in it is invalid."""
        given = parse_qs(query.removeprefix("?"))
        chosen = {name: given[name] for name in Filters.model_fields if name in given}
        filters = {name: values[0] if name in _SINGLE_VALUED else values for name, values in chosen.items()}
        aliases, reading = (given.get(name) != ["false"] for name in ("aliases", "reading"))
        return cls(given.get(view, [""])[0], Filters.parse(filters), aliases, reading)

    @property
    def address(self) -> str:
        """The address that asks the question."""
        return self.address_in("q")

    def address_in(self, view: View) -> str:
        """Return the address of the same question in another view."""
        off = {name: "false" for name in ("aliases", "reading") if not getattr(self, name)}
        return view_address(
            view, self.question, **self.filters.model_dump(include=set(self.filters.active_names)), **off
        )

    def without(self, name: str, value: str | None = None) -> Self:
        """Return the question without a filter, or without one value of it."""
        others = () if value is None else tuple(other for other in getattr(self.filters, name) if other != value)
        filters = self.filters.without(name)
        return replace(self, filters=filters.model_copy(update={name: others}) if others else filters)

    def filter_text(self, name: str) -> str:
        """Return the values of a filter as they are typed into its box."""
        value = getattr(self.filters, name)
        return "; ".join(value) if isinstance(value, tuple) else value or ""


def find_invalid_filters(boxes: Mapping[str, str]) -> dict[str, str]:
    """Return for each filter box whose text is invalid one line that says what to type."""
    invalid = {}
    for name, text in boxes.items():
        try:
            parse_filter_boxes(**{name: text})
        except InvalidFilter as error:
            is_date = name in _SINGLE_VALUED
            invalid[name] = describe_invalid_date(text) if is_date else str(error).partition(": ")[2]
    return invalid


def read_filter_texts(query: str) -> tuple[str, dict[str, str]]:
    """Return the question of an address, and the texts of its filters as they are typed into their boxes."""
    given = parse_qs(query.removeprefix("?"))
    return given.get("q", [""])[0], {name: "; ".join(given.get(name, [])) for name in Filters.model_fields}


def view_address(view: View, what: str, **more: object) -> str:
    """Return the address of a text in a view."""
    return f"./?{urlencode({view: what, **more}, doseq=True)}"


def parse_filter_boxes(**boxes: str) -> Filters:
    """Parse the filter boxes; semicolons separate several values of one filter."""
    values = {name: [part.strip() for part in text.split(";") if part.strip()] for name, text in boxes.items()}
    return Filters.parse(
        {name: parts[0] if name in _SINGLE_VALUED else parts for name, parts in values.items() if parts}
    )

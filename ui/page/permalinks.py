"""What is asked on the page as an address, so that it can be sent, kept and undone: /?q=Libya&since=2011."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self
from urllib.parse import parse_qs, urlencode

from rag import Filters

View = Literal["q", "look", "trace", "library", "answer"]

_ONCE = ("since", "until")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, or for the view `look` a subject, with its filters, and whether names stand for all their forms."""

    question: str
    filters: Filters = field(default_factory=Filters)
    aliases: bool = True

    @classmethod
    def parse(cls, query: str, view: View = "q") -> Self:
        """Read the query of an address; InvalidFilter where a filter in it is wrong."""
        given = parse_qs(query.removeprefix("?"))
        chosen = {name: given[name] for name in Filters.model_fields if name in given}
        filters = {name: values[0] if name in _ONCE else values for name, values in chosen.items()}
        return cls(given.get(view, [""])[0], Filters.parse(filters), given.get("aliases") != ["false"])

    @property
    def address(self) -> str:
        """Where it is asked."""
        return self.at("q")

    def at(self, view: View) -> str:
        """Where the same is shown in another view."""
        aliases = {} if self.aliases else {"aliases": "false"}
        return address(view, self.question, **self.filters.model_dump(include=set(self.filters.active)), **aliases)

    def without(self, name: str, value: str | None = None) -> Self:
        """Give the same without a filter, or without one value of it."""
        kept = () if value is None else tuple(one for one in getattr(self.filters, name) if one != value)
        left = self.filters.without(name)
        return replace(self, filters=left.model_copy(update={name: kept}) if kept else left)

    def written(self, name: str) -> str:
        """Give the values of a filter as they are typed into one box."""
        value = getattr(self.filters, name)
        return "; ".join(value) if isinstance(value, tuple) else value or ""


def address(view: View, what: str, **more: object) -> str:
    """Give the address of something in a view."""
    return f"/?{urlencode({view: what, **more}, doseq=True)}"


def typed(**boxes: str) -> Filters:
    """Read what was typed into the boxes of the filters; several values of one stand between semicolons."""
    values = {name: [part.strip() for part in text.split(";") if part.strip()] for name, text in boxes.items()}
    return Filters.parse({name: parts[0] if name in _ONCE else parts for name, parts in values.items() if parts})

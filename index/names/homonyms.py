"""Homonyms: names of countries that in a text are a person's (Jordan Reed, Chad Wilson) or a state's (Georgia)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from index.data_files import load_toml

_REFERS_BACK = r"(?:said|says|told|asked|added|wrote|replied|insisted|explained)\b|[’']s\b"


@dataclass(frozen=True, slots=True)
class Homonyms:
    """Patterns for the names of countries that are also given names, and the context of states by their names."""

    names: tuple[str, ...]
    """The given names and names of states; a text without any of them is not searched."""

    full_name: re.Pattern[str]
    """A given name with a surname after it, or with a person's prefix before it."""

    first_name: re.Pattern[str]
    """A given name alone, as a text names a person again."""

    states: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    """For each name, what occurs in texts on the state, and in texts on the country."""

    @classmethod
    def load(cls) -> Self:
        """Read `homonyms.toml`."""
        table: dict[str, Any] = load_toml("index.names", "homonyms.toml")
        names, others = "|".join(table["given_names"]), "|".join(table["not_surnames"])
        prefixes = "|".join(map(re.escape, table["person_prefixes"]))
        surname = rf"(?!(?:{others})\b)(?!(?:{names})\b)[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?\b"
        return cls(
            tuple({*table["given_names"], *table["states"]}),
            re.compile(rf"(?:\b(?:{prefixes}) (?P<led>{names})\b|(?<![\w-])(?P<full>{names}) {surname})"),
            re.compile(rf"\b(?P<name>{names})(?= (?:{_REFERS_BACK})|[’']s\b)|(?<=said |told )(?P<after>{names})\b"),
            {
                name: (_any_of(context["of_state"]), _any_of(context["of_country"]))
                for name, context in table["states"].items()
            },
        )

    def find(self, text: str) -> set[int]:
        """Return where in a text names of countries begin that are no country's."""
        if not any(name in text for name in self.names):
            return set()
        persons = [match for match in self.full_name.finditer(text) if not _follows_preposition(text, match)]
        starts = {match.start(match.lastgroup or 0) for match in persons}
        named = {match[match.lastgroup or 0] for match in persons}
        if named:
            again = self.first_name.finditer(text)
            starts |= {match.start() for match in again if match[match.lastgroup or 0] in named}
        for name, (of_state, of_country) in self.states.items():
            if name in text and of_state.search(text) and not of_country.search(text):
                starts |= {match.start() for match in re.finditer(rf"\b{name}\b", text)}
        return starts


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))


def _follows_preposition(text: str, match: re.Match[str]) -> bool:
    """Return whether a name follows a preposition of place: "from Jordan Monday", "into Chad President Deby sent"."""
    return match.lastgroup == "full" and bool(
        re.search(r"\b(?:in|to|from|of|into|across|between)\s$", text[max(0, match.start() - 8) : match.start()])
    )

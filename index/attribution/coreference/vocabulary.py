"""Vocabulary: the words by which persons, offices and documents are recognized, read once from `vocabulary.toml`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from index.data_files import load_toml

_FULL_NAME = 2  # words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists of English news; words are written as in the text, offices in lower case.

    `first_name_genders` has "f" or "m" for each frequent first name of one gender.
    """

    first_name_genders: Mapping[str, str]
    label_offices: frozenset[str]
    """Offices that also occur in the labels of transcripts."""

    offices: tuple[str, ...]
    """Offices in articles."""

    state_offices: tuple[str, ...]
    """Offices and bodies that may be a state's."""

    male_prefixes: frozenset[str]
    female_prefixes: frozenset[str]
    name_prefixes: frozenset[str]
    """Words before a person's name: honorifics, ranks and capitalized offices."""

    honorifics: frozenset[str]
    """Prefixes that name no office."""

    sentence_openers: frozenset[str]
    institution_words: frozenset[str]
    """Words in names of institutions and places, and in no person's."""

    surnames: frozenset[str]
    """Words in names of institutions and places that are surnames beside a first name: "Fiona Hill", "Park Won-gil"."""

    fields: frozenset[str]
    """What an office is of: "Minister of Defence"."""

    bodies: frozenset[str]
    """Nouns of bodies, to which "it" and "the agency" refer."""

    documents: tuple[str, ...]

    @classmethod
    def load(cls) -> Self:
        """Return the vocabulary of `vocabulary.toml`."""
        tables: dict[str, dict[str, list[str]]] = load_toml("index.attribution.coreference", "vocabulary.toml")
        names, offices = tables["first_names"], tables["offices"]
        prefixes, not_names = tables["name_prefixes"], tables["not_names"]
        capitalized = [office.capitalize() for office in (*offices["general"], *offices["in_articles"])]
        male, female = frozenset(prefixes["male"]), frozenset(prefixes["female"])
        return cls(
            first_name_genders=dict.fromkeys(names["men"], "m") | dict.fromkeys(names["women"], "f"),
            label_offices=frozenset(offices["general"]),
            offices=(*offices["general"], *offices["in_articles"], *offices["in_lower_case"]),
            state_offices=tuple(offices["of_states"]),
            male_prefixes=male,
            female_prefixes=female,
            name_prefixes=male | female | {*capitalized, *prefixes["other"]},
            honorifics=frozenset(prefixes["honorifics"]),
            sentence_openers=frozenset(not_names["sentence_openers"]),
            institution_words=frozenset(not_names["institutions"]),
            surnames=frozenset(not_names["surnames"]),
            fields=frozenset(tables["fields"]["words"]),
            bodies=frozenset(tables["bodies"]["nouns"]),
            documents=tuple(tables["documents"]["nouns"]),
        )

    def gender(self, first_name: str) -> str | None:
        """Return "f" or "m" for a frequent first name, None for any other."""
        return self.first_name_genders.get(first_name)

    def has_other_word(self, name: Collection[str]) -> bool:
        """Return whether words that no person's name has are among those of a name."""
        words = [*name]
        is_person = len(words) == _FULL_NAME and (
            (words[1] in self.surnames and self.gender(words[0])) or (words[0] in self.surnames and "-" in words[1])
        )
        if len(words) >= _FULL_NAME and self.gender(words[0]):
            words = words[1:]  # "Christian" is a word of parties, too
        return not is_person and not (
            self.institution_words.isdisjoint(words) and self.sentence_openers.isdisjoint(words)
        )


VOCABULARY = Vocabulary.load()

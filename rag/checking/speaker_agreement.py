"""Speaker agreement: whether the record gives words to the speaker whom a draft names, to another, or neither clearly.

A draft and an article often name one source differently: "the ministry" is "Turkish Foreign Ministry", and "Moscow" is
Sergey Lavrov. They disagree only where both name a person, or bodies and people of different states.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.statements import Speaker
from index.names.gazetteer import load_gazetteer
from index.names.person_names import parse_name
from index.store.statement_table import StatementTable
from index.text.normalize import words
from rag.answers.citations import Citation, SpeakerDocument
from rag.checking.draft_speakers import AttributedQuotation
from rag.query.speaker_lookup import SpeakerSelection
from rag.quotations.trace import Match

_PARTICLES = frozenset(
    [
        "abu",
        "al",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "ibn",
        "la",
        "le",
        "oglu",
        "ogly",
        "ould",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_CERTAIN = 0.8
"""Confidence of an article's own attribution from which it can contradict a draft."""


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """A speaker as a draft names them, and the people on record whom that may mean.

    `around` is the draft's text around the quotation if the speaker is not certain: who is named there may be the one.
    """

    speaker: Speaker
    selection: SpeakerSelection
    around: str

    @classmethod
    def resolve(cls, statements: StatementTable, speaker: Speaker, quotation: AttributedQuotation) -> Self:
        """Look the speaker of a quotation up: by name, or where that finds no one by office or country."""
        name = speaker.name
        selection = SpeakerSelection.by_name(statements, [name]) or SpeakerSelection.by_phrase(statements, name)
        return cls(speaker, selection, "" if quotation.is_certain else quotation.around)

    def settle(self, match: Match) -> Match:
        """Return a match with `speaker_matches` null where it is false and that is not certain."""
        if match.speaker_matches is False and not self._is_contradicted_by(match.citation):
            return match.model_copy(update={"speaker_matches": None})
        return match

    def name_of(self, matches: Sequence[Match]) -> Speaker:
        """Return the speaker, under the name in the text around if that is whom the record has."""
        recorded = [match.citation.speaker for match in matches if match.citation.speaker]
        for speaker in recorded:
            if not self.selection.includes(
                Speaker(speaker.name, speaker.role, speaker.country)
            ) and self._is_named_around(speaker):
                return Speaker(speaker.name, speaker.role, speaker.country)
        return self.speaker

    def _is_contradicted_by(self, citation: Citation) -> bool:
        recorded, confidence = citation.speaker, citation.attribution_confidence
        if recorded is None or (confidence is not None and confidence < _CERTAIN) or self._is_named_around(recorded):
            return False
        ours, theirs = _Identity.of_speaker(self.speaker), _Identity.of_speaker(recorded)
        if ours.states and theirs.states and not ours.states & theirs.states:
            return True
        return ours.is_person and theirs.is_person

    def _is_named_around(self, recorded: SpeakerDocument) -> bool:
        surname = parse_name(recorded.name).words[-1:]
        return bool(surname) and surname[0] in set(words(self.around))


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a name reveals: whether it is a person's, and the states and bodies that it names or speaks for."""

    is_person: bool
    states: frozenset[str]

    @classmethod
    def of_speaker(cls, speaker: Speaker | SpeakerDocument) -> Self:
        named = _find_states(speaker.name)
        around = _find_states(f"{speaker.role or ''}, {speaker.country or ''}")
        return cls(_is_person_name(speaker.name) and not named, named or around)


def _find_states(text: str) -> frozenset[str]:
    return frozenset(filter(load_gazetteer().is_country, load_gazetteer().find_codes(text)))


def _is_person_name(name: str) -> bool:
    """Return whether a name is written as a person's: in capitals but for particles, without words of institutions."""
    tokens = name.split()
    is_capital = all(token[:1].isupper() or token.partition("-")[0] in _PARTICLES for token in tokens)
    return is_capital and "/" not in name and not VOCABULARY.has_other_word(tokens)

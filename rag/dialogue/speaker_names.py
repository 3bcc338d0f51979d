"""Speaker names: whether words of a question name somebody who speaks in the library, as written or misspelt."""

from dataclasses import dataclass, field

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.text.normalize import is_part_of
from rag.interpretation.speaker_groups import Voices, find_voices
from rag.interpretation.spelling import Spelling


@dataclass(frozen=True, slots=True)
class SpeakerNames:
    """The names of those who speak in a generation."""

    index: Generation = field(repr=False)
    spelling: Spelling = field(repr=False)

    def has(self, words: str) -> bool:
        """Return whether words are the name of a speaker or of a group of speakers."""
        return find_voices(self.index.statements, words) is not None

    def has_like(self, words: str) -> bool:
        """Return whether words are such a name, with letters typed wrong or not."""
        return self._find(words) is not None

    def has_other_than_country(self, words: str) -> bool:
        """Return whether words are such a name, and not that of a country or a body."""
        if load_gazetteer().find(words, typed=True) and not self._is_known_person(words):
            return False
        return bool(words) and self.has_like(words)

    def has_other_than_place(self, words: str) -> bool:
        """Return whether words are such a name, and not that of a country; one of a person's may stand for a state."""
        code = load_gazetteer().resolve_code(words)
        return self.has(words) and not (code and load_gazetteer().is_country(code))

    def has_person(self, words: str) -> bool:
        """Return whether words are the name of a person who speaks, and not of an office or a place."""
        if load_gazetteer().find(words, typed=True):
            return self._is_known_person(words)
        voices, names = self._find(words), (words, self._correct(words))
        persons = [person.name for person in voices.speakers.persons] if voices else []
        proper = [one for one in persons if one[:1].isupper() and one.split()[-1][:1].isupper()]
        return any(is_part_of(name, one) and is_part_of(one.split()[-1], name) for name in names for one in proper)

    def _is_known_person(self, words: str) -> bool:
        """Return whether words are a name of the gazetteer for somebody who speaks for a state, and of no body."""
        codes = {code for one in load_gazetteer().find(words, typed=True) for code in one.form.codes}
        voices = self._find(words) if not any(map(load_gazetteer().is_country, codes)) else None
        return voices is not None and any(person.country and person.name in codes for person in voices.speakers.persons)

    def _find(self, words: str) -> Voices | None:
        statements = self.index.statements
        return find_voices(statements, words) or find_voices(statements, self._correct(words))

    def _correct(self, words: str) -> str:
        return self.spelling.correct(words).question

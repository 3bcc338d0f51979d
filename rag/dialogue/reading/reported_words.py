"""Reported words: sentences that tell what somebody said, where no words on a subject are marked as theirs.

"The pier is at some risk, Harbour Master Ada Berg said, but it holds" has words of Berg in words of another: nothing in
it is quoted as hers, and it still answers what she said about the risk.
"""

import re
from dataclasses import dataclass

from index.names.gazetteer import load_gazetteer
from index.names.person_names import parse_name
from index.store.statement_table import StatementTable
from index.text.normalize import fold
from rag.interpretation.patterns import compile_phrase
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import find_speaker_phrases

_ABOUT = compile_phrase(r"\b(?:on|about|regarding|concerning)\s+(?P<about>[^?]{2,200}?)\W*$")
_TOLD = r"(?:said|says|told|tells|added|warned|argued|stressed|insisted|claimed|stated|explained|wrote|noted)"

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters that "arming" and "armed" do not share, and "Somalia" and "Somali" do


@dataclass(frozen=True, slots=True)
class Report:
    """A question for sentences that report what somebody of one surname said, that surname and the subject."""

    question: str
    surname: str
    subject: str

    @property
    def note(self) -> str:
        """The note on such an answer."""
        return f"No words of {self.surname} on this are marked as such: this sentence tells what {self.surname} said."

    def tells(self, sentence: str) -> bool:
        """Return whether a sentence itself reports that they said something, with a third of the subject's words."""
        name, line = re.escape(fold(self.surname)), fold(" ".join(sentence.split()))
        words = [word[:_STEM] for word in _WORD.findall(fold(self.subject))]
        if not words or 3 * sum(word in line for word in words) < len(words):
            return False
        after = rf"(?:[,”\"]\s*(?:said|says|added|wrote)|\baccording\s+to)\s+(?:\w+\s+){{0,4}}{name}\b"
        return bool(re.search(rf"\b{name}(?:\s+(?:has|had|also)){{0,2}}\s+{_TOLD}\b|{after}", line))


def ask_of_report(question: str, statements: StatementTable) -> Report | None:
    """Return the question for reports of what a person said on a subject; None unless exactly one is asked for."""
    asked, about = next(iter(find_speaker_phrases(question)), None), _ABOUT.search(question)
    if asked is None or about is None or load_gazetteer().find(asked.phrase, typed=True):
        return None
    surnames = {
        parse_name(person.name).words[-1]
        for person in SpeakerSelection.by_phrase(statements, asked.phrase).persons
        if parse_name(person.name).words
    }
    surname = next((word for word in asked.phrase.split() if {fold(word)} == set(map(fold, surnames))), "")
    return Report(f"what was said about {surname} {about['about']}?", surname, about["about"]) if surname else None

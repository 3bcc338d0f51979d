"""Trained reading: when the network's reading of a question is taken in place of the rules'.

Rules read what is exact and ordinary; the network reads what people write instead. It is asked where the rules see no
more in a question than a fact, or no speaker where it sees one whom the library has, and where nothing was found.
"""

from collections.abc import Callable
from dataclasses import dataclass

from index.models.questions.question_reader import ReadQuestion
from rag.dialogue.reading.canonical_questions import PROBABLE, SURE, canonize, canonize_first
from rag.dialogue.reading.plain_questions import PlainQuestion
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.statement_questions import restate
from rag.query.intents import parse_intent
from rag.query.question import Question

Read = Callable[[str], ReadQuestion]

_ASKS_FACT = compile_phrase(
    r"^\W*(?:when|where|why|how\s+(?:many|much|long|old|far|big|large|high|often)|who\s+(?:is|was|are|were|won|became|has\s+been)|"
    r"(?:what|which)\s+(?!(?:leaders|countries|states|nations|people|politicians|ministers|presidents|delegations|speakers|"
    r"governments|diplomats|officials|senators)\b)(?!(?:did|does|do|has|have|was|were|is|are)\b)\w+)\b"
)
"""Questions that the network is not asked first: they ask for a fact, whatever else is in them."""

_ASKS_SOMEBODY = compile_phrase(
    r"^\W*(?:can|could|would|will|may|might)\s+(?:you|someone|somebody|anyone|anybody|i|we)\b"
)
"""Requests in the form of a question for yes or no."""

_STANDS = compile_phrase(
    r"^\W*(?:(?:list|name|show|give)\s+(?:me\s+)?)?(?:the\s+|all\s+)*(?:who|which|what|any|\w+)\b[^?]*?\b(?:condemn|support|oppos|reject|criticis|criticiz|"
    r"welcom|recogni[sz]|blam|accus|prais|endors|den(?:y|i)|defend|denounc|demand|argu|advocat|appeal|plead|lobb|push|call(?:ed|s)?\s+for|vot)(?:e[ds]?|ed|s|es|ing)?\b"
)
"""What somebody is asked to have done, which a question for whoever spoke would lose."""

_SINGULAR = compile_phrase(r"^(?!any\b).*[^s]$")


@dataclass(frozen=True, slots=True)
class TrainedReading:
    """Reads questions again by a network.

    `speaks` says whether some words name a speaker that the library has, `is_no_country` whether it is no country.
    """

    read: Read
    speaks: Callable[[str], bool]
    is_no_country: Callable[[str], bool]

    def first(self, question: str, plain: PlainQuestion) -> str:
        """Return the question to ask in place of one that the rules read as less than it is; empty for any other."""
        intent = parse_intent(restate(question)).intent
        if _STANDS.search(question) or plain.leaves_out:
            return ""
        is_less = intent in {"fact", "statements"} or _ASKS_SOMEBODY.match(question)
        if not is_less or _ASKS_FACT.match(question) or plain.sees_speaker:
            return ""
        read = self.read(question)
        return canonize(read) if read.probability >= SURE and self._is_plain(read, intent) else ""

    def _is_plain(self, read: ReadQuestion, intent: str) -> bool:
        """Return whether those who are asked for can be found: speakers whom the library has, or a group."""
        speakers = read.words_of("SPEAKER")
        if intent == "statements":
            return any(map(self.is_no_country, speakers))
        return all(map(self.speaks, speakers)) and not any(map(_SINGULAR.match, read.words_of("GROUP")))

    def second(self, question: str, plain: PlainQuestion) -> str:
        """Return the question to ask where nothing was found in the words of a question; empty where it stays one.

        Where the rules see a speaker, only words that the network sees in no part of the question are left out.
        """
        if plain.leaves_out:
            return ""
        read = self.read(question)
        is_plain = read.probability >= PROBABLE and self._is_plain(read, "fact")
        other = canonize(read) if is_plain else ""
        if not other or not plain.sees_speaker:
            earliest = canonize_first(read) if is_plain else ""
            return other if other and _topic(other) != _topic(question) else earliest
        about = frozenset(term for words in read.words_of("SUBJECT") for term in Question.parse(words).topic)
        return other if read.words_of("SPEAKER", "GROUP") and about and about < plain.topic else ""


def _topic(question: str) -> frozenset[str]:
    """Return the terms of a question that the rules search for."""
    return frozenset(Question.parse(restate(question)).topic)

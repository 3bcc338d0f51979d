"""Speaker requests: "what did Guterres say about Libya?" asks for his words, not for words about him."""

import re
from dataclasses import dataclass

from index.names.gazetteer import Gazetteer
from index.store.statement_table import StatementTable
from index.text.patterns import compile_re
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.vocabulary import load_vocabulary, match_any

_SAY = match_any(load_vocabulary().speaking_verbs)
_WORDS = match_any(load_vocabulary().words_nouns)
_ON = r"(?:on|about|regarding|concerning|over|against|towards?|of|to)"
_NOT_A_SPEAKER = match_any(load_vocabulary().not_in_speakers)
_WHO = rf"(?P<who>(?:(?!\b{_NOT_A_SPEAKER}\b)[^,?!]){{1,90}}?)"
_ASKING = (
    r"^\W*(?:(?:what|which|any|all|list|show|me|find|give|were|was|are|is|has|have|been|the|there|recent|latest|"
    r"official)\s+)*"
)
_NAMED = r"(?:the\s+)?(?-i:[A-Z])\S*(?:\s+(?-i:[A-Z])\S*)*"
_OFTEN = r"(?:(?:have|had|ever|also|just|not|first|last|once|never|even|again|\w+ly)\s+)*"
_MUCH = r"(?:\s+(?:anything|something|much|to \w+))?"

# With a subject after them, the words can only be a speaker.
_FIRM = [
    rf"\b(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO}\s+{_OFTEN}{_SAY})\b{_MUCH}\s+{_ON}\b",
    rf"\bwhat\s+(?P<cut>{_WHO}\s+{_OFTEN}(?:said|says?|thinks?|thought))\s+{_ON}\b",
    rf"(?:^|\b(?:is|are|was|were|about|give|show|find|list|me)\s+)(?P<cut>{_WHO}['’]s?)\s+(?:\w+\s+)?{_WORDS}\s+{_ON}\b",
    rf"{_ASKING}(?:said|told|announced|declared)\s+(?P<cut>by\s+{_WHO})(?=\s+{_ON}\b)",
    rf"{_ASKING}{_WORDS}\s+(?:made\s+|issued\s+)?(?P<cut>(?:by|from|of)\s+{_WHO})(?=\s+{_ON}\b)",
]
# These are speakers only if the library knows them.
_LOOSE = [
    rf"\b(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO}\s+{_OFTEN}(?:say|said|speak|spoken|talk|comment|tell|told))\b",
    rf"\b(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO})\s+{_OFTEN}{_SAY}\b",
    (
        rf"^\W*(?:did|does|do|has|have|had)\s+(?P<cut>{_WHO})\s+{_OFTEN}(?=(?:blam|accus|recogni[sz]|condemn|criticis|"
        r"criticiz|oppos|reject|welcom|threaten|apologi[sz]|den(?:y|i)|promis|prais|endors|admit|defend|denounc|support|"
        r"back(?:ed|s)?\b)\w*\b)"
    ),
    rf"(?P<cut>,?\s*\baccording\s+to\s+{_WHO})(?=\s*[,?!]|\s*$)",
]
_KNOWN = [
    rf"{_ASKING}(?:said|{_WORDS})\s+(?P<cut>(?:by|from)\s+{_WHO})(?=\s*[,?!]|\s*$)",
    rf"\bsaid\s+(?:on|about)\s+{_NAMED}\s+(?P<cut>by\s+{_WHO})(?=\s*[,?!]|\s*$)",
    rf"^\s*(?P<cut>{_WHO})\s+(?:on|about)\s+(?=\S)",
]
_SHAPES = [
    *((compile_re(shape, re.IGNORECASE), True, True) for shape in _FIRM),
    *((compile_re(shape, re.IGNORECASE), False, True) for shape in _KNOWN),
    *((compile_re(shape, re.IGNORECASE), False, False) for shape in _LOOSE),
]
_NAME = re.compile(r"(?:the\s+)?[^\W\d_a-z]\S*(?:\s+(?:(?:of|the|for|and|de|al|bin|van|von|der)\s+)*[^\W\d_a-z]\S*)*")
_OFFICE = re.compile(
    r"\b(?:president|chancellor|premier|king|queen|emir|sultan|pope|ambassador|envoy|(?:prime|foreign|defen[cs]e|interior|finance|"
    r"justice|health|energy|trade|culture|education|development)\s+minister|(?:foreign|defen[cs]e|home|treasury|press)\s+secretary|"
    r"secretary\s+of\s+(?:state|defen[cs]e)|secretary-general|secretary\s+general|head\s+of\s+(?:state|government)|"
    r"(?:foreign|defen[cs]e|interior|finance|health)\s+ministry|first\s+lady|opposition|army|military|navy|air\s+force|police|parliament|"
    r"rebels|intelligence)(?:\s+(?:of|for)\s+.+)?$",
    re.IGNORECASE,
)
"""An office or a body of a state: it is a speaker also where the library has none of its words."""


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """The words that name the speaker who is asked for, and the question without them.

    `is_speaker`: they name a speaker even if the library does not know the name. `own_words_only`: only the speaker's
    own words answer; otherwise the question may also ask for what others report of them.
    """

    phrase: str
    rest: str
    is_speaker: bool
    own_words_only: bool


def find_speaker_phrases(question: str) -> tuple[SpeakerPhrase, ...]:
    """Return the possible speaker phrases of a question, the likeliest first; none if it asks for anyone's words."""
    question = " ".join(question.split())  # runs of spaces cause catastrophic backtracking
    matches = ((shape.search(question), is_speaker, own_words_only) for shape, is_speaker, own_words_only in _SHAPES)
    return tuple(
        _make_phrase(question, match, is_speaker=is_speaker, own_words_only=own_words_only)
        for match, is_speaker, own_words_only in matches
        if match
    )


def _make_phrase(question: str, match: re.Match[str], *, is_speaker: bool, own_words_only: bool) -> SpeakerPhrase:
    start, end = match.span("cut")
    verb = "say" if is_speaker else ""  # replaces the verb of the question, which is not part of the subject
    rest = f"{question[:start].rstrip()} {verb} {question[end:].lstrip()}".strip(" ,")
    name = match["who"].strip()
    named = _NAME.fullmatch(name) or _OFFICE.search(name)
    return SpeakerPhrase(name, rest, is_speaker and bool(named), own_words_only)


@dataclass(frozen=True, slots=True)
class SpeakerRequest:
    """A question for someone's words: `question` is without the name, `speakers` are the people it may refer to."""

    question: Question
    phrase: str
    speakers: SpeakerSelection
    own_words_only: bool


def resolve_speaker_request(
    question: Question, statements: StatementTable, aliases: Gazetteer | None
) -> SpeakerRequest | None:
    """Return whose words a question asks for; None if anyone's, or those of a name that no speaker may have."""
    for phrase in find_speaker_phrases(question.text):
        speakers = SpeakerSelection.by_phrase(statements, phrase.phrase)
        if speakers or phrase.is_speaker:
            rest = question.with_text(phrase.rest, aliases)
            return SpeakerRequest(
                rest if rest.topic else rest.without_subject(), phrase.phrase, speakers, phrase.own_words_only
            )
    return None

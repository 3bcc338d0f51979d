"""Reports: who a sentence says has spoken, and by which word: "X said that ...", "according to X", "X: ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.verification.dates import find_date_words
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import Word, WordSequence

_LEAD = re.compile(r"^\W*([^:.,;“”\"]{2,70}):\s")
_ADVERBS = frozenset(
    [
        "also",
        "then",
        "later",
        "again",
        "further",
        "recently",
        "previously",
        "has",
        "have",
        "had",
        "was",
        "been",
        "is",
        "were",
        "be",
        "are",
    ]
)
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "south", "north", "former", "then"])
_PERSONAL = frozenset(["he", "she", "they", "it", "who", "we", "i", "you"])
_BEFORE_SPEAKER = (
    ["according", "to"],
    ["in", "the", "words", "of"],
    ["in", "the", "view", "of"],
    ["quoted", "by"],
    ["said", "by"],
    ["remarks", "by"],
    ["statement", "by"],
)
_AUXILIARIES = frozenset(("has", "have", "had", "is", "are", "was", "were", "will", "would", "must", "should", "can"))
_TURNS = frozenset(["after", "before", "as", "since", "until", "when", "than"])
_NOT_SPEAKING = frozenset(
    ["the", "a", "an", "of", "united", "member", "to", "his", "her", "its", "their", "this", "that", "no", "any"]
)
_MAX_SUBJECT = 14  # words
_MAX_LEAD = 9
_PASSIVE = frozenset(("was", "were", "is", "are", "be", "been", "being"))
_MAX_INVERTED = 8
_DONE_TO = frozenset(
    ("praised", "criticised", "criticized", "accused", "blamed", "thanked", "faulted", "lauded", "hailed", "condemned")
)  # of whom it is said if no object follows: "Lee praised for"


@dataclass(frozen=True, slots=True)
class Report:
    """The positions of the words that name a speaker, and of the word of saying, -1 for a colon."""

    subject: tuple[int, ...]
    cue: int

    def names(self, sequence: WordSequence) -> list[Word]:
        """Return the capitalised words of the subject, but for days and months."""
        words, dates = sequence.words, find_date_words(sequence)
        return [words[position] for position in self.subject if words[position].is_capital and position not in dates]


def find_reports(sequence: WordSequence) -> list[Report]:
    """Return the reports of a sentence, in order."""
    return list(_find_reports(sequence))


def find_attribution_words(sequence: WordSequence, reports: Sequence[Report]) -> frozenset[int]:
    """Return the positions of the words that say who spoke, to whom and where, not what was said."""
    positions: set[int] = set()
    for report in reports:
        positions.update(report.subject)
        if report.cue < 0:
            continue
        positions.add(report.cue)
        if sequence.words[report.cue].form in {"told", "tells", "tell", "telling"}:
            positions.update(sequence.in_clause(report.cue))
    for position, word in enumerate(sequence.words):
        if word.form in load_lexicon().cues and not word.is_capital and not positions:
            positions.update(at for at in _find_subject(sequence, position) if at < position)
    return frozenset(positions)


def _find_reports(sequence: WordSequence) -> Iterator[Report]:
    words = sequence.words
    if match := _LEAD.match(sequence.text):
        lead = [position for position, word in enumerate(words) if word.end <= match.end(1)]
        if 0 < len(lead) <= _MAX_LEAD and _names_speaker(words, lead):
            yield Report(tuple(lead), -1)
    for position in range(len(words)):
        for phrase in _BEFORE_SPEAKER:
            if [other.form for other in words[position : position + len(phrase)]] == phrase:
                end = position + len(phrase)
                yield Report(tuple(_follow(sequence, end)), position)
        before = words[position - 1].form if position else ""
        following = words[position + 1].form if position + 1 < len(words) else ""
        if not _is_saying(words[position], before, following, is_first=not position):
            continue
        subject = (
            _find_agent(sequence, position)
            if before in _PASSIVE or following == "by"
            else _find_subject(sequence, position)
        )
        if subject:
            yield Report(tuple(subject), position)


def _is_saying(word: Word, before: str, following: str, *, is_first: bool) -> bool:
    """Return whether a word, between two others, is a verb of saying with a speaker."""
    if word.form in _DONE_TO and following in {"for", "of", "over", "as"}:
        return False
    is_cue = word.form in load_lexicon().strong_cues and not (word.is_capital and not is_first)
    return is_cue and before not in _NOT_SPEAKING


def _names_speaker(words: Sequence[Word], lead: Sequence[int]) -> bool:
    """Return whether what stands before a colon is a name or an office, not a clause: "The terms cover three:"."""
    lexicon = load_lexicon()
    plain = [
        words[at]
        for at in lead
        if at and words[at].is_content and not words[at].is_capital and words[at].form not in lexicon.titles
        and words[at].form not in lexicon.office_nouns and words[at].form not in lexicon.cues
    ]  # fmt: skip
    return any(words[at].is_capital for at in lead) and len(plain) <= 1


def _follow(sequence: WordSequence, start: int) -> list[int]:
    """Return the positions from a word to the end of its clause, with an apposition after a comma."""
    if start >= len(sequence.words):
        return []
    clause = sequence.words[start].clause
    return [
        at for at in range(start, min(len(sequence.words), start + _MAX_SUBJECT)) if sequence.words[at].clause == clause
    ]


def _find_agent(sequence: WordSequence, cue: int) -> list[int]:
    """Return the positions of the words after "accused by"; none if it is not said by whom."""
    following = sequence.words[cue + 1 : cue + 3]
    if len(following) < 2 or following[0].form != "by":  # noqa: PLR2004 (by whom)
        return []
    agent = _follow(sequence, cue + 2)
    small = [at for at in agent if not _is_name_word(sequence.words[at]) and at > agent[0]]
    return [at for at in agent if not small or at < small[0]]


def _find_subject(sequence: WordSequence, cue: int) -> list[int]:  # noqa: C901, PLR0911 (one return a form of report)
    """Return the positions of the words that name who does what the cue says; none if it has no name or office."""
    words = sequence.words
    clause = words[cue].clause
    before = [at for at in range(max(0, cue - _MAX_SUBJECT), cue) if words[at].clause == clause]
    trimmed = _trim(words, before)
    if before and not trimmed:
        return []
    before = trimmed
    if before and _is_speaker(words, before):
        if _is_apposition(words, before):
            earlier = [at for at in range(before[0]) if words[at].clause == words[before[0] - 1].clause]
            if before[0] and earlier and all(_is_name_word(words[at]) for at in earlier):
                before = [*earlier, *before]
        return before
    if before and any(word.is_content for word in words[before[0] : cue]):
        return []
    if before or not cue:
        return []
    if earlier := _skip_relative(words, cue):
        return earlier
    # "..., said the minister": the speaker follows.
    after = [at for at in range(cue + 1, min(len(words), cue + _MAX_INVERTED + 2)) if words[at].clause == clause]
    if words[cue].form in {"told", "tells", "tell"}:
        return []
    is_pronoun = bool(after) and words[after[0]].form in _PERSONAL | {"that", "to"}
    if after and len(after) <= _MAX_INVERTED and not is_pronoun and _is_speaker(words, after):
        return after
    return []


def _skip_relative(words: Sequence[Word], cue: int) -> list[int]:
    """Return the words before "who ..., " or "the president, " where a cue follows it."""
    previous = words[cue - 1].clause
    inside = [at for at in range(cue) if words[at].clause == previous]
    if not inside or not inside[0]:
        return []
    first = words[inside[0]]
    outer = words[inside[0] - 1].clause
    name = [at for at in range(inside[0]) if words[at].clause == outer]
    has_office = any(words[at].form in load_lexicon().office_nouns for at in name)
    has_office = has_office and not any(words[at].form == "for" for at in name)  # "an attorney for Pagliano"
    if has_office and all(_is_name_word(words[at]) for at in inside):
        return [*name, *inside] if name[0] == 0 else []  # "Poland's president, Andrzej Duda, said"
    if first.form not in {"who", "whose", "which"} and not _is_apposition(words, inside) and not first.is_number:
        return []
    return name if name and name[0] == 0 and _is_speaker(words, name) else []


def _trim(words: Sequence[Word], positions: list[int]) -> list[int]:
    """Return the subject without the adverbs and auxiliaries before the cue."""
    while positions and _is_adverb(words[positions[-1]]):
        positions = positions[:-1]
    if any(words[at].form in _AUXILIARIES for at in positions):
        return []  # "Norway has joined them and called for": the clause begins before
    lexicon = load_lexicon()
    if any(words[at].form in lexicon.cues and not words[at].is_capital for at in positions[:-1]):
        return []  # "welcomed the plan and said": the speaker is that of the first word of saying
    turn = max((row for row, at in enumerate(positions) if words[at].form in _TURNS), default=-1)
    return positions[turn + 1 :]


def _is_adverb(word: Word) -> bool:
    return word.form in _ADVERBS or (word.form.endswith("ly") and not word.is_capital)


def _is_speaker(words: Sequence[Word], positions: Sequence[int]) -> bool:
    lexicon = load_lexicon()
    forms = [words[at].form for at in positions]
    has_name = any(words[at].is_capital and words[at].is_content for at in positions)
    return has_name or any(
        form in lexicon.office_nouns or form in lexicon.titles or form in _PERSONAL for form in forms
    )


def _is_apposition(words: Sequence[Word], positions: Sequence[int]) -> bool:
    first = words[positions[0]]
    return first.form in _DETERMINERS or first.form in load_lexicon().titles or not first.is_capital


def _is_name_word(word: Word) -> bool:
    return word.is_capital or word.form in {"the", "of", "al", "bin", "de", "and"}

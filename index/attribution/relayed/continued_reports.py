"""Continued reports: sentences of a summary that go on with what somebody said, without "she said".

"Ms. Ruiz said that the camp was full. Nine out of ten had walked there. She added ...": between two statements of one
speaker in a paragraph, or after one, a sentence in the past that names no one else is the speaker's, too. Only
summaries of meetings and briefings are written so throughout.
"""

import re
from collections.abc import Iterator, Sequence

from index.attribution.forms.document import Document, Turn
from index.attribution.statements import Speaker, Statement
from index.text.spans import Span

_SUMMARY = re.compile(
    r"\b(?:UN|UNOG|Geneva|UNIS)\b.{0,40}\b(?:press briefing|briefing summary)\b|\bsummary of (?:the )?\w+"
    r"|\bMeetings? (?:Coverage|Summary)\b|\b(?:General Assembly|Security Council|Committee|Plenary|Council)\b.{0,80}"
    r"\b(?:GA|SC|GA/\w+|SC/\w+|meetings coverage|hears|debate|summary)\b|\b(?:GA|SC|ECOSOC|DC|GA/\w+)/\d{3,6}\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)”\"’%][.!?])[”\"’]?\s+(?=[“\"A-ZÀ-Þ\d])|(?<=[.!?][”\"’])\s+(?=[“\"A-ZÀ-Þ\d])")
_PAST = re.compile(r"\b(?:had|was|were|would|could|did|might|[a-z]{3,}ed)\b")
_PRESENT = re.compile(r"\b(?:is|are|has|have|will)\b")
_QUOTATION = re.compile(r"[“”\"]")
_OTHER_SUBJECT = re.compile(
    r"(?:The (?:meeting|briefing|session|Council|Committee|Assembly|sitting|representative|delegate|webcast"
    r"|following)\b"
    r"|(?:Mr|Ms|Mrs|Dr)\.|(?:In response|Asked|Answering|Responding|Also|Earlier|Then|Later|On behalf)\b"
    r"|[^\n]{0,60}\b(?:journalists?|correspondents?|reporters?|delegations?|speakers|took the floor|spoke|asked)\b)"
)
_NAMED = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]+ ){1,3}[^\W\d_a-z][\w’'-]+,? (?:\([^()]*\) )?(?:said|told|also|added|noted)\b"
)
_HEAD = 300  # code points in which the kind of the document is stated
_SHORTEST = 4  # words
_MOST = 4  # sentences after a statement


def find_continued(document: Document, statements: Sequence[Statement]) -> list[Turn]:
    """Return the sentences of a summary that go on with the statement before them in their paragraph."""
    if not _SUMMARY.search(f"{document.title}\n{document.text[:_HEAD]}"):
        return []
    said = sorted((part.start, part.end, each.speaker) for each in statements for part in each.content)
    found: list[Turn] = []
    place = 0
    for paragraph in document.paragraphs:
        while place < len(said) and said[place][0] < paragraph.words:
            place += 1
        last = place
        while last < len(said) and said[last][0] < paragraph.span.end:
            last += 1
        if last > place:
            found += _read(document.text, Span(paragraph.words, paragraph.span.end), said[place:last])
        place = last
    return found


def _read(text: str, paragraph: Span, said: Sequence[tuple[int, int, Speaker | None]]) -> Iterator[Turn]:
    speakers = {speaker.name if speaker else None for _, _, speaker in said}
    speaker = said[0][2]
    if len(speakers) > 1 or speaker is None:  # several speak, or somebody who is not clear
        return
    since = _MOST
    first = 0
    for start, end in _split(text, paragraph):
        has_own = False
        while first < len(said) and said[first][0] < end:
            has_own = True
            first += 1
        since = 0 if has_own else since + 1
        if not has_own and since <= _MOST and _goes_on(text[start:end]):
            yield Turn(speaker, (Span(start, end),), clause=True, indirect=True)


def _goes_on(sentence: str) -> bool:
    """Return whether a sentence can be what the speaker of the one before went on to say."""
    if len(sentence.split()) < _SHORTEST or not _PAST.search(sentence) or _QUOTATION.search(sentence):
        return False
    if _PRESENT.search(sentence):
        return False
    return not _OTHER_SUBJECT.match(sentence) and not _NAMED.match(sentence)


def _split(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    for gap in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        yield start, gap.start()
        start = gap.end()
    yield start, paragraph.end

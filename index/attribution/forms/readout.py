"""Readouts: what a ministry tells of a meeting or a call: "The Minister thanked ...", "They agreed ...".

Each sentence reports its own subject: the one whose readout it is, the other, or both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribution.coreference.entities import Entity
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.discourse import Discourse
from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import OFFICES
from index.attribution.forms.layout.paragraphs import find_paragraphs
from index.attribution.forms.reporting_verbs import MEETING_VERBS
from index.attribution.statements import Speaker
from index.text.spans import Span

_TITLE = re.compile(
    r"\b(?:readout|(?:telephone|phone|video) (?:call|talks?|conversation|conference)|meeting between|courtesy call"
    r"|calls? with|meeting with|meets?|met|talks with|spoke with|speaks with|receives?|received)\b",
    re.IGNORECASE,
)
_WORD = r"(?:[A-Z][\w’'.-]*|of|for|and|the|de|al-\w+|two)"
_SUBJECT = re.compile(
    r"(?:\(\w{1,3}\) )?"
    rf"(?:(?:For|On) (?:his|her|its|their) part, |In (?:turn|response|reply|addition|this regard|this context), "
    r"|At the (?:outset|beginning|end)\b[^,.\n]{0,40}, |(?:Furthermore|Moreover|Separately|Finally), "
    r"|(?:Regarding|Concerning|On|With regard to|As for) [^,.\n]{3,80}, )?"
    rf"(?P<who>(?:The |Both |Foreign |Prime )?(?:{_WORD} ){{0,9}}?(?:[A-Z][\w’'.-]*|sides|ministers|leaders"
    rf"|parties|presidents|officials|secretaries))"
    rf",? (?:(?:also|further|then|again|[a-z]+ly) ){{0,2}}(?P<cue>{MEETING_VERBS})\b"
)
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"]?[A-Z])")
_BOTH = re.compile(
    r"(?:They|Both|(?:The |Both )?(?:two )?(?:sides|ministers|leaders|parties|presidents|officials|secretaries"
    r"|Ministers|Leaders|Presidents|Sides))\b"
)
_SURNAME_FIRST = re.compile(r"\b(?P<surname>[A-Z]{4,}) (?P<given>[A-Z][a-z]+)(?=[,.\s])")
_HEAD = 900
_BEGINNING = 60  # code points of a sentence in which its subject is
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _ReportedSentence:
    speaker: Speaker
    cue: Span
    words: Span


class Readout:
    """The form of a report of a meeting or a call by one of those who took part."""

    name = "readout"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a title, and of sentences whose subject is one of those who met."""
        if not _TITLE.search(document.title or document.text[:150]) or document.speaker:
            return NO_EVIDENCE
        sentences = [*_read(document)]
        share = sum(len(sentence.words) for sentence in sentences) / max(1, len(document.text))
        if len(sentences) < _LEAST or share < 0.2:  # noqa: PLR2004 (a fifth of the text)
            return NO_EVIDENCE
        return Evidence(0.5 + share / 5, f"{len(sentences)} sentences of those who met")

    def turns(self, document: Document) -> list[Turn]:
        """Return what each sentence tells of its subject."""
        return [
            Turn(sentence.speaker, (sentence.words,), sentence.cue, clause=True, indirect=True)
            for sentence in _read(document)
        ]


def _read(document: Document) -> Iterator[_ReportedSentence]:
    text = document.text
    entities = _present(document)
    if not entities:
        return
    last: Speaker | None = None
    for paragraph in find_paragraphs(text):
        for start, end in _sentences(text, paragraph.words, paragraph.span.end):
            found = _SUBJECT.match(text, start, end)
            if not found:
                last = None if _names_anyone(text, start, end, entities) else last
                continue
            speaker = _resolve(found["who"], Span(*found.span("who")), entities, last)
            if speaker:
                last = speaker if not _BOTH.match(found["who"]) else last
                words = _words(text, found.end("cue"), end)
                if len(words):
                    yield _ReportedSentence(speaker, Span(*found.span("cue")), words)


def _names_anyone(text: str, start: int, end: int, entities: list[Entity]) -> bool:
    """Return whether a sentence begins with somebody, so that "He" in the next one may be that person."""
    words = text[start : min(end, start + _BEGINNING)]
    return any(entity.name.split()[-1] in words for entity in entities)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _SENTENCE.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _words(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    left = start + len(said) - len(said.lstrip(" ,"))
    return Span(left, max(left, start + len(said.rstrip(" .\n"))))


def _present(document: Document) -> list[Entity]:
    """Return those who met, in the order in which the first lines name them."""
    head = Discourse.parse(_SURNAME_FIRST.sub(_turn_name, f"{document.text[:_HEAD]}\n{document.title}"))
    mentions = EntityMentions(head, []).mentions
    full = {id(each.entity): each.entity for each in mentions if " " in each.entity.name}
    return [entity for entity in full.values() if "spokes" not in (entity.main_office or "").casefold()][:4]


def _turn_name(match: re.Match[str]) -> str:
    """Return "Takuma Iwasaki" for "IWASAKI Takuma", in as many code points."""
    return f"{match['given']} {match['surname'].capitalize()}"


def _resolve(who: str, span: Span, entities: list[Entity], last: Speaker | None) -> Speaker | None:
    if _BOTH.match(who):
        names = [entity.name for entity in entities[:2]]
        return Speaker(" and ".join(names), None, None, span) if len(names) > 1 else None
    if who in {"He", "She"}:
        return Speaker(last.name, last.role, last.country, span) if last else None
    words = {normalize_token(word).removesuffix("'s") for word in who.split()}
    for entity in entities:
        if entity.name.split()[-1].casefold() in words:
            return Speaker(entity.name, entity.main_office, None, span)
    offices = words & OFFICES
    if who.startswith("The ") and offices and words - {"the"} <= OFFICES | {"general"}:
        holder = next(
            (one for one in entities if offices & {normalize_token(word) for word in (one.main_office or "").split()}),
            None,
        )
        return Speaker(holder.name, holder.main_office, None, span) if holder else None
    return None


READOUT = Readout()

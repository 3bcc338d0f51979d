"""Clauses of bodies in the third person: paragraphs with a body as their subject, and the items under a chapeau."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.forms.issuers.bodies import PROCEDURE_VERBS, find_body
from index.attribution.forms.labels.tokens import find_country
from index.attribution.forms.layout.paragraphs import Paragraph, is_item
from index.text.spans import Span

_VERB = re.compile(
    r"(?:, [^,\n]{3,160},| \([^)\n]{2,80}\))?,?\s+(?:(?:also|further|therefore|again|strongly|deeply|once again"
    r"|furthermore|jointly|unanimously|today|fully|warmly|firmly|reiterate and|[a-z]+ly),? )*"
    r"(?P<cue>(?:t(?:ook|akes?) note|has|have|had|is|are|was|were|will|would|shall|may|must|remains?|stands?"
    r"|[a-z]{3,}(?:s|ed|e|m|n|t|rm|d|ss|l|k|p|r|y))\b(?: (?:that|upon|on|with|its|their|to))?)"
)
_ENDED = re.compile(r"[.;,][”\"*_]*[¹²³⁴⁵⁶⁷⁸⁹]{0,2}$")
_VERBAL = re.compile(
    r"(?:[A-Z][a-z]+ly )?(?:[A-Z]?[a-z]{2,}(?:ed|es|s|ing)|[Tt]ook|[Tt]o [a-z]+|[Ww]elcome|[Cc]ondemn|[Cc]all"
    r"|[Uu]rge|[Aa]gree\w*|[Rr]eaffirm|[Ee]xpress|[Uu]nderlin\w+|[Ss]tress|[Nn]ote\w*)\b"
)
_AGREED = re.compile(r"(?:as follows|the following|agreed|declared?|decided?|conclu\w+):[*_”\"]*$", re.IGNORECASE)
_SINGLE = re.compile(
    r"(?:Some|Several|Many|Most|Other|Few|Certain)\b|(?:The |His |Her |H\.E\. )?"
    r"(?:\w+ ){0,3}(?:Minister|President|Chancellor|Secretary|Ambassador|King|Chair\w*|Representative"
    r"|Premier|Envoy)\b(?! and)"
    r"|(?:In (?:his|her) [^,]{3,60}, |For (?:his|her) part, )|(?:Mr|Ms|Mrs|Dr|H\.E)\b"
    r"|(?:The |In )?(?:meeting|visit|talks|next|delegation)\b|Done (?:at|in)\b|Adopted\b"
    r"|At the invitation\b"
)
_APART = re.compile(
    r"\b(?:align themselves|aligns itself|for (?:further|more) information|press (?:contact|office)|is available"
    r"|reserved|reservations?)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r":[*_”\"]*\s*$")
_ITEM_CUE = re.compile(
    r"(?P<cue>(?:(?:[Aa]lso|[Ff]urther|[Ss]trongly|[Dd]eeply|[A-Z]?[a-z]+ly),? )?[A-Za-z]{3,}(?: (?:upon|on|that"
    r"|with|its|their|to))?)"
)
_INTRO = re.compile(
    r"(?:(?:In|On|At|With|To|For|Against|Following|Recalling|During|After"
    r"|Regarding)\b[^,.:;\n]{0,120}, )?(?=(?:the|The|We|we|They|Both|Ministers|Leaders|Allies|NATO|[A-Z]))"
)
_FOLLOWS = re.compile(r"(?:(?:They|It|Both|We)\b|The (?:two )?(?:sides|ministers|leaders|parties)\b)")
_COVER_NOTE = re.compile(r"\bwill find (?:attached|enclosed|below|in (?:the )?annex)\b")
_TODAY = re.compile(  # news of a press office: "The Council today approved conclusions on the straits"
    r",? (?:today|yesterday|this (?:morning|afternoon|week)|on \w+day),? (?:has |have )?"
    r"(?:approved|adopted|endorsed|signed|launched|imposed|appointed|extended)\b"
)
_THE = re.compile(r"\b[Tt]he\b")
_LONGEST = 500  # code points of a chapeau, at most
_HEADING = 30  # code points, at most
_SENTENCE = 60  # code points of a sentence without a body as its subject, at least
_FIRST_SINGULAR = re.compile(r"\b(?:I|[Mm]y|me|myself)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_REACH = 300  # code points in which a paragraph names its subject


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of a body, with its end after the items under it, the body's name and place, and the verb."""

    paragraph: Paragraph
    end: int
    body: str
    named: Span | None = None
    cue: Span | None = None

    def extend(self, paragraph: Paragraph) -> "Clause":
        """Return the clause with an item under it."""
        return replace(self, end=paragraph.span.end)


class BodyClauses:
    """A reader of the paragraphs of a document: a clause belongs to its subject, to the chapeau or to the issuer."""

    def __init__(self, text: str, *, issuer: str | None, is_joint: bool) -> None:
        """Read `text`; all that is numbered belongs to the issuer, and sentences of a joint statement to its body."""
        self._text, self._issuer, self._is_joint = text, issuer, is_joint
        self._clauses: list[Clause] = []
        self._chapeau: tuple[str, Span | None] | None = None  # the body of the chapeau above this paragraph
        self._is_agreed = False  # whether whole sentences under the chapeau belong to it
        self._item: Clause | None = None  # the item that the paragraph before is
        self._last: Clause | None = None  # the clause with the body that "They" refers to

    def read(self, paragraphs: Sequence[Paragraph]) -> list[Clause]:
        """Return the clauses of all paragraphs, in order."""
        for paragraph in paragraphs:
            words = paragraph.text(self._text)
            if _FIRST_SINGULAR.search(_QUOTED.sub("", words)):  # one person's words, and no body's
                self._chapeau = self._item = self._last = None
            elif not self._read_chapeau(paragraph, words) and not self._read_item(paragraph, words):
                self._read_sentence(paragraph, words)
        return self._clauses

    def _read_chapeau(self, paragraph: Paragraph, words: str) -> bool:
        if not _COLON.search(words):
            return False
        body = find_subject(self._text, paragraph)
        if not body and not paragraph.mark:
            body = _find_last_body(self._text, paragraph)
        if body and len(words) < _LONGEST:
            self._chapeau, self._item = (body.slice(self._text), body), None
        elif self._last and words.strip("*_ :") in {"They", "We", "It"}:
            self._chapeau, self._item = (self._last.body, self._last.named), None
        elif not self._chapeau or paragraph.mark:
            return False
        self._is_agreed = bool(_AGREED.search(words))
        return True

    def _read_item(self, paragraph: Paragraph, words: str) -> bool:
        self._is_agreed = self._is_agreed and len(words) > _HEADING
        if not self._chapeau or not (self._is_agreed or self._is_item(paragraph, words)):
            return False
        if self._item and paragraph.is_subitem and not self._item.paragraph.is_subitem:
            self._item = self._clauses[-1] = self._item.extend(paragraph)
            return True
        cue = _ITEM_CUE.match(self._text, paragraph.words, paragraph.span.end)
        self._add(paragraph, *self._chapeau, Span(*cue.span("cue")) if cue else None)
        return True

    def _is_item(self, paragraph: Paragraph, words: str) -> bool:
        """Return whether a paragraph is an item: by its mark, or by its verb unless the item before has a mark."""
        if paragraph.mark or paragraph.is_subitem:
            return True
        is_verbal = is_item(words) or bool(_VERBAL.match(words) and _ENDED.search(words))
        return is_verbal and not (self._item and self._item.paragraph.mark)

    def _read_sentence(self, paragraph: Paragraph, words: str) -> None:
        self._item = None
        if not paragraph.mark and len(words) > _HEADING:
            self._chapeau = None
        if self._issuer and (paragraph.mark[:1].isdigit() or (self._last and paragraph.is_subitem)):
            self._last = self._add(paragraph, self._issuer, None, None)
            return
        body = find_subject(self._text, paragraph)
        verb = _VERB.match(self._text, body.end, paragraph.span.end) if body else None
        is_news = body is not None and _TODAY.match(self._text, body.end, paragraph.span.end)
        if body and verb and not is_news and not _is_procedure(verb["cue"]) and not _COVER_NOTE.search(words):
            self._last = self._add(paragraph, body.slice(self._text), body, Span(*verb.span("cue")))
        elif self._last and (
            self._continues(words)
            or (self._is_joint and self._goes_on_numbered(paragraph) and _has_no_other_subject(words))
        ):
            self._add(paragraph, self._last.body, self._last.named, None)
        elif len(words) > _HEADING and not self._is_joint:
            self._last = None

    def _continues(self, words: str) -> bool:
        """Return whether the subject is "They", the body of the clause before."""
        named = self._last and self._last.named
        return bool(named and _FOLLOWS.match(words) and not _is_procedure(words.partition(" ")[2]))

    def _goes_on_numbered(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph has a number where those before have one: what follows without is another text."""
        return bool(paragraph.mark) or not any(each.paragraph.mark[:1].isdigit() for each in self._clauses[-1:])

    def _add(self, paragraph: Paragraph, body: str, named: Span | None, cue: Span | None) -> Clause:
        self._item = Clause(paragraph, paragraph.span.end, body, named, cue)
        self._clauses.append(self._item)
        return self._item


def _is_procedure(predicate: str) -> bool:
    """Return whether a predicate reports a meeting: "took part", and not "took note"."""
    first, _, rest = predicate.partition(" ")
    return first in PROCEDURE_VERBS and not rest.startswith("note")


def _has_no_other_subject(words: str) -> bool:
    """Return whether a sentence of a joint statement has no other subject: a minister, a country, the meeting."""
    if len(words) < _SENTENCE or words[-1:] not in ".;" or _SINGLE.match(words) or _APART.search(words):
        return False
    first = words.split(maxsplit=3)[:3]
    return not any(find_country(" ".join(first[:size])) for size in (1, 2))


def _find_last_body(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body that a chapeau names last: "Having reviewed the report, the Heads of State:"."""
    places = [match.start() for match in _THE.finditer(text[paragraph.words : paragraph.span.end])]
    bodies = (find_body(text, paragraph.words + place, paragraph.span.end) for place in places[::-1])
    return next(filter(None, bodies), None)


def find_subject(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body that a paragraph has as its subject."""
    led = _INTRO.match(text, paragraph.words, paragraph.span.end)
    start = led.end() if led else paragraph.words
    return find_body(text, start, min(paragraph.span.end, start + _REACH))

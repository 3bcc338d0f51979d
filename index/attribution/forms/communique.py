"""Communiqués, joint statements, conclusions: a chapeau ("The Ministers:", "We, the Leaders") and what is under it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.forms.bodies import Bodies, find_body
from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.label_grammar import country_of
from index.attribution.forms.paragraphs import Paragraph, find_paragraphs, is_item
from index.text.spans import Span

_TITLE = re.compile(
    r"\b(?:joint|communiqu[ée]|declaration|statement by|statement of|statement on behalf|conclusions|G-?7|G-?20|summit"
    r"|presidential statement|press statement|final statement|leaders[’']? statement|ministers[’']? statement)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\bjoint\b|\bcommuniqu|\bdeclaration\b|\bstatement (?:by|of|on behalf)|\b(?:leaders"
    r"|ministers)[’']? ?statement|G-?\d+ .*statement",
    re.IGNORECASE,
)
_WE = re.compile(r"(?:[\w ,’'-]{0,80}?, )?(?:we|We)\b|(?:We, )")
_WE_THE = re.compile(r"[Ww]e, (?=(?:the )?[A-Z])")
_NEAR = 120  # code points before "We, the Leaders"
_FIRST_SINGULAR = re.compile(r"\b(?:I|my|me)\b")
_VERB = re.compile(
    r"(?:, [^,\n]{3,160},| \([^)\n]{2,80}\))?,?\s+(?:(?:also|further|therefore|again|strongly|deeply|once again"
    r"|furthermore|jointly|unanimously|today|fully|warmly|firmly|reiterate and|[a-z]+ly),? )*"
    r"(?P<cue>(?:has|have|had|is|are|was|were|will|would|shall|may|must|remains?|stands?|[a-z]{3,}(?:s|ed|e|m|n"
    r"|t|rm|d|ss|l|k|p|r|y))\b(?: (?:that|upon|on|with|its|their|to))?)"
)
_ENDED = re.compile(r"[.;,][”\"*_]*$")
_VERBAL = re.compile(
    r"(?:[A-Z][a-z]+ly )?(?:[A-Z]?[a-z]{2,}(?:ed|es|s|ing)|[Tt]ook|[Tt]o [a-z]+|[Ww]elcome|[Cc]ondemn|[Cc]all"
    r"|[Uu]rge|[Aa]gree\w*|[Rr]eaffirm|[Ee]xpress|[Uu]nderlin\w+|[Ss]tress|[Nn]ote\w*)\b"
)
_AGREED = re.compile(r"(?:as follows|the following|agreed|declared?|decided?|conclu\w+):[*_”\"]*$", re.IGNORECASE)
_SINGLE = re.compile(
    r"(?:The |His |Her |H\.E\. )?(?:\w+ ){0,3}(?:Minister|President|Chancellor|Secretary|Ambassador|King"
    r"|Chair\w*|Representative|Premier|Envoy)\b(?! and)"
    r"|(?:Mr|Ms|Mrs|Dr)\b|(?:The |In )?(?:meeting|visit|talks|next|delegation)\b|Done (?:at|in)\b|Adopted\b"
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
_LEAST = 2
_LONGEST, _HEADING = 500, 30  # code points of a chapeau, and of a heading, at most
_PROCEEDED = frozenset(
    {
        "met",
        "held",
        "gathered",
        "convened",
        "attended",
        "participated",
        "took",
        "visited",
        "arrived",
        "hosted",
        "opened",
    }
    | {
        "closed",
        "assembled",
        "travelled",
        "paid",
        "has",
        "had",
        "includes",
        "consists",
        "comprises",
        "was",
        "were",
        "is",
        "are",
    }
)
_FOLLOWS = re.compile(r"(?:(?:They|It|Both|We)\b|The (?:two )?(?:sides|ministers|leaders|parties)\b)")
_MOSTLY, _HALF, _UNTITLED = 0.4, 0.5, 3


@dataclass(frozen=True, slots=True)
class _Clause:
    paragraph: Paragraph
    end: int
    body: str
    named: Span | None
    cue: Span | None


class Communique:
    """The form of what several issue together, or a body by its own name."""

    name = "communiqué"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of chapeaux and of paragraphs whose subject is a body."""
        clauses = _read(document)
        if len(clauses) < _LEAST:
            return NO_EVIDENCE
        said = sum(clause.end - clause.paragraph.words for clause in clauses)
        share = said / max(1, len(document.text.strip()))
        titled = _TITLE.search(document.title) or _TITLE.search(document.text[:300])
        counts = Counter(clause.body for clause in clauses)
        if not titled and (
            len(clauses) < _UNTITLED or share < _HALF or counts.most_common(1)[0][1] < _HALF * len(clauses)
        ):
            return NO_EVIDENCE
        score = min(1.0, share + (0.4 if titled else 0.0))
        names = dict.fromkeys(clause.body for clause in clauses)
        return Evidence(score, f"{len(clauses)} clauses of “{'”, “'.join([*names][:3])}”{'; title' if titled else ''}")

    def turns(self, document: Document) -> list[Turn]:
        """Return each clause as its body's."""
        bodies = Bodies(document)
        return [
            Turn(bodies.speaker(one.body, one.named), (Span(one.paragraph.words, one.end),), one.cue, clause=True)
            for one in _read(document)
        ]


def _read(document: Document) -> list[_Clause]:
    if document.speaker:
        return []
    paragraphs = find_paragraphs(document.text)
    first = _first_person(document, paragraphs)
    return first or _ThirdPerson(document, _concluding(document, paragraphs)).read(paragraphs)


def _first_person(document: Document, paragraphs: Sequence[Paragraph]) -> list[_Clause]:
    """Read a statement in the first person plural: all of it from its chapeau, or from the first "we"."""
    text = document.text
    speaking = [place for place, one in enumerate(paragraphs) if _WE.match(one.text(text))]
    chapeau = next((place for place, one in enumerate(paragraphs) if _we_the(text, one)), None)
    if chapeau is None and not _ISSUED.search(document.title or text[:200].split("\n")[0]):
        return []
    if len(speaking) < _LEAST or (
        chapeau is None and len(speaking) < _MOSTLY * len([p for p in paragraphs if _is_long(p)])
    ):
        return []
    start = min(speaking[0], chapeau if chapeau is not None else speaking[0])
    body, named = "We", None
    if chapeau is not None:
        span = _we_the(text, paragraphs[chapeau])
        if span:
            body, named = span.slice(text), span
    clauses: list[_Clause] = []
    for paragraph in paragraphs[start:]:
        if clauses and paragraph.under:
            clauses[-1] = _extended(clauses[-1], paragraph)
        elif (_is_long(paragraph) or _ENDED.search(paragraph.text(text))) and not _FIRST_SINGULAR.search(
            paragraph.text(text)
        ):
            clauses.append(_Clause(paragraph, paragraph.span.end, body, named, None))
    return clauses


def _we_the(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body of "We, the Leaders of ...", where a paragraph begins with it."""
    found = _WE_THE.search(text, paragraph.words, min(paragraph.span.end, paragraph.words + _NEAR))
    return find_body(text, found.end(), paragraph.span.end) if found else None


def _is_long(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark) or paragraph.span.end - paragraph.words > 60  # noqa: PLR2004 (a heading is shorter)


def _concluding(document: Document, paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the body whose conclusions the document is: all that is numbered in them is its own."""
    if not re.search(r"\bconclusions\b", document.title or document.text[:200], re.IGNORECASE):
        return None
    subjects = (_subject(document.text, one) for one in paragraphs if one.mark[:1].isdigit())
    councils = Counter(
        re.sub(r"^[Tt]he ", "", one.slice(document.text))
        for one in subjects
        if one and "Council" in one.slice(document.text)
    )
    return councils.most_common(1)[0][0] if councils else Bodies(document).issuer


class _ThirdPerson:
    """Reads paragraphs whose subject is a body, and the items under a line that leads to them with a colon."""

    def __init__(self, document: Document, issuer: str | None) -> None:
        self.text, self.issuer = document.text, issuer
        self.joint = bool(_ISSUED.search(document.title or self.text[:200].split("\n")[0]))
        self.clauses: list[_Clause] = []
        self.led: tuple[str, Span | None] | None = None  # the body of a chapeau, while items stand under it
        self.agreed = False  # whether all that is under the chapeau is agreed, in whole sentences
        self.item: _Clause | None = None  # which the paragraph before is
        self.last: _Clause | None = None  # whose body "They" are

    def read(self, paragraphs: Sequence[Paragraph]) -> list[_Clause]:
        """Return the clauses of all paragraphs, in order."""
        for paragraph in paragraphs:
            words = paragraph.text(self.text)
            if not self._is_chapeau(paragraph, words) and not self._is_item(paragraph, words):
                self._sentence(paragraph, words)
        return self.clauses

    def _is_chapeau(self, paragraph: Paragraph, words: str) -> bool:
        if not _COLON.search(words):
            return False
        named = _subject(self.text, paragraph)
        if not named and not paragraph.mark:
            named = _last_body(self.text, paragraph)
        if named and len(words) < _LONGEST:
            self.led, self.item = (named.slice(self.text), named), None
        elif not self.led or paragraph.mark:
            return False
        self.agreed = bool(_AGREED.search(words))
        return True

    def _is_item(self, paragraph: Paragraph, words: str) -> bool:
        self.agreed = self.agreed and len(words) > _HEADING
        verbal = is_item(words) or bool(_VERBAL.match(words) and _ENDED.search(words))
        verbal = verbal and not (
            self.item is not None and self.item.paragraph.mark
        )  # no item without a number after one with it
        if not self.led or not (paragraph.mark or paragraph.under or verbal or self.agreed):
            return False
        if self.item and paragraph.under and not self.item.paragraph.under:
            self.item = self.clauses[-1] = _extended(self.item, paragraph)
            return True
        cue = _ITEM_CUE.match(self.text, paragraph.words, paragraph.span.end)
        self._add(paragraph, *self.led, Span(*cue.span("cue")) if cue else None)
        return True

    def _sentence(self, paragraph: Paragraph, words: str) -> None:
        self.item = None
        if not paragraph.mark and len(words) > _HEADING:
            self.led = None
        numbered = paragraph.mark[:1].isdigit()
        if self.issuer and (numbered or (self.last and paragraph.under)):
            self._add(paragraph, self.issuer, None, None)
            self.last = self.clauses[-1]
            return
        named = _subject(self.text, paragraph)
        verb = _VERB.match(self.text, named.end, paragraph.span.end) if named else None
        if named and verb and verb["cue"].split()[0] not in _PROCEEDED:
            self._add(paragraph, named.slice(self.text), named, Span(*verb.span("cue")))
            self.last = self.clauses[-1]
        elif self.last and (self._goes_on(words) or (self.joint and _is_theirs(words))):
            self._add(paragraph, self.last.body, self.last.named, None)
        elif len(words) > _HEADING and not self.joint:
            self.last = None

    def _goes_on(self, words: str) -> bool:
        """Tell a sentence whose "They" are the body of the one before."""
        named = self.last and self.last.named
        return bool(named and _FOLLOWS.match(words) and words.split()[1] not in _PROCEEDED)

    def _add(self, paragraph: Paragraph, body: str, named: Span | None, cue: Span | None) -> None:
        self.item = _Clause(paragraph, paragraph.span.end, body, named, cue)
        self.clauses.append(self.item)


def _is_theirs(words: str) -> bool:
    """Tell a sentence of a joint statement that has no other subject: a single minister, a country, the meeting."""
    if len(words) < 60 or words[-1:] not in ".;" or _SINGLE.match(words) or _APART.search(words):  # noqa: PLR2004 (a heading)
        return False
    first = words.split(maxsplit=3)[:3]
    return not any(country_of(" ".join(first[:size])) for size in (1, 2))


def _extended(clause: _Clause, paragraph: Paragraph) -> _Clause:
    return _Clause(clause.paragraph, paragraph.span.end, clause.body, clause.named, clause.cue)


_INTRO = re.compile(
    r"(?:(?:In|On|At|With|To|For|Against|Following|Recalling|During|After"
    r"|Regarding)\b[^,.:;\n]{0,120}, )?(?=(?:the|The|We|we|They|Both|Ministers|Leaders|Allies|NATO|[A-Z]))"
)
_PRONOUN = re.compile(r"(?:They|Both)\b")


def _last_body(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body that a chapeau names last: "Having reviewed the report, the Heads of State:"."""
    places = [found.start() for found in re.finditer(r"\b[Tt]he\b", text[paragraph.words : paragraph.span.end])]
    bodies = (find_body(text, paragraph.words + place, paragraph.span.end) for place in places[::-1])
    return next(filter(None, bodies), None)


def _subject(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body that a paragraph has as its subject."""
    led = _INTRO.match(text, paragraph.words, paragraph.span.end)
    start = led.end() if led else paragraph.words
    return find_body(text, start, min(paragraph.span.end, start + 300))


COMMUNIQUE = Communique()

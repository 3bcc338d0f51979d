"""Communiqués, joint statements and conclusions: a chapeau ("The Ministers:", "We, the Leaders") and its clauses."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.issuers.bodies import Bodies, find_body
from index.attribution.forms.issuers.body_clauses import BodyClauses, Clause, find_subject
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.layout.stage_directions import is_direction
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
_TALK = re.compile(r"\bpress (?:conference|point|briefing|remarks)\b|\bdoorstep\b|\binterview\b", re.IGNORECASE)
_WE = re.compile(r"(?:[\w ,’'-]{0,80}?, )?(?:we|We|WE)\b|(?:We, )")
_WE_THE = re.compile(r"(?:[Ww]e|WE), (?=(?:the |THE )?[A-Z])")
_NEAR = 120  # code points in which a paragraph begins with "We, the Leaders"
_FIRST_SINGULAR = re.compile(r"\b(?:I|my|me)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,500}[”\"]")
_ENDED = re.compile(r"[.;:,!…][”\"’)*_]*\d{0,3}$|[;,] (?:and|or)$")  # or before the number of a footnote
_OPENING_MARKS, _CLOSING_MARKS = '“"', ("”", '"')
_NARRATED = re.compile(  # "At the press conference that followed, Minister Ruiz thanked her colleagues"
    r"(?:At|During|In|After|Following|Before|Ahead of|Speaking (?:at|to|after|with)|Asked|Answering|Addressing|Opening"
    r"|Closing)\b[^.;:\n]{0,60}\b(?:conference|reporters|journalists|media|briefing|meeting)\b[^.;:\n]{0,40}, "
    r"(?!we\b|the (?:[Mm]inisters|[Ll]eaders|[Pp]articipants|[Ss]ides|[Pp]arties)\b)"
)
_CLOSED = re.compile(r"(?:Adopted|ADOPTED|Done|DONE|Signed|SIGNED) (?:at|in|on|by|this)\b")
_LEAST = 2  # clauses
_LEAST_UNTITLED = 3  # clauses, without a title
_TITLED = 0.4  # evidence of a title
_MOSTLY = 0.4  # share of paragraphs that begin with "we", at least
_SPOKEN = 0.2  # share of paragraphs with "I", at most
_HALF = 0.5  # of the text, and of the clauses, without a title
_HEADING = 60  # code points, at most
_HEAD = 300  # code points in which the kind of the document is stated


class Communique:
    """The form of a text that several issue together, or a body in its own name."""

    name = "communiqué"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of chapeaux and of paragraphs with a body as their subject."""
        is_other = _TALK.search(document.title) or "?" in document.title  # "Who signed the declaration?", of an article
        clauses = [] if is_other else _find_clauses(document)
        if len(clauses) < _LEAST:
            return NO_EVIDENCE
        share = sum(clause.end - clause.paragraph.words for clause in clauses) / max(1, len(document.text.strip()))
        is_titled = _TITLE.search(document.title) or _TITLE.search(document.text[:_HEAD])
        counts = Counter(clause.body for clause in clauses)
        is_by_one = counts.most_common(1)[0][1] >= _HALF * len(clauses)
        if not is_titled and (len(clauses) < _LEAST_UNTITLED or share < _HALF or not is_by_one):
            return NO_EVIDENCE
        names = "”, “".join([*counts][:3])
        score = min(1.0, share + (_TITLED if is_titled else 0.0))
        return Evidence(score, f"{len(clauses)} clauses of “{names}”{'; title' if is_titled else ''}")

    def turns(self, document: Document) -> list[Turn]:
        """Return each clause as its body's."""
        bodies = Bodies(document)
        return [
            Turn(
                bodies.resolve(clause.body, clause.named),
                (Span(clause.paragraph.words, clause.end),),
                clause.cue,
                clause=True,
            )
            for clause in _find_clauses(document)
        ]


def _find_clauses(document: Document) -> list[Clause]:
    if document.speaker:
        return []
    paragraphs = document.paragraphs
    first_person = _find_first_person_clauses(document, paragraphs)
    if first_person:
        return first_person
    is_joint = bool(_ISSUED.search(document.title or document.text[:200].split("\n")[0]))
    issuer = _find_concluding_body(document, paragraphs)
    quoted = next((place for place, each in enumerate(paragraphs) if _begins_quoted(document.text, each)), None)
    if quoted is not None:
        paragraphs = [*paragraphs[:quoted], *_find_statement(document.text, paragraphs[quoted:])]
    return BodyClauses(document.text, issuer=issuer, is_joint=is_joint).read(paragraphs)


def _begins_quoted(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph in quotation marks that goes on in the next has a body as its subject."""
    is_open = text[paragraph.span.start] in _OPENING_MARKS
    return is_open and not paragraph.span.slice(text).endswith(_CLOSING_MARKS) and bool(find_subject(text, paragraph))


def _find_first_person_clauses(document: Document, paragraphs: Sequence[Paragraph]) -> list[Clause]:
    """Return the paragraphs of a statement in the first person plural, from its chapeau or from the first "we"."""
    text = document.text
    chapeau = next((place for place, paragraph in enumerate(paragraphs) if _find_we(text, paragraph)), None)
    if chapeau is None and not _is_titled_as_issued(document):
        return []
    speaking = [place for place, paragraph in enumerate(paragraphs) if _WE.match(paragraph.text(text))]
    is_mostly_we = chapeau is not None or len(speaking) >= _MOSTLY * sum(map(_is_long, paragraphs))
    if chapeau is not None:
        speaking += [place for place in range(chapeau + 1, len(paragraphs)) if _continues(paragraphs[place].text(text))]
    if len(speaking) < _LEAST or not is_mostly_we or _is_of_one_person(text, paragraphs):
        return []
    named = _find_we(text, paragraphs[chapeau]) if chapeau is not None else None
    body = named.slice(text) if named else "We"
    clauses: list[Clause] = []
    first = min(speaking[0], chapeau if chapeau is not None else speaking[0])
    for paragraph in _find_statement(text, paragraphs[first:]):
        words = paragraph.text(text)
        if clauses and (_NARRATED.match(words) or _CLOSED.match(words)):
            break
        if clauses and paragraph.is_subitem:
            clauses[-1] = clauses[-1].extend(paragraph)
        elif _is_clause(paragraph, words) and not _FIRST_SINGULAR.search(words):
            clauses.append(Clause(paragraph, paragraph.span.end, body, named))
    return clauses


def _is_titled_as_issued(document: Document) -> bool:
    """Return whether the title or a heading in the first lines calls a text a joint statement or the like."""
    lines = [document.title, *document.text[:_HEAD].splitlines()]
    return any(_ISSUED.search(line) for line in lines if not _ENDED.search(line.strip()))


def _is_clause(paragraph: Paragraph, words: str) -> bool:
    """Return whether a paragraph is a sentence or a numbered clause, and no heading, rule or note."""
    return bool(_ENDED.search(words)) or (bool(paragraph.mark) and not is_direction(words))


def _find_statement(text: str, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs of a statement that begins with the first: up to the closing mark, if it is quoted."""
    if not paragraphs or text[paragraphs[0].span.start] not in _OPENING_MARKS:
        return paragraphs
    for number, (paragraph, following) in enumerate(pairwise(paragraphs)):
        is_closed = paragraph.span.slice(text).endswith(_CLOSING_MARKS)
        if is_closed and text[following.span.start] not in _OPENING_MARKS:
            return paragraphs[: number + 1]
    return paragraphs


def _is_of_one_person(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether many paragraphs say "I", as a speech does that also says "we, the United States"."""
    long = [paragraph.text(text) for paragraph in paragraphs if _is_long(paragraph)]
    return sum(bool(_FIRST_SINGULAR.search(_QUOTED.sub(" ", words))) for words in long) > _SPOKEN * len(long)


def _find_we(text: str, paragraph: Paragraph) -> Span | None:
    """Return the body of "We, the Leaders of ...", which a paragraph begins with."""
    match = _WE_THE.search(text, paragraph.words, min(paragraph.span.end, paragraph.words + _NEAR))
    return find_body(text, match.end(), paragraph.span.end) if match else None


def _continues(words: str) -> bool:
    """Return whether a clause goes on from "We, the Presidents of ...,": it begins with its verb in a small letter."""
    return words[:1].islower() and bool(_ENDED.search(words))


def _is_long(paragraph: Paragraph) -> bool:
    return bool(paragraph.mark) or paragraph.span.end - paragraph.words > _HEADING


def _find_concluding_body(document: Document, paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the body of conclusions, to which all numbered paragraphs of them belong."""
    if not re.search(r"\bconclusions\b", document.title or document.text[:200], re.IGNORECASE):
        return None
    subjects = (find_subject(document.text, paragraph) for paragraph in paragraphs if paragraph.mark[:1].isdigit())
    names = (re.sub(r"^[Tt]he ", "", subject.slice(document.text)) for subject in subjects if subject)
    councils = Counter(name for name in names if "Council" in name)
    return councils.most_common(1)[0][0] if councils else Bodies(document).issuer


COMMUNIQUE = Communique()

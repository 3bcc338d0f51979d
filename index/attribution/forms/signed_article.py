"""Signed articles and statements: an op-ed by a minister, "Statement by the High Representative", a letter.

All of it is the author's, and what it quotes is the words of those it quotes, too.
"""

import re
from dataclasses import replace

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.issuers.bodies import Bodies, find_body
from index.attribution.forms.issuers.guest_articles import (
    find_guest_author,
    find_note_on,
    is_above_article,
    says_where_published,
)
from index.attribution.forms.labels.tokens import capitalize_word
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.forms.principal import INTERVIEW, find_byline, find_principal, read_person
from index.attribution.forms.reporting_verbs import SPOKEN_VERBS
from index.attribution.statements import Speaker
from index.text.spans import Span

_OFFICES = (
    r"(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Aa]mbassador|[Cc]ommissioner|[Rr]epresentative|[Cc]hancellor"
    r"|[Pp]remier|[Ss]enator"
    r"|[Gg]eneral|[Aa]dmiral|[Cc]ommander|[Dd]irector|[Cc]hair\w*|[Mm]ember|[Gg]overnor|[Ee]nvoy|[Hh]ead"
    r"|[Ll]eader|[Pp]rofessor"
    r"|[Ff]ellow|[Ee]conomist|[Aa]nalyst|[Rr]esearcher|[Ww]riter|[Hh]istorian|[Dd]iplomat"
    r"|[Nn]egotiator|[Ll]ecturer|[Mm]ayor|[Pp]olitician|[Aa]dvis[eo]r|[Oo]fficer)"
)
_IS = r"(?:is|was|has been|became|serve[sd] as|has served as)"
_CLOSING = re.compile(
    rf"^[*_ \t(\[]*(?:The (?:writer|author),? )?(?P<who>[^\W\d_a-z][\w’'.-]+(?: (?:[^\W\d_a-z][\w’'.-]*|de|von|van"
    rf"|al|bin|al-\w+)){{1,4}})(?:,[^.\n]{{3,80}},)?"
    rf" {_IS} (?P<role>(?:the |a |an |former )?[^.\n]{{0,120}}?\b{_OFFICES}\b[^.\n]{{0,120}})",
    re.MULTILINE,
)
_COAUTHOR = re.compile(
    r"[.;]?\s+(?P<who>[^\W\d_a-z][\w’'.-]+(?: (?:[^\W\d_a-z][\w’'.-]*|de|von|van|al|bin"
    r"|al-\w+)){1,4})(?:,[^.\n]{3,80},)?"
    rf" {_IS} [^.\n]{{0,120}}?\b{_OFFICES}\b[^.\n]{{0,120}}"
)
_WRITER = re.compile(
    rf"^[*_ \t(\[]*(?:The (?:writer|author)|He|She) {_IS}"
    rf" (?P<role>(?:the |a |an |former )?[^.\n]{{0,120}}?\b{_OFFICES}\b[^.\n]{{0,120}})",
    re.MULTILINE,
)
_STATEMENT = re.compile(
    r"\b(?:Statement|Declaration|Comment|Message|Remarks|Speech|Address|Letter"
    r"|[Tt]estimony|TESTIMONY|Written [Ee]vidence|Op-?[Ee]d|Opinion|Article|Commentary|Lecture|Keynote"
    r"|Blog(?: post)?|STATEMENT)"
    r"(?: \w+){0,2} (?:by|of|from|BY) (?P<who>(?:the )?[^\n:;|]{3,200})",
)
_SPEECH = re.compile(r"\b(?:Speech|Remarks|Address|Lecture|Keynote|Op-?[Ee]d)\b")
_LETTER = re.compile(
    r"^[*_ \t]*(?:To the Editor|Dear (?:Sirs?|Madam|Editor)|SIR|Sir)\b[^\n]{0,20}[:,—–-]", re.MULTILINE
)
_SIGNATURE = re.compile(
    r"^[*_ \t]*(?P<who>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+|de|von|van|al-\w+|bin)){1,3})"
    r"(?:, [^\n]{2,60})?[*_ \t]*$",
    re.MULTILINE,
)
_OWNED_BY_OFFICE = re.compile(
    r"(?:(?:English )?(?:Translation|Transcript|[Ff]ull [Tt]ext|Text) of )?(?:The |the )?"
    r"(?P<office>(?:[A-Z][\w-]* (?:of |for )?){0,6}?(?:Secretary(?:[- ]General)?|Minister|Chancellor|Ambassador"
    r"|President|Director[- ]General|Executive Director|High Commissioner|Commissioner|Administrator|Prosecutor"
    r"|Chair(?:person|man|woman)?|High Representative))"
    r"[’']s? (?:[\w-]+ ){0,3}(?i:statement|speech|remarks|message|address|comments)\b"
)
_OWNED = re.compile(
    r"(?P<who>[A-Z][^\n:;|’']{3,120}?)[’']s? (?:[\w-]+ ){0,6}?"
    r"(?:speech|remarks|address|op-ed|article|column|blog|lecture)\b"
)
_LED_BY_NAME = re.compile(r"(?P<who>[A-Z][^\n:;|?!“”\"]{5,80}): [“‘\"'A-Z]")
_RIGHT_HONOURABLE = re.compile(r"\b(?:Rt|Right) Hon(?:\.|ourable)? (?P<who>[A-Z][^,\n]{3,50}?)(?: KC)? MP\b")
_REPORTER = re.compile(
    r"\b(?:reporters?|correspondent|staff writer|bureau|desk|journalist|news editor)\b", re.IGNORECASE
)
_SIGNATURE_REACH = 300  # code points from the end in which a letter is signed
_ABOUT_REACH = 600  # code points from the beginning in which an author is named and described
_CAPITALS = re.compile(r"^[ \t*_]*(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ’'.-]+){1,3})[ \t*_]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3} [^\n]{5,300}$", re.MULTILINE)
_SIGNED, _TITLED = 0.75, 0.75
_LEAST_PERSONAL = 4  # words such as "I" and "our"
_PERSONAL_SHARE = 60  # words of which one is such a word
_BOLD_QUESTION = re.compile(r"^\*\*[^*\n]+\?[”\"]?\*\*[ \t]*$", re.MULTILINE)
_FIRST = re.compile(r"\b(?:I|my|me|[Ww]e|our|us|Our|My)\b")
_QUOTES = re.compile(r"[“\"][^“”\"]*[”\"]")
_REPORTED = re.compile(rf"\b(?:{SPOKEN_VERBS})\b")
_SPOKES = re.compile(
    r"(?:the )?(?:[A-Z][\w-]* (?:and |of |for )?){0,4}"
    r"(?:Spokes(?:person|man|woman)|High Representative|Secretary-General|Chair\w*|Presidency|Commission"
    r"|Minist(?:ry|er)|Government|Department|Embassy|Delegation)\b[^,\n]{0,60}?"
    r"(?=,? (?:on|regarding|concerning|following|about|after|at|in)\b|$)"
)


class SignedArticle:
    """The form of an op-ed, a letter or a statement whose title, byline or last line says whose it is."""

    name = "signed article"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a byline, of a closing line or of a title, in a text in the first person."""
        author = _author(document)
        if author is None or document.speaker:
            return NO_EVIDENCE
        speaker, why, _ = author
        if why == "heading":
            return Evidence(_SIGNED, f"{why}: {speaker.name}") if _is_personal(document.text) else NO_EVIDENCE
        outside = _QUOTES.sub(" ", document.text)
        first = len(_FIRST.findall(outside))
        words = max(1, len(outside.split()))
        surname = speaker.name.split()[-1]
        reported = len(re.findall(rf"\b{re.escape(surname)}\b[^.\n]{{0,40}}\b(?:{SPOKEN_VERBS})\b", outside))
        if reported or (why != "title" and first * 150 < words):
            return NO_EVIDENCE
        asked = sum(line.rstrip(' *_”"').endswith("?") for line in document.text.splitlines())
        is_titled = INTERVIEW.search(f"{document.title}\n{document.text[:_SIGNATURE_REACH]}")
        is_interview = len(_BOLD_QUESTION.findall(document.text)) > 1 or (is_titled and asked > 1)
        if is_interview or (why == "title" and asked > 1):
            return NO_EVIDENCE
        if why == "title" and not _SPEECH.search(document.title) and len(_REPORTED.findall(outside)) * 2 > first:
            return NO_EVIDENCE
        return Evidence(_TITLED if why == "title" else _SIGNED, f"{why}: {speaker.name}")

    def turns(self, document: Document) -> list[Turn]:
        """Return its paragraphs as the author's, without the byline and the line about the author."""
        author = _author(document)
        if author is None:
            return []
        speaker, why, apart = author
        end = find_note_on(document, speaker)
        turns: list[Turn] = []
        for paragraph in document.paragraphs:
            if paragraph.span.start >= end:
                break
            words = paragraph.span.slice(document.text)
            outside = all(span.end <= paragraph.span.start or paragraph.span.end <= span.start for span in apart)
            is_apart = _HEADING.fullmatch(words) or says_where_published(words) or is_direction(words)
            is_before = why == "heading" and not turns and is_above_article(words, speaker)
            if outside and not is_apart and not is_before and len(words.split()) > 4:  # noqa: PLR2004 (no heading)
                turns.append(Turn(speaker, (paragraph.span,)))
        return turns


def _author(document: Document) -> tuple[Speaker, str, tuple[Span, ...]] | None:
    """Return who has written a document, what says so, and the lines that are not the author's words."""
    guest = find_guest_author(document)
    if guest:
        return guest[0], "heading", (guest[1],)
    lines = [*_CLOSING.finditer(document.text, max(0, len(document.text) - 500))]
    closing = lines[-1] if lines and lines[-1].start() > len(document.text) / 2 else None
    about = (Span(closing.start(), len(document.text)),) if closing else ()
    signed = find_byline(document) or _find_name_in_capitals(document) or _find_signature(document)
    end = max(0, len(document.text) - 500)
    writer = (_WRITER.search(document.text, end) or _WRITER.search(document.text[:_ABOUT_REACH])) if signed else None
    if writer:
        is_last = writer.start() > len(document.text) / 2
        about = (Span(writer.start(), len(document.text) if is_last else writer.end()),)
    if signed and signed[1].end == len(document.text):
        return (
            replace(signed[0], role=signed[0].role or (writer["role"] if writer else None)),
            "signature",
            (signed[1],),
        )
    is_reporter = bool(signed and _REPORTER.search(signed[0].role or ""))
    if signed and (closing or writer or (signed[0].role and not is_reporter) or _is_personal(document.text)):
        speaker, line = signed
        role = speaker.role or (re.sub(r"^(?:the|an?) ", "", writer["role"]).strip() if writer else None)
        return replace(speaker, role=role), "byline", (line, *about)
    if closing:
        person = read_person(closing["who"])
        if person:
            role = re.sub(r"^(?:the|an?) ", "", closing["role"]).strip()
            name = " and ".join(
                [person[0].name or closing["who"].strip(), *_find_coauthors(document.text, closing.end())]
            )
            return Speaker(name, role, None, Span(*closing.span("who"))), "closing line", about
    return _find_titled(document)


def _find_coauthors(text: str, start: int) -> list[str]:
    """Return who else has written an article, by the sentences after the one about the first author."""
    people = (read_person(author["who"]) for author in _COAUTHOR.finditer(text, start))
    return [person[0].name for person in people if person and person[0].name]


def _find_titled(document: Document) -> tuple[Speaker, str, tuple[Span, ...]] | None:
    """Return whose statement it is by the title or the first line."""
    titled = _STATEMENT.search(document.title) or _STATEMENT.search(document.text[:200].split("\n")[0])
    titled = titled or next(filter(None, map(_STATEMENT.search, _HEADING.findall(document.text[:_ABOUT_REACH]))), None)
    speaker = _find_delivered(document) or _find_owner(document)
    if not speaker and titled and "President of the Security Council" not in titled[0]:
        speaker = find_principal(document) or _body(document, titled["who"])
    return (speaker, "title", ()) if speaker else None


def _find_delivered(document: Document) -> Speaker | None:
    """Return whose statement a page is by the office in its title, and by a name above it: "The Rt Hon Ana Ruiz MP"."""
    owned = _OWNED_BY_OFFICE.match(document.title)
    if owned is None:
        return None
    named = _RIGHT_HONOURABLE.search(document.text[:_SIGNATURE_REACH])
    if named:
        return Speaker(named["who"], owned["office"])
    holders = _find_holders(document, owned["office"]) if _is_personal(document.text) else set()
    if len(holders) > 1 or not _is_personal(document.text):
        return None
    return Speaker(next(iter(holders), owned["office"]), owned["office"])


def _find_holders(document: Document, office: str) -> set[str]:
    """Return the people whom a document names right after an office."""
    pattern = re.compile(
        rf"\b{re.escape(office)},? (?:(?:Shri|Smt|Mr|Mrs|Ms|Dr|H\.E)\.? )*"
        r"(?P<name>(?:[^\W\d_a-z][\w’-]+ ){1,2}[^\W\d_a-z][\w’-]+)(?![\w’])"
    )
    return {match["name"] for match in pattern.finditer(document.text)}


def _find_owner(document: Document) -> Speaker | None:
    """Return whose speech it is by a title such as "Minister Ana Ruiz's speech", or "Ana Ruiz: We must act"."""
    owned = _OWNED.match(document.title)
    led = _LED_BY_NAME.match(document.title) if not owned and _is_personal(document.text) else None
    match = owned or led
    person = read_person(match["who"]) if match else None
    if not person or not person[0].name or " " not in person[0].name:
        return None
    if led and not (person[0].office or person[1] or VOCABULARY.gender(person[0].name.split()[0])):
        return None  # "Harbour Lights: Three songs by the quay"
    return Speaker(person[0].name, person[0].office or person[1])


def _find_signature(document: Document) -> tuple[Speaker, Span] | None:
    """Return who signed a letter to an editor, and the lines of the signature, to the end of the text."""
    text = document.text
    end = max(0, len(text) - _SIGNATURE_REACH)
    if not _LETTER.search(text[:_SIGNATURE_REACH]) and not _WRITER.search(text, end):
        return None
    found = _SIGNATURE.search(text, text.find("\n", end) + 1) if "\n" in text[end:] else None
    return (
        (Speaker(found["who"], None, None, Span(*found.span("who"))), Span(found.start(), len(text))) if found else None
    )


def _find_name_in_capitals(document: Document) -> tuple[Speaker, Span] | None:
    """Return the author of a line in capitals, where a line says who the writer is."""
    head = document.text[:_ABOUT_REACH]
    found = _CAPITALS.search(head) if _WRITER.search(head) else None
    name = " ".join(map(capitalize_word, found["who"].split())) if found else ""
    return (Speaker(name, None, None, Span(*found.span("who"))), Span(*found.span())) if found else None


def _is_personal(text: str) -> bool:
    """Return whether a text is in the first person throughout, as no report is."""
    outside = _QUOTES.sub(" ", text)
    first = len(_FIRST.findall(outside))
    return first >= _LEAST_PERSONAL and first * _PERSONAL_SHARE >= len(outside.split())


def _body(document: Document, who: str) -> Speaker | None:
    """Return the body or the office whose statement it is: "the Spokesperson", "the High Representative"."""
    spokes = _SPOKES.match(who)
    if spokes:
        return Speaker(spokes[0].removeprefix("the ").strip(" ,."))
    span = find_body(who, 0, len(who))
    return Bodies(document).resolve(span.slice(who), None) if span else None


SIGNED_ARTICLE = SignedArticle()

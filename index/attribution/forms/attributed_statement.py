"""Attributed statements: a line that names the speaker and ends in a colon, and the paragraphs under it.

"In response to media queries, the Official Spokesperson, Shri Desai, said:"; "The following is attributable to ...:".
"""

import re
from collections.abc import Sequence

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.forms.principal import find_principal, read_person
from index.attribution.forms.reporting_verbs import INTRODUCTORY_VERBS
from index.attribution.statements import Speaker
from index.text.letters import CAPITALS
from index.text.spans import Span

_LINE = re.compile(
    rf"(?:.{{0,300}}?[,.] )?(?:(?:[Tt]he|[Aa]n?) )?(?P<office>(?!An? )(?:[{CAPITALS}][\w’'-]* (?:of |for "
    rf"|the |and )*){{0,8}}?"
    r"(?:Spokes(?:person|man|woman)|Minister|Secretary|Ministry|President|Ambassador|Representative)"
    rf"(?: (?:of|for) (?:the )?(?:[{CAPITALS}][\w’'-]* ?(?:of |for |the |and )*){{1,8}})?)"
    r"(?P<name>,? (?:(?:Shri|Smt\.?|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) )?"
    rf"[{CAPITALS}][\w’'.-]+(?: [{CAPITALS}][\w’'.-]+){{0,3}},?)?"
    rf" (?:(?:has|have) )?(?:{INTRODUCTORY_VERBS})\b[^.\n]{{0,120}}:$",
)
_NAMED_LINE = re.compile(
    rf"(?:(?:In|On|At|Commenting|Speaking|Following|Welcoming|Announcing|After"
    rf"|Also)\b[^:\n]{{0,160}}, )?"
    rf"(?P<who>(?:[Tt]he |UK |US |EU )?[{CAPITALS}][^:;\n]{{3,160}}?)"
    rf",? (?:(?:also|later|today|has|then|further) ){{0,2}}"
    rf"(?:{INTRODUCTORY_VERBS})(?: (?:today|on \w+|after [^:\n]{{0,60}}|that|in [^:\n]{{0,80}}|as follows))?:$"
)
_ATTRIBUTABLE = re.compile(
    r"(?:The (?:following|below)|(?:This|Following is a) (?:statement|readout)|Below)\b.{0,120}?"
    r"\battribut(?:able|ed) to (?:the )?(?P<office>[^:\n]{3,160}):?$"
)
_SUMMARY_OF = re.compile(
    r"This is a (?:brief )?summary of what was said by (?P<office>.{3,120}?)"
    r"(?: ?[–—,-]+ ?to whom (?:quoted )?text may be attributed)?(?: ?[–—,-]+ ?| )(?:at|to|during)\b[^\n]*"
)
_ANSWER = re.compile(
    rf"(?:Answer|Reply|Joint answer) (?:given )?by (?P<who>[{CAPITALS}][^\n:]{{3,100}}?)"
    r"(?: on behalf of [^\n(]{3,80}?)?"
    r"(?: ?\([^()\n]{4,30}\))?:?$"
)
_LONGEST = 420  # code points of the line
_REACH = 8  # paragraphs from the beginning in which the first line is
_BEGINNING = 3  # paragraphs, in which a line attributes all that is under it
_OPENING_MARKS = ("“", '"', "‘")
_CLOSING_MARKS = ("”", '"', "’")
_END = re.compile(
    r"(?:\*\*\*|###|For (?:more|further)|Press contact|Contact|End of|Notes? to [Ee]ditors?|Background|ENDS"
    r"|(?:(?:Parliamentary|Priority) )?[Qq]uestion (?:for (?:written|oral) answer|-)|Explanations of vote)"
)
_RULE = re.compile(r"(?:[*#~_=–—-][ \t]?){3,40}")
_SHORTEST = 5  # words of a paragraph
_EVIDENCE = 0.84  # more than that of a communiqué of two or three clauses


class AttributedStatement:
    """The form of a statement under a line that attributes all of it."""

    name = "attributed statement"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of the line."""
        statements = [] if document.speaker else _find_statements(document)
        return Evidence(_EVIDENCE, f"statement of {statements[0][0].name}") if statements else NO_EVIDENCE

    def turns(self, document: Document) -> list[Turn]:
        """Return the paragraphs under each such line as the speaker's."""
        return [
            Turn(speaker, (Span(paragraph.words, paragraph.span.end),))
            for speaker, paragraphs in _find_statements(document)
            for paragraph in paragraphs
        ]


def _find_statements(document: Document) -> list[tuple[Speaker, Sequence[Paragraph]]]:
    """Return the speaker of each line with the paragraphs under it; the first line is near the beginning."""
    text = document.text
    paragraphs = document.paragraphs
    lines: list[tuple[int, Speaker]] = []
    for place, paragraph in enumerate(paragraphs):
        words = paragraph.text(text)
        speaker = _read_line(document, words) if len(words) < _LONGEST else None
        if speaker and (lines or place < _REACH or _ANSWER.match(words)):
            lines.append((place, speaker))
    ends = [*(place for place, _ in lines[1:]), len(paragraphs)] if lines else []
    statements = []
    for (place, speaker), end in zip(lines, ends, strict=True):
        line = paragraphs[place].text(text)
        is_all = place < _BEGINNING or bool(_ANSWER.match(line) or _ATTRIBUTABLE.match(line))
        under = _find_paragraphs_under(text, paragraphs[place + 1 : end], is_all=is_all)
        if under:
            statements.append((speaker, under))
    return statements


def _find_paragraphs_under(text: str, paragraphs: Sequence[Paragraph], *, is_all: bool) -> Sequence[Paragraph]:
    """Return the quoted paragraphs under a line; if none is quoted and `is_all`, all up to the closing lines."""
    first = paragraphs[0].span.slice(text) if paragraphs else ""
    under: list[Paragraph] = []
    is_open = first.startswith(_OPENING_MARKS)
    if first.startswith(">") or is_open:
        for paragraph in paragraphs:
            words = paragraph.span.slice(text)
            if is_open and is_direction(words):
                continue
            if not (is_open or words.startswith((">", *_OPENING_MARKS))):
                break
            under.append(paragraph)
            is_open = not words.startswith(">") and not words.rstrip().endswith(_CLOSING_MARKS)
        return under
    for paragraph in paragraphs if is_all else ():
        if _END.match(paragraph.span.slice(text)) or _RULE.fullmatch(text, paragraph.span.start, paragraph.span.end):
            break
        if _is_statement(paragraph.text(text)):
            under.append(paragraph)
    return under


def _read_line(document: Document, words: str) -> Speaker | None:
    """Return the speaker whom a line names, under the name that it has in the line or in the title."""
    answer = _ANSWER.match(words)
    answerer = read_person(answer["who"]) if answer else None
    if answerer and answerer[0].name:
        return Speaker(answerer[0].name, answerer[0].office or answerer[1])
    match = _SUMMARY_OF.match(words) or _ATTRIBUTABLE.match(words)
    if match:
        office, name = match["office"].strip(), ""
        person = read_person(office)
        if person and person[0].name:
            return Speaker(person[0].name, person[0].office or person[1])
    else:
        named = _NAMED_LINE.match(words)
        person = read_person(named["who"]) if named else None
        if person and person[0].name and " " in person[0].name:
            return Speaker(person[0].name, person[0].office or person[1])
        match = _LINE.match(words)
        if not match:
            return None
        office, name = match["office"].strip(), (match["name"] or "").strip(" ,")
    person = read_person(name) or read_person(f"Mr. {name}") if name else None
    if person and person[0].name:
        return Speaker(person[0].name, office)
    principal = find_principal(document)
    return principal or Speaker(office, office)


def _is_statement(words: str) -> bool:
    return len(words.split()) >= _SHORTEST and not is_direction(words)


ATTRIBUTED_STATEMENT = AttributedStatement()

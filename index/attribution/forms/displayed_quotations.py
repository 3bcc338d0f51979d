"""Displayed quotations: paragraphs in quotation marks under which a line of its own names who said them.

“The fishermen never asked for a buoy without a light.”
- Ana Ruiz, Minister for Foreign Affairs of Arvania

Where the lines alternate with the quotations and the first is above, each line names who said what is under it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.issuers.block_quotes import find_block_quotes
from index.attribution.forms.labels.tokens import capitalize_word, normalize_token
from index.attribution.forms.labels.words import OFFICES
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.principal import read_person
from index.attribution.statements import Speaker
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.spans import Span

_QUOTATION = re.compile(r"[\s*_>]*[“\"„«](?P<words>[^“„«]+?)(?P<close>[”\"“»])?[*_\s]*")
_OPENED_APART = re.compile(r"[\s*_>]*[“\"„«][ \t]*\n")  # the opening mark has a line of its own
_SIGNED = re.compile(rf"[\s*_]*(?P<dash>[-–—―]\s*[*_]{{0,2}})?(?P<who>[{CAPITALS}][^\n:;“”\"?!]{{4,160}}?)[*_\s.]*")
_SIGNED_IN_BOLD = re.compile(  # under a letter to an editor: "**Brigadier (retd) T J Finch**"
    rf"(?:\*\*|__)(?P<who>(?:[{CAPITALS}][\w’'.-]*|\([a-z]+\))(?: (?:[{CAPITALS}][\w’'.-]*|\([a-z]+\)|and|de"
    r"|von|van|al)){1,6})"
    r"(?:\*\*|__)[ \t]*"
)
_INTRODUCTION = re.compile(
    rf"(?P<who>[{CAPITALS}][^\n“”\"]{{4,140}}?)(?:, who [^,\n“”\"]{{3,120}})?,? (?:also )?"
    r"(?:said|says|stated|commented|added|remarked|declared|stated the following"
    r"|(?:issued|made) the following (?:statement|comments?|remarks?))\b[^\n“”\".:]{0,80}:[*_ ]*"
)
_SENTENCE_END = re.compile(rf"(?<=[a-z]{{3}}[.!?])[ \u00a0]+(?=[{CAPITALS}])")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_ACRONYMS = frozenset({"EU", "UN", "US", "UK", "NATO", "U.N.", "U.S.", "U.K.", "OSCE", "AU"})
_LONGEST_LINE = 300  # code points of a line that names a speaker
_LONGEST = 2000  # code points
_SHORTEST = 4  # words
_FULL_NAME = 2  # words
_LONGEST_OFFICE = 120  # code points
_LEAST_UNMARKED = 8  # words of a quotation without marks
_FINISHED = re.compile(r"[.!?:;,]\s*$")


def find_displayed_quotations(document: Document) -> list[Turn]:
    """Return the displayed quotations as turns of those whom the lines under them name."""
    text = document.text
    paragraphs = document.paragraphs
    quoted = [_find_quoted(text, paragraphs, number, each) for number, each in enumerate(paragraphs)]
    led = _find_led(text, paragraphs, quoted)
    found: list[Turn] = []
    for number, words in enumerate(quoted):
        if words and number in led:
            found.append(Turn(_read_headline(text, paragraphs[number - 1]), (words,)))
        elif words and number + 1 < len(paragraphs):
            speaker = _read_signature(text, paragraphs[number + 1])
            speaker = speaker or _read_two_lines(text, paragraphs[number + 1 : number + 3])
            found += [Turn(speaker, (words,))] if speaker else []
    found += _find_signed(text, paragraphs, quoted)
    return [*found, *_find_introduced(text, paragraphs), *find_block_quotes(document)]


def _find_signed(text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[Span | None]) -> Iterator[Turn]:
    """Yield paragraphs without marks right above a line such as "Ana Ruiz, Minister of Defence of Arvania"."""
    for (above, line), words in zip(pairwise(paragraphs), quoted, strict=False):
        is_beside = text[above.span.end : line.span.start].count("\n") == 1
        said = above.span.slice(text)
        if words or not is_beside or said.rstrip()[-1:] not in ".!?" or len(said.split()) < _LEAST_UNMARKED:
            continue
        letter = _SIGNED_IN_BOLD.fullmatch(text, line.span.start, line.span.end)
        if letter and not OFFICES & {*letter["who"].casefold().split()}:
            yield Turn(
                Speaker(letter["who"], None, None, Span(*letter.span("who"))), (Span(above.words, above.span.end),)
            )
            continue
        speaker = _read_signature(text, line)
        if speaker and _is_office(speaker.role) and not _FINISHED.search(line.span.slice(text)):
            yield Turn(speaker, (above.span,))


def _is_office(role: str | None) -> bool:
    return not OFFICES.isdisjoint(map(normalize_token, (role or "").replace(",", " ").split()))


def _find_led(text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[Span | None]) -> set[int]:
    """Return the numbers of quotations with their lines in capitals above: two or more that alternate with them."""
    led: set[int] = set()
    run: list[int] = []
    for number, words in enumerate([*quoted, None]):
        if words and number and _is_headline(text, paragraphs[number - 1]):
            run.append(number)
            continue
        is_between = words is None and run and number == run[-1] + 1 and number < len(paragraphs)
        if is_between and _is_headline(text, paragraphs[number]):
            continue
        if len(run) > 1:
            led |= set(run)
        run = []
    return led


def _is_headline(text: str, line: Paragraph) -> bool:
    words = line.span.slice(text)
    return len(words) < _LONGEST_LINE and words.isupper() and words.rstrip(" *_")[-1:] not in '.!?”"'


def _read_headline(text: str, line: Paragraph) -> Speaker | None:
    """Return the person of "EU FOREIGN POLICY CHIEF ANA RUIZ, ON X"; None if the line gives no full name."""
    words = line.span.slice(text).strip(" *_:")
    person = read_person(words) or read_person(words.rpartition(",")[0])
    if person is None or " " not in (person[0].name or ""):
        return None
    name = " ".join(map(capitalize_word, (person[0].name or "").split()))
    office = person[0].office or person[1]
    return Speaker(name, office and " ".join(map(_capitalize_title, office.split())), None, line.span)


def _capitalize_title(word: str) -> str:
    """Return a word of an office in capitals as titles have it: "EU" stays, "OF" is "of"."""
    return word if word in _ACRONYMS else capitalize_word(word)


def _find_introduced(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Turn]:
    """Yield the paragraphs without quotation marks under a line such as "Ana Ruiz, Minister of Defence, said:"."""
    speaker: Speaker | None = None
    margin = 0  # of the line that names the speaker
    words: list[Span] = []
    for paragraph in paragraphs:
        introduced, indent = _read_introduction(text, paragraph), _measure_indent(text, paragraph)
        is_indented = indent > margin
        is_alike = not words or is_indented == (_measure_indent_at(text, words[0].start) > margin)
        if speaker and not introduced and is_alike and _goes_on(text, paragraph, is_indented=is_indented):
            words.append(paragraph.span)
            continue
        if speaker and words:
            yield Turn(speaker, tuple(words))
        speaker, margin, words = introduced, indent, []
    if speaker and words:
        yield Turn(speaker, tuple(words))


def _read_introduction(text: str, paragraph: Paragraph) -> Speaker | None:
    """Return the person of a paragraph that only says that they said what follows."""
    words = paragraph.span.slice(text)
    is_short = len(words) < _LONGEST_LINE and words.rstrip(" *_").endswith(":")
    start = _find_last_sentence(text, paragraph) if is_short else 0
    match = _INTRODUCTION.fullmatch(text, start, paragraph.span.end) if is_short else None
    person = (read_person(match["who"]) or read_person(match["who"].partition(", ")[2])) if match else None
    if match is None or person is None or " " not in (person[0].name or ""):
        return None
    return Speaker(person[0].name or "", person[0].office or person[1], None, Span(*match.span("who")))


def _find_last_sentence(text: str, paragraph: Paragraph) -> int:
    """Return where the last sentence of a paragraph begins."""
    starts = [match.end() for match in _SENTENCE_END.finditer(text, paragraph.span.start, paragraph.span.end)]
    return starts[-1] if starts else paragraph.span.start


def _measure_indent(text: str, paragraph: Paragraph) -> int:
    return _measure_indent_at(text, paragraph.span.start)


def _measure_indent_at(text: str, start: int) -> int:
    return start - (text.rfind("\n", 0, start) + 1)


def _goes_on(text: str, paragraph: Paragraph, *, is_indented: bool) -> bool:
    """Return whether a paragraph can be what was said: indented or in the first person, without quotation marks."""
    words = paragraph.span.slice(text)
    if words.lstrip(" *_>")[:1] in '“"„«' or words.rstrip()[-1:] not in '.!?”"’':
        return False
    return is_indented or bool(_FIRST_PERSON.search(words))


def _find_quoted(text: str, paragraphs: Sequence[Paragraph], number: int, above: Paragraph) -> Span | None:
    """Return the quoted words that a paragraph is, None if it is no whole quotation."""
    start = above.span.start
    if number and text[paragraphs[number - 1].span.start : paragraphs[number - 1].span.end].strip(" *_") in {"“", '"'}:
        start = paragraphs[number - 1].span.start
    if above.span.end - start > _LONGEST:
        return None
    match = _QUOTATION.fullmatch(text, start, above.span.end)
    is_opened_apart = bool(_OPENED_APART.match(text, start, above.span.end))
    if match is None or not (match["close"] or is_opened_apart) or len(match["words"].split()) < _SHORTEST:
        return None
    first, end = match.span("words")
    lead = len(text[first:end]) - len(text[first:end].lstrip())
    return Span(first + lead, end)


def _read_two_lines(text: str, lines: Sequence[Paragraph]) -> Speaker | None:
    """Return the person whose name is a line of its own, with the office on the line under it."""
    if len(lines) < len(("name", "office")) or text[lines[0].span.end : lines[1].span.start].count("\n") > 1:
        return None
    name, office = (line.span.slice(text).strip(" *_–—-,") for line in lines)
    if len(name.split()) < _FULL_NAME or "," in name or len(office) > _LONGEST_OFFICE or office[-1:] in ".!?:;”":
        return None
    person = read_person(f"{name}, {office}")
    is_whole = person is not None and (person[0].name or "").split()[-1:] == name.split()[-1:]
    if person is None or not is_whole or not _is_office(person[1]):
        return None
    return Speaker(person[0].name or "", person[1], None, Span(lines[0].words, lines[0].span.end))


def _read_signature(text: str, line: Paragraph) -> Speaker | None:
    """Return the person of "- Ana Ruiz, Minister": a full name after a dash, or before a comma and an office."""
    is_short = len(line.span) < _LONGEST_LINE
    match = _SIGNED.fullmatch(text, line.span.start, line.span.end) if is_short else None
    if match is None or not (match["dash"] or ", " in match["who"]):
        return None
    person = read_person(match["who"])
    if person is None or " " not in (person[0].name or "") or not (match["dash"] or person[0].office or person[1]):
        return None
    label, role = person
    country = load_gazetteer().resolve_country(role.rpartition(" of ")[2]) if role and " of " in role else None
    return Speaker(label.name or "", label.office or role, country, Span(*match.span("who")))

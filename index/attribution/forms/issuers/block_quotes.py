"""Block quotes: paragraphs after ">" under a line that ends in a colon, as the words of the person whom it names.

"Rasmus Berg, the defence minister, posted on X:", "Minister Berg sees it otherwise. In his speech at Lusk:". Where the
line names no one ("The full statement says:"), it is the one person whom the paragraph above the line names.
"""

import re
from collections.abc import Iterator

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document, Turn
from index.attribution.forms.labels.introductions import find_introductions
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import OFFICES
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.principal import read_person
from index.attribution.statements import Speaker
from index.text.spans import Span

_COLON = re.compile(r":[*_ ]*$")
_MARK = re.compile(r"[> \t]+")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{20,1500}[”\"]")
_SENTENCE_BREAK = re.compile(r"(?<=[a-z)”\"’*_][.!?])[*_]* +(?=[A-ZÀ-Þ“\"*_])")
_PHRASE = re.compile(
    r"[*_]{0,2}(?P<who>[A-ZÀ-Þ][\w’'.-]*(?: (?:of |for |de |von |van |al |bin )?[A-ZÀ-Þ][\w’'.-]*){0,6})"
    r"[*_]{0,2}(?P<beside>, [^,:\n]{3,80},)?"
)
_READER = re.compile(  # "Pauline in Lusk writes:"
    r"(?:^|[.!?][*_]* |[*_])(?P<who>[A-ZÀ-Þ][a-z]+)(?:,| (?:in|from)) [^:\n.]{2,40}? (?:writes|asks|wrote|says):"
)
_OFFICE = re.compile(r"(?:^|[.,] )[Tt]he (?P<office>[A-Z][\w-]+(?: (?:of |for )?[A-Z][\w-]+){0,6})")
_OF_ABOVE = re.compile(  # "The full statement says:"
    r"\b(?:statement|post|letter|speech|remarks|message|text|tweet|e-?mail|article|thread|he|she|his|her)\b",
    re.IGNORECASE,
)
_LONGEST_LEAD = 400  # code points
_HEAD = 5000  # code points in which a person is named in full


def find_block_quotes(document: Document) -> Iterator[Turn]:
    """Yield the block quotes of a document whose speaker is clear."""
    text = document.text
    words: list[Span] = []
    lead: Speaker | None = None
    for number, paragraph in enumerate(document.paragraphs):
        mark = _MARK.match(text, paragraph.span.start, paragraph.span.end)
        is_marked = mark is not None and ">" in mark[0]
        is_quoted = is_marked or _QUOTED.fullmatch(text, paragraph.span.start, paragraph.span.end)
        if is_quoted and not words and number:
            lead = _read_lead(document, document.paragraphs[number - 1], document.paragraphs[max(0, number - 2)])
        if is_quoted and lead:
            words.append(Span(mark.end() if mark and is_marked else paragraph.span.start, paragraph.span.end))
            continue
        if lead and words:
            yield Turn(lead, tuple(words))
        words, lead = [], None
    if lead and words:
        yield Turn(lead, tuple(words))


def _read_lead(document: Document, paragraph: Paragraph, previous: Paragraph) -> Speaker | None:
    """Return the person whom a line that ends in a colon names, or the one whom the paragraph above it names."""
    lead = paragraph.span.slice(document.text)
    if not _COLON.search(lead[-5:]) or len(lead) > _LONGEST_LEAD:
        return None
    reader = _READER.search(lead)
    if reader:
        return Speaker(reader["who"], None, None, Span(*reader.span("who")).shift(paragraph.span.start))
    for sentence in reversed(_SENTENCE_BREAK.split(lead)):
        people = _find_people(document, sentence)
        if people:
            return people[0]
        holder = _find_holder(document, sentence)
        if holder:
            return holder
    if not _OF_ABOVE.search(lead):
        return None
    above = previous.span.slice(document.text) if previous is not paragraph else ""
    people = _find_people(document, above) if len(above) <= _LONGEST_LEAD else []
    return people[0] if len({each.name for each in people}) == 1 else None


def _find_people(document: Document, sentence: str) -> list[Speaker]:
    """Return the people whom a sentence names in full or after an office, in order."""
    people = []
    for match in _PHRASE.finditer(sentence):
        person = read_person(f"{match['who']}{match['beside'] or ''}".strip(" ,"))
        name = (person and person[0].name) or ""
        if person is None or not name or VOCABULARY.has_other_word(name.split()):
            continue
        role = person[0].office or person[1]
        is_sure = person[0].office or person[0].honorific or VOCABULARY.gender(name.split()[0])
        near = [*(role or "").replace(",", " ").split(), *sentence[: match.start("who")].split()[-1:]]
        is_office = not OFFICES.isdisjoint(map(normalize_token, near))
        if is_sure or (" " in name and (is_office or match[0].startswith(("*", "_")))):
            people.append(_describe(document, name, role))
    return people


def _describe(document: Document, name: str, role: str | None) -> Speaker:
    if " " not in name:
        head = f"{document.title}\n{document.text[:_HEAD]}"
        introduced = find_introductions(head, {name.casefold()}).get(name.casefold(), [])
        name = introduced[0].name if len(introduced) == 1 else name
    return Speaker(name, role)


def _find_holder(document: Document, sentence: str) -> Speaker | None:
    """Return the one person whom the document names after an office: "The Prime Minister, in a post, wrote:"."""
    match = _OFFICE.search(sentence)
    office = match["office"].strip() if match else ""
    if not office or OFFICES.isdisjoint(map(normalize_token, office.split())):
        return None
    pattern = re.compile(
        rf"\b{re.escape(office)},? (?:(?:Shri|Smt|Mr|Mrs|Ms|Dr)\.? )?"
        r"(?P<name>(?:[A-ZÀ-Þ][\w’-]+ ){1,2}[A-ZÀ-Þ][\w’-]+)"
    )
    names = {each["name"] for each in pattern.finditer(f"{document.title}\n{document.text[:_HEAD]}")}
    return Speaker(names.pop(), office) if len(names) == 1 else None

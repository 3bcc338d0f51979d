"""Quoted words: what the speaker of a turn quotes of another, by the marks and the verb of saying beside them.

In "My grandmother used to say: “...”" the speaker of the turn says all words, and the quoted ones are the
grandmother's, too. Words in marks without a source and a verb of saying are a title or scare quotes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.relayed.antecedents import (
    find_antecedent,
    find_body_before,
    find_document_author,
    find_relative,
)
from index.attribution.relayed.phrases import (
    BODY,
    DESCRIBED_PERSON,
    DESCRIPTION,
    DOCUMENT,
    MEETING,
    NAME,
    SENTENCE_BREAK,
    SOME_OF,
    SOURCE,
    VERB,
)
from index.attribution.relayed.relayed_words import QuotedWords
from index.attribution.relayed.saying_nouns import read_noun_lead
from index.text.letters import CAPITALS
from index.text.spans import Span

QUOTATION = re.compile(
    r"“[^“”]{8,1500}[”\"]|\"(?:[^\"“”\n]|\n(?!\s*\n)){2,1500}\"|„[^„“”]{8,1500}[“”]|«[^«»]{8,1500}»"
    r"|``(?:[^`'\n]|'(?!')|\n(?!\s*\n)){8,1500}''"
    r"|(?<!\w)[‘'](?=\w)(?:[^‘\n]|\n(?!\s*\n)){8,600}?[’'](?![\w])(?= |$|\n|[.,;])"
)
_FEWEST = 4  # words of a quotation
_LONGEST_GAP = 45  # code points between the source of a quotation and where it goes on
_MARK = 24  # code points before a quotation that is announced
_AS_QUOTED = re.compile(r"\b(?:quote|in (?:his|her|their)(?: own)? words),? $")
_NEAR_END = 12  # code points of the end of a paragraph
_MARKS = 1  # code points before a quotation that is a paragraph of its own
_NEAR = 40  # code points before a verb in which it is denied or supposed
_LEAD = 420  # code points before a quotation in which its source is named
_OTHER_VERB = r"(?:sagte|gesagt|meinte|disait|dit|déclaré|écrit|detto|disse|dijo|dicho|decía|powiedział\w*|mówił\w*)"
_LED = re.compile(  # "told me: ", "wrote in May that ", "said, and I quote, ", "said—I have it here—that "
    rf"\b(?P<cue>(?:{VERB}|{_OTHER_VERB}|(?<=kept )saying|(?<=keeps )saying"
    r"|wrote(?: to (?:me|us|him|her|them))?(?: [^“”\":;.,?!]{2,40}?)? to say|called|calls|termed|branded"
    r"|describe[ds]?(?= [^“”\":;.?!]{1,60} as )|dismissed(?= [^“”\":;.?!]{1,60} as )"
    rf"|was quoted(?: in [^,:“]{{2,40}}?)? as saying))\b"
    rf"(?P<rest>(?:(?!\b{VERB}\b)[^“”\":;.?!]){{0,90}}?)"
    r"(?:[—–-] ?[^—–“”]{2,60}[—–-] ?)?"
    r"(?:[:,]|,? (?:and )?(?:I quote|I am quoting|I[’']m (?:quoting|reading)|quote),?|\bthat\b|(?<=\w))? ?$"
)
_IN_HIS_WORDS = re.compile(r",? in (?:his|her|their)(?: own)? words,? ?$")  # "that we are, in his words, |“...”"
_THAT = re.compile(r" that (?=[a-z])")  # "said that |the truce “exists on paper”"
_AUXILIARY = (
    r"(?:[ ](?:has|have|had|then|once|also|just|even|himself|herself|likes? to|liked to|used to|always|often|later"
    r"|there|here|in turn|at the time|at once|did|hat|a|ha|hier|einmal|yesterday|today|recently|kept|keeps|would"
    r"|(?:hat|habe|haben|a|ont|ha|han)(?: [^“”„«»\".,:;]{2,60})?"
    r"|uns|mir|ihm|ihr|nous|nos|further|went further,?(?: [^“”:.]{2,60})?|\w+ly)){0,4}"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_BOUNDARY = (
    r"(?:^|[,;:—–(] ?|\b[Ii]n (?:paragraph|chapter|section|page) \d+ |\b(?i:last|this) (?:week|month|year"
    r"|spring|summer|autumn|winter|\w+day) "
    rf"|\b(?:[Ii]n|[Oo]n) (?:\d{{1,2}} )?(?:\w+day|{_MONTH}|(?=(?:19|20)\d\d))(?: ?\d{{1,4}})?,? "
    rf"|\b(?:[Ii]n|[Aa]t) (?:[{CAPITALS}][\w’'-]+ ){{1,2}}(?=(?:an?|he|she) )"
    r"|\b(?i:and|but|as|whereas|when|what|that|because|since|while|where|how|today|yesterday|once|earlier) )"
)
_UNNAMED = r" who (?:did not|does not|asked not|wished not|refused|declined|preferred) [^,“”\"]{2,60}?"
_APART = (
    r"(?:,? (?:who|whom|which) [^“”\"]{2,120}?,"
    rf"|{_UNNAMED}"
    r"|, (?!(?:I|you|we|he|she|it|they) (?!won[’']t|will not|can[’']t|cannot"
    r"|am told))[^,“”\"]{2,90},(?: [^,“”\"]{2,60},)?)?"
)
_SUBJECT = re.compile(
    rf"(?:{_BOUNDARY}(?P<who>(?i:{SOME_OF})|(?:{SOURCE}))"
    rf"|(?:^|(?<=[ —–(“]))(?P<pronoun>(?i:he|she|who|which|it|they|I|we|you))(?:[’'](?:d|s|ve))?(?![\w’'-])"
    rf"|{_BOUNDARY}(?i:the|an?|his|her|our|my|their|its) (?:[\w’'-]+ ){{0,5}}[\w’'-]+, (?P<named>{NAME}),)"
    rf"(?: (?:that |whom )?{MEETING}[^,“”]{{0,60}}?)?"
    rf"(?P<apart>{_APART}){_AUXILIARY} ?$"
)
_COORDINATED = re.compile(  # "a fish trader came up to me and said"
    rf"{_BOUNDARY}(?:(?P<pronoun>(?i:he|she))|(?P<who>{DESCRIBED_PERSON}"
    rf"|(?:[{CAPITALS}][\w’'-]+ ){{1,3}}[{CAPITALS}][\w’'-]+)(?:, [^,“”\"]{{2,60}},)?)"
    r" (?:[a-z]+ed|came|went|took|stood|rang|wrote|got|met|looked|was|sat|put|held|gave)\b[^“”\".;:]{0,90} and $"
)
_CALLED = re.compile(  # "a ship’s mechanic by the name of Bo Reva said"
    rf"{_BOUNDARY}(?i:{DESCRIPTION}) (?:by the name of|called|named) (?P<who>{NAME}){_AUXILIARY} ?$"
)
_DOCUMENT_SAYS = re.compile(  # "The Transport Committee’s own report found"
    rf"{_BOUNDARY}(?P<who>(?:the |The )?{NAME})[’']s? (?:(?:own|latest|recent|new|annual|last|interim|final) ){{0,2}}"
    rf"{DOCUMENT}(?: (?:of|on|in|from) [^,.;:“”\"]{{1,40}}?)?{_AUXILIARY} ?$"
)
_ISSUED = re.compile(  # "Senator Ruiz put out a statement that said"
    rf"{_BOUNDARY}(?P<who>{SOURCE})"
    r"(?:[’'](?:s|ve))?(?: (?:has|had|have|just|also|\w+ly)){0,2}"
    r" (?:put out|came out with|sent|sent out|issued|released|published|posted|wrote|gave|made)"
    rf" (?:an?|the|its|their|his|her) (?:[\w-]+ ){{0,3}}?{DOCUMENT}(?: [^,.;:“”\"]{{1,40}}?)?,? "
    r"(?:(?:that|which|where (?:he|she|they|it)|in which (?:he|she|they|it)) |and )$"
)
_VOCATIVE = re.compile(  # "Minister, your predecessor said", "General, Secretary Ruiz testified"
    r"^(?:[^,.;:]{0,40}[,.] )?(?:(?:Mr|Madam|Mrs|Ms)\.? )?(?:(?:Prime |Foreign |Defen[cs]e )?Minister"
    r"|Secretary(?:[ -]General)?|President|Chair\w*|Speaker|Ambassador|General|Admiral|Senator|Commissioner|Sir"
    r"|Ma[’']am|Professor|Doctor|Governor|Excellency|Congress(?:man|woman)|Colonel|Director)"
    r"(?: (?:Speaker|President|Minister|Secretary))?, (?=[a-zA-Z])"
)
_APPOSED = re.compile(rf", (?:(?!(?:of|from|in|at|for|with|on|by|to)\b)[a-z-]+ ){{0,3}}(?P<name>{NAME})(?:,|$)")
_AFTER = re.compile(
    rf",? ?(?:as )?(?:(?P<who>(?P<body>(?i:{BODY}))|(?P<pronoun>(?i:he|she|I|we|it|they))"
    rf"|{DESCRIBED_PERSON}|{NAME})"
    rf"{_AUXILIARY} (?P<cue>{VERB})\b"
    rf"|(?P<inverted>{VERB}) (?P<subject>{DESCRIBED_PERSON}|{NAME})(?=[.,;:]|$| who| in| on| at))"
)
_GOES_ON = re.compile(
    r"(?: (?:me|us|him|her|them))?(?: (?:in|on|at|last|this|yesterday|today|later)\b[\w’' -]{0,30})?[.,] ?$"
)
_UNSAID = re.compile(
    r"\b(?:if|[Nn]ot|[Nn]ever|[Nn]obody|[Nn]o one|[Nn]one"
    r"|could|would|should|might|may|can|cannot|imagine|suppose|let us|whether)\b"
    r"|n[’']t\b"
)
_OPENING_PRONOUN = re.compile(
    rf"(?P<who>He|She)\s(?:(?:also|then|just|\w+ly)\s)?(?P<cue>{VERB})\b[^“”\".;?!]{{0,60}}?[,:]?\s(?=[“\"])"
)
_WITH_OBJECT = frozenset({"put", "puts", "read", "reads", "find", "found", "finds", "told", "tells", "reported"})
_WHO_IS_UNNAMED = re.compile(rf"{_UNNAMED} ?$")
_FIRST_OR_GROUP = frozenset({"i", "we", "you", "it", "they"})
_RELATIVE = frozenset({"who", "which", "whom"})


def find_quoted_words(
    text: str, part: Span, paragraphs: Sequence[Paragraph], before: Sequence[Span]
) -> Iterator[QuotedWords]:
    """Yield the words that a part of a turn quotes of others; `before` are the parts that may name whom "he" is."""
    last: QuotedWords | None = None
    for match in QUOTATION.finditer(text, part.start, part.end):
        quotation = Span(*match.span())
        start = _find_lead_start(text, paragraphs, quotation.start, part.start)
        gap = text[max(last.cue.end, last.source.end) : quotation.start] if last else ""
        if last and last.cue.end > last.content[-1].start and _GOES_ON.match(gap) and len(gap) < _LONGEST_GAP:
            last = replace(last, content=(*last.content, quotation))
            continue
        if last and _is_long_enough(text, last):
            yield last
        last = _read_after(text, part, quotation, before)
        is_marked = _AS_QUOTED.search(text, max(part.start, quotation.start - _MARK), quotation.start)
        if last is None and (is_marked or len(match[0].split()) >= _FEWEST):
            last = read_lead(text, start, quotation, before)
    if last and _is_long_enough(text, last):
        yield last


def _is_long_enough(text: str, quoted: QuotedWords) -> bool:
    """Return whether quoted words, in one part or several, are too long for a title, or announced: "quote, “...”"."""
    first = quoted.content[0].start
    if _AS_QUOTED.search(text, max(0, first - _MARK), first):
        return True
    return sum(len(part.slice(text).split()) for part in quoted.content) >= _FEWEST


def find_opening_words(text: str, part: Span) -> QuotedWords | None:
    """Return what a turn that begins with "He says" quotes of whoever spoke before it; the referent is the pronoun."""
    said = _OPENING_PRONOUN.match(text, part.start, part.end)
    quotation = QUOTATION.match(text, said.end(), part.end) if said else None
    if said is None or quotation is None or len(quotation[0].split()) < _FEWEST:
        return None
    source = Span(*said.span("who"))
    return QuotedWords((Span(*quotation.span()),), source, source, Span(*said.span("cue")))


def _find_lead_start(text: str, paragraphs: Sequence[Paragraph], place: int, floor: int) -> int:
    """Return where the words before a quotation begin: with its paragraph, or with one that ends in a colon."""
    number = bisect_right(paragraphs, place, key=lambda paragraph: paragraph.span.start) - 1
    if number < 0:
        return floor
    if number and place - paragraphs[number].span.start <= _MARKS:
        above = paragraphs[number - 1].span
        if text[max(above.start, above.end - _NEAR_END) : above.end].rstrip("*_ ").endswith(":"):
            return above.start
    return max(paragraphs[number].span.start, floor)


def read_lead(text: str, start: int, quotation: Span, before: Sequence[Span]) -> QuotedWords | None:
    """Return the source that the words before a quotation name, in its sentence."""
    first = max(start, quotation.start - _LEAD)
    flat = re.sub(r"\s", " ", text[first : quotation.start])
    if "\n\n" in text[first : quotation.start] and not flat.rstrip().endswith(":"):
        return None
    breaks = [match.end() for match in SENTENCE_BREAK.finditer(flat)]
    begin = breaks[-1] if breaks else 0
    sentence = flat[begin:]
    offset = first + begin
    vocative = _VOCATIVE.match(sentence)
    if vocative:
        sentence, offset = sentence[vocative.end() :], offset + vocative.end()
    sentence = _IN_HIS_WORDS.sub("", sentence)
    noun = read_noun_lead(text, sentence.rstrip() + " ", offset, quotation, before)
    if noun:
        return noun
    led = _LED.search(sentence.rstrip() + " ")
    if not led or is_unsaid(sentence[: led.start()]):
        return None
    named = find_source(text, offset, sentence[: led.start("cue")], before)
    clause = _THAT.search(led["rest"])
    begins = offset + led.start("rest") + clause.end() if clause else quotation.start
    content = Span(begins, quotation.end) if clause and "\n\n" not in text[begins : quotation.start] else quotation
    return QuotedWords((content,), *named, Span(*led.span("cue")).shift(offset)) if named else None


def is_unsaid(clause: str) -> bool:
    """Return whether what follows a clause is denied or supposed: "she never", "he could have"."""
    clause = _WHO_IS_UNNAMED.sub("", clause)
    return bool(_UNSAID.search(clause.rpartition(", ")[2][-_NEAR:]))


def find_source(text: str, offset: int, clause: str, before: Sequence[Span]) -> tuple[Span, Span] | None:
    """Return the span of the subject that a clause ends with, and of the words that name whom it refers to.

    `offset` is where the clause begins in the text. None for "I" and for no one.
    """
    patterns = (_ISSUED, _CALLED, _DOCUMENT_SAYS, _SUBJECT, _COORDINATED)
    subject = next(filter(None, (pattern.search(clause) for pattern in patterns)), None)
    return _resolve_subject(text, offset, clause, subject, before) if subject else None


def _resolve_subject(
    text: str, offset: int, clause: str, subject: re.Match[str], before: Sequence[Span]
) -> tuple[Span, Span] | None:
    groups = subject.groupdict()
    group = next(name for name in ("who", "named", "pronoun") if groups.get(name))
    source = Span(*subject.span(group)).shift(offset)
    pronoun = (groups.get("pronoun") or "").casefold()
    if pronoun == "it":
        author = find_document_author(text, before[-1].start if before else 0, offset)
        return (source, author) if author else None
    if pronoun in _FIRST_OR_GROUP:
        return None
    if pronoun in _RELATIVE:
        named = find_relative(clause[: subject.start("pronoun")], pronoun)
        return (source, named.shift(offset)) if named else None
    if pronoun:
        referent = find_antecedent(text, before, source.start, pronoun)
        return (source, referent) if referent else None
    apposed = _APPOSED.match(groups.get("apart") or "")
    if apposed:
        return source, Span(*apposed.span("name")).shift(offset + subject.start("apart"))
    return source, source


def _read_after(text: str, part: Span, quotation: Span, before: Sequence[Span]) -> QuotedWords | None:
    """Return the source that the words after a quotation name: “...,” she said."""
    if text[quotation.end - 2] not in ",.!?" and text[quotation.end : quotation.end + 1] != ",":
        return None
    flat = re.sub(r"\s", " ", text[quotation.end : min(part.end, quotation.end + 160)])
    match = _AFTER.match(flat)
    if not match or _is_next_sentence(text, quotation, match):
        return None
    group, verb = ("who", "cue") if match["who"] else ("subject", "inverted")
    source, cue = (Span(*match.span(name)).shift(quotation.end) for name in (group, verb))
    pronoun = (match["pronoun"] or "").casefold()
    if match["body"] or pronoun == "it":
        body = find_body_before(text, part.start, quotation.start)
        return QuotedWords((quotation,), source, body, cue) if body else None
    if pronoun in _FIRST_OR_GROUP:
        return None
    referent = find_antecedent(text, before, quotation.start, pronoun) if pronoun else source
    return QuotedWords((quotation,), source, referent, cue) if referent else None


def _is_next_sentence(text: str, quotation: Span, match: re.Match[str]) -> bool:
    """Return whether what is under a quotation that is a sentence begins another: “Will you come?” He put it down."""
    is_sentence = text[quotation.end - 2] in ".!?"
    begins = (match["pronoun"] or "")[:1].isupper() or match["cue"] in _WITH_OBJECT
    return is_sentence and begins

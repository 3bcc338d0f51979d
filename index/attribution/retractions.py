"""Retractions: what a correction notice takes back; no one has said it on record, and no quotation rests on it.

"An earlier version of this article misquoted Ana Ruiz as saying “...”."; "(Corrects paragraph 3 to show that ...)".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from index.text.patterns import compile_re
from index.text.spans import Span

_NOTICE = compile_re(
    r"\b(?:earlier|previous|original|initial|first|prior) (?:version|edition|headline)s? of (?:this|the|our|an)\b"
    r"|\b(?:mis(?:quoted|stated|attributed|reported|translated|represented)"
    r"|(?:wrongly|incorrectly|mistakenly|erroneously|falsely)"
    r" (?:quoted|attributed|reported|stated|said|gave|suggested|identified))\b"
    r"|\battributed to [^.\n]{3,60} (?:the|a) (?:remark|words|comment|quote|quotation|statement|claim)\b"
    r"|\b(?:has|have) been (?:amended|corrected|updated) to (?:remove|correct|delete)\b",
    re.IGNORECASE,
)
_HEADED = compile_re(
    r"\(Corrects?\b[^()\n]{0,600}\)|^[ \t*_]*(?:Correction|CORRECTION|Clarification)s?\b", re.MULTILINE
)
_LINE = compile_re(r"[^\n]+")
_ARTICLE = compile_re(r"\b(?i:this|the|an?|our) (?:\w+ )?(?:article|story|report|version)\b")
_QUOTATION = compile_re(r"“[^”\n]{3,600}”|\"[^\"\n]{3,600}\"")
_RIGHT = compile_re(
    r"\b(?:in fact|actually|should (?:have (?:read|said)|read|be)|correct(?:ly)? (?:quote|words|reads?)"
    r"|what (?:he|she|they) said)\b",
    re.IGNORECASE,
)
_SENTENCE_END = compile_re(r"[.!?][”\"]?\s")
_TAKEN_BACK = compile_re(r"\b(?:not|instead of|rather than|in place of)[ ,:]*$", re.IGNORECASE)
_REACH = 40  # code points before a quotation that say whether it is the wrong one or the right one


def find_retractions(text: str) -> list[Span]:
    """Return the spans that correction notices of a text take back, in order: wrong quotations and "(Corrects ...)"."""
    headings = (Span(*headed.span()) for headed in _HEADED.finditer(text))
    retracted = [span for span in headings if text[span.start] == "("]
    for line in _LINE.finditer(text):
        notices = [notice.start() for notice in _NOTICE.finditer(text, line.start(), line.end())]
        if notices and _is_notice(line[0]):
            for start, end in pairwise([*notices, line.end()]):
                retracted += _find_wrong_quotations(text, start, end)
    return sorted(set(retracted))


def is_retracted(span: Span, retractions: Sequence[Span]) -> bool:
    """Return whether most of a span is taken back."""
    last = bisect_right(retractions, span.end, key=lambda each: each.start)
    return sum(each.overlap(span) for each in retractions[max(0, last - 5) : last]) * 2 > len(span)


def _is_notice(line: str) -> bool:
    """Return whether a paragraph is a notice of a correction: it names the article, or is headed as one."""
    return bool(_HEADED.search(line) or _ARTICLE.search(line))


def _find_wrong_quotations(text: str, start: int, end: int) -> list[Span]:
    """Return the wrong quotations after the verb of a notice: the first in its sentence, and any after "not"."""
    sentence = _SENTENCE_END.search(text, start, end)
    sentence_end = sentence.start() if sentence else end
    wrong: list[Span] = []
    before = start
    for quotation in _QUOTATION.finditer(text, start, end):
        led = text[before : quotation.start()]
        is_first = not wrong and quotation.start() < sentence_end and not _RIGHT.search(led)
        if is_first or _TAKEN_BACK.search(led[-_REACH:]):
            wrong.append(Span(*quotation.span()))
        before = quotation.end()
    return wrong

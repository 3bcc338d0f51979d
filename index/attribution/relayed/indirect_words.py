"""Indirect words: what the speaker of a turn says that another said, without marks: "the Envoy told us that it rained".

The subject of the verb of saying is named, described, or the one person whom "he" or "she" can be. What is denied,
supposed or said by "us" or "them" is nobody's.
"""

import re
from collections.abc import Iterator, Sequence

from index.attribution.relayed.phrases import SENTENCE_BREAK, SOURCE, VERB
from index.attribution.relayed.quoted_words import find_source, is_unsaid
from index.attribution.relayed.relayed_words import QuotedWords
from index.attribution.relayed.saying_nouns import OF_WORDS, SAYINGS, read_noun, read_possessed
from index.text.letters import CAPITALS
from index.text.spans import Span

_SAYS_THAT = re.compile(  # "told me on Monday that", "used to say that", "informed the Council that"
    rf"\b(?P<cue>{VERB})"
    r"(?: (?:to )?(?:me|us|him|her|them|you|reporters|(?:the |this |our "
    rf"|my )?[{CAPITALS}][\w’'-]+(?: [{CAPITALS}][\w’'-]+){{0,2}}"
    r"|(?:the|this|our|my) [a-z]+))?"
    r"(?:,? (?:in|on|at|last|this|yesterday|today|again|just|only|also|quite)\b(?: [\w’'-]+){0,4}?){0,2},? that "
)
_SAYS = re.compile(  # "told me |the boat would be back"
    r"\b(?P<cue>told|tells|assured|informed|reminded|warned) (?:me|us|him|her|them|reporters|journalists)"
    r"(?: (?:yesterday|today|this morning|last week|(?:on )?\w+day))?,? "
    r"(?=(?:the|an?|he|she|they|it|his|her|their|its|there|no|nobody|this|these)\b)"
)
_WHAT_WAS_SAID = re.compile(  # "What the Secretary told him was that"
    rf"(?:^|[,;] )[Ww]hat (?P<who>{SOURCE}) (?:(?:has|had|actually|also) )?"
    r"(?P<cue>told|said|wrote|asked|made clear)(?: (?:to )?(?:[\w’'-]+ ){0,3}?[\w’'-]+)? (?:was|is) that "
)
_ACCORDING_TO = re.compile(
    rf"(?:And |But |Now,? )?(?P<cue>[Aa]ccording to) (?P<who>{SOURCE}"
    r"|the (?:[a-z-]+ ){0,2}[a-z-]+)(?:, [^,]{2,60})?, "
)
_AS_SAID = re.compile(  # "As the Executive Secretary had observed in Lomé, a weapon that ..."
    rf"(?:^|[;.] )[Aa]s (?P<who>{SOURCE})"
    rf"(?: (?:has|had|have|just|once|also|himself|herself|\w+ly)){{0,3}} (?P<cue>{VERB})\b(?: [^,.;:“”\"]{{1,60}}?)?, "
)
_HIS = re.compile(  # "the report of the Secretary-General, and his observation that"
    rf"\b(?P<pronoun>[Hh]is|[Hh]er) (?P<cue>{SAYINGS}) that "
)
_AS_NOUN = re.compile(rf"{OF_WORDS} that ")
_QUOTATION_MARK = re.compile(r"[“”\"„«]|``|(?<!\w)[‘'](?=\w)")
_LONGEST = 700  # code points of a sentence
_FEWEST = 4  # words
_NEAR = 300  # code points before the verb in which its subject is


def find_indirect_words(text: str, part: Span, before: Sequence[Span]) -> Iterator[QuotedWords]:
    """Yield what a part of a turn says that others said, a sentence each at most; `before` as for quotations."""
    start = part.start
    ends = [(match.start() + 1, match.end()) for match in SENTENCE_BREAK.finditer(text, part.start, part.end)]
    for end, following in [*ends, (part.end, part.end)]:
        if end - start <= _LONGEST:
            found = _read_sentence(text, Span(start, end), before)
            if found:
                yield found
        start = following


def _read_sentence(text: str, sentence: Span, before: Sequence[Span]) -> QuotedWords | None:
    flat = re.sub(r"\s", " ", sentence.slice(text))
    what = _WHAT_WAS_SAID.search(flat)
    what = what or _ACCORDING_TO.match(flat) or _AS_SAID.match(flat)
    noun = None if what else _AS_NOUN.search(flat)
    said = what or noun or _SAYS_THAT.search(flat) or _SAYS.search(flat)
    said = said or _HIS.search(flat)
    if said is None or _QUOTATION_MARK.search(flat):
        return None
    content = Span(said.end(), len(flat.rstrip(" .;,"))).shift(sentence.start)
    if len(content.slice(text).split()) < _FEWEST:
        return None
    cue = Span(*said.span("cue")).shift(sentence.start)
    if noun:
        return read_noun(noun, sentence.start, content)
    if said.re is _HIS:
        return read_possessed(text, said, sentence.start, content, before)
    if what:
        source = Span(*what.span("who")).shift(sentence.start)
        return QuotedWords((content,), source, source, cue)
    first = max(0, said.start() - _NEAR)
    clause = flat[first : said.start("cue")]
    named = None if is_unsaid(clause) else find_source(text, sentence.start + first, clause, before)
    return QuotedWords((content,), *named, cue) if named else None

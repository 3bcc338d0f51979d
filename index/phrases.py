"""Phrases: how news words a document and who issued it, whom a relative clause is about, and several at once."""

import re

_DOCUMENT = (
    r"(?:statement|report|communiqu[ée]|release|letter|e-?mail|memo|memorandum|note|paper|study|survey|poll|document"
    r"|bulletin|tweet|post|video|declaration|message|article|story|readout|filing|book|analysis|editorial)s?"
)
ISSUED = re.compile(
    rf"\b{_DOCUMENT}(?: \w+)?(?: released| issued| published| posted)?(?: on \w+)? (?:from|by|of)"
    r" ((?:the |The )?[A-ZÀ-Þ].*)"
)
"""A document and, as its group, who issued it."""

STATES = re.compile(rf"[^.\n]{{0,60}}?\bin an? (?:\w+ )?{_DOCUMENT}\b", re.IGNORECASE)
IS_DOCUMENT = re.compile(rf"(?:the|this|that) {_DOCUMENT}$", re.IGNORECASE)
"""A document that was named before."""

OPENING = re.compile(
    r"^(?:But|And|Yet|Both|Even|Only|Meanwhile,?|While|As|For|Among|Like|Unlike|If|When|Because|Since) (?=\S)"
)
"""What begins a sentence and is no part of whom it is about."""

BEYOND = re.compile(r"\b(?:to|in|on|for|with|against|at)\b.*|(?<!resident)(?<!inister)(?<!King)(?<!Queen) of .*")
"""The part of an office that does not tell whose it is: "ambassador to Chad"."""

_DETERMINER = (
    r"(?:an?|the|this|that|those|these|many|some|several|one|another|two|three|four|most|any|other|few|both|all"
    r"|his|her|its|their|our|my)"
)
NOUNS = re.compile(
    rf"(?:\b{_DETERMINER}\b[ \xa0](?:(?!(?:said|says|told|was|is|were|are|that|who|and)\b)[\w’'%$.-]+[ \xa0]){{0,8}}"
    r"|(?:[A-Z][\w’'-]*[ \xa0]|\w+(?:ic|al|an|ish|ese|ent)[ \xa0]){0,3})[\w’'-]+$"
)
"""The nouns at the end of a text, with what belongs to them."""

TRAIL = re.compile(r"[\s,–—'’”\"-]*(?:\([^)]*\)[\s,]*)?(?:\b(?:all|many|some|most|one|both) of )?\s*$")
"""What stands between nouns and "who"."""

_FROM = r"(?:, of [A-Z][\w ]+(?:, [A-Z][\w.]+)?)"
APPOSED = re.compile(
    rf"(?:\s\([^)]{{1,30}}\))?(?:, \d+|{_FROM}|, (?:now |then |once )?(?:the|an?|his|her|its|[A-Z][\w.]+[’']s)"
    rf" [^,;:“”\"]{{2,90}})?{_FROM}?(?: of [A-Z][\w ]+)?,?[\s–—-]+"
)
"""What stands between a name and "who"."""

PLURAL = re.compile(
    r"\b(?:people|women|men|campaign|(?!(?:Times|News|States|Nations|Reuters)$)\w{3,}(?<!s)s)$|\b(?:and|members of|some|many|several)\b", re.IGNORECASE
)
"""Names more than one."""

JOINED = re.compile(r",? (?:and|or|&) |, [A-Z][\w.]+(?: [A-Z][\w.]+)*,? (?:and|or) [A-Z]")
"""What goes on after a name to name another."""

OF_STATE = re.compile(
    r"\b(?:president|chancellor|king|queen|\w*minister|\w*ministry|department|government|embassy|ambassador|army|navy"
    r"|military|forces|police|authorities|officials?|parliament|senate|senator|congress|secretary|premier|general"
    r"|diplomat|envoy|state|foreign|court|intelligence|council|presidency|lawmakers?|spokes\w+|leaders?)\b",
    re.IGNORECASE,
)
"""An office or a body that may be a country's."""

HEADED = re.compile(
    r"\b((?:(?!(?:and|or|but|the|of|in|on|to|from|at|by)\b)[\w’'-]+ )?(?:people|\w{3,}(?<!s)s))"
    r" (?:on|in|at|from|to|of|for) (?:(?:the|his|her|its|their) )?[\w’'“”\" -]{2,40}$"
)
"""Several, and where or of what they are, at the end of a text."""

AS_ONE = re.compile(r"[“\"]?As (?:someone|an?|one)\b[^.!?\n]*, I\b")
"""A sentence that begins with what the writer is."""

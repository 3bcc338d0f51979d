"""Phrases: how news words a document and who issued it, the office that is a state's, and several at once."""

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

AFTER_NAME = re.compile(r"(?<=[\w”\"]),? (?:who|whose|which) .*$|(?<=[a-z]) on (?:the )?[a-z]+ing\b.*$")
"""What follows a name and is no part of it: "NAME, who runs a clinic", "NAME on joining the customs union"."""

NO_SPEAKER = re.compile(
    r"(?:(?:nobody|no one|none|anyone|anybody|everybody|everyone)\b.*|(?:some|many|several|few|most|others"
    r"|all)(?: [\w-]+)?"
    r"|[^\W\d_a-z][\w.-]*[’']s? (?:aides|allies|advis[eo]rs|supporters|critics|opponents|friends|colleagues"
    r"|associates|associate|aide)"
    r"|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August"
    r"|September|October"
    r"|November|December)(?: \d.*)?|an?|the|[\d\W_]+)$",
    re.IGNORECASE,
)
"""No person and no body: "some Poles", "many", "Biden's aides", a date, an article."""

BEYOND = re.compile(r"\b(?:to|in|on|for|with|against|at)\b.*|(?<!resident)(?<!inister)(?<!King)(?<!Queen) of .*")
"""The part of an office that does not tell whose it is: "ambassador to Chad"."""

_TITLED = r"(?:Times|News|States|Nations|Reuters)$"  # of one paper or body
PLURAL = re.compile(
    rf"\b(?:people|women|men|campaign|(?!{_TITLED})\w{{3,}}(?<!s)s)$|\b(?:and|members of|some|many|several)\b",
    re.IGNORECASE,
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

"""Nouns of saying: who is quoted where no verb says it: "in the words of Ana Ruiz", "his observation that"."""

import re
from collections.abc import Sequence

from index.attribution.relayed.antecedents import find_antecedent
from index.attribution.relayed.phrases import DESCRIBED_PERSON, DESCRIPTION, NAME, SOURCE, VERB
from index.attribution.relayed.relayed_words import QuotedWords
from index.text.letters import CAPITALS
from index.text.spans import Span

SAYINGS = (
    r"(?:words|warning|claim|remark|statement|assurance|appeal|advice|saying|phrase|maxim|motto|announcement"
    r"|declaration|assertion|pledge|promise|admission|finding|conclusion|allegation|complaint|reply|answer|message|comment"
    r"|call|plea|request|demand|proposal|observation|assessment|view|testimony|commitment|undertaking|letter|e-?mail"
    r"|note|telegram)s?"
)
"""Nouns of what somebody says: "warning", "appeal"."""

OF_WORDS = (  # "in the words of Ana Ruiz", "the assurance given to us by the African Union"
    rf"\b(?P<cue>{SAYINGS})"
    rf"(?: (?:of|on|dated) \d{{1,2}} \w+(?: \d{{4}})?)?"
    r"(?: (?:given|made|addressed|issued|expressed|voiced"
    r"|conveyed)(?: to [^,.;:“”\"]{2,40}?)?(?: on \d{1,2} \w+(?: \d{4})?)?)?"
    rf" (?:of|by|from|attributable to) (?:the late )?"
    rf"(?P<who>{DESCRIBED_PERSON}|the (?:[a-z-]+ ){{1,3}}{NAME}|(?:the )?{NAME}"
    r"(?: on (?!\w+day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    rf"|Dec))[{CAPITALS}][a-z]+)?)(?: \([{CAPITALS}][\w-]{{1,12}}\))?"
    rf"(?: to (?:the )?[{CAPITALS}][^,.;:“”\"]{{2,40}}?)?"
    r"(?P<apart>, whom? [^,:“”\"]{2,80}(?:,|(?=: ))|(?:, [^,“”\"]{2,80}){1,3},)?"
    r"(?: (?:at|in|on|during|for) [^,“”\".;]{3,60}?,?)?"
)
"""A noun of what somebody said, and who said it."""

_ACCORDING_TO = re.compile(
    rf"\b(?P<cue>[Aa]ccording to|[Ii]n the (?:opinion|view) of) (?P<who>{SOURCE})"
    r"(?P<apart>(?:, [^,“”\"]{2,80}){1,2},)?[,:]? $"
)
_QUOTING = re.compile(  # "Quoting the Secretary-General, he said that"
    rf"\b(?P<cue>[Qq]uoting|[Cc]iting|[Ee]choing|[Pp]araphrasing) (?P<who>{SOURCE})"
    rf"(?P<apart>, [^,“”\"]{{2,80}})?,(?: (?:he|she|I|{NAME}) (?:\w+ly )?{VERB})?(?: that)?[,:]? $"
)
_QUOTED_AS = re.compile(  # "She quoted the commander of the unit as having told her that"
    rf"\b(?P<cue>quot(?:ed|es|ing)|cit(?:ed|es|ing)) (?P<who>{SOURCE})"
    r"(?P<apart>(?:, [^,“”\"]{2,80}){1,2},)?[^,.;:“”\"]{0,20}? (?:as (?:saying|having (?:said"
    r"|told [\w ]{2,20}))|who (?:had )?(?:told|said)[\w ]{0,20})"
    r"(?:,? that)?[,:]? $"
)
_OWNED = re.compile(  # "the Envoy’s assurance of 9 June that Lusk"
    rf"(?P<who>(?i:{DESCRIPTION})|(?:the )?{NAME})[’']s? (?:[a-z]+ ){{0,2}}?(?P<cue>{SAYINGS})"
    r"(?: (?:of|on|in|at|to|dated) [^,.;:“”\"]{2,40}?)?(?:,? that(?: [^,.;:“”\"]{1,60})?|[:,])? $"
)
_POSSESSED = re.compile(  # "the report of the Secretary-General, and his observation that"
    rf"\b(?P<pronoun>[Hh]is|[Hh]er) (?:(?:own|recent|latest|earlier|previous|public|repeated) )?(?P<cue>{SAYINGS})"
    r"(?: (?:on|in|at|to|of|about) [^,.;:“”\"]{2,60}?)?(?:,? that|[:,])? $"
)

_OF_WORDS = re.compile(rf"{OF_WORDS}(?:[,:]|,? (?:for|to)|[,:]? that(?: [^,.;:“”\"]{{1,60}})?) $")
_TOLD_BY = re.compile(  # "I have been told by a serving officer, who must remain nameless, that"
    r"\b(?P<cue>told|informed|assured|warned|reminded|advised|asked)(?: [^,.;:“”\"]{2,40}?)? by"
    rf" (?P<who>{SOURCE})"
    r"(?P<apart>,? (?:who|whom) [^“”\".;]{2,100}?,|(?:, [^,“”\"]{2,80}){1,3},)?"
    r"(?: (?:(?:only|just) )?(?:last|this|on|in) [^,.;:“”\"]{2,30}?)?(?:[,:]|,? (?:that|how)(?: [^,.;:“”\"]{1,60})?)? $"
)
_ANSWERED = re.compile(  # "we asked the programme office for a date, and the answer was, in writing,"
    rf"(?:(?:asked|wrote to|put (?:it|this|that) to) (?P<who>{DESCRIBED_PERSON}"
    rf"|(?i:the) (?:[\w-]+ ){{0,4}}?(?:office|department|ministry|agency|company|committee|commission|embassy|mission"
    rf"|team|staff|bureau|service|authority|secretariat|administration|government|council)|{NAME})\b"
    rf"[^.;:“”\"]{{0,120}}?,? (?:and )?"
    rf"(?:the|his|her|their|its) (?:[a-z]+ ){{0,2}}?"
    r"|(?P<owner>(?:[Tt]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){0,3}?[\w-]+"
    rf"|{NAME})[’']s? (?:[a-z]+ ){{0,2}}?)"
    r"(?P<cue>answer|reply|response|advice|message|verdict|comment)"
    r"(?: (?:was|is|came|came back|read|ran|to (?:me|us|that) was))(?:,? [a-z ]{2,30},?)?[,:]? $"
)
_APPOSED_NAME = re.compile(rf", (?:H\.E\. |HE |Mrs?\.? |Ms\.? |Dr\.? )?(?P<name>{NAME})(?=,| of\b| who\b| that\b|$)")


def read_noun_lead(
    text: str, sentence: str, offset: int, quotation: Span, before: Sequence[Span]
) -> QuotedWords | None:
    """Return the source that a noun before a quotation names; `offset` is where `sentence` begins in the text."""
    for pattern in (_QUOTED_AS, _QUOTING, _OF_WORDS, _TOLD_BY, _ANSWERED, _ACCORDING_TO, _OWNED):
        found = pattern.search(sentence)
        if found:
            return read_noun(found, offset, quotation)
    possessed = _POSSESSED.search(sentence)
    return read_possessed(text, possessed, offset, quotation, before) if possessed else None


def read_noun(found: re.Match[str], offset: int, quotation: Span) -> QuotedWords:
    """Return the source of "the words of ...", "told by ...": what is apposed to it, if that is a name."""
    groups = found.groupdict()
    group = "who" if groups.get("who") else "owner"
    source, cue = (Span(*found.span(name)).shift(offset) for name in (group, "cue"))
    apposed = _APPOSED_NAME.match(groups.get("apart") or "")
    named = Span(*apposed.span("name")).shift(offset + found.start("apart")) if apposed else source
    return QuotedWords((quotation,), source, named, cue)


def read_possessed(
    text: str, found: re.Match[str], offset: int, quotation: Span, before: Sequence[Span]
) -> QuotedWords | None:
    """Return the one person whom "his" can refer to as the source of "his observation that"."""
    source, cue = (Span(*found.span(name)).shift(offset) for name in ("pronoun", "cue"))
    pronoun = "she" if found["pronoun"].casefold() == "her" else "he"
    referent = find_antecedent(text, before, source.start, pronoun)
    return QuotedWords((quotation,), source, referent, cue) if referent else None

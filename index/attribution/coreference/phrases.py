"""Phrases: patterns of documents and their issuers, of offices of states, and of several persons at once."""

import re

from index.attribution.coreference.vocabulary import VOCABULARY
from index.text.letters import CAPITALS

_DOCUMENT = rf"(?:{'|'.join(VOCABULARY.documents)})s?"
ISSUED_DOCUMENT = re.compile(
    rf"\b{_DOCUMENT}(?: \w+)?(?: released| issued| published| posted)?(?: on \w+)? (?:from|by|of)"
    rf" ((?:the |The )?[{CAPITALS}].*)"
)
"""A document and, as its group, who issued it: "a statement from the Turkish Defense Ministry"."""

IN_A_DOCUMENT = re.compile(rf"[^.\n]{{0,60}}?\bin an? (?:\w+ )?{_DOCUMENT}\b", re.IGNORECASE)
"""A document that the speaker before it issued: "said in a statement"."""

EARLIER_DOCUMENT = re.compile(rf"(?:the|this|that) {_DOCUMENT}$", re.IGNORECASE)
"""A document that was mentioned before: "the statement"."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SENTENCE_OPENING = re.compile(
    r"^(?:But|And|Yet|Both|Even|Only|Meanwhile,?|While|As|For|Among|Like|Unlike|If|When|Because|Since) (?=\S)"
    rf"|^(?:Yesterday|Today|Earlier|Later|Recently|Once|Then|Now|Last (?:week|month|year|night)|On {_DAYS})"
    rf",? (?=the |[{CAPITALS}])"
    rf"|^What (?=the |[{CAPITALS}])|^(?:Minister|President|Secretary(?:[ -]General)?|Ambassador|General"
    r"|Admiral|Senator|Sir"
    r"|Governor|Commissioner|Chair\w*|Doctor|Professor|Captain|Colonel|Congress(?:man|woman)|Sir|Ma[’']am"
    r"|Speaker|Director), (?=your |our |my |one of )"
    rf"|^by (?=[{CAPITALS}])|^(?:At|In|From|Outside|Inside) [{CAPITALS}][^,]{{2,40}}, (?=the |[{CAPITALS}])"
)
"""A conjunction, an address or an adverb that precedes a source at the beginning of a sentence."""

OFFICE_COMPLEMENT = re.compile(
    r"\b(?:to|in|on|for|with|against|at)\b.*|(?<!resident)(?<!inister)(?<!King)(?<!Queen) of .*"
)
"""The part of an office that does not say whose office it is: "ambassador to Chad"."""

_TIMES = (
    rf",? (?:on {_DAYS}(?: (?:morning|afternoon|evening|night))?|(?:this|last|next|late|early)"
    rf" (?:{_DAYS}|{_MONTHS}|morning|afternoon|evening|night|week|month|year|spring|summer|fall|autumn|winter)"
    rf"|in (?:(?:early|late|mid-?) ?)?(?:{_MONTHS}|spring|summer|autumn|winter|(?=[12]\d{{3}}$))(?: ?[12]\d{{3}})?"
    r"|in turn|for (?:his|her|its|their) (?:own )?part|in particular"
    r"|earlier|yesterday|today|tonight|however|meanwhile|reportedly|recently|previously|later|once|again|also|then)$"
)
_OFFICE = (
    rf"(?:[{CAPITALS}][\w-]* ){{0,2}}(?:Minister|Representative|Secretary|Director|Head|Chief"
    r"|Chair\w*|President|Coordinator"
    r"|Envoy|Commissioner|Ambassador|Advis[eo]r)(?:[- ]General)?"
)
AFTER_NAME = re.compile(
    r"(?<=[\w”\"]),? (?:who|whose|which)\b.*$|(?<=\w), whom\b.*$|(?<=[a-z]), (?:in turn|(?:standing"
    r"|sitting|speaking|writing)\b.*)$"
    r"|(?<=[a-z]) on (?:the )?[a-z]+ing\b.*$"
    r"|(?<=[a-z]) over(?: (?:at|in|there)\b.*)?$|(?<=[a-z]),? (?:himself|herself|themselves)$"
    rf"|(?<=[a-z]), (?:speaking )?(?:for|on behalf of) (?:the )?[{CAPITALS}].*$"
    rf"|(?<=[\w”\".]){_TIMES}|(?<=[A-Za-zÀ-ÿ]), an? [a-z][^,]*$"
    rf"|(?<=[A-Za-zÀ-ÿ]), (?:the )?{_OFFICE}(?: (?:of|for|to) [^,]{{2,60}}?)? and (?:the )?{_OFFICE}\b.*$"
)
"""What follows a name and is no part of it: "NAME, who runs a clinic", "NAME himself", "NAME, for the Agency", "NAME on
Monday", "NAME, Special Representative and Head of the Office"."""

NO_SPEAKER = re.compile(
    r"(?:(?:nobody|no one|none|anyone|anybody|everybody|everyone)\b.*"
    r"|(?:some|many|several|few|most|others|all)(?! (?:delegations|leaders|ministers|members|countries|speakers"
    r"|participants|representatives|governments)$)(?: [\w-]+)?"
    r"|[^\W\d_a-z][\w.-]*[’']s? (?:aides?|allies|advis[eo]rs|supporters|critics|opponents|friends"
    r"|colleagues|associates?)"
    rf"|(?:on )?{_DAYS}|(?:{_MONTHS})(?: \d.*)?|an?|the|[\d\W_]+"
    r"|(?:(?:this|last|yesterday|today|earlier|recently|then|so|now|when) .*)?(?-i:(?:I|[Ww]e) [a-z]).*"
    r"|(?:and|but|or|so|yet|as|although|how|why|this|that|these|those|each|another|else|alike)(?: the)?"
    r"|(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|former|latter)"
    r"|(?-i:[A-WYZa-z])\.?"
    r"|(?-i:(?:for|of|among|in|on|from|with|to|by|sent|where|when|because|if|than)\b.*))$",
    re.IGNORECASE,
)
"""Neither a person nor a body: "some Poles", "the latter", a date, a letter, an article, a piece of a sentence."""

_SINGULAR = r"(?:Times|News|States|Nations|Reuters)$"  # ends of names of one paper or body
PLURAL = re.compile(
    rf"\b(?:people|women|men|campaign|(?!{_SINGULAR})\w{{3,}}(?<!s)s)$|\b(?:and|members of|some|many|several)\b",
    re.IGNORECASE,
)
"""A noun phrase for several persons."""

COORDINATION = re.compile(rf",? (?:and|or|&) |, [{CAPITALS}][\w.]+(?: [{CAPITALS}][\w.]+)*,? (?:and|or) [{CAPITALS}]")
"""What follows a name that is coordinated with another name: "Ruiz, Hale and Li"."""

STATE_OFFICE = re.compile(
    rf"\b(?:\w*minister|\w*ministry|spokes\w+|{'|'.join(VOCABULARY.state_offices)})\b", re.IGNORECASE
)
"""An office or a body that may be a state's."""

BODY_NOUNS = frozenset(
    {"ministry", "department", "commission", "committee", "council", "agency", "embassy", "secretariat"}
)
"""Nouns that shorten the name of a body: "the Ministry"."""

NAME_WORDS = rf"(?:[{CAPITALS}][\w’'-]*(?: (?:and|of|for|the) (?=[{CAPITALS}])| (?=[{CAPITALS}]))?){{1,6}}"
"""Capitalized words of the name of a body."""

DESCRIBED_PERSON = re.compile(
    r"\b(?:official|diplomat|politician|lawmaker|spokes(?:man|woman|person)|minister|leader|envoy|ambassador|general"
    r"|commander|premier|adviser|advisor|aide|negotiator|commissioner|coordinator)$"
)
"""A description of one person who was named before: "the Kremlin official"."""

AGED_PERSON = re.compile(r"^\d{2}-year-old$")
"""A description of one person who was named before by the age: "the 71-year-old"."""

_SOLE_OFFICE = r"(head|chief|minister|leader|envoy|ambassador|commander|director|president)"
FIRST_DESCRIPTION = re.compile(
    rf"(?:[Tt]he|(?!An? )[{CAPITALS}][\w-]*(?:[’']s?)?) (?:[\w.’'-]+ ){{0,4}}?{_SOLE_OFFICE} (?:of|for) [^,]{{2,60}}$"
    rf"|(?:[Tt]he )?(?!The |An? )[{CAPITALS}][\w.-]*(?:[’']s?)? (?:[\w.’'-]+ ){{0,3}}?{_SOLE_OFFICE}$"
)
"""A description of the one holder of an office before the name: "The head of the agency", "NATO's military chief".

The group that matched is the office. "The minister" alone, or "a police spokesman", may be anybody.
"""

_GENERAL = frozenset({"official", "politician", "leader"})
_OFFICES_OF = {
    "diplomat": ("diplomat", "ambassador", "envoy", "foreign", "consul", "representative", "negotiator", "charg"),
    "lawmaker": (
        "lawmaker",
        "senator",
        "sen.",
        "rep.",
        "representative",
        "congress",
        "member",
        "mp",
        "deputy",
        "speaker",
    ),
}
"""Beginnings of words of the roles that a description fits: "the diplomat" is no Minister of Harbours."""

_OFFICES_OF_STATE = {
    "presidential": ("kremlin", "president", "elysee", "élysée", "white"),
    "russian": ("kremlin", "moscow"),
}
"""Beginnings of words that state the same as a modifier: "the presidential aide" is the Kremlin's."""

_RANKED = frozenset({"top", "senior", "chief", "high-ranking", "veteran", "same", "first", "prime", "foreign"})
_STEM = 4  # letters that "Brazil" and "Brazilian" share


def fits_description(noun: str, role: str) -> bool:
    """Return whether a person's role has all that a description states: "Kremlin official" of a Kremlin spokesman."""
    *modifiers, head = noun.casefold().split()
    words = role.casefold().split()
    offices = _OFFICES_OF.get(head, (head,))
    is_head = head in _GENERAL or any(office in word for word in words for office in offices)
    stated = [word for word in modifiers if word not in _RANKED]
    return is_head and all(
        any(other.startswith((word[:_STEM], *_OFFICES_OF_STATE.get(word, ()))) for other in words) for word in stated
    )

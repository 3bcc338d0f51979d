"""Phrases of relayed words: who is quoted, the verb of saying, and what may be between them and the quotation."""

import re

from index.attribution.coreference.vocabulary import VOCABULARY
from index.data_files import load_toml
from index.text.letters import CAPITALS

_TABLE: dict[str, str] = load_toml("index.attribution.relayed", "phrases.toml")
WOMEN = frozenset(_TABLE["women"].split())
"""Nouns of women, to whom "he" does not refer."""

MEN = frozenset(_TABLE["men"].split())
"""Nouns of men, to whom "she" does not refer."""

PEOPLE = WOMEN | MEN | {*_TABLE["anyone"].split()}
"""Nouns of people: offices, callings and relations."""

_NOUN = "|".join(
    [
        *sorted(PEOPLE, key=lambda noun: (-len(noun), noun)),
        rf"[a-z-]*(?:{'|'.join(_TABLE['endings'].split())})",
        rf"(?:then|ex)-(?:{'|'.join(sorted(PEOPLE))})",
    ]
)
_VERBS = "|".join(sorted(_TABLE["verbs"].split(), key=lambda verb: (-len(verb), verb)))
VERB = rf"(?:{_VERBS}|point(?:ed|s) out|put it|call(?:ed|s) (?:on|for|upon))"
"""Verbs of saying."""

_CAPITAL = (
    r"(?:(?:Mrs?|Ms|Dr|Gen|Sen|Rep|Gov|Amb|Prof|St|Hon|Col|Lt|Capt|H\.E)\."
    rf"|[^\W\d_a-z](?:\.|[\w’'/-]*\w(?:(?<=s)[’'](?= [{CAPITALS}]))?)?)"
)
_PARTICLE = r"(?:de|del|della|van|von|der|den|al|el|bin|ibn|la|le|da|dos|di|of|for|the|and)"
_OPENER = "|".join(
    sorted(
        {*VOCABULARY.sentence_openers, "They", "Who", "Which", *_TABLE["pronouns"].split()}
        - {"The", "Will", "May", "March"}
    )
)
NAME = rf"(?!(?:{_OPENER})\b){_CAPITAL}(?:[ ](?:{_PARTICLE}[ ]){{0,3}}{_CAPITAL}){{0,8}}"
"""Capitalized words with particles between them."""

_PLAIN = (
    rf"(?:(?:[{CAPITALS}]\.){{2,3}}|(?!(?:of|by|from|his|her|their|that|who|which|whom|is|was|has|had|were|are|will|would|and|but|as|when|because|an?|the|my|our"
    rf"|{VERB})\b)[\w’'-]+)"
)
_POSSESSOR = (
    r"(?:the|an?|my|our|your|his|her|their|its|this|that|another|one|dear|old|some"
    rf"|(?:(?-i:(?!I\b)[{CAPITALS}])[\w.-]*[ ]){{0,3}}?[\w-]+[’']s)"
)
DESCRIPTION = (
    r"(?:the (?:right )?hon\. (?:and [a-z]+ )?(?:gentleman|lady|member)"
    rf"|{_POSSESSOR}[ ](?:{_PLAIN}[ ]){{0,5}}?(?:{_NOUN})(?![\w’'-])"
    r"(?:[ ]of one of (?:them|us|you)\b"
    rf"|[ ](?:of|from|for|in|at|to|outside|near|inside|aboard)[ ](?!\d)(?:(?:the|an?|my|our|your|his|her|their)[ ])?"
    rf"(?:{_PLAIN}[ ]){{0,4}}?"
    rf"(?:(?-i:[^\W\d_a-z][\w’'-]*(?:[ ](?:of[ ]|and[ ])?[^\W\d_a-z][\w’'-]*){{0,4}})|{_PLAIN}))?)"
)
"""A person without a name: "my grandmother", "the Foreign Minister of a neighbouring State", "a fish trader"."""

DESCRIBED_PERSON = rf"(?i:{DESCRIPTION})(?: {NAME})?"
"""A description, with the name behind it if there is one: "the Foreign Minister Ana Ruiz"."""

SOURCE = rf"{DESCRIBED_PERSON}|(?:the )?{NAME}"
"""Somebody or something that may be quoted, by a description or a name."""

BODY = rf"the (?:{'|'.join(sorted(VOCABULARY.bodies))})"
"""A body that was named before: "the agency"."""

DOCUMENT = rf"(?:{'|'.join(VOCABULARY.documents)})"
"""A document that somebody issues."""

SOME_OF = (
    r"(?:(?:one|two|some|another|an?other) of (?:them|us|(?:the|my|your|our|his|her|their) (?:[a-z’']+ ){0,2}[a-z]+)"
    rf"|one (?:in|from|at) (?-i:[{CAPITALS}])[\w’'-]+(?: (?-i:[{CAPITALS}])[\w’'-]+){{0,2}})"
)
"""One of several who have no names."""

DESCRIBED = re.compile(
    rf"(?<![\w’'-])(?P<described>(?i:{DESCRIPTION}))(?:[ ](?P<called>(?:called|named)[ ])?(?P<beside>{NAME}))?"
    rf"(?:, (?P<apposed>{NAME})(?=[,.;:—]| who\b))?"
)
"""A description with the name beside it: "my friend Ana Ruiz", "a boy called Li", "the captain, Ruiz,"."""

MEETING = (
    r"(?:I|[Ww]e|my \w+) (?:(?:once|just|also|recently) )?(?:met|saw|know|knew|talked (?:to|with)|spoke (?:to|with)"
    r"|worked with|visited|interviewed|called|phoned|rang|asked|served with|trained with|sat (?:beside|with|next to))"
)
"""How a speaker came upon somebody: "a man I met", "I spoke with an officer"."""

_OF_A_PLACE = rf"(?: (?:from|of|in|at) (?:the )?[{CAPITALS}][\w’'-]+(?: [{CAPITALS}][\w’'-]+)?)?"
_ANYONE = rf"(?:an?|one|another) (?:[a-z-]+ ){{0,3}}?[a-z-]+{_OF_A_PLACE}"
INTRODUCED = re.compile(
    rf"\b(?:I|[Ww]e) (?:(?:once|just|also|recently) )?(?:met|talked (?:to|with)|spoke (?:to|with)|interviewed"
    rf"|sat (?:beside|with|next to)) (?P<who>{SOME_OF}|(?!an? (?:few|lot|number|group|bit)\b){_ANYONE})"
    r"(?=[,.;]| (?:who|whose|yesterday|last|this|there|today|called|named|before|after|on|and)\b)"
    rf"|^(?P<actor>(?:An?|One|Another) (?:[a-z-]+ ){{0,3}}?[a-z-]+{_OF_A_PLACE})"
    r"(?=(?: who [^,.]{2,60})? (?:showed|asked|told|stopped|gave|handed|took|drove|walked|led"
    r"|invited|served|brought|called|rang|approached|greeted|offered|taught|warned|begged|thanked|guided|carried"
    r"|came (?:up |over )?to|wrote to|spoke to|waved at|looked at|smiled at) (?:me|us)\b)"
)
"""Somebody without a name whose noun says nothing: "A young gunner from Lusk showed me", "I met one in Lusk"."""

SENTENCE_BREAK = re.compile(
    rf"(?<!\b[{CAPITALS}])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col|Amb|Hon|hon))"
    r"[.!?…][”\"’)]*\s+(?=[“\"‘(]?[^\W\d_a-z])|\n\s*\n\s*"
)
"""Where a sentence ends and another begins, or a paragraph."""

NAMED = re.compile(rf"(?<![\w’'-]){NAME}(?![\w’'-])")
"""A name with the offices before it."""

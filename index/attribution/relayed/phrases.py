"""Phrases of relayed words: who is quoted, the verb of saying, and what may be between them and the quotation."""

import re

from index.attribution.coreference.vocabulary import VOCABULARY
from index.data_files import load_toml

_TABLE: dict[str, str] = load_toml("index.attribution.relayed", "phrases.toml")
WOMEN = frozenset(_TABLE["women"].split())
"""Nouns of women, to whom "he" does not refer."""

MEN = frozenset(_TABLE["men"].split())
"""Nouns of men, to whom "she" does not refer."""

_NOUN = "|".join(sorted(WOMEN | MEN | {*_TABLE["anyone"].split()}, key=lambda noun: (-len(noun), noun)))
VERB = rf"(?:{'|'.join(sorted(_TABLE['verbs'].split(), key=lambda verb: (-len(verb), verb)))})"
"""Verbs of saying."""

_CAPITAL = r"(?:(?:Mrs?|Ms|Dr|Gen|Sen|Rep|Gov|Amb|Prof|St|Hon|Col|Lt|Capt)\.|[^\W\d_a-z](?:\.|[\w’'-]*\w)?)"
_PARTICLE = r"(?:de|del|della|van|von|der|den|al|el|bin|ibn|la|le|da|dos|di|of|for|the|and)"
_OPENER = "|".join(sorted({*VOCABULARY.sentence_openers, "They", "Who", "Which"} - {"The", "Will", "May", "March"}))
NAME = rf"(?!(?:{_OPENER})\b){_CAPITAL}(?:[ ](?:{_PARTICLE}[ ]){{0,3}}{_CAPITAL}){{0,8}}"
"""Capitalized words with particles between them."""

_PLAIN = rf"(?!(?:that|who|which|whom|is|was|has|had|were|are|will|would|and|but|as|when|because|{VERB})\b)[\w’'-]+"
_POSSESSOR = (
    r"(?:the|an?|my|our|your|his|her|their|its|this|that|another|one|dear|old|some|(?:[\w-]+[ ]){0,3}?[\w-]+[’']s)"
)
DESCRIPTION = (
    r"(?:the (?:right )?hon\. (?:and [a-z]+ )?(?:gentleman|lady|member)"
    rf"|{_POSSESSOR}[ ](?:{_PLAIN}[ ]){{0,5}}?(?:{_NOUN})(?![\w’'-])"
    r"(?:[ ]of one of (?:them|us|you)\b"
    rf"|[ ](?:of|from|for|in|at|to)[ ](?:(?:the|an?|my|our|your|his|her|their)[ ])?"
    rf"(?:{_PLAIN}[ ]){{0,4}}?(?:[^\W\d_a-z][\w’'-]*(?:[ ](?:of[ ]|and[ ])?[^\W\d_a-z][\w’'-]*){{0,4}}|{_PLAIN}))?)"
)
"""A person without a name: "my grandmother", "the Foreign Minister of a neighbouring State", "a fish trader"."""

BODY = rf"the (?:{'|'.join(sorted(VOCABULARY.bodies))})"
"""A body that was named before: "the agency"."""

SOME_OF = r"(?:one|two|some|another|an?other) of (?:them|us|(?:the|my|our|his|her|their) (?:[a-z]+ ){0,2}[a-z]+)"
"""One of several who have no names."""

DESCRIBED = re.compile(
    rf"(?<![\w’'-])(?P<described>(?i:{DESCRIPTION}))(?:[ ](?P<beside>{NAME}))?"
    rf"(?:, (?P<apposed>{NAME})(?=[,.;:—]| who\b))?"
)
"""A description, with the name beside it: "my friend Ana Ruiz", "the captain, Ruiz,"."""

SENTENCE_BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col|Amb|Hon|hon))"
    r"[.!?…][”\"’)]*\s+(?=[“\"‘(]?[^\W\d_a-z])|\n\s*\n\s*"
)
"""Where a sentence ends and another begins, or a paragraph."""

NAMED = re.compile(rf"(?<![\w’'-]){NAME}(?![\w’'-])")
"""A name with the offices before it."""

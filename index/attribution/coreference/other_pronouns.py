"""Other pronouns: the referents of "they" and "it" by the subject of a sentence, and of "who" by its antecedent."""

import re
from itertools import pairwise

from index.attribution.coreference.entities import Entity
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.discourse import Discourse
from index.text.letters import CAPITALS
from index.text.spans import Span

_CONNECTIVE = r"(?:But |And |Yet |Still, |Meanwhile, )?"
_PLURAL_SUBJECT = re.compile(
    rf"{_CONNECTIVE}(?!(?:If|When|As|This|That|In|On|At|For|While|After|What|There|It)\b)"
    r"((?:[\w’'-]+ ){0,4}[\w’'-]+(?<!s)s)(?:, [^,]{2,90},| (?:who|of|in|for|at|from) [^,.]{2,60}?)?"
    r" (?:\w+ly )?(?:say|argue|have|are|were|had|want|believe|see|\w+ed|will|would|said)\b"
)
_INSTITUTION_SUBJECT = re.compile(
    rf"{_CONNECTIVE}(?!(?:Although|Though|If|When|As|In|On|At|For|While|After|What)\b)"
    rf"((?:[Tt]he )?[{CAPITALS}][\w.’'-]*(?: (?:of|and|for|the|on)(?= )| [{CAPITALS}][\w.’'-]*){{0,6}}"
    rf"|The (?:[a-z-]+ )?(?:{'|'.join(sorted(VOCABULARY.bodies))}))"
    r"(?: \([A-Za-z][\w-]{1,20}\))?(?:, [^,]{2,90},)? (?:\w+ly |then |also )?(?:said|says|is|was|has|had|\w+ed"
    r"|will|would|did|does"
    r"|(?:need|want|argue|claim|report|note|add|write|find|believe)s)\b"
)
_SUBORDINATE_SUBJECT = re.compile(
    r"\b(?i:if|when|because|while|unless|although) ((?:(?:the|many|some|most|more|other) )?(?:\w+ )?"
    r"(?:people|women|men|\w{3,}(?<!s)s)) (?:are|were|have|had|will|would|do|did|can|could|\w+ed)\b"
)
_BETWEEN_NAMES = re.compile(r"(?:,? [^\W\d_a-z][\w.]+(?: (?:of|from) [^,;.]{2,30})?,|, [^,;.]{2,40},)? and ")
"""What is between two coordinated names."""

_DETERMINER = (
    r"(?:an?|the|this|that|those|these|many|some|several|one|another|two|three|four|most|any|other|few|both|all"
    r"|his|her|its|their|our|my)"
)
_NOUN_PHRASE = re.compile(
    rf"(?:\b{_DETERMINER}\b[ \xa0](?:(?!(?:said|says|told|was|is|were|are|that|who|and)\b)[\w’'%$.-]+[ \xa0]){{0,8}}"
    rf"|(?:[{CAPITALS}][\w’'-]*[ \xa0]|\w+(?:ic|al|an|ish|ese|ent)[ \xa0]){{0,3}})[\w’'-]+$"
)
_PLURAL_PHRASE = re.compile(
    rf"\b(?:[{CAPITALS}][\w’'-]* )?(?:people|\w{{3,}}(?<!s)s)"
    r" (?:on|in|at|from|to|of|for) (?:(?:the|his|her|its|their) )?[\w’'“”\" -]{2,40}$"
)
"""A plural noun and the place or the group that it belongs to: "drivers from the north"."""

_BEFORE_RELATIVE = re.compile(r"[\s,–—'’”\"-]*(?:\([^)]*\)[\s,]*)?(?:\b(?:all|many|some|most|one|both) of )?\s*$")
"""What may be between a noun phrase and "who"."""

_ORIGIN = rf"(?:, of [{CAPITALS}][\w ]+(?:, [{CAPITALS}][\w.]+)?)"
_APPOSITION = re.compile(
    rf"(?:\s\([^)]{{1,30}}\))?(?:, \d+|{_ORIGIN}|, (?:now |then |once )?(?:the|an?|his|her|its|[{CAPITALS}][\w.]+[’']s)"
    rf" [^,;:“”\"]{{2,90}})?{_ORIGIN}?(?: of [{CAPITALS}][\w ]+)?,?[\s–—-]+"
)
"""What may be between a name and "who": an apposition, an age, an origin."""

_AS_WRITER = re.compile(r"[“\"]?As (?:someone|an?|one)\b[^.!?\n]*, (I)\b")
"""A sentence that begins with a description of the writer: "As someone who rows, I know"."""

_REACH = 220  # code points before "who" in which its antecedent is looked for


def find_subject(discourse: Discourse, entities: EntityMentions, source: Span, *, plural: bool) -> str | None:
    """Return the subject of the sentence of "they" (`plural`) or "it", up to the pronoun, or else of the one before."""
    current = discourse.sentence_number(source.start)
    for number in range(current, max(current - 2, -1), -1):
        start = discourse.sentence_starts[number]
        end = source.start if number == current else discourse.sentence_starts[number + 1]
        subject = (_plural_subject if plural else _institution_subject)(discourse.text, entities, start, end)
        if subject:
            return subject
    return None


def _plural_subject(text: str, entities: EntityMentions, start: int, end: int) -> str | None:
    for first, second in pairwise(entities.within(start, end)):
        if first.entity is not second.entity and _BETWEEN_NAMES.fullmatch(text, first.end, second.start):
            return f"{first.entity.name} and {second.entity.name}"
    subjects = [*_SUBORDINATE_SUBJECT.finditer(text, start, end)]
    return subjects[-1][1] if subjects else _subject_words(_PLURAL_SUBJECT.match(text, start, end), entities)


def _institution_subject(text: str, entities: EntityMentions, start: int, end: int) -> str | None:
    return _subject_words(_INSTITUTION_SUBJECT.match(text, start, end), entities)


def _subject_words(subject: re.Match[str] | None, entities: EntityMentions) -> str | None:
    """Return the words of a subject that mentions no person."""
    return " ".join(subject[1].split()) if subject and not entities.within(subject.start(1), subject.end(1)) else None


def find_antecedent(discourse: Discourse, entities: EntityMentions, source: Span) -> Entity | Span | None:
    """Return the antecedent of a relative pronoun: a person, the span of a noun phrase, or None if it is not clear."""
    start = max(discourse.sentence_start(source.start), source.start - _REACH)
    before = discourse.text[start : source.start]
    mentions = entities.within(start, source.start)
    for mention in reversed(mentions):
        if _APPOSITION.fullmatch(discourse.text, mention.end, source.start):
            return mention.entity
    if re.search(r"\b(?:and|or|but) $", before):  # "who stayed, and who"
        earlier = [*re.finditer(r"\bwho\b", before)]
        first = Span(start + earlier[-1].start(), source.start) if earlier else None
        return find_antecedent(discourse, entities, first) if first else None
    writer = _AS_WRITER.match(discourse.text, start)
    if writer:
        return Span(*writer.span(1))
    phrase = _BEFORE_RELATIVE.sub("", before)
    is_thing = source.slice(discourse.text).casefold() == "which"
    plural = None if is_thing else _PLURAL_PHRASE.search(phrase)
    if plural:
        return Span(*plural.span()).shift(start)
    nouns = _NOUN_PHRASE.search(phrase)
    if nouns and mentions and re.search(r"\b(?:is|was|as) $", phrase[: nouns.start()]):
        return mentions[-1].entity  # "Ruiz is a farmer who"
    return Span(start + nouns.start(), start + len(phrase)) if nouns else None

"""Personal pronouns: the person that each "he", "she", "his" and "her" of an article refers to.

A pronoun refers to the most salient person before it of its gender: one mentioned recently, as a subject or a source,
outside quotations (Grosz, Joshi and Weinstein, Centering, 1995; Lappin and Leass, 1994). Cataphora is not resolved.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference.entities import Entity, EntityMention
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.discourse import Discourse
from index.text.letters import CAPITALS
from index.text.spans import Span

_PERSONAL_PRONOUN = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Hh]imself|[Ss]he|[Hh]er|[Hh]ers|[Hh]erself)\b")
_BEFORE_OBJECT = re.compile(
    r"\b(?:of|with|by|to|for|against|about|from|on|over|at|between|and|than|like|towards?|under|behind|into|call(?:ing|ed)"
    r"|urged|urging|told|endorsed|attacked|accused|criticized|supports?|backing|beat|defeat|versus|vs\.)"
    r" (?:[\w.]+ )?$"
)
_BEFORE_VERB = re.compile(
    r"(?:\s\([^)]{1,20}\))?(?:,[^,“”\"\n]{1,90},)?(?:\s(?:of|at"
    rf"|from)(?:\s(?:the\s)?[{CAPITALS}][\w.]*)+)?,?\s(?:\w+ly )?"
    r"(?:said|says|told|\w+ed\b|is|was|has|had|will|would|went|took|made|gave|spoke|wrote|thinks?|believes?|wants?"
    r"|continues?|argues?|adds?|claims?|responds?|tells|also|does|did|can|could|may|might|should"
    r"|\w+s (?:that|the|a|his|her)\b)"
)
_ASKED_BEFORE = re.compile(r"\b(?:asked|pressed|questioned) (?:[\w.]+ ){0,3}$")
_INTRODUCTION = re.compile(
    r",\s(?:\d\d\b|(?:the|an?|one of|its|former|chair\w*|president|director|co-\w+|chief|executive)\s)"
)
_RELATIVE_BEFORE = re.compile(r", whose (?:\w+ ){0,3}$")
_POSSESSIVE = re.compile(r"[’']s")
_AFTER_SAID = re.compile(r"\b(?:said|says|added|asked|wrote|continued|explained|according to) (?:[\w.’'-]+ ){0,5}$")
_SAYING = re.compile(r"\s(?:said|says|added|adds|argued|argues|wrote|explained|noted|acknowledge[sd]|told)\b")
_FRONTED_CLAUSE = re.compile(
    r"\s*(?:Asked|As|When|After|In|At|On|While|Although|Though|Before|During|If|Speaking|With|For|By|Later)\b"
)
_CONTEXT = 40  # code points before a mention in which its role in the sentence is looked for
_SENTENCE_BEGINNING = 60  # code points from the start of a sentence
_CANDIDATES = 16  # latest mentions that are scored for each pronoun
_LONGEST_PARAGRAPH = 1500  # code points before a pronoun in which its paragraph begins
_LONGEST_DISTANCE = 8  # sentences; a mention further away loses no more
_MOST_MENTIONS = 4  # of a person; more add nothing

# Weights of salience, tuned on news. Of a mention by name:
_SUBJECT, _AFTER_SUBJECT, _OBJECT = 0.8, -0.5, -0.6
_EARLY, _POSSESSOR = 0.5, -0.5
_ASKED, _INTRODUCED, _IN_SOURCE = 1.5, 1.0, 1.0
# Of a mention by pronoun:
_SUBJECT_PRONOUN, _OTHER_PRONOUN, _SOURCE_PRONOUN = 1.0, 0.2, 0.8
# Of an antecedent for one pronoun:
_PER_SENTENCE, _PER_MENTION = -0.7, 0.12
_SAME_PARAGRAPH, _NEW_SUBJECT = 0.8, 0.4
_QUOTED, _UNKNOWN_GENDER, _IN_OWN_CONTENT = -2.0, -0.6, -1.2


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """A mention of a person, by name or by pronoun, and its salience."""

    position: int
    entity: Entity
    sentence: int
    weight: float
    is_quoted: bool
    is_new: bool = False  # the first mention of a person, as a subject


def resolve_personal_pronouns(
    discourse: Discourse, entities: EntityMentions, sources: Sequence[Span]
) -> dict[int, Entity]:
    """Return the referents of singular personal pronouns by position, without those that are not clear."""
    ordered_sources = sorted(sources)
    resolved: dict[int, Entity] = {}
    antecedents: list[_Antecedent] = []
    known: set[int] = set()  # entities that were mentioned
    for each in _in_order(discourse.text, entities):
        if isinstance(each, EntityMention):
            before = antecedents[-1] if antecedents else None
            mention = _score_mention(discourse, each, ordered_sources, is_known=id(each.entity) in known)
            known.add(id(each.entity))
            # Another person in the sentence of a subject is its object.
            is_object = (
                before and before.sentence == mention.sentence and before.weight >= _SUBJECT and not before.is_quoted
            )
            antecedents.append(replace(mention, weight=mention.weight + _AFTER_SUBJECT) if is_object else mention)
            continue
        entity = _choose_antecedent(discourse, each, antecedents)
        if entity:
            position = each.start()
            resolved[position] = entity
            weight = _SUBJECT_PRONOUN if each[0].lower() in {"he", "she"} else _OTHER_PRONOUN
            weight += _SOURCE_PRONOUN * (_source_at(position, ordered_sources) is not None)
            is_quoted = discourse.quotation_at(position) is not None
            antecedents.append(_Antecedent(position, entity, discourse.sentence_number(position), weight, is_quoted))
    return resolved


def _in_order(text: str, entities: EntityMentions) -> list[EntityMention | re.Match[str]]:
    """Return the mentions and the personal pronouns of an article in the order of its text."""
    both: list[tuple[int, EntityMention | re.Match[str]]] = [(each.start, each) for each in entities.mentions]
    both += [(match.start(), match) for match in _PERSONAL_PRONOUN.finditer(text)]
    return [each for _, each in sorted(both, key=lambda pair: pair[0])]


def _score_mention(
    discourse: Discourse, mention: EntityMention, sources: Sequence[Span], *, is_known: bool
) -> _Antecedent:
    text, start = discourse.text, mention.start
    sentence_start = discourse.sentence_start(start)
    before = text[max(sentence_start, start - _CONTEXT) : start]
    is_subject = _BEFORE_VERB.match(text, mention.end) or _AFTER_SAID.search(before)
    is_early = start - sentence_start < _SENTENCE_BEGINNING
    is_possessive = bool(not is_early and _POSSESSIVE.match(text, mention.end))
    is_object = bool(_BEFORE_OBJECT.search(before) or _RELATIVE_BEFORE.search(before))
    weight = _SUBJECT if is_subject and not _RELATIVE_BEFORE.search(before) else 0.0
    weight += _EARLY * is_early + _OBJECT * is_object + _POSSESSOR * is_possessive
    is_introduced = bool(mention.is_full_name and _INTRODUCTION.match(text, mention.end))
    weight += _ASKED * bool(_ASKED_BEFORE.search(before)) + _INTRODUCED * is_introduced
    source = _source_at(start, sources)
    weight += _IN_SOURCE * bool(source and source.start >= sentence_start)
    is_quoted = discourse.quotation_at(start) is not None
    is_new = not is_known and bool(is_subject)
    return _Antecedent(start, mention.entity, discourse.sentence_number(start), weight, is_quoted, is_new)


def _source_at(position: int, sources: Sequence[Span]) -> Span | None:
    """Return the source at a position."""
    number = bisect_right(sources, position, key=lambda source: source.start) - 1
    return sources[number] if number >= 0 and position < sources[number].end else None


def _choose_antecedent(
    discourse: Discourse, pronoun: re.Match[str], antecedents: Sequence[_Antecedent]
) -> Entity | None:
    gender = "m" if pronoun[0].lower().startswith("hi") or pronoun[0].lower() == "he" else "f"
    sentence = discourse.sentence_number(pronoun.start())
    is_quoted = discourse.quotation_at(pronoun.start()) is not None
    paragraph = discourse.text.rfind("\n", max(0, pronoun.start() - _LONGEST_PARAGRAPH), pronoun.start()) + 1
    is_tag = _is_quotative(discourse, pronoun)
    scores: dict[int, tuple[float, Entity]] = {}
    for antecedent in antecedents[-_CANDIDATES:]:
        entity = antecedent.entity
        if entity.gender not in {gender, None}:
            continue
        score = antecedent.weight + _PER_SENTENCE * min(sentence - antecedent.sentence, _LONGEST_DISTANCE)
        score += _QUOTED * (antecedent.is_quoted and not is_quoted) + _UNKNOWN_GENDER * (entity.gender is None)
        score += _PER_MENTION * min(entity.forms.total(), _MOST_MENTIONS)
        score += _SAME_PARAGRAPH * (antecedent.position >= paragraph and antecedent.weight >= _SUBJECT)
        score += _NEW_SUBJECT * (antecedent.is_new and sentence - antecedent.sentence <= 1)
        score += _IN_OWN_CONTENT * (is_tag and antecedent.sentence == sentence)
        best = scores.get(id(entity))
        scores[id(entity)] = (max(score, best[0]) if best else score, entity)
    return max(scores.values(), key=lambda pair: pair[0])[1] if scores else None


def _is_quotative(discourse: Discourse, pronoun: re.Match[str]) -> bool:
    """Return whether a pronoun is in ", he said" after content: persons in that content are only talked about."""
    if not discourse.text[max(0, pronoun.start() - 2) : pronoun.start()].startswith(","):
        return False
    start = discourse.sentence_start(pronoun.start())
    is_fronted = _FRONTED_CLAUSE.match(discourse.text, start)
    return not is_fronted and bool(_SAYING.match(discourse.text, pronoun.end()))

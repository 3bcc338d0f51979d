"""Coreference resolution: the speaker that each source of an article refers to, with the office that the article gives.

A source is a name, a pronoun, an office or a document. A source whose referent is not clear has no speaker.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from index.attribution.coreference.bylines import measure_byline
from index.attribution.coreference.descriptions import (
    ANAPHOR,
    CHIEF_DIPLOMAT,
    STYLED,
    Descriptions,
    find_noun,
    is_one_person,
    is_party,
)
from index.attribution.coreference.first_person import Authors
from index.attribution.coreference.identity import (
    Referent,
    expand_initials,
    find_full_name,
    find_head,
    identify_institution,
    identify_person,
)
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.coreference.offices import is_office_before
from index.attribution.coreference.other_pronouns import find_antecedent, find_subject
from index.attribution.coreference.personal_pronouns import resolve_personal_pronouns
from index.attribution.coreference.phrases import (
    AFTER_NAME,
    AGED_PERSON,
    DESCRIBED_PERSON,
    EARLIER_DOCUMENT,
    FIRST_DESCRIPTION,
    IN_A_DOCUMENT,
    ISSUED_DOCUMENT,
    NO_SPEAKER,
    PLURAL,
    SENTENCE_OPENING,
    fits_description,
)
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.statements import Speaker
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.spans import Span

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves"})
_UNRESOLVED = frozenset({"you", "your", "one", "both", "this", "these", "those", "what", "all"})
_POSSESSIVE = re.compile(r"(?:his|her|their|its|our|my|your)\b", re.IGNORECASE)
_COURTESY = re.compile(r"^(?:Mrs?|Ms|Miss|Mx)\.? (?=\S+ \S)")  # of a full name
_PERSON_OF_BODY = re.compile(rf"((?:[{CAPITALS}][\w’'-]+ ){{1,2}}[{CAPITALS}][\w’'-]+) of the [{CAPITALS}].*")
_OWN_DOCUMENT = re.compile(rf"(?:its|their) (?:[a-z-]+ ){{0,2}}(?:{'|'.join(VOCABULARY.documents)})s?")
_PUNCTUATION = ' \t\n,;:.–—-"“”'
_LONGEST_PARAGRAPH = 3000  # code points before a source in which its paragraph begins
_SENTENCES_BACK = 3  # from "they" or "it" to the group or institution that spoke
_FIRST_SENTENCES = 4  # of a report, in which a person is described before the name
_SOURCES_AROUND = 30  # sources before, or on either side, that are searched
_SPEAKER_DISTANCE = 440  # code points from a quotation to the source of its speaker
_BEFORE_QUOTATION = 20  # code points that a source before a quotation counts as further away than one after it

_start = attrgetter("start")


def resolve_speakers(discourse: Discourse, sources: Sequence[Span], context: ArticleContext) -> list[Speaker | None]:
    """Return the speaker of each source, in the order given; None where the referent is not clear."""
    return _Resolver(discourse, sources, context).resolve() if sources else []


class _Resolver:
    def __init__(self, discourse: Discourse, sources: Sequence[Span], context: ArticleContext) -> None:
        self.discourse, self.sources, self.context = discourse, sources, context
        self.text = discourse.text
        self.entities = EntityMentions(discourse, sources)
        self.pronouns = resolve_personal_pronouns(discourse, self.entities, sources)
        self.authors = Authors(self.text)
        self.referents: list[Referent | None] = [None] * len(sources)
        self.bodies: dict[str, Referent] = {}  # by its last word: the body that spoke last
        self.descriptions = Descriptions(discourse, self.entities)
        self.introduced: dict[str, Referent] = {}  # by its noun: who was introduced by it, without a name
        self.issuer: Referent | None = None  # of the document that was mentioned last

    def resolve(self) -> list[Speaker | None]:
        first_person = [self._word(source) in _FIRST_PERSON for source in self.sources]
        for number, source in enumerate(self.sources):
            if not first_person[number]:
                self.referents[number] = referent = self._resolve(number, source)
                if referent and not referent.is_person and referent.name[0].isupper():
                    self.bodies[referent.name.rsplit(maxsplit=1)[-1].casefold()] = referent
        for number in range(len(self.sources)):  # the speaker of a quotation may be named after it
            if first_person[number]:
                self.referents[number] = self._resolve_first_person(number)
        return [*map(_to_speaker, self.referents, self.sources)]

    def _word(self, source: Span) -> str:
        return source.slice(self.text).casefold()

    def _resolve(self, number: int, source: Span) -> Referent | None:
        word = self._word(source)
        if word in _PERSONAL:
            described = self.descriptions.find_described_subject(source) if word in {"he", "she"} else None
            if described is None:
                return identify_person(self.pronouns.get(source.start))
            holder = self.entities.find_holder(re.sub(r"^[Tt]he ", "", described), source.start)
            return identify_person(holder) or identify_institution(described)
        if word in _RELATIVE:
            return self._resolve_relative(source)
        if word in _NEUTER or word in _PLURAL or _OWN_DOCUMENT.fullmatch(word):
            return self._resolve_group(number, plural=word in _PLURAL or word.startswith("their "))
        return None if word in _UNRESOLVED else self._resolve_phrase(source)

    def _resolve_phrase(self, source: Span) -> Referent | None:
        source = Span(source.start + measure_byline(source.slice(self.text)), source.end)
        words = " ".join(source.slice(self.text).split()).strip(_PUNCTUATION)
        words = AFTER_NAME.sub("", re.sub(r"[’']s?$", "", SENTENCE_OPENING.sub("", words)))
        if words.split(" ", 1)[0] in VOCABULARY.name_prefixes:  # the heading "Commissioner Ruiz on the floods in Lusk"
            words = re.sub(r" (?:on|at|after|following) .*", "", words)
        if not words or words.lower().startswith("whose "):
            return None
        issued = ISSUED_DOCUMENT.search(words)
        if issued:
            self.issuer = identify_institution(issued[1])
            return self.issuer
        entity = find_head(self.text, self.entities, source)
        if entity is None and self.entities.is_shared(words):
            return None
        member = _PERSON_OF_BODY.fullmatch(words) if entity is None else None
        if member and not VOCABULARY.has_other_word(member[1].split()):
            words = member[1]  # "Ferhat Ruiz of the International Lamp Organization"
        referent = identify_person(entity) if entity else self._resolve_office(source, words)
        if referent and IN_A_DOCUMENT.match(self.text, source.end):
            self.issuer = referent
        return referent

    def _resolve_office(self, source: Span, words: str) -> Referent | None:
        """Return the referent of a noun phrase without a name: an office, a document or an institution."""
        if _POSSESSIVE.match(words):
            return self._resolve_possessive(source, words)
        noun = re.sub(r"^[Tt]he ", "", words)
        if noun != words:
            referent = self._resolve_definite(noun, words, source)
            if referent or ANAPHOR.fullmatch(noun):
                return referent
        elif (introducing := find_noun(words)) is not None:
            self.introduced[introducing] = identify_institution(words)
            return self.introduced[introducing]
        return self._find_named_later(words, source) or identify_institution(expand_initials(self.text, noun) or words)

    def _resolve_possessive(self, source: Span, words: str) -> Referent | None:
        """Return the referent of "His Excellency", "her lawyer", "our mission"."""
        if STYLED.match(words):
            name = self.descriptions.find_styled(source, words)
            entity = find_head(self.text, self.entities, name) if name else None
            return identify_person(entity) or (Referent(name.slice(self.text)) if name else None)
        if not words.casefold().startswith(("his", "her")):
            return Referent(words)
        owner = self.pronouns.get(source.start)
        return Referent(f"{owner.name}’s{words[3:]}") if owner else None

    def _resolve_definite(self, noun: str, words: str, source: Span) -> Referent | None:
        """Return the holder of an office, an issuer, a body, or somebody described, that was mentioned before."""
        holder = self.entities.find_holder(noun, source.start)
        if holder:
            return identify_person(holder)
        if EARLIER_DOCUMENT.match(words):
            return self.issuer or Referent(words[0].lower() + words[1:])
        body = self.bodies.get(noun) or find_full_name(self.text, noun, source.start)
        return body or self._find_described(noun, source) or self.introduced.get(noun.casefold())

    def _find_named_later(self, words: str, source: Span) -> Referent | None:
        """Return the person whom the next source names, where a report begins with a description of him.

        "The head of the agency warned ...": it is the first source of the report, and the next one is a name that was
        not mentioned before, without an office beside it, or with the same one.
        """
        description = FIRST_DESCRIPTION.match(words)
        number = bisect_right(self.sources, source.start, key=_start)
        if not description or number != 1 or number >= len(self.sources):
            return None
        following = self.sources[number]
        if self.discourse.sentence_number(following.start) > _FIRST_SENTENCES:
            return None
        entity = find_head(self.text, self.entities, following)
        mentions = self.entities.within(0, following.end)
        if entity is None or any(each.entity is entity and each.start < following.start for each in mentions):
            return None
        offices = " ".join(entity.offices).casefold()
        is_same = not offices or (description[1] or description[2]).casefold() in offices
        return identify_person(entity) if is_same and " " in entity.name else None

    def _find_described(self, noun: str, source: Span) -> Referent | None:
        """Return the one person who spoke in the sentences before, whom "the Kremlin official" describes."""
        is_aged = bool(AGED_PERSON.search(noun) or CHIEF_DIPLOMAT.search(noun))
        if is_party(noun):
            return identify_person(self.descriptions.find_only_person_before(source))
        if not is_aged and not DESCRIBED_PERSON.search(noun):
            return None
        sentence = self.discourse.sentence_number(source.start)
        people: dict[str, Referent] = {}
        for number in range(bisect_left(self.sources, source.start, key=_start) - 1, -1, -1):
            referent = self.referents[number]
            if sentence - self.discourse.sentence_number(self.sources[number].start) > _SENTENCES_BACK:
                break
            if referent and referent.is_person and (is_aged or fits_description(noun, referent.role or "")):
                people.setdefault(referent.name, referent)
        return people.popitem()[1] if len(people) == 1 else None

    def _resolve_relative(self, source: Span) -> Referent | None:
        antecedent = find_antecedent(self.discourse, self.entities, source)
        if not isinstance(antecedent, Span):
            return identify_person(antecedent)
        if antecedent.slice(self.text) != "I":
            return self._resolve_phrase(antecedent)
        return None if self.discourse.quotation_at(antecedent.start) else self._author(antecedent.start)

    def _resolve_group(self, number: int, *, plural: bool) -> Referent | None:
        """Return the group or institution that spoke last, or else the subject of the sentence or the one before."""
        subject = find_subject(self.discourse, self.entities, self.sources[number], plural=plural)
        start = self.text.rfind(
            "\n", max(0, self.sources[number].start - _LONGEST_PARAGRAPH), self.sources[number].start
        )
        return (
            self._last_group(number, start, plural=plural)
            or (identify_institution(subject) if subject else None)
            or self._last_group(number, 0, plural=plural)
        )

    def _last_group(self, number: int, start: int, *, plural: bool) -> Referent | None:
        """Return the group or institution that spoke last before a source, at `start` or after it."""
        sentence = self.discourse.sentence_number(self.sources[number].start)
        for before in range(number - 1, max(0, number - _SOURCES_AROUND) - 1, -1):
            referent, source = self.referents[before], self.sources[before]
            word = self._word(source)
            if source.start < start or sentence - self.discourse.sentence_number(source.start) > _SENTENCES_BACK:
                break
            if referent is None or referent.is_person or word in _RELATIVE:
                continue
            if not plural and is_one_person(referent.name):
                continue
            if is_office_before(f"{referent.name} ", len(referent.name) + 1):
                continue
            if plural == bool(PLURAL.search(referent.name)) or (plural and word in _PLURAL):
                return referent
        return None

    def _resolve_first_person(self, number: int) -> Referent | None:
        """Return the referent of "I": the nearest source outside its quotation; the author outside quotations."""
        source = self.sources[number]
        quotation = self.discourse.quotation_at(source.start)
        if quotation is None:
            return self._author(source.start)
        around = slice(max(0, number - _SOURCES_AROUND), number + _SOURCES_AROUND)
        outside = [
            (_distance(quotation, other), referent)
            for other, referent in zip(self.sources[around], self.referents[around], strict=True)
            if referent and self.discourse.quotation_at(other.start) is None
        ]
        distance, nearest = min(outside, key=lambda pair: pair[0], default=(_SPEAKER_DISTANCE, None))
        return nearest if distance < _SPEAKER_DISTANCE else None

    def _author(self, position: int) -> Referent | None:
        """Return the referent of "I" outside quotations: the article's speaker, or else its author."""
        context = self.context
        if context.speaker:
            return Referent(context.speaker, context.speaker_role, load_gazetteer().resolve_country(context.country))
        name = self.authors.find_author(position)
        return Referent(name) if name else None


def _to_speaker(referent: Referent | None, source: Span) -> Speaker | None:
    """Return a referent as the speaker of a statement; None for a name without a letter, and for "many" or a date."""
    if referent is None or not any(map(str.isalpha, referent.name)):
        return None
    if not referent.is_person and NO_SPEAKER.match(referent.name):
        return None
    return Speaker(_COURTESY.sub("", referent.name), referent.role, referent.country, source)


def _distance(quotation: Span, source: Span) -> int:
    """Return how far a source is from a quotation, in code points."""
    after = source.start - quotation.end
    return after if after >= 0 else quotation.start - source.end + _BEFORE_QUOTATION

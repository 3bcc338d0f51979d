"""Speakers: whom each source of an article stands for, under one name, with the office that the article gives.

A source is a name, a pronoun, an office or a document; whoever is not clear stays unknown rather than guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.coreference.first_person import Signers
from index.attribution.coreference.identity import Identity, head, in_full, institution, person
from index.attribution.coreference.mentions import Cast
from index.attribution.coreference.offices import is_office
from index.attribution.coreference.other_pronouns import antecedent, subject
from index.attribution.coreference.personal_pronouns import personal
from index.attribution.coreference.phrases import AFTER_NAME, IS_DOCUMENT, ISSUED, NO_SPEAKER, OPENING, PLURAL, STATES
from index.attribution.discourse import Page
from index.attribution.statements import Speaker
from index.names.gazetteer import aliases
from index.text.spans import Span

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
_SPEAKING = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_THING = frozenset({"it", "its", "itself"})
_GROUP = frozenset({"they", "their", "them", "themselves"})
_OTHER = frozenset({"you", "your", "one", "both", "this", "these", "those", "what", "all"})
_EDGES = ' \t\n,;:.–—-"“”'
_BACK = 3  # sentences from a group that spoke to "they"
_AROUND = 30  # sources that are looked at
_NEAR = 440  # code points from a quotation to who speaks in it


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the whole article: its title, and who speaks where it is one person's words."""

    title: str = ""
    speaker: str | None = None
    speaker_role: str | None = None
    country: str | None = None


def identify(text: str, sources: Sequence[Span], known: Known) -> list[Speaker | None]:
    """Tell for each source, in the order given, whom it stands for; None where that is not clear."""
    if not sources:
        return []
    return _Reading(text, sources, known).speakers()


class _Reading:
    def __init__(self, text: str, sources: Sequence[Span], known: Known) -> None:
        self.text, self.sources, self.known = text, sources, known
        self.page, self.cast = Page(text), Cast(text, sources)
        self.pronouns = personal(self.page, self.cast, sources)
        self.found: list[Identity | None] = [None] * len(sources)
        self.signers = Signers(text)
        self.issuer: Identity | None = None  # of the document that was named last

    def speakers(self) -> list[Speaker | None]:
        late = []
        for place, source in enumerate(self.sources):
            if source.slice(self.text).casefold() in _SPEAKING:
                late.append(place)
            else:
                self.found[place] = self._name(place, source)
        for place in late:
            self.found[place] = self._speaking(place)
        return [self._told(one, source) for one, source in zip(self.found, self.sources, strict=True)]

    def _told(self, one: Identity | None, source: Span) -> Speaker | None:
        """Give a speaker as a statement tells them; a sign without a letter is nobody."""
        spelt = one is not None and any(map(str.isalpha, one.name))
        if one is None or not spelt or (one.figure is None and NO_SPEAKER.match(one.name)):
            return None
        return Speaker(one.name, one.role, one.country, source)

    def _name(self, place: int, source: Span) -> Identity | None:
        word = source.slice(self.text).casefold()
        if word in _PERSONAL:
            return person(self.pronouns.get(source.start))
        if word in _RELATIVE:
            return self._related(source)
        if word in _THING | _GROUP:
            return self._together(place, plural=word in _GROUP)
        return None if word in _OTHER else self._described(source)

    def _described(self, source: Span) -> Identity | None:
        words = " ".join(source.slice(self.text).split()).strip(_EDGES)
        words = AFTER_NAME.sub("", re.sub(r"[’']s?$", "", OPENING.sub("", words)))
        if not words:
            return None
        if words.lower().startswith("whose "):
            return None
        issued = ISSUED.search(words)
        if issued:
            self.issuer = institution(issued[1])
            return self.issuer
        mention = head(self.text, self.cast, source)
        one = person(mention) if mention else self._office(source, words)
        if one and STATES.match(self.text, source.end):
            self.issuer = one
        return one

    def _office(self, source: Span, words: str) -> Identity | None:
        owner = re.match(r"(?:his|her)\b", words, re.IGNORECASE)
        if owner:
            figure = self.pronouns.get(source.start)
            return Identity(f"{figure.name}’s{words[3:]}") if figure else None
        if re.match(r"(?:their|its|our|my|your)\b", words, re.IGNORECASE):
            return Identity(words)
        bare = re.sub(r"^[Tt]he ", "", words)
        if bare != words:
            figure = self.cast.holder(bare, source.start)
            if figure:
                return person(figure)
            if IS_DOCUMENT.match(words):
                return self.issuer or Identity(words[0].lower() + words[1:])
            return self._called(bare) or institution(in_full(self.text, bare) or words)
        return institution(in_full(self.text, words) or words)

    def _called(self, noun: str) -> Identity | None:
        """Give the institution that spoke last whose name ends in a noun: "the ministry" is the Defence Ministry."""
        if not noun.isalpha() or not noun.islower():
            return None
        spoken = (one for one in reversed(self.found) if one and one.figure is None)
        return next(
            (one for one in spoken if one.name.rsplit(maxsplit=1)[-1].casefold() == noun and one.name[0].isupper()),
            None,
        )

    def _related(self, source: Span) -> Identity | None:
        """Give whom a relative clause is about."""
        whom = antecedent(self.page, self.cast, source)
        if not isinstance(whom, Span):
            return person(whom)
        if whom.slice(self.text) != "I":
            return self._described(whom)
        return None if self.page.quotation(whom.start) else self._author(whom.start)

    def _together(self, place: int, *, plural: bool) -> Identity | None:
        """Give the institution or the group that spoke last, or that the sentence before is about."""
        about = subject(self.page, self.cast, self.sources[place], plural=plural)
        return self._before(place, plural=plural) or (institution(about) if about else None)

    def _before(self, place: int, *, plural: bool) -> Identity | None:
        here = self.page.sentence(self.sources[place].start)
        lately = slice(max(0, place - _AROUND), place)
        for one, span in zip(self.found[lately][::-1], self.sources[lately][::-1], strict=True):
            word = span.slice(self.text).casefold()
            if here - self.page.sentence(span.start) > _BACK:
                break
            if one is None or one.figure or word in _RELATIVE or is_office(f"{one.name} ", len(one.name) + 1):
                continue
            if plural == bool(PLURAL.search(one.name)) or (plural and word in _GROUP):
                return one
        return None

    def _speaking(self, place: int) -> Identity | None:
        """Give who says "I": of the sources outside the quotation it stands in, the nearest."""
        source = self.sources[place]
        quote = self.page.quotation(source.start)
        if quote is None:
            return self._author(source.start)
        around = slice(max(0, place - _AROUND), place + _AROUND)
        outside = [
            (_distance(quote, other), one)
            for other, one in zip(self.sources[around], self.found[around], strict=True)
            if one and self.page.quotation(other.start) is None
        ]
        near = min(outside, key=lambda pair: pair[0], default=None)
        return near[1] if near and near[0] < _NEAR else None

    def _author(self, position: int) -> Identity | None:
        """Give whose first person the article itself is, outside quotations."""
        told = self.known
        if told.speaker:
            return Identity(told.speaker, told.speaker_role, aliases().country(told.country))
        name = self.signers.at(position)
        return Identity(name) if name else None


def _distance(quote: Span, source: Span) -> int:
    after = source.start - quote.end
    return after if after >= 0 else quote.start - source.end + 20

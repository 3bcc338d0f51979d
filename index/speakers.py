"""Speakers: whom each source of an article stands for, under one name, with the office that the article gives.

A source is a name, a pronoun, an office or a document; whoever is not clear stays unknown rather than guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.aliases import aliases
from index.characters import Figure
from index.groups import subject
from index.identities import Identity, institution, person
from index.named import Cast
from index.phrases import (
    APPOSED,
    AS_ONE,
    HEADED,
    IS_DOCUMENT,
    ISSUED,
    JOINED,
    NOUNS,
    OPENING,
    PLURAL,
    STATES,
    TRAIL,
)
from index.pronouns import Page, personal
from index.roles import is_office
from index.signers import Signers
from index.spans import Span
from index.statements import Speaker

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
_SPEAKING = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_THING = frozenset({"it", "its", "itself"})
_GROUP = frozenset({"they", "their", "them", "themselves"})
_OTHER = frozenset({"you", "your", "one", "both", "this", "these", "those", "what", "all"})
_EDGES = ' \t\n,;:.–—-"“”'
_SPELT = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general"}
_BACK = 3  # sentences from a group that spoke to "they"
_LATELY, _AROUND = 200, 30  # mentions and sources that are looked at
_NEAR = 220  # code points


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
            if source.of(self.text).casefold() in _SPEAKING:
                late.append(place)
            else:
                self.found[place] = self._name(place, source)
        for place in late:
            self.found[place] = self._speaking(place)
        pairs = zip(self.found, self.sources, strict=True)
        return [Speaker(one.name, one.role, one.country, source) if one else None for one, source in pairs]

    def _name(self, place: int, source: Span) -> Identity | None:
        word = source.of(self.text).casefold()
        if word in _PERSONAL:
            return person(self.pronouns.get(source.start))
        if word in _RELATIVE:
            return self._antecedent(source)
        if word in _THING | _GROUP:
            return self._before(place, plural=word in _GROUP)
        return None if word in _OTHER else self._described(source)

    def _described(self, source: Span) -> Identity | None:
        words = " ".join(source.of(self.text).split()).strip(_EDGES)
        words = re.sub(r"[’']s?$", "", OPENING.sub("", words))
        if not words:
            return None
        if words.lower().startswith("whose "):
            return None
        issued = ISSUED.search(words)
        if issued:
            self.issuer = institution(issued[1])
            return self.issuer
        mention = self._head(source)
        one = person(mention) if mention else self._office(source, words)
        if one and STATES.match(self.text, source.end):
            self.issuer = one
        return one

    def _head(self, source: Span) -> Figure | None:
        """Give the person whom a source is about: "Ana Ruiz, a friend of Bo Li", "Li's friend Ana Ruiz"."""
        inside = self.cast.within(source.start, source.end)
        said = self.text
        for mention in inside:
            before, after = said[source.start : mention.start], said[mention.end : source.end]
            if re.search(r"\b(?:of|to|for|by|with|from|in|on|about|against)\s(?:[\w.]+\s)?$", before) or re.match(
                r"[’']s?\s", after
            ):
                continue
            if JOINED.match(after):
                return None
            if re.match(r"\s*(?:$|,|\(|who\b|of\b|in\b|at\b|-|–|—|[’']s?$|:|\.)", after):
                return mention.figure
        return None

    def _office(self, source: Span, words: str) -> Identity | None:
        owner = re.match(r"(?:his|her)\b", words, re.IGNORECASE)
        if owner:
            figure = self.pronouns.get(source.start)
            return Identity(f"{figure.name}’s{words[3:]}") if figure else None
        if re.match(r"(?:their|its|our|my|your)\b", words, re.IGNORECASE):
            return Identity(words)
        bare = re.sub(r"^[Tt]he ", "", words)
        if bare != words:
            figure = self._holder(source, bare)
            if figure:
                return person(figure)
            if IS_DOCUMENT.match(words):
                return self.issuer or Identity(words[0].lower() + words[1:])
            return self._called(bare) or institution(words)
        return institution(words)

    def _called(self, noun: str) -> Identity | None:
        """Give the institution that spoke last whose name ends in a noun: "the ministry" is the Defence Ministry."""
        if not noun.isalpha() or not noun.islower():
            return None
        spoken = (one for one in reversed(self.found) if one and one.figure is None)
        return next(
            (one for one in spoken if one.name.rsplit(maxsplit=1)[-1].casefold() == noun and one.name[0].isupper()),
            None,
        )

    def _holder(self, source: Span, office: str) -> Figure | None:
        """Give the one last named of whom the article says all words of an office."""
        wanted = set(re.findall(r"\w+", re.sub(r" (?:for|of|in) .*", "", office).casefold()))
        for mention in reversed(self.cast.within(0, source.start)[-_LATELY:]):
            held = {word for role in mention.figure.offices for word in re.findall(r"\w+", role.casefold())}
            held |= {_SPELT[word] for word in held & _SPELT.keys()}
            if wanted <= held:
                return mention.figure
        return None

    def _antecedent(self, source: Span) -> Identity | None:
        begins = max(self.page.beginning(source.start), source.start - _NEAR)
        before = self.text[begins : source.start]
        mentions = self.cast.within(begins, source.start)
        apposed = (one for one in reversed(mentions) if APPOSED.fullmatch(self.text, one.end, source.start))
        named = next(apposed, None)
        if named:
            return person(named.figure)
        if re.search(r"\b(?:and|or|but) $", before):  # "who stayed, and who"
            earlier = [*re.finditer(r"\bwho\b", before)]
            return self._antecedent(Span(begins + earlier[-1].start(), begins + earlier[-1].end())) if earlier else None
        if AS_ONE.match(self.text, begins) and self.page.quotation(source.start) is None:
            return self._author(source.start)
        close = TRAIL.sub("", before)
        several = HEADED.search(close) if source.of(self.text).casefold() != "which" else None
        if several:
            return self._described(Span(begins + several.start(1), begins + several.end(1)))
        nouns = NOUNS.search(close)
        if nouns is None:
            return None
        if mentions and re.search(r"\b(?:is|was|as) $", close[: nouns.start()]):
            return person(mentions[-1].figure)  # "Ruiz is a farmer who"
        return self._described(Span(begins + nouns.start(), begins + len(close)))

    def _before(self, place: int, *, plural: bool) -> Identity | None:
        """Give the institution or the group that spoke last, or that the sentence before is about."""
        source = self.sources[place]
        here = self.page.sentence(source.start)
        for earlier in range(place - 1, -1, -1):
            one, span = self.found[earlier], self.sources[earlier]
            if here - self.page.sentence(span.start) > _BACK:
                break
            if (
                one is None
                or one.figure is not None
                or is_office(f"{one.name} ", len(one.name) + 1)
                or span.of(self.text).casefold() in _RELATIVE
            ):
                continue
            if plural == bool(PLURAL.search(one.name)) or (plural and span.of(self.text).casefold() in _GROUP):
                return one
        about = subject(self.page, self.cast, source, plural=plural)
        return institution(about) if about else None

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
        return near[1] if near and near[0] < 2 * _NEAR else None


    def _author(self, position: int) -> Identity | None:
        """Give whose first person the article itself is."""
        told = self.known
        if told.speaker:
            return Identity(told.speaker, told.speaker_role, aliases().country(told.country))
        name = self.signers.at(position)
        return Identity(name) if name else None


def _distance(quote: Span, source: Span) -> int:
    after = source.start - quote.end
    return after if after >= 0 else quote.start - source.end + 20

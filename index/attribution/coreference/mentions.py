"""Mentions: where an article mentions persons by name or by office, each linked to its entity.

A person's name is distinguished from a place's or a paper's by an office before it ("Sen. Ana Ruiz"), by a frequent
first name, or by a surname that occurs alone later.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from index.attribution.coreference.entities import Entity, EntityMention, infer_genders
from index.attribution.coreference.headlines import is_in_headline
from index.attribution.coreference.name_candidates import NameCandidate, find_candidates
from index.attribution.coreference.namesakes import Namesakes
from index.attribution.coreference.offices import (
    find_offices,
    find_offices_alone,
    is_office_after,
    is_office_before,
    is_same_office,
)
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.discourse import Discourse
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.spans import Span

_COUNTRY_AFTER = re.compile(rf" \([{CAPITALS}][\w ’'-]{{2,60}}\)(?:,| [a-z])")
_TITLE_AFTER = re.compile(rf", (?:[{CAPITALS}][\w-]+ |(?:of|for|the|and|to|in|on) ){{1,24}}")
_AGE = re.compile(r", \d\d,")
_SAYS_OR_AGE = re.compile(r",? (?:said|says|told|added)\b|, \d\d,")
_DESCRIPTION = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\b|[^\W\d_a-z][\w.-]*[’']s? )[^,\n]{2,80}, $"
    r"|[^\W\d_a-z][\w.-]*[’']s? (?:[a-z-]+ ){0,2}(?:diplomat|envoy|lawyer|spokes(?:man|woman|person)|negotiator|leader"
    r"|chief|boss|official|adviser|economist|analyst|expert|historian|activist|scientist|researcher|doctor|engineer) $"
)
_BLOOD_RELATIVE = re.compile(
    r"(?:\b[Hh]is|\b[Hh]er|[’']s)(?: (?:[a-z-]+|\d+-year-old)){0,2} (?:(?:grand)?(?:son|daughter|father|mother)"
    r"|brother|sister),? $"
)
_KIN_REACH = 250  # code points from a person to a relative who is called by the given name
_KIN_LEAD = 40  # code points of "his younger brother, "
_QUOTED_AFTER = re.compile(  # "NAME was mending nets. “I borrow,” he said."; "from NAME, who couples carriages"
    r"(?:,| [a-z])[^\n“”\"]{0,200}[.:][\n ]{1,3}[“\"][^“”\"\n]{4,500}[”\"],? (?:he|she) (?:said|says|added|adds|told)\b"
    r"|(?: \([^()\n]{2,40}\))?, who(?:se)? [a-z]"
)
_OF_MEN_AND_WOMEN = r"(?:spokes|chair|business|congress|police|states|council|assembly|fisher|noble)"
_GENDERED_OFFICE = re.compile(
    rf"\b(?:({_OF_MEN_AND_WOMEN}woman|actress|princess|queen|duchess|baroness)"
    rf"|{_OF_MEN_AND_WOMEN}man|king|prince|duke|baron)\b",
    re.IGNORECASE,
)
_APPOSED_TO = re.compile(rf"(?:\b[Tt]he|\b[Ii]ts|[’']s?) (?:[\w-]+ ){{0,3}}(?:{'|'.join(VOCABULARY.offices)}), $")
_APPOSED_REACH = 60  # code points of a description before a name
_OF_ITSELF = re.compile(  # "Les Lampes says its surgeons"
    r"(?: \([^()\n]{2,20}\))?, which\b|(?: \([^()\n]{2,20}\))? (?:says?|said|announced|reported|confirmed"
    r"|warned|estimates?d?)"
    r"(?: (?:on|in|late|early|today)\b[^,.\n]{0,30})? (?:that )?(?:its|it|they|their|we)\b"
)
_OF_ITSELF_ALONE = re.compile(r" [a-z]+(?:s|ed) its\b")  # "Lusk expressed its thanks"
_PLACED = re.compile(r"\b(?:from|in|at|near|across|around|outside|into|the) $")
_PLACE_REACH = 10  # code points before a name
_LONGEST_NAME = 5  # words
_USUAL_NAME = 3  # words; a longer sequence may be a heading
_HOLDER_REACH = 200  # mentions before an office among which its holder is looked for
_RARE = 3  # occurrences; a rarer name may be a misspelling
_MISSPELLING = 0.8  # similarity of a misspelling and the right spelling (difflib)
_LONGEST_INITIALS = 3  # letters; longer words in capitals are no names


class EntityMentions:
    """The persons of an article and their mentions, in the order of the text."""

    def __init__(self, discourse: Discourse, sources: Sequence[Span]) -> None:
        self._text = discourse.text
        self._source_ends = {source.start: source.end for source in sources}
        self._source_starts = {
            source.start + len(source.slice(self._text).rstrip(" ,")): source.start for source in sources
        }
        self._lower_case_words = frozenset(re.findall(r"(?<!\w)[a-z][\w’'-]*", self._text))
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_first_name: dict[str, list[Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._latest: dict[str, Entity] = {}
        self._family: dict[int, str] = {}  # by a relative who is called by the given name: the surname
        self._titled: dict[str, set[int]] = {}  # by surname: the namesakes who have been called by a title and it
        self._namesakes = Namesakes(self._text)
        candidates = [*find_candidates(self._text, self._lower_case_words)]
        self._explained_surnames = {
            each.surname for each in candidates if len(each.name) > 1 and VOCABULARY.gender(each.name[0])
        }
        self._within_sentences = {each.name[0] for each in candidates if not each.begins_sentence}
        self._collect_entities(candidates)
        self.mentions = [mention for each in candidates for mention in self._mentions_by_name(each)]
        self._starts = [mention.start for mention in self.mentions]
        self.mentions = sorted([*self.mentions, *self._mentions_by_office()], key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        infer_genders(self._text, self.mentions)

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Return the mentions that start in a range, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_shared(self, surname: str) -> bool:
        """Return whether several people of the article have a surname."""
        return len(self._by_surname.get(surname, ())) > 1

    def find_holder(self, office: str, position: int) -> Entity | None:
        """Return the holder of an office who was mentioned last before a position."""
        last = bisect_left(self._starts, position)
        recent = (mention.entity for mention in reversed(self.mentions[max(0, last - _HOLDER_REACH) : last]))
        return next((entity for entity in recent if any(is_same_office(each, office) for each in entity.offices)), None)

    def _collect_entities(self, candidates: Sequence[NameCandidate]) -> None:
        counts = Counter(candidate.name for candidate in candidates)
        for candidate in sorted(candidates, key=lambda each: -len(each.name)):  # a part of a name after the whole
            if len(candidate.name) > 1 and self._is_person(candidate, counts):
                self._add(candidate)
        latest: NameCandidate | None = None  # a person under the whole name
        for candidate in candidates:
            if len(candidate.name) > 1:
                latest = candidate if candidate.surname in self._by_surname else latest
            elif candidate.name[0] not in self._by_surname and candidate.name[0] not in self._by_first_name:
                self._collect_single(candidate, latest, counts)

    def _collect_single(
        self, candidate: NameCandidate, latest: NameCandidate | None, counts: Counter[tuple[str, ...]]
    ) -> None:
        """Add a single word that is in no whole name: a relative's given name, a misspelt surname or a surname."""
        word = candidate.name[0]
        is_source = candidate.start in self._source_ends
        is_rare = is_source and not candidate.has_personal_prefix and counts[candidate.name] < _RARE
        similar = get_close_matches(word, self._by_surname, n=1, cutoff=_MISSPELLING) if is_rare else []
        if latest and self._is_relative(latest, candidate):
            self._add(candidate)
            relative = self._by_surname[word][-1]
            self._by_surname[latest.surname].append(relative)
            self._family[id(relative)] = latest.surname
        elif similar:
            self._by_surname[word] = self._by_surname[similar[0]]
        elif self._is_surname_alone(candidate):
            self._add(candidate)

    def _is_relative(self, person: NameCandidate, candidate: NameCandidate) -> bool:
        """Return whether a given name is of a relative with the surname of the person before: "His son Jan said"."""
        start = candidate.start
        if not candidate.kin or start - person.end > _KIN_REACH:
            return False
        return bool(_BLOOD_RELATIVE.search(self._text, max(person.end, start - _KIN_LEAD), start))

    def _add(self, candidate: NameCandidate) -> None:
        namesakes = self._by_surname.setdefault(candidate.surname, [])
        entity = next((namesake for namesake in namesakes if namesake.matches(candidate.name)), None)
        if entity is None:
            others = self._by_word.get(candidate.name[0], [])
            entity = next((other for other in others if other.matches(candidate.name)), None) or Entity()
            namesakes.append(entity)
            for word in candidate.name:
                self._by_word.setdefault(word, []).append(entity)
        entity.forms[" ".join(candidate.name)] += 1
        entity.gender = entity.gender or candidate.gender
        offices = find_offices(self._text, candidate.start, candidate.end, candidate.prefixes)
        entity.add_offices(offices)
        gendered = _GENDERED_OFFICE.search(" ".join(offices))
        entity.gender = entity.gender or (("f" if gendered[1] else "m") if gendered else None)
        if len(candidate.name) > 1 and entity not in self._by_first_name.setdefault(candidate.name[0], []):
            self._by_first_name[candidate.name[0]].append(entity)

    def _is_person(self, candidate: NameCandidate, counts: Counter[tuple[str, ...]]) -> bool:
        name = candidate.name
        if len(name) > _LONGEST_NAME or VOCABULARY.has_other_word(name):
            return False
        if all(map(str.isupper, name)) and (
            _COUNTRY_AFTER.match(self._text, candidate.end)
            or (len(name) > 1 and _TITLE_AFTER.match(self._text, candidate.end))
        ):
            return True  # as the United Nations print those who speak: "ANA RUIZ (Chad) said"
        if any(word.isupper() and len(word) > _LONGEST_INITIALS for word in name) or self._is_heading(candidate):
            return False
        if VOCABULARY.gender(name[0]):
            return True
        if counts[name] == 1 and is_in_headline(self._text, candidate):  # "Host Country Insists on December Date"
            return False
        return candidate.has_personal_prefix or self._is_explained(candidate, counts)

    def _is_explained(self, candidate: NameCandidate, counts: Counter[tuple[str, ...]]) -> bool:
        """Return whether a name without a title or a frequent given name is a person's by what is beside it."""
        name = candidate.name
        if len(name) > 1 and load_gazetteer().find_codes(candidate.surname):  # "Detained Japanese"
            return False
        if candidate.surname.lower() in self._lower_case_words or _OF_ITSELF.match(self._text, candidate.end):
            return False
        ends = {name[start:] for start in range(1, len(name))}  # "Suu Kyi" of "Aung San Suu Kyi"
        occurs_alone = any(counts[end] for end in ends) and candidate.surname not in self._explained_surnames
        has_office = candidate.start in self._source_ends or is_office_before(self._text, candidate.start)
        return bool(
            occurs_alone
            or has_office
            or self._is_apposed(candidate)
            or self._speaks(candidate)
            or is_office_after(self._text, candidate.end)
        )

    def _speaks(self, candidate: NameCandidate) -> bool:
        """Return whether a name that is no place's is followed by "said", an age, or what "he" or "she" said."""
        if _PLACED.search(self._text, max(0, candidate.start - _PLACE_REACH), candidate.start):
            return False
        if _SAYS_OR_AGE.match(self._text, candidate.end):
            return True
        led = _APPOSED_TO.search(self._text, max(0, candidate.start - _APPOSED_REACH), candidate.start)
        if led and self._text[candidate.end : candidate.end + 1] == ",":
            return True
        if self._text[candidate.start - len("of ") : candidate.start] == "of ":
            return False
        is_name = 1 < len(candidate.name) <= _USUAL_NAME and not load_gazetteer().find_codes(" ".join(candidate.name))
        return is_name and bool(_QUOTED_AFTER.match(self._text, candidate.end))

    def _is_apposed(self, candidate: NameCandidate) -> bool:
        """Return whether a name ends a source after a description: "The envoy, NAME,", "Arvania’s envoy NAME"."""
        start = self._source_starts.get(candidate.end)
        return start is not None and bool(_DESCRIPTION.match(self._text, start, candidate.start))

    def _is_heading(self, candidate: NameCandidate) -> bool:
        """Return whether it is a heading that begins with a name: "Ana Ruiz Calls Bo Li"."""
        name = candidate.name
        if len(name) <= _USUAL_NAME:
            return False
        has_ordinary_word = any(word.lower() in self._lower_case_words for word in name[1:] if word[0].isupper())
        return has_ordinary_word or any(map(VOCABULARY.gender, name[2:-1]))

    def _is_surname_alone(self, candidate: NameCandidate) -> bool:
        """Return whether a word that is in no full name is a surname: after a prefix, or a source by itself."""
        word = candidate.name[0]
        if VOCABULARY.has_other_word([word]):
            return False
        if (word.isupper() and len(word) > 1) or word.lower() in self._lower_case_words:
            return False
        if _OF_ITSELF_ALONE.match(self._text, candidate.end):
            return False
        if candidate.kin or candidate.has_personal_prefix or _AGE.match(self._text, candidate.end):
            return True
        end = self._source_ends.get(candidate.start)
        is_source = end is not None and (end - candidate.end <= len("’s,") or self._text[candidate.end] == ",")
        is_name = is_source and not candidate.prefixes and word in self._within_sentences
        return is_name and not load_gazetteer().find_codes(word)

    def _mentions_by_name(self, candidate: NameCandidate) -> Iterator[EntityMention]:
        entity = self._resolve_name(candidate)
        if entity:
            yield EntityMention(candidate.start, candidate.end, entity, len(candidate.name) > 1)

    def _mentions_by_office(self) -> Iterator[EntityMention]:
        for span in find_offices_alone(self._text):
            entity = self.find_holder(span.slice(self._text), span.start)
            if entity:
                yield EntityMention(span.start, span.end, entity, is_full_name=False)

    def _resolve_name(self, candidate: NameCandidate) -> Entity | None:
        namesakes = self._by_surname.get(candidate.surname, [])
        if len(candidate.name) > 1:
            entity = next((namesake for namesake in namesakes if namesake.matches(candidate.name)), None)
            if entity:
                self._latest[candidate.surname] = entity
                self._namesakes.add(candidate, entity, namesakes)
            return entity
        gender = candidate.prefix_gender
        fitting = [namesake for namesake in namesakes if not gender or namesake.gender in {gender, None}]
        if len(fitting) > 1:
            titled = [namesake for namesake in fitting if namesake.has_title(candidate.prefixes)]
            fitting = titled or fitting
        given = self._by_first_name.get(candidate.name[0], [])
        if not candidate.prefixes and len(self._titled.get(candidate.surname, ())) > 1:
            return None  # of "Gen. Ruiz" and "Col. Ruiz", "Ruiz" is neither
        entity = self._choose(candidate, fitting, given)
        if entity and candidate.prefixes and len(namesakes) > 1:
            self._titled.setdefault(candidate.surname, set()).add(id(entity))
        surname = self._family.get(id(entity), candidate.surname)
        if entity and (candidate.prefixes or surname != candidate.surname):
            self._latest[surname] = entity
        elif entity and id(entity) in self._family:  # "Elena" is called by the surname of her father
            entity.forms[f"{entity.name.split()[0]} {surname}"] += 1
        return entity

    def _choose(self, candidate: NameCandidate, fitting: Sequence[Entity], given: Sequence[Entity]) -> Entity | None:
        """Return who is meant by a surname of several who are named in full somewhere, none only as a relative."""
        are_named = all(" " in each.name and id(each) not in self._family for each in fitting)
        if len(fitting) > 1 and are_named and not candidate.prefixes and not candidate.kin:
            return self._namesakes.find(candidate, fitting)
        return self._most_likely(candidate.surname, fitting or given)

    def _most_likely(self, surname: str, namesakes: Sequence[Entity]) -> Entity | None:
        """Return the namesake whose full name was mentioned last, unless another is mentioned three times as often."""
        most = max((namesake.forms.total() for namesake in namesakes), default=0)
        latest = self._latest.get(surname)
        if latest and latest in namesakes and latest.forms.total() * 3 >= most:
            return latest
        return next((namesake for namesake in namesakes if namesake.forms.total() == most), None)

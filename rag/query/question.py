"""Questions: parsed into the terms of their subject and the kind of answer they ask for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.errors import InvalidQuestion
from index.names.gazetteer import Gazetteer, NameMatch, normalize_line
from index.store.term_index import name_term, stem_words
from rag.query.intents import Intent, ParsedIntent, is_about_subject, parse_intent
from rag.query.vocabulary import load_vocabulary

MAX_LENGTH = 2000
"""Maximum length of a question in characters."""

_ABOUT = re.compile(r"\b(?:on|about|regarding|concerning|over|against|towards?)\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\b(?=.*\band\b)", re.IGNORECASE)
_JOINED = re.compile(r",|\n|&|\b(?:and|or)\b")
_NAME = re.compile(r"(?:the\s+)?[^\W\d_a-z]\S*(?:\s+(?:of\s+|the\s+)*[^\W\d_a-z]\S*)*")


Variant = tuple[tuple[str, ...], tuple[str, ...]]
"""The terms of a name as it was typed, and those of it in another form."""


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question; `topic` holds the distinct terms of its subject, in order.

    `subjects` are the parts of the topic any of which makes a sentence relevant: two for "on Libya and Syria", usually
    one. `names` are the names in it that are searched for in all their forms. `variants` are terms of it with those of
    another way to write the same, which are searched for beside; `whole_names` are names whose words must stand
    together.
    """

    parsed: ParsedIntent
    topic: tuple[str, ...]
    subjects: tuple[tuple[str, ...], ...]
    names: tuple[NameMatch, ...] = ()
    variants: tuple["Variant", ...] = ()
    whole_names: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def parse(cls, text: str, aliases: Gazetteer | None = None) -> "Question":
        """Parse a question, with the names that `aliases` knows; raise InvalidQuestion if it is invalid."""
        check_question(text)
        return cls._from_intent(parse_intent(text), aliases)

    @classmethod
    def _from_intent(cls, reading: ParsedIntent, aliases: Gazetteer | None) -> "Question":
        topic = _find_topic(_find_terms(reading.plain, aliases), _frame_stems(reading))
        subjects = _split_subjects(reading.plain, topic, aliases) if reading.exhaustive else (topic,)
        names = tuple(aliases.find(reading.plain, typed=True)) if aliases else ()
        return cls(reading, topic, subjects, names)

    @property
    def text(self) -> str:
        """The plain question: what is searched for, without the words that say how to answer."""
        return self.parsed.plain

    @property
    def intent(self) -> Intent:
        """The kind of answer that is asked for."""
        return self.parsed.intent

    @property
    def exhaustive(self) -> bool:
        """Whether everything on the subject is asked for, not only what settles a fact."""
        return self.parsed.exhaustive

    def with_text(self, plain: str, aliases: Gazetteer | None) -> "Question":
        """Return this question with other words, for example without its time or its speaker."""
        exhaustive = self.exhaustive or is_about_subject(plain)
        intent = "statements" if exhaustive and self.intent == "fact" else self.intent
        changed = self._from_intent(replace(self.parsed, intent=intent, plain=plain, exhaustive=exhaustive), aliases)
        names = tuple(name for name in self.whole_names if set(name) <= set(changed.topic))
        return replace(changed.with_variants(self.variants), whole_names=names)

    def with_variants(self, variants: Sequence["Variant"]) -> "Question":
        """Return this question with subjects in which terms are replaced by those of another way to write them."""
        subjects = list(self.subjects)
        for typed, other in variants:
            for subject in self.subjects:
                if set(typed) <= set(subject):
                    rest = [term for term in subject if term not in typed]
                    subjects.append(tuple(dict.fromkeys((*rest, *other))))
        topic = tuple(dict.fromkeys(term for subject in subjects for term in subject)) or self.topic
        every = tuple(dict.fromkeys((*self.variants, *variants)))
        return replace(self, subjects=tuple(dict.fromkeys(subjects)), topic=topic, variants=every)

    def without_subject(self) -> "Question":
        """Return the question for everything that somebody said, on any subject."""
        intent = "statements" if self.intent == "fact" else self.intent
        return replace(self, parsed=replace(self.parsed, intent=intent, exhaustive=True), subjects=((),))


def check_question(text: str) -> None:
    """Raise InvalidQuestion if a text is empty, too long or not valid Unicode."""
    if not text.strip():
        message = "the question is empty; type what you want to know, for example: what was said about Libya?"
        raise InvalidQuestion(message)
    if len(text) > MAX_LENGTH:
        message = f"the question has {len(text):,} characters; at most {MAX_LENGTH:,} are accepted"
        raise InvalidQuestion(message)
    if any("\ud800" <= character <= "\udfff" for character in text):
        message = "the question contains an invalid Unicode character (a lone surrogate); type it again"
        raise InvalidQuestion(message)


def _frame_stems(reading: ParsedIntent) -> frozenset[str]:
    """Return the stems that only ask and are no part of the subject."""
    if reading.intent in {"count", "who"}:
        return _FRAME_STEMS | _SAYING_STEMS | _COUNTED_STEMS
    return _FRAME_STEMS | _SAYING_STEMS if reading.exhaustive else _FRAME_STEMS


def _find_terms(text: str, aliases: Gazetteer | None) -> list[str]:
    """Return the terms of a text in order: names by their code, other words by their stems."""
    line, terms, end = normalize_line(text), [], 0
    for match in aliases.find(text, typed=True) if aliases else ():
        terms += [*stem_words(line[end : match.start]), name_term(match.form.codes[0])]
        end = match.end
    return terms + stem_words(line[end:])


def _find_topic(terms: list[str], frame: frozenset[str]) -> tuple[str, ...]:
    """Return the distinct terms that are not in the frame; none if only words of saying are left."""
    topic = tuple(term for term in dict.fromkeys(terms) if term not in frame)
    return () if set(topic) <= _SAYING_STEMS else topic


def _split_subjects(text: str, topic: tuple[str, ...], aliases: Gazetteer | None) -> tuple[tuple[str, ...], ...]:
    """Split names that are joined by "and" into subjects of their own; any of them makes a sentence relevant."""
    *_, about = _ABOUT.split(text)
    if _BOTH.search(about):
        return (tuple(term for term in topic if term not in _BOTH_STEMS),)
    parts = [part for part in _JOINED.split(about) if part.strip(" ?.!")]
    if len(parts) < 2 or not all(_NAME.fullmatch(part.strip(" ?.!")) for part in parts):  # noqa: PLR2004 (a pair)
        return (topic,)
    terms_of_parts = [
        [term for term in topic if term in part_terms] for part_terms in (_find_terms(part, aliases) for part in parts)
    ]
    shared = [term for term in topic if not any(term in terms for terms in terms_of_parts)]
    return tuple((*shared, *terms) for terms in terms_of_parts if terms) or (topic,)


_BOTH_STEMS = frozenset(stem_words("both"))
_FRAME_STEMS = frozenset(stem_words(" ".join(load_vocabulary().frame)))
_SAYING_STEMS = frozenset(stem_words(" ".join(load_vocabulary().saying))) - {"state"}  # a state is also a subject
_COUNTED_STEMS = frozenset(stem_words(" ".join(load_vocabulary().counting)))

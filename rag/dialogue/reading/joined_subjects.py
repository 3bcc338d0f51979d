"""Joined subjects: "whaling and the reef" is both in one sentence, or, where none has both, each of the two."""

import re
from dataclasses import replace

from index.names.gazetteer import Gazetteer
from rag.query.question import Question

_ABOUT = re.compile(r"\b(?:on|about|regarding|concerning)\s+(?P<about>[^?]+)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_MOST = 4  # subjects
_TWO = 2


def part_subject(question: Question, aliases: Gazetteer | None) -> Question | None:
    """Return a question for everything on any of the subjects that it joins; None where it joins none."""
    match = _ABOUT.search(question.text)
    names = [name.strip(" .!") for name in _AND.split(match["about"])] if match and question.exhaustive else []
    parts = [Question.parse(f"what was said about {name}?", aliases) for name in names if re.search(r"\w", name)]
    subjects = tuple(dict.fromkeys(terms for part in parts for terms in part.subjects if terms))
    if not _TWO <= len(subjects) <= _MOST or len(parts) != len(names) or not all(part.topic for part in parts):
        return None
    topic = tuple(dict.fromkeys(term for terms in subjects for term in terms))
    return replace(question, subjects=subjects, topic=topic)

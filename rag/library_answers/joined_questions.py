"""Joined questions about the library: "how many speakers and how many countries are there?" is answered twice."""

import re

from rag.interpretation.patterns import compile_phrase

_LINK = compile_phrase(
    r"\s*\?\s+(?:(?:and|also|or)\s+)?|,?\s(?:and|&|plus|and\s+also)\s+(?=(?:how|which|what|who|when|where|do|is|are|can)\b)"
)
_NOUNLESS = compile_phrase(r"^(?P<many>how\s+many)\s+(?=(?:from|by|of|in)\b)")
_NOUN = compile_phrase(r"\bhow\s+many\s+(?P<noun>[a-z]+)\b")
_MOST = 3
_LONGEST = 300  # characters


def part_library_question(question: str) -> list[str]:
    """Return the parts of a question that may each be one about the library; itself alone where it has none."""
    if len(question) > _LONGEST:
        return [question]
    parts = [part.strip() for part in _LINK.split(question.strip()) if re.search(r"\w", part)]
    if not 1 < len(parts) <= _MOST:
        return [question]
    noun = _NOUN.search(parts[0])
    if noun:
        parts = [parts[0], *(_NOUNLESS.sub(rf"\g<many> {noun['noun']} ", part) for part in parts[1:])]
    return [f"{part.rstrip(' ?')}?" for part in parts]

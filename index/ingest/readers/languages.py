"""The language that a text is in."""

from py3langid import classify

_LEAST = 40  # characters that tell one language from another
_MOST = 2000


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of a text's language, None where there is too little of it to tell."""
    return str(classify(text[:_MOST])[0]) if len(text) >= _LEAST else None

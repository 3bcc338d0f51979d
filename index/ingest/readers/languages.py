"""Language identification."""

from py3langid import classify

_MIN_CHARACTERS = 40  # shorter texts are often misidentified
_MAX_CHARACTERS = 2000


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None if the text is too short."""
    return str(classify(text[:_MAX_CHARACTERS])[0]) if len(text) >= _MIN_CHARACTERS else None

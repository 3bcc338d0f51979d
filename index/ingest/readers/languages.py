"""Language identification."""

from py3langid import classify

_MIN_CHARACTERS = 40  # shorter texts are often misidentified
_MAX_CHARACTERS = 2000


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None if the text is too short."""
    return str(classify(text[:_MAX_CHARACTERS])[0]) if len(text) >= _MIN_CHARACTERS else None


def detect_foreign_language(text: str) -> str | None:
    """Return the language of a text whose file states none, if it is certainly not English; else None.

    Certain is a language that both halves of the beginning are in.
    """
    beginning = text[:_MAX_CHARACTERS]
    middle = len(beginning) // 2
    languages = {detect_language(part) for part in (beginning, beginning[:middle], beginning[middle:])}
    return languages.pop() if len(languages) == 1 and "en" not in languages else None

"""Printed quotations: quotation marks only round what stands in quotation marks, or is the speaker's own speech."""

from dataclasses import dataclass

from rag import Citation

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'
_BEFORE_OPENING = "([{—–-/"


@dataclass(frozen=True, slots=True)
class MissingMarks:
    """The quotation marks that a quotation needs in print and does not have at its own edges.

    A sentence from the middle of a quotation has neither; a quotation of a speech needs both, and the marks inside it
    become single ones.
    """

    opening: bool = False
    closing: bool = False

    @property
    def both(self) -> bool:
        """Whether the whole text stands in quotation marks, so that those inside it are single ones."""
        return self.opening and self.closing


def find_missing_marks(citation: Citation) -> MissingMarks:
    """Return which marks have to be added; none for a paraphrase, for an outlet's words or where it is not known."""
    if citation.attribution != "direct":
        return MissingMarks()
    text = citation.display_text
    is_speech = citation.speaker is None or citation.speaker.start is None
    if is_speech or not any(mark in text for mark in _OPENING + _CLOSING + _STRAIGHT):
        return MissingMarks(opening=True, closing=True)
    depth, is_unopened = 0, False
    for at, character in enumerate(text):
        if _opens(text, at):
            depth += 1
        elif character in _CLOSING + _STRAIGHT:
            is_unopened |= not depth
            depth = max(depth - 1, 0)
    return MissingMarks(opening=is_unopened, closing=depth > 0)


def format_quotation(citation: Citation) -> str:
    """Return the quotation on one line as it may be printed."""
    missing = find_missing_marks(citation)
    text = citation.display_text
    if missing.both:
        text = _to_single_marks(text)
    return f"{'“' if missing.opening else ''}{text}{'”' if missing.closing else ''}"


def describe_manner(citation: Citation) -> str:
    """Return whose wording it is where it is not the speaker's: "paraphrased by Reuters"; else an empty text."""
    source = citation.source or "the article"
    match citation.attribution:
        case "indirect":
            return f"paraphrased by {source}"
        case "outlet":
            return f"in the words of {source}"
        case _:
            return ""


def _opens(text: str, at: int) -> bool:
    """Return whether a character is an opening mark; a straight one is, at the start or after a space or a dash."""
    is_first = at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING
    return text[at] in _OPENING or (text[at] == _STRAIGHT and is_first)


def _to_single_marks(text: str) -> str:
    return "".join(
        "‘" if _opens(text, at) else "’" if character in _CLOSING + _STRAIGHT else character
        for at, character in enumerate(text)
    )

"""Relayed words: the words of others that this package finds in a turn."""

from dataclasses import dataclass

from index.text.spans import Span


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words that the speaker of a turn quotes: their place, and where the source is named or referred to.

    `referent` is the span of the words that name the source; another than `source` for a pronoun. `is_set_off` marks a
    quotation without marks.
    """

    content: tuple[Span, ...]
    source: Span
    referent: Span
    cue: Span
    is_set_off: bool = False

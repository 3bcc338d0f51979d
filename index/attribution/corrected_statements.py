"""Corrected statements: statements of an article with the speakers that people have put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from index.attribution.statements import Speaker, Statement
from index.library.corrections import AttributeQuote, Correction, NamedForm, SplitPerson
from index.text.spans import Span

_MIN_SHARE = 0.5  # of the quotation that a statement must cover to be the one that is meant


@dataclass(frozen=True)
class ArticleCorrections:
    """The corrections of quotations and of speakers in single articles, by article."""

    quotes: dict[str, list[AttributeQuote]]
    splits: dict[str, list[SplitPerson]]

    @classmethod
    def from_corrections(cls, corrections: Sequence[Correction]) -> Self:
        """Sort the corrections that hold by the article that each is on."""
        quotes: dict[str, list[AttributeQuote]] = {}
        splits: dict[str, list[SplitPerson]] = {}
        for change in (correction.change for correction in corrections):
            if isinstance(change, AttributeQuote):
                quotes.setdefault(change.article_id, []).append(change)
            elif isinstance(change, SplitPerson):
                for article in change.articles:
                    splits.setdefault(article, []).append(change)
        return cls(quotes, splits)

    def apply(self, article: str, text: str, statements: Sequence[Statement]) -> list[Statement]:
        """Return the statements of an article, corrected."""
        corrected = [self._rename(article, statement) for statement in statements]
        for change in self.quotes.get(article, ()):
            corrected = _attribute(text, corrected, change)
        return corrected

    def _rename(self, article: str, statement: Statement) -> Statement:
        """Return a statement under the name that its speaker has in this article alone."""
        speaker = statement.speaker
        for change in self.splits.get(article, ()):
            if speaker and NamedForm(name=speaker.name, role=speaker.role, country=speaker.country) in change.forms:
                speaker = replace(speaker, name=change.into.name, country=change.into.country)
        return replace(statement, speaker=speaker)


def _attribute(text: str, statements: list[Statement], change: AttributeQuote) -> list[Statement]:
    """Return the statements with one more, or with one attributed; unchanged if the words are not there any more."""
    start = text.find(change.quote)
    if start < 0:
        return statements
    quoted = Span(start, start + len(change.quote))
    named = change.speaker
    best = max(statements, key=lambda statement: statement.overlap(quoted), default=None)
    if best is None or best.overlap(quoted) < _MIN_SHARE * sum(map(len, best.content)):
        speaker = Speaker(named.name, named.role, named.country) if named else None
        return sorted([*statements, Statement(speaker, None, (quoted,), "indirect", 1.0)], key=_start)
    span = best.speaker.span if best.speaker else None
    speaker = Speaker(named.name, named.role, named.country, span) if named else None
    return [replace(one, speaker=speaker, confidence=1.0) if one is best else one for one in statements]


def _start(statement: Statement) -> int:
    return statement.content[0].start

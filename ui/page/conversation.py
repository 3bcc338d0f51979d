"""The conversation: turn after turn, each answered after those before it, and there again when the page is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from markupsafe import Markup
from starlette.types import Scope

from index import OnrecordError, StoredArticle
from rag import Answer, Filters, Holdings, ReopenedAnswer
from ui.page import answer_html as answer
from ui.page.permalinks import Asked

REMEMBERED = 20
"""Turns that survive a reload."""

History = Sequence[tuple[str, str]]


class Desk(Protocol):
    """Whoever answers: the live record of a server, or a fixed one. All but `suggestions` raise OnrecordError."""

    def ask(
        self, question: str, *, history: History = (), filters: Filters | None = None, aliases: bool = True
    ) -> Answer:
        """Answer a question, read after those before it."""

    def reopen(self, id: str) -> ReopenedAnswer:
        """Give an answer again."""

    def article(self, id: str, version: int | None = None) -> StoredArticle:
        """Give one article."""

    def holdings(self) -> Holdings:
        """Say what is on record."""

    def suggestions(self) -> Sequence[str]:
        """Give questions that the record answers; none where nothing is indexed."""


Told = Callable[[Scope, Answer], None]
"""Hears of every answer that the page shows, and of the request that asked for it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked, how it is laid out with its answer, and the answer's text and id; none where it failed."""

    asked: Asked
    html: Markup
    told: str = ""
    id: str = ""

    @classmethod
    def of(cls, asked: Asked, reply: Markup, found: Answer | None = None) -> Self:
        """Lay out a turn."""
        html = answer.turn(asked, reply)
        return cls(asked, html, found.answer, found.id) if found else cls(asked, html)


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation that has come to some `turns`."""

    turns: tuple[Turn, ...] = ()

    @property
    def html(self) -> Markup:
        """The turns one under the other."""
        return answer.conversation([turn.html for turn in self.turns])

    @property
    def history(self) -> list[tuple[str, str]]:
        """The questions so far with the texts of their answers."""
        return [(turn.asked.question, turn.told) for turn in self.turns if turn.told]

    @property
    def kept(self) -> list[dict[str, str]]:
        """What a browser remembers of the last turns: what was asked, and the id of its answer."""
        return [{"asked": turn.asked.address, "id": turn.id} for turn in self.turns if turn.id][-REMEMBERED:]

    def plus(self, turn: Turn) -> Self:
        """Give the conversation with one turn more."""
        return type(self)((*self.turns, turn))

    def plus_notice(self, asked: Asked, line: str) -> Self:
        """Give it with a turn that only says what is wrong."""
        return self.plus(Turn.of(asked, answer.notice(line)))


@dataclass(frozen=True, slots=True)
class Host:
    """Leads conversations: asks the desk, and tells who is to know what was shown."""

    desk: Desk
    told: Told

    def ask(self, asked: Asked, talk: Talk, scope: Scope | None) -> Iterator[Talk]:
        """Show the question at once, then its answer block by block, or the one line that says why there is none."""
        yield talk.plus(Turn.of(asked, answer.waiting()))
        try:
            found = self.desk.ask(asked.question, history=talk.history, filters=asked.filters, aliases=asked.aliases)
        except OnrecordError as error:
            yield talk.plus_notice(asked, str(error))
            return
        if scope:
            self.told(scope, found)
        reply = Markup()
        for block in answer.blocks(found, self.desk.article, asked):
            reply += block
            yield talk.plus(Turn.of(asked, reply, found))

    def reopen(self, id: str, asked: Asked | None, scope: Scope | None) -> Turn:
        """Lay out an answer again, with what has become of its articles, under what was `asked` for it."""
        try:
            found = self.desk.reopen(id)
        except OnrecordError as error:
            return Turn.of(asked or Asked(""), answer.notice(str(error)))
        if scope:
            self.told(scope, found)
        asked = asked or Asked(found.question)
        return Turn.of(asked, Markup().join(answer.blocks(found, self.desk.article, asked, found.changes)), found)

    def again(self, kept: object, scope: Scope | None) -> Talk:
        """Lay out again what a browser remembers, which may be anything."""
        told = [one for one in kept if isinstance(one, dict)] if isinstance(kept, list) else []
        pairs = [(str(one.get("asked", "")), str(one.get("id", ""))) for one in told[-REMEMBERED:]]
        return Talk(tuple(self.reopen(id, _asked(address), scope) for address, id in pairs))

    def introduction(self) -> Markup:
        """Say what can be done here, and suggest what the library answers."""
        return answer.introduction(self.desk.suggestions())

    def library(self) -> Markup:
        """Say what is in the library now."""
        try:
            return answer.library(self.desk.holdings())
        except OnrecordError as error:
            return answer.notice(str(error))


def _asked(address: str) -> Asked | None:
    try:
        return Asked.parse(address.partition("?")[2])
    except OnrecordError:
        return None

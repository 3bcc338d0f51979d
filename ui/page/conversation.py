"""Conversation: exchanges of questions and answers, restored after the page is reloaded."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, Self

from markupsafe import Markup
from starlette.types import Scope

from index import NotIndexed, OnrecordError, StoredArticle
from rag import Answer, Record
from rag import Exchange as AskedExchange
from ui.documents.fields import today
from ui.page import answer_html
from ui.page.permalinks import PageQuestion

MAX_REMEMBERED = 20
"""Exchanges that survive a reload."""


class RecordSource(Protocol):
    """What the page asks: the live record of a server, or any other source of an open record."""

    def lease(self) -> AbstractContextManager[Record]:
        """Hold a record open during the context. Raises OnrecordError if there is none."""


OnAnswer = Callable[[Scope, Answer], None]
"""Called with every answer that the page shows, and the request that asked for it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its rendered answer, with the answer's text and id; both are empty if it failed."""

    question: PageQuestion
    html: Markup
    answer: str = ""
    id: str = ""

    @classmethod
    def render(cls, question: PageQuestion, reply: Markup, answer: Answer | None = None) -> Self:
        """Render an exchange."""
        html = answer_html.render_exchange(question, reply)
        return cls(question, html, answer.answer, answer.id) if answer else cls(question, html)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges so far."""

    exchanges: tuple[Exchange, ...] = ()

    @property
    def html(self) -> Markup:
        """The exchanges, one below the other."""
        return answer_html.render_conversation([exchange.html for exchange in self.exchanges])

    @property
    def history(self) -> list[AskedExchange]:
        """The answered questions so far, which a follow-up question is read after."""
        return [
            AskedExchange(exchange.question.question, exchange.answer, id=exchange.id or None)
            for exchange in self.exchanges
            if exchange.answer
        ]

    @property
    def remembered(self) -> list[dict[str, str]]:
        """What the browser stores of the last exchanges: the address of the question and the id of the answer."""
        answered = [exchange for exchange in self.exchanges if exchange.id]
        return [{"asked": exchange.question.address, "id": exchange.id} for exchange in answered][-MAX_REMEMBERED:]

    def add(self, exchange: Exchange) -> Self:
        """Return the conversation with one more exchange."""
        return type(self)((*self.exchanges, exchange))

    def add_notice(self, question: PageQuestion, line: str) -> Self:
        """Return the conversation with an exchange that only says what is wrong."""
        return self.add(Exchange.render(question, answer_html.render_notice(line)))


@dataclass(frozen=True, slots=True)
class ConversationHost:
    """Answers the questions of conversations from a record, and reports every answer that is shown."""

    source: RecordSource
    on_answer: OnAnswer

    def ask(self, question: PageQuestion, conversation: Conversation, scope: Scope | None) -> Iterator[Conversation]:
        """Yield the conversation with the question at once, then with more and more of its answer, or with a notice."""
        yield conversation.add(Exchange.render(question, answer_html.render_waiting()))
        try:
            answer = self._ask(question, conversation)
        except OnrecordError as error:
            yield conversation.add_notice(question, str(error))
            return
        if scope:
            self.on_answer(scope, answer)
        reply = Markup()
        for block in answer_html.render_blocks(answer, self._load_article, question):
            reply += block
            yield conversation.add(Exchange.render(question, reply, answer))

    def reopen(self, id: str, question: PageQuestion | None, scope: Scope | None) -> Exchange:
        """Render a kept answer again, with the changes of its articles since; `question` is what was asked for it."""
        try:
            with self.source.lease() as record:
                answer = record.reopen(id)
        except OnrecordError as error:
            return Exchange.render(question or PageQuestion(""), answer_html.render_notice(str(error)))
        if scope:
            self.on_answer(scope, answer)
        question = question or PageQuestion(answer.question)
        blocks = answer_html.render_blocks(answer, self._load_article, question, answer.changes)
        return Exchange.render(question, Markup().join(blocks), answer)

    def restore(self, stored: object, scope: Scope | None) -> Conversation:
        """Render again what a browser has stored, which may be anything."""
        items = [item for item in stored if isinstance(item, dict)] if isinstance(stored, list) else []
        pairs = [(str(item.get("asked", "")), str(item.get("id", ""))) for item in items[-MAX_REMEMBERED:]]
        return Conversation(tuple(self.reopen(id, _parse_address(address), scope) for address, id in pairs))

    def suggest_questions(self) -> tuple[str, ...]:
        """Return questions that the record answers; none if nothing is indexed."""
        try:
            with self.source.lease() as record:
                return record.suggestions()
        except OnrecordError:
            return ()

    def render_introduction(self) -> Markup:
        """Render the introduction, with suggested questions."""
        return answer_html.render_introduction(self.suggest_questions())

    def render_holdings(self) -> Markup:
        """Render the size of the library."""
        try:
            with self.source.lease() as record:
                return answer_html.render_holdings(record.holdings())
        except NotIndexed:
            return answer_html.render_empty_library()
        except OnrecordError as error:
            return answer_html.render_notice(str(error))

    def _ask(self, question: PageQuestion, conversation: Conversation) -> Answer:
        with self.source.lease() as record:
            return record.ask(
                question.question,
                history=conversation.history,
                filters=question.filters,
                asked=today(),
                aliases=question.aliases,
            )

    def _load_article(self, id: str, version: int) -> StoredArticle:
        with self.source.lease() as record:
            return record.article(id, version)


def _parse_address(address: str) -> PageQuestion | None:
    try:
        return PageQuestion.parse(address.partition("?")[2])
    except OnrecordError:
        return None

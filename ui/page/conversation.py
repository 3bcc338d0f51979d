"""Conversation: exchanges of questions and answers, restored after the page is reloaded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self

from markupsafe import Markup
from starlette.types import Scope

from index import NotIndexed, OnrecordError, StoredArticle
from rag import Answer, Filters, LanguageModel, Sentence, can_be_summarised, needs_reading, read_and_answer
from rag import Exchange as AskedExchange
from ui.documents.fields import today
from ui.middleware.problem_details import describe_to_readers
from ui.page import answer_html
from ui.page.permalinks import PageQuestion
from ui.runtime.summaries import RecordSource, hold_writer, keep, write_or_explain

MAX_REMEMBERED = 20
"""Exchanges that survive a reload."""


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
        html = answer_html.render_exchange(question, reply, answer.id if answer else "")
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
    model: LanguageModel | None = None

    def ask(self, question: PageQuestion, conversation: Conversation, scope: Scope | None) -> Iterator[Conversation]:
        """Yield the conversation with the question at once, then with more and more of its answer, or with a notice."""
        yield conversation.add(Exchange.render(question, answer_html.render_waiting()))
        try:
            answer = self._ask(question, conversation)
        except OnrecordError as error:
            yield conversation.add_notice(question, describe_to_readers(error))
            return
        if self.model and question.reading and needs_reading(answer):
            answer, question = self._read(question, conversation, answer, self.model)
        if scope:
            self.on_answer(scope, answer)
        reply = Markup()
        for block in answer_html.render_blocks(answer, self._load_article, question):
            reply += block
            yield conversation.add(Exchange.render(question, reply, answer))
        if self.model and can_be_summarised(answer):
            yield from self._summarise(question, conversation, answer, self.model)

    def _read(
        self, question: PageQuestion, conversation: Conversation, answer: Answer, model: LanguageModel
    ) -> tuple[Answer, PageQuestion]:
        """Return the answer to a question as a model reads it, with the filters that it reads, each of which can go."""

        def ask(text: str, filters: Filters) -> Answer:
            return self._ask(replace(question, question=text, filters=filters), conversation)

        with hold_writer() as is_free:
            read = read_and_answer(answer, model, ask) if is_free else answer
        return (read, replace(question, filters=read.filters)) if read.id != answer.id else (read, question)

    def _summarise(
        self, question: PageQuestion, conversation: Conversation, answer: Answer, model: LanguageModel
    ) -> Iterator[Conversation]:
        """Yield the conversation with more and more of a summary above the quotations, and last the whole answer."""
        head, *quotations = answer_html.render_blocks(answer, self._load_article, question)
        sentences: list[Sentence] = []
        for part in chain([None], write_or_explain(answer, model)):
            if isinstance(part, Answer):
                kept = keep(part, self.source)
                blocks = answer_html.render_blocks(kept, self._load_article, question)
                yield conversation.add(Exchange.render(question, Markup().join(blocks), kept))
                return
            sentences += [part] if part else []
            draft = answer_html.render_draft(answer, sentences, model.endpoint.recipient)
            yield conversation.add(Exchange.render(question, Markup().join([head, draft, *quotations]), answer))

    def reopen(self, id: str, question: PageQuestion | None, scope: Scope | None) -> Exchange:
        """Render a kept answer again, with the changes of its articles since; `question` is what was asked for it."""
        try:
            with self.source.lease() as record:
                answer = record.reopen(id)
        except OnrecordError as error:
            return Exchange.render(question or PageQuestion(""), answer_html.render_notice(describe_to_readers(error)))
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
        recipient = self.model.endpoint.recipient if self.model else ""
        return answer_html.render_introduction(self.suggest_questions(), recipient, is_empty=self._is_empty())

    def render_holdings(self) -> Markup:
        """Render the size of the library."""
        try:
            with self.source.lease() as record:
                return answer_html.render_holdings(record.holdings())
        except NotIndexed:
            return answer_html.render_empty_library()
        except OnrecordError as error:
            return answer_html.render_notice(describe_to_readers(error))

    def _is_empty(self) -> bool:
        try:
            with self.source.lease() as record:
                return not record.holdings().articles
        except NotIndexed:
            return True
        except OnrecordError:  # such as a damaged index
            return False

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

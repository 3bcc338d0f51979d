"""Chat completions: requests and responses of OpenAI's protocol, made from questions and answers.

The text of a completion is Markdown to most clients, so what an article has of images, links and HTML is escaped in it;
the answer as it is stands under `onrecord`.
"""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rag import Answer, Citation, Sentence
from ui.documents.fields import Date, FilterFields, check_no_nul
from ui.documents.requests import AskRequest, HistoryItem
from ui.documents.source_links import link_source, link_words

MODEL = "onrecord"
"""Answers with quotations."""

SUMMARY_MODEL = "onrecord-summary"
"""Has the language model that is set write a summary above the quotations."""

MAX_MESSAGES = 200
_MAX_HISTORY = 50
_ANSWER_ID = re.compile(r"\(answer (?P<id>[\w.-]{1,200})\)\s*$")
_SOURCES = re.compile(r"\n\nSources:\n.*", re.DOTALL)
_MARKUP = re.compile(r"!\[|\](?=[(\[:])|<(?=[A-Za-z/!?])|`(?=``)")

Content = Annotated[str, Field(max_length=100_000), AfterValidator(check_no_nul)]


class TextPart(BaseModel):
    """A part of a message; only text is read."""

    type: Literal["text"]
    text: Content


class Message(BaseModel):
    """A message of a conversation; system messages are not read, because the answer is not written but quoted."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Content | Annotated[list[TextPart], Field(max_length=50)] | None = None

    @property
    def text(self) -> str:
        """The text of the message."""
        parts = self.content if isinstance(self.content, list) else []
        return self.content if isinstance(self.content, str) else "\n".join(part.text for part in parts)


class Options(BaseModel):
    """What only this server understands: the fields of POST /ask beside question, history and mode."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=50)] = 10
    all: bool = False
    filters: FilterFields = FilterFields()
    asked: Date | None = None
    aliases: bool = True
    as_of: Date | None = None
    reading: bool = True
    selection: bool = False


class StreamOptions(BaseModel):
    """Whether a stream ends with the usage."""

    include_usage: bool | None = None


class ResponseFormat(BaseModel):
    """The form of the text; an answer of quotations is text."""

    type: Literal["text"]


class CompletionRequest(BaseModel):
    """The body of POST /v1/chat/completions; what steers the writing of a language model is not read."""

    model: str = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=MAX_MESSAGES)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = 1
    response_format: ResponseFormat | None = None
    onrecord: Options = Options()

    def to_request(self) -> AskRequest:
        """Return the last user message as a question after the exchanges before it."""
        turns = [message for message in self.messages if message.role in {"user", "assistant"}]
        last = max((row for row, turn in enumerate(turns) if turn.role == "user"), default=None)
        return AskRequest.model_construct(
            question="" if last is None else turns[last].text,
            history=[*_pair_exchanges(turns[:last])][-_MAX_HISTORY:],
            mode="summary" if self.model == SUMMARY_MODEL else "quotes",
            **self.onrecord.model_dump() | {"filters": self.onrecord.filters},
        )


def _pair_exchanges(turns: list[Message]) -> Iterator[HistoryItem]:
    """Yield each user message with the answer after it, by its id where its text still has that."""
    for row, turn in enumerate(turns):
        if turn.role == "user":
            following = turns[row + 1 : row + 2]
            text = following[0].text if following and following[0].role == "assistant" else ""
            named = _ANSWER_ID.search(text)
            yield HistoryItem.model_construct(
                question=turn.text, answer=_SOURCES.sub("", text), id=named["id"] if named else None
            )


class Completion:
    """An answer as the text of a completion with annotations; `server` is its own address."""

    def __init__(self, answer: Answer, server: str, model: str = MODEL) -> None:
        self._answer, self._server, self._model = answer, server, model
        self.pieces: list[str] = []
        self._annotated: list[tuple[int, dict[str, Any]]] = []
        self._length = 0
        self._write()

    @property
    def annotations(self) -> list[dict[str, Any]]:
        """The annotations by number: Open WebUI takes [n] for the n-th address in them."""
        return [annotation for _, annotation in sorted(self._annotated, key=itemgetter(0))]

    @property
    def text(self) -> str:
        """The text: the direct line, the notes, the summary, the answer with [n], and the list of sources."""
        return "".join(self.pieces)

    def document(self, created: int, prompt: str) -> dict[str, Any]:
        """Return the whole completion."""
        message = {"role": "assistant", "content": self.text, "refusal": None, "annotations": self.annotations}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return self._frame("chat.completion", created, [choice]) | {"usage": self._usage(prompt), **self._whole()}

    def chunks(self, created: int, prompt: str, *, include_usage: bool) -> Iterator[dict[str, Any]]:
        """Yield the chunks of a stream: the text piece by piece, then the annotations with the whole answer."""
        usage = {"usage": None} if include_usage else {}
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": piece} for piece in self.pieces if piece]
        for delta in deltas:
            yield self._chunk(created, delta, None) | usage
        yield self._chunk(created, {"annotations": self.annotations}, "stop") | self._whole() | usage
        if include_usage:
            yield self._frame("chat.completion.chunk", created, []) | {"usage": self._usage(prompt)}

    def _chunk(self, created: int, delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._frame("chat.completion.chunk", created, [choice])

    def _frame(self, kind: str, created: int, choices: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": f"chatcmpl-{self._answer.id}",
            "object": kind,
            "created": created,
            "model": self._model,
            "system_fingerprint": f"generation-{self._answer.generation}",
            "choices": choices,
        }

    def _whole(self) -> dict[str, Any]:
        return {"onrecord": self._answer.model_dump(mode="json")}

    def _usage(self, prompt: str) -> dict[str, int]:
        """Return the usage in words, which are all that is counted here."""
        counts = len(prompt.split()), len(self.text.split())
        return {"prompt_tokens": counts[0], "completion_tokens": counts[1], "total_tokens": sum(counts)}

    def _write(self) -> None:
        answer = self._answer
        if answer.direct and answer.direct.text not in answer.answer:
            self._add(f"{_escape(answer.direct.text)}\n\n")
        for note in answer.notes:
            if note not in answer.answer:
                self._add(f"{_escape(note)}\n\n")
        if answer.reason:
            self._add(_escape(answer.reason.text))
        self._write_summary()
        self._write_sentences(answer.answer if not answer.reason else "", answer.sentences)
        if answer.citations:
            self._add("\n\nSources:\n")
            for citation in answer.citations:
                self._add(f"{self._format_source(citation)}\n")
            self._add(f"\n(answer {answer.id})")

    def _write_summary(self) -> None:
        """Add what a language model wrote, if it did, and say that it did."""
        summary = self._answer.summary
        if summary is None or not summary.text:
            return
        self._write_sentences(summary.text, summary.sentences)
        left_out = f" {len(summary.dropped)} of its sentences did not hold and are left out." if summary.dropped else ""
        self._add(
            f"\n\nWritten by the language model {_escape(summary.model)} from the quotations below, which each sentence"
            f" was checked against.{left_out}\n\nQuotations:\n\n"
        )

    def _write_sentences(self, text: str, sentences: Sequence[Sentence]) -> None:
        """Add a text, and an annotation for each citation of its sentences."""
        cited, end = {citation.number: citation for citation in self._answer.citations}, 0
        for sentence in sentences:
            self._add(_escape(text[end : sentence.start]))
            start = self._length
            self._add(_escape(sentence.text))
            for number in sentence.citations:
                self._annotated.append((number, self._annotate(cited[number], start)))
            end = sentence.end
        self._add(_escape(text[end:]))

    def _annotate(self, citation: Citation, start: int) -> dict[str, Any]:
        place = {"start_index": start, "end_index": self._length}
        cited = {"url": link_words(citation, self._server), "title": citation.article_title}
        return {"type": "url_citation", "url_citation": place | cited}

    def _format_source(self, citation: Citation) -> str:
        page = f"page {citation.page}" if citation.page else None
        facts = (citation.article_title, citation.source, citation.published, page)
        return f"[{citation.number}] {_escape(' · '.join(filter(None, facts)))} · {link_source(citation, self._server)}"

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self._length += len(piece)


def _escape(text: str) -> str:
    """Escape what would make a client load an image, follow a link or read HTML from an article."""
    return _MARKUP.sub(lambda match: "".join(f"\\{character}" for character in match[0]), text)

"""Client: one chat completion of an OpenAI-compatible server, streamed, within a fixed time.

The only module that imports the package openai, and only when a model is asked for the first time.
"""

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from index.errors import MissingPackage
from rag.language_model.endpoint import Endpoint
from rag.language_model.failures import ModelFailure
from rag.language_model.prompt import Message
from rag.language_model.tasks import ALL_TASKS, Task

if TYPE_CHECKING:
    from openai import OpenAI

MAX_TOKENS = 600
"""Tokens that a model may write; more than the longest summary needs."""

MAX_CHARACTERS = 8_000
"""Characters after which a model that does not end is cut off, whatever it was told of tokens."""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a stream, and the failure that ended it."""

    failure: ModelFailure | None = None


@dataclass
class LanguageModel:
    """A model behind an endpoint, and what it may be asked for beside summaries. Threads may share it."""

    endpoint: Endpoint
    tasks: frozenset[Task] = ALL_TASKS
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _chosen: str | None = None

    def load(self) -> None:
        """Import the client ahead of the first question; raise MissingPackage if it is not installed."""
        _ = self._client

    def close(self) -> None:
        """Close the connections; the model must not be asked after that."""
        if "_client" in self.__dict__:
            self._client.close()

    def list_models(self) -> tuple[str, ...]:
        """Return the names of the models that the server offers; raise ModelFailure."""
        (names,) = self._run(
            lambda put: put(tuple(model.id for model in self._client.models.list(timeout=self._limit)))
        )
        return tuple(map(str, names))

    @property
    def name(self) -> str:
        """The name of the model that is asked, as far as it is known."""
        return self.endpoint.model or self._chosen or "unknown"

    def choose_model(self) -> str:
        """Return the model to ask for: the one that is set, or the first that is offered; raise ModelFailure."""
        if self.endpoint.model:
            return self.endpoint.model
        with self._lock:
            if self._chosen is None:
                offered = self.list_models()
                if not offered:
                    raise ModelFailure("empty")
                self._chosen = offered[0]
            return self._chosen

    def complete(self, messages: Sequence[Message], *, max_tokens: int = MAX_TOKENS) -> str:
        """Return a whole completion; raise ModelFailure where it fails, is empty or takes too long."""
        text = "".join(self.stream(messages, max_tokens=max_tokens)).strip()
        if not text:
            raise ModelFailure("empty")
        return text

    def stream(self, messages: Sequence[Message], *, max_tokens: int = MAX_TOKENS) -> Iterator[str]:
        """Yield the pieces of a completion as they come; raise ModelFailure where it fails or takes too long.

        Nothing waits longer than the timeout of the endpoint, the choice of the model included. The request is
        closed when the caller stops.
        """
        began = time.monotonic()
        model = self.choose_model()
        stopped = threading.Event()

        def read(put: Any) -> None:  # noqa: ANN401 (a function that takes any piece)
            with self._client.chat.completions.create(  # type: ignore[union-attr] # a stream, as `stream` says
                model=model,
                messages=[{"role": message.role, "content": message.content} for message in messages],  # type: ignore[misc]
                temperature=0,
                max_tokens=max_tokens,
                stream=True,
                timeout=self._limit,
            ) as chunks:
                for chunk in chunks:
                    if stopped.is_set():
                        return
                    piece = chunk.choices[0].delta.content if chunk.choices else None
                    if piece:
                        put(piece)

        try:
            length = 0
            for piece in self._run(read, began):
                length += len(piece)
                yield piece
                if length > MAX_CHARACTERS:
                    raise ModelFailure("endless")
        finally:
            stopped.set()

    @property
    def _limit(self) -> float:
        return self.endpoint.timeout

    @cached_property
    def _client(self) -> "OpenAI":
        try:
            from openai import DefaultHttpxClient, OpenAI  # noqa: PLC0415 (a second, and only with a model)
        except ImportError:
            raise MissingPackage(
                "a language model needs the package openai; install it with `pip install 'onrecord[llm]'`"
            ) from None
        # No redirects: what is sent goes to the address that was set, and to no other. A key of the environment
        # (OPENAI_API_KEY) is not sent: it may belong to another server.
        return OpenAI(
            base_url=self.endpoint.url,
            api_key=self.endpoint.key or "none",
            max_retries=0,
            timeout=self._limit,
            http_client=DefaultHttpxClient(follow_redirects=False, timeout=self._limit),
        )

    def _run(self, read: Any, began: float | None = None) -> Iterator[Any]:  # noqa: ANN401 (pieces of any kind)
        """Yield what `read` puts, from a thread of its own, so that no wait outlasts the timeout."""
        began = time.monotonic() if began is None else began
        pieces: queue.Queue[Any] = queue.Queue()
        self.load()
        threading.Thread(target=self._fill, args=(read, pieces), name="language model", daemon=True).start()
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, began + self._limit - time.monotonic()))
            except queue.Empty:
                raise ModelFailure("slow", limit=self._limit) from None
            if isinstance(piece, _End):
                if piece.failure:
                    raise piece.failure
                return
            yield piece

    def _fill(self, read: Any, pieces: "queue.Queue[Any]") -> None:  # noqa: ANN401 (as above)
        try:
            read(pieces.put)
        except Exception as error:  # noqa: BLE001 (whatever a server does is a failure of the model, never of the answer)
            pieces.put(_End(self._explain(error)))
        else:
            pieces.put(_End())

    def _explain(self, error: Exception) -> ModelFailure:
        from openai import APIConnectionError, APIStatusError, APITimeoutError  # noqa: PLC0415 (as above)

        if isinstance(error, APITimeoutError):
            return ModelFailure("slow", limit=self._limit)
        if isinstance(error, APIConnectionError):
            return ModelFailure("unreachable")
        if isinstance(error, APIStatusError):
            return ModelFailure("status", detail=f"status {error.status_code}")
        return ModelFailure("broken")

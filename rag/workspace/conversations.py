"""Conversations: questions and the ids of their answers, kept for each person apart, with a title, until deleted."""

from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, Field

from index.parts import open_documents
from index.text.normalize import fold
from rag.workspace.document_store import DocumentStore, now

MAX_CONVERSATIONS = 500
"""Conversations of one person; one more deletes the one that was changed least recently."""

MAX_EXCHANGES = 200
"""Exchanges of one conversation."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptExchange(_Model):
    """The address of a question, `./?q=Libya&since=2011`, and the id of its answer."""

    asked: Annotated[str, Field(max_length=8_000)]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]

    @property
    def question(self) -> str:
        """The question of the address."""
        return parse_qs(self.asked.partition("?")[2]).get("q", [""])[0]


class ConversationContent(_Model):
    """A conversation as a person has it; the body of PUT /conversations/{id}."""

    title: Annotated[str, Field(min_length=1, max_length=300)]
    exchanges: Annotated[tuple[KeptExchange, ...], Field(max_length=MAX_EXCHANGES)]


class KeptConversation(ConversationContent):
    """A conversation with its id, and when it was last changed, in UTC."""

    id: str
    changed: str


class ConversationHead(_Model):
    """A conversation in a list."""

    id: str
    title: str
    changed: str
    exchanges: int


class ConversationStore:
    """The conversations of one person; `owner` is a name that nobody else has, and becomes the name of a folder."""

    def __init__(self, home: Path, owner: str) -> None:
        self._store = DocumentStore(open_documents(home), f"conversations/{owner}", KeptConversation, "conversation")

    def list_heads(self, q: str = "") -> tuple[ConversationHead, ...]:
        """Return the conversations with all words of `q` in title or questions, the one that was changed last first."""
        wanted = fold(q).split()
        return tuple(
            ConversationHead(id=kept.id, title=kept.title, changed=kept.changed, exchanges=len(kept.exchanges))
            for kept in self._list_newest()
            if all(word in _search_text(kept) for word in wanted)
        )

    def load(self, id: str) -> KeptConversation:
        """Return a conversation; raise UnknownItem if there is none of that id."""
        return self._store.load(id)

    def save(self, id: str, content: ConversationContent) -> KeptConversation:
        """Keep a conversation, in place of the one that has the id; raise UnknownItem if it is not an id."""
        with self._store.exclusive():
            self._store.check_id(id)
            kept = self._store.save(id, self._make(id, content))
            for surplus in self._list_newest()[MAX_CONVERSATIONS:]:
                self._store.delete(surplus.id)
        return kept

    def delete(self, id: str) -> None:
        """Delete a conversation; raise UnknownItem if there is none of that id."""
        self._store.delete(id)

    def _make(self, id: str, content: ConversationContent) -> KeptConversation:
        return KeptConversation(id=id, changed=now(), title=content.title, exchanges=content.exchanges)

    def _list_newest(self) -> list[KeptConversation]:
        return sorted(self._store.list_all(), key=lambda kept: kept.changed, reverse=True)


def _search_text(kept: KeptConversation) -> str:
    return fold(" ".join([kept.title, *(exchange.question for exchange in kept.exchanges)]))

"""Routes of conversations, which are kept for everybody who has a key or is signed in, each for themselves."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from rag import ConversationContent, ConversationHead, ConversationStore, KeptConversation
from ui.documents.fields import Text
from ui.middleware.audit_log import audit_entry
from ui.runtime.dependencies import Deps

router = APIRouter()

Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class ConversationList(BaseModel):
    """The conversations of whoever asks, the one that was changed last first."""

    conversations: tuple[ConversationHead, ...]


class ConversationsQuery(BaseModel):
    """Words in titles and questions: the query of GET /conversations."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[Text, Field(max_length=200)] = ""


@router.get("/conversations")
def list_conversations(deps: Deps, request: Request, query: Annotated[ConversationsQuery, Query()]) -> ConversationList:
    """List the conversations of whoever asks."""
    return ConversationList(conversations=_open_store(deps, request).list_heads(query.q))


@router.get("/conversations/{id}")
def get_conversation(deps: Deps, request: Request, id: Id) -> KeptConversation:
    """Return a conversation: the addresses of its questions and the ids of their answers."""
    return _open_store(deps, request).load(id)


@router.put("/conversations/{id}")
def keep_conversation(
    deps: Deps, request: Request, id: Id, content: Annotated[ConversationContent, Body()]
) -> KeptConversation:
    """Keep a conversation under an id of the client's own, in place of what it was."""
    return _open_store(deps, request).save(id, content)


@router.delete("/conversations/{id}", status_code=204)
def delete_conversation(deps: Deps, request: Request, id: Id) -> None:
    """Delete a conversation."""
    _open_store(deps, request).delete(id)


def _open_store(deps: Deps, request: Request) -> ConversationStore:
    owner = audit_entry(request.scope).owner
    if owner is None:  # a server without any key
        raise HTTPException(401)
    return ConversationStore(deps.home, owner)

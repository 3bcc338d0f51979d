"""Workspace requests: questions to follow, and briefs."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from rag import MAX_LENGTH, BriefRequest
from ui.documents.fields import FilterFields, Text

Title = Annotated[Text, Field(min_length=1, max_length=300)]
Items = Annotated[list[BriefRequest], Field(max_length=1_000)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FollowRequest(_Request):
    """A question to follow, with its filters: the body of POST /follows."""

    question: Annotated[Text, Field(max_length=MAX_LENGTH)]
    filters: FilterFields = FilterFields()


class NewBrief(_Request):
    """The title of a new brief: the body of POST /briefs."""

    title: Title


class BriefAddition(_Request):
    """What is added at the end of a brief: the body of POST /briefs/{id}/items."""

    items: Items


class BriefContent(BriefAddition):
    """All of a brief, in its order: the body of PUT /briefs/{id}."""

    title: Title

"""A story as a feed announces it."""

from pydantic import BaseModel, ConfigDict


class Story(BaseModel):
    """Where its page is, and what the feed itself tells of it; `published` is ISO 8601."""

    model_config = ConfigDict(frozen=True)

    link: str | None
    title: str
    summary: str
    published: str | None
    source: str | None

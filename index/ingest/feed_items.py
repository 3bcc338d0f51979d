"""An item of a feed."""

from pydantic import BaseModel, ConfigDict


class FeedItem(BaseModel):
    """The link to a story's page and what the feed says about it; `published` is ISO 8601."""

    model_config = ConfigDict(frozen=True)

    link: str | None
    title: str
    summary: str
    published: str | None
    source: str | None

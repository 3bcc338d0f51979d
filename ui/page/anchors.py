"""Anchors: spans of article versions as links of the page."""

from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from index import Span
from ui.documents.fields import Text

_Position = Annotated[int, Field(ge=0, lt=2**31)]


class Anchor(BaseModel):
    """A span of one article version; its link is `#article=ID&version=1&start=120&end=240`.

    The same is the query of GET /page/article. Without `start` and `end` it is the start of the article.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: Text
    version: Annotated[int, Field(ge=1, lt=2**31)]
    start: _Position = 0
    end: _Position = 0

    @property
    def span(self) -> Span:
        """The span in the article's text."""
        return Span(self.start, max(self.start, self.end))

    @property
    def link(self) -> str:
        """The URL fragment, with its number sign."""
        return f"#{urlencode(self.model_dump())}"

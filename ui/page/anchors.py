"""A place in an article, as it stands in a link of the page."""

from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from index import Span
from ui.documents.fields import Text

_Position = Annotated[int, Field(ge=0, lt=2**31)]


class Place(BaseModel):
    """A stretch of one article version; its link is `#article=ID&version=1&start=120&end=240`.

    The same is the query of GET /page/article. Without a stretch it is the article from its beginning.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: Text
    version: Annotated[int, Field(ge=1, lt=2**31)]
    start: _Position = 0
    end: _Position = 0

    @property
    def span(self) -> Span:
        """The stretch, to be cut out of the article's text."""
        return Span(self.start, max(self.start, self.end))

    @property
    def link(self) -> str:
        """The fragment that leads there, with its number sign."""
        return f"#{urlencode(self.model_dump())}"

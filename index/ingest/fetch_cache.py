"""Fetch cache: what was fetched last from each address, so that only what has changed is fetched again."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from index import files
from index.ingest.feed_items import FeedItem
from index.ingest.web.validators import Validators

_NAME = "visits.json"


class CachedFetch(BaseModel):
    """The HTTP validators of a response, and its items if it was a feed."""

    model_config = ConfigDict(frozen=True)

    validators: Validators
    stories: tuple[FeedItem, ...] = ()


class FetchCache(BaseModel):
    """The last fetch of each address; losing it costs only another fetch."""

    last: dict[str, CachedFetch] = {}

    @classmethod
    def load(cls, home: Path) -> Self:
        """Load the cache of a home; it is empty if there is none or it is damaged."""
        try:
            return cls.model_validate_json((home / _NAME).read_bytes())
        except (OSError, ValidationError):
            return cls()

    def save(self, home: Path) -> None:
        """Write the cache to its home, unless nothing was ever fetched; the caller holds the writer's lock."""
        if self.last:
            with files.replace_atomically(home / _NAME) as temporary:
                files.write_durably(temporary, self.model_dump_json().encode())

    def get_validators(self, url: str) -> Validators:
        """Return the validators of an address, empty ones if it was never fetched."""
        fetch = self.last.get(url)
        return fetch.validators if fetch else Validators()

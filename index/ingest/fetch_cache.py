"""Visits to the web that are remembered, so that only what has changed is fetched again. Losing them costs no more."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from index import files
from index.ingest.feed_items import Story
from index.ingest.web.validators import Validators

_FILE = "visits.json"


class Visit(BaseModel):
    """How a server named the state of what it gave, and the stories in it if it was a feed."""

    model_config = ConfigDict(frozen=True)

    validators: Validators
    stories: tuple[Story, ...] = ()


class Visits(BaseModel):
    """The last visit to each address."""

    last: dict[str, Visit] = {}

    @classmethod
    def load(cls, home: Path) -> Self:
        """Read those of a home; there are none where no sound record of them is found."""
        try:
            return cls.model_validate_json((home / _FILE).read_bytes())
        except (OSError, ValidationError):
            return cls()

    def save(self, home: Path) -> None:
        """Write them down, all at once; where none was ever made, there is nothing to write."""
        if not self.last:
            return
        aside = home / f"{_FILE}.tmp"
        files.write(aside, self.model_dump_json().encode())
        aside.rename(home / _FILE)

    def validators(self, url: str) -> Validators:
        """Give how the server named the state of a page last; nothing where it was never fetched."""
        visit = self.last.get(url)
        return visit.validators if visit else Validators()

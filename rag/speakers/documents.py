"""Speaker documents: a list of speakers, and the profile of one."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from index.text.plurals import format_count
from rag.notebook.tables import Row, Tabular


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True)


class SpeakerHead(_Document):
    """A speaker in a list: the most frequent office, how much is on record, and from when to when."""

    id: str
    name: str
    country: str | None
    office: str | None
    statements: int
    articles: int
    first: str | None
    last: str | None


class SpeakerList(Tabular, _Document):
    """A page of speakers, those with the most statements first; `cursor` continues with the next page."""

    speakers: tuple[SpeakerHead, ...]
    total: int
    cursor: str | None
    generation: int

    def _describe(self) -> str:
        return f"{len(self.speakers):,} of {format_count(self.total, 'speaker')}"

    def _list_rows(self) -> Iterator[Row]:
        return (dict(speaker) for speaker in self.speakers)


class SpeakerForm(_Document):
    """A speaker as articles name them: the name, office and country, and in how many articles and statements."""

    name: str
    role: str | None
    country: str | None
    articles: int
    statements: int


class Office(_Document):
    """An office that articles give a speaker, with the first and last date of those articles."""

    role: str
    country: str | None
    first: str | None
    last: str | None
    articles: int


class Count(_Document):
    """A year, a name or a source, and how many statements have it."""

    label: str
    statements: int


class RelatedSpeaker(_Document):
    """Another speaker who is quoted in the same articles."""

    id: str
    name: str
    country: str | None
    articles: int


class SpeakerProfile(SpeakerHead):
    """All that is on record of one speaker; `forms` are the names that were taken for theirs."""

    forms: tuple[SpeakerForm, ...]
    offices: tuple[Office, ...]
    years: tuple[Count, ...]
    subjects: tuple[Count, ...]
    sources: tuple[Count, ...]
    quoted_with: tuple[RelatedSpeaker, ...]
    generation: int

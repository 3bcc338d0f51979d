"""People views: a list of speakers, a speaker's page, and a country's page."""

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from index import Correction
from rag import Record, SpeakerHead, SpeakerProfile, StatementList
from ui.documents.fields import FilterFields, Text
from ui.documents.requests import MAX_STATEMENTS
from ui.page.permalinks import view_address
from ui.page.rendering import render_template
from ui.page.views.form_input import FormInput

PAGE_SIZE = 50
"""Statements or speakers that a page begins with."""

_MAX_ROWS = 5_000
_COUNTRY_SPEAKERS = 100


class PeopleQuery(BaseModel):
    """A search for speakers: the query of GET /page/people."""

    model_config = ConfigDict(extra="forbid")

    people: Annotated[Text, Field(max_length=200)] = ""
    rows: Annotated[int, Field(ge=1, le=_MAX_ROWS)] = PAGE_SIZE

    def address(self, **changes: object) -> str:
        """Return the address of the same list with some parameters changed."""
        return view_address("people", self.people, **changes)


class PersonQuery(FilterFields):
    """A speaker, by id or by exact name, and which statements are wanted: the query of GET /page/person."""

    person: Annotated[Text, Field(max_length=200)] = ""
    of: Annotated[Text, Field(max_length=200)] = ""
    about: Annotated[Text, Field(max_length=500)] = ""
    sort: Literal["newest", "oldest"] = "newest"
    rows: Annotated[int, Field(ge=1, le=_MAX_ROWS)] = PAGE_SIZE

    def address(self, **changes: object) -> str:
        """Return the address of the same speaker with some parameters changed."""
        given = self.model_dump(exclude={"person"}, exclude_defaults=True)
        return view_address("person", self.person, **{**given, **changes})


class PlaceQuery(BaseModel):
    """A country: the query of GET /page/place."""

    model_config = ConfigDict(extra="forbid")

    place: Annotated[Text, Field(max_length=200)] = ""
    rows: Annotated[int, Field(ge=1, le=_MAX_ROWS)] = PAGE_SIZE

    def address(self, **changes: object) -> str:
        """Return the address of the same country with some parameters changed."""
        return view_address("place", self.place, **changes)

    @property
    def explore(self) -> str:
        """The address of everything said on the country."""
        return view_address("look", self.place)


def render_people(query: PeopleQuery, record: Record) -> Markup:
    """Render the speakers whose names, offices or countries begin with the words that were typed."""
    found = record.speaker_directory.list_speakers(query.people, limit=query.rows)
    return render_template("people", query=query, found=found)


def render_person(query: PersonQuery, form: FormInput, record: Record, *, may_write: bool) -> Markup:
    """Render a speaker's page, or the list of those who may be meant."""
    heads = _find_speakers(query, record)
    if len(heads) != 1:
        return render_template("people", query=PeopleQuery(people=query.person), found=_as_list(query, heads, record))
    profile = record.speaker_directory.profile(heads[0].id)
    corrections = record.library.corrections.list_active()
    return render_template(
        "person",
        query=query,
        form=form,
        who=profile,
        listed=_list_statements(query, profile, record),
        corrections=[correction for correction in corrections if _concerns(correction, profile)],
        may_write=may_write,
        csv=_csv_address(query, profile),
    )


def render_place(query: PlaceQuery, record: Record) -> Markup:
    """Render a country's page: who speaks for it, and what its speakers said last."""
    speakers = record.speaker_directory.list_of_country(query.place, limit=_COUNTRY_SPEAKERS)
    return render_template("place", query=query, speakers=speakers, related=_count_offices(speakers))


def _find_speakers(query: PersonQuery, record: Record) -> tuple[SpeakerHead, ...]:
    if query.person in record.speaker_directory.rows_by_id:
        return (record.speaker_directory.head(query.person),)
    return record.speaker_directory.find_by_name(query.person, query.of or None)


def _as_list(query: PersonQuery, heads: Sequence[SpeakerHead], record: Record) -> object:
    """Return the speakers of exactly the name, or else those whose names begin with its words."""
    found = record.speaker_directory.list_speakers(query.person, limit=PAGE_SIZE)
    return found.model_copy(update={"speakers": tuple(heads), "total": len(heads)}) if heads else found


def _list_statements(query: PersonQuery, profile: SpeakerProfile, record: Record) -> StatementList:
    return record.statements(
        about=query.about.strip() or None,
        filters=query.to_filters(),
        limit=query.rows,
        speaker_id=profile.id,
        oldest_first=query.sort == "oldest",
    )


def _csv_address(query: PersonQuery, profile: SpeakerProfile) -> str:
    """Return the address of the first 200 of the same statements as CSV."""
    filters = query.model_dump(include={"since", "until", "kind"}, exclude_defaults=True)
    about = {"about": query.about.strip()} if query.about.strip() else {}
    given = {"speaker_id": profile.id, **about, **filters, "limit": MAX_STATEMENTS, "format": "csv"}
    return f"./statements?{urlencode(given, doseq=True)}"


def _concerns(correction: Correction, profile: SpeakerProfile) -> bool:
    """Return whether a correction merged or split this speaker."""
    names = {form.name for form in profile.forms} | {profile.name}
    change = correction.change.model_dump(mode="json")
    people = [*change.get("people", ()), change.get("person"), change.get("into"), change.get("speaker")]
    return any(person and person["name"] in names for person in people)


def _count_offices(speakers: Sequence[SpeakerHead]) -> int:
    return sum(speaker.statements for speaker in speakers)

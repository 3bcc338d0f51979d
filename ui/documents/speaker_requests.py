"""Speaker requests: lists of speakers, and corrections of who said what."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from index import NamedForm, PersonKey
from ui.documents.fields import Name, Text, check_no_nul

MAX_SPEAKERS = 200
"""Most speakers of one page."""

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
ArticleId = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(check_no_nul)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpeakersQuery(_Request):
    """Speakers whose names, offices or countries begin with the words of `q`: the query of GET /speakers."""

    q: Annotated[Text, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=MAX_SPEAKERS)] = 50
    cursor: Annotated[str, Field(max_length=20)] | None = None


class NameFields(_Request):
    """A speaker's name, and the office and country if they are known."""

    name: Name
    role: Name | None = None
    country: Name | None = None

    def to_form(self) -> NamedForm:
        """Return the name as a correction holds it."""
        return NamedForm(name=self.name.strip(), role=self.role, country=self.country)


class MergeRequest(_Request):
    """Speakers who are one, under the name of the first unless `name` is given: the body of POST /speakers/merge."""

    speakers: Annotated[list[Id], Field(min_length=2, max_length=50)]
    name: Name | None = None


class SplitRequest(_Request):
    """Forms of a speaker that are another one, in some articles or in all: the body of POST /speakers/split."""

    speaker: Id
    forms: Annotated[list[NameFields], Field(max_length=200)] = []
    articles: Annotated[list[ArticleId], Field(max_length=500)] = []
    name: Name
    country: Name | None = None

    @property
    def into(self) -> PersonKey:
        """The speaker that the forms become."""
        return PersonKey(name=self.name.strip(), country=self.country)


class AttributionRequest(_Request):
    """Whose words a quotation is, null for no known speaker's: the body of POST /speakers/attribute."""

    article_id: ArticleId
    quote: Annotated[Text, Field(min_length=1, max_length=20_000)]
    speaker: NameFields | None

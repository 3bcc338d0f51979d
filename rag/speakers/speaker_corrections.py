"""Speaker corrections: requests to merge, split and attribute, checked against what is on record."""

from collections.abc import Sequence

from index.errors import InvalidCorrection
from index.library.articles import StoredArticle
from index.library.corrections import AttributeQuote, MergePeople, NamedForm, PersonKey, SplitPerson
from rag.speakers.directory import SpeakerDirectory


def merge_speakers(directory: SpeakerDirectory, ids: Sequence[str], name: str | None = None) -> MergePeople:
    """Return the correction that several speakers are one, under the name of the first unless one is given.

    Raise UnknownItem for an unknown id, InvalidCorrection for fewer than two speakers or two countries.
    """
    people = tuple(dict.fromkeys(_key(directory, id_) for id_ in ids))
    if len(people) < 2:  # noqa: PLR2004 (two are merged at least)
        raise InvalidCorrection("name two different speakers to merge")
    countries = list(dict.fromkeys(person.country for person in people if person.country))
    if len(countries) > 1:
        message = f"the speakers are of different countries, {' and '.join(countries)}; split one of them first"
        raise InvalidCorrection(message)
    into = PersonKey(name=name or people[0].name, country=countries[0] if countries else None)
    return MergePeople(people=people, into=into)


def split_speaker(
    directory: SpeakerDirectory, id: str, forms: Sequence[NamedForm], into: PersonKey, articles: Sequence[str] = ()
) -> SplitPerson:
    """Return the correction that some forms of a speaker, everywhere or in some articles only, are another speaker.

    Raise UnknownItem for an unknown id, and InvalidCorrection for forms that are not the speaker's, or for a name that
    would not tell the two apart.
    """
    person = _key(directory, id)
    known = {NamedForm(name=form.name, role=form.role, country=form.country) for form in directory.profile(id).forms}
    chosen = tuple(forms) or (tuple(sorted(known, key=str)) if articles else ())
    if not chosen or not known.issuperset(chosen):
        raise InvalidCorrection(
            "forms: name those of this speaker that are somebody else, as GET /speakers/{id} lists them"
        )
    if into == person:
        raise InvalidCorrection("into: needs another name than the speaker has, such as “John Brennan (CIA)”")
    return SplitPerson(person=person, forms=chosen, articles=tuple(articles), into=into)


def attribute_quote(article: StoredArticle, quote: str, speaker: NamedForm | None) -> AttributeQuote:
    """Return the correction of whose words a quotation is; raise InvalidCorrection if the article has not its words."""
    if not quote.strip() or quote not in article.text:
        raise InvalidCorrection("quote: is not in this article word for word; send `cited_text` of the citation")
    return AttributeQuote(article_id=article.id, quote=quote, speaker=speaker)


def _key(directory: SpeakerDirectory, id: str) -> PersonKey:
    person = directory.find(id)
    return PersonKey(name=person.name, country=person.country)

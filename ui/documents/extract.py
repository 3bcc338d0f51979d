"""One file as it would be stored: the article, and what of the file is not in it or is never cited."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index import Article, RejectedArticle, UnreadableSource
from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form
from index.ingest.readers.registry import FORMATS, files, read
from index.library.articles import identify
from index.text.boilerplate import furniture


class LeftOut(BaseModel):
    """What is no part of the article: lines of a page, or page furniture that stays in a text at `start` to `end`."""

    model_config = ConfigDict(frozen=True)

    kind: str
    text: str
    start: int | None = None
    end: int | None = None


class FormSeen(BaseModel):
    """The published form that the article was seen to have, how surely, from 0 to 1, and what told it."""

    model_config = ConfigDict(frozen=True)

    name: str
    evidence: float
    reason: str


class Extract(BaseModel):
    """The document of `onrecord extract`; `form` is null for an article without labels, clauses or a signature."""

    article: Article
    form: FormSeen | None
    left_out: tuple[LeftOut, ...]

    @classmethod
    def of(cls, path: Path) -> "Extract":
        """Read a file of one article, without storing it."""
        article = article_in(path)
        named = article.model_copy(update={"id": identify(article, path.name)})
        return cls(article=named, form=_form(article), left_out=(*_around(path, article), *_within(article)))


def _form(article: Article) -> FormSeen | None:
    """Say in which form who speaks was read."""
    seen = read_form(Document(article.text, article.title, article.speaker, article.speaker_role, article.country))
    return FormSeen(name=seen.form, evidence=round(seen.evidence, 2), reason=seen.reason) if seen else None


def _around(path: Path, article: Article) -> Iterator[LeftOut]:
    """Give the lines of a page that are not in its article."""
    if FORMATS[path.suffix.lower()] == "html":
        from index.ingest.readers.html import left_out  # noqa: PLC0415 (slow to import, and needed for pages alone)

        for kind, text in left_out(path.read_bytes(), article):
            yield LeftOut(kind=kind, text=text)


def _within(article: Article) -> Iterator[LeftOut]:
    """Give the furniture that stays where it is, and becomes no passage."""
    for span, kind in furniture(article.text, article.title):
        yield LeftOut(kind=kind, text=span.slice(article.text), start=span.start, end=span.end)


def article_in(path: Path) -> Article:
    """Read the one article of a file; RejectedArticle where it holds none, or several."""
    if path.is_dir():
        message = f"{path}: a folder; name one file in it"
        raise UnreadableSource(message)
    found = [each.article for file, place in files(path) for each in read(file, place)]
    if len(found) != 1:
        message = f"{path}: holds {len(found)} articles; give a file of one, or index them and use GET /statements"
        raise RejectedArticle(message)
    if isinstance(found[0], RejectedArticle):
        message = f"{path}: {found[0]}"
        raise RejectedArticle(message)
    return found[0]

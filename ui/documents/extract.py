"""Extracts: the article of one file as it would be stored, and the parts of the file that are left out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from index import (
    Article,
    RejectedArticle,
    UnreadableSource,
    derive_id,
    find_boilerplate,
    find_form,
    list_files,
    list_omitted,
    read_file,
)


class OmittedText(BaseModel):
    """Text that is not part of the article, or boilerplate in it (at `start` to `end`) that is never cited."""

    model_config = ConfigDict(frozen=True)

    kind: str
    text: str
    start: int | None = None
    end: int | None = None


class RecognizedForm(BaseModel):
    """The form of document that an article was recognized as, the evidence for it from 0 to 1, and what it was."""

    model_config = ConfigDict(frozen=True)

    name: str
    evidence: float
    reason: str


class Extract(BaseModel):
    """The document of `onrecord extract`; `form` is null for an article without labels, clauses or a signature."""

    article: Article
    form: RecognizedForm | None
    left_out: tuple[OmittedText, ...]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a file of one article, without storing it."""
        article = read_article(path)
        named = article.model_copy(update={"id": derive_id(article, path.name)})
        form = _recognize_form(article)
        return cls(article=named, form=form, left_out=(*_list_outside(path, article), *_list_boilerplate(article)))


def _recognize_form(article: Article) -> RecognizedForm | None:
    form = find_form(article)
    return RecognizedForm(name=form.form, evidence=round(form.evidence, 2), reason=form.reason) if form else None


def _list_outside(path: Path, article: Article) -> Iterator[OmittedText]:
    """Yield the lines of a web page that are not in its article."""
    for kind, text in list_omitted(path, article):
        yield OmittedText(kind=kind, text=text)


def _list_boilerplate(article: Article) -> Iterator[OmittedText]:
    """Yield the boilerplate that stays in the text and becomes no passage."""
    for span, kind in find_boilerplate(article.text, article.title):
        yield OmittedText(kind=kind, text=span.slice(article.text), start=span.start, end=span.end)


def read_article(path: Path) -> Article:
    """Read the one article of a file. Raises RejectedArticle if it has none or several, or the one is rejected."""
    if path.is_dir():
        message = f"{path}: a folder; name one file in it"
        raise UnreadableSource(message)
    results = [result for file, place in list_files(path) for result in read_file(file, place)]
    if len(results) != 1:
        message = f"{path}: has {len(results)} articles; give a file of one, or index them and use GET /statements"
        raise RejectedArticle(message)
    try:
        return results[0].require_article()
    except RejectedArticle as error:
        message = f"{path}: {error}"
        raise RejectedArticle(message) from None

"""Citations made for tests of what is written on them."""

from typing import Any

from rag.answers.citations import Citation, SpeakerDocument


def cite(text: str, name: str | None = None, *, number: int = 1, **known: Any) -> Citation:  # noqa: ANN401 (fields)
    """Return a citation of a text; `role`, `country`, `attribution`, `published` and `source` are as given."""
    speaker = SpeakerDocument(name=name, role=known.get("role"), country=known.get("country")) if name else None
    return Citation(
        number=number,
        cited_text=text,
        display_text=text,
        article_id=f"article {number}",
        article_version=1,
        article_sha256="",
        article_title="An article",
        start=0,
        end=len(text),
        speaker=speaker,
        attribution=known.get("attribution", "direct"),
        source=known.get("source", "UN General Debate"),
        url=None,
        published=known.get("published", "2013-09-26"),
        kind="official",
        score=1.0,
    )

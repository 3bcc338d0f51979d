from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form


@pytest.fixture
def speaker_at() -> Callable[[str, str, str], str | None]:
    """Return a function of a text, words in it and its title that returns the speaker of the words by its form."""

    def find_speaker(text: str, words: str, title: str = "") -> str | None:
        form = read_form(Document(text, title))
        assert form
        place = text.index(words)
        names = {
            turn.speaker.name
            for turn in form.turns
            if turn.speaker and any(part.start <= place < part.end for part in turn.words)
        }
        assert len(names) < 2
        return next(iter(names), None)

    return find_speaker

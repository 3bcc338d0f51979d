"""Whose the words are that the speaker of a turn reports without marks."""

import pytest

from index.attribution.relayed.indirect_words import find_indirect_words
from index.text.spans import Span


def read(text: str) -> list[tuple[str, str]]:
    """Return the words that name each source, with what is reported."""
    whole = Span(0, len(text))
    found = find_indirect_words(text, whole, (whole,))
    return [(each.referent.slice(text), each.content[0].slice(text)) for each in found]


@pytest.mark.parametrize(
    ("text", "referent", "content"),
    [
        ("Admiral Okello used to say that a lamp is cheap. I agree.", "Admiral Okello", "a lamp is cheap"),
        ("I met the Harbour Minister on Monday, and he told me that no ship will sail.", "the Harbour Minister", "no"),
        ("What the Envoy told her was that a gap would cost us more.", "the Envoy", "a gap would cost us more"),
        ("President Halm was asked, and she answered that a hull is a hull.", "President Halm", "a hull is a hull"),
        ("We heard Ana Ruiz, the Commissioner, who informed the Board that nine lamps were out.", "Ana Ruiz", "nine"),
        ("I met Bo Reva, and he told me the boat would be back by noon.", "Bo Reva", "the boat would be back"),
        ("As the Warden of the Seals had observed in Lusk, a lamp is a promise.", "the Warden of the Seals", "a lamp"),
        ("A neighbour of ours told us she heats one room only.", "A neighbour of ours", "she heats one room only"),
        (
            "We note the report of Ana Ruiz, and her observation that no lamp can be lit.",
            "Ana Ruiz",
            "no lamp can be lit",
        ),
        ("My grandmother always said that salt is worth a road.", "My grandmother", "salt is worth a road"),
        ("According to the coast guard, nobody is hurt today.", "the coast guard", "nobody is hurt"),
        ("A pilot who did not want to be named told us that the captain was asleep.", "A pilot", "the captain was"),
        (
            "We met the Envoy of Lusk, Ms. Ana Reva, who told us that nine cables were cut.",
            "Ms. Ana Reva",
            "nine cables",
        ),
        ("It notes the assurance given to us by Bo Orsi on 3 May that no one will go.", "Bo Orsi", "no one will go"),
        ("I had the promise of Admiral Holm that the port would be open.", "Admiral Holm", "the port would be open"),
        ("A pilot told us yesterday that the mole has moved.", "A pilot", "the mole has moved"),
        ("Commissioner Li wrote to the Council in May that the pumps had failed.", "Commissioner Li", "the pumps had"),
    ],
)
def test_a_source_is_named_before_what_is_reported(text: str, referent: str, content: str) -> None:
    ((name, words),) = read(text)
    assert name == referent
    assert words.startswith(content)


@pytest.mark.parametrize(
    "text",
    [
        "I said that we would stay, and we stayed.",
        "We told them that the door was open to all.",
        "Nobody told us that the mole had moved.",
        "He said that it would rain on us all.",
        "General Rossi never said that it would be quick.",
        "I met Ana Ruiz and Eva Lind. She said that it would be quick.",
        "I was told that the mole had moved.",
        "They keep saying that it will rain.",
    ],
)
def test_what_is_denied_or_of_no_one_has_no_source(text: str) -> None:
    assert read(text) == []

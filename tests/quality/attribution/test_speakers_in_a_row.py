"""Short statements of several speakers in a row, the hardest case of attribution."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from index.attribution.attribute import extract_statements
from index.attribution.discourse import ArticleContext
from index.models.encoder import OpenVinoEncoder

pytestmark = [pytest.mark.quality, pytest.mark.timeout(300)]

WORDS = """Libya is free|Libya is lost|The port will open on Monday|Oil prices will rise again|Wages will not follow
Nobody knows how many ships are waiting|The bridge was open again by noon|The talks failed because of money
It was no accident|The deal is dead|The river rose two metres overnight|Schools will stay closed until Friday
The government has no plan|The army has left the town|Taxes would pay for half of it|There was never an offer
The ceasefire is holding in the north|The road to the capital is shut|More troops will arrive next week"""
SPEAKERS = """Ada Berg|Omar Haddad|Lena Okafor|the minister|the union|analysts|residents|a police spokesman|Karim Saleh
Ruiz|the mayor|Tom Hale|the auditor|Bo Li|the envoy|Paul Brandt"""
FORMS = (
    "{words}, {who} said.",
    "{words}, {who} told reporters.",
    "{Who} said {words}.",
    "{words}, according to {who}.",
)

Quoted = list[tuple[str, str]]


def reports(count: int) -> Iterator[tuple[str, Quoted]]:
    chance = random.Random(1)  # noqa: S311 (no secret)
    for _ in range(count):
        quoted = [*zip(chance.sample(listed(WORDS), 3), chance.sample(listed(SPEAKERS), 3), strict=True)]
        forms = chance.choices(FORMS, weights=(6, 2, 2, 2), k=3)
        lines = (
            f.format(words=words, who=who, Who=who[0].upper() + who[1:])
            for f, (words, who) in zip(forms, quoted, strict=True)
        )
        yield " ".join(lines), quoted


def listed(lines: str) -> list[str]:
    return lines.replace("\n", "|").split("|")


def test_statements_get_the_right_speaker_or_none() -> None:
    encoder = OpenVinoEncoder.load()
    counts: Counter[str] = Counter()
    for text, quoted in reports(120):
        said = extract_statements(text, ArticleContext(), encoder)
        for words, who in quoted:
            names = [
                one.speaker.name for one in said if one.speaker and any(words in c.slice(text) for c in one.content)
            ]
            counts["nobody" if not names else "right" if names[0].casefold() == who.casefold() else "wrong"] += 1
    total = counts.total()
    print(f"\nspeakers in a row: {counts['right'] / total:.3f} right, {counts['wrong'] / total:.3f} wrong of {total}")
    assert counts["right"] / total >= 0.97
    assert counts["wrong"] / total <= 0.025

"""Whose turn it is in official documents with labelled speakers, by form; the floors only rise.

A turn is right where most of its words are under a name with the surname of its speaker.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

pytestmark = [pytest.mark.quality, pytest.mark.timeout(300)]

RIGHT, WRONG, QUESTIONS = 0.96, 0.015, 0.02


@pytest.fixture(scope="module")
def counts(shared: Callable[[str], Path]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(shared("data/forms/turns.jsonl.gz"), "rt") as lines:
        for document in map(json.loads, lines):
            for turn, name in held(document):
                if turn["speaker"] is None:
                    found[document["form"]]["given" if name else "kept"] += 1
                else:
                    surname = turn["speaker"].removesuffix(" Jr.").split()[-1].casefold()
                    right = name is not None and name.split(" of ")[0].casefold().endswith(surname)
                    found[document["form"]]["right" if right else "wrong" if name else "missed"] += 1
    return found


def held(document: dict[str, Any]) -> list[tuple[dict[str, Any], str | None]]:
    """Return each turn that is named or a question, with the name that most of its words are under."""
    seen = read_form(Document(document["text"], document["title"]))
    parts = [(part, turn.speaker.name) for turn in (seen.turns if seen else []) if turn.speaker for part in turn.words]
    pairs = []
    for turn in document["turns"]:
        if turn.get("named") is not False:
            words: Counter[str] = Counter()
            for part, name in parts:
                words[name] += max(0, min(part.end, turn["end"]) - max(part.start, turn["start"]))
            name, most = words.most_common(1)[0] if words else ("", 0)
            pairs.append((turn, name if most * 2 > turn["end"] - turn["start"] else None))
    return pairs


def test_turns_are_under_their_speakers_name_in_every_form(counts: dict[str, Counter[str]]) -> None:
    for form, count in sorted(counts.items()):
        total = count["right"] + count["wrong"] + count["missed"]
        print(f"\n{form}: right {count['right'] / total:.3f}, wrong {count['wrong'] / total:.3f} of {total}")
        assert count["right"] / total >= RIGHT, form
        assert count["wrong"] / total <= WRONG, form


def test_questions_are_no_ones(counts: dict[str, Counter[str]]) -> None:
    given, kept = (sum(count[key] for count in counts.values()) for key in ("given", "kept"))
    print(f"\nquestions: {given} of {given + kept} given to somebody")
    assert given / (given + kept) <= QUESTIONS

"""Checks of drafts: 40 frames with 200 known quotations of seven kinds over real speeches and news, and the time."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from written_drafts import (
    EXPECTED,
    Articles,
    Draft,
    Writer,
    pick_invented,
    printable_sentences,
    read_frames,
    voices_of_news,
    voices_of_speeches,
)

import index
import rag
from index.text.normalize import words
from rag import CheckedQuotation, Record

pytestmark = [pytest.mark.quality, pytest.mark.timeout(1800)]  # encoding takes minutes on a slow machine

TUNED, UNSEEN = 0.97, 0.95
SECONDS = 3.0
LONG_DRAFTS, LONG = 10, 3000
MAX_OVERLAP = 0.9


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, write_lines: Callable[[Path, Articles], Path]
) -> Iterator[tuple[Record, Callable[[int], Writer]]]:
    """Return a record of speeches and news, and a function that returns a writer of drafts by a seed."""
    import gzip  # noqa: PLC0415 (only here)

    shared = Path(__file__).parents[3] / "shared" / "data"
    names = ("statements/articles", "news/articles", "attribution/dev")
    if missing := [name for name in names if not (shared / f"{name}.jsonl.gz").exists()]:
        pytest.skip(f"needs real data beside the checkout: {', '.join(missing)}")
    speeches, news, annotated = (
        [*map(json.loads, gzip.decompress((shared / f"{name}.jsonl.gz").read_bytes()).splitlines())] for name in names
    )
    held = speeches[::16]
    home = tmp_path_factory.mktemp("checked")
    articles: list[dict[str, Any]] = [*held, *news[::24], *map(as_article, annotated)]
    index.bring_up_to_date(home, [str(write_lines(home / "articles.jsonl", articles))])
    printed = {words(sentence) for speech in held for sentence in printable_sentences(speech["text"])}
    voices = [*voices_of_speeches(held), *voices_of_news(annotated)]

    def writer(seed: int) -> Writer:
        chance = random.Random(seed)  # noqa: S311 (nothing is secret)
        return Writer(voices, pick_invented(speeches[8::32], printed, chance), chance)

    record = rag.open(home)
    yield record, writer
    record.close()


def as_article(annotated: dict[str, Any]) -> dict[str, Any]:
    text = annotated["text"]
    source = annotated["id"].partition("_")[0]
    return {"id": annotated["id"], "title": text.splitlines()[0], "text": text, "source": source}


@pytest.mark.parametrize(("frames", "floor"), [("tuned", TUNED), ("unseen", UNSEEN)])
def test_the_verdicts_on_quotations_of_drafts_are_right(
    corpus: tuple[Record, Callable[[int], Writer]], frames: str, floor: float
) -> None:
    record, writer = corpus
    drafts = [writer(1 + number).write(frame) for number, frame in enumerate(read_frames(frames))]
    outcomes, altered = Counter[tuple[str, bool]](), Counter[bool]()
    for draft in drafts:
        checked = record.check(draft.text).quotations
        for written in draft.quotations:
            found = next((one for one in checked if overlap(one, written.start, written.end) >= MAX_OVERLAP), None)
            outcomes[written.kind, found is not None and found.verdict == EXPECTED[written.kind]] += 1
            if found and written.altered and found.verdict == "altered":
                marked = [(one.quote, one.record) for one in found.matches[0].differences]
                altered[written.altered in marked] += 1
    share = sum(count for (_, right), count in outcomes.items() if right) / outcomes.total()
    print(f"\n{frames}: {len(drafts)} drafts, {outcomes.total()} quotations, verdict right {share:.3f}")
    for kind in EXPECTED:
        right, wrong = outcomes[kind, True], outcomes[kind, False]
        if right + wrong:
            print(f"  {kind}: {right} of {right + wrong}")
    print(f"  what was altered marked: {altered[True]} of {altered.total()}")
    assert share >= floor


def overlap(checked: CheckedQuotation, start: int, end: int) -> float:
    """Return the share that two quotations have in common."""
    common = min(checked.end, end) - max(checked.start, start)
    return common / max(checked.end - checked.start, end - start)


def test_a_draft_of_three_thousand_words_is_checked_in_three_seconds(
    corpus: tuple[Record, Callable[[int], Writer]],
) -> None:
    record, writer = corpus
    frames = read_frames("tuned")
    record.check("“We stay here,” she said.")  # loads the models
    taken = []  # seconds of all cores together, which other processes of the machine do not lengthen
    for seed in range(LONG_DRAFTS):
        text = long_draft(writer(100 + seed), frames)
        began = time.process_time()
        count = len(record.check(text).quotations)
        taken.append(time.process_time() - began)
        print(f"{len(text.split()):,} words, {count} quotations: {taken[-1]:.2f} s")
    assert max(taken) < SECONDS


def long_draft(writer: Writer, frames: list[str]) -> str:
    """Return frames one after the other, with sentences without quotations between them, as drafts have."""
    drafts: list[Draft] = []
    prose: list[str] = []
    while sum(len(part.split()) for part in (*prose, *(draft.text for draft in drafts))) < LONG:
        drafts.append(writer.write(writer.chance.choice(frames)))
        prose.append(". ".join(writer.invented.pop() for _ in range(4)) + ".")
    return "\n\n".join(f"{draft.text}\n{text}" for draft, text in zip(drafts, prose, strict=True))

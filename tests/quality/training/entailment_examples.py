"""Sentences from which the entailment network learns: written on quotations, changed by a program, and of others.

Hands 1 to 8 wrote entailment_pairs.jsonl.gz for it, four faithful and four false ones on each quotation; the parts of
`written/` were made for the rules. The quotations are read from the collections beside the checkout.
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from written_sentences import STYLES, WRITTEN, Block, load_blocks, make_false, read_block

from rag.verification.reading import describe
from rag.verification.wording.words import WordSequence

DATA = Path(__file__).parents[4] / "shared" / "data"
PAIRS = Path(__file__).with_name("entailment_pairs.jsonl.gz")
LEARNT, CHOSEN_BY = (1, 2, 3, 4, 5), (6, 8)
"""Hands from whom the network learns, and those by whom what is done with it was chosen."""

LEFT = ("fifth.txt", "eighth.txt", "ninth.txt")
"""Parts of `written/` from which nothing is learnt."""

_NEAR = 6  # quotations that are most alike, of which one lends a sentence


@dataclass(frozen=True)
class Written:
    """A quotation as the network reads it, the sentences on it, and those of the quotations that are most like it."""

    quoted: str
    faithful: tuple[str, ...]
    false: tuple[str, ...]
    made: tuple[str, ...] = ()
    near: tuple[str, ...] = field(default=(), repr=False)


def load_pairs(hands: Sequence[int]) -> list[Block]:
    """Return the quotations of some hands, with what was written on them."""
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        return [read_block(known, DATA) for known in map(json.loads, lines) if known["writer"] in hands]


def load_learnt() -> list[Written]:
    """Return what the network learns from."""
    parts = sorted(path.name for path in WRITTEN.glob("*.txt") if path.name not in LEFT)
    blocks = [*load_pairs(LEARNT), *(block for name in parts for block in load_blocks(name, DATA))]
    made = defaultdict(list)
    for case in make_false([block for block in blocks if _is_whole(block)]):
        if len(case.citations) == 1:
            made[describe(case.citations[0])].append(case.sentence.removesuffix(" [1]"))
    written = [list_written(block) for block in blocks]
    near = find_near(blocks)
    return [
        Written(
            one.quoted,
            one.faithful,
            one.false,
            tuple(made[one.quoted]),
            tuple(written[row].faithful[0] for row in rows) + tuple(written[row].faithful[-1] for row in rows),
        )
        for one, rows in zip(written, near, strict=True)
    ]


def list_written(block: Block) -> Written:
    """Return a quotation as the network reads it, with its sentences."""
    faithful = tuple(text for letter, text in block.lines if letter in STYLES)
    return Written(
        describe(block.citation), faithful, tuple(text for letter, text in block.lines if letter not in (*STYLES, "J"))
    )


def _is_whole(block: Block) -> bool:
    return {"H", "W", "B", "P"} <= {letter for letter, _ in block.lines}


def find_near(blocks: Sequence[Block]) -> list[list[int]]:
    """Return for each quotation the rows of those that share the rarest words with it, of other articles."""
    stems = [
        sorted({word.stem for _, word in WordSequence.from_text(block.citation.display_text).content})
        for block in blocks
    ]
    known = Counter(stem for each in stems for stem in each)
    having = defaultdict(list)
    for row, each in enumerate(stems):
        for stem in each:
            having[stem].append(row)
    found = []
    for row, each in enumerate(stems):
        scores: Counter[int] = Counter()
        for stem in each:
            for other in having[stem]:
                scores[other] += math.log(len(blocks) / known[stem]) / math.sqrt(len(stems[other]))
        articles = blocks[row].citation.article_id
        found.append(
            [other for other, _ in scores.most_common(4 * _NEAR) if blocks[other].citation.article_id != articles][
                :_NEAR
            ]
        )
    return found

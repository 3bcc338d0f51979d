"""Tracing of quotations from news: 300 verbatim, 300 with one altered word, 300 invented."""

import random
import re
import time
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

import numpy as np
import pytest
from news_sample import NewsSample

import rag
from index.store.near_duplicates import MIN_SIMILARITY, minhash_signature
from index.text.normalize import words
from index.text.sentences import is_quotable, split_sentences
from rag import Record

pytestmark = [pytest.mark.quality, pytest.mark.timeout(1800)]  # encoding takes minutes on a slow machine

EXACT, ALTERED, MARKED, MADE_UP = 0.99, 0.99, 0.99, 0.99
QUOTES = 300
LEAST_WORDS = 8
PIECES, PIECE = 4, 5
WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")

Articles = list[dict[str, Any]]


def test_quotations_of_news_are_traced(news_sample: NewsSample) -> None:
    held, left_out = news_sample.held, news_sample.left_out[::16]
    record = rag.open(news_sample.home)
    chance = random.Random(1)  # noqa: S311 (nothing is secret)
    drawn = chance.sample([one for one in sentences(held) if WORD.search(one)], 2 * QUOTES)
    unprinted = [*left_out_of(held, left_out, chance), *pieced_together(drawn, chance)]
    began = time.process_time()
    exact = fmean(is_found(record, sentence, sentence, "exact") for sentence in drawn[:QUOTES])
    vocabulary = WORD.findall(" ".join(drawn))
    pairs = [altered(record, sentence, chance.choice(vocabulary), chance) for sentence in drawn[QUOTES:]]
    made_up = fmean(record.trace(quote).verdict == "not_on_record" for quote in unprinted)
    spent = (time.process_time() - began) / (4 * QUOTES)  # an altered one is traced twice
    found, marked = (fmean(column) for column in zip(*pairs, strict=True))
    print(
        f"\nexact {exact:.3f}, altered {found:.3f} and just that marked {marked:.3f}, made up {made_up:.3f}, ", end=""
    )
    print(f"{1000 * spent:.1f} ms each")
    assert exact >= EXACT
    assert found >= ALTERED
    assert marked >= MARKED
    assert made_up >= MADE_UP


def sentences(articles: Articles) -> Iterator[str]:
    for article in articles:
        for span in split_sentences(article["text"]):
            sentence = span.slice(article["text"])
            if is_quotable(sentence) and len(words(sentence)) >= LEAST_WORDS and len(sentence) <= rag.MAX_LENGTH:
                yield sentence


def is_found(record: Record, sentence: str, quote: str, verdict: str) -> bool:
    """Return whether a quotation gets this verdict, and its first match is an article that contains the sentence."""
    trace = record.trace(quote)
    if trace.verdict != verdict:
        return False
    text = record.article(trace.matches[0].citation.article_id).text
    return f" {' '.join(words(sentence))} " in f" {' '.join(words(text))} "


def altered(record: Record, sentence: str, other: str, chance: random.Random) -> tuple[bool, bool]:
    """Replace a word of a sentence; return whether it is reported as altered, and whether only that word is marked."""
    word = chance.choice([one for one in WORD.finditer(sentence) if one[0] != other])
    quote = f"{sentence[: word.start()]}{other}{sentence[word.end() :]}"
    marked = [(one.quote, one.record) for match in record.trace(quote).matches[:1] for one in match.differences]
    return is_found(record, sentence, quote, "altered"), marked == [(other, word[0])]


def left_out_of(held: Articles, left_out: Articles, chance: random.Random) -> list[str]:
    """Sample sentences of articles that are not indexed and have no near duplicate among the indexed ones."""
    signatures = np.array([minhash_signature(article["text"]) for article in held])
    others = [
        one for one in left_out if (signatures == minhash_signature(one["text"])).mean(axis=1).max() < MIN_SIMILARITY
    ]
    printed = {words(sentence) for sentence in sentences(held)}
    return chance.sample([one for one in sentences(others) if words(one) not in printed], QUOTES // 2)


def pieced_together(drawn: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Yield invented sentences, composed of the first words of several real ones."""
    for _ in range(QUOTES - QUOTES // 2):
        yield " ".join(word for sentence in chance.sample(drawn, PIECES) for word in sentence.split()[:PIECE])

"""Training examples of the tagging branch: passages with the labels and pointers of their words, and altered copies.

The copies replace the names of people, places and organisations, the quotation marks and the lengths of passages, so
that a network learns the form of an attribution and not who said what in one year.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from index.models.tagging.tags import CONTENT, CUE, SOURCE
from index.text.passages import TARGET_TOKENS, split_passages

Article = dict[str, Any]

KINDS = {"source": SOURCE, "cue": CUE, "content": CONTENT}
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? ([A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?")
_QUOTATION_MARK = re.compile('[“”"]')
_QUOTATION_STYLES = ("“”", '""', "«»", "„“", "‘’")
_LENGTHS = ((TARGET_TOKENS,), (100, TARGET_TOKENS, 180), (64, 96, 160, 220))  # of passages, in each copy, in tokens
_LONGEST = 12_000  # code points of an article without annotations that are used
_PER_ARTICLE = 8  # passages of an article without annotations that are used
_SHORTEST = 24  # tokens of such a passage
_PLACE_LIST = (
    "Iowa Ohio Florida Texas Michigan Nevada Colorado Utah Georgia Virginia Wisconsin Pennsylvania Arizona Russia "
    "China Iran Syria Mexico Libya Israel Germany France Turkey Japan Canada Ukraine Brazil Kenya Peru Nigeria India "
    "Norway Chicago Boston Dallas Denver Detroit Miami Philadelphia Cleveland London Paris Berlin Madrid Rome Nairobi "
    "Lagos Moscow Beijing Tokyo Toronto Sydney"
)
_ORGANISATION_LIST = (
    "Politico,Breitbart,CNN,MSNBC,NBC,ABC,CBS,Bloomberg,Reuters,the Pentagon,Congress,the White House,the Kremlin,"
    "the FBI,the CIA,the Justice Department,the State Department,the Treasury,the United Nations,NATO,Greenpeace,"
    "Amnesty International,Google,Facebook,Apple,Toyota,Siemens,the Federal Reserve,the World Bank,USA Today,"
    "the Washington Post,the New York Times,the Wall Street Journal,The Guardian,Le Monde,Al Jazeera,"
    "the European Commission,the Red Cross"
)
_PLACES, _ORGANISATIONS = _PLACE_LIST.split(), _ORGANISATION_LIST.split(",")
_PLACE, _ORGANISATION = (re.compile(rf"\b({'|'.join(names)})\b") for names in (_PLACES, _ORGANISATIONS))


@dataclass
class Example:
    """A passage: its tokens, which of them begin words, the label of each word and where it points; 0 is nowhere.

    `scores` and `pointing` are what the teachers answer, shapes (words, LABELS) and (2, words, 1 + words).
    """

    article: int
    ids: list[int]
    words: list[int]
    labels: list[int]
    sources: list[int]
    cues: list[int]
    annotated: bool = True
    scores: list[torch.Tensor] = field(default_factory=list)
    pointing: list[torch.Tensor] = field(default_factory=list)


def read_articles(path: Path) -> list[Article]:
    """Read articles, one JSON document a line."""
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def make_examples(articles: Sequence[Article], tokenizer: Tokenizer) -> list[Example]:
    """Return the passages of annotated articles."""
    return [e for number, article in enumerate(articles) for e in _split(number, article, tokenizer, TARGET_TOKENS)]


def make_plain_examples(articles: Sequence[Article], tokenizer: Tokenizer) -> list[Example]:
    """Return passages of articles without annotations, at most _PER_ARTICLE of each."""
    chance, chosen = Random(9), []
    for number, article in enumerate(articles):
        passages = list(_split(number, {"text": article["text"][:_LONGEST]}, tokenizer, TARGET_TOKENS))
        long = [example for example in passages if len(example.ids) > _SHORTEST]
        chosen += chance.sample(long, min(_PER_ARTICLE, len(long)))
    return chosen


def make_copies(articles: Sequence[Article], plain: Sequence[Article], tokenizer: Tokenizer) -> list[list[Example]]:
    """Return three altered copies of annotated articles; surnames come from `plain` as well."""
    first_names, surnames = _collect_names(articles, plain)
    copies: list[list[Example]] = []
    for number, lengths in enumerate(_LENGTHS):
        chance = Random(number)
        copies.append([])
        for row, article in enumerate(articles):
            altered = _replace_names(article, first_names, surnames, chance)
            if number:
                altered = _replace_quotation_marks(altered, chance)
            copies[-1] += _split(row, altered, tokenizer, chance.choice(lengths))
    return copies


def _split(number: int, article: Article, tokenizer: Tokenizer, length: int) -> Iterator[Example]:
    text = str(article["text"])
    kinds, owners, begins = np.zeros(len(text), int), np.full(len(text), -1), set()
    for row, attribution in enumerate(article.get("attributions", [])):
        for part, kind in KINDS.items():
            for start, end in attribution[part]:
                kinds[start:end], owners[start:end] = kind, row
                begins.add(start)
    spans = [passage.span for passage in split_passages(text, target_tokens=length)]
    inner = _continuations(tokenizer)
    for span in spans:
        tokens = tokenizer.encode(span.slice(text))
        pairs = zip(tokens.ids, tokens.offsets, strict=True)
        words = [place for place, (mark, (start, end)) in enumerate(pairs) if mark not in inner and end > start]
        at = [span.start + tokens.offsets[place][0] for place in words]
        if words:
            yield Example(number, tokens.ids, words, *_label(at, kinds, owners, begins), "attributions" in article)


_INNER: dict[int, set[int]] = {}


def _continuations(tokenizer: Tokenizer) -> set[int]:
    """Return the tokens that continue a word."""
    if id(tokenizer) not in _INNER:
        _INNER[id(tokenizer)] = {token for mark, token in tokenizer.get_vocab().items() if mark.startswith("##")}
    return _INNER[id(tokenizer)]


def _label(
    at: Sequence[int], kinds: np.ndarray, owners: np.ndarray, begins: set[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return the labels of words, and the words, counted from 1, that each points to as its source and its cue."""
    labels, firsts = [], {}
    for number, place in enumerate(at):
        kind, owner = kinds[place], owners[place]
        goes_on = number and place not in begins and (kinds[at[number - 1]], owners[at[number - 1]]) == (kind, owner)
        labels.append(int(2 * kind - (not goes_on)) if kind else 0)
        if kind:
            firsts.setdefault((kind, owner), number + 1)
    sources, cues = (
        [firsts.get((kind, owners[place]), 0) if kinds[place] > kind else -1 for place in at] for kind in (SOURCE, CUE)
    )
    return labels, sources, cues


def _collect_names(articles: Sequence[Article], plain: Sequence[Article]) -> tuple[list[str], list[str]]:
    """Return first names of the sources that people marked, and the surnames that follow them in other articles."""
    lower = Counter(word for a in (*articles, *plain[::4]) for word in re.findall(r"\b[a-z]+\b", a["text"]))
    sources = (
        _FULL_NAME.search(article["text"][start:end])
        for article in articles
        for attribution in article["attributions"]
        for start, end in attribution["source"]
    )
    firsts = Counter(match[1] for match in sources if match)
    frequent = 5  # a word that is also written in lower case is no name
    first_names = {name for name, count in firsts.items() if count > 1 and lower[name.lower()] < frequent}
    pairs = Counter((match[1], match[2]) for a in (*articles, *plain[::3]) for match in _FULL_NAME.finditer(a["text"]))
    surnames = {
        surname
        for (first, surname), count in pairs.items()
        if first in first_names and count > 1 and lower[surname.lower()] < frequent
    }
    return sorted(first_names - set(_PLACES)), sorted(surnames - set(_PLACES))


def _replace_names(article: Article, first_names: Sequence[str], surnames: Sequence[str], chance: Random) -> Article:
    """Return an article with each name replaced by another, the same one throughout."""
    text, names, known = article["text"], dict[str, str](), set(first_names)
    for match in _FULL_NAME.finditer(text):
        if match[1] in known:
            names.setdefault(match[2], chance.choice(surnames))
            names.setdefault(match[1], chance.choice(first_names))
    places = {place: chance.choice(_PLACES) for place in _PLACES if place not in names}
    organisations = {organisation: chance.choice(_ORGANISATIONS) for organisation in _ORGANISATIONS}
    every = ((_ORGANISATION, organisations), (_CAPITALISED, names), (_PLACE, places))
    edits = [(*match.span(), new[match[0]]) for form, new in every for match in form.finditer(text) if match[0] in new]
    return _edit(article, edits)


def _replace_quotation_marks(article: Article, chance: Random) -> Article:
    opening, closing = chance.choice(_QUOTATION_STYLES)
    edits, is_open = [], False
    for match in _QUOTATION_MARK.finditer(article["text"]):
        is_open = not is_open if match[0] == '"' else match[0] == "“"
        edits.append((*match.span(), opening if is_open else closing))
    return _edit(article, edits)


def _edit(article: Article, edits: Sequence[tuple[int, int, str]]) -> Article:
    """Return an article with ranges of its text replaced, and its attributions moved along; of overlaps the first."""
    text, parts, end = article["text"], [], 0
    moved = np.arange(len(text) + 1)
    for start, stop, new in sorted(edits):
        if start >= end:
            parts += [text[end:start], new]
            moved[start + 1 : stop] = np.minimum(moved[start + 1 : stop], moved[start] + len(new))
            moved[stop:] += len(new) - (stop - start)
            end = stop
    attributions = [
        {part: [[int(moved[s]), int(moved[e])] for s, e in attribution[part] if moved[e] > moved[s]] for part in KINDS}
        for attribution in article["attributions"]
    ]
    return {"text": "".join([*parts, text[end:]]), "attributions": attributions}

"""Sentences written on real quotations: faithful ones in four styles, and false ones with one thing changed.

`written/*.txt` names the place of each quotation in the collections beside the checkout and holds the sentences. Some
false ones are made here, by one change each to a faithful one.
"""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from index.text.display import display_text
from index.text.spans import Span
from rag.answers.citations import Citation, SpeakerDocument

WRITTEN = Path(__file__).parents[1] / "quality" / "written"
STYLES = {"H": "headline", "W": "wire", "B": "brief", "P": "plain"}
KINDS = {
    "N": "negation", "M": "modality", "T": "tense", "O": "order", "U": "unit", "Q": "quotation", "D": "direct speech",
    "F": "figure", "Y": "date", "X": "name", "S": "speaker", "E": "elsewhere",
    "J": "joined", "C": "joined", "G": "degree", "R": "relation", "A": "roles", "Z": "opposite", "V": "cause",
}  # fmt: skip
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_OTHER_NAMES = ("Bolivia", "Nigeria", "Vietnam", "Finland", "Paraguay", "Kyrgyzstan")
_OTHER_SPEAKERS = ("Edgar Lungu", "Teresa Ribera", "Winston Peters", "Marta Lucia")
_UNITS = {
    "per cent": "tonnes", "percent": "dollars", "%": " million", "dollars": "euros", "pounds": "kilograms",
    "hours": "days", "ounces": "pounds", "kilometers": "miles",
    "miles": "kilometers", "years": "months", "year": "month", "$": "€",
    "° C": "° F", "degrees": "metres", "million": "billion", "billion": "million", "km": "miles", "months": "weeks",
    "days": "hours", "weeks": "months", "tonnes": "kilograms", "barrels": "tonnes", "euros": "dollars", "£": "$",
}  # fmt: skip
_MODALS = {
    "will": "may", "would": "might", "might": "will", "may": "will", "could": "will", "must": "may", "should": "might",
    "can": "must",
}  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|must|should|could|can|has|have|had|may|might)\b(?! not| no\b|[.,;]|$)"
)


@dataclass(frozen=True)
class Case:
    """A sentence with the citations that it may name, its style or kind, and whether it is true to them."""

    sentence: str
    citations: tuple[Citation, ...]
    kind: str
    is_faithful: bool
    is_made: bool = False


@dataclass(frozen=True)
class Block:
    """A quotation, and the lines written on it."""

    citation: Citation
    lines: tuple[tuple[str, str], ...]


def read_block(known: dict[str, Any], data: Path) -> Block:
    """Return a quotation and its sentences as `training/entailment_pairs.jsonl.gz` has them."""
    letters = {kind: letter for letter, kind in KINDS.items()} | {"direct": "D"}
    lines = [
        *zip("HWBP", known["faithful"], strict=False),
        *((letters.get(kind, "E"), text) for kind, text in known["false"]),
    ]
    name, role, country, attribution = known.get("speaker", [""] * 4)
    place = (known[key] for key in ("collection", "article", "start", "end"))
    return Block(
        _cite(" ".join(map(str, place)) + f" | {attribution} | {name} | {role} | {country}", data), tuple(lines)
    )


@cache
def _articles(path: Path) -> dict[str, dict[str, object]]:
    with gzip.open(path, "rt") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def load_blocks(name: str, data: Path) -> list[Block]:
    """Return the quotations of a file, with their lines."""
    blocks: list[Block] = []
    for line in (WRITTEN / name).read_text().splitlines():
        if line.startswith("@ "):
            blocks.append(Block(_cite(line[2:], data), ()))
        elif line and not line.startswith("#"):
            blocks[-1] = replace(blocks[-1], lines=(*blocks[-1].lines, (line[0], line[2:])))
    return blocks


def _cite(line: str, data: Path) -> Citation:
    place, *known = (part.strip() for part in line.split("|"))
    collection, id, start, end = place.split()
    file = {"attribution": "attribution/dev.jsonl.gz"}.get(collection, f"{collection}/articles.jsonl.gz")
    article = _articles(data / file)[id]
    text, span = str(article["text"]), Span(int(start), int(end))
    attribution, name, role, country = (*known, *[""] * 4)[:4]
    if collection == "statements":
        attribution = "direct"
        name, role, country = (str(article[key]) for key in ("speaker", "speaker_role", "country"))
    speaker = SpeakerDocument(name=name, role=role or None, country=country or None) if name else None
    return Citation(
        number=1,
        cited_text=span.slice(text),
        display_text=display_text(text, span),
        article_id=id,
        article_version=1,
        article_sha256="",
        article_title=str(article.get("title", "")),
        start=span.start,
        end=span.end,
        speaker=speaker,
        attribution=attribution or None,  # type: ignore[arg-type]
        source="UN General Debate"
        if collection == "statements"
        else str(article["source"])
        if "source" in article
        else None,
        url=None,
        published=article.get("published") or _find_day(id),  # type: ignore[arg-type]
        kind="official" if collection == "statements" else "news",
        score=1.0,
    )


def _find_day(id: str) -> str | None:
    found = re.search(r"\d{4}-\d\d-\d\d", id)
    return found[0] if found else None


def list_cases(blocks: Sequence[Block]) -> Iterator[Case]:
    """Yield every sentence that is written out; J joins a quotation and the next, C two things of one."""
    for block, following in pairwise([*blocks, *blocks[:1]]):
        second = following.citation.model_copy(update={"number": 2})
        for letter, text in block.lines:
            if letter == "J":
                yield Case(f"{text} [1][2]", (block.citation, second), KINDS[letter], is_faithful=False)
            else:
                yield Case(f"{text} [1]", (block.citation,), STYLES.get(letter) or KINDS[letter], letter in STYLES)


def make_false(blocks: Sequence[Block], seed: int = 0) -> Iterator[Case]:
    """Yield sentences with one change each to a faithful one, of every kind that can be made so."""
    chance = random.Random(seed)  # noqa: S311 (drawn, not secret)
    for block, following in pairwise([*blocks, blocks[0]]):
        faithful = [text for letter, text in block.lines if letter in STYLES]
        for kind, change in _CHANGES.items():
            for text in chance.sample(faithful, len(faithful)):
                changed = change(text, block.citation, chance)
                if changed and changed != text:
                    yield Case(f"{changed} [1]", (block.citation,), kind, is_faithful=False, is_made=True)
                    break
        yield from _combine(block, following)


def _combine(block: Block, other: Block) -> Iterator[Case]:
    """Yield the claim of one quotation with the speaker of another, and two claims of which one is not cited."""
    theirs = next(text for letter, text in other.lines if letter == "W")
    mine = next(text for letter, text in block.lines if letter == "W")
    citations = (block.citation, other.citation.model_copy(update={"number": 2}))
    if other.citation.speaker and block.citation.speaker:
        name = other.citation.speaker.name.split()[-1]
        swapped = _swap_speaker(theirs, other.citation, block.citation.speaker.name)
        if swapped and name:
            yield Case(f"{swapped} [1][2]", citations, "joined", is_faithful=False, is_made=True)
    claim = other.citation.display_text.strip().rstrip(".")
    yield Case(
        f"{mine.rstrip('.')}, and {claim[0].lower()}{claim[1:]}. [1]",
        citations,
        "elsewhere",
        is_faithful=False,
        is_made=True,
    )


def _swap_speaker(text: str, citation: Citation, name: str) -> str | None:
    assert citation.speaker
    parts = [part for part in citation.speaker.name.split() if len(part) > 2]
    found = [match for part in parts for match in re.finditer(rf"\b{re.escape(part)}\b", text)]
    if not found:
        return None
    start, end = min(match.start() for match in found), max(match.end() for match in found)
    return text[:start] + name + text[end:] if end - start < 60 else None


def _change_figure(text: str, citation: Citation, chance: random.Random) -> str | None:
    numbers = [
        match
        for match in re.finditer(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-])", text)
        if not re.fullmatch(r"(?:19|20)\d\d", match[0])
    ]
    numbers = [
        match for match in numbers if not re.match(r" (?:of )?(?:{})".format("|".join(_MONTHS)), text[match.end() :])
    ]
    if not numbers:
        return None
    match = chance.choice(numbers)
    value = float(match[0].replace(",", ""))
    changed = [
        f"{number:g}" for number in (value + 3, value * 2, value + 11) if f"{number:g}" not in citation.display_text
    ]
    return text[: match.start()] + chance.choice(changed) + text[match.end() :] if changed else None


def _change_date(text: str, citation: Citation, chance: random.Random) -> str | None:
    found = [*re.finditer(rf"\b(?:(?:19|20)\d\d|{'|'.join(_MONTHS)}|{'|'.join(_DAYS)})\b", text)]
    if not found:
        return None
    match = chance.choice(found)
    if match[0].isdigit():
        new = str(int(match[0]) + chance.choice((-3, -1, 1, 2)))
    else:
        names = _MONTHS if match[0] in _MONTHS else _DAYS
        new = names[(names.index(match[0]) + chance.choice((1, 2, 3))) % len(names)]
    return None if new in citation.display_text else text[: match.start()] + new + text[match.end() :]


def _change_name(text: str, citation: Citation, chance: random.Random) -> str | None:
    speaker = citation.speaker.name.split() if citation.speaker else []
    found = [
        match
        for match in re.finditer(r"(?<=[a-z,] )(?:the )?([A-Z][a-z]{3,})\b", text)
        if match[1] in citation.display_text and match[1] not in (*_MONTHS, *_DAYS, *speaker)
    ]
    if not found:
        return None
    match = chance.choice(found)
    new = chance.choice([name for name in _OTHER_NAMES if name not in citation.display_text])
    return text[: match.start(1)] + new + text[match.end(1) :]


def _change_speaker(text: str, citation: Citation, chance: random.Random) -> str | None:
    return _swap_speaker(text, citation, chance.choice(_OTHER_SPEAKERS)) if citation.speaker else None


def _change_unit(text: str, citation: Citation, _chance: random.Random) -> str | None:
    for unit, other in _UNITS.items():
        pattern = (
            rf"(?<=\d ){unit}\b"
            if unit.isalpha() or " " in unit
            else re.escape(unit) + (r"(?=\d)" if unit in "$£" else "")
        )
        pattern = r"(?<=\d)%" if unit == "%" else pattern
        if re.search(pattern, text) and other.strip() not in citation.display_text:
            return re.sub(pattern, other, text, count=1)
    return None


def _change_quotation(text: str, _citation: Citation, chance: random.Random) -> str | None:
    found = re.search(r"([“\"])([^”\"]+)([”\"])", text)
    if not found:
        return None
    words = found[2].split()
    long = [row for row, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return None
    words[chance.choice(long)] = chance.choice(("remarkable", "certain", "terrible"))
    return text[: found.start(2)] + " ".join(words) + text[found.end(2) :]


def _change_manner(text: str, citation: Citation, _chance: random.Random) -> str | None:
    """Put words of a reported statement into quotation marks."""
    if citation.attribution != "indirect" or any(mark in citation.display_text for mark in "“\"'’"):
        return None
    words, record = text.rstrip(".").split(), " ".join(re.findall(r"\w+", citation.display_text.casefold()))
    for length in range(9, 3, -1):
        for start in range(len(words) - length + 1):
            stretch = " ".join(re.findall(r"\w+", " ".join(words[start : start + length]).casefold()))
            if stretch in record and words[start][0].islower():
                return " ".join(
                    [*words[:start], "“" + " ".join(words[start : start + length]) + "”", *words[start + length :]]
                )
    return None


def _change_negation(text: str, _citation: Citation, _chance: random.Random) -> str | None:
    if re.search(r"\b(?:not|no|only|[“\"])\b", text):
        changed = re.sub(r"\bnot ", "", text, count=1)
        return changed if changed != text and " from " not in text else None
    matches = [*_AUXILIARY.finditer(text)]
    if not matches or any(mark in text for mark in '“"'):
        return None
    match = matches[-1]
    return text[: match.end()] + " not" + text[match.end() :]


def _change_modality(text: str, _citation: Citation, _chance: random.Random) -> str | None:
    if any(mark in text for mark in '“"'):
        return None
    for modal, other in _MODALS.items():
        if re.search(rf"\b{modal}\b", text):
            return re.sub(rf"\b{modal}\b", other, text, count=1)
    return None


def _change_order(text: str, _citation: Citation, _chance: random.Random) -> str | None:
    for word, other in (("after", "before"), ("before", "after")):
        if re.search(rf"(?<!going )(?<!ever )\b{word}\b", text):
            return re.sub(rf"(?<!going )(?<!ever )\b{word}\b", other, text, count=1)
    return None


_CHANGES: dict[str, Callable[[str, Citation, random.Random], str | None]] = {
    "figure": _change_figure,
    "date": _change_date,
    "name": _change_name,
    "speaker": _change_speaker,
    "unit": _change_unit,
    "quotation": _change_quotation,
    "direct speech": _change_manner,
    "negation": _change_negation,
    "modality": _change_modality,
    "order": _change_order,
}

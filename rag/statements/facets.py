"""Facets: how many of some statements are of each speaker, country, source, year and kind."""

from collections import Counter

import numpy as np
from pydantic import BaseModel, ConfigDict

from index.store.generation import Generation
from index.text.arrays import Mask

_MOST = 50


class FacetValue(BaseModel):
    """A value, and how many statements have it."""

    model_config = ConfigDict(frozen=True)

    value: str
    statements: int


class Facets(BaseModel):
    """The most frequent values of each facet; `total` is the number of statements counted."""

    model_config = ConfigDict(frozen=True)

    total: int
    speaker: tuple[FacetValue, ...]
    country: tuple[FacetValue, ...]
    source: tuple[FacetValue, ...]
    year: tuple[FacetValue, ...]
    kind: tuple[FacetValue, ...]
    generation: int


def count_facets(index: Generation, selected: Mask) -> Facets:
    """Count the selected statements; those without a speaker, a source or a date are in `total` alone."""
    table, articles = index.statements, index.articles
    speakers, countries = Counter[str](), Counter[str]()
    rows = table.rows["speaker"][selected]
    for row, count in enumerate(np.bincount(rows[rows >= 0], minlength=len(table.people)).tolist()):
        if count:
            speakers[table.canonical[row].name] += count
            if country := table.canonical[row].country:
                countries[country] += count
    sources, years, kinds = Counter[str](), Counter[str](), Counter[str]()
    counts = np.bincount(table.article_of_statement[selected], minlength=len(articles)).tolist()
    columns = zip(counts, articles.sources, index.dates, articles.kinds, strict=True)
    for count, source, published, kind in columns:
        for values, value in ((sources, source), (years, published and published[:4]), (kinds, kind)):
            if count and value:
                values[value] += count
    return Facets(
        total=int(selected.sum()),
        speaker=_list_values(speakers),
        country=_list_values(countries),
        source=_list_values(sources),
        year=_list_values(years),
        kind=_list_values(kinds),
        generation=index.number,
    )


def _list_values(counts: Counter[str]) -> tuple[FacetValue, ...]:
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    return tuple(FacetValue(value=value, statements=count) for value, count in most)

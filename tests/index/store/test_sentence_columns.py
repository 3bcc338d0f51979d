from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import index
from index.store import generations, manifest
from index.store.generation import Generation
from index.store.sentence_columns import SentenceColumns

Records = list[dict[str, object]]
WriteLines = Callable[[Path, Records], Path]

WORDS = ["Libya", "the ceasefire", "Türkiye", "oil", "a treaty", "Jordan Reed", "Jordan", "Egypt"]


def story(number: int) -> dict[str, object]:
    about = WORDS[number % len(WORDS)], WORDS[(number * 3 + 1) % len(WORDS)]
    text = f"Envoys spoke of {about[0]} and {about[1]} on day {number}. Was {about[1]} to blame? Heading\nIt rained."
    return {
        "id": f"{number:03}",
        "title": f"Story of {about[0]}",
        "text": text,
        "speaker": ["Ada Berg", None][number % 2],
    }


def describe(opened: Generation) -> list[tuple[object, ...]]:
    """Return the columns of each sentence, however they are stored."""
    columns = opened.sentence_columns
    assert columns is not None
    terms: list[list[int]] = [[] for _ in range(len(columns))]
    for key, first, end in zip(columns.terms.keys, columns.terms.bounds, columns.terms.bounds[1:], strict=False):
        for row in columns.terms.rows[first:end].tolist():
            terms[row].append(int(key))
    forms = [columns.spellings[form] for form in columns.forms.tolist()]
    bounds = columns.form_bounds.tolist()
    printed = [tuple(forms[first:end]) for first, end in pairwise(bounds)]
    return [
        *zip(
            columns.flags.tolist(), columns.wordings.tolist(), columns.statements.tolist(), terms, printed, strict=True
        )
    ]


def test_columns_that_are_carried_over_are_those_of_a_full_build(tmp_path: Path, write_lines: WriteLines) -> None:
    path = tmp_path / "in" / "a.jsonl"
    write_lines(path, [story(number) for number in range(0, 40, 2)])
    index.bring_up_to_date(tmp_path / "home", [str(path)])
    write_lines(
        path, [story(number) if number % 5 else story(number) | {"text": "It is over."} for number in range(40)]
    )
    index.bring_up_to_date(tmp_path / "home", [str(path)])
    index.bring_up_to_date(tmp_path / "whole", [str(path)])
    index.remove(tmp_path / "home", ["003", "004"])
    index.remove(tmp_path / "whole", ["003", "004"])
    grown, whole = generations.load(tmp_path / "home"), generations.load(tmp_path / "whole")
    assert describe(grown) == describe(whole)
    assert grown.head_terms is not None
    assert whole.head_terms is not None
    assert all(np.array_equal(*parts) for parts in zip(grown.head_terms, whole.head_terms, strict=True))


@pytest.fixture
def of_an_older_version(tmp_path: Path, write_lines: WriteLines) -> Path:
    """Return a home whose generation was written without columns of its sentences."""
    index.bring_up_to_date(tmp_path / "home", [str(write_lines(tmp_path / "a.jsonl", [story(n) for n in range(12)]))])
    folder = tmp_path / "home" / "index" / "1"
    facts = manifest.check(folder)
    for path in [*folder.glob("sentence_[!v]*"), *folder.glob("head_terms*")]:
        path.unlink()
    manifest.seal(folder, {name: value for name, value in facts.items() if name != "files"})
    return tmp_path / "home"


def test_an_index_without_columns_opens_and_the_next_run_writes_them(of_an_older_version: Path) -> None:
    assert generations.load(of_an_older_version).sentence_columns is None
    report = index.bring_up_to_date(of_an_older_version)
    assert (report.generation, report.encoded) == (2, 0)
    assert generations.load(of_an_older_version).sentence_columns is not None
    assert index.bring_up_to_date(of_an_older_version).generation == report.generation


def test_a_name_counts_where_its_passage_confirms_it_and_is_printed_all_the_same() -> None:
    passages = [("", ["Jordan Reed scored.", "Jordan said no."]), ("", ["Jordan closed its border."])]
    columns = SentenceColumns.read(passages, np.full(3, -1, dtype=np.int32))
    assert columns.terms.mask("@JO", 3).tolist() == [False, False, True]
    assert [columns.spellings[form][0] for form in columns.forms.tolist()] == ["Jordan", "Jordan"]


def test_sentences_with_the_same_words_have_the_same_digest() -> None:
    read = SentenceColumns.read([("", ["“We stay.”", "We stay!", "We leave."])], np.full(3, -1, dtype=np.int32))
    first, second, third = read.wordings.tolist()
    assert first == second != third


@pytest.mark.parametrize(
    ("sentence", "with_questions", "is_citable"),
    [
        ("The envoys met in Geneva again.", False, True),
        ("Will the envoys meet in Geneva?", False, False),
        ("Will the envoys meet in Geneva?", True, True),
        ("A title that ends like a sentence.", True, False),
        ("Heading", True, False),
    ],
)
def test_headings_and_titles_are_not_cited_and_questions_only_where_they_may_be(
    sentence: str, *, with_questions: bool, is_citable: bool
) -> None:
    read = SentenceColumns.read([("A title that ends like a sentence.", [sentence])], np.full(1, -1, dtype=np.int32))
    assert read.citable(with_questions=with_questions).tolist() == [is_citable]

"""What is added to an index gives the index that is built of everything at once, byte by byte."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import index
from index.names.gazetteer import load_gazetteer
from index.store import generations, manifest
from index.store.generation import Generation
from index.store.term_index import name_term, stem_words

Records = list[dict[str, object]]
WriteLines = Callable[[Path, Records], Path]

PLACES = ["Libya", "Türkiye", "the United States", "Geneva", "Jordan", "Mali"]
COUNTRIES = ["Kenya", "Ghana", "Peru", "Chile", "Cuba", "Iran", "Iraq", "Japan", "China", "India", "Nepal", "Malta"]
PEOPLE = ["Ada Berg", "A. Berg", "Omar Saleh", "Minister Lund", None]
ENCODED = {"passages.faiss", "sentence_vectors.npy", "tags.npy", "statements.npy"}
"""Files with numbers of the network, whose last bits depend on the texts that are read in the same batch."""


def story(number: int) -> dict[str, object]:
    place, other = PLACES[number % len(PLACES)], PLACES[number * 5 % len(PLACES)]
    told = f'"We will return to {place} on day {number % 7}," {PEOPLE[number % 4]} said. The talks on {other} failed.'
    named = f"{COUNTRIES[-number % len(COUNTRIES)]} and {COUNTRIES[number * 7 % len(COUNTRIES)]} were not there."
    text = " ".join(
        [told, named, *(f"Envoys of {place} met {other} in hall {part}." for part in range(number % 3 * 9))]
    )
    return {
        "id": f"{number * 37 % 101:03}",
        "title": f"Talks on {place}",
        "text": text if number % 6 else f"{story(number + 1)['text']}",
        "source": ["Wire", "Gazette", None][number % 3],
        "published": f"2024-0{1 + number % 9}",
        "speaker": PEOPLE[number % len(PEOPLE)],
        "kind": ["news", "official"][number % 2],
    }


def build(home: Path, path: Path) -> Generation:
    index.bring_up_to_date(home, [str(path)])
    return generations.load(home)


def files(home: Path, opened: Generation) -> dict[str, bytes]:
    """Return the files of a generation that say nothing of how it came about."""
    folder, left_out = home / "index" / str(opened.number), {*ENCODED, manifest.NAME}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name not in left_out}


def search(opened: Generation) -> list[object]:
    """Return what an index of terms finds, in order, with scores."""
    words = [*stem_words("talks fail return envoys hall day absent"), *map(name_term, ("LY", "TR", "US", "ML", "JO"))]
    found: list[object] = [opened.terms.rarities(words).tolist()]
    for query in [[word] for word in words] + [[*pair] for pair in itertools.combinations(words, 2)] + [words]:
        for limit in (1, 3, 1000):
            found += [part.tolist() for part in opened.terms.search_passages(query, limit)]
            found += [part.tolist() for part in opened.terms.search_articles(query, limit)]
        found += [part.tolist() for part in opened.terms.find_all_words(query, words)]
        found.append(opened.terms.count_all_words(query))
    return [*found, opened.terms.search_phrases([stem_words("envoys of Libya")], 3)[0].tolist()]


def require_equal(grown_home: Path, grown: Generation, whole_home: Path, whole: Generation) -> None:
    ours, theirs = files(grown_home, grown), files(whole_home, whole)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert np.abs(grown.vectors.codes.astype(int) - whole.vectors.codes).max() <= 1
    assert np.abs(grown.sentence_vectors.astype(int) - whole.sentence_vectors).max() <= 1
    for ours, theirs in ((grown.statements.rows, whole.statements.rows), (grown.tags.tags, whole.tags.tags)):
        exact = [name for name, (kind, _) in (ours.dtype.fields or {}).items() if kind.kind != "f"]
        assert all((ours[name] == theirs[name]).all() for name in exact)
    assert search(grown) == search(whole)


def test_an_index_that_grew_article_by_article_is_that_of_all_of_them(tmp_path: Path, write_lines: WriteLines) -> None:
    numbers = [*range(0, 20, 2), *range(1, 20, 2)]
    for count in range(12, 21):
        path = write_lines(tmp_path / "a.jsonl", [story(number) for number in numbers[:count]])
        grown = build(tmp_path / "home", path)
    whole = build(tmp_path / "whole", path)
    assert len(grown.statements) > len(grown.articles) / 2
    assert 1 < len(json.loads((grown.terms.folder / "passages" / "meta.json").read_bytes())["segments"]) < 8
    require_equal(tmp_path / "home", grown, tmp_path / "whole", whole)


def test_an_index_with_changed_and_removed_articles_is_that_of_what_is_left(
    tmp_path: Path, write_lines: WriteLines
) -> None:
    path = write_lines(tmp_path / "a.jsonl", [story(number) for number in range(12)])
    build(tmp_path / "home", path)
    build(tmp_path / "home", write_lines(path, [story(number) for number in range(14)]))
    changed = [story(number) | ({"text": "It is over in Mali."} if number == 3 else {}) for number in range(16)]
    build(tmp_path / "home", write_lines(path, changed))
    build(tmp_path / "whole", path)
    for home in ("home", "whole"):
        index.remove(tmp_path / home, [str(story(4)["id"])])
    grown, whole = generations.load(tmp_path / "home"), generations.load(tmp_path / "whole")
    assert len(grown.articles) == 15
    theirs = [row.model_copy(update={"version": 1}) for row in whole.articles]
    assert [row.model_copy(update={"version": 1}) for row in grown.articles] == theirs
    assert search(grown) == search(whole)
    assert [*grown.statements] == [*whole.statements]


def test_texts_of_unchanged_articles_are_not_read(tmp_path: Path, write_lines: WriteLines) -> None:
    path = write_lines(tmp_path / "a.jsonl", [story(number) for number in range(6)])
    build(tmp_path / "home", path)
    library = tmp_path / "home" / "library.db"
    library.write_bytes(library.read_bytes().replace(b"The talks on", b"The walks on"))
    grown = build(tmp_path / "home", write_lines(tmp_path / "b.jsonl", [story(7)]))
    assert len(grown.articles) == 7
    assert not index.verify_home(tmp_path / "home").sound


@pytest.mark.parametrize("fact", ["documents", "fields"])
def test_what_another_version_has_written_is_compared_and_written_again(
    tmp_path: Path, write_lines: WriteLines, fact: str
) -> None:
    path = write_lines(tmp_path / "a.jsonl", [story(number) for number in range(6)])
    build(tmp_path / "home", path)
    folder = tmp_path / "home" / "index" / "1"
    facts = {name: value for name, value in manifest.check(folder).items() if name != "files"}
    manifest.seal(folder, {name: value for name, value in facts.items() if name != fact} | {"format": 6})
    grown = build(tmp_path / "home", write_lines(path, [story(number) for number in range(8)]))
    assert (grown.number, grown.has_current_rows, grown.has_current_terms) == (2, True, True)
    require_equal(tmp_path / "home", grown, tmp_path / "whole", build(tmp_path / "whole", path))


def test_another_gazetteer_lets_names_be_read_again(tmp_path: Path, write_lines: WriteLines) -> None:
    path = write_lines(tmp_path / "a.jsonl", [story(number) for number in range(6)])
    build(tmp_path / "home", path)
    folder = tmp_path / "home" / "index" / "1"
    facts = {name: value for name, value in manifest.check(folder).items() if name != "files"}
    manifest.seal(folder, facts | {"aliases": "another"})
    grown = build(tmp_path / "home", path)
    assert (grown.number, grown.gazetteer_digest) == (2, load_gazetteer().digest)
    require_equal(tmp_path / "home", grown, tmp_path / "whole", build(tmp_path / "whole", path))

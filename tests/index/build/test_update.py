import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import index
from index.encoding.batches import BATCH_SIZE
from index.errors import DamagedIndex, NotIndexed, OtherModel, UnreadableSource
from index.store import generations, manifest

Records = list[dict[str, object]]
WriteLines = Callable[[Path, Records], Path]


def story(number: int, text: str = "Envoys met in Geneva and spoke of Libya.") -> dict[str, object]:
    return {"id": str(number), "title": f"Story {number}", "text": f"{text} It was day {number}."}


def test_a_first_run_encodes_everything_and_a_second_nothing(tmp_path: Path, write_lines: WriteLines) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(n) for n in range(5)])
    first = index.bring_up_to_date(tmp_path / "home", [str(source)])
    second = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (first.added, first.encoded, first.passages) == (5, 5, 5)
    assert (second.unchanged, second.encoded, second.generation) == (5, 0, first.generation)


def test_only_what_is_new_or_changed_is_encoded(tmp_path: Path, write_lines: WriteLines) -> None:
    path = tmp_path / "in" / "a.jsonl"
    write_lines(path, [story(n) for n in range(5)])
    index.bring_up_to_date(tmp_path / "home", [str(path)])
    write_lines(path, [story(0, "Envoys met in Vienna."), *(story(n) for n in range(1, 8))])
    report = index.bring_up_to_date(tmp_path / "home", [str(path)])
    assert (report.added, report.updated, report.unchanged, report.encoded, report.articles) == (3, 1, 4, 4, 8)


def test_carried_over_vectors_are_those_of_a_full_build(tmp_path: Path, write_lines: WriteLines) -> None:
    path = tmp_path / "in" / "a.jsonl"
    write_lines(path, [story(n) for n in range(5)])
    index.bring_up_to_date(tmp_path / "home", [str(path)])
    write_lines(path, [story(n) for n in range(10)])
    index.bring_up_to_date(tmp_path / "home", [str(path)])
    grown = generations.load(tmp_path / "home")
    index.bring_up_to_date(tmp_path / "whole", [str(path)])
    whole = generations.load(tmp_path / "whole")
    assert (grown.passages == whole.passages).all()
    assert (grown.sentences == whole.sentences).all()
    assert (grown.vectors.codes == whole.vectors.codes).mean() > 0.99  # a text may be read beside longer ones
    assert np.abs(grown.vectors.codes.astype(int) - whole.vectors.codes).max() <= 1


def test_the_same_library_gives_the_same_index(tmp_path: Path, write_lines: WriteLines) -> None:
    path = write_lines(tmp_path / "in" / "a.jsonl", [story(n) for n in range(20)])
    for home in ("one", "two"):
        index.bring_up_to_date(tmp_path / home, [str(path)])
    files = ("articles.jsonl", "passages.npy", "sentences.npy", "sentence_vectors.npy", "passages.faiss")
    for name in files:
        one, two = ((tmp_path / home / "index" / "1" / name).read_bytes() for home in ("one", "two"))
        assert one == two, name


def test_a_file_that_is_gone_removes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in "ab":
        (source / f"{name}.txt").write_text(f"Report {name}\n\nThe envoy spoke of Libya.")
    index.bring_up_to_date(tmp_path / "home", [str(source)])
    (source / "a.txt").unlink()
    assert index.bring_up_to_date(tmp_path / "home", again=True).articles == 2


def test_a_source_that_is_gone_is_reported_and_removes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Report\n\nThe envoy spoke of Libya.")
    index.bring_up_to_date(tmp_path / "home", [str(source)])
    source.unlink()
    report = index.bring_up_to_date(tmp_path / "home", again=True)
    assert report.articles == 1
    assert "no such file" in report.rejected[0].reason


def test_a_missing_or_empty_source_stops_the_run_before_anything_is_changed(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("Report\n\nThe envoy spoke.")
    for bad in ("empty", "nowhere"):
        with pytest.raises(UnreadableSource):
            index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "a.txt"), str(tmp_path / bad)])
    with pytest.raises(NotIndexed):
        generations.load(tmp_path / "home")


def test_a_file_moved_to_another_folder_is_the_same_article_but_a_namesake_is_not(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Report {folder}\n\nThe envoy spoke.")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "one")])
    namesake = index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "two")])
    assert "already belongs to" in namesake.rejected[0].reason
    (tmp_path / "one" / "a.txt").unlink()
    moved = index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "two")])
    assert (moved.updated, moved.rejected) == (1, ())


def test_a_removed_article_leaves_the_index_and_returns_without_being_encoded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report\n\nThe envoy spoke of Libya.")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "a.txt")])
    assert index.remove(tmp_path / "home", ["a.txt"]).articles == 0
    assert index.bring_up_to_date(tmp_path / "home", again=True).articles == 0
    assert index.restore(tmp_path / "home", ["a.txt"]).articles == 1


def test_a_posted_article_is_searched_after_the_next_run(tmp_path: Path) -> None:
    outcome = index.add_article(tmp_path, index.Article(title="Report", text="The envoy spoke."))
    assert outcome.status == "added"
    assert index.bring_up_to_date(tmp_path).articles == 1


@pytest.mark.parametrize("name", ["passages.npy", "passages.faiss", "articles.jsonl", "MANIFEST"])
def test_one_flipped_bit_is_noticed_and_the_library_can_be_indexed_again(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Report\n\nThe envoy spoke of Libya.")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "a.txt")])
    path = tmp_path / "home" / "index" / "1" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedIndex, match="damaged"):
        generations.load(tmp_path / "home")
    assert index.bring_up_to_date(tmp_path / "home", again=True).generation == 2
    assert len(generations.load(tmp_path / "home").articles) == 1


@pytest.mark.faults
def test_a_build_that_is_killed_goes_on_where_it_was(tmp_path: Path, write_lines: WriteLines) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(n) for n in range(4 * BATCH_SIZE)])
    command = [Path(sys.executable).parent / "onrecord", "index", source, "--home", tmp_path / "home"]
    build = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while len(kept := list(tmp_path.rglob("*.batch"))) < 2:
        assert build.poll() is None
        time.sleep(0.01)
    build.kill()
    build.wait()
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert report.passages == 4 * BATCH_SIZE
    assert report.encoded <= 4 * BATCH_SIZE - len(kept) * BATCH_SIZE
    assert not (tmp_path / "home" / "encoding").exists()


def test_a_text_that_stands_in_two_articles_is_encoded_once(tmp_path: Path, write_lines: WriteLines) -> None:
    same = [{**story(1), "id": name, "title": name} for name in "ab"]
    source = write_lines(tmp_path / "in" / "a.jsonl", same)
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (report.passages, report.encoded) == (2, 1)
    codes = generations.load(tmp_path / "home").vectors.codes
    assert (codes[0] == codes[1]).all()


def test_a_changed_article_keeps_the_vectors_of_what_did_not_change(tmp_path: Path, write_lines: WriteLines) -> None:
    long = " ".join(
        f"The envoy of country {n} spoke of Libya and of the talks that were held in Geneva." for n in range(40)
    )
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(1, long)])
    first = index.bring_up_to_date(tmp_path / "home", [str(source)])
    write_lines(source, [story(1, f"{long} One more word was said.")])
    second = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (first.updated, second.updated) == (0, 1)
    assert second.encoded == 1


def test_another_model_is_refused_before_anything_is_changed(tmp_path: Path, write_lines: WriteLines) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(1)])
    index.bring_up_to_date(tmp_path / "home", [str(source)])
    write_lines(source, [story(1), story(2)])
    with pytest.raises(OtherModel, match="rebuild with"):
        index.bring_up_to_date(tmp_path / "home", [str(source)], model=index.ModelChoice("another"))
    with index.Library.open(tmp_path / "home") as library:
        assert library.list_heads(limit=10)[1] == 1


def test_an_index_of_another_format_says_how_to_rebuild_it(tmp_path: Path, write_lines: WriteLines) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(1)])
    index.bring_up_to_date(tmp_path / "home", [str(source)])
    folder = tmp_path / "home" / "index" / "1"
    facts = manifest.check(folder)
    manifest.seal(folder, {**{name: fact for name, fact in facts.items() if name != "files"}, "format": 1})
    with pytest.raises(DamagedIndex, match="onrecord index --full"):
        generations.load(tmp_path / "home")


def test_what_other_weights_tagged_is_tagged_again(tmp_path: Path, write_lines: WriteLines) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(1)])
    first = index.bring_up_to_date(tmp_path / "home", [str(source)])
    folder = tmp_path / "home" / "index" / "1"
    facts = manifest.check(folder)
    manifest.seal(folder, {**{name: fact for name, fact in facts.items() if name != "files"}, "tagger": "others"})
    again = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (again.encoded, again.generation) == (first.encoded, 2)
    last = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (last.encoded, last.generation) == (0, 2)


def test_what_an_interrupted_publish_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report\n\nThe envoy spoke of Libya.")
    leftover = tmp_path / "home" / "index" / "1.tmp"
    leftover.mkdir(parents=True)
    (leftover / "passages.npy").write_text("half")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "a.txt")])
    assert not leftover.exists()


def test_two_writers_at_once_take_turns(tmp_path: Path, write_lines: WriteLines) -> None:
    sources = [
        write_lines(tmp_path / name / f"{name}.jsonl", [{**story(n), "id": f"{name}{n}"} for n in range(5)])
        for name in "ab"
    ]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(index.bring_up_to_date, [(tmp_path / "home", [str(source)]) for source in sources])
    assert len(generations.load(tmp_path / "home").articles) == 10


@pytest.mark.quality
@pytest.mark.timeout(900)
@pytest.mark.parametrize("count", [100, 1000])
def test_real_articles_are_indexed_and_of_ten_more_only_those_are_encoded(
    count: int, tmp_path: Path, collection: Callable[[str], Records], write_lines: WriteLines
) -> None:
    records = sorted(collection("news"), key=lambda record: len(str(record["text"])))[: count + 10]
    write_lines(tmp_path / "in" / "a.jsonl", records[:count])
    first = index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "in")])
    assert (first.articles, first.rejected) == (count, ())
    write_lines(tmp_path / "in" / "b.jsonl", records[count:])
    alone = index.bring_up_to_date(tmp_path / "ten", [str(tmp_path / "in" / "b.jsonl")])
    second = index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "in")])
    assert (second.added, second.unchanged) == (10, count)
    assert second.encoded <= alone.passages


def test_any_character_in_a_title_survives_a_publish(tmp_path: Path, write_lines: WriteLines) -> None:
    title = "A\u2028B\u0085C\u2029D"
    source = write_lines(tmp_path / "in" / "a.jsonl", [{"id": "a", "title": title, "text": "Libya was spoken of."}])
    index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert generations.load(tmp_path / "home").articles[0].title == title


def test_articles_that_share_a_title_in_one_file_stay_apart(tmp_path: Path, write_lines: WriteLines) -> None:
    records: Records = [{"title": "Press release", "text": f"{name} spoke of Libya."} for name in ("Kenya", "Ghana")]
    source = write_lines(tmp_path / "in" / "a.jsonl", records)
    assert index.bring_up_to_date(tmp_path / "home", [str(source)]).added == 2
    assert index.bring_up_to_date(tmp_path / "home", [str(source)]).unchanged == 2


def test_an_id_that_stands_twice_in_a_file_is_refused_the_second_time(tmp_path: Path, write_lines: WriteLines) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", [story(1), {**story(1), "text": "Another story."}])
    for status in ("added", "unchanged"):
        report = index.bring_up_to_date(tmp_path / "home", [str(source)])
        assert getattr(report, status) == 1
        assert report.updated == 0
        assert "occurs twice" in report.rejected[0].reason


def test_reading_everything_again_does_not_undo_a_correction(tmp_path: Path, write_lines: WriteLines) -> None:
    first = write_lines(tmp_path / "in" / "day1.jsonl", [story(1)])
    second = write_lines(tmp_path / "in" / "day2.jsonl", [story(1, "Envoys met in Vienna.")])
    for source in (first, second):
        index.bring_up_to_date(tmp_path / "home", [str(source)])
    report = index.bring_up_to_date(tmp_path / "home", again=True)
    assert (report.updated, report.unchanged) == (0, 2)
    with index.Library.open(tmp_path / "home") as library:
        assert library.get("1").text.startswith("Envoys met in Vienna.")

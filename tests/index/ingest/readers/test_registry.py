from pathlib import Path

import pytest

from index.errors import UnreadableSource
from index.ingest.readers.registry import Rejection, list_files, read_file
from index.library.articles import Article


def only(path: Path) -> Article | Rejection:
    (found,) = read_file(path, path.name)
    return found.article


def test_a_text_file_is_titled_by_its_first_line_and_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n Tripoli falls \n\nRebels entered Tripoli.\n")
    article = only(path)
    assert isinstance(article, Article)
    assert article.title == "Tripoli falls"
    assert article.text == path.read_text()


def test_front_matter_gives_the_fields_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Talks\npublished: 2025-05-30\nspeaker: ''\n---\nThe two sides met.\n")
    article = only(path)
    assert isinstance(article, Article)
    assert (article.title, article.published, article.speaker) == ("Talks", "2025-05-30", None)
    assert article.text == "The two sides met."


def test_markdown_without_front_matter_is_titled_by_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Talks in London\n\nThe two sides met.\n")
    article = only(path)
    assert isinstance(article, Article)
    assert article.title == "Talks in London"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", b"\x00\x01\x02", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\xff\x00", "not text"),
        ("a.md", b"---\ntitle: [\n---\nText.", "not YAML"),
        (
            "a.md",
            b"---\ntitle: T\npublished: May\n---\nText.",
            "published: 'May' is not a date; use 2014, 2014-09 or 2014-09-27",
        ),
        ("a.md", b"---\ntitle: T\nkind: rumour\n---\nText.", "kind:"),
        ("a.jpg", b"\xff\xd8", "this file type is not supported; use .jsonl"),
        ("a.jsonl", b"[1]\n", "line 1: "),
        ("a.jsonl", b'{"title": "T", "text": "\\ud800"}', "surrogate"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused = only(path)
    assert isinstance(refused, Rejection)
    assert reason in refused.reason


def test_one_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [f'{{"title": "T{n}", "text": "Text {n}."}}' for n in range(10)]
    lines[6] = '{"title": "T6", '
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    found = [one.article for one in read_file(path, "a.jsonl")]
    refused = [one.reason for one in found if isinstance(one, Rejection)]
    assert len(found) == 10
    assert len(refused) == 1
    assert refused[0].startswith("line 7: not JSON")


def test_a_folder_is_read_in_order_and_loops_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.txt", ".hidden.txt"):
        (tmp_path / name).write_text("Text.")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    assert [place for _, place in list_files(tmp_path)] == ["b/a.txt", "c.txt"]


def test_a_source_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such file or folder"):
        list_files(tmp_path / "nowhere")

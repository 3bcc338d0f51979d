"""Broken and hostile article files: each is refused with a reason, and the others are indexed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import index
from index import Progress

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

GOOD = "Report\n\nThe envoy spoke of Libya."
NAMES = ["отчёт", "报告", "تقرير", "αναφορά", "दस्तावेज़", "보고서"]


def huge() -> bytes:
    """Return 100 MB of text."""
    return b"The envoy spoke of Libya. " * 4_000_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xff", "not text in a known encoding"),
        (b"\xff" * 5000, "not text in a known encoding"),
        (b"Report\0\n\nThe envoy spoke.", "binary"),
        (huge, "larger than"),
    ],
    ids=["empty", "0xFF", "many 0xFF", "NUL", "100 MB"],
)
@pytest.mark.parametrize("name", ["bad.txt", "bad.md"])
def test_a_hostile_file_is_refused_with_its_reason_and_the_rest_is_indexed(
    tmp_path: Path, content: bytes | Callable[[], bytes], reason: str, name: str
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / name).write_bytes(content if isinstance(content, bytes) else content())
    (source / "good.txt").write_text(GOOD)
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (report.articles, len(report.rejected)) == (1, 1)
    assert report.rejected[0].source == str(source / name)
    assert reason in report.rejected[0].reason


def test_a_file_in_utf_16_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_bytes(GOOD.encode("utf-16"))
    report = index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "wide.txt")])
    assert (report.articles, report.rejected) == (1, ())
    with index.Library.open(tmp_path / "home") as library:
        assert library.get("wide.txt").text == GOOD


def test_file_names_in_six_scripts_are_accepted(tmp_path: Path) -> None:
    source = tmp_path / "in"
    for name in NAMES:
        (source / name).mkdir(parents=True)
        (source / name / f"{name}.txt").write_text(GOOD)
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert (report.articles, report.rejected) == (len(NAMES), ())
    with index.Library.open(tmp_path / "home") as library:
        assert {head.id for head in library.list_heads(limit=10)[0]} == {f"{name}/{name}.txt" for name in NAMES}


def test_a_file_whose_name_is_not_unicode_is_refused_and_the_rest_is_indexed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / os.fsdecode(b"bad\xff.txt")).write_text(GOOD)
    (source / "good.txt").write_text(GOOD)
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert report.articles == 1
    assert "name is not UTF-8" in report.rejected[0].reason
    assert "bad\ufffd.txt" in report.model_dump_json()


def test_symbolic_links_that_lead_into_themselves_are_not_followed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    (source / "deeper").mkdir(parents=True)
    (source / "deeper" / "good.txt").write_text(GOOD)
    (source / "deeper" / "again").symlink_to(source)
    (source / "itself.txt").symlink_to(source / "itself.txt")
    (source / "nowhere.txt").symlink_to(source / "missing.txt")
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert report.articles == 1
    assert {Path(one.source).name for one in report.rejected} == {"itself.txt", "nowhere.txt"}
    assert all("cannot be read" in one.reason for one in report.rejected)


def test_a_file_without_read_permission_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "good.txt").write_text(GOOD)
    if os.geteuid():
        (source / "bad.txt").write_text(GOOD)
        (source / "bad.txt").chmod(0)
    else:
        (source / "bad.txt").symlink_to("/proc/self/mem")  # not even root can read its first page
    report = index.bring_up_to_date(tmp_path / "home", [str(source)])
    assert report.articles == 1
    assert "cannot be read" in report.rejected[0].reason


def test_a_file_that_is_deleted_while_the_folder_is_read_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (source / name).write_text(f"{GOOD} {name}")

    def delete(progress: Progress) -> None:
        if (progress.stage, progress.done) == ("reading", 1):
            (source / "b.txt").unlink()

    report = index.bring_up_to_date(tmp_path / "home", [str(source)], progress=delete)
    assert report.articles == 2
    assert [Path(one.source).name for one in report.rejected] == ["b.txt"]

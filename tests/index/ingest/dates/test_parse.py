import pytest

from index.ingest.dates.parse import find_first_date, parse_date, parse_dateline
from index.ingest.dates.plausibility import find_contradiction


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("2025-05-30T14:00:00Z", None, "2025-05-30T14:00:00Z"),
        ("2025-05-30T14:00:00.000+0200", None, "2025-05-30T14:00:00+02:00"),
        ("2025-05-30 14:00", None, "2025-05-30T14:00:00"),
        ("2025-05-30T00:00:00", None, "2025-05-30"),
        ("2025-5-30", None, "2025-05-30"),
        ("20250530", None, "2025-05-30"),
        ("2025-05", None, "2025-05"),
        ("2025", None, "2025"),
        ("Fri, 30 May 2025 14:00:00 GMT", None, "2025-05-30T14:00:00Z"),
        ("May 30, 2025", None, "2025-05-30"),
        ("May 2025", None, "2025-05"),
        ("30. Mai 2025", "de", "2025-05-30"),
        ("30 mai 2025", "fr", "2025-05-30"),
        ("30 de mayo de 2025", "es", "2025-05-30"),
        ("30 Mayıs 2025", "tr", "2025-05-30"),
        ("30.05.2025", "de", "2025-05-30"),
        ("03/04/2025", "fr", "2025-04-03"),
        ("03/04/2025", "en-GB", "2025-04-03"),
        ("03/04/2025", "en-US", "2025-03-04"),
        ("03/04/2025", "en", "2025"),
        ("30/04/2025", "en", "2025-04-30"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written: str, language: str | None, date: str) -> None:
    assert parse_date(written, language) == date


@pytest.mark.parametrize(
    "written", ["", "yesterday", "3 hours ago", "18:28", "30 May", "2025-13-45", "31 June 2025", "99999"]
)
def test_what_tells_no_day_of_a_known_year_is_no_date(written: str) -> None:
    assert parse_date(written) is None


def test_a_line_gives_its_first_day_and_a_dateline_the_one_after_its_place() -> None:
    assert find_first_date("Posted by the desk on 30 May 2025, changed on 2 June 2025") == "2025-05-30"
    assert parse_dateline("Geneva, 30 May 2025 - The two sides met.") == "2025-05-30"
    assert parse_dateline("The two sides met on 30 May 2025.") is None


@pytest.mark.parametrize(
    ("published", "text", "reason"),
    [
        ("2025-05-30", "The Council met on 3 June 2025 and adopted nothing.", None),
        ("2025-05-30", "The Council met on 3 June 2025.", "3 June 2025"),
        ("2025-05-30", "The Council met on 31 May 2025.", None),
        ("2025-05", "The Council met on 31 May 2025.", None),
        ("2025-05-30", "The Council will meet on June 3, 2025.", None),
        ("2025-05-30", "Elections were postponed to June 3, 2025.", None),
        ("2999-01-01", "The Council met.", "is in the future"),
    ],
)
def test_a_date_is_in_doubt_only_where_the_text_tells_of_later_days_as_past(
    published: str, text: str, reason: str | None
) -> None:
    contradiction = find_contradiction(published, text)
    assert (contradiction is None) == (reason is None)
    assert reason is None or reason in str(contradiction)

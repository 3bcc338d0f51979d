from datetime import date

import pytest

from index.library.periods import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2025-05-30", date(2025, 5, 30), date(2025, 5, 30)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
        ("2025-05-30T14:00:00Z", date(2025, 5, 30), date(2025, 5, 30)),
    ],
)
def test_a_date_of_any_precision_stands_for_all_of_it(text: str, first: date, last: date) -> None:
    assert Period.parse(text) == Period(first, last)


@pytest.mark.parametrize("text", ["", "May 2025", "2025-13", "2025-02-30", "25", "2025-5", "20250530"])
def test_what_is_not_an_iso_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        Period.parse(text)

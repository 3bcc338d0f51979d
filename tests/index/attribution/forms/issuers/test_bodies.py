"""Which body a line begins with."""

import pytest

from index.attribution.forms.issuers.bodies import find_body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("The Security Council,", "Security Council"),
        ("NATO", "NATO"),
        ("The Foreign Ministers of Lusk, Halm and\nOrsa, meeting today", "Foreign Ministers of Lusk, Halm and\nOrsa"),
        ("According to NATO", None),
        ("Source: NATO", None),
        ("Briefing the Council beforehand, Ana Ruiz", None),
    ],
)
def test_a_body_leads_a_line_if_no_source_is_given(line: str, body: str | None) -> None:
    span = find_body(line, 0, len(line))
    assert (span.slice(line).removeprefix("The ") if span else None) == body

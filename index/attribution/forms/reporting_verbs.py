"""Verbs of reported speech in official documents, from `reporting_verbs.toml`, as alternatives of a pattern."""

from index.data_files import load_toml

_TABLE: dict[str, str] = load_toml("index.attribution.forms", "reporting_verbs.toml")


def _alternatives(*keys: str) -> str:
    verbs = {verb for key in keys for verb in _TABLE[key].split()}
    return "|".join(sorted(verbs, key=lambda verb: (-len(verb), verb)))


MEETING_VERBS = _alternatives("past", "of_meetings")
"""Verbs of a readout: "The Minister thanked ..."."""

POSITION_VERBS = _alternatives("past", "present", "plain")
"""Verbs by which a report states a position, in any form: "condemns", "condemned"."""

INTRODUCTORY_VERBS = _alternatives("introductory")
"""Verbs before the colon above a statement: "The Minister said:"."""

SPOKEN_VERBS = _alternatives("spoken")
"""Verbs that a report has and a statement in the first person does not."""

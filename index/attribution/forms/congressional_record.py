"""The Congressional Record ("Mr. HARGROVE.", "The PRESIDING OFFICER.") and hearings ("Senator Reed.")."""

import re

from index.attribution.forms.labelled import LabelledForm

CONGRESSIONAL_RECORD = LabelledForm(
    name="Congressional Record",
    marks=".",
    heading=re.compile(r"\bCongressional Record\b|\bThe (?:PRESIDING OFFICER|SPEAKER pro tempore)\b"),
    typical=lambda label: label.mark == "." and label.shouted,
)
HEARING = LabelledForm(
    name="hearing",
    marks=". : heading",
    heading=re.compile(
        r"\bhearing\b|\bThe (?:sub)?committee met\b|\bSTATEMENT OF\b|\bU\.?S\.? (?:Senate|House of Representatives)\b",
        re.IGNORECASE,
    ),
    typical=lambda label: label.mark in {".", "heading"},
)

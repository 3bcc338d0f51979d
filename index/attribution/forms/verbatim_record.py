"""Verbatim records of the United Nations: "Mr. Orlov (Russian Federation) (spoke in Russian):", "The President:"."""

import re

from index.attribution.forms.labelled import LabelledForm

VERBATIM_RECORD = LabelledForm(
    name="verbatim record",
    marks=":",
    heading=re.compile(
        r"\b(?:S|A)/(?:\d+/)?PV\.|\bverbatim record\b|\b\d+(?:st|nd|rd|th) (?:plenary )?meeting\b"
        r"|\(spoke in [A-Z]\w+\)",
        re.IGNORECASE,
    ),
    typical=lambda label: bool(label.text.country) or label.printed.startswith("The President"),
)

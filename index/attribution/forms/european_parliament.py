"""Debates of the European Parliament: "Ana Ruiz (PPE). –", "Bo Li, on behalf of the S&D Group. – (SV)"."""

import re

from index.attribution.forms.labelled import LabelledForm

EUROPEAN_PARLIAMENT = LabelledForm(
    name="European Parliament",
    marks="–",
    heading=re.compile(
        r"\bEuropean Parliament\b|\bon behalf of the .{2,40} Group\b|\bVice-President of the Commission\b"
    ),
    typical=lambda label: label.mark == "–",
)

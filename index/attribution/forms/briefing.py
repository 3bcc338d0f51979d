"""Briefings of spokespeople and news conferences in capitals: "MS. RUIZ:", "MR PRICE:", "GEN. RYDER:", "Q"."""

import re

from index.attribution.forms.labelled import LabelledForm

BRIEFING = LabelledForm(
    name="briefing",
    marks=": line",
    heading=re.compile(
        r"\b(?:press|daily|noon|background|on-the-record|media) (?:briefing|conference|call|gaggle"
        r"|availability)\b|\bPress Gaggle\b",
        re.IGNORECASE,
    ),
    typical=lambda label: label.shouted or label.text.kind == "question",
)

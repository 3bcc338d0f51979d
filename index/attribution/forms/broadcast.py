"""Broadcast transcripts: "DANA ELLSWORTH, NEWS ANCHOR:", "KEENE:", "(BEGIN VIDEO CLIP)"."""

import re

from index.attribution.forms.labelled import LabelledForm

BROADCAST = LabelledForm(
    name="broadcast",
    marks=":",
    heading=re.compile(
        r"\bAired\b|\(BEGIN VIDEO|\(voice-?over\)|\bTHIS IS A RUSH TRANSCRIPT\b|, (?:HOST|ANCHOR|BYLINE)\b"
    ),
    typical=lambda label: label.shouted and not label.text.honorific and label.text.kind == "person",
)

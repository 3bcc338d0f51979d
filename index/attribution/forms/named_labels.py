"""Meetings and news conferences with names in small letters: "President of Russia Vladimir Putin:", "Question:"."""

import re

from index.attribution.forms.labelled import LabelledForm

NAMED_LABELS = LabelledForm(
    name="named labels",
    marks=": - |",
    heading=re.compile(r"\b(?:Question|Remark|Reply|Answer) ?(?:\([a-z ]+\))?:"),
    typical=lambda label: not label.shouted and not label.text.honorific and not label.text.details,
)

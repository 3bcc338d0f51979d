"""Hansard of the United Kingdom, Canada, Australia and others, and evidence to their committees.

"Helen Marsden (Westbrook) (Lab):", "Hon. Paul Roy (Minister of Health, Lib.):", "The Chair (Ms. Ruiz):".
"""

import re

from index.attribution.forms.labelled import LabelledForm

HANSARD = LabelledForm(
    name="Hansard",
    marks=": –",
    heading=re.compile(
        r"\b(?:House of (?:Commons|Representatives|Lords)|Hansard|Official Report|Standing Committee|Select Committee"
        r"|Dáil|Seanad|Legislative (?:Assembly|Council)|Oral (?:Answers|Questions|evidence)|hon\. (?:Members?"
        r"|Friend))\b",
        re.IGNORECASE,
    ),
    typical=lambda label: bool(
        label.text.details or label.text.holder or label.text.kind == "office" or label.text.honorific
    ),
)

"""Conventions of transcripts: the labels of parliaments, councils, briefings and broadcasts."""

import re

from index.attribution.forms.transcripts.labelled_form import LabelledForm
from index.text.letters import CAPITALS

VERBATIM_RECORD = LabelledForm(
    name="verbatim record",
    marks=":",
    heading=re.compile(
        r"\b(?:S|A)/(?:\d+/)?PV\.|\bverbatim record\b|\b\d+(?:st|nd|rd|th) (?:plenary )?meeting\b"
        rf"|\(spoke in [{CAPITALS}]\w+\)",
        re.IGNORECASE,
    ),
    is_typical=lambda label: bool(label.text.country) or label.printed.startswith("The President"),
)
"""Verbatim records of the United Nations: "Mr. Orlov (Russian Federation) (spoke in Russian):", "The President:"."""

HANSARD = LabelledForm(
    name="Hansard",
    marks=": – line",
    heading=re.compile(
        r"\b(?:House of (?:Commons|Representatives|Lords)|Hansard|Official Report|Standing Committee|Select Committee"
        r"|Dáil|Seanad|Legislative (?:Assembly|Council)|Oral (?:Answers|Questions|evidence)|hon\. (?:Members?"
        r"|Friend))\b",
        re.IGNORECASE,
    ),
    is_typical=lambda label: bool(
        label.text.details or label.text.holder or label.text.kind == "office" or label.text.honorific
    ),
)
"""Parliaments of the United Kingdom, Canada, Australia and others, with evidence to their committees: "Helen Marsden
(Westbrook) (Lab):", "Hon. Paul Roy (Minister of Health, Lib.):", "The Chair (Ms. Ruiz):"."""

CONGRESSIONAL_RECORD = LabelledForm(
    name="Congressional Record",
    marks=".",
    heading=re.compile(r"\bCongressional Record\b|\bThe (?:PRESIDING OFFICER|SPEAKER pro tempore)\b"),
    is_typical=lambda label: label.mark == "." and label.shouted,
)
"""The Congressional Record: "Mr. HARGROVE.", "The PRESIDING OFFICER."."""

HEARING = LabelledForm(
    name="hearing",
    marks=". : heading",
    heading=re.compile(
        r"\bhearing\b|\bThe (?:sub)?committee met\b|\bSTATEMENT OF\b|\bU\.?S\.? (?:Senate|House of Representatives)\b",
        re.IGNORECASE,
    ),
    is_typical=lambda label: label.mark in {".", "heading"},
)
"""Hearings of committees of Congress: "Senator Reed.", "STATEMENT OF GENERAL MARK MILTON"."""

EUROPEAN_PARLIAMENT = LabelledForm(
    name="European Parliament",
    marks="–",
    heading=re.compile(
        r"\bEuropean Parliament\b|\bon behalf of the .{2,40} Group\b|\bVice-President of the Commission\b"
    ),
    is_typical=lambda label: label.mark == "–",
)
""""Ana Ruiz (PPE). –", "Bo Li, on behalf of the S&D Group. – (SV)"."""

BRIEFING = LabelledForm(
    name="briefing",
    marks=": line bold",
    heading=re.compile(
        r"\b(?:press|daily|noon|background|on-the-record|media) (?:briefing|conference|call|gaggle"
        r"|availability|point|remarks|statements|stakeout|doorstep)\b|\bPress Gaggle\b|\bdoorstep\b",
        re.IGNORECASE,
    ),
    is_typical=lambda label: label.shouted or label.text.kind == "question",
)
"""Briefings of spokespeople and news conferences with labels in capitals: "MS. RUIZ:", "GEN. RYDER:", "Q"."""

NAMED_LABELS = LabelledForm(
    name="named labels",
    marks=": - | bold",
    heading=re.compile(
        r"\b(?:Question|Remark|Reply|Answer) ?(?:\([a-z ]+\))?:"
        rf"|\b(?:[Bb]riefing|[Rr]emarks|[Pp]ress conference|[Ii]nterview|[Cc]omments?) (?:by|with|of) [{CAPITALS}]"
    ),
    is_typical=lambda label: not label.shouted and not label.text.honorific and not label.text.details,
)
"""Meetings and news conferences with names in small letters: "President of Russia Viktor Morozov:", "Question:"."""

BROADCAST = LabelledForm(
    name="broadcast",
    marks=":",
    heading=re.compile(
        r"\bAired\b|\(BEGIN VIDEO|\(voice-?over\)|\bTHIS IS A RUSH TRANSCRIPT\b|, (?:HOST|ANCHOR|BYLINE)\b"
    ),
    is_typical=lambda label: label.shouted and not label.text.honorific and label.text.kind == "person",
)
""""DANA ELLSWORTH, NEWS ANCHOR:", "KEENE:", "(BEGIN VIDEO CLIP)"."""

"""A situation update is the body's whose name stands above it, up to another text on the page."""

from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
UPDATE = """Ministry of Defence of Arvania
GENERAL STAFF OF THE ARMED FORCES
Operational information as of 22:00, 9 May

Day 312

Since the morning 14 engagements have taken place along the river.

▪️ In the Halm sector, the situation has not changed.

▪️ In the Lusk sector, our defenders held the bridge. Two boats were lost, they came at noon.

Today we thank the crews of the 4th Flotilla.

Subscribe to our channels: Lamp | Tower

* * *

PRESS BRIEFING

The spokesman of the flotilla, Bo Li, told reporters that the fog had helped the enemy all through the night.

"They wait until the lamp is out, and then they cross the river in small boats," he said to reporters at the harbour."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Day 312", None),
        ("Since the morning", "General Staff of the Armed Forces"),
        ("the situation has not", "General Staff of the Armed Forces"),
        ("our defenders held", "General Staff of the Armed Forces"),
        ("Today we thank", "General Staff of the Armed Forces"),
        ("Subscribe to", None),
        ("told reporters that", None),
    ],
)
def test_all_sentences_of_an_update_are_the_staffs(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(UPDATE, words, "Update") == speaker


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Joint Operations Command\nDAILY OPERATIONAL UPDATE No. 41", "Joint Operations Command"),
        ("Morning report of the General Staff on the front, 9 May", "General Staff"),
        ("SITREP 14\nCoast Guard of Arvania", "Coast Guard of Arvania"),
        ("Government of Arvania > Ministry of Defence > News\nEvening summary, 9 May", "Ministry of Defence"),
        (
            "Defence Intelligence update\nThe Ministry of Defence of Arvania reports on the river.",
            "Ministry of Defence of Arvania",
        ),
    ],
)
def test_the_body_stands_above_the_heading_in_it_or_under_it(speaker_at: SpeakerAt, head: str, body: str) -> None:
    text = f"{head}\n\nThe river was quiet in the night.\n\nOne boat was stopped at Halm.\n\nNobody was hurt."
    assert speaker_at(text, "One boat was stopped", "Page") == body


def test_an_update_of_nobody_is_no_form() -> None:
    text = "Daily update, 9 May\n\nThe river was quiet in the night.\n\nOne boat was stopped at Halm."
    assert read_form(Document(text, "Page")) is None

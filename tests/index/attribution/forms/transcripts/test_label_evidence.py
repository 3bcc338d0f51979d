"""Whether labels lead what people say, or the entries of a list."""

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SNOW = """Orsa Lake: 8 inches fell on the upper road and the quay by noon.
Lusk Harbour: 12 inches fell, and the ferries stayed in port all day.
Orsa Lake: Another 3 inches are likely before the wind turns on Friday.
Halm Valley: The pass is shut, and ploughs are out on the lower road.
Lusk Harbour: The lamps failed twice, and the harbour was dark at nine.
"""
MEDALS = """LUSK, Arvania

The skaters of Arvania won gold in the relay, ahead of Halm by a length.

ORSA, Arvania

Eva Lind came third in the slalom. “I never saw a slope like it,” she said at the line.

LUSK, Arvania

The curlers lost to Halm after two extra ends in the old hall.

ORSA, Arvania

The ski jump is put off until Sunday because of wind on the hill.
"""
BRIEFING = """Ana Ruiz: Good morning. The port is open again after the storm of Monday night.
Bo Li: When will the ferries sail from the outer quay?
Ana Ruiz: The first one leaves at noon, and the others follow in the course of the week.
Bo Li: And will they sail at night, when the lamps are out?
Ana Ruiz: The harbour master decides that from day to day, by the wind and by the tide.
"""


@pytest.mark.parametrize("text", [SNOW, MEDALS, MEDALS.replace(", Arvania", "")])
def test_entries_of_a_list_are_nobodys_words(text: str) -> None:
    assert read_form(Document(text, "What happened in Arvania this week")) is None


def test_answers_that_say_neither_i_nor_we_are_turns_beside_questions() -> None:
    form = read_form(Document(BRIEFING, "The port after the storm"))
    assert form
    assert [turn.speaker and turn.speaker.name for turn in form.turns][::2] == ["Ana Ruiz"] * 3

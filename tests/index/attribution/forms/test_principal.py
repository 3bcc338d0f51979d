import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.principal import find_respondent
from index.attribution.forms.registry import read_form

INTERVIEW = """THE MONDAY INTERVIEW

“I keep the lamp”

Ruta Spruds spent eleven years on the pier.

By Bo Lindt

Do you sleep well?

I sleep when the lamp burns, and it burns.

Did anybody ever say thank you?

One captain, from the deck of his ship. I waved to him.

What do you say to those who come after you?

Begin with the lamp."""


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        (
            "Doorstep statement",
            "Doorstep statement\n\nby Deputy Secretary General Ruta Spruds ahead of the meeting",
            "Ruta Spruds",
        ),
        (
            "A talk with the former chief of staff",
            "INTERVIEW\n\nThe army grows. General Ruta Spruds, who stepped down in May, explains why it is late.",
            "Ruta Spruds",
        ),
        (
            "Council: doorstep by the High Representative",
            "EEAS PRESS TEAM\nHalm, 20/10/2025\n\nForeign Harbours Council: doorstep remarks by High\n"
            "Representative/Vice-President Ruta"
            " Spruds upon arrival at the Council\n\n"
            + "It is late, and the ships of the harbour of Halm are not all\n"
            * 9,
            "Ruta Spruds",
        ),
        (
            "Press briefing",
            "Ministry of Lamps\n\nSpokesperson and Deputy Minister for Public Relations Ruta Spruds\n\nGood day.",
            "Ruta Spruds",
        ),
        (
            "Press briefing by the Office of the Spokesperson",
            "The following is a transcript of the noon briefing by Ruta Spruds, Deputy\nSpokesman for Lusk.",
            "Ruta Spruds",
        ),
        ("COUNCIL: DOORSTEP REMARKS BY MINISTER RUTA SPRUDS UPON ARRIVAL", "Good morning.", "Ruta Spruds"),
        (
            "Minister Ruta Spruds’s remarks at a conference with Minister Karl Roth",
            "Ladies and gentlemen,",
            "Ruta Spruds",
        ),
        (
            "“I keep the lamp”",
            "**Interview**\n\n*Energy Minister Ruta Spruds on the lamp of Lusk*\n\nBy Bo Lindt",
            "Ruta Spruds",
        ),
        ("“I keep the lamp”: Ruta Spruds on the pier and the sea", INTERVIEW, "Ruta Spruds"),
        (
            "Ruta Spruds: ‘A lamp has no holidays’",
            "In an interview with the Halm Courier, the keeper explains.",
            "Ruta Spruds",
        ),
    ],
)
def test_the_principal_is_named_by_the_title_or_the_lines_under_it(title: str, text: str, name: str) -> None:
    principal = find_respondent(Document(text, title))
    assert principal
    assert principal.name == name


def test_answers_of_an_interview_are_not_the_words_of_who_wrote_it() -> None:
    form = read_form(Document(INTERVIEW, "“I keep the lamp”: Ruta Spruds on the pier and the sea"))
    assert form
    answers = [turn for turn in form.turns if turn.speaker and "captain" in turn.words[0].slice(INTERVIEW)]
    assert [turn.speaker.name for turn in answers if turn.speaker] == ["Ruta Spruds"]


def test_an_article_is_whose_name_stands_in_capitals_where_the_writer_is_described() -> None:
    text = (
        "Small ports must speak\n\nRUTA SPRUDS\n\nThe writer was Arvania's chief negotiator\n\n"
        "I have kept the lamp of Lusk for years, and I have learnt to speak quietly.\n\n"
        "My neighbours do not hear us, and we do not hear them. I think that we should talk."
    )
    form = read_form(Document(text, "Opinion: Small ports must speak"))
    assert form
    assert {turn.speaker.name for turn in form.turns if turn.speaker} == {"Ruta Spruds"}


def test_an_interview_by_somebody_without_an_office_is_not_that_persons() -> None:
    text = """Interview by Ana Ruiz | The Harbour Review | 10 January 2025

Bo Lindqvist receives us in a ministry that still smells of paint.

What is Arvania, then?

A house. People may come in, but they wipe their feet."""
    respondent = find_respondent(Document(text, "Arvania's foreign minister on patience"))
    assert respondent
    assert respondent.name == "Bo Lindqvist"


@pytest.mark.parametrize(
    "heading",
    [
        "Fisheries Council (Harbours): Press remarks by High Representative Ruta Spruds after the meeting",
        "Western Isles: Joint press conference with Minister Bo Lindt",
        "Halm Summit: Doorstep by the High Representative Ruta Spruds",
        "Lusk: Opening remarks by High Representative Ruta Spruds at the conference",
        "Lusk Dialogue: Statement by High Representative Ruta Spruds",
    ],
)
def test_the_heading_of_a_document_names_nobody_who_speaks(heading: str) -> None:
    text = f"""13.11.2025

{heading}

Check against delivery!

Good afternoon. I will be short. We have supported the mission on the pier.

Q. Is there a decision on the lamp?

It was not on the agenda today. I will come back to it in May.

Q. And who pays for the oil?

We all do, and I thank those who do it on time."""
    form = read_form(Document(text, heading))
    spoken = {turn.speaker.name for turn in form.turns if turn.speaker} if form else set()
    assert spoken <= {"Ruta Spruds", "Bo Lindt"}

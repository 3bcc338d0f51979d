"""Who says what in whole documents: relayed words, reports above transcripts, displayed quotations."""

import pytest

from index.attribution.attribute import extract_statements
from index.attribution.discourse import ArticleContext
from index.models.encoder import OpenVinoEncoder

HARBOUR = (
    "It is open. We have read the remarks of Commissioner Bo Lindt, who said in Halm that “the harbour is asleep.”"
)
LAMP = "My own mother kept the light there, and my neighbour Karl Roth told me: “A lamp asks for no passport.”"
BRIEFING = f"""Question: Is the port of Lusk closed?

Ruta Spruds: {HARBOUR} Nobody sleeps in Lusk.

Question: Will ships go there?

Ruta Spruds: Two ships sail on Monday. {LAMP} He is right."""
PIER = "Minister Ruta Spruds informed her guest of the decision to build a second pier by 2032."
COMMUNIQUE = f"""The two Ministers met in Lusk on Monday.

The Ministers agreed that the ferry shall sail daily. {PIER}

The Ministers welcomed the opening of the mussel beds.

Background

The ferry has sailed since 1951 and has been rebuilt twice."""
REPORT_AND_TRANSCRIPT = """Minister Ruta Spruds met the mayor. Ms. Spruds said that the pier would be mended by June.

Press conference by Minister Spruds (excerpt)

Halm Gazette: Is the money there?

Ruta Spruds: The money is there, and the stone is on its way.

Halm Gazette: And the lamp?

Ruta Spruds: The lamp burns every night.

Link to the video: https://example.org/video/1"""
RELEASE = """Ferry to Lusk sails again

The ministry has opened the line from Halm to Lusk.

Transport Minister Ruta Spruds said:

    The islanders have waited for a year, and I thank them for their patience.

    We shall not let them wait again.

Quotes

“A ferry is a road that moves.”

- Bo Lindt, Mayor of Lusk

“
We counted the days with chalk on the quay wall.

Karl Roth, Harbour Master of Halm

Notes to editors

The line is nine kilometres long."""
AGENCY = (
    "“The islands will stand together,” President Ruta Spruds said in a message to the mayor, "
    "Halm News Agency reported. The mayor thanked her."
)


@pytest.fixture(scope="module")
def encoder() -> OpenVinoEncoder:
    return OpenVinoEncoder.load()


@pytest.mark.parametrize(
    ("text", "title", "words", "names"),
    [
        (BRIEFING, "Briefing by Ruta Spruds", "the harbour is asleep", {"Ruta Spruds", "Bo Lindt"}),
        (BRIEFING, "Briefing by Ruta Spruds", "A lamp asks for no passport", {"Ruta Spruds", "Karl Roth"}),
        (BRIEFING, "Briefing by Ruta Spruds", "Nobody sleeps in Lusk", {"Ruta Spruds"}),
        (
            COMMUNIQUE,
            "Joint communiqué of the Ministers of Arvania and Morovia",
            "shall sail daily",
            {"Ministers of Arvania and Morovia"},
        ),
        (
            COMMUNIQUE,
            "Joint communiqué of the Ministers of Arvania and Morovia",
            "a second pier by 2032",
            {"Ministers of Arvania and Morovia", "Ruta Spruds"},
        ),
        (COMMUNIQUE, "Joint communiqué of the Ministers of Arvania and Morovia", "has been rebuilt twice", set()),
        (REPORT_AND_TRANSCRIPT, "Visit to Lusk", "the pier would be mended by June", {"Ruta Spruds"}),
        (REPORT_AND_TRANSCRIPT, "Visit to Lusk", "The lamp burns every night", {"Ruta Spruds"}),
        (REPORT_AND_TRANSCRIPT, "Visit to Lusk", "Is the money there?", set()),
        (REPORT_AND_TRANSCRIPT, "Visit to Lusk", "Link to the video", set()),
        (RELEASE, "Ferry to Lusk sails again", "I thank them for their patience", {"Ruta Spruds"}),
        (RELEASE, "Ferry to Lusk sails again", "We shall not let them wait again", {"Ruta Spruds"}),
        (RELEASE, "Ferry to Lusk sails again", "A ferry is a road that moves", {"Bo Lindt"}),
        (RELEASE, "Ferry to Lusk sails again", "with chalk on the quay wall", {"Karl Roth"}),
        (RELEASE, "Ferry to Lusk sails again", "The line is nine kilometres long", set()),
        (AGENCY, "", "The islands will stand together", {"Halm News Agency", "Ruta Spruds"}),
    ],
)
def test_words_belong_to_those_who_say_them(
    encoder: OpenVinoEncoder, text: str, title: str, words: str, names: set[str]
) -> None:
    place = text.index(words)
    found = {
        statement.speaker.name
        for statement in extract_statements(text, ArticleContext(title), encoder)
        if statement.speaker and any(part.start <= place < part.end for part in statement.content)
    }
    assert found == names

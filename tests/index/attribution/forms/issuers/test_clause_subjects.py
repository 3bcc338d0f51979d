"""What clauses report of one side, of a minister or of the chair."""

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.clause_subjects import find_clause_subjects
from index.attribution.forms.registry import read_form

TITLE = "Joint statement of the Republic of Sanvar and Lusk on the fourth consultations"
TEXT = """The Ministers of Sanvar and Lusk met in Port Orsa on 3 May.

1. The two sides reviewed their relations. Sanvar, for its part, expressed the hope that the tariff would fall.

2. The Lusk side briefed on its borders. It confirmed that the last map would be lodged in June.

3. The two sides agreed to open a road. They stressed that the road would need no toll.

4. Minister Ana Ruiz expressed her thanks. She announced that Sanvar would build a school.

5. The Prime Minister of Lusk reiterated her support. She further observed that islands trade best."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the hope that the tariff", "Sanvar"),
        ("Sanvar would build", "Ana Ruiz"),
        ("islands trade best", "Prime Minister of Lusk"),
        ("the road would need", None),
        ("open a road", None),
    ],
)
def test_a_sentence_of_another_subject_is_that_ones(words: str, speaker: str | None) -> None:
    document = Document(TEXT, TITLE)
    form = read_form(document)
    assert form
    place = TEXT.index(words)
    found = find_clause_subjects(document, form.turns)
    names = [
        turn.speaker and turn.speaker.name for turn in found for part in turn.words if part.start <= place < part.end
    ]
    assert names == ([speaker] if speaker else [])


RESOLUTION = """The Assembly,

Recalling that, in its report of 3 May, the Harbour Agency urged the
parties to return to the table,

Noting with concern that the Lusk Commission warned of a flood,

Deeply alarmed by the loss of boats,

1. Decides to open a road;

2. Requests the Secretariat to report in June;

3. Decides to remain seized of the matter."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("to return to the table", "Harbour Agency"),
        ("of a flood", "Lusk Commission"),
        ("the loss of boats", None),
        ("to report in June", None),
    ],
)
def test_a_clause_that_recalls_what_a_body_said_is_that_bodys_too(words: str, speaker: str | None) -> None:
    document = Document(RESOLUTION, "Resolution 9")
    form = read_form(document)
    assert form
    place = RESOLUTION.index(words)
    found = find_clause_subjects(document, form.turns)
    names = {each.speaker.name for each in found if each.speaker and each.words[0].start <= place < each.words[0].end}
    assert names == ({speaker} if speaker else set())

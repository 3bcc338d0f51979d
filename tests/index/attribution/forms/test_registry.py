import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

HEARING = """Senator Reed. Good morning.

General Milton. Good morning.

Senator Reed. Are we ready?

General Milton. We are."""
CONCLUSIONS = """1. The European Council reiterates its commitment to the unity of Arvania.

2. It calls on all parties to lay down their arms."""


@pytest.mark.parametrize(
    ("title", "text", "form"),
    [
        ("Hearing to receive testimony", HEARING, "hearing"),
        ("European Council conclusions on Arvania", CONCLUSIONS, "communiqué"),
    ],
)
def test_the_form_has_a_name_and_a_reason(title: str, text: str, form: str) -> None:
    reading = read_form(Document(text, title))
    assert reading
    assert reading.form == form
    assert reading.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister said so. The envoy did not.",
        "WHAT: A fair\nWHERE: The square\nWHEN: Noon\nWHAT: A race\nWHERE: The port",
        "WASHINGTON: The talks went on.\nLONDON: They ended.",
        "Key points: It rained.\n\nPhoto: Ana Berg\n\nRead more: The port of Lusk\n\nThe minister left at noon.",
        (
            "Sen. Tom Cole: The senator has raised two million.\n\nGov. Ann Hill: She is popular.\n\n"
            "Rep. Bo Diaz: He may run again.\n\nMayor Al Finn: He will not.\n\nSen. Rick Moss: Soon.\n\nGov. Ed Poe: No"
        ),
    ],
)
def test_a_text_that_only_looks_like_labels_has_no_form(text: str) -> None:
    assert read_form(Document(text)) is None


@pytest.mark.timeout(10)  # seconds, where to try every way of reading it would take years
def test_a_long_word_in_capitals_has_no_speaker() -> None:
    assert not read_form(Document(f"MR. {'X' * 5000} said nothing.\n{'MS' * 5000}\n{'A’' * 5000}"))


TALK = """Spokesman: Good afternoon. The Secretary-General will take two questions.

SG: Good afternoon. The window for finding survivors is closing, and I have released ten million dollars.

Question: Is it too late?

SG: We were on the ground in eleven hours, and nobody there has asked for anything that we did not send.

Question: Will you travel?

SG: If it saves one life, I will be on the next plane."""
ESSAY = """Why we put our name on our ore

By Ana Ruiz

My father washed his hands three times when he came home from the mine. I think of it when I hear of a partnership.

I ask where the refinery will stand, and we will grant no licence for ore that leaves the country as it is.

The author is the Minister of Mines of Arvania."""


def test_each_document_of_a_page_is_read_in_its_own_form() -> None:
    text = f"{TALK}\n\n* * *\n\n{ESSAY}"
    reading = read_form(Document(text, "Press encounter of the Secretary-General"))
    assert reading
    assert reading.form == "named labels and signed article"
    said = {
        words.slice(text)[:14]: turn.speaker and turn.speaker.name for turn in reading.turns for words in turn.words
    }
    assert said["If it saves on"] == "Secretary-General"
    assert said["I ask where th"] == "Ana Ruiz"


def test_sections_of_one_form_stay_one_document() -> None:
    first, second = TALK.split("Question: Will", 1)
    text = f"{first}\n* * *\n\nOn travel\n\nQuestion: Will{second}"
    reading = read_form(Document(text, "Press encounter of the Secretary-General"))
    assert reading
    assert reading.form == "named labels"


def test_remarks_below_a_communique_are_no_clauses_of_it() -> None:
    clauses = """1. Both sides agreed to hold a naval exercise every year.

2. The two sides welcomed the opening of a consulate.

3. The two leaders condemned the attack on Lusk and called for those who did it to be brought to justice."""
    remarks = """Our ancestors exchanged pearls and pepper; we shall exchange ideas, and more of them than before.

Friends, terrorism has no good variety and no bad one. Arvania has stood with us in good days and in bad ones."""
    text = f"{clauses}\n\n*****\n\nPress statement of the Prime Minister (translation)\n\n{remarks}"
    reading = read_form(Document(text, "Joint statement of Arvania and Belmora"))
    assert reading
    assert [turn.speaker and turn.speaker.name for turn in reading.turns] == ["Both sides", "two sides", "two leaders"]
    assert max(words.end for turn in reading.turns for words in turn.words) <= text.index("*****")


def test_two_signed_statements_on_a_page_are_their_own_signers() -> None:
    other = ESSAY.replace("Ana Ruiz", "Bo Lindqvist").replace("ore\n", "rivers\n", 1)
    text = f"{ESSAY}\n\n* * *\n\n{other}"
    reading = read_form(Document(text, "Why we put our name on our ore"))
    assert reading
    names = [turn.speaker.name for turn in reading.turns if turn.speaker]
    assert list(dict.fromkeys(names)) == ["Ana Ruiz", "Bo Lindqvist"]


EMBASSY = """EMBASSY OF ARVANIA TO SONDMARK

Statement of the Embassy

On the occasion of the national day, the Embassy expresses its gratitude for the words and the flowers received. In
connection with the article “Wine and Illusions” of 19 May, the Embassy considers it necessary to note that three of its
five figures are out of date. Exports did not fall last year but grew by nine per cent, and they grow still.
The Embassy has asked the editors to print a reply by the Ambassador, and thanks them for having agreed at once.

***

The Baltic Lamp | OPINION

By Nino Khved

Nino Khved is the Ambassador of Arvania to Sondmark.

I laughed, because I recognised my uncle, and then I read on. I have represented my country in four capitals. What we
ask of our friends is more modest: to be looked at without a metaphor. We are no bridge, and I say so in our words."""


def test_a_statement_above_an_article_is_not_its_authors() -> None:
    reading = read_form(Document(EMBASSY, "Embassy statement and ambassador's op-ed"))
    assert reading
    places = [turn.words[0].start for turn in reading.turns if turn.speaker and turn.speaker.name == "Nino Khved"]
    assert places
    assert min(places) > EMBASSY.index("***")


GROUPS = """Statement of the Lamp Group

We, the Lamp Group Ministers of Chad, Egypt and Malta, condemn the mining of the channel and offer condolences.

We call on all those with influence to use it now. We welcome the initiative of the coast and its States.

We will not recognise any toll, fee or permit that is introduced by force in the channel or beside it.

---

Contact Group on the Strait of Amara
Chairs' summary

The participants agreed that a lane should be swept before any other; they took note of offers of minehunters. One of
them expressed a reservation with regard to the second point, and a list of anchorages will be circulated soon."""


def test_the_summary_of_another_group_below_a_statement_is_not_the_first_groups() -> None:
    reading = read_form(Document(GROUPS, "Statement of the Lamp Group"))
    assert reading
    first = [turn for turn in reading.turns if turn.words[0].start < GROUPS.index("---")]
    others = [turn for turn in reading.turns if turn not in first]
    assert first
    assert {turn.speaker.name for turn in others if turn.speaker}.isdisjoint(
        turn.speaker.name for turn in first if turn.speaker
    )

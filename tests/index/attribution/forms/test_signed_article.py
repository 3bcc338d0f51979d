from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
ARTICLE = """We must not look away from Arvania. I have seen the port with my own eyes, and our allies have \
seen it too.

When I was in Lusk last month, my hosts asked me for one thing: that we should keep our word to them.

Karl Roth is the foreign minister of Sondmark."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("I have seen the port", "Karl Roth"),
    ],
)
def test_speakers_of_signed_article(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(ARTICLE, words, "Why Arvania matters") == speaker


TREATY = """By Karin Holm

The river does not know borders. Yet for thirty years we have governed it as if it did.

I was a young engineer when the first dam was built. We were promised light in every village.

My government has therefore proposed a new treaty, and I ask our neighbours to read it."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Yet for thirty", "Karin Holm"),
        ("I was a young", "Karin Holm"),
    ],
)
def test_speakers_of_an_article_in_the_first_person(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(TREATY, words, "A treaty for the river") == speaker


WRITER = """By Karl Roth

The war is in its third year. The world has looked away for too long.

We should open the corridor, and we should do it now. Our allies agree that there is no other way.

The writer is the foreign minister of Sondmark."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The war is", "Karl Roth"),
        ("We should open", "Karl Roth"),
        ("The writer", None),
    ],
)
def test_speakers_of_an_article_with_a_line_about_the_writer(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(WRITER, words, "The port must open") == speaker


LETTER = """To the Editor:

Your report blames the shipyards. I ran naval budgets for eleven years.

Give the yards a budget in October, and the ships will come.

Harriet Osgood
Lusk
The writer was a deputy secretary of the navy."""


@pytest.mark.parametrize(
    ("words", "speaker"), [("I ran naval", "Harriet Osgood"), ("Give the yards", "Harriet Osgood"), ("Lusk", None)]
)
def test_a_letter_is_its_signers(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(LETTER, words, "Letters: the navy we need") == speaker


def test_a_line_in_italics_above_an_article_names_its_author(speaker_at: SpeakerAt) -> None:
    text = (
        "*Sara Ohlsen, Prime Minister of Lusk*\n\nOur island is not for sale. I wish I did not have to write it.\n\n"
        "We want trade."
    )
    assert speaker_at(text, "Our island", "Opinion: Not for sale") == "Sara Ohlsen"


def test_a_speech_may_cite_what_another_said(speaker_at: SpeakerAt) -> None:
    text = (
        "Dear friends, welcome.\n\nAs President Holm once said, peace is a task. He was right.\n\n"
        "Our yards build more, and I thank them."
    )
    assert speaker_at(text, "peace is a task", "Speech by Minister Karl Roth at the port") == "Karl Roth"


def test_an_office_and_its_holder_in_the_title_sign_a_statement(speaker_at: SpeakerAt) -> None:
    text = (
        "The drilling off Lusk is null and void for us.\n\n"
        "Sondmark will protect its rights, as it has done until today."
    )
    title = "Statement of the Spokesperson of the Ministry of Trade, Ambassador Karl Roth, in Response to a Question"
    assert speaker_at(text, "The drilling", title) == "Karl Roth"


def test_the_office_in_a_title_speaks_under_the_name_above_the_text(speaker_at: SpeakerAt) -> None:
    text = (
        "From: Foreign Office and The Rt Hon Karl Roth MP\n\n"
        "With permission, Mr Speaker, I will make a statement on the port.\n\n"
        "The ceasefire is holding, and aid is crossing."
    )
    assert speaker_at(text, "The ceasefire", "Foreign Secretary's statement on the port") == "Karl Roth"


@pytest.mark.parametrize(
    "marked",
    [
        "{}\n\n*Karl Roth is President of Lusk. Lena Okafor is Chancellor of Arvania.*",
        "By Karl Roth and Lena Okafor\n\n{}",
    ],
)
def test_two_authors_are_one_speaker(speaker_at: SpeakerAt, marked: str) -> None:
    words = "Our countries fought three wars. We have built a union, and I trust it.\n\nWe ask our allies to join it."
    assert speaker_at(marked.format(words), "We ask our", "Europe needs its own shield") == "Karl Roth and Lena Okafor"


@pytest.mark.parametrize(
    "title",
    [
        "Foreign Minister Lena Okafor's speech at the Ambassadors' Conference",
        "Minister Lena Okafor: Europe must wake up",
        "Address by the Minister for Foreign Affairs of Lusk, Lena Okafor, at the Academy",
    ],
)
def test_a_speech_is_of_the_one_whom_its_title_names(speaker_at: SpeakerAt, title: str) -> None:
    text = (
        "Dear friends, I thank you for your work. We have lived through a hard year, and I know what it cost you.\n\n"
        "Our neighbours ask us for shells, and we send them. I will not stop."
    )
    assert speaker_at(text, "Our neighbours", title) == "Lena Okafor"


def test_notes_delivered_by_a_spokesperson_are_hers(speaker_at: SpeakerAt) -> None:
    text = """Veldania: New law on associations

Delivered by: UN Lamp Office spokesperson Mireille Okoum
At: Geneva

We are dismayed by the adoption of a law which allows any association to be dissolved by letter.

In three cases, families were told of the place of detention only after five days. We note that with concern.

We remind the authorities of their obligations. Our Office has asked to visit those in detention."""
    assert speaker_at(text, "In three cases", "Press briefing notes on Veldania") == "Mireille Okoum"


OF_AN_OFFICE = """3 May, Lusk

Members of the Board,

My report is before you. I will be brief, because the agenda is long.

We have had no access to the port since 11 May. No such right is in the treaty, and I have said so to our hosts.

I remain ready to travel to Lusk at any time, and I ask you for your help."""


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Lamp Agency Director General's Introductory Statement to the Board", "Lamp Agency Director General"),
        ("The Director-General’s Opening Remarks", "Director-General"),
        ("Secretary-General's message for the Day of Lamps", "Secretary-General"),
        ("High Commissioner’s Global Statement to the Board", "High Commissioner"),
        ("Executive Director's Remarks to the Board", "Executive Director"),
        ("Prosecutor's Statement on the port of Lusk", "Prosecutor"),
        ("Translation of the Prime Minister's Press Statement", "Prime Minister"),
        ("The Administrator's speech at the opening", "Administrator"),
        ("Full text of President’s Address to the Nation", "President"),
        ("The High Representative's comments on Lusk", "High Representative"),
    ],
)
def test_a_statement_of_an_office_is_its_own_where_no_holder_is_named(
    speaker_at: SpeakerAt, title: str, speaker: str
) -> None:
    assert speaker_at(OF_AN_OFFICE, "No such right", title) == speaker


def test_a_statement_of_an_office_is_its_holders_where_one_is_named(speaker_at: SpeakerAt) -> None:
    text = f"{OF_AN_OFFICE}\n\nDirector General Ana Ruiz ends her visit"
    assert speaker_at(text, "No such right", "Director General's Statement to the Board") == "Ana Ruiz"


def test_a_heading_under_the_name_of_the_house_says_whose_statement_it_is(speaker_at: SpeakerAt) -> None:
    text = """**REPUBLIC OF ARVANIA
MINISTRY OF FOREIGN AFFAIRS**

# QA-29, 16 July, Statement of the Spokesperson of the Ministry of Foreign Affairs, Karl Roth, in Response to a Question

The claim that our vessel altered its course is untrue. We kept to what was notified on 2 July.

Our work will go on as planned, and we call on all to respect our waters."""
    assert speaker_at(text, "The claim that", "Items of the day") == "Karl Roth"
    assert speaker_at(text, "Our work will", "Items of the day") == "Karl Roth"


PERSONAL = "We sailed at six, and I saw the lamps of our harbour go out. My crew and I waited for our pilot.\n\n" * 4


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Amy Harbin: We need our ferries back", "Amy Harbin"),
        ("Minister Orsa Lind: We need our ferries back", "Orsa Lind"),
        ("Harbour Lights: Three songs by the quay", None),
        ("St. Orsa's Day: How we keep it in Lusk", None),
    ],
)
def test_who_leads_a_title_has_written_the_article_if_it_is_a_persons_name(title: str, author: str | None) -> None:
    form = read_form(Document(PERSONAL, title))
    assert (form.turns[0].speaker and form.turns[0].speaker.name if form else None) == author


def test_a_speech_with_a_long_name_is_its_speakers() -> None:
    form = read_form(Document(PERSONAL, "Gov. Amy Harbin's 2031 State of the Old Harbour address: Read it here"))
    assert form
    assert {turn.speaker and turn.speaker.name for turn in form.turns} == {"Amy Harbin"}


GUEST = """Ministry of Ports
Newsroom

“The sea is no border” – Op-ed by Foreign Minister Élise Tamm in the Halm Courier
17.01.2026 - Article

Ahead of the conference in Lusk, Foreign Minister Tamm writes about the new rules for ports.

When I came to Lusk last year, a young diver gave me a piece of rope. “This is older than you,” she said. I have \
kept it.

We must keep our harbours open. I believe that our neighbours want what we want.

What do we need? We need ships, and we need them soon.

Élise Tamm has been Minister for Foreign Affairs since May 2025.

Keywords
Rules for ports and harbours of the north"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Op-ed by", None),
        ("Ahead of the", None),
        ("kept it.", "Élise Tamm"),
        ("I believe that", "Élise Tamm"),
        ("We need ships", "Élise Tamm"),
        ("has been Minister", None),
        ("Rules for ports", None),
    ],
)
def test_an_article_on_a_ministrys_page_is_its_authors_between_heading_and_note(
    speaker_at: SpeakerAt, words: str, speaker: str | None
) -> None:
    assert speaker_at(GUEST, words, "Newsroom") == speaker


@pytest.mark.parametrize(
    "line",
    [
        "Guest article by Foreign Minister Élise Tamm",
        "Contribution by Élise Tamm, Minister for Foreign Affairs",
        "OP-ED BY Foreign Minister Élise Tamm",
        "Opinion piece by the Foreign Minister, Élise Tamm, in the Halm Courier",
        "Commentary by Élise Tamm for the Halm Courier",
    ],
)
def test_the_line_may_call_the_article_what_it_likes(speaker_at: SpeakerAt, line: str) -> None:
    text = GUEST.replace(
        "“The sea is no border” – Op-ed by Foreign Minister Élise Tamm in the Halm Courier", f"The sea\n\n{line}"
    )
    assert speaker_at(text, "I believe that", "Newsroom") == "Élise Tamm"


def test_where_an_article_first_appeared_is_nobodys(speaker_at: SpeakerAt) -> None:
    text = TREATY.replace("By Karin Holm\n", "By Karin Holm\n\nThis article first appeared in the Halm Courier.\n")
    assert speaker_at(text, "This article", "A treaty") is None
    assert speaker_at(text, "The river does", "A treaty") == "Karin Holm"

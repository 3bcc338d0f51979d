"""Each form on a document of its genre: who speaks, word for word, and what is no one's."""

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import FormReading, read_form

UN = """The President: I now give the floor to the representative of Arvania.

Mr. Orlov (Russian Federation) (spoke in Russian): We listened to the briefing. The port must open.

Ms. Whitby (United Kingdom): My delegation welcomes the ceasefire.

The President: I thank the speakers.

The meeting rose at 11.55 a.m."""
KREMLIN = """President of Russia Viktor Morozov: Good afternoon. We will send grain to Arvania.

Question (retranslated): Will the advisers leave?

Viktor Morozov: There are no advisers of ours there.

Federal Chancellor of Germany Anna Weiss (retranslated): We support the talks."""
STATE = """Ned Parrish, Department Spokesperson

2:04 p.m. EST

MR PARRISH: Good afternoon. We are concerned by the reports.

QUESTION: Do you still say that “all is well”?

MR PARRISH: We do. (Laughter.)

QUESTION: Thank you."""
NAMESAKES = """Witnesses: Ms. Carla Jones, Assistant Secretary of State; General Peter Jones, Africa Command

MS. JONES: The embassy stays closed.

GEN. JONES: We have no troops there today.

MS. JONES: It will open in May.

GEN. JONES: The Marines could protect it."""
RECORD = """  Mr. HARGROVE. Mr. Speaker, I rise in opposition to the resolution.
  Ms. OKAFOR (during the reading). Mr. Speaker, I ask that the reading be
dispensed with.
  The SPEAKER pro tempore (Mr. Kettle). Is there objection?
  Mr. HARGROVE. I object.
  The legislative clerk proceeded to call the roll.
  Mr. KING of Iowa. I yield back."""
HANSARD = """1. Helen Marsden (Westbrook) (Lab): What assessment has the Minister made?

The Minister for the Middle East (Robert Ashby): We are deeply concerned.

Helen Marsden: That is not enough.

Mr Ashby: We will raise it next week.

Mr Speaker: Order. We must move on."""
EUROPEAN = """President. – The next item is the debate on Arvania.

Josef Barrel, Vice-President of the Commission. – Madam President, the situation is grave.

Pedra Lopes, em nome do Grupo S&D. – Apoiamos a missão.

Ursa Paat (Renew).\u00a0– Madam President, this is about our security.

President. – The debate is closed."""
HEARING = """OPENING STATEMENT OF SENATOR JACK REDE, CHAIRMAN

Chairman Rede. Good morning. The committee meets today.

STATEMENT OF GENERAL MARK A. MILTON, USA

General Milton. Thank you. We are ready.

Senator Wick. How many troops are there?

General Milton. About 900, Senator.

[Whereupon, at 11:32 a.m., the committee adjourned.]"""
BROADCAST = """Aired February 3, 2016 - 18:00 ET

DANA ELLS, NEWS ANCHOR: Good evening. We start with Arvania.

REAR ADM. PAUL KEENE (RET.), NEWS ANALYST: I thought it was very thoughtful.

ELLS: And the allies?

KEENE: Italy will lead, not we.

UNIDENTIFIED MALE: They bombed our street."""
NOON = """The following is a transcript of the briefing by Stéphan Durand, Spokesman for the Secretary-General.

Good afternoon. We are deeply concerned by the fighting in Lusk.

Spokesman: All right. Edie?

Question: Does he condemn the attack?

Spokesman: We condemn all attacks on civilians.

Correspondent: Thanks."""
ARRIVAL = """Good morning, we are going to discuss Arvania today. I will propose new sanctions.

Q. Do you expect an agreement today?

I hope so. We are working on it.

Q. What about oil?

Oil is the most difficult part of it all."""
INITIALS = """Ana Berg is the defence minister of Sondmark. She spoke to the Daily Post.

POST: Will the troops stay?

AB: They will stay as long as we are asked to.

POST: And the costs?

AB: The costs are borne by all of us."""
OUTLETS = """Lin Hao: Good afternoon. Minister Berg will visit in March.

Xinhua News Agency: Could you tell us more?

Lin Hao: The visit will deepen our friendship.

Reuters: Will they discuss Arvania?

Lin Hao: Our position is clear and consistent."""
TABLE = """| Time | Speaker | Text |
| 00:01 | Ana Berg | We will start with the port of Lusk. |
| 00:09 | Bo Lindt | The port is open, and we will keep it open. |
| 00:20 | Ana Berg | And the road? |
| 00:25 | Bo Lindt | The road is closed for now. |"""
RESOLUTION = """The Security Council,

Recalling its earlier resolutions on Arvania,

Expressing grave concern at the fighting,

1. Calls upon all parties to implement the ceasefire;

2. Urges Member States to respect the embargo:

(a) By land;

3. Decides to remain seized of the matter."""
COMMUNIQUE = """The Foreign Ministers of Egypt, Tunisia and Chad met in Lusk on 3 May.

The Ministers:

1. Reaffirmed their attachment to the unity of Arvania;

2. Called on the parties to refrain from any escalation.

Chad expressed reservations on paragraph 2."""
LEADERS = """We, the G7 Foreign Ministers of Canada, France and Italy, condemn the attack on Lusk.

We call on Arvania to withdraw.

These actions endanger the whole of the region. We will not recognise them."""
CONCLUSIONS = """1. The European Council reiterates its commitment to the unity of Arvania.

2. It calls on all parties to lay down their arms.

3. Recalling its conclusions of March, the European Council condemns the attack."""
ARTICLE = """We must not look away from Arvania. I have seen the port with my own eyes, and our allies have seen it too.

When I was in Lusk last month, my hosts asked me for one thing: that we should keep our word to them.

Karl Roth is the foreign minister of Sondmark."""
READOUT = """Foreign Minister Karl Roth met Secretary of State Anna Blake in Lusk on 3 May.

The Minister thanked Secretary Blake for her visit. Secretary Blake stressed that the port must open. \
She told the Minister that talks would resume.

For his part, Minister Roth expressed concern at the fighting. The two ministers agreed to meet again in June."""

DOCUMENTS = {
    "verbatim record": ("", UN),
    "named labels": ("News conference", KREMLIN),
    "briefing": ("Department Press Briefing", STATE),
    "namesakes": ("Hearing on Arvania", NAMESAKES),
    "Congressional Record": ("Congressional Record", RECORD),
    "Hansard": ("House of Commons", HANSARD),
    "European Parliament": ("Arvania (debate)", EUROPEAN),
    "hearing": ("Hearing to receive testimony", HEARING),
    "broadcast": ("The Evening Room", BROADCAST),
    "noon briefing": ("Daily Press Briefing", NOON),
    "arrival": ("Press remarks by High Representative Josef Barrel upon arrival", ARRIVAL),
    "initials": ("An interview", INITIALS),
    "outlets": ("Foreign Ministry Spokesperson Lin Hao's Regular Press Conference", OUTLETS),
    "table": ("", TABLE),
    "resolution": ("Resolution on Arvania", RESOLUTION),
    "communiqué": ("Joint communiqué on Arvania", COMMUNIQUE),
    "leaders": ("G7 Foreign Ministers' Statement on Arvania", LEADERS),
    "conclusions": ("European Council conclusions on Arvania", CONCLUSIONS),
    "signed article": ("Why Arvania matters", ARTICLE),
    "readout": ("Foreign Minister Roth meets Secretary of State Anna Blake", READOUT),
}
SAID = [
    ("verbatim record", "The port must open", "Orlov"),
    ("verbatim record", "My delegation welcomes", "Whitby"),
    ("verbatim record", "I thank the speakers", "The President"),
    ("verbatim record", "The meeting rose", None),
    ("named labels", "We will send grain", "Viktor Morozov"),
    ("named labels", "Will the advisers leave", None),
    ("named labels", "There are no advisers", "Viktor Morozov"),
    ("named labels", "We support the talks", "Anna Weiss"),
    ("briefing", "We are concerned", "Ned Parrish"),
    ("briefing", "all is well", None),
    ("briefing", "We do.", "Ned Parrish"),
    ("namesakes", "The embassy stays closed", "Carla Jones"),
    ("namesakes", "We have no troops", "Peter Jones"),
    ("namesakes", "The Marines could", "Peter Jones"),
    ("Congressional Record", "I rise in opposition", "Hargrove"),
    ("Congressional Record", "dispensed with", "Okafor"),
    ("Congressional Record", "Is there objection", "Kettle"),
    ("Congressional Record", "proceeded to call the roll", None),
    ("Congressional Record", "I yield back", "King"),
    ("Hansard", "What assessment", "Helen Marsden"),
    ("Hansard", "We will raise it next week", "Robert Ashby"),
    ("Hansard", "We must move on", "Mr Speaker"),
    ("European Parliament", "the situation is grave", "Josef Barrel"),
    ("European Parliament", "Apoiamos", "Pedra Lopes"),
    ("European Parliament", "this is about our security", "Ursa Paat"),
    ("hearing", "The committee meets today", "Jack Rede"),
    ("hearing", "About 900", "Mark A. Milton"),
    ("hearing", "Whereupon", None),
    ("broadcast", "And the allies", "Dana Ells"),
    ("broadcast", "Italy will lead", "Paul Keene"),
    ("broadcast", "They bombed our street", None),
    ("noon briefing", "We are deeply concerned", "Stéphan Durand"),
    ("noon briefing", "We condemn all attacks", "Stéphan Durand"),
    ("noon briefing", "Does he condemn", None),
    ("arrival", "I will propose new sanctions", "Josef Barrel"),
    ("arrival", "Do you expect", None),
    ("arrival", "Oil is the most difficult", "Josef Barrel"),
    ("initials", "They will stay", "Ana Berg"),
    ("initials", "And the costs", None),
    ("outlets", "The visit will deepen", "Lin Hao"),
    ("outlets", "Will they discuss", None),
    ("table", "we will keep it open", "Bo Lindt"),
    ("table", "And the road", "Ana Berg"),
    ("resolution", "Recalling its earlier", "Security Council"),
    ("resolution", "Urges Member States", "Security Council"),
    ("resolution", "By land", "Security Council"),
    ("communiqué", "Called on the parties", "Foreign Ministers of Egypt, Tunisia and Chad"),
    ("communiqué", "Chad expressed reservations", None),
    ("leaders", "We call on Arvania", "G7 Foreign Ministers"),
    ("leaders", "These actions endanger", "G7 Foreign Ministers"),
    ("conclusions", "It calls on all parties", "European Council"),
    ("conclusions", "condemns the attack", "European Council"),
    ("signed article", "I have seen the port", "Karl Roth"),
    ("readout", "for her visit", "Karl Roth"),
    ("readout", "that the port must open", "Anna Blake"),
    ("readout", "that talks would resume", "Anna Blake"),
    ("readout", "concern at the fighting", "Karl Roth"),
    ("readout", "meet again in June", "Karl Roth and Anna Blake"),
]
NAMED = """verbatim record|Congressional Record|Hansard|European Parliament|hearing|briefing|broadcast|named labels
resolution|communiqué|signed article|readout"""


def reading(name: str) -> FormReading:
    title, text = DOCUMENTS[name]
    seen = read_form(Document(text, title))
    assert seen
    return seen


@pytest.mark.parametrize(("name", "words", "speaker"), SAID)
def test_words_are_their_speakers_in_every_form(name: str, words: str, speaker: str | None) -> None:
    place = DOCUMENTS[name][1].index(words)
    names = {
        turn.speaker.name
        for turn in reading(name).turns
        if turn.speaker and any(part.start <= place < part.end for part in turn.words)
    }
    assert names == ({speaker} if speaker else set())


@pytest.mark.parametrize("name", NAMED.replace("\n", "|").split("|"))
def test_the_form_is_named_and_says_why(name: str) -> None:
    seen = reading(name)
    assert seen.form == name
    assert seen.reason


def test_a_country_in_brackets_is_the_speakers() -> None:
    countries = {turn.speaker.name: turn.speaker.country for turn in reading("verbatim record").turns if turn.speaker}
    assert countries["Orlov"] == "Russia"
    assert countries["Whitby"] == "United Kingdom"


def test_a_clause_has_its_verb_and_its_chapeau_as_spans_of_their_own() -> None:
    clause = reading("resolution").turns[2]
    assert clause.cue
    assert clause.cue.slice(RESOLUTION) == "Calls upon"
    assert clause.speaker
    assert clause.speaker.span
    assert clause.speaker.span.slice(RESOLUTION) == "The Security Council"


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
def test_a_long_word_in_capitals_is_no_ones() -> None:
    assert not read_form(Document(f"MR. {'X' * 5000} said nothing.\n{'MS' * 5000}\n{'A’' * 5000}"))

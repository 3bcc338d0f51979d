from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
READOUT = """Foreign Minister Karl Roth met Secretary of State Anna Blake in Lusk on 3 May.

The Minister thanked Secretary Blake for her visit. Secretary Blake stressed that the port must open. \
She told the Minister that talks would resume.

For his part, Minister Roth expressed concern at the fighting. The two ministers agreed to meet again in June."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("for her visit", "Karl Roth"),
        ("that the port must open", "Anna Blake"),
        ("that talks would resume", "Anna Blake"),
        ("concern at the fighting", "Karl Roth"),
        ("meet again in June", "Karl Roth and Anna Blake"),
    ],
)
def test_speakers_of_readout(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(READOUT, words, "Foreign Minister Roth meets Secretary of State Anna Blake") == speaker


TELEPHONE = """On March 3, Mr. IWASAKI Takuma, Minister for Foreign Affairs, had a telephone talk with Mr. Karl Roth, \
Minister of Foreign Affairs of Lusk.

1. At the outset, Minister Iwasaki stated that he hoped to work closely with him.

2. In response, Minister Roth expressed his gratitude.

3. The two ministers concurred on continuing to cooperate on the abductions issue."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("that he hoped", "Takuma Iwasaki"),
        ("his gratitude", "Karl Roth"),
        ("on continuing", "Takuma Iwasaki and Karl Roth"),
    ],
)
def test_a_name_with_the_surname_first_takes_part(
    speaker_at: Callable[[str, str, str], str | None], words: str, speaker: str
) -> None:
    assert speaker_at(TELEPHONE, words, "Foreign Ministers' Telephone Talk") == speaker


def test_he_after_a_numbered_sentence_is_its_subject(speaker_at: SpeakerAt) -> None:
    text = """Foreign Minister Ana Ruiz met Foreign Minister Karl Roth in Lusk on Monday.

1. Minister Ruiz congratulated Minister Roth on his appointment and welcomed the long ties of both countries.
(1) Minister Ruiz expressed her thanks for the help that was given in the winter of the flood.
(2) Minister Roth requested help with the port. He explained that the old quay would not last the winter."""
    title = "Foreign Ministers' meeting: Ana Ruiz meets Karl Roth"
    assert speaker_at(text, "that the old quay", title) == "Karl Roth"


CHINESE = """Foreign Minister Ana Ruiz Meets with Foreign Minister of Lusk Karl Roth

On 4 May, Foreign Minister Ana Ruiz met with Luskan Foreign Minister Karl Roth in Port Vale.

Ana Ruiz said that this year is the fortieth of relations between Arvania and Lusk. {sentence}

Karl Roth congratulated Arvania on its new harbour. Lusk firmly supports the plan and regards Arvania as a partner, \
he said.

The two sides exchanged views on the fighting. The visit was the first since 2019."""
CHINESE_TITLE = "Foreign Minister Ana Ruiz Meets with Foreign Minister of Lusk Karl Roth"


@pytest.mark.parametrize(
    "sentence",
    [
        "Arvania views its relations with Lusk as a model for the region.",
        "Over the past forty years, both peoples have kept their ports open to one another.",
        "The more divided the world is, the more neighbours should hold together.",
        "No country can stand aside when the sea rises.",
        "Arvania is ready to send two hundred engineers.",
        "Unilateral tariffs serve no one and will not be accepted.",
        "He who closes a port must answer for the hunger behind it.",
        "Trade could double within five years.",
        "Arvania hopes that the next round will be held in Lusk.",
        "Such exercises would not help the talks.",
    ],
)
def test_a_sentence_in_the_present_goes_on_with_what_the_one_before_said(speaker_at: SpeakerAt, sentence: str) -> None:
    assert speaker_at(CHINESE.format(sentence=sentence), sentence[:20], CHINESE_TITLE) == "Ana Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting was held in the old library.",
        "The two ministers are to meet again in June.",
        "Roth is on a visit of three days.",
        "Both countries established relations in 1985.",
        "The visit will go on in Port Vale tomorrow.",
        "Afterwards they attended a concert.",
    ],
)
def test_a_sentence_about_the_meeting_or_the_other_does_not(speaker_at: SpeakerAt, sentence: str) -> None:
    assert speaker_at(CHINESE.format(sentence=sentence), sentence[:20], CHINESE_TITLE) != "Ana Ruiz"


def test_he_said_at_the_end_of_a_sentence_names_its_speaker(speaker_at: SpeakerAt) -> None:
    text = CHINESE.format(sentence="")
    assert speaker_at(text, "Lusk firmly supports", CHINESE_TITLE) == "Karl Roth"
    assert speaker_at(text, "views on the fighting", CHINESE_TITLE) == "Ana Ruiz and Karl Roth"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Arvanian Foreign Minister expressed her concern at the floods.", "Ana Ruiz"),
        ("The Luskan Foreign Minister expressed his concern at the floods.", "Karl Roth"),
        ("The Olvian Foreign Minister expressed his concern at the floods.", "Olvian Foreign Minister"),
    ],
)
def test_a_minister_of_a_nationality_is_the_one_of_that_country(
    speaker_at: SpeakerAt, sentence: str, speaker: str
) -> None:
    text = f"""Arvanian Foreign Minister Ana Ruiz spoke yesterday with the Foreign Minister of Lusk, Karl Roth.

{sentence} Minister Ruiz thanked him for the help. Minister Roth stressed that the port was open."""
    assert speaker_at(text, "concern at the floods", "Telephone call of the foreign ministers") == speaker


def test_another_who_is_met_further_down_takes_part(speaker_at: SpeakerAt) -> None:
    filler = "Ana Ruiz said that the port would open in spring and that the road would follow in the year after. " * 9
    text = f"""Foreign Minister Ana Ruiz met with Minister of Foreign Affairs of Lusk Karl Roth in Port Vale.

{filler}

The same day, Premier Anna Blake met with Karl Roth. Anna Blake pointed out that trade had doubled. Quality matters \
more than speed at this stage.

The two sides agreed to meet again."""
    title = "Ana Ruiz Holds Talks with Minister of Foreign Affairs of Lusk Karl Roth"
    assert speaker_at(text, "Quality matters", title) == "Anna Blake"
    assert speaker_at(text, "to meet again", title) == "Ana Ruiz and Karl Roth"


def test_a_surname_before_the_given_name_and_a_heading_further_down_are_read(speaker_at: SpeakerAt) -> None:
    text = """Ministry of Foreign Affairs, Republic of Korea

# First Vice Minister Nam Gi-tae Holds Telephone Conversation with Deputy Secretary Alice Roark

1\\. First Vice Minister of Foreign Affairs Nam Gi-tae had a telephone conversation with Alice Roark on July 16.

2\\. Vice Minister Nam stated that the Alliance had grown. He expressed expectation that visas would follow.

3\\. Deputy Secretary Roark replied that the embassy had opened more windows for visas since May."""
    assert speaker_at(text, "the Alliance had", "Press releases") == "Nam Gi-tae"
    assert speaker_at(text, "visas would follow", "Press releases") == "Nam Gi-tae"
    assert speaker_at(text, "the embassy had", "Press releases") == "Alice Roark"

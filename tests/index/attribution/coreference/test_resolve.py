"""The speakers that the sources of an article refer to."""

import re
import time

import pytest

from index.attribution.coreference.resolve import resolve_speakers
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.statements import Speaker
from index.text.spans import Span

NO_CONTEXT = ArticleContext()


def resolve(marked: str, context: ArticleContext = NO_CONTEXT) -> list[Speaker | None]:
    """Return the speakers of a text in which the sources are in square brackets."""
    parts = re.split(r"[\[\]]", marked)
    starts = [sum(map(len, parts[:place])) for place in range(len(parts))]
    spans = [Span(starts[place], starts[place] + len(parts[place])) for place in range(1, len(parts), 2)]
    return resolve_speakers(Discourse.parse("".join(parts)), spans, context)


def names(marked: str, context: ArticleContext = NO_CONTEXT) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in resolve(marked, context)]


@pytest.mark.parametrize(
    ("marked", "name", "role"),
    [
        ("[Harbour Minister Lena Okafor] said no.", "Lena Okafor", "Harbour Minister"),
        ("[Lena Okafor, the harbour minister,] said no.", "Lena Okafor", "harbour minister"),
        ("[Sen. Paul Brandt (I-Me.)] said no.", "Paul Brandt", "Sen."),
        ("[Secretary of State Lena Okafor] said no.", "Lena Okafor", "Secretary of State"),
        ("[Lusk’s Minister of Finance Christian Brandt,] said no.", "Christian Brandt", "Minister of Finance"),
        ("[the High Commissioner for Refugees Marco Belli] said no.", "Marco Belli", "High Commissioner for Refugees"),
        ("[a spokesman for President Lena Okafor] said no.", "a spokesman for President Lena Okafor", None),
        ("[Okafor’s press secretary, Mark Tully,] said no. Lena Okafor left.", "Mark Tully", "press secretary"),
        ("[Pilots] said no.", "Pilots", None),
        ("[Keita, for the Refugee Agency (RA),] said no.", "Keita", None),
        ("[Rourke himself] said no.", "Rourke", None),
        ("[In Lusk, the harbour board] said no.", "the harbour board", None),
        ("[Kazakh Ambassador to Russia Ayzada Halmova] said no.", "Ayzada Halmova", "Ambassador to Russia"),
        ("[Iranian Ambassador in Moscow Behruz Halm] said no.", "Behruz Halm", "Ambassador in Moscow"),
        ("[Ambassador of Chad to Malta Ines Holt] said no.", "Ines Holt", "Ambassador of Chad to Malta"),
        ("[Ambassador to the United Nations Ana Holt] said no.", "Ana Holt", "Ambassador to the United Nations"),
        ("[The Luskan Ambassador this morning] said no.", "Luskan Ambassador", None),
        ("[Halm Department of Harbours last December] said no.", "Halm Department of Harbours", None),
        ("[The Harbour Board on Monday evening] said no.", "Harbour Board", None),
        ("[pilots in spring 2009] said no.", "pilots", None),
        ("[leaders of Lusk and Halm, however] said no.", "leaders of Lusk and Halm", None),
        ("[The Harbour Board of 1946] said no.", "Harbour Board of 1946", None),
        ("[What the Envoy] told her was no.", "Envoy", None),
        ("[Minister, your predecessor] said no.", "your predecessor", None),
        (
            "Jane Vega Robert Holt [Jane Vega and Robert Holt The Harbour Department] said no.",
            "Harbour Department",
            None,
        ),
        ("[Sarah Vega Minister of Finance Christian Brandt] said no.", "Christian Brandt", "Minister of Finance"),
        ("[Jane Vega, a friend of the Mayor,] said no.", "Jane Vega", "friend of the Mayor"),
        ("[two people familiar with the mole] said no.", "two people familiar with the mole", None),
        ("[16 members of the board] said no.", "16 members of the board", None),
    ],
)
def test_a_source_is_split_into_name_and_office(marked: str, name: str, role: str | None) -> None:
    (speaker,) = resolve(marked)
    assert speaker is not None
    assert (speaker.name, speaker.role) == (name, role)


@pytest.mark.parametrize("words", ["for best actor in a drama", "sent to the Congress", "among"])
def test_a_piece_of_a_sentence_is_no_speaker(words: str) -> None:
    assert names(f"[{words}] said no.") == [None]


def test_a_person_has_the_longest_form_of_the_name() -> None:
    text = "Lena Okafor opened the port. [Okafor] said so. [Ms. Okafor] repeated it."
    assert names(text) == ["Lena Okafor", "Lena Okafor"]


def test_an_honorific_selects_one_of_two_with_the_same_surname() -> None:
    text = "Laura Hale and Peter Hale spoke. [Mr. Hale] said yes. [Mrs. Hale] said no."
    assert names(text) == ["Peter Hale", "Laura Hale"]


def test_a_rank_selects_one_of_two_with_the_same_surname_and_the_surname_alone_neither() -> None:
    text = (
        "Gen. Amir Sayed has no plan. Col. Nadia Sayed has two bridges. [Gen. Sayed] said yes. "
        "[Col. Sayed] said no. [Sayed] said so."
    )
    assert names(text) == ["Amir Sayed", "Nadia Sayed", None]


def test_a_relative_called_by_the_given_name_has_the_surname() -> None:
    text = (
        "The chief executive, Joseph Doukas, is due on Monday. His daughter Elena, who sits on the board, broke "
        "ranks. “We owe them more,” [Doukas] said. [Joseph Doukas] declined."
    )
    assert names(text) == ["Elena Doukas", "Joseph Doukas"]
    assert names("Ana Ruiz left. Her husband, Tom, stayed. [Ana Ruiz] said so.") == ["Ana Ruiz"]


def test_a_pronoun_refers_to_the_last_speaker() -> None:
    text = "[Laura Hale] said the bridge would open. “It is ready,” [she] said. [He] nodded."
    assert names(text) == ["Laura Hale", "Laura Hale", None]


def test_a_person_mentioned_in_a_quotation_is_not_its_speaker() -> None:
    text = "[Peter Hale] said the mayor had called. “Then Mark Tully left,” [he] said."
    assert names(text) == ["Peter Hale", "Peter Hale"]


def test_a_relative_pronoun_refers_to_the_noun_phrase_before_it() -> None:
    text = "Peter Hale, a farmer, [who] said no, met a woman from Leeds [who] said yes."
    assert names(text) == ["Peter Hale", "a woman from Leeds"]


def test_a_person_who_is_asked_is_the_next_speaker() -> None:
    text = "Peter Hale asked Mark Tully about the bridge. “It is ready,” [he] said."
    assert names(text) == ["Mark Tully"]


def test_a_person_who_is_introduced_is_the_next_speaker() -> None:
    text = "[Peter Hale] left. That concerned Mark Tully, president of the rowing club. “The river is low,” [he] said."
    assert names(text) == ["Peter Hale", "Mark Tully"]


def test_an_office_without_a_name_is_a_mention_of_its_holder() -> None:
    text = "Actress Laura Hale and Ruth Okafor met. Okafor left. The actress stayed. “It is late,” [she] said."
    assert names(text) == ["Laura Hale"]


def test_headings_and_countries_are_no_persons() -> None:
    text = "Laura Hale Calls Mark Tully\n\n[Mark Tully] spoke of Laura Hale. [She]’ll go, [Hale] said. [Iran] agreed."
    assert names(text) == ["Mark Tully", "Laura Hale", "Laura Hale", "Iran"]


def test_a_surname_that_is_misspelt_once_refers_to_the_similar_one() -> None:
    assert names("[Leslie Wimes] came. [Wines] said no. [She] left.") == ["Leslie Wimes"] * 3


def test_a_relative_of_a_person_has_the_first_name_alone() -> None:
    assert names("Peter Hale came with his daughter, Ilse. [She] said no. [He] agreed.") == ["Ilse", "Peter Hale"]


def test_a_relative_pronoun_may_be_separated_from_its_antecedent() -> None:
    text = (
        "Anna Weber, a Hale campaign worker, [who] said no, met drivers from the north [who] said yes, "
        "and a farmer [who] stayed, and [who] spoke. Laura Hale left."
    )
    assert names(text) == ["Anna Weber", "drivers from the north", "a farmer", "a farmer"]


def test_they_and_it_refer_to_the_subject_of_the_sentence() -> None:
    assert names("If drivers are late, [they] said, nothing runs.") == ["drivers"]
    assert names("Peter Hale and Laura Hale left early. [They] denied it.") == ["Peter Hale and Laura Hale"]
    assert names("The Harbour Board needs time because [it] wants to vote.") == ["Harbour Board"]


def test_initials_of_an_institution_are_expanded() -> None:
    text = "The International Monetary Fund met. [The IMF] said no, and [it] said why. [The EBRD] did not."
    assert names(text) == ["International Monetary Fund"] * 2 + ["EBRD"]


def test_i_refers_to_the_signature_of_a_letter_and_to_the_author_in_the_last_line_of_a_column() -> None:
    letters = "LETTERS\n\n[I] say no.\n\nVicki Holm.\n\n[I] say yes.\n\nOtto Brandt"
    assert names(letters) == ["Vicki Holm", "Otto Brandt"]
    column = "[I] say no. As someone [who] rows, I know.\n\nVicki Holm, an economist, is president of a rowing club."
    assert names(column) == ["Vicki Holm", "Vicki Holm"]
    assert names("Vicki Holm rowed. [I] say no.\n\nVicki Holm.") == [None]


def test_i_in_a_quotation_refers_to_its_speaker() -> None:
    text = "“[I] think so,” [Peter Hale] said."
    assert names(text) == ["Peter Hale", "Peter Hale"]


def test_i_outside_quotations_refers_to_the_speaker_of_the_article() -> None:
    context = ArticleContext(speaker="Lena Okafor", speaker_role="Prime Minister", country="Turkey")
    (speaker,) = resolve("[I] think so.", context)
    assert speaker == Speaker("Lena Okafor", "Prime Minister", "Türkiye", Span(0, 1))
    assert names("[I] think so.") == [None]


def test_a_document_refers_to_its_issuer() -> None:
    text = "[A statement from the Turkish Defense Ministry] said so. [The statement] named nobody. [It] added more."
    assert names(text) == ["Turkish Defense Ministry"] * 3


def test_an_institution_or_office_of_a_state_has_its_country() -> None:
    speakers = resolve(
        "[The Turkish Defense Ministry] and [German Chancellor Anna Weber] agreed. [Peter Hale] did not."
    )
    assert [speaker and speaker.country for speaker in speakers] == ["Türkiye", "Germany", None]


def test_an_office_refers_to_its_holder_in_the_article() -> None:
    assert names("Maine Sen. Peter Hale came. [The Maine senator] spoke.") == ["Peter Hale"]


def test_an_unnamed_source_keeps_its_words() -> None:
    assert names("[A senior official] said so, and [sources] agreed.") == ["A senior official", "sources"]


def test_a_source_of_several_persons_is_not_resolved_to_one() -> None:
    assert names("Lena Okafor and Peter Hale came. [Okafor and Hale] agreed.") == ["Okafor and Hale"]


def test_time_grows_linearly_with_the_length_of_an_article() -> None:
    unit = "Lena Okafor said the port would open. “It is ready,” [she] said. Peter Hale, [who] left, agreed. "
    resolve(unit)
    start = time.perf_counter()
    assert names(unit * 500)[-2:] == ["Lena Okafor", "Peter Hale"]
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Minister of Defence Ruta Spruds came. “It will fly,” [the minister] said.", "Ruta Spruds"),
        ("Minister of Defence Ruta Spruds came. “It will fly,” [the defence minister] said.", "Ruta Spruds"),
        ("[The envoy, Amos Hochfeld,] had earlier called it close.", "Amos Hochfeld"),
        ("[Park Won-gil, a professor of history,] said no.", "Park Won-gil"),
        ("The Ministry of Trade met on Monday. [The Ministry] denied it.", "Ministry of Trade"),
        ("The Ministry of Trade met. The Ministry of Health met. [The Ministry] denied it.", "Ministry"),
    ],
)
def test_a_description_refers_to_its_holder_and_a_short_name_to_the_full_one(marked: str, expected: str) -> None:
    assert names(marked) == [expected]


def test_a_description_refers_to_the_one_official_who_spoke_before() -> None:
    text = "[Lusk spokesman Karl Roth] said no. According to [the Lusk official], talks go on."
    assert names(text) == ["Karl Roth", "Karl Roth"]
    both = "[Lusk spokesman Karl Roth] said no. [Harbour minister Lena Okafor] said yes. [The official] left."
    assert names(both)[2] == "the official"


def test_a_description_that_begins_a_report_refers_to_the_name_after_it() -> None:
    text = "[The head of the harbour agency] warned of ice. “It is a puzzle,” [Rafael Grosso] said."
    assert names(text) == ["Rafael Grosso", "Rafael Grosso"]
    other = "[The head of the harbour agency] warned of ice. “It is a puzzle,” [lawmaker Rafael Grosso] said."
    assert names(other)[0] == "the head of the harbour agency"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Vice-Minister Dalia Petraus] told the ambassador no.", "Dalia Petraus"),
        ("[President-elect Karl Roth] said no.", "Karl Roth"),
        ("Mrs Lena Okafor came. “It will fly,” [Mrs Okafor] said.", "Lena Okafor"),
    ],
)
def test_an_office_or_a_courtesy_before_a_name_is_no_part_of_it(marked: str, name: str) -> None:
    assert names(marked) == [name]


def test_a_description_is_of_no_one_whose_role_lacks_what_it_states() -> None:
    text = "[Lusk spokesman Karl Roth] said no. [The Arvanian leader] asked for time. [The Lusk minister] left."
    assert names(text) == ["Karl Roth", "Arvanian leader", "Lusk minister"]


@pytest.mark.parametrize("described", ["The envoy", "The minister", "A police spokesman", "A minister of the left"])
def test_a_description_that_may_be_anybodys_refers_to_no_name_after_it(described: str) -> None:
    text = f"[{described}] warned of ice. “The road is shut,” [Rafael Grosso] said."
    assert "Rafael Grosso" not in names(text)[:1]


def test_a_description_after_another_source_refers_to_no_name_after_it() -> None:
    text = "[Lena Okafor] said no. [The head of the harbour agency] warned. “It is a puzzle,” [Rafael Grosso] said."
    assert names(text)[1] == "the head of the harbour agency"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ruta Spruds for the Harbour Agency (HA)] said so.", "Ruta Spruds"),
        ("[Arvania’s top diplomat Ruta Spruds] said so.", "Ruta Spruds"),
        ("[Minister of Ports, Shipping and Waterways Shri Ruta Spruds] said so.", "Ruta Spruds"),
        ("[by Commissioner Spruds on the floods in Lusk] said so.", "Commissioner Spruds"),
        ("[Arvania’s newspaper The Lamp] said so.", "Arvania’s newspaper The Lamp"),
    ],
)
def test_a_name_is_read_without_what_stands_around_it(marked: str, expected: str) -> None:
    assert names(marked) == [expected]


def test_an_age_describes_the_one_person_who_spoke_before() -> None:
    assert names("[Ruta Spruds] said no. The lamp burns. [The 71-year-old] laughed.") == ["Ruta Spruds", "Ruta Spruds"]
    both = "[Ruta Spruds] said no. [Karl Roth] said yes. [The 71-year-old] laughed."
    assert names(both)[2] == "the 71-year-old"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Karl Roth] said no. [The head of Arvanian diplomacy] left.", "Karl Roth"),
        ("[Her colleague Karl Roth] said no. [The conservative politician] left.", "Karl Roth"),
        ("Karl Roth did not reply. But [the Social Democrat] noted the rain.", "Karl Roth"),
        ("[Two people with knowledge of the matter] said no. [The people] spoke by telephone.", "Two people"),
        ("His Excellency Sheikh Nadir bin Hamad left. [His Excellency] said no.", "Nadir bin Hamad"),
        ("Karl Roth is a guest. [The guest] said no.", "None"),
        ("[Union IG Hafen] said no. [It] added a date.", "IG Hafen"),
        ("[The newspaper Il Faro] said no.", "Il Faro"),
        ("The European Union’s envoy came. [The EU] said no.", "European Union"),
    ],
)
def test_a_description_refers_to_whom_it_describes(marked: str, expected: str) -> None:
    assert str(names(marked)[-1]).startswith(expected)


def test_a_description_of_anybody_among_two_refers_to_no_name() -> None:
    text = "Karl Roth met Lena Okafor. But [the conservative politician] noted the rain."
    assert names(text) == ["the conservative politician"]


def test_two_sexes_have_their_own_style() -> None:
    text = "Her Majesty Queen Ada Lund came. His Excellency Dr. Nadir Hamad left. [Her Majesty] said no."
    assert "Hamad" not in str(names(text)[0])


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[State utility Esk-Power] said so.", "Esk-Power"),
        ("[The UN children’s agency UNICEF] said so.", "UNICEF"),
        ("[Ferhat Oume of the International Lamp Organization] said so.", "Ferhat Oume"),
        ("The M/V Star of Lusk left. [She] said so.", None),
    ],
)
def test_what_a_name_is_of_is_no_part_of_it(marked: str, name: str | None) -> None:
    assert names(marked) == [name]


def test_a_person_is_known_by_an_office_or_an_age_after_the_name() -> None:
    analyst = (
        "[Thandeka Maba, the minister,] spoke. Priyanka Gov, a metals analyst at Lusk Capital, doubted it. "
        "“No,” [she] said."
    )
    assert names(analyst) == ["Thandeka Maba", "Priyanka Gov"]
    assert names("Salif, 14, walks seven kilometres. “I repeat it,” [he] says.") == ["Salif"]


def test_it_is_the_body_of_its_paragraph_before_one_that_spoke_in_another() -> None:
    text = (
        "[The treasury] said no.\n\nThe National Union of Labour accused both sides of delay. “They are used,” "
        "[it] said. “More is needed,” according to [its latest report]."
    )
    assert names(text) == ["the treasury", "National Union of Labour", "National Union of Labour"]


def test_a_name_in_capitals_before_a_country_is_a_persons() -> None:
    text = "[EBBA ROSEN (Sondmark)] opened. [NURUL HIDAYAH (Indonesia)] said it was late. Turning to it, [she] agreed."
    assert names(text) == ["EBBA ROSEN", "NURUL HIDAYAH", "NURUL HIDAYAH"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "[Emil Roth] said no.\n\nIn the harbour, Tarvo Ostgaard was mending nets. “I pay,” [he] said.",
            "Tarvo Ostgaard",
        ),
        ("[Emil Roth] said no.\n\nA senior diplomat was less guarded. “They failed,” [he] said.", "A senior diplomat"),
        ("[Emil Roth] said no.\n\nThe presidency denied it. “No call was made,” [it] said.", "presidency"),
        (
            "[The treasury] said no.\n\nThe Union of Hands (Unha), which is large, accused all. “We pay,” [it] said.",
            "Union of Hands",
        ),
        ("[Emil Roth] said no. Outside, the former minister, Ayanda Lutho, wept. [She] said so.", "Ayanda Lutho"),
        ("[Ana Roth] said no. [Lusk Ministry spokeswoman Puteri Zahrah] said so. [She] left.", "Puteri Zahrah"),
        ("[Médecins Vertes] says its surgeons left. In a message, [it] wrote so.", "Médecins Vertes"),
        ("[OMAR BASSI, Director of the Lusk Forum,] said no. [He] left.", "OMAR BASSI"),
        (
            "[The Ambassador of Japan, H.E. Ryo Hatana,] said no. [The Ambassador of Japan, H.E. Ryo Hatana,] left.",
            "Ryo Hatana",
        ),
        ("[Struan Roth], whose son Ally died, was not sure. “I buried a boy,” [he] said.", "Struan Roth"),
    ],
)
def test_a_pronoun_refers_to_the_subject_of_its_paragraph(marked: str, name: str) -> None:
    assert (names(marked)[-1] or "").removeprefix("The ").removeprefix("the ") == name


@pytest.mark.parametrize("phrase", ["Several delegations", "Some leaders", "Many ministers"])
def test_a_group_at_a_meeting_is_a_speaker(phrase: str) -> None:
    assert names(f"[{phrase}] warned of it.") == [phrase]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ana Ruiz and Paul Ruiz spoke.\n\n[Ruiz] said no.", None),
        ("Ana Ruiz met Paul Ruiz, a judge. [Ruiz] said no.", None),
        ("Senator Ana Ruiz spoke.\n\nA judge, Paul Ruiz, was there.\n\nIt rained.\n\n[Ruiz] said no.", None),
        ("Ana Ruiz left. Ruiz was late.\n\nPaul Ruiz, a judge, stayed.\n\nIt rained.\n\n[Ruiz] said no.", "Ana Ruiz"),
        ("Ana Ruiz left. Bo Li stayed.\n\n[Ruiz] said no.\n\nPaul Ruiz, a judge, came.", "Ana Ruiz"),
        ("Ana Ruiz left early.\n\nPaul Ruiz, a judge, stayed. [Ruiz] said no.", "Paul Ruiz"),
        ("Ana Ruiz’s brother Paul Ruiz stayed.\n\nIt rained.\n\n[Ruiz] said no.", "Ana Ruiz"),
        ("Ana Ruiz left. Her husband, Paul Ruiz, stayed.\n\nIt rained.\n\n[Ruiz] said no.", "Ana Ruiz"),
        ("Ana Ruiz left.\n\nPaul Ruiz, a judge, stayed.\n\n[Paul Ruiz] said no.", "Paul Ruiz"),
        (
            "Ana Ruiz left. Ruiz ran. Ruiz sang. Ruiz fell.\nPaul Ruiz, a judge, stayed.\n\n[Ruiz] said no.",
            "Ana Ruiz",
        ),
    ],
)
def test_a_surname_of_two_is_the_one_who_is_near_or_who_was_called_by_it(marked: str, name: str | None) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    "subject",
    [
        "The representative of Lusk said so.",
        "The representative of Lusk, speaking last, thanked Ana Ruiz.",
        "Lusk’s delegate disagreed.",
        "Her counterpart from Lusk said no.",
        "For his part, the delegate left. The delegate of Lusk stayed.",
        "The ambassador of Lusk took the floor again.",
        "His counterpart from Lusk was brief.",
        "The observer for Lusk regretted the vote.",
        "Lusk’s representative pointed to the map.",
        "The envoy from Lusk was of another mind.",
    ],
)
def test_he_after_a_delegate_is_the_delegate(subject: str) -> None:
    text = f"Ana Ruiz and Paul Brandt spoke first.\n\n{subject} The port had been closed, [he] added."
    assert names(text) == ["representative of Lusk"]


@pytest.mark.parametrize(
    "headline",
    [
        "Fragile Calm Could Break, as Host Country Insists on December Date",
        "Several Members Call for Slower Exit, Host Country Insists",
        "Opening Remarks",
        "- Detained Japanese national",
    ],
)
def test_words_of_a_headline_are_no_person(headline: str) -> None:
    text = f"{headline}\n\nThe port was closed. It would open in May, [he] said. Her Japanese friend left."
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("The Mediator briefed the Summit on his talks.", "Mediator"),
        ("5. The Mediator briefed the Summit on his talks.", "Mediator"),
        ("The Special Envoy also took the floor.", "Special Envoy"),
        ("The Deputy Minister, who had just arrived, spoke.", "Deputy Minister"),
        ("The Rapporteur was brief.", "Rapporteur"),
        ("The Facilitator gave an account of the talks.", "Facilitator"),
        ("The Commissioner took the floor.", "Commissioner"),
        ("The Governor then spoke of the flood.", "Governor"),
        ("The President said little.", "Paul Brandt"),
        ("Paul Brandt met the Mediator.", "Paul Brandt"),
    ],
)
def test_he_after_an_office_as_the_subject_is_its_holder_or_the_office(subject: str, name: str) -> None:
    text = f"President Paul Brandt opened the Summit.\n\n{subject} The talks had failed, [he] said."
    assert names(text) == [name]


def test_a_style_before_a_name_is_no_part_of_it() -> None:
    assert names("H.E. Omar Bassi spoke. H.E. Bassi was brief. The port was open, [he] said.") == ["Omar Bassi"]


def test_words_of_bodies_and_a_subject_of_its_own_are_no_person() -> None:
    assert names("The GCC Ministers met. [Iskara] expressed its thanks. The port was open, [he] said.")[-1] is None


@pytest.mark.parametrize("person", ["official", "diplomat", "spokesman", "aide", "lawyer"])
def test_it_is_no_one_who_is_described_as_a_person(person: str) -> None:
    text = f"[A government {person}] said yes. The presidency denied it. “No call was placed,” [it] said."
    assert names(text)[-1] == "the presidency"


@pytest.mark.parametrize("opening", ["However, the", "Meanwhile, the", "By contrast, the", "For her part, the"])
def test_she_after_a_delegate_who_is_not_the_first_word_is_the_delegate(opening: str) -> None:
    text = f"Ana Ruiz spoke first.\n\n{opening} representative of Lusk said no. The port is closed, [she] said."
    assert names(text) == ["representative of Lusk"]


def test_a_diplomat_is_nobody_who_has_another_office() -> None:
    text = (
        "[Harbour Minister Karl Roth] said yes. Halm asks for a lamp. [the diplomat] said that it was not much. "
        "[Ambassador Lena Okafor] said no. [the diplomat] repeated it."
    )
    assert names(text) == ["Karl Roth", "the diplomat", "Lena Okafor", "Lena Okafor"]


def test_an_office_apposed_before_a_name_is_its_holders_later_each_office_of_two() -> None:
    text = "The Deputy Prime Minister and Foreign Minister, Senator Bo Reva, was there. [The {}] said no."
    assert names(text.format("Deputy Prime Minister")) == ["Bo Reva"]
    assert names(text.format("Foreign Minister")) == ["Bo Reva"]


def test_a_rank_after_an_office_is_an_office_of_its_own() -> None:
    text = "Chief of Defence Admiral Bo Reva was glum. [The Admiral] said no."
    assert names(text) == ["Bo Reva"]


def test_he_is_whom_the_sentence_before_introduced_as_its_subject() -> None:
    text = "“No,” [Foreign Minister Bo Reva] said. Igor Orlin, standing beside him, was glum. “Never,” [he] said."
    assert names(text) == ["Bo Reva", "Igor Orlin"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[The Executive Secretary of the Economic Community of Lake States] said so.", "Executive Secretary of the"),
        ("[Chairman of the Board’s Harbour Affairs Committee Marat Orlin, in turn,] said so.", "Marat Orlin"),
        ("[A senior Luskan diplomat, who] spoke softly, said so.", "A senior Luskan diplomat"),
    ],
)
def test_words_of_institutions_and_of_order_are_no_part_of_a_name(marked: str, name: str) -> None:
    (found,) = names(marked)
    assert found
    assert found.startswith(name)
    assert "turn" not in found
    assert "who" not in found


def test_an_envoy_of_one_country_is_not_the_envoy_of_another() -> None:
    text = "The Permanent Representative of Lusk, Ambassador Ana Ruiz, said [that]. "
    assert names(f"{text}[The representative of the Halm Federation] said no.")[1:] == [
        "representative of the Halm Federation"
    ]


def test_whom_and_joins_to_an_office_does_not_hold_it() -> None:
    text = "I thank the Special Representative of the Secretary-General for Lusk, and Mr. Karl Roth, Director at Halm. "
    assert names(f"{text}[The Secretary-General] said no.") == ["Secretary-General"]


def test_a_briefing_is_whose_it_is() -> None:
    assert names("[The briefing by the Harbour Envoy] found a leak.") == ["Harbour Envoy"]

"""Whose the words are that the speaker of a turn quotes."""

import pytest

from index.attribution.forms.layout.paragraphs import find_paragraphs
from index.attribution.relayed.quoted_words import find_quoted_words
from index.text.spans import Span


def read(text: str) -> list[tuple[str, list[str]]]:
    """Return the words that name each source, with what is quoted."""
    whole = Span(0, len(text))
    found = find_quoted_words(text, whole, find_paragraphs(text), (whole,))
    return [(each.referent.slice(text), [part.slice(text) for part in each.content]) for each in found]


@pytest.mark.parametrize(
    ("text", "referent"),
    [
        ("Dr. Lindiwe Khumalo of the Aid Union wrote to us: “We have three days left.”", "Dr. Lindiwe Khumalo"),
        ("A midwife took my hand and said, “There is no power after nine.”", "A midwife"),
        ("My grandmother, who could not read, used to say: “Salt is worth a road.”", "My grandmother"),
        ("The curator, Mirko Dastan, said that “a map cannot be propaganda”.", "Mirko Dastan"),
        ("A lady I met there, Lorna Vatu, told me then, “They left with the cameras.”", "Lorna Vatu"),
        ("Two of them stayed. One of them told the Assembly that “the well is dry”.", "One of them"),
        (
            "It notes the appeal by the Keeper of the Seals, General Bo Reva, for “ropes, not songs of ropes”.",
            "General Bo Reva",
        ),
        (
            "The Fund’s Chair, Ana Ruiz, was read, and her observation that “the well is a mirror” was noted.",
            "Ana Ruiz",
        ),
        ("It recalls that the VP/HR, Bo Reva, undertook in May to ‘raise it at every single table’.", "Bo Reva"),
        (
            "We thank the Head of the Panel, H.E. Dr. Lena Orsi, who informed us that “the ink is dry”.",
            "H.E. Dr. Lena Orsi",
        ),
        (
            "A letter of Envoy Bo Reva to the President of the Board, in which he said that “it leaks at noon”.",
            "Envoy Bo Reva",
        ),
        ("We note Envoy Bo Reva’s assurance of 9 June that Lusk “has no oar in any boat”.", "Envoy Bo Reva"),
        ("We heard the warning by Ana Ruiz that the quay “is a raft with a roof”.", "Ana Ruiz"),
        (
            "Madam Chair, the Harbour Secretary said last night that we are, in his words, “all oars and no boat”.",
            "the Harbour Secretary",
        ),
        ("SACEUR briefed us, and he told the Council that “an anchor is no accident”.", "SACEUR"),
        ("Quoting the Harbour Master, he said that “a quay has no enemies”.", "the Harbour Master"),
        (
            "Ms. Orsi read out a statement attributable to the Warden of Lusk: “It was a long night.”",
            "the Warden of Lusk",
        ),
        ("Here is a letter from a nurse in Lusk: “On paper I receive nine.”", "a nurse in Lusk"),
        ("We recall the words of the imprisoned laureate Bo Reva at his trial: “I ask for no oar.”", "the imprisoned"),
        ("The Warden said in May that the chest is, quote, “not bottomless.” Is it?", "The Warden"),
        (
            "I was in Lusk in May. A student outside the harbour told me, ‘Send somebody who stays.’",
            "A student outside the",
        ),
        ("In Lusk an elder said to me: “We have buried the young.”", "an elder"),
        (
            "She quoted the commander of the Luskan unit there as having told her that “it is only quiet”.",
            "the commander",
        ),
        ("Every night a guard listened. One night he said to me, “What is the word for oar?”", "a guard"),
        ("Captain Ana Orsi came home in May. At Long Quay she wrote, “I am not brave, I am busy.”", "Captain Ana Orsi"),
        ("In the words of the late President Kofi Mensah, “we borrow the sea”.", "President Kofi Mensah"),
        ("We note the report of the Panel, which found that “no shots were fired”.", "the Panel"),
        ("Envoy Lena Orsi said, and I quote, “we have closed the road.”", "Envoy Lena Orsi"),
        ("Jakob Stein hat hier einmal gesagt: „Niemand liebt einen Markt.“", "Jakob Stein"),
        ("General Moreau told me before he left: 'You can have speed or quiet.' I left.", "General Moreau"),
        ("“We waited at the gate,” says Karima Haddad, a nurse.", "Karima Haddad"),
        ("“If you have one, you have none,” as an admiral in Port Orsa likes to say.", "an admiral in Port Orsa"),
        ("Admiralin Stein hat uns gestern im Hafen von Lusk gesagt: „Wir haben neun Boote.“", "Admiralin Stein"),
        (
            "In May the chief pilot of a ferry line told my office, and I quote, “we sail by the moon.”",
            "the chief pilot",
        ),
        ("My neighbour Dr Amal Osei lives in Norman. She told me that “the ward is a barn now”.", "Dr Amal Osei"),
        (
            "whereas his sister, Leyla Orsi, told the Board of Trade on 9 May that ‘the lamps are out’;",
            "Leyla Orsi",
        ),
        ("We note the statement made on 29 May by the Warden, Mr. Bo Reva, that “no one has fled”.", "Bo Reva"),
        ("Captain Osei is a woman of habits. “Bring two more ropes,” she told me in May.", "Captain Osei"),
        ("The Minister of Trade, Lena Orsi, leaning on the rail, added: “Read page nine of it.”", "Lena Orsi"),
        ("Senator Holm put out a statement that said this was, quote, “a very dear boat”.", "Senator Holm"),
        ("The Guild published a letter in May that said “no lamp will be lit”.", "The Guild"),
        ("I recall the words of the poet Ilan Reva, whom we read as children: “Salt is a road.”", "the poet Ilan Reva"),
        (
            "We note the statement of the Agency on Fisheries (AOF) that “the nets are empty”.",
            "the Agency on Fisheries",
        ),
        ("A note from the Minister of Lusk, Mr. Bo Orsi, in which he said that “it rains on both”.", "Bo Orsi"),
        ("Ministerin Berg hat uns gesagt: „Wir haben keine Zeit für Fristen.“", "Ministerin Berg"),
        ("It is said that the Luskan Prime Minister's Office said last Friday that “no ship will sail”.", "the Luskan"),
        ("A colonel sat on a chair. He kept saying, “I have all day and you do not.”", "A colonel"),
        ("A harbour master there told us: “They come at night and leave no name.”", "A harbour master"),
        ("The lighthouse keeper here said to me, “Nobody has paid for the oil.”", "The lighthouse keeper"),
        ("I have been told by a serving captain, who asked for no thanks, that “two of five pumps work”.", "a serving"),
        ("We were informed last week by the Harbour Board that “no lamp will be lit”.", "the Harbour Board"),
        (
            "When we asked the pilots office for a list, the answer was, in writing, “there is no list yet”.",
            "the pilots",
        ),
        ("I asked the ministry for its plan and its reply came back: “we are planning to plan”.", "the ministry"),
        ("The ambassador's answer was: “You have one more day, and no more.”", "The ambassador"),
        (
            "The board notes the announcement by the Republic of Halm that it “will leave the pact in May”.",
            "the Republic",
        ),
        ("We welcome the pledge of the Port Authority that it would “light every mole by June”.", "the Port Authority"),
        (
            "The words of the Chair of the Pact, H.E. Ines Halm, at a meeting in Lusk, that “salt is worth more”.",
            "Ines",
        ),
        (
            "Minister, your predecessor, General Okello, said last year that it was “a navy on paper, no more”.",
            "General",
        ),
        (
            "Ambassador, Secretary Lind testified here that there would be, and I'm reading, “no more costs at all.”",
            "Secre",
        ),
        (
            "A senior U.S. official was quoted in the Lamp as saying that the deal is, quote, “dead for now, really”.",
            "A senior",
        ),
        (
            "A U.S. navy officer I talked to an hour ago said the pact, quote, “does not cover the reef at all”.",
            "A U.S.",
        ),
        (
            "The report of the Harbour Panel is sober reading. It finds that “oil is the largest single risk”.",
            "the Harbour",
        ),
        ("My Committee published a report in May which found that “the pumps have never been tested”.", "My Committee"),
        (
            "I spoke with one in Perth last week, and he said to me, “You have a theory and I have a net.”",
            "one in Perth",
        ),
        (
            "I met a woman called Ilse Darn who had walked for days. She said to me, “I came for the doctor.”",
            "Ilse Darn",
        ),
        ("We met a boy named Tomas. He told us, “My boat is smaller than your car.”", "Tomas"),
        (
            "A young rower from Moss Bay showed me how to turn. I asked her why. She said: “You are in the way, sir.”",
            "A young",
        ),
        ("My wife met the mayor. She asked him: “If the sea comes, do you?” He put down the cup.", "My wife"),
        ("I met the mother of one of them. She said to me, “I heard it on the radio.”", "the mother of one of them"),
    ],
)
def test_a_source_is_named_beside_a_quotation(text: str, referent: str) -> None:
    ((name, _),) = read(text)
    assert name.startswith(referent)


@pytest.mark.parametrize(
    ("text", "referent"),
    [
        (
            "The Secretary-General was clear. In his letter he wrote that “a well is no target”.",
            "The Secretary-General",
        ),
        ("I spoke with General Rossi, our commander, and he put it like this: “I am short of men.”", "General Rossi"),
        ("Her name is Helju Tamm, and she kept the island safe. “I was told to stop,” she said.", "Helju Tamm"),
        ("There was the captain, Bohan, who ran aground. He told the court, “I know where it was.”", "Bohan"),
        ("Harriet Boone left no child without a book. Later she told a paper: “The road ran out.”", "Harriet Boone"),
        ("The right hon. Gentleman was a Minister. In office he said that “the market will do”.", "The right hon."),
        ("Is the envoy summoned? He wrote yesterday: “Do not complain about the draught.”", "the envoy"),
    ],
)
def test_a_pronoun_refers_to_the_one_person_named_before(text: str, referent: str) -> None:
    ((name, _),) = read(text)
    assert name.startswith(referent)


@pytest.mark.parametrize(
    "text",
    [
        "I spoke with the Prime Minister and the Defence Minister. He said, “We shall need more boots.”",
        "Ana Ruiz was there. He said, “We shall need more than boots.”",
        "He said on Thursday that “nobody can rule out a winter”.",
        "They call it the “deep and lasting partnership of equals” in their papers.",
        "If the Minister had said “we will pay every farmer”, I would have stood up.",
        "The Minister never said “we will pay every farmer in full”.",
        "I said to them: “You will get the money when the work is done.”",
        "As the saying goes, “a stitch in time saves nine of them”.",
        "We will not be told by anyone that “the road is shut for good”.",
    ],
)
def test_words_in_marks_without_a_clear_source_are_nobody_elses(text: str) -> None:
    assert not read(text)


def test_a_quotation_goes_on_after_its_source() -> None:
    text = (
        "My old deputy, Siim Rand, put it better. “A dog weighs less,” he said. “Nobody told it to whisper.” I agree."
    )
    assert read(text) == [("Siim Rand", ["“A dog weighs less,”", "“Nobody told it to whisper.”"])]


def test_a_quotation_within_what_is_reported_is_read_with_all_of_it() -> None:
    assert read("Envoy Lena Orsi observed that the truce “exists on two sheets”.") == [
        ("Envoy Lena Orsi", ["the truce “exists on two sheets”"])
    ]


def test_a_quotation_goes_on_after_the_day_on_which_it_was_said() -> None:
    (found,) = read("“Send us less tea,” General Holm told me in May, “and more boats, and soon.”")
    assert found == ("General Holm", ["“Send us less tea,”", "“and more boats, and soon.”"])


def test_the_first_half_of_a_broken_quotation_may_be_short() -> None:
    text = "The mate, Bo Reva, gave me a rope. “Souvenir, Warden,” said Bo Reva. “The next one we will cut.”"
    assert read(text) == [("Bo Reva", ["“Souvenir, Warden,”", "“The next one we will cut.”"])]
    assert read(text.partition(" “The")[0]) == []

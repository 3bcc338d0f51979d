from collections.abc import Callable

import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

SpeakerAt = Callable[[str, str, str], str | None]
MINISTRY = """Setting the record straight on the river accord

The Ministry of Foreign Affairs of Arvania has noted false statements about the accord.

Claim: Arvania will lose half of its water.
Fact: The accord leaves every litre where it is. No clause transfers any right of use.

Claim: The accord was signed in secret.
Fact: It was published on 3 March.

It was debated in parliament for nine hours.

For more information: press@mfa.example"""
SENATOR = """Comment by the Ministry of Defence of Arvania

Claim by Senator Ivo Brandt: “The army has shells for three days.”
Reality: The army has shells for ninety days.

Claim by Senator Ivo Brandt: “The new radar is blind.”
Reality: The radar saw every target."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Arvania will lose", None),
        ("The accord leaves", "Ministry of Foreign Affairs of Arvania"),
        ("No clause transfers", "Ministry of Foreign Affairs of Arvania"),
        ("The accord was signed in secret", None),
        ("It was debated", "Ministry of Foreign Affairs of Arvania"),
        ("press@mfa", None),
    ],
)
def test_facts_are_the_issuers_and_claims_are_not(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(MINISTRY, words, "The river accord: claims and facts") == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The army has shells for three", "Ivo Brandt"),
        ("The army has shells for ninety", "Ministry of Defence of Arvania"),
        ("The radar saw", "Ministry of Defence of Arvania"),
    ],
)
def test_a_claim_is_whose_the_label_says(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(SENATOR, words, "On statements of the opposition") == speaker


@pytest.mark.parametrize(
    ("claim", "fact"),
    [
        ("**Myth 1:**", "**Fact 1:**"),
        ("MYTH:", "FACT:"),
        ("FICTION.", "FACT."),
        ("False claim\n\n", "The truth\n\n"),
        ("- Rumour –", "- Reality –"),
        ("What they say:", "The facts:"),
    ],
)
def test_labels_of_rebuttals_have_many_words(speaker_at: SpeakerAt, claim: str, fact: str) -> None:
    pair = f"{claim} The dam leaks in three places.\n\n{fact} The dam has been dry since May.\n\n"
    text = f"Fact sheet by the Department of Waters\n\n{pair}{pair.replace('dam', 'pier')}"
    assert speaker_at(text, "The dam leaks", "The dam and the pier") is None
    assert speaker_at(text, "The dam has been dry", "The dam and the pier") == "Department of Waters"


def test_without_an_issuer_the_facts_are_nobodys(speaker_at: SpeakerAt) -> None:
    text = "Claim: The dam leaks.\nFact: It is dry.\n\nClaim: The pier is lost.\nFact: It stands."
    assert speaker_at(text, "It is dry", "Two claims about the river") is None


def test_facts_alone_are_no_rebuttal() -> None:
    text = "Facts: The dam is forty metres high.\n\nResponse: It was built in 1961."
    form = read_form(Document(text, "The dam"))
    assert form is None or form.form != "rebuttal"

"""Self-corrections: only what follows counts, and what was left out is said."""

import pytest

from rag.dialogue.completion.self_corrections import drop_corrected


@pytest.mark.parametrize(
    ("typed", "meant", "left"),
    [
        ("who said oil is dear... sorry, who said gas is dear?", "who said gas is dear?", "who said oil is dear"),
        ("what did Berg, I mean Said, say about herring?", "what did Said say about herring?", "Berg"),
        ("what was said on oil, or rather gas", "what was said on gas", "oil"),
        ("herring in 2012, no wait, 2013", "2013", "herring in 2012"),
        ("what was said on herring in 2012, no wait, 2013", "what was said on herring in 2013", "2012"),
        (
            "what did Berg say on oil - scratch that - what did Said say",
            "what did Said say",
            "what did Berg say on oil -",
        ),
        ("quotes by Berg about oil, sorry, by Said about gas", "quotes by Said about gas", "by Berg about oil"),
        ("where do the ships come from, i mean which ports etc", "where do the ships come from", "which ports etc"),
        ("what did Berg say about herring, I mean what exactly?", "what did Berg say about herring", "what exactly"),
        ("who was the... how many ships were lost", "how many ships were lost", "who was the"),
    ],
)
def test_what_was_taken_back_is_left_out(typed: str, meant: str, left: str) -> None:
    corrected = drop_corrected(typed)
    assert corrected.question == meant
    assert f"“{left}”" in corrected.note


@pytest.mark.parametrize(
    "typed",
    [
        'who said "I am... sorry, I mean it"?',
        "did Berg say sorry for the oil?",
        "what did Berg say on oil, rather than gas?",
        "what do they mean by a red line?",
        "sorry, what did Berg say?",
        "oil... and herring",
    ],
)
def test_a_question_that_is_not_corrected_stays(typed: str) -> None:
    assert drop_corrected(typed).question == typed
    assert not drop_corrected(typed).note

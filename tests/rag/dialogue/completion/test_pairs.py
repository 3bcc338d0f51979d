import pytest

from rag.dialogue.completion.pairs import part_pairs

KNOWN = {"berg", "Berg", "Ada Berg", "Lund", "lund", "the president of Norway", "Iceland", "Said"}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("berg on fish plus lund on oil", "what did berg say on fish? what did lund say on oil?"),
        (
            "what did Ada Berg say about fish? and Lund about oil?",
            "what did Ada Berg say about fish? what did Lund say about oil?",
        ),
        (
            "what's Berg's idea about fish, and what did Lund say on oil?",
            "what did Berg say about fish? what did Lund say on oil?",
        ),
        ("Berg's view on fish & Lund's view on oil", "what did Berg say on fish? what did Lund say on oil?"),
        ("berg on fish and chips; lund on oil", "what did berg say on fish and chips? what did lund say on oil?"),
        ("Berg on fish in 2011 and Lund on oil", "what did Berg say on fish in 2011? what did Lund say on oil?"),
        (
            "what did Berg say on fish, as well as the president of Norway on oil?",
            "what did Berg say on fish? what did the president of Norway say on oil?",
        ),
        (
            "Berg on fish, Lund on oil and gas, and Said on ships",
            "what did Berg say on fish? what did Lund say on oil and gas? what did Said say on ships?",
        ),
        ("give me Berg on fish + Lund on oil", "what did Berg say on fish? what did Lund say on oil?"),
        ("quotes from Berg on fish, and from Lund on oil", "what did Berg say on fish? what did Lund say on oil?"),
        (
            "what did Berg say re fish and what about Lund on oil",
            "what did Berg say on fish? what did Lund say on oil?",
        ),
        (
            "tell me what Berg said about fish + what Lund said about oil",
            "what did Berg say about fish? what did Lund say about oil?",
        ),
        ("two things: Berg on fish and Lund on oil", "what did Berg say on fish? what did Lund say on oil?"),
        ("Berg on fish; Lund on the same", "what did Berg say on fish? what did Lund say on fish?"),
        ("Berg: fish, Lund: oil", "what did Berg say on fish? what did Lund say on oil?"),
        (
            "what does Berg think about fish, then what does Lund think about oil",
            "what did Berg say about fish? what did Lund say about oil?",
        ),
    ],
)
def test_speakers_asked_about_subjects_of_their_own_are_parted(question: str, parts: str) -> None:
    assert part_pairs(question, KNOWN.__contains__) == parts


@pytest.mark.parametrize(
    "question",
    [
        "what did Berg say on fish, and on oil?",
        "what did Berg say about the talks between Lund and Said about oil?",
        "what did Berg say about the report of Lund and Iceland on oil?",
        "berg on fish and chips",
        "compare Berg and Lund on oil",
        "who spoke about fish and about oil?",
        "Berg on the book about whales plus oil",
        "“Berg on fish; Lund on oil”",
        "the law on fish and the law on oil",
    ],
)
def test_one_request_is_not_parted(question: str) -> None:
    assert part_pairs(question, KNOWN.__contains__) == ""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.boilerplate import find_boilerplate
from index.text.passages import TARGET_TOKENS, split_passages

WORDS = st.lists(st.sampled_from(["Tripoli", "fell", "in", "August.", "U.N.", "“No,”", "said", "Jibril.\n\n", "2011"]))


@settings(deadline=None)  # a slow machine is no fault of the text
@given(st.one_of(st.text(), WORDS.map(" ".join)))
def test_every_printing_character_but_boilerplate_is_in_exactly_one_passage(text: str) -> None:
    covered = [position for p in split_passages(text) for s in p.sentences for position in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    left_out = {
        position for found in find_boilerplate(text, "") for position in range(found.span.start, found.span.end)
    }
    missed = set(range(len(text))) - set(covered) - left_out
    assert not left_out & set(covered)
    assert not "".join(text[position] for position in sorted(missed)).strip().strip("\ufeff").isalnum()


@settings(deadline=None)  # a slow machine is no fault of the text
@given(WORDS.map(" ".join))
def test_sentences_stay_in_order_inside_their_passage(text: str) -> None:
    spans = [s for p in split_passages(text) for s in p.sentences]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_long_text_becomes_passages_of_about_the_length_aimed_at() -> None:
    text = " ".join(
        f"In {year} the Assembly met in New York and heard every member speak." for year in range(1950, 2010)
    )
    sizes = [len(p.span.slice(text).split()) for p in split_passages(text)]
    assert max(sizes) <= TARGET_TOKENS
    assert min(sizes[:-1]) > TARGET_TOKENS // 2

"""Words that were divided at the end of a line."""

import pytest

from index.ingest.readers.pdf_pages.hyphenation import join_divided_words


@pytest.mark.parametrize(
    ("text", "language", "joined"),
    [
        ("We sell no rifle to Lib-\nya, and ask", "en", "We sell no rifle to Libya,\nand ask"),
        ("the arms em-\nbargo\nholds", "en", "the arms embargo\nholds"),
        ("A cease-fire held. The cease-\nfire of May", "en", "A cease-fire held. The cease-fire\nof May"),
        ("A ceasefire held. The cease-\nfire of May", "en", "A ceasefire held. The ceasefire\nof May"),
        ("The well-\nknown general", "en", "The well-known\ngeneral"),
        ("a drought-\nstricken village", "en", "a drought-stricken\nvillage"),
        ("the Secretary-\nGeneral spoke", "en", "the Secretary-General\nspoke"),
        ("of COVID-\n19 in", "en", "of COVID-19\nin"),
        ("short-\nand long-term aid", "en", "short-\nand long-term aid"),
        ("Der Ver-\ntrag gilt", "de", "Der Vertrag\ngilt"),
        ("inter\xad\nnational law", None, "international\nlaw"),
        ("it stopped -\nand went on", "en", "it stopped -\nand went on"),
        ("un-\nder-\nstand it", "en", "understand\nit"),
    ],
)
def test_a_divided_word_is_made_whole_and_a_hyphen_of_its_own_kept(
    text: str, language: str | None, joined: str
) -> None:
    assert join_divided_words(text, language) == joined

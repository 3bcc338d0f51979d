from index.attribution.forms.layout.paragraphs import find_paragraphs


def test_a_line_that_ends_with_a_preposition_goes_on_in_the_next_one() -> None:
    text = "Taking note of the letter from the\nSecretary of the Board,\n\nNoting the weather,"
    assert len(find_paragraphs(text)) == 2


def test_a_short_line_without_a_stop_is_a_heading() -> None:
    assert len(find_paragraphs("Fisheries\nThe Board met in May.")) == 2

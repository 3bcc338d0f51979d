from index.attribution.forms.layout.paragraphs import find_paragraphs, unwrap


def test_a_line_that_ends_with_a_preposition_goes_on_in_the_next_one() -> None:
    text = "Taking note of the letter from the\nSecretary of the Board,\n\nNoting the weather,"
    assert len(find_paragraphs(text)) == 2


def test_a_short_line_without_a_stop_is_a_heading() -> None:
    assert len(find_paragraphs("Fisheries\nThe Board met in May.")) == 2


def test_in_a_text_broken_at_one_width_a_line_as_long_as_that_goes_on_in_the_next() -> None:
    line = "The Board of the Harbour has once more looked at each of the lamps on its quay\n"
    text = line * 8 + "and it condemns the theft of two of them in the night from Monday to Tuesday.\nSuch acts are an"
    assert len(find_paragraphs(text)) == 1
    assert len(find_paragraphs(text.replace("\nSuch", "\n\nSuch"))) == len(("before", "after"))


def test_a_text_keeps_its_length_where_the_lines_of_its_paragraphs_are_joined() -> None:
    text = "The Board of the Harbour met, and\n    it was\nlate.\n\nThe lamps are lit."
    joined = unwrap(text, find_paragraphs(text))
    assert joined == "The Board of the Harbour met, and     it was late.\n\nThe lamps are lit."


def test_a_line_that_ends_with_a_title_before_a_name_goes_on_in_the_next_one() -> None:
    assert (
        len(find_paragraphs("What I heard in May from a physician in Lusk, Dr.\nAna Ruiz, who came to my office.")) == 1
    )

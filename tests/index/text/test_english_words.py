from index.text.english_words import load_english_words


def test_whole_words_are_held_and_pieces_of_words_are_not() -> None:
    words = load_english_words()
    assert {"court", "chemical", "most", "minister"} <= words
    assert not {"chemicall", "##ing", "cocca"} & words

from index.attribution.read_aloud import find_read_out


def test_a_statement_that_is_read_out_starts_after_its_announcement_and_has_its_author() -> None:
    text = "I am reading the statement of President Ana Ruiz of Norway. We greet the Assembly."
    read_out = find_read_out(text)
    assert read_out is not None
    assert text[read_out.start :] == "We greet the Assembly."
    assert read_out.author == "Ana Ruiz"
    assert read_out.author_span is not None
    assert read_out.author_span.slice(text) == "Ana Ruiz"


def test_a_speech_that_mentions_reading_a_statement_reads_out_none() -> None:
    assert find_read_out("We have read the statement with interest.") is None

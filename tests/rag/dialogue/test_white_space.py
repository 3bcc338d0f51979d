import time

from rag import Record


def test_runs_of_white_space_in_a_question_are_read_as_one_space(seeds: Record) -> None:
    plain, spaced = seeds.ask("what was said on Libya?"), seeds.ask("what   was said\n on Libya?")
    assert [c.cited_text for c in spaced.citations] == [c.cited_text for c in plain.citations]
    assert spaced.question == "what   was said\n on Libya?"


def test_a_question_that_is_mostly_white_space_is_read_in_time(seeds: Record) -> None:
    began = time.process_time()
    seeds.ask("what did" + " " * 1900 + "say?")
    assert time.process_time() - began < 2

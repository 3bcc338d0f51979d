import re
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index
import rag
from index import display_text
from rag import Answer, Record
from rag.retrieval.answerability import MIN_SCORE

WORDS = [
    *("what", "was", "said", "on", "about", "who", "led", "disagree", "when", "did", "2011", "aid", "weapons"),
    *("Libya", "Somalia", "Syria", "Ukraine", "NATO", "Zuma", "Cameron", "Crimea", "Al-Shabaab", "Niger?"),
    *("the Security Council", "refugees", "peacekeepers", "referendum", "famine", "football"),
]


def holds_every_promise(record: Record, answer: Answer) -> bool:
    for citation in answer.citations:
        article = record.article(citation.article_id, citation.article_version)
        assert article.text[citation.start : citation.end] == citation.cited_text
        assert display_text(article.text, index.Span(citation.start, citation.end)) == citation.display_text
        assert article.sha256 == citation.article_sha256
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    used = [number for sentence in answer.sentences for number in sentence.citations]
    assert list(dict.fromkeys(used)) == [citation.number for citation in answer.citations]
    assert all(sentence.citations for sentence in answer.sentences)
    assert all(answer.answer[sentence.start : sentence.end] == sentence.text for sentence in answer.sentences)
    assert [int(n) for n in re.findall(r" \[(\d+)\]", answer.answer)] == used
    assert answer.abstained == (not answer.citations) == (answer.reason is not None)
    return True


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.integers(1, 50), st.booleans())
def test_whatever_is_asked_every_citation_is_its_slice_and_numbers_run_from_1_to_n(
    seeds: Record,
    words: list[str],
    limit: int,
    everything: bool,  # noqa: FBT001
) -> None:
    answer = seeds.ask(" ".join(words), limit=limit, everything=everything)
    assert holds_every_promise(seeds, answer)
    assert everything or len(answer.citations) <= limit


def test_the_seeds_cite_at_least_four_speakers_on_libya(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya?")
    assert len({citation.speaker.name for citation in answer.citations if citation.speaker}) >= 4
    assert all("liby" in citation.cited_text.lower() for citation in answer.citations)


def test_two_subjects_are_both_answered(seeds: Record) -> None:
    both = seeds.ask("what was said on Libya and Syria?", everything=True)
    each = [seeds.ask(f"what was said on {name}?", everything=True) for name in ("Libya", "Syria")]
    wanted = {(citation.article_id, citation.start) for answer in each for citation in answer.citations}
    assert {(citation.article_id, citation.start) for citation in both.citations} == wanted


def test_two_subjects_asked_of_one_speaker_are_that_speakers(seeds: Record) -> None:
    answer = seeds.ask("What did Cameron say about Libya and Syria?", everything=True)
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"David Cameron"}
    assert {"Libya", "Syria"} <= {word.strip(".,") for c in answer.citations for word in c.cited_text.split()}


def test_all_gives_everything_that_found_promises(seeds: Record) -> None:
    few = seeds.ask("what was said on Libya?", limit=3)
    everything = seeds.ask("what was said on Libya?", everything=True)
    assert (few.found.truncated, everything.found.truncated) == (True, False)
    assert few.found.passages == everything.found.passages
    assert len({citation.article_id for citation in everything.citations}) == everything.found.articles
    assert len(everything.citations) > 10


def test_a_speaker_in_the_question_is_the_one_who_is_cited(seeds: Record) -> None:
    answer = seeds.ask("What did Zuma say about Libya?")
    assert {citation.speaker.name for citation in answer.citations if citation.speaker} == {"Jacob Zuma"}


@pytest.mark.parametrize("question", ["who led the Turkish delegation?", "who is Altindag?"])
def test_the_sentence_that_settles_a_fact_comes_first(seeds: Record, question: str) -> None:
    assert "Altındağ" in seeds.ask(question).citations[0].cited_text


@pytest.mark.parametrize("question", ["what was said on Brazil's football team?", "who won the 1998 world cup?"])
def test_nothing_on_record_is_an_answer_with_a_reason(seeds: Record, question: str) -> None:
    answer = seeds.ask(question)
    assert answer.abstained
    assert answer.answer == ""
    assert answer.reason
    assert answer.reason.searched.articles == 12
    assert answer.reason.dates == ("2011-09", "2025")


@pytest.mark.parametrize("question", ["what was said?", "the", "what", "???"])
def test_a_question_without_a_subject_is_asked_to_name_one(seeds: Record, question: str) -> None:
    reason = seeds.ask(question).reason
    assert reason
    assert reason.code == "no_subject"


def test_the_same_question_has_the_same_answer(seeds: Record) -> None:
    one, two = (seeds.ask("what was said on Syria?").model_dump(exclude={"timings"}) for _ in range(2))
    assert one == two


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "a.bin")])
    reason = rag.open(tmp_path / "home").ask("what was said on Libya?").reason
    assert reason
    assert reason.code == "empty_library"


def test_the_same_sentence_twice_is_cited_once(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Report {name}\n\nThe envoy said that Libya was calm again.")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert len(rag.open(tmp_path / "home").ask("what was said on Libya?").citations) == 1


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what was said on Libya?", "United Nations-led political process"),
        ("what was said on Somalia?", "training activities for local security institutions"),
        ("what was said on Syria?", "Syria"),
        ("what was said on Ukraine?", "territorial integrity"),
        ("who led the Turkish delegation?", "Altındağ"),
        ("who is Altindag?", "Altındağ"),
    ],
)
def test_a_real_report_as_it_arrived_answers(
    tmp_path: Path, shared: Callable[[str], Path], question: str, words: str
) -> None:
    index.bring_up_to_date(tmp_path, [str(shared("seed"))])
    record = rag.open(tmp_path)
    answer = record.ask(question)
    assert holds_every_promise(record, answer)
    assert words in answer.citations[0].cited_text
    assert record.ask("what was said on Brazil's football team?").abstained


def test_confidence_tells_how_likely_the_best_sentence_answers_even_where_that_is_too_little(seeds: Record) -> None:
    told, refused = (seeds.ask(asked, keep=False) for asked in ("who led the Turkish delegation?", "who won the cup?"))
    assert told.confidence == max(citation.score for citation in told.citations) >= MIN_SCORE
    assert refused.abstained
    assert 0 < refused.confidence < MIN_SCORE


def test_a_closed_record_lets_go_of_its_files_at_once(seeds_home: Path) -> None:
    record = rag.open(seeds_home)
    assert record.ask("what was said on Libya?", keep=False).citations
    assert record.statements(about="Libya", limit=1).statements
    assert record.speakers("zuma").speakers
    opened = weakref.ref(record.index)
    record.close()
    del record
    assert opened() is None

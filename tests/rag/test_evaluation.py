import json
from pathlib import Path

import pytest

from index import InvalidQuestion
from rag import KnownQuestion, Record, evaluate

QUESTIONS = Path(__file__).parents[1] / "quality" / "seeds.jsonl"
ZUMA = "60a5562bbe91ebc9"


def test_questions_over_the_seeds_are_answered_from_where_the_answer_stands_or_refused(seeds: Record) -> None:
    done = evaluate(seeds, KnownQuestion.load(QUESTIONS))
    assert (done.retrieval.ndcg_at_10 or 0) >= 0.99
    assert (done.citations.evidence_first or 0) >= 0.95
    assert (done.citations.evidence_cited, done.abstention.refused) == (1, 1)


def test_what_is_known_is_compared_with_what_is_answered(seeds: Record) -> None:
    quote = "Zuma called for hostilities in Libya to cease and for NATO to end its bombing from the air."
    questions = [
        KnownQuestion(
            id="1", question="what did Zuma say about NATO in Libya?", evidence=({"article_id": ZUMA, "quote": quote},)
        ),
        KnownQuestion(id="2", question="who won the football world cup in Qatar?", answerable=False),
    ]
    done = evaluate(seeds, questions)
    assert (done.retrieval.questions, done.citations.questions, done.abstention.questions) == (1, 1, 1)
    assert (done.retrieval.ndcg_at_10, done.retrieval.recall_at_10, done.retrieval.mrr) == (1, 1, 1)
    assert (done.citations.answered, done.citations.evidence_cited, done.abstention.refused) == (1, 1, 1)
    assert [one.abstained for one in done.questions] == [False, True]


def test_evidence_that_is_not_found_counts_as_nothing(seeds: Record) -> None:
    elsewhere = KnownQuestion(id="1", question="what was said on Libya?", evidence=({"article_id": "gone"},))
    done = evaluate(seeds, [elsewhere])
    assert (done.retrieval.ndcg_at_10, done.retrieval.mrr, done.citations.evidence_cited) == (0, 0, 0)
    assert done.abstention.refused is None


@pytest.mark.parametrize(
    ("lines", "reported"),
    [
        ("", "has no questions"),
        ("{", "line 1: Expecting"),
        (json.dumps({"id": "1"}), "line 1: question: Field required"),
        (json.dumps({"id": "1", "question": "q", "asked": "soon"}), "line 1: 'soon' is not a date"),
        ('{"id": "1", "question": "q"}\n{"id": "1", "question": "r"}', "two questions have the same id"),
    ],
)
def test_a_file_that_is_wrong_is_reported_in_one_line(tmp_path: Path, lines: str, reported: str) -> None:
    (tmp_path / "q.jsonl").write_text(lines)
    with pytest.raises(InvalidQuestion, match=reported) as caught:
        KnownQuestion.load(tmp_path / "q.jsonl")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InvalidQuestion, match="No such file"):
        KnownQuestion.load(tmp_path / "none.jsonl")

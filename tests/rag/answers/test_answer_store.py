import json
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import index
import rag
from index import UnknownAnswer
from rag import Answer, AnswerStore, Record, ReopenedAnswer

FLOOD = {
    "id": "derna",
    "title": "Dams break above Derna",
    "text": "Two dams gave way above Derna in Libya.\nThe harbour of Derna in Libya was closed.",
    "source": "Agency report",
    "published": "2023-09-11",
}
QUESTION = "what was said on Libya?"

Opened = Callable[[list[dict[str, object]]], Record]


def before(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days)).isoformat()


def forgotten() -> bool:
    """Wait for the thread that deletes."""
    for thread in threading.enumerate():
        if thread.name == "deleting expired answers":
            thread.join(10)
    return True


def as_if_given(record: Record, answer: Answer, days: int) -> None:
    (path,) = (record.home / "answers").glob(f"*/{answer.id}.json")
    path.parent.rename(record.home / "answers" / before(days))


def published(home: Path, *articles: dict[str, object]) -> Record:
    for article in articles:
        index.add_article(home, index.Article.from_record(article))
    index.bring_up_to_date(home)
    return rag.open(home)


def test_an_answer_is_given_again_as_it_was(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    again = record.reopen(answer.id)
    assert Answer.model_validate(again.model_dump()) == answer
    assert again.changes == ()
    assert datetime.now(UTC) - datetime.fromisoformat(again.given) < timedelta(minutes=1)


def test_an_abstention_is_kept_with_its_reason(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask("what was said on Brazil's football team?")
    assert answer.reason
    assert record.reopen(answer.id).reason == answer.reason


def test_a_question_that_measures_is_not_kept(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION, keep=False)
    with pytest.raises(UnknownAnswer, match="30 days"):
        record.reopen(answer.id)


def test_an_answer_opens_for_thirty_days_and_is_then_forgotten(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    as_if_given(record, answer, 30)
    assert record.reopen(answer.id)
    (record.home / "answers" / before(30)).rename(record.home / "answers" / before(31))
    with pytest.raises(UnknownAnswer):
        record.reopen(answer.id)
    rag.open(record.home).ask("what was said on Derna?")
    assert forgotten()
    assert [day.name for day in (record.home / "answers").iterdir()] == [before(0)]


def test_asked_again_later_it_opens_as_it_was_last_given(opened: Opened) -> None:
    record = opened([FLOOD])
    first = record.ask(QUESTION)
    as_if_given(record, first, 3)
    assert record.ask(QUESTION).id == first.id
    assert len(list((record.home / "answers").glob(f"*/{first.id}.json"))) == 2
    assert record.reopen(first.id).given.startswith(before(0))


def test_keeping_for_no_day_keeps_none_and_forgets_those_there_are(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    unkept = rag.open(record.home, keep_days=0)
    assert unkept.ask(QUESTION).citations
    assert forgotten()
    assert not list((record.home / "answers").glob("*/*"))
    with pytest.raises(UnknownAnswer):
        unkept.reopen(answer.id)


def test_many_answers_at_a_time_are_cleaned_up_after_by_one_thread(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION, keep=False)
    runs: list[int] = []
    monkeypatch.setattr(AnswerStore, "_delete_expired", lambda self: runs.append(self.days))
    for days in (0, 30):
        store = AnswerStore.open(record.home, days)
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(store.save, [answer] * 100))
    assert forgotten()
    assert runs == [0, 30]


def test_what_else_lies_among_the_answers_is_let_be(opened: Opened) -> None:
    record = opened([FLOOD])
    for name in ("notes", "2020-13-45"):
        (record.home / "answers" / name).mkdir(parents=True)
    answer = record.ask(QUESTION)
    assert forgotten()
    assert record.reopen(answer.id)
    assert {"notes", "2020-13-45"} <= {path.name for path in (record.home / "answers").iterdir()}


def test_a_home_that_takes_no_answer_answers_all_the_same_and_the_log_says_so(
    opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    record = opened([FLOOD])
    (record.home / "answers").write_text("a file where the folder would be")
    with caplog.at_level(logging.WARNING):
        answer = record.ask(QUESTION)
    assert answer.citations
    assert f"cannot store the answer {answer.id}" in caplog.text


@pytest.mark.parametrize(
    "id_", ["", "../../etc/passwd", "0123456789abcdeg", "0" * 15, "0" * 5_000, "a\0b", "0123456789ABCDEF"]
)
def test_an_id_that_no_answer_has_is_reported_in_one_line(seeds: Record, id_: str) -> None:
    with pytest.raises(UnknownAnswer, match="ask the question again") as told:
        seeds.reopen(id_)
    assert len(str(told.value)) < 200


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"id": 1}'])
def test_a_damaged_file_is_not_taken_for_an_answer(opened: Opened, content: bytes) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    (record.home / "answers" / before(0) / f"{answer.id}.json").write_bytes(content)
    with pytest.raises(UnknownAnswer, match="is damaged"):
        record.reopen(answer.id)


def test_words_that_no_article_holds_are_not_given_again(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    path = record.home / "answers" / before(0) / f"{answer.id}.json"
    path.write_text(path.read_text().replace("Two dams", "Ten dams"))
    with pytest.raises(UnknownAnswer, match="does not match"):
        record.reopen(answer.id)


def test_readers_and_writers_of_one_answer_see_it_whole(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    kept = AnswerStore.open(record.home)
    with ThreadPoolExecutor(8) as threads:
        writing = [threads.submit(kept.save, answer) for _ in range(200)]
        reading = [threads.submit(kept.load, answer.id) for _ in range(200)]
        assert all(one.result().id == answer.id for one in (*writing, *reading))
    assert [path.name for path in (record.home / "answers").glob("*/*")] == [f"{answer.id}.json"]


def changed(record: Record, answer: Answer, **fields: object) -> ReopenedAnswer:
    published(record.home, FLOOD | fields)
    return rag.open(record.home).reopen(answer.id)


def test_a_corrected_article_is_reported_with_the_citations_that_stand_and_those_that_do_not(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    text = "Three dams gave way above Derna in Libya. The harbour\n\nof Derna in Libya was closed."
    again = changed(record, answer, text=text)
    numbers = {one.cited_text.split()[0]: one.number for one in answer.citations}
    told = {one.still_stands: one for one in again.changes}
    assert (told[True].citations, told[False].citations) == ((numbers["The"],), (numbers["Two"],))
    assert {(one.status, one.version, one.now, one.differs) for one in again.changes} == {
        ("corrected", 1, 2, ("text",))
    }
    assert again.citations == answer.citations


def test_words_that_stand_under_another_name_now_are_reported(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    (change,) = changed(record, answer, speaker="Abdul Hamid Dbeibah", published="2023-09-12").changes
    assert change.still_stands
    assert change.differs == ("published", "speaker")


def test_words_that_stand_only_inside_others_do_not_stand(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    again = changed(
        record, answer, text="Two dams gave way above Derna in Libya.s The harbour of Derna in Libya was closed."
    )
    assert {one.still_stands: len(one.citations) for one in again.changes} == {False: 1, True: 1}


def test_a_removed_article_is_reported_and_a_restored_one_is_as_it_was(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    index.remove(record.home, ["derna"])
    (change,) = rag.open(record.home).reopen(answer.id).changes
    assert (change.status, change.now, change.still_stands) == ("removed", None, False)
    assert change.citations == tuple(one.number for one in answer.citations)
    index.restore(record.home, ["derna"])
    assert rag.open(record.home).reopen(answer.id).changes == ()


def test_an_answer_brought_from_another_home_is_refused(opened: Opened, tmp_path: Path) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    stranger = published(tmp_path / "other", {"title": "Storm", "text": "A storm reached the coast of Greece."})
    (record.home / "answers").rename(stranger.home / "answers")
    with pytest.raises(UnknownAnswer, match="does not match"):
        stranger.reopen(answer.id)


def test_a_kept_answer_is_a_document_of_its_own(opened: Opened) -> None:
    record = opened([FLOOD])
    answer = record.ask(QUESTION)
    (path,) = (record.home / "answers").glob(f"*/{answer.id}.json")
    document = json.loads(path.read_text())
    assert document.pop("given")
    assert document == json.loads(answer.model_dump_json())

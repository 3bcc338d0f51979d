import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import index
from index import Article, DamagedIndex, LibraryBusy, NotIndexed, Report, UnknownArticle
from rag import Answer
from ui.runtime.live_record import LiveRecord
from ui.runtime.writer import Writer

LIBYA = "what was said on Libya?"


def publish_another(home: Path, number: int) -> None:
    text = f"Libya's House of Representatives met in Tobruk for sitting {number}."
    index.add_article(home, Article(title=f"Sitting {number} in Tobruk", text=text))
    index.bring_up_to_date(home)


def ask(live: LiveRecord, question: str = LIBYA) -> Answer:
    with live.lease() as record:
        return record.ask(question)


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def live(home: Path) -> LiveRecord:
    return LiveRecord(home)


@pytest.fixture
def writer(home: Path, live: LiveRecord) -> Writer:
    return Writer(home, live)


def test_no_question_fails_while_generations_change(home: Path, live: LiveRecord) -> None:
    watcher = live.watch()
    begun = threading.Event()

    def ask_once(number: int) -> int:
        begun.set()
        answer = ask(live)
        for citation in answer.citations:
            with live.lease() as record:
                text = record.article(citation.article_id, citation.article_version).text
            assert text[citation.start : citation.end] == citation.cited_text
        assert answer.citations, number
        return answer.generation

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(ask_once, number) for number in range(200)]
        assert begun.wait(10)
        for number in range(3):
            publish_another(home, number)
            live.refresh()
        generations = [each.result() for each in asked]
    assert live.generation == 4
    assert set(generations) <= {1, 2, 3, 4}
    live.close()
    watcher.join(5)
    assert not watcher.is_alive()


def test_a_reader_keeps_the_generation_it_began_with(home: Path, live: LiveRecord) -> None:
    with live.lease() as record:
        for number in range(3):
            publish_another(home, number)
            live.refresh()
        assert record.ask(LIBYA).generation == 1
        assert ask(live).generation == 4
    with pytest.raises(Exception, match="closed"):
        record.heads(limit=1)


def test_a_new_generation_is_taken_up_by_itself(home: Path, live: LiveRecord) -> None:
    live.watch()
    publish_another(home, 1)
    wait_for(lambda: live.generation == 2, 5)
    live.close()


def test_what_questions_would_wait_for_is_computed_as_a_generation_is_taken_up(home: Path, live: LiveRecord) -> None:
    live.watch()
    for number in (1, 2):
        wait_for(lambda number=number: live.generation == number)  # type: ignore[misc]
        with live.lease() as record:
            wait_for(lambda people=record.index.statements: "person_lookup" in vars(people))  # type: ignore[misc]
        publish_another(home, number)
    live.close()


def test_a_damaged_generation_does_not_replace_a_sound_one(home: Path, live: LiveRecord) -> None:
    publish_another(home, 1)
    passages = home / "index" / "2" / "passages.npy"
    passages.write_bytes(passages.read_bytes()[:-1] + b"?")
    live.refresh()
    assert ask(live).citations


def test_with_nothing_indexed_every_question_says_so(tmp_path: Path) -> None:
    live = LiveRecord(tmp_path)
    with pytest.raises(NotIndexed, match="onrecord index"):
        ask(live)
    assert live.generation is None


def test_an_error_that_is_raised_again_and_again_does_not_grow(tmp_path: Path) -> None:
    live, lengths = LiveRecord(tmp_path), set()
    for _ in range(50):
        with pytest.raises(NotIndexed) as raised:
            ask(live)
        lengths.add(len(raised.traceback))
    assert len(lengths) == 1


def test_the_writer_tells_how_far_it_has_come(home: Path, writer: Writer) -> None:
    assert writer.state.state == "idle"
    index.add_article(home, Article(title="Sitting in Tobruk", text="Libya's parliament met in Tobruk."))
    assert writer.bring_up_to_date().state == "running"
    wait_for(lambda: writer.state.state != "running")
    state = writer.state
    assert (state.state, state.generation, state.done) == ("idle", 2, state.total)
    assert state.last is not None
    assert (state.last.generation, state.last.articles) == (2, 13)


def test_requests_that_come_while_one_waits_are_served_by_that_one(writer: Writer) -> None:
    for _ in range(20):
        writer.bring_up_to_date()
    wait_for(lambda: writer.state.state != "running")
    assert writer.state.last is not None
    assert writer.state.last.generation <= 3


def test_a_removal_is_done_when_it_returns(live: LiveRecord, writer: Writer) -> None:
    cited = ask(live).citations[0].article_id
    assert writer.remove([cited]).articles == 11
    assert cited not in {citation.article_id for citation in ask(live).citations}
    assert writer.restore([cited]).articles == 12
    assert cited in {citation.article_id for citation in ask(live).citations}
    with pytest.raises(UnknownArticle):
        writer.remove(["nothing of that name"])


def test_a_run_that_fails_is_reported_and_the_next_one_may_succeed(home: Path, writer: Writer) -> None:
    (home / "lock").unlink()
    (home / "lock").mkdir()
    writer.bring_up_to_date()
    wait_for(lambda: writer.state.state != "running")
    assert (writer.state.state, writer.state.generation) == ("failed", 1)
    assert writer.state.error
    (home / "lock").rmdir()
    writer.bring_up_to_date()
    wait_for(lambda: writer.state.state == "idle")
    assert "error" not in writer.state.model_dump()


def test_a_removal_whose_turn_does_not_come_changes_nothing(home: Path, live: LiveRecord) -> None:
    writer, released = Writer(home, live, timeout=0.1), threading.Event()

    def hold() -> Report:
        released.wait(10)
        return index.bring_up_to_date(home)

    with ThreadPoolExecutor(1) as another:
        held = another.submit(writer._run_queued, hold)
        time.sleep(0.05)
        with pytest.raises(LibraryBusy, match="nothing was changed"):
            writer.remove([ask(live).citations[0].article_id])
        released.set()
        assert held.result().articles == 12


def test_a_server_that_begins_with_a_damaged_generation_answers_from_the_newest_sound_one(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish_another(home, 1)
    (home / "index" / "2" / "passages.npy").write_bytes(b"?")
    live = LiveRecord(home)
    assert ask(live).generation == 1
    assert live.reason == "generation 2 is damaged; generation 1 is served instead"
    assert live.reason in caplog.messages
    publish_another(home, 2)
    live.refresh()
    assert (live.generation, live.reason) == (3, None)


def test_what_is_damaged_is_not_read_again_at_every_look(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    (home / "index" / "1" / "passages.npy").write_bytes(b"?")
    live = LiveRecord(home)
    told = len(caplog.records)
    for _ in range(3):
        live.refresh()
    assert len(caplog.records) == told
    with pytest.raises(DamagedIndex, match="damaged"):
        ask(live)


def test_a_writer_that_is_closed_stops_in_the_middle(home: Path, writer: Writer) -> None:
    writer.close()
    index.add_article(home, Article(title="Sitting in Tobruk", text="Libya's parliament met in Tobruk."))
    writer.bring_up_to_date()
    time.sleep(0.5)
    assert writer.state.generation == 1
    assert index.verify_home(home).not_indexed

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Barrier, Lock, Thread
from time import sleep

import pytest

from index.models import encoder, reranker
from index.models.encoder import OpenVinoEncoder
from index.models.reranker import OpenVinoReranker
from index.models.single_flight import FirstCall, Loader, SingleFlight

THREADS = 8


@dataclass
class CountingLoader:
    """Loads slowly enough that every thread asks before the first value is there."""

    loaded: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, key: str, /) -> object:
        with self.lock:
            self.loaded.append(key)
        sleep(0.05)
        return object()


def ask_at_once(values: SingleFlight[str, object], *keys: str) -> list[object]:
    start = Barrier(len(keys))

    def ask(key: str) -> object:
        start.wait()
        return values.get(key)

    with ThreadPoolExecutor(len(keys)) as threads:
        return [*threads.map(ask, keys)]


def test_threads_that_ask_for_one_key_at_once_load_it_once() -> None:
    loader = CountingLoader()
    as_protocol: Loader[str, object] = loader
    values = ask_at_once(SingleFlight(as_protocol), *["model"] * THREADS)
    assert loader.loaded == ["model"]
    assert len(set(map(id, values))) == 1


def test_each_key_is_loaded_for_itself() -> None:
    loader = CountingLoader()
    first, second, third = ask_at_once(SingleFlight(loader), "one", "other", "one")
    assert sorted(loader.loaded) == ["one", "other"]
    assert first is third
    assert first is not second


def test_a_key_that_failed_is_tried_again() -> None:
    attempts: list[str] = []

    def fail_first(key: str, /) -> str:
        attempts.append(key)
        if len(attempts) == 1:
            raise OSError(key)
        return key

    values = SingleFlight(fail_first)
    with pytest.raises(OSError, match="model"):
        values.get("model")
    assert (values.get("model"), values.get("model"), len(attempts)) == ("model", "model", 2)


def test_threads_load_one_encoder_and_compile_one_network_for_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    load_passage_network = encoder.load_passage_network

    def counted(*arguments: object, **options: object) -> object:
        compiled.append(arguments)
        return load_passage_network(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder, "load_passage_network", counted)
    loaded: list[OpenVinoEncoder] = []
    load = encoder._load_encoder
    monkeypatch.setattr(encoder, "_ENCODERS", SingleFlight(load))
    barrier = Barrier(4)

    def ask() -> None:
        barrier.wait()
        one = OpenVinoEncoder.load()
        loaded.append(one)
        barrier.wait()
        [*one.tag_passages(["The minister spoke."])]

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, loaded))) == 1
    assert len(compiled) == 1


def test_threads_load_one_reranker(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[OpenVinoReranker] = []
    monkeypatch.setattr(reranker, "_RERANKERS", SingleFlight(reranker._load_reranker))
    barrier = Barrier(4)

    def ask() -> None:
        barrier.wait()
        made.append(OpenVinoReranker.load())

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, made))) == 1


def test_the_first_call_ends_before_others_begin_which_then_run_at_the_same_time() -> None:
    first = FirstCall()
    running: list[int] = []
    most: list[int] = []
    together = Barrier(THREADS - 1, timeout=10)

    def call(number: int) -> int:
        running.append(number)
        most.append(len(running))
        if number:
            together.wait()
        running.remove(number)
        return number

    assert first.precede(lambda: call(0)) == 0
    with ThreadPoolExecutor(THREADS) as threads:
        later = [threads.submit(first.precede, partial(call, number)) for number in range(1, THREADS)]
        assert [each.result() for each in later] == [*range(1, THREADS)]
    assert max(most) > 1


def test_calls_wait_for_the_first_one() -> None:
    first = FirstCall()
    running: list[int] = []
    overlapped: list[bool] = []

    def call() -> None:
        overlapped.append(bool(running))
        running.append(1)
        sleep(0.05)
        running.clear()

    threads = [Thread(target=lambda: first.precede(call)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert overlapped == [False, False]


def test_a_first_call_that_fails_is_made_again() -> None:
    first = FirstCall()
    with pytest.raises(ZeroDivisionError):
        first.precede(lambda: 1 // 0)
    assert first.precede(lambda: 2) == 2

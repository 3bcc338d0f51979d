"""Rates of requests, counted in memory, and in PostgreSQL for several servers: the same tests for both."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from index import MemoryRates, Parts, open_rates, use_parts

if TYPE_CHECKING:
    from postgresql import PostgresServer


@pytest.mark.usefixtures("parts")
def test_one_too_many_is_told_when_the_next_is_allowed() -> None:
    rates = open_rates()
    assert [rates.take("desk", 2) for _ in range(2)] == [0, 0]
    assert 29 < rates.take("desk", 2) <= 30
    assert 29 < rates.take("desk", 2) <= 30  # what was refused costs nothing
    assert rates.take("another desk", 2) == 0


@pytest.mark.usefixtures("parts")
def test_a_rate_fills_evenly() -> None:
    rates = open_rates()
    assert sum(rates.take("desk", 300) == 0 for _ in range(400)) in range(300, 320)  # some fill while it is asked
    time.sleep(0.45)
    assert [rates.take("desk", 300) == 0 for _ in range(2)] == [True, True]


def test_in_a_second_a_rate_of_sixty_gains_one() -> None:
    now = 0.0
    rates = MemoryRates(lambda: now)
    assert sum(rates.take("desk", 60) == 0 for _ in range(100)) == 60
    assert rates.take("desk", 60) == pytest.approx(1)
    now = 1.0
    assert [rates.take("desk", 60) for _ in range(2)] == [0, pytest.approx(1)]


@pytest.mark.cluster
@pytest.mark.usefixtures("shared_library")
def test_servers_share_a_rate_also_when_they_count_at_once() -> None:
    servers = [open_rates() for _ in range(4)]
    with ThreadPoolExecutor(8) as asking:
        taken = [*asking.map(lambda number: servers[number % 4].take("desk", 30) == 0, range(200))]
    assert sum(taken) == 30


@pytest.mark.cluster
def test_while_the_database_does_not_answer_each_server_counts_for_itself(postgresql: "PostgresServer") -> None:
    use_parts(Parts(library=postgresql.create_database()))
    rates = open_rates()
    assert rates.take("desk", 2) == 0
    postgresql.kill()
    try:
        assert [rates.take("desk", 2) == 0 for _ in range(3)] == [True, True, False]
    finally:
        postgresql.start_again()
    deadline = time.monotonic() + 10
    for desk in itertools.count():  # until one counts what the other has taken
        if rates.take(f"desk {desk}", 1) == 0 and open_rates().take(f"desk {desk}", 1) > 0:
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)
    use_parts(Parts())

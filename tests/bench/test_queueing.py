"""The queueing model against what is known of queues without a simulation."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))
from queueing import HUNDRED_MILLION, Plan, simulate

pytestmark = pytest.mark.bench


def only_processes(rate: float, processes: int, milliseconds: float) -> Plan:
    """Return a plan in which a question needs one process once and nothing else."""
    return Plan(
        rate, processes, shards=1, copies=1, cores=1, connections=1, reading_ms=1e-9, composing_ms=milliseconds,
        searches=0, reads=0,
    )  # fmt: skip


def test_one_queue_waits_as_long_as_pollaczek_and_khinchine_say() -> None:
    rate, service = 60.0, 10.0
    load, variation = rate * service / 1000, 0.5
    expected = service + service * load / (1 - load) * (1 + variation**2) / 2  # the mean of M/G/1
    plan = only_processes(rate, 1, service)
    times = [simulate(plan, seconds=300, seed=seed) for seed in (1, 2, 3)]
    assert sum(each.processes for each in times) / 3 == pytest.approx(load, rel=0.03)
    assert all(0.7 * expected < each.median < expected < each.p95 for each in times)


def test_the_busy_share_is_the_work_that_comes_in() -> None:
    waits = simulate(HUNDRED_MILLION, seconds=20)
    assert waits.processes == pytest.approx(100 * 0.045 / HUNDRED_MILLION.processes, rel=0.05)
    assert waits.shards == pytest.approx(100 * 5 * 0.012 / 16, rel=0.05)


def test_more_machines_never_make_anyone_wait_longer() -> None:
    few, many = (simulate(replace(HUNDRED_MILLION, processes=count), seconds=20) for count in (5, 10))
    assert many.p95 < few.p95


def test_the_slowest_of_more_shards_is_waited_for() -> None:
    few, many = (simulate(replace(HUNDRED_MILLION, shards=count), seconds=10) for count in (1, 40))
    assert many.median > few.median + HUNDRED_MILLION.searches

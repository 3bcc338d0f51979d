"""A queueing model of the served set of parts: what a question waits for, where several servers ask one engine.

Questions come at random (Poisson). One waits for a process of a server, which reads it and computes the query's vector;
then for its searches, one after the other, each of which every shard of the engine answers, so that the slowest counts;
then for rows of PostgreSQL; then for a process again, which composes the answer. Times are drawn from gamma
distributions with a coefficient of variation of .5; a queue is served in the order of arrival.

    python tests/bench/queueing.py      # prints the table of docs/scale.md
"""

import math
import random
from collections.abc import Generator
from dataclasses import dataclass, replace

import numpy as np
import simpy

_SHAPE = 4.0  # of the gamma distribution: a coefficient of variation of 1/2


@dataclass(frozen=True)
class Plan:
    """The machines, and the mean times in milliseconds that each part works on a question when nobody waits."""

    rate: float  # questions a second
    processes: int  # of all servers
    shards: int
    copies: int  # of each shard
    cores: int  # of a copy of a shard
    connections: int  # that PostgreSQL serves at the same time
    reading_ms: float = 10.0
    composing_ms: float = 35.0
    searches: int = 5
    search_ms: float = 12.0
    reads: int = 12
    read_ms: float = 0.5


@dataclass(frozen=True)
class Waits:
    """How long questions took, in milliseconds, and how busy the processes, the shards and PostgreSQL were."""

    median: float
    p95: float
    p99: float
    processes: float
    shards: float
    database: float


class _Part:
    """A resource that notes for how long it worked."""

    def __init__(self, environment: simpy.Environment, capacity: int, chance: random.Random) -> None:
        self.environment, self.capacity, self.worked = environment, capacity, 0.0
        self._resource, self._random = simpy.Resource(environment, capacity), chance

    def work(self, milliseconds: float) -> Generator[simpy.Event]:
        """Wait in the queue, then work for a random time with this mean."""
        with self._resource.request() as turn:
            yield turn
            duration = self._random.gammavariate(_SHAPE, milliseconds / _SHAPE)
            self.worked += duration
            yield self.environment.timeout(duration)


def simulate(plan: Plan, seconds: float = 120.0, seed: int = 1) -> Waits:
    """Simulate questions for so many seconds after a tenth of that, which is not counted."""
    chance, environment, taken = random.Random(seed), simpy.Environment(), list[float]()  # noqa: S311 (a simulation)
    servers = _Part(environment, plan.processes, chance)
    shards = [[_Part(environment, plan.cores, chance) for _ in range(plan.copies)] for _ in range(plan.shards)]
    database = _Part(environment, plan.connections, chance)
    warm = 100.0 * seconds

    def answer() -> Generator[simpy.Event]:
        began = environment.now
        yield environment.process(servers.work(plan.reading_ms))
        for _ in range(plan.searches):
            asked = [chance.choice(copies).work(plan.search_ms) for copies in shards]
            yield environment.all_of([environment.process(each) for each in asked])
        for _ in range(plan.reads):
            yield environment.process(database.work(plan.read_ms))
        yield environment.process(servers.work(plan.composing_ms))
        if began >= warm:
            taken.append(environment.now - began)

    def arrive() -> Generator[simpy.Event]:
        while True:
            yield environment.timeout(chance.expovariate(plan.rate / 1000.0))
            environment.process(answer())

    environment.process(arrive())
    environment.run(warm + 1000.0 * seconds)
    median, p95, p99 = np.percentile(taken, [50, 95, 99]).tolist() if taken else [math.inf] * 3
    every = [part for copies in shards for part in copies]
    return Waits(median, p95, p99, *(_busy(parts, environment.now) for parts in ([servers], every, [database])))


def _busy(parts: list[_Part], time: float) -> float:
    return sum(part.worked for part in parts) / (time * sum(part.capacity for part in parts))


HUNDRED_MILLION = Plan(rate=100, processes=8, shards=10, copies=1, cores=16, connections=8)
BILLION = replace(HUNDRED_MILLION, shards=100)
CASES = {
    "100 million passages, 10 shards of 10 million": HUNDRED_MILLION,
    "the same, two copies of each shard": replace(HUNDRED_MILLION, copies=2),
    "the same as the first, 6 processes": replace(HUNDRED_MILLION, processes=6),
    "the same as the first, 5 processes": replace(HUNDRED_MILLION, processes=5),
    "the same as the first, a search takes 25 ms": replace(HUNDRED_MILLION, search_ms=25.0),
    "one billion passages, 100 shards of 10 million": BILLION,
    "the same, a search takes 25 ms": replace(BILLION, search_ms=25.0),
}


def main() -> None:
    """Print the table of docs/scale.md."""
    columns = ("case", "median", "95%", "99%", "processes busy", "shards busy", "PostgreSQL busy")
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    for name, plan in CASES.items():
        waits = simulate(plan, seconds=20 if plan.shards > 10 else 60)
        times = " | ".join(f"{value:,.0f} ms" for value in (waits.median, waits.p95, waits.p99))
        busy = " | ".join(f"{share:.0%}" for share in (waits.processes, waits.shards, waits.database))
        print(f"| {name} | {times} | {busy} |")


if __name__ == "__main__":
    main()

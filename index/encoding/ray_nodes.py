"""Nodes of a Ray cluster that encode batches, each with the encoder that a single process has.

Every node has workers of up to four processors. A worker has one batch at hand and one more that waits, so that it is
never idle; what a node had when it died goes to another one. The machine that runs this is a node, too, if only one
without processors: Ray connects to no cluster from outside.
"""

import logging
import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from index.encoding.batches import EncodedBatch, PassageBatch
from index.errors import OnrecordError, Unreachable
from index.models.convert import Precision
from index.models.encoder import Encoder, OpenVinoEncoder
from index.models.tagging.tags import tagger_digest

_LOG = logging.getLogger(__name__)
_CPUS = 4  # of a worker, at most
_AT_HAND = 2  # batches that a worker has, one of which waits
_ATTEMPTS = 5  # at one batch, or at a worker for one node: what fails so often fails everywhere
_LOOK_SECONDS = 5.0  # after which nodes that have joined are looked for
_NO_NODE_SECONDS = 60.0  # for which a node is waited for, where there is none
_BUSY_SECONDS = 600.0  # for which workers are waited for, until processors are free and the model is loaded
_CONNECT_SECONDS = 5.0


class RayNodes:
    """Encodes batches on all nodes of a cluster, also on those that join while it does."""

    def __init__(self, address: str, encoder: Encoder) -> None:
        """Take the address of the cluster, HOST:PORT, and the encoder whose model and precision all nodes must have."""
        self._address = address
        self._model, self._precision = encoder.model, encoder.precision

    def encode_batches(
        self, batches: Iterable[PassageBatch], on_passages: Callable[[int], None]
    ) -> Iterator[EncodedBatch]:
        """Yield the result of each batch once, as soon as it is there; a batch of a node that dies is done by another.

        Raises Unreachable if no node is left, and OnrecordError if none can encode, or a batch fails on each.
        """
        require_answer(self._address)
        try:
            ray.init(self._address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
        except (ConnectionError, RuntimeError, ValueError) as error:
            message = f"Ray cannot use the cluster at {self._address} ({_first_line(error)}); run this on a node of it"
            raise Unreachable(message) from None
        try:
            for encoded in _Work(self._address, self._model, self._precision, iter(batches)).run():
                on_passages(len(encoded.digests))
                yield encoded
        finally:
            ray.shutdown()


def require_answer(address: str) -> None:
    """Raise Unreachable if nothing answers at the address of a cluster."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_SECONDS).close()
    except OSError as error:
        message = f"no Ray cluster answers at {address} ({error.strerror or error}); start it or correct --ray"
        raise Unreachable(message) from None


@dataclass(slots=True, eq=False)
class _Worker:
    """A process on a node."""

    node: str
    actor: Any
    at_hand: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A batch, and how often it was begun."""

    batch: PassageBatch
    attempts: int = 0


@dataclass(slots=True)
class _Work:
    """The workers of all nodes, those that are being started, and what each is doing."""

    address: str
    model: str
    precision: Precision
    batches: Iterator[PassageBatch]
    queue: deque[_Job] = field(default_factory=deque)
    starting: dict[Any, _Worker] = field(default_factory=dict)
    ready: list[_Worker] = field(default_factory=list)
    running: dict[Any, tuple[_Worker, _Job]] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)
    failures: Counter[str] = field(default_factory=Counter)
    reason: str = "no node has processors"

    def run(self) -> Iterator[EncodedBatch]:
        """Yield results until every batch has one."""
        self._start_workers()
        looked = answered = time.monotonic()
        while self._has_jobs() or self.running:
            self._assign()
            for reference in self._wait():
                if reference in self.starting:
                    self._welcome(reference)
                elif (encoded := self._collect(reference)) is not None:
                    yield encoded
            now = time.monotonic()
            if now - looked > _LOOK_SECONDS:
                self._start_workers()
                looked = now
            answered = now if self.ready else answered
            if now - answered > (_BUSY_SECONDS if self.starting else _NO_NODE_SECONDS):
                raise self._describe_end()

    def _wait(self) -> Sequence[Any]:
        """Return the references of what is done, after some seconds at the latest."""
        if waiting := [*self.starting, *self.running]:
            done, _ = ray.wait(waiting, timeout=_LOOK_SECONDS)
            return list(done)
        time.sleep(1)
        return ()

    def _start_workers(self) -> None:
        """Start workers on the nodes that have none."""
        for node in ray.nodes():
            id_, processors = node["NodeID"], int(node["Resources"].get("CPU", 0))
            if node["Alive"] and id_ not in self.nodes and self.failures[id_] < _ATTEMPTS:
                for size in _share(processors):
                    self._start_worker(id_, size)

    def _start_worker(self, node: str, processors: int) -> None:
        place = NodeAffinitySchedulingStrategy(node, soft=False)
        actor = ray.remote(_NodeEncoder).options(num_cpus=processors, scheduling_strategy=place).remote()
        self.nodes.add(node)
        self.starting[actor.load.remote(self.model, self.precision, processors)] = _Worker(node, actor)

    def _welcome(self, reference: Any) -> None:  # noqa: ANN401 (Ray's references carry no types)
        """Give work to a worker that has loaded its model, unless its node has another version than this process."""
        worker = self.starting.pop(reference)
        here = _describe_version()
        try:
            there = ray.get(reference)
        except RayError as error:
            self._dismiss(worker, error, failures=_ATTEMPTS if isinstance(error, RayTaskError) else 1)
            return
        if here == there:
            self.ready.append(worker)
        else:
            self._dismiss(worker, f"it has onrecord {there}, and this machine {here}", failures=_ATTEMPTS)

    def _has_jobs(self) -> bool:
        """Return whether a batch has yet to be begun; the next one is read from the run."""
        if not self.queue and (batch := next(self.batches, None)):
            self.queue.append(_Job(batch))
        return bool(self.queue)

    def _assign(self) -> None:
        """Hand out batches, one to each in turn."""
        for at_hand in range(_AT_HAND):
            for worker in self.ready:
                if worker.at_hand == at_hand and self._has_jobs():
                    job = self.queue.popleft()
                    worker.at_hand += 1
                    self.running[worker.actor.encode.remote(job.batch)] = worker, job

    def _collect(self, reference: Any) -> EncodedBatch | None:  # noqa: ANN401 (Ray's references carry no types)
        """Return a result; None, and the batch is done again, if it was lost with its worker."""
        worker, job = self.running.pop(reference)
        worker.at_hand -= 1
        try:
            encoded: EncodedBatch = ray.get(reference)
        except RayError as error:
            if job.attempts + 1 == _ATTEMPTS:
                message = f"{len(job.batch.texts)} passages failed {_ATTEMPTS} times ({_first_line(error)})"
                raise OnrecordError(f"{message}; the others are kept, run this again") from None
            self.queue.append(_Job(job.batch, job.attempts + 1))
            if not isinstance(error, RayTaskError):
                self._dismiss(worker, error)
            return None
        return encoded

    def _dismiss(self, worker: _Worker, reason: Exception | str, failures: int = 0) -> None:
        """Give no more work to a worker; others may be started on its node unless too much has failed there."""
        self.failures[worker.node] += failures
        if worker.node in self.nodes:
            self.reason = reason if isinstance(reason, str) else _first_line(reason)
            _LOG.warning("a worker on node %s was lost: %s", worker.node[:8], self.reason)
        if worker in self.ready:
            self.ready.remove(worker)
        if not any(other.node == worker.node for other in [*self.ready, *self.starting.values()]):
            self.nodes.discard(worker.node)
        ray.kill(worker.actor)

    def _describe_end(self) -> OnrecordError:
        return Unreachable(
            f"no node of the Ray cluster at {self.address} encodes ({self.reason}); what was encoded is kept, run this"
            " again when there is one"
        )


class _NodeEncoder:
    """The process of a worker."""

    def load(self, model: str, precision: Precision, processors: int) -> str:
        """Load the encoder; return the version of what it is made of."""
        self._encoder = OpenVinoEncoder.load(model, precision)
        self._encoder.cores = processors
        return _describe_version()

    def encode(self, batch: PassageBatch) -> EncodedBatch:
        """Encode one batch."""
        return batch.encode(self._encoder)


def _share(processors: int) -> list[int]:
    """Return the processors of each worker of a node."""
    return [min(_CPUS, processors - start) for start in range(0, processors, _CPUS)]


def _describe_version() -> str:
    return f"{version('onrecord')} with tagger {tagger_digest()[:8]}"


def _first_line(error: Exception) -> str:
    """Return what an error says; of one on a node, what was raised there."""
    cause = error.cause if isinstance(error, RayTaskError) else error
    return next((line.strip() for line in str(cause).splitlines() if line.strip()), type(cause).__name__)

"""OpenVINO runtime: compiles converted models for the CPU, for throughput or for latency."""

import itertools
import mmap
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

import numpy as np

from index.files import write_atomically
from index.models.convert import INT8, Precision
from index.models.single_flight import FirstCall, SingleFlight
from index.models.telemetry import block_openvino_telemetry

_CONVERSION = "openvino.tools.ovc"
_SECOND = 2


class Network(Protocol):
    """A compiled model."""

    def create_infer_request(self) -> Any:  # noqa: ANN401 (OpenVINO carries no types)
        """Return a request of this model; each thread needs one of its own."""

    def output(self, number: int) -> Any:  # noqa: ANN401 (OpenVINO carries no types)
        """Return the description of an output."""


class _MappedNetwork:
    """A compiled model that reads its weights from a mapped file; OpenVINO does not keep the mapping open by itself.

    Its first request copies most of them in the order that it computes in; the mapping is then no more in memory, and
    what is read again of it comes back.
    """

    def __init__(self, path: Path, options: dict[str, str | int]) -> None:
        with path.open("rb") as file:  # copied where written: a tensor must be writable
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        tensor = _openvino().Tensor(np.frombuffer(self._mapped, dtype=np.uint8), shared_memory=True)
        self._network = _openvino().Core().import_model(tensor, "CPU", options)
        self._requests = itertools.count(1)

    def create_infer_request(self) -> Any:  # noqa: ANN401 (OpenVINO carries no types)
        """Return a request of this model; each thread needs one of its own."""
        if next(self._requests) == _SECOND and hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)
        return self._network.create_infer_request()

    def output(self, number: int) -> Any:  # noqa: ANN401 (OpenVINO carries no types)
        """Return the description of an output."""
        return self._network.output(number)


def dimensions_of(network: Network) -> int:
    """Return the last dimension of a network's first output."""
    dimensions: int = network.output(0).partial_shape[-1].get_length()
    return dimensions


def load_passage_network(path: Path, precision: Precision, streams: int) -> Network:
    """Return a model with all its outputs, compiled for a batch of passages on each of as many cores as `streams`.

    It is cached as that of questions is; a cache that cannot be written, such as a read-only one, costs only time.
    """
    options = _options(precision, NUM_STREAMS=str(streams), INFERENCE_NUM_THREADS=streams)
    cached = path.with_name(f"{path.stem}-{precision}-{streams}.blob")
    if mapped := _open_cached(cached, options):
        return mapped
    network = _openvino().Core().compile_model(path, "CPU", options)
    with suppress(OSError):
        _write_cache(cached, network)
    return cast("Network", network)


class SharedNetwork(NamedTuple):
    """A network that several readers of questions run, and what lets its first call end before another."""

    network: Network
    first_call: FirstCall


def share_query_network(path: Path, precision: Precision, outputs: int) -> SharedNetwork:
    """Return what `load_query_network` returns, loaded once per process."""
    return _SHARED.get((path, precision, outputs))


def load_query_network(path: Path, precision: Precision, outputs: int = 1) -> Network:
    """Return the first outputs of a model, compiled for latency; cached beside the model, which saves time.

    It runs on one core: a question is so short that a second one mostly waits, and that is another question's. Not on
    a certain one: OpenVINO would pin each network of one core, of every process, to the first.
    The cached network is mapped: its weights are no memory of the process until they are read, and shared with others.
    """
    openvino = _openvino()
    options = _options(precision, PERFORMANCE_HINT="LATENCY", INFERENCE_NUM_THREADS=1, ENABLE_CPU_PINNING="NO")
    cached = path.with_name(f"{path.stem}-{precision}.blob")
    if mapped := _open_cached(cached, options):
        return mapped
    model = openvino.Core().read_model(path)
    needed = openvino.Model([model.output(number) for number in range(outputs)], model.get_parameters())
    network = openvino.Core().compile_model(needed, "CPU", options)
    _write_cache(cached, network)
    return cast("Network", network)


def _open_cached(cached: Path, options: dict[str, str | int]) -> Network | None:
    """Return a cached network; None if there is none, or it is damaged or was compiled for another processor."""
    if cached.is_file():
        with suppress(RuntimeError, ValueError):
            return _MappedNetwork(cached, options)
    return None


def _write_cache(cached: Path, network: Any) -> None:  # noqa: ANN401 (OpenVINO carries no types)
    write_atomically(cached, network.export_model().getvalue(), durable=False)


def default_precision() -> Precision:
    """Return the fastest precision that keeps the vectors of a model: bf16 if this processor has it, else f32."""
    return "bf16" if has_bf16() else "f32"


@cache
def has_bf16() -> bool:
    """Return whether this processor computes in bf16."""
    return "BF16" in _openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def _openvino() -> Any:  # noqa: ANN401 (OpenVINO carries no types)
    """Import OpenVINO without its telemetry; here and not at the top, so that importing this module has no effects.

    What converts models, half of its import, is left out unless it was imported before.
    """
    block_openvino_telemetry()
    left_out = sys.modules.setdefault(_CONVERSION, None) is None  # type: ignore[arg-type]  # None means "not found"
    import openvino

    if left_out:
        sys.modules.pop(_CONVERSION, None)
    return openvino


def _options(precision: Precision, **options: str | int) -> dict[str, str | int]:
    hint = "bf16" if has_bf16() and precision != "f32" else "f32"
    return {**(INT8 if precision == "int8" else {}), "INFERENCE_PRECISION_HINT": hint, **options}


def _load_shared(key: tuple[Path, Precision, int], /) -> SharedNetwork:
    return SharedNetwork(load_query_network(*key), FirstCall())


_SHARED = SingleFlight(_load_shared)

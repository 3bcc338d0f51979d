"""The model runtime: OpenVINO on the processor, as many texts want it and as one question does."""

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeAlias

from index.models.convert import INT8, Precision

# OpenVINO reports each import to its maker unless this package is absent: nothing may leave the machine.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
import openvino  # noqa: E402 (after the line above, or it would have no effect)

Network: TypeAlias = openvino.CompiledModel


def compiled(path: Path, precision: Precision, **options: str | int) -> Network:
    """Compile all of a converted model."""
    return openvino.Core().compile_model(path, "CPU", _options(precision, **options))


def quickly(path: Path, precision: Precision) -> Network:
    """Compile the first output of a model to answer soon, or take it as it was compiled before: half the time."""
    options = _options(precision, PERFORMANCE_HINT="LATENCY")
    kept = path.with_name(f"{path.stem}-{precision}.blob")
    if kept.exists():
        with suppress(RuntimeError):  # damaged, or made for another processor: compiled anew
            return openvino.Core().import_model(kept.read_bytes(), "CPU", options)
    whole = openvino.Core().read_model(path)
    network = openvino.Core().compile_model(openvino.Model([whole.output(0)], whole.get_parameters()), "CPU", options)
    with NamedTemporaryFile(dir=kept.parent, delete=False) as aside:
        aside.write(network.export_model().getvalue())
    Path(aside.name).replace(kept)
    return network


@cache
def has_bf16() -> bool:
    """Tell whether this processor computes in bf16."""
    return "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def _options(precision: Precision, **options: str | int) -> dict[str, str | int]:
    hint = "bf16" if has_bf16() and precision != "f32" else "f32"
    return {**(INT8 if precision == "int8" else {}), "INFERENCE_PRECISION_HINT": hint, **options}

import os
import subprocess
import sys

import numpy as np
import pytest

from index.models.convert import DEFAULT_MODEL, QUESTION_OUTPUTS, QUESTIONS, ensure_converted
from index.models.openvino_runtime import default_precision, load_query_network
from index.models.telemetry import block_openvino_telemetry

IMPORTS = "import sys; import index.models.openvino_runtime, index.models.encoder, index.models.reranker"


AFFINITIES = """
import os
from threading import Event, Thread
import numpy as np
from index.models.convert import DEFAULT_MODEL, QUESTION_OUTPUTS, QUESTIONS, ensure_converted
from index.models.openvino_runtime import default_precision, load_query_network

folder = ensure_converted(DEFAULT_MODEL, "f32")
network = load_query_network(folder / QUESTIONS, default_precision(), QUESTION_OUTPUTS)
inputs = {name: np.ones((8, 256), dtype=np.int64) for name in ("input_ids", "attention_mask")}
allowed, is_seen = os.sched_getaffinity(0), Event()

def read():
    while not is_seen.is_set():
        network.create_infer_request().infer(inputs)

reading = Thread(target=read)
reading.start()
cores = []
for _ in range(200):
    cores.append(os.sched_getaffinity(reading.native_id or 0))
    is_seen.wait(0.005)
is_seen.set()
reading.join()
print(all(each == allowed for each in cores))
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_the_runtime_changes_no_module_and_loads_no_runtime() -> None:
    assert run(f"{IMPORTS}; print([name for name in sys.modules if name.startswith('openvino')])") == ("[]")


def test_a_network_is_run_without_telemetry() -> None:
    code = f"{IMPORTS}; index.models.openvino_runtime.has_bf16(); print(sys.modules['openvino_telemetry'])"
    assert run(code) == "None"


def test_blocking_telemetry_twice_changes_nothing() -> None:
    block_openvino_telemetry()
    block_openvino_telemetry()
    assert sys.modules["openvino_telemetry"] is None


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no way to see which cores a thread may run on")
def test_a_question_may_be_read_on_any_core() -> None:
    assert run(AFFINITIES) == "True"


def test_a_network_gives_the_same_after_its_file_has_left_memory() -> None:
    folder, precision = ensure_converted(DEFAULT_MODEL, "f32"), default_precision()
    first, again = (load_query_network(folder / QUESTIONS, precision, QUESTION_OUTPUTS) for _ in range(2))
    for length in (9, 40, 40, 90, 9):
        inputs = {name: np.ones((1, length), dtype=np.int64) for name in ("input_ids", "attention_mask")}
        one, other = (network.create_infer_request().infer(inputs)[0] for network in (first, again))
        assert np.array_equal(one, other)
        first.create_infer_request()

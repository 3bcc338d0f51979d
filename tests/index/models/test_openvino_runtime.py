import subprocess
import sys

from index.models.telemetry import block_openvino_telemetry

IMPORTS = "import sys; import index.models.openvino_runtime, index.models.encoder, index.models.reranker"


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

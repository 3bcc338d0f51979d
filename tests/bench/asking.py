"""Measures the time of `POST /ask` over loopback: `python tests/bench/asking.py http://127.0.0.1:8000 QUESTIONS.jsonl`.

Each line of the file has a `question`, and may have the day it was `asked`. Start `onrecord serve` first.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import httpx

WARMING = 20


def main(server: str, questions: str) -> None:
    asked = [json.loads(line) for line in Path(questions).read_text().splitlines()]
    bodies = [{name: each[name] for name in ("question", "asked") if each.get(name)} for each in asked]
    with httpx.Client(base_url=server, timeout=60) as client:
        spent = [milliseconds(client, body) for body in [*bodies[:WARMING], *bodies]][WARMING:]
    tenth = statistics.quantiles(spent, n=10)
    print(f"{len(spent)} questions: p50 {statistics.median(spent):.1f} ms, p90 {tenth[-1]:.1f} ms")


def milliseconds(client: httpx.Client, body: dict[str, str]) -> float:
    began = time.perf_counter()
    client.post("/ask", json=body).raise_for_status()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])

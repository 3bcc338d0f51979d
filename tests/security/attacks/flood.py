"""Many clients at once: python flood.py ADDRESS CLIENTS QUESTIONS prints a summary of the responses as JSON."""

import asyncio
import json
import sys
import time
from collections import Counter

import httpx2


async def ask(address: str, number: int, questions: int) -> list[httpx2.Response]:
    async with httpx2.AsyncClient(base_url=address, timeout=120) as client:
        wishes = [{"question": f"what was said on Libya in {2000 + number} by {turn}?"} for turn in range(questions)]
        return [await client.post("/ask", json=wish) for wish in wishes]


async def flood(address: str, clients: int, questions: int) -> dict[str, object]:
    began = time.perf_counter()
    responses = await asyncio.gather(*(ask(address, number, questions) for number in range(clients)))
    answers = [response for each in responses for response in each]
    refused = [one for one in answers if one.status_code != 200]
    assert all(one.headers["retry-after"] == "1" for one in refused)
    return {
        "statuses": Counter(one.status_code for one in answers),
        "longest_refusal": max((len(one.content) for one in refused), default=0),
        "seconds": round(time.perf_counter() - began, 1),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(flood(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))))

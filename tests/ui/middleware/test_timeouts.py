import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from ui.middleware.timeouts import BodyTimeout
from ui.runtime.request_queue import RequestQueue


async def reading(_: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await receive()  # as a stream does, to hear when its reader has gone
    await send({"type": "http.response.start", "status": 200, "headers": []})


async def told(messages: list[tuple[float, Message]], seconds: float) -> int:
    """Send messages, each after a pause, and give the status of the answer."""
    coming, status = iter(messages), 0

    async def receive() -> Message:
        pause, message = next(coming)
        await asyncio.sleep(pause)
        return message

    async def send(message: Message) -> None:
        nonlocal status
        status = message["status"]

    await BodyTimeout(reading, seconds)({"type": "http"}, receive, send)
    return status


def part(*, more: bool) -> Message:
    return {"type": "http.request", "body": b"x", "more_body": more}


def test_a_body_that_drips_is_given_up_on() -> None:
    drops = [(0.05, part(more=True))] * 100
    with pytest.raises(HTTPException) as refused:
        asyncio.run(told(drops, 0.2))
    assert refused.value.status_code == 408


def test_a_stream_may_be_listened_to_for_as_long_as_one_likes() -> None:
    assert asyncio.run(told([(0, part(more=False)), (0.4, {"type": "http.disconnect"})], 0.2)) == 200


async def statuses(clients: int, queue: RequestQueue) -> list[int]:
    """Have so many come at once; give what each is told."""

    async def come() -> int:
        async with queue.slot():
            await asyncio.sleep(0.05)
        return 200

    outcomes = await asyncio.gather(*(come() for _ in range(clients)), return_exceptions=True)
    refused = [each for each in outcomes if isinstance(each, HTTPException)]
    assert all(each.headers == {"Retry-After": "1"} for each in refused)
    return [each for each in outcomes if isinstance(each, int)] + [each.status_code for each in refused]


def test_so_many_are_served_in_turn_and_the_others_are_asked_to_come_again() -> None:
    assert sorted(asyncio.run(statuses(10, RequestQueue(at_once=2, waiting=3)))) == [200] * 5 + [429] * 5


def test_a_turn_is_given_back_whatever_happens_in_it() -> None:
    async def failing(queue: RequestQueue) -> list[int]:
        for _ in range(5):
            with pytest.raises(ValueError, match="inside"):
                async with queue.slot():
                    raise ValueError("inside")
        return await statuses(1, queue)

    assert asyncio.run(failing(RequestQueue(at_once=1, waiting=0))) == [200]

import time

import pytest

from index import Unreachable
from index.outages import Outage


def test_a_part_that_answers_is_asked_every_time() -> None:
    outage = Outage("the engine")
    outage.end()
    outage.require_answer()


def test_an_outage_says_which_part_and_since_when_and_never_the_address() -> None:
    outage = Outage("the engine")
    first = outage.begin("milvus://host:1 does not answer")
    later = outage.begin("milvus://host:1 refuses")
    assert first.detail == later.detail
    assert first.detail.startswith("the engine has not answered since 20")
    assert "host" not in first.detail
    assert "milvus://host:1 refuses" in str(later)


def test_during_a_pause_everyone_is_told_at_once_and_then_one_asks_again() -> None:
    outage = Outage("the engine")
    outage.begin("gone")
    with pytest.raises(Unreachable, match="gone"):
        outage.require_answer()
    time.sleep(0.25)
    outage.require_answer()  # asks, and meanwhile others are told
    with pytest.raises(Unreachable):
        outage.require_answer()
    outage.end()
    outage.require_answer()


def test_pauses_grow_and_begin_anew_after_the_outage() -> None:
    outage = Outage("the engine")
    for _ in range(9):
        outage.begin("gone")
    assert outage._pause == 5.0
    outage.end()
    outage.begin("gone")
    assert outage._pause == 0.2

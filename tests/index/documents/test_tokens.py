"""Tokens in memory, and in PostgreSQL for several servers: the same tests for both."""

import time
from pathlib import Path

import pytest

from index import Parts, Tokens, Unreachable, draw_token, open_tokens, use_parts
from index.parts import open_documents


def open_kind(kind: str = "sessions", *, seconds: float = 60.0, most: int = 100) -> Tokens:
    return open_tokens(kind, seconds, most)


@pytest.mark.usefixtures("parts")
def test_a_content_is_found_by_its_token_until_that_is_ended() -> None:
    tokens, token, other = open_kind(), draw_token(), draw_token()
    tokens.keep(token, {"name": "Ada"})
    assert tokens.find(token) == {"name": "Ada"}
    assert tokens.find(other) is None
    tokens.end(token)
    tokens.end(token)
    assert tokens.find(token) is None


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "\0", "é" * 43])
def test_what_no_token_can_be_is_not_found(token: str) -> None:
    assert open_kind().find(token) is None


@pytest.mark.usefixtures("parts")
def test_a_content_expires() -> None:
    tokens, token = open_kind(seconds=0.3), draw_token()
    tokens.keep(token, {})
    assert tokens.find(token) == {}
    time.sleep(0.4)
    assert tokens.find(token) is None


@pytest.mark.usefixtures("parts")
def test_tokens_of_another_kind_are_not_found() -> None:
    token = draw_token()
    open_kind("sessions").keep(token, {})
    assert open_kind("sign-ins").find(token) is None


def test_in_memory_the_least_recently_used_one_ends_for_one_too_many() -> None:
    tokens, drawn = open_kind(most=2), [draw_token() for _ in range(3)]
    for token in drawn:
        tokens.keep(token, {})
    assert [tokens.find(token) for token in drawn] == [None, {}, {}]


@pytest.mark.cluster
@pytest.mark.usefixtures("shared_library")
def test_what_one_server_keeps_and_ends_is_kept_and_ended_for_the_others() -> None:
    one, two, token = open_kind(), open_kind(), draw_token()
    one.keep(token, {"name": "Ada"})
    assert two.recall(token) == (False, None)  # it has to be asked for
    assert two.find(token) == {"name": "Ada"}
    assert two.recall(token) == (True, {"name": "Ada"})
    one.end(token)
    assert one.find(token) is None
    time.sleep(2.1)
    assert two.find(token) is None


@pytest.mark.cluster
@pytest.mark.usefixtures("shared_library")
def test_no_token_can_be_read_from_the_database(tmp_path: Path) -> None:
    token = draw_token()
    open_kind().keep(token, {"name": "Ada"})
    documents = open_documents(tmp_path)
    (period,) = documents.list_folders("sessions")
    ((name, content),) = documents.read_all(f"sessions/{period}")
    assert token not in name
    assert token.encode() not in content


@pytest.mark.cluster
@pytest.mark.usefixtures("shared_library")
def test_what_has_expired_is_deleted_from_the_database(tmp_path: Path) -> None:
    documents = open_documents(tmp_path)
    for _ in range(4):
        open_kind(seconds=0.2).keep(draw_token(), {})
        time.sleep(0.2)
    assert len(documents.list_folders("sessions")) <= 3


@pytest.mark.cluster
def test_a_server_starts_before_its_database_and_says_that_it_does_not_answer() -> None:
    use_parts(Parts(library="postgresql://ada@127.0.0.1:9/news"))
    try:
        tokens = open_kind()
        with pytest.raises(Unreachable, match="cannot be reached"):
            tokens.find(draw_token())
    finally:
        use_parts(Parts())

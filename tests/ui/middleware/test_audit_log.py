import json
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from ui.middleware.audit_log import AuditEntry, AuditLog

KEYS = ("a key for the tests", "another key")
QUESTION = "what was said on Libya?"

Lines = list[dict[str, object]]


def lines(home: Path) -> Lines:
    return [json.loads(line) for line in (home / "audit.jsonl").read_text("ascii").splitlines()]


def test_every_request_leaves_one_line_that_tells_who_saw_what(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home, keys=KEYS)
    answer = client.post("/ask", json={"question": QUESTION}, headers={"authorization": f"Bearer {KEYS[1]}"}).json()
    client.get(f"/articles/{answer['citations'][0]['article_id']}")
    client.post("/index", headers={"authorization": "Bearer MARKER"})
    asked, read, refused = lines(home)
    assert (asked["method"], asked["path"], asked["status"], asked["key"]) == ("POST", "/ask", 200, 2)
    assert asked["generation"] == 1
    assert asked["articles"] == list(dict.fromkeys(one["article_id"] for one in answer["citations"]))
    assert (read["key"], read["articles"]) == (None, [answer["citations"][0]["article_id"]])
    assert (refused["path"], refused["status"], refused["key"], refused["articles"]) == ("/index", 401, None, [])
    assert all(one["ms"] >= 0 and "+00:00" in one["at"] for one in (asked, read, refused))


def test_the_log_holds_no_key_and_no_question(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home, keys=KEYS)
    client.get("/ask", params={"question": QUESTION})
    client.get("/login", params={"key": KEYS[0]})
    assert client.cookies
    client.get("/articles")
    said = (home / "audit.jsonl").read_text()
    assert [one["key"] for one in lines(home)] == [None, 1, 1]
    for secret in (*KEYS, "Libya", *client.cookies.values()):
        assert secret not in said


def test_questions_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    for questions in (True, False):
        log = AuditLog(tmp_path / "audit.jsonl", questions=questions)
        log.write(AuditEntry(question=QUESTION), status=200)
        log.close()
    kept, left_out = lines(tmp_path)
    assert kept["question"] == QUESTION
    assert "question" not in left_out


def test_a_line_is_one_line_whatever_was_sent(home: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(home)
    client.get("/nothing%0a%7b%22status%22:200%7d%1b%5b2J%e2%80%ae")
    client.get("/" + "long" * 1000)
    forged, long = lines(home)
    assert forged["status"] == long["status"] == 404
    assert len(str(long["path"])) == 200


def test_a_full_file_makes_way_for_another(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    log._handler.maxBytes = 1000
    for number in range(20):
        log.write(AuditEntry(), status=number)
    log.close()
    kept = sorted(tmp_path.glob("audit.jsonl*"))
    assert len(kept) > 1
    assert all(file.stat().st_size <= 1000 for file in kept)


def test_what_the_page_shows_is_reported_with_the_key_of_whoever_asked(
    home: Path, serve: Callable[..., TestClient]
) -> None:
    client = serve(home, keys=KEYS)
    client.get("/login", params={"key": KEYS[1]})
    config = client.get("/config").json()
    box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "question")
    asks = next(one for one in config["dependencies"] if [box, "submit"] in one["targets"])
    given = [QUESTION if one == box else None for one in asks["inputs"]]
    wish = {"fn_index": asks["id"], "data": given, "session_hash": "one", "trigger_id": None}
    assert client.post("/gradio_api/queue/join", json=wish).status_code == 200
    assert "process_completed" in client.get("/gradio_api/queue/data", params={"session_hash": "one"}).text
    (shown,) = [line for line in lines(home) if line["articles"]]
    assert (shown["path"], shown["key"], shown["generation"]) == ("/", 2, 1)
    assert QUESTION not in (home / "audit.jsonl").read_text()


def test_a_home_that_is_not_there_yet_is_logged_from_the_first_request_on(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "new" / "home" / "audit.jsonl")
    log.write(AuditEntry(), status=200)
    log.close()
    assert [line["status"] for line in lines(tmp_path / "new" / "home")] == [200]


def test_a_line_after_the_end_is_written_and_leaves_no_file_open(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    log.write(AuditEntry(), status=200)
    log.close()
    log.write(AuditEntry(), status=503)
    assert [line["status"] for line in lines(tmp_path)] == [200, 503]
    assert log._handler.stream is None

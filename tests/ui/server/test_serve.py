import json
import logging
import os
import re
import signal
import time
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from serving import serving
from typer.testing import CliRunner

import index
from ui.cli.main import app as cli
from ui.server import serve

LIBYA = "what was said on Libya?"
ROOT = Path(__file__).parents[3]


def processor_seconds(process: int) -> float:
    """Return the processor time of a process so far, in seconds."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_errors_of_the_http_server_are_logged_until_it_is_stopped() -> None:
    server, logger = SimpleNamespace(should_exit=False), logging.getLogger("uvicorn.error")
    filters = list(logger.filters)
    try:
        serve._configure_logging(server)
        record = logging.makeLogRecord({"msg": "Cancel was refused"})
        assert logger.filter(record)
        server.should_exit = True
        assert not logger.filter(record)
    finally:
        logger.filters[:] = filters


@pytest.mark.parametrize("sign", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.faults)])
def test_the_last_line_is_a_link_that_signs_in_and_the_server_stops_soon_with_a_stream_open_and_prints_no_secret(
    home: Path, sign: signal.Signals
) -> None:
    with serving(home) as (process, lines), httpx2.Client(follow_redirects=False) as visitor:
        link = lines[-1]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/login\?key=[\w-]{32}", link)
        assert "12 articles" in lines[-2]
        base, _, key = link.partition("/login?key=")
        assert visitor.get(f"{base}/ask", params={"question": LIBYA}).json()["citations"]
        assert visitor.post(f"{base}/index").status_code == 401
        assert visitor.get(link).status_code == 303
        httpx2.get(f"{base}/ask", params={"question": "a private question"})
        with httpx2.stream("GET", f"{base}/index/events", timeout=10) as stream:
            chunks = stream.iter_lines()
            assert next(chunks) == "event: state"
            assert json.loads(next(chunks).removeprefix("data: "))["state"] == "idle"
            began = time.monotonic()
            process.send_signal(sign)
            assert (said := "".join(process.stdout or [])) == ""
            assert process.wait(10) == 0
            assert time.monotonic() - began < 5
        assert key not in said
        assert "private" not in said


def test_a_new_home_is_served_without_a_fault_and_says_how_to_add(tmp_path: Path) -> None:
    with serving(tmp_path / "new" / "home") as (process, lines):
        base = lines[-1].partition("/login")[0]
        assert len(lines) == 2
        assert "The library is empty. Add articles" in lines[0]
        config = httpx2.get(f"{base}/config", timeout=60).text  # the page is made now
        assert "There is nothing to ask of yet" in config
        assert "onrecord index FOLDER" in config
        assert httpx2.get(f"{base}/ready").status_code == 503
        process.terminate()
        assert "".join(process.stdout or []) == ""
    assert (tmp_path / "new" / "home" / "audit.jsonl").is_file()


def test_a_server_with_keys_prints_none_and_stops_soon_during_an_update_that_the_next_run_finishes(home: Path) -> None:
    lines = [json.dumps({"id": str(n), "title": f"Day {n}", "text": f"On day {n} envoys met."}) for n in range(700)]
    (home / "days.jsonl").write_text("\n".join(lines))
    with index.Library.open(home) as library:
        library.remember_source(str(home / "days.jsonl"))
    with serving(home, ONRECORD_API_KEYS="first-key, second-key") as (process, lines):
        assert lines[-1].endswith("/login")
        base, writes = lines[-1].removesuffix("/login"), {"authorization": "Bearer second-key"}
        assert httpx2.get(f"{base}/articles").status_code == 401
        assert httpx2.get(f"{base}/articles", headers=writes).status_code == 200
        assert httpx2.get(f"{base}/health").status_code == 200
        assert httpx2.post(f"{base}/index", headers=writes).status_code == 202
        while not list(home.rglob("*.batch")):
            assert process.poll() is None
            time.sleep(0.01)
        spent = processor_seconds(process.pid)
        process.send_signal(signal.SIGTERM)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        assert usage.ru_utime + usage.ru_stime - spent < 5  # of its own time: the machine may be busy with others'
    report = index.bring_up_to_date(home, again=True)
    assert report.articles == 712
    assert report.encoded <= 700 - 512
    assert index.verify_home(home).sound


def test_without_a_key_nobody_else_is_let_near(home: Path) -> None:
    for host in ("0.0.0.0", "::", "example.org"):  # noqa: S104 (which is refused)
        done = CliRunner().invoke(cli, ["serve", "--home", str(home), "--port", "0", "--host", host])
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{host} can be reached from other machines and no key is set; set ONRECORD_API_")

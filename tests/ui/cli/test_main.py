import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from programs import ONRECORD
from typer.testing import CliRunner, Result

from ui.cli.main import app

LIBYA = "what was said on Libya?"
DERNA = "Dams break above Derna\n\nTwo dams in Libya gave way in September 2023."
ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "tests" / "quality" / "seeds.jsonl"

Run = Callable[..., Result]


@pytest.fixture
def run(home: Path) -> Run:
    """Return the program over a home that may be changed."""

    def program(*arguments: str, given: str | bytes = "", **environment: str) -> Result:
        return CliRunner(env={"ONRECORD_HOME": str(home), **environment}).invoke(app, arguments, input=given)

    return program


def document(result: Result) -> dict[str, Any]:
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return dict(json.loads(result.stdout))


def only_line(result: Result, status: int = 1) -> str:
    """Return the one line that a failed command printed."""
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.strip()


def test_an_answer_leads_with_who_said_it_and_ends_with_where_it_stands(run: Run) -> None:
    shown = run("ask", LIBYA)
    assert shown.exit_code == 0
    assert re.search(r"David Cameron \(Prime Minister, United Kingdom\)", " ".join(shown.stdout.split()))
    assert "[1]" in shown.stdout
    assert re.search(r"\d+ of \d+ passages \(\d+ articles\)", shown.stdout)


def test_the_json_of_a_command_is_the_document_of_its_route(run: Run, home: Path, serve: Callable[..., Any]) -> None:
    client = serve(home)
    today = time.strftime("%Y-%m-%d")
    answer = document(run("ask", LIBYA, "--limit", "2", "--kind", "official", "--until", "2014", "--json"))
    wish = {"question": LIBYA, "limit": 2, "filters": {"kind": "official", "until": "2014"}, "asked": today}
    routed = client.post("/ask", json=wish).json()
    assert answer.pop("timings")
    assert routed.pop("timings")
    assert answer == routed
    found = document(run("search", "Somalia", "--speaker", "Kenyatta", "--speaker", "Mohamud", "--json"))
    assert (
        found
        == client.post("/search", json={"query": "Somalia", "filters": {"speaker": ["Kenyatta", "Mohamud"]}}).json()
    )
    assert (
        document(run("articles", "--q", "Libya", "--limit", "3", "--json"))
        == client.get("/articles?q=Libya&limit=3").json()
    )
    id_ = found["hits"][0]["article_id"]
    assert document(run("show", id_, "--version", "1", "--json")) == client.get(f"/articles/{id_}").json()


def test_a_trace_shows_the_quotation_and_the_record_with_what_differs_marked(run: Run) -> None:
    quote = "Lake Chad had shrunk to a tenth of its area within 15 years"
    shown = run("trace", quote, "--speaker", "Cameron")
    heading, quoted, recorded, place = shown.stdout.splitlines()
    assert heading.startswith("Altered · Mahamadou Issoufou (President, Niger), not the person named · ")
    assert heading.endswith(" · UN General Debate, sixty-ninth session · September 2014")
    assert quoted.split(maxsplit=1) == ["Quoted", quote.replace("15", "*15*")]
    assert recorded.split(maxsplit=2)[2] == quote.replace("15", "*50*")
    assert document(run("show", place.strip(), "--json"))["speaker"] == "Mahamadou Issoufou"


def test_a_trace_is_the_document_of_its_route(run: Run, home: Path, serve: Callable[..., Any]) -> None:
    quote = {"quote": "Lake Chad had shrunk … within 50 years", "speaker": "Issoufou"}
    traced = document(run("trace", quote["quote"], "--speaker", "Issoufou", "--json"))
    assert traced == serve(home).post("/trace", json=quote).json()
    assert traced["verdict"] == "exact"


def test_a_quotation_that_is_not_on_record_is_no_failure(run: Run) -> None:
    shown = run("trace", "The lake towns sold all of their boats")
    assert (shown.exit_code, shown.stdout) == (0, "Not on record: no exact or similar wording was found.\n")
    assert "enter at least 3" in only_line(run("trace", "no"))


def test_every_command_prints_for_people_as_well(run: Run) -> None:
    id_ = document(run("articles", "--limit", "1", "--json"))["articles"][0]["id"]
    assert "Al-Shabaab" in run("search", "Somalia").stdout
    assert "12 articles" in run("articles").stdout
    assert f"id: {id_}" in run("show", id_).stdout
    assert "generation 1" in run("status").stdout
    assert "11 articles" in run("remove", id_).stdout
    assert "12 articles" in run("restore", id_).stdout
    assert "Nothing found in" in run("ask", "what was said on Brazil's football team?").stdout


def test_names_are_taken_as_typed_where_that_is_wished(run: Run) -> None:
    assert "Also matched: Türkiye" in run("ask", "what was said on Turkey?").stdout
    assert document(run("ask", "what was said on DPRK?", "--no-aliases", "--json"))["aliases"] == {}


def test_questions_with_known_answers_are_measured(run: Run) -> None:
    measured = run("eval", str(QUESTIONS))
    assert "ndcg at 10 1.000" in measured.stdout
    assert len(run("eval", str(QUESTIONS), "--each").stdout.splitlines()) == 3 + 30
    assert document(run("eval", str(QUESTIONS), "--json"))["abstention"] == {"questions": 6, "refused": 1.0}
    assert (
        only_line(run("eval", "none.jsonl")) == "none.jsonl: No such file or directory; expected a file of JSON Lines"
    )


def test_indexing_again_encodes_only_what_is_new(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "derna.txt").write_text(
        "Dams break above Derna\n\nTwo dams in Libya gave way in September 2023."
    )
    report = document(run("index", str(tmp_path / "new"), "--json"))
    assert (report["added"], report["encoded"], report["articles"], report["generation"]) == (1, 1, 13, 2)
    shown = run("index", str(tmp_path / "new"))
    assert "0 added, 0 updated, 1 unchanged, 0 rejected" in shown.stdout
    assert "0 passages encoded" in shown.stdout
    assert "13 articles" in shown.stdout
    assert shown.stderr == ""


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    record = {
        "title": "Dams break above Derna",
        "text": "Two dams gave way in September 2023.",
        "source": "Own account",
    }
    lines = [json.dumps(record | {"id": str(number)}) for number in range(8)]
    lines[6] = '{"title": '
    (folder / "floods.jsonl").write_text("\n".join(lines))
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "sheet.xls").write_bytes(b"\x00")
    shown = run("index", str(folder))
    assert shown.exit_code == 0
    words = " ".join(shown.stdout.split())
    assert "7 added, 0 updated, 0 unchanged, 3 rejected" in words
    assert "line 7: not JSON" in words
    report = document(run("index", str(folder), "--json"))
    assert [Path(refused["source"]).name for refused in report["rejected"]] == [
        "floods.jsonl",
        "picture.txt",
        "sheet.xls",
    ]


def test_questions_come_by_lines_and_answers_go_out_by_lines(run: Run) -> None:
    answers = run("ask", "-", given=f"{LIBYA}\n\nwho led the Turkish delegation?\n")
    assert answers.exit_code == 0
    assert [json.loads(line)["question"] for line in answers.stdout.splitlines()] == [
        LIBYA,
        "who led the Turkish delegation?",
    ]


def test_a_line_that_is_no_question_is_reported_and_the_others_are_answered(run: Run) -> None:
    answers = run("ask", "-", given=LIBYA.encode() + b"\n\xff\n" + b"x" * 2001 + b"\n" + LIBYA.encode() + b"\n")
    assert answers.exit_code == 1
    assert len(answers.stdout.splitlines()) == 2
    told = answers.stderr.splitlines()
    assert told[0].startswith("line 2 of standard input: not UTF-8")
    assert told[1].startswith("line 3 of standard input: the question has 2,001 characters")


def test_json_is_utf8_in_every_locale(home: Path) -> None:
    environment = os.environ | {"ONRECORD_HOME": str(home), "PYTHONIOENCODING": "ascii"}
    shown = subprocess.run(
        [*ONRECORD, "articles", "--q", "Erdogan", "--json"], env=environment, capture_output=True, check=True
    )
    assert "Erdoğan" in json.loads(shown.stdout.decode())["articles"][0]["title"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", ""), "the question is empty"),
        (("ask", "x" * 20_000), "2,000"),
        (("search", " "), "empty"),
        (("show", "nothing"), "onrecord articles"),
        (("show", "nothing", "--version", "2"), "onrecord articles"),
        (("remove", "nothing"), "onrecord articles"),
        (("index", "{tmp}/missing"), "no such file"),
        (("index", "{tmp}"), "empty"),
        (("status", "--home", "{tmp}/none"), "onrecord index"),
        (("ask", LIBYA, "--home", "{tmp}/none"), "onrecord index"),
        (("ask", LIBYA, "--home", "{tmp}/none", "--json"), "onrecord index"),
        (("index", "{root}/seeds", "--home", "{root}/LICENSE"), "LICENSE"),
        (("serve", "--host", "192.0.2.1"), "ONRECORD_API_KEYS"),
    ],
)
def test_a_command_that_fails_says_why_in_one_line(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "empty").mkdir()
    given = [argument.format(tmp=tmp_path / "empty", root=ROOT) for argument in arguments]
    assert words in only_line(run(*given))


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("index",),
        ("ask",),
        ("ask", LIBYA, "--colour", "blue"),
        ("ask", LIBYA, "--kind", "rumour"),
        ("ask", LIBYA, "--since", "last week"),
        ("ask", LIBYA, "--asked", "2014-13"),
        ("ask", LIBYA, "--limit", "0"),
        ("articles", "--offset", "99999999999999999999"),
        ("show",),
        ("remove",),
        ("serve", "--port", "70000"),
    ],
)
def test_wrong_use_has_a_status_of_its_own_and_no_traceback(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_inside_is_reported_in_one_line_too(run: Run, home: Path) -> None:
    (home / "library.db").write_bytes(b"not a database at all" * 100)
    assert only_line(run("articles"))


def test_a_setting_that_cannot_be_used_is_named(run: Run) -> None:
    line = only_line(run("serve", ONRECORD_PUBLIC_READ="perhaps"))
    assert "ONRECORD_PUBLIC_READ" in line


def test_help_and_mistakes_come_at_once_because_nothing_heavy_is_imported() -> None:
    code = "import sys, ui.cli; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT)
    assert not {"numpy", "faiss", "gradio", "fastapi", "pydantic", "index", "rag"} & set(shown.stdout.split())


def test_a_port_that_is_taken_is_named_with_a_way_out(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = only_line(run("serve", "--port", str(port)))
    assert str(port) in line
    assert "--port" in line

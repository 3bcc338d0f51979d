import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted_model import Script, serve_script
from typer.testing import CliRunner, Result

from ui.cli.main import app


def echo(messages: list[dict[str, str]]) -> list[str]:
    """Return the first quotation as a sentence, and one that nobody said."""
    line = next(line for line in messages[1]["content"].splitlines() if line.startswith("[1] "))
    return [f"{line.partition(': ')[2]} [1]", " Mars has 900 moons. [1]"]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve_script(Script(echo)) as url:
        yield url


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, arguments, env={"ONRECORD_LLM_URL": "", **(env or {})})


def test_a_summary_stands_below_the_quotations(url: str, seeds_home: Path) -> None:
    result = run("ask", "what was said on Libya?", "--llm", url, "--home", str(seeds_home))
    assert result.exit_code == 0, result.output
    before, _, after = result.output.partition("Written summary:")
    assert "Issoufou" in before
    assert "[1]" in after
    assert "left out: Mars has 900 moons." in " ".join(after.split())
    assert "Written by scripted" in after


def test_the_document_has_the_summary(url: str, seeds_home: Path) -> None:
    question = ("ask", "what was said on Libya?", "--mode", "summary", "--json", "--home", str(seeds_home))
    result = run(*question, env={"ONRECORD_LLM_URL": url})
    assert json.loads(result.output)["summary"]["sentences"][0]["citations"] == [1]


def helpful(messages: list[dict[str, str]]) -> list[str]:
    """Return what a good model writes: a reading, two numbers, and a quotation as a sentence."""
    rules = messages[0]["content"]
    if rules.startswith("You read"):
        return ["question: what was said on Libya?"]
    return ["1, 2"] if "[2] " in messages[1]["content"] and "numbers" in rules else echo(messages)


def test_a_question_that_is_not_understood_is_read_by_the_model_and_the_answer_kept(seeds_home: Path) -> None:
    question = ("ask", "リビアについて何が言われましたか", "--json", "--home", str(seeds_home))
    with serve_script(Script(helpful)) as url:
        read = json.loads(run(*question, "--llm", url).output)
    assert read["citations"]
    assert read["notes"][0].startswith("Read by the language model scripted as")
    assert json.loads(run(*question).output)["reason"]["code"] == "not_understood"
    exported = run("export", read["id"], "--format", "jsonl", "--home", str(seeds_home))
    assert exported.exit_code == 0, exported.output


def test_the_model_selects_quotations_where_that_is_asked_for(seeds_home: Path) -> None:
    question = ("ask", "what was said on Libya?", "--json", "--home", str(seeds_home))
    with serve_script(Script(helpful)) as url:
        selected = json.loads(run(*question, "--select", "--llm", url).output)
        unselected = json.loads(run(*question, "--llm", url).output)
    assert [citation["number"] for citation in selected["citations"]] == [1, 2]
    assert any("selected 2 of" in note for note in selected["notes"])
    assert len(unselected["citations"]) > 2


def test_without_a_model_a_summary_is_refused_in_one_line(seeds_home: Path) -> None:
    result = run("ask", "what was said on Libya?", "--mode", "summary", "--home", str(seeds_home))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "ONRECORD_LLM_URL" in result.stderr


def test_a_check_prints_what_the_address_offers(url: str) -> None:
    result = run("llm", "check", "--llm", url)
    assert result.exit_code == 1  # the script has no quotation to repeat
    with serve_script(Script(["One ", "two"])) as other:
        result = run("llm", "check", "--llm", other, "--json")
    assert result.exit_code == 0
    assert json.loads(result.output)["models"] == ["scripted"]


def test_questions_are_measured_with_a_model_and_without(url: str, seeds_home: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    known = [
        {"id": "1", "question": "what was said on Libya?"},
        {"id": "2", "question": "what was said on Paraguay?", "answerable": False},
    ]
    questions.write_text("".join(json.dumps(one) + "\n" for one in known))
    result = run("eval", str(questions), "--llm", url, "--json", "--home", str(seeds_home))
    measured = json.loads(result.output)["summaries"]
    assert (measured["written"], measured["kept"], measured["dropped"]) == (2, 1, {"figure": 1})
    assert (measured["summarised"], measured["refusals"], measured["without_summary"]) == (1, 1, {"abstained": 1})
    assert measured["seconds"] > measured["seconds_without"]
    assert "1 kept, 1 dropped" in run("eval", str(questions), "--llm", url, "--home", str(seeds_home)).output
    assert "summaries" not in json.loads(run("eval", str(questions), "--json", "--home", str(seeds_home)).output)

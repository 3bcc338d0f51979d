"""Moving a home to PostgreSQL and an engine, and back."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from programs import ONRECORD
from serving import ROOT

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

QUESTION = "what was said on Libya?"


def run(home: Path, settings: dict[str, str], *arguments: str, check: bool = True) -> Any:  # noqa: ANN401 (any document)
    command = [*ONRECORD, *arguments, "--home", str(home), "--json"]
    done = subprocess.run(command, env=os.environ | settings, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, done.stderr
    return json.loads(done.stdout) if check else done.stderr


def test_an_address_of_no_part_is_refused_in_one_line(indexed_seeds: Path, tmp_path: Path) -> None:
    refused = run(indexed_seeds, {}, "migrate", str(tmp_path / "new"), "--to", "mysql://ada:geheim@db", check=False)
    assert "postgresql://USER@HOST/DATABASE" in refused
    assert "geheim" not in refused
    assert len(refused.strip().splitlines()) == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.cluster
def test_a_home_is_copied_to_another_folder_with_all_it_keeps(indexed_seeds: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(indexed_seeds, tmp_path / "home"))
    run(home, {}, "remove", run(home, {}, "articles")["articles"][0]["id"])
    answer = run(home, {}, "ask", QUESTION)
    moved = run(home, {}, "migrate", str(tmp_path / "new"))
    assert (moved["copied"]["rows"]["versions"], moved["copied"]["rows"]["acts"]) == (12, 1)
    assert (moved["copied"]["articles"], moved["copied"]["encoded"]) == (11, 0)
    alike = {"same_verdict": 1, "same_first": 1, "same_citations": 1}
    assert moved["answers"] == {"questions": moved["answers"]["questions"], **alike}
    assert moved["answers"]["questions"] > 40  # of eleven articles: their titles, speakers and passages
    assert run(tmp_path / "new", {}, "verify")["sound"]
    assert [*(tmp_path / "new" / "answers").glob(f"*/{answer['id']}.json")]


@pytest.mark.cluster
def test_a_home_moves_to_postgresql_and_an_engine_and_back(
    indexed_seeds: Path, postgresql: "PostgresServer", milvus: "MilvusServer", tmp_path: Path
) -> None:
    home = Path(shutil.copytree(indexed_seeds, tmp_path / "home"))
    removed = run(home, {}, "articles")["articles"][0]["id"]
    run(home, {}, "remove", removed)
    answer = run(home, {}, "ask", QUESTION)
    served = {"ONRECORD_LIBRARY": postgresql.create_database(), "ONRECORD_ENGINE": milvus.url}
    addresses = ("--to", served["ONRECORD_LIBRARY"], "--to", served["ONRECORD_ENGINE"])
    few = tmp_path / "questions.txt"
    few.write_text("what was said on Libya?\nwhat did Zuma say?\nwho led the Turkish delegation?\n")
    moved = run(home, {}, "migrate", str(tmp_path / "served"), *addresses)
    assert moved["copied"]["rows"]["versions"] == 12
    assert moved["copied"]["encoded"] == 0
    assert moved["answers"]["questions"] > 40
    assert moved["answers"]["same_verdict"] == moved["answers"]["same_first"] == 1
    again = run(home, {}, "migrate", str(tmp_path / "served"), *addresses, "--questions", str(few))
    assert again["answers"] == {"questions": 3, "same_verdict": 1, "same_first": 1, "same_citations": 1}
    assert again["copied"]["generation"] == moved["copied"]["generation"]  # nothing to do

    other = run(tmp_path / "other", served, "ask", QUESTION)  # an empty home of the same parts
    assert other["citations"] == answer["citations"]
    run(tmp_path / "served", served, "restore", removed)
    assert run(tmp_path / "served", served, "verify")["sound"]

    back = run(tmp_path / "served", served, "migrate", str(tmp_path / "back"), "--questions", str(few))
    assert (back["copied"]["rows"]["acts"], back["copied"]["articles"], back["copied"]["encoded"]) == (2, 12, 0)
    assert back["answers"]["same_citations"] == 1
    assert run(tmp_path / "back", {}, "verify")["sound"]
    assert (
        run(tmp_path / "back", {}, "ask", QUESTION)["citations"] == run(indexed_seeds, {}, "ask", QUESTION)["citations"]
    )

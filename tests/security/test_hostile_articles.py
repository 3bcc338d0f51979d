"""Fifty hostile articles are displayed as plain text: on the page, in a terminal, in a table, in an answer."""

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import load
from hostile import ALL, BOARDS, OUTSIDE
from playwright.sync_api import Browser, Page, expect
from programs import ONRECORD
from servers import ROOT, Server

import index
import rag

pytestmark = [pytest.mark.security, pytest.mark.timeout(600)]

expect.set_options(timeout=30_000)
MADE = "img, form, iframe, script, style, svg, object, video, base, meta, link, math, input, b, h1"
"""Elements that the page never creates in an answer or an article."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    lines = home / "articles.jsonl"
    lines.write_text("".join(json.dumps(one.record()) + "\n" for one in ALL))
    report = index.bring_up_to_date(home / "home", [str(lines)])
    assert (report.added, len(report.rejected)) == (50, 0)
    return home / "home"


@pytest.fixture
def page(start: Callable[..., Server], home: Path, browser: Browser) -> Iterator[Page]:
    """Return the page; the test fails if it asks another host, opens a dialog or a window, or if a script fails."""
    server = start(home)
    context = browser.new_context()
    page = context.new_page()
    outside, wrong = [], []
    page.on("request", lambda one: None if one.url.startswith(server.address) else outside.append(one.url))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("popup", lambda popup: wrong.append(popup.url))
    load(page, lambda: page.goto(server.address))
    yield page
    context.close()
    assert outside == []
    assert wrong == []


@pytest.mark.browser
def test_the_page_shows_payloads_as_text_and_asks_no_other_host(page: Page) -> None:
    shown = 0
    for turn, board in enumerate(BOARDS):
        page.get_by_label("Question").fill(f"what was said on board {board}?")
        page.get_by_label("Question").press("Enter")
        answer = page.locator(".turn").nth(turn)
        expect(answer.locator(".card").first).to_be_attached()
        assert answer.locator(MADE).count() == 0
        hrefs = answer.locator("a").evaluate_all("links => links.map((one) => one.getAttribute('href'))")
        assert all(href.startswith(("#", "./answers/", "./?", OUTSIDE)) for href in hrefs), hrefs
        numbers = answer.locator("blockquote .chip").all_inner_texts()
        assert [int(re.sub(r"\D", "", number)) for number in numbers] == list(range(1, len(numbers) + 1))
        shown += len(numbers)
        answer.locator(".chip").first.click()
        expect(page.locator("#reader mark").first).to_be_visible()
        assert page.locator("#reader .text").locator(MADE).count() == 0
    assert shown >= 50


def said(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*ONRECORD, *arguments, "--home", str(home)], capture_output=True, cwd=ROOT, check=True, env=os.environ
    )
    return done.stdout.decode()


def test_no_control_character_reaches_the_terminal(home: Path) -> None:
    asked = [said(home, "ask", f"what was said on board {board}?", "--all") for board in BOARDS[3:8:2]]
    read = [said(home, "show", f"run-{one.number}") for one in ALL[33:40:3]]
    for printed in (*asked, *read, said(home, "articles", "--limit", "50"), said(home, "search", "board Delta")):
        steering = {letter for letter in printed if not letter.isprintable()} - {"\n", "\t"}
        assert not steering, steering
    assert "<U+001B>[2J" in read[0]


def test_no_cell_of_a_table_is_a_formula(home: Path, start: Callable[..., Server]) -> None:
    with start(home).client() as client:
        table = client.get("/statements", params={"format": "csv", "limit": 200})
    rows = [*csv.reader(io.StringIO(table.text))]
    assert len(rows) > 20
    cells = [cell for row in rows for cell in row if cell]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [cell for cell in cells if "\x1b" in cell]


def test_bracketed_numbers_in_articles_do_not_change_citation_numbers(home: Path) -> None:
    record = rag.open(home)
    for board in BOARDS:
        answer = record.ask(f"what was said on board {board}?", everything=True)
        assert len({citation.article_id for citation in answer.citations}) == 5
        assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
        assert {number for sentence in answer.sentences for number in sentence.citations} == {
            citation.number for citation in answer.citations
        }
        for citation in answer.citations:
            text = record.article(citation.article_id, citation.article_version).text
            assert text[citation.start : citation.end] == citation.cited_text

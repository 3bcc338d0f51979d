"""The page as a person meets it, in a headless Chromium."""

import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

import index
from ui.compose import create_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update"
WIDE, NARROW = (1280, 800), (390, 844)

expect.set_options(timeout=30_000)  # milliseconds; the first page of a cold Chromium on a busy machine takes a while

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),  # Gradio's queue keeps figures with pandas
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: chromium, chromium-browser or google-chrome"),
]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(home), log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET.split()])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(seeds_home: Path) -> Iterator[str]:
    with serving(seeds_home) as address:
        yield address


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a page as a new visitor; in the end, nothing may have gone outside, wrong, or to waste."""
    contexts, outside, wrong = [], [], []

    def open_page(address: str, size: tuple[int, int] = WIDE) -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        page = contexts[-1].new_page()
        page.on("request", lambda one: None if one.url.startswith("http://127.0.0.1:") else outside.append(one.url))
        page.on("response", lambda one: wrong.append(one.url) if one.status >= 400 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.goto(address)
        page.wait_for_timeout(1500)  # Gradio loses what is sent while the stream of the page's own loading closes
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not outside
    assert not wrong


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, and give what is answered."""
    before = page.locator(".turn").count()
    page.get_by_label("Question").fill(question)
    page.get_by_label("Question").press("Enter")
    turn = page.locator(".turn").nth(before)
    expect(turn).to_be_visible()
    expect(turn.locator(".waiting")).to_have_count(0)
    return turn


def in_sight(page: Page, part: Locator) -> bool:
    box, size = part.bounding_box(), page.viewport_size
    return bool(box and size) and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_first_question_stands_ready_and_enter_answers_it(
    visit: Visit, address: str, size: tuple[int, int]
) -> None:
    page = visit(address, size)
    expect(page.locator(".library")).to_have_text(re.compile(r"^12 articles, 2011 to 2025, \d+ speakers; nothing"))
    expect(page.get_by_label("Question")).to_have_value("What was said on Libya?")
    page.get_by_label("Question").press("Enter")
    expect(page.get_by_role("heading", name="What was said on Libya?")).to_be_visible()
    expect(page.locator(".lead strong").nth(3)).to_be_visible()
    expect(page.get_by_label("Question")).to_have_value("")
    expect(page.locator(".card")).to_have_count(page.locator("blockquote .chip").count())
    expect(page.locator(".card mark").first).to_contain_text("Libya")
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_click_on_a_citation_shows_the_article_at_the_marked_words(
    visit: Visit, address: str, size: tuple[int, int]
) -> None:
    page = visit(address, size)
    turn = ask(page, "what was said on Libya?")
    last = turn.locator(".card").last
    last.locator(".title").click()
    mark = page.locator("#reader mark")
    expect(mark).to_have_text(last.locator("mark").inner_text())
    expect(page.locator("#reader h2")).to_have_text(last.locator(".title").inner_text().split(maxsplit=1)[1])
    expect(page.locator("#reader h2")).to_be_focused()
    assert in_sight(page, mark)
    assert in_sight(page, page.locator("#reader h2"))
    page.get_by_role("link", name="Close").click()
    expect(page.locator("#reader .article")).to_have_count(0)


def test_citations_are_read_by_keyboard_alone(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, "what was said on Libya?")
    first, second = page.get_by_role("link", name=re.compile(r"^Citation \d+$")).all()[:2]
    first.focus()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark")).to_be_visible()
    expect(second).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#reader .article")).to_have_count(0)
    expect(second).to_be_focused()


def test_back_leads_to_the_citation_read_before(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, "what was said on Libya?")
    page.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_be_visible()
    words = page.locator("#reader mark").inner_text()
    page.locator(".chip").last.click()
    expect(page.locator("#reader mark")).not_to_have_text(words)
    page.go_back()
    expect(page.locator("#reader mark")).to_have_text(words)


def test_a_link_to_a_citation_opens_the_article_there(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, "what was said on Libya?")
    page.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_be_visible()
    other = visit(page.url)
    expect(other.locator("#reader mark")).to_have_text(page.locator("#reader mark").inner_text())


def test_a_link_to_an_article_that_is_not_there_says_so(visit: Visit, address: str) -> None:
    page = visit(f"{address}/#article=none&version=1&start=0&end=4")
    expect(page.locator("#reader .notice")).to_be_visible()


def test_an_abstention_gives_its_reason(visit: Visit, address: str) -> None:
    turn = ask(visit(address), "what was said on Brazil's football team?")
    expect(turn.locator(".abstained")).to_contain_text("12 articles")
    expect(turn.locator("blockquote")).to_have_count(0)


@pytest.mark.parametrize("question", ["", "   ", "Libya? " * 1000])
def test_a_question_that_cannot_be_asked_gets_one_clear_line(visit: Visit, address: str, question: str) -> None:
    page = visit(address)
    expect(ask(page, question).locator(".notice")).to_be_visible()
    expect(ask(page, "what was said on Libya?").locator("mark").first).to_be_visible()


def test_two_people_ask_at_once_and_each_reads_their_own_answer(visit: Visit, address: str) -> None:
    one, other = visit(address), visit(address)
    for page, country in ((one, "Somalia"), (other, "Ukraine")):
        page.get_by_label("Question").fill(f"what was said on {country}?")
        page.get_by_label("Question").press("Enter")
    for page, country in ((one, "Somalia"), (other, "Ukraine")):
        expect(page.locator(".turn")).to_have_count(1)
        expect(page.locator(".card mark").first).to_contain_text(country)


def test_adding_articles_is_explained(visit: Visit, address: str) -> None:
    page = visit(address)
    page.get_by_text("Add your own articles").click()
    expect(page.get_by_text("onrecord index FOLDER")).to_be_visible()


def test_an_empty_home_says_what_to_do(visit: Visit, tmp_path: Path) -> None:
    with serving(tmp_path / "home") as address:
        page = visit(address)
        expect(page.locator("#library .notice")).to_be_visible()
        expect(ask(page, "what was said on Libya?").locator(".notice")).to_be_visible()


def test_a_hostile_article_is_shown_as_the_text_it_is(visit: Visit, tmp_path: Path) -> None:
    words = "On Atlantis the speaker said <script>alert(1)</script> ${alert(2)} and **nothing more** [to](https://example.org)."
    picture = '<img src="https://example.org/pixel.png" onerror="alert(3)">'
    file = tmp_path / "atlantis.txt"
    file.write_text(f"{picture} A title\n\n{words}\n\n# Not a heading\n\n{picture}\n", "utf-8")
    index.bring_up_to_date(tmp_path / "home", [str(file)])
    with serving(tmp_path / "home") as address:
        page = visit(address)
        turn = ask(page, "what was said on Atlantis?")
        expect(turn.locator("blockquote")).to_contain_text(words)
        turn.locator(".chip").first.click()
        expect(page.locator("#reader mark")).to_have_text(words)
        expect(page.locator("#reader .text")).to_contain_text(picture)
        assert page.locator("#conversation img, #reader img, #reader h1, #reader strong").count() == 0


def test_an_answer_is_taken_away_as_a_file(visit: Visit, address: str) -> None:
    turn = ask(page := visit(address), "what was said on Libya?")
    for name, ending in (("DOCX", "docx"), ("CSV", "csv")):
        with page.expect_download() as expected:
            turn.get_by_role("link", name=name).click()
        assert re.fullmatch(rf"onrecord-[0-9a-f]{{16}}\.{ending}", expected.value.suggested_filename)
        assert expected.value.path().stat().st_size > 1_000

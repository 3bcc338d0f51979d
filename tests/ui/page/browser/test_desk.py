"""The page as a place to work: where things stand, what stays on the screen, and what happens when the server goes."""

import re
import socket
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, ZOOMED, Visit, answered, ask, in_sight, serving
from playwright.sync_api import Page, expect

LIBYA = "What was said on Libya?"


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).last.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED])
def test_every_answer_stands_below_its_question_at_the_top_of_the_screen(
    visit: Visit, address: str, size: tuple[int, int]
) -> None:
    page = visit(address, size=size)
    ask(page, LIBYA)
    expect(page).to_have_title("What was said on Libya? – onrecord")
    turn = ask(page, "And on Somalia?")
    expect(page).to_have_title("And on Somalia? – onrecord")
    page.wait_for_timeout(100)
    head = page.locator("#top").bounding_box()
    assert head
    assert 0 <= top_of(page, ".turn .question") - max(head["y"] + head["height"], 0) < 40
    assert in_sight(page, turn.locator("blockquote p").first.locator(".chip"))
    if size != ZOOMED:
        assert head["y"] == 0
        expect(page.get_by_role("navigation", name="Views")).to_be_in_viewport()
    page.mouse.wheel(0, -5000)
    page.wait_for_timeout(100)
    assert top_of(page, ".turn .question") > 0


def test_a_question_shows_at_once_that_it_was_sent_and_a_lost_one_is_asked_again(
    visit: Visit, seeds_home: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serving(seeds_home, port) as address:
        page = visit(address)
        ask(page, "What was said on Somalia?")
    page.evaluate(
        """() => {
            addEventListener("keydown", () => (window.began ??= performance.now()), true);
            const note = () => document.getElementById("sending") && (window.took ??= performance.now() - window.began);
            new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    page.get_by_label("Question").fill(LIBYA)
    page.get_by_label("Question").press("Enter")
    expect(page.locator("#sending .question")).to_have_text(LIBYA)
    took = page.evaluate("window.took")
    print(f"shown as sent after {took:.0f} ms")
    assert took < 100
    expect(page.get_by_role("alert")).to_contain_text("Can't reach the server. Trying again …")
    with serving(seeds_home, port):
        expect(answered(page, 1).get_by_role("heading", name=LIBYA)).to_be_visible()
        expect(page.locator(".turn")).to_have_count(2)
        page.context.close()


def test_the_page_is_found_around_in_without_a_mouse(visit: Visit, address: str) -> None:
    page = visit(address)
    for role, name in (("banner", None), ("main", None), ("search", "Ask"), ("navigation", "Views")):
        expect(page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type] # one of the roles that there are
    ask(page, LIBYA)
    page.get_by_role("link", name="onrecord").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".question a").last).to_be_focused()
    page.locator(".chip").first.click()
    expect(page.get_by_role("complementary", name="Article")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Next citation")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
    expect(page.get_by_role("complementary", name="Article")).to_be_visible()
    for path, title in (("look=Libya", "Libya – Explore"), ("trace=", "Check a quote"), ("library=", "Library")):
        page.evaluate(f"onrecord.go('./?{path}')")
        expect(page).to_have_title(f"{title} – onrecord")


def test_what_is_touched_is_large_enough(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Turkey%3F&since=2011", size=NARROW)
    answered(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("#top button, .chip, .copy, .filter, #desk button, .suggestions a")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    assert small == []


def test_print_has_the_words_and_nothing_to_click(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F&since=2012")
    turn = answered(page)
    page.emulate_media(media="print")
    expect(turn.locator("blockquote").first).to_be_visible()
    expect(turn.locator(".lead").first).to_be_visible()
    for hidden in ("#desk", "#top nav", ".theme", ".copy >> nth=0", ".permanent"):
        expect(page.locator(hidden)).to_be_hidden()


def test_without_an_open_article_the_answer_has_the_width(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F")
    turn = answered(page)
    expect(page.locator("#reader")).to_be_hidden()
    wide = turn.bounding_box()
    turn.locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    narrow = turn.bounding_box()
    assert wide
    assert narrow
    assert wide["width"] > 1.5 * narrow["width"]
    turn.locator(".next a").first.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".extent", has_text=re.compile("Understood as|Showing")).first).to_be_visible()

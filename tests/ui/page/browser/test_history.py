"""Conversations in a side bar, and everything by name."""

import re
from pathlib import Path

from browsing import KEY, Host, Visit, answered, ask, load
from playwright.sync_api import Page, expect

LIBYA, SOMALIA = "What was said on Libya?", "What was said on Somalia?"


def converse(page: Page) -> None:
    """Ask in one conversation, and then in a new one."""
    ask(page, LIBYA)
    ask(page, "And on Syria?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, SOMALIA)


def open_history(page: Page, *titles: str) -> None:
    """Open the history, which has conversations with these titles."""
    page.get_by_role("button", name="History", exact=True).click()
    expect(page.get_by_role("complementary", name="Conversations").locator(".open")).to_have_text(titles)


def test_a_visitor_finds_renames_and_deletes_conversations_kept_in_the_browser(visit: Visit, address: str) -> None:
    page = visit(address)
    converse(page)
    open_history(page, SOMALIA, LIBYA)
    bar = page.get_by_role("complementary", name="Conversations")
    expect(bar).to_contain_text("Kept in this browser.")
    expect(bar.get_by_role("listitem").nth(1)).to_contain_text("2 questions")
    bar.get_by_label("Search conversations").fill("SYRIA")
    expect(bar.locator(".open")).to_have_text([LIBYA])
    bar.get_by_role("button", name=LIBYA, exact=True).click()
    expect(page.locator(".turn .question")).to_have_text([LIBYA, "And on Syria?"])
    expect(bar).to_have_count(0)
    expect(answered(page, 1).locator(".statement").first).to_be_visible()
    ask(page, "Who spoke about Palestine?")
    open_history(page, LIBYA, SOMALIA)
    expect(bar.locator(".open[aria-current]")).to_have_text(LIBYA)
    expect(bar.get_by_role("listitem").first).to_contain_text("3 questions")
    bar.get_by_role("button", name=f"Rename “{LIBYA}”").click()
    bar.get_by_label("Title").fill("Libya and <b>others</b>")
    bar.get_by_label("Title").press("Enter")
    expect(bar.locator(".open").first).to_have_text("Libya and <b>others</b>")
    load(page, page.reload)
    open_history(page, "Libya and <b>others</b>", SOMALIA)
    bar.get_by_role("button", name="Delete “Libya").click()
    expect(bar.locator(".open")).to_have_text([SOMALIA])
    expect(page.locator(".turn")).to_have_count(0)
    bar.press("Escape")
    expect(page.get_by_role("button", name="History", exact=True)).to_be_focused()


def test_conversations_of_a_key_are_kept_by_the_server_for_it_alone(
    edit: Visit, visit: Visit, host: Host, home: Path
) -> None:
    address = host(home)  # of its own: other tests converse under the same key
    page = edit(address)
    converse(page)
    open_history(page, SOMALIA, LIBYA)
    expect(page.get_by_role("complementary", name="Conversations")).to_contain_text("Kept on the server")
    other = edit(address)
    open_history(other, SOMALIA, LIBYA)
    bar = other.get_by_role("complementary", name="Conversations")
    bar.get_by_role("button", name=LIBYA, exact=True).click()
    expect(other.locator(".turn .question")).to_have_text([LIBYA, "And on Syria?"])
    open_history(other, SOMALIA, LIBYA)
    for title in (LIBYA, SOMALIA):
        bar.get_by_role("button", name=f"Delete “{title}”").click()
        expect(bar.get_by_role("button", name=title, exact=True)).to_have_count(0)
    stranger = visit(address)
    stranger.get_by_role("button", name="History", exact=True).click()
    expect(stranger.get_by_text("No conversations yet.")).to_be_visible()
    assert KEY not in stranger.content()


def test_everything_is_reached_by_name(visit: Visit, address: str) -> None:
    page = visit(address)
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Go to")
    expect(box).to_be_focused()
    box.press_sequentially("libr")
    expect(page.get_by_role("option").first).to_have_text(re.compile("^Library"))
    box.press("Enter")
    expect(page.locator("#view h2").first).to_have_text("Library")
    page.keyboard.press("Control+k")
    box.press_sequentially("lavrov")
    expect(page.get_by_role("option").first).to_contain_text("Sergey Lavrov")
    box.press("Enter")
    expect(page.locator("#view h2").first).to_have_text("Sergey Lavrov")
    page.keyboard.press("Control+k")
    box.fill(LIBYA)
    page.get_by_role("option", name=f"Ask “{LIBYA}”").click()
    expect(answered(page).locator(".question")).to_have_text(LIBYA)
    page.locator("body").press("Control+k")
    box.press("ArrowUp")
    expect(page.get_by_role("option", name="Keys")).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Ctrl K")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

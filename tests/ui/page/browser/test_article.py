"""Reading: the article beside the answer, at the cited words."""

import re
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, Host, Visit, ask, in_sight
from pdf_files import write_pdf
from playwright.sync_api import expect

import index

LIBYA = "What was said on Libya?"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_click_on_a_citation_shows_the_article_at_the_marked_words(
    visit: Visit, address: str, size: tuple[int, int]
) -> None:
    page = visit(address, size=size)
    turn = ask(page, LIBYA)
    turn.get_by_text("Sources in context").click()
    last = turn.locator(".card").last
    words, title = last.locator("mark").inner_text(), last.locator(".title").inner_text().split(maxsplit=1)[1]
    last.locator(".title").click()
    mark = page.locator("#reader .text mark")
    expect(mark).to_have_text(words)
    expect(page.locator("#reader h2")).to_have_text(title)
    expect(page.locator("#reader h2")).to_be_focused()
    assert in_sight(page, mark)
    assert in_sight(page, page.locator("#reader h2"))
    page.get_by_role("link", name="Close").click()
    expect(page.locator("#reader .article")).to_have_count(0)


def test_the_speaker_and_their_other_statements_stand_beside_the_text(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, "What did Barack Obama say about Libya?").locator(".chip").first.click()
    said = page.locator("#reader .said-here li")
    expect(page.locator("#reader .byline")).to_contain_text("Barack Obama, President")
    expect(page.locator("#reader .said-here li.current")).to_contain_text("Libya")
    assert said.count() > 2
    before = page.locator("#reader .text mark").first.inner_text()
    said.last.get_by_role("link").click()
    expect(page.locator("#reader .text mark").first).not_to_have_text(before)


def test_the_next_and_previous_citation_are_a_button_or_a_key_away(visit: Visit, address: str) -> None:
    page = visit(address)
    chips = ask(page, LIBYA).locator(".chip")
    chips.first.click()
    mark = page.locator("#reader .text mark")
    first = mark.inner_text()
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.get_by_role("button", name="Next citation").click()
    expect(mark).not_to_have_text(first)
    expect(chips.nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")
    expect(chips.nth(2)).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(mark).to_have_text(first)


def test_citations_are_read_by_keyboard_alone(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, LIBYA)
    first, second = page.get_by_role("link", name=re.compile(r"^Citation \d+$")).all()[:2]
    first.focus()
    for _ in range(3):  # Copy and Pick stand between two citations of one speaker
        page.keyboard.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#reader .text mark")).to_be_visible()
    expect(second).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#reader .article")).to_have_count(0)
    expect(second).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Question")).to_be_focused()


def test_back_leads_to_the_citation_read_before(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, LIBYA)
    page.locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    words = page.locator("#reader .text mark").inner_text()
    page.locator(".chip").last.click()
    expect(page.locator("#reader .text mark")).not_to_have_text(words)
    page.go_back()
    expect(page.locator("#reader .text mark")).to_have_text(words)


def test_a_link_to_a_citation_opens_the_article_there(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, LIBYA)
    page.locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    other = visit(page.url, "")
    expect(other.locator("#reader .text mark")).to_have_text(page.locator("#reader .text mark").inner_text())


def test_a_link_to_an_article_that_is_not_there_says_so(visit: Visit, address: str) -> None:
    page = visit(address, "/#article=none&version=1&start=0&end=4")
    expect(page.locator("#reader .notice")).to_contain_text("there is no article")


def test_a_story_that_others_carry_says_so_and_leads_to_them(visit: Visit, host: Host, tmp_path: Path) -> None:
    story = (
        "The ferry to Atlantis runs again after two years. The harbour master said that every berth was taken. "
        "Fares stay as they were before."
    )
    for day, name in enumerate(("morning", "evening", "weekly"), 1):
        head = f"title: The ferry\nsource: {name} post\nurl: https://example.org/{name}\npublished: 2020-05-0{day}"
        (tmp_path / f"{name}.md").write_text(f"---\n{head}\n---\n{story}\n")
    index.bring_up_to_date(tmp_path / "home", [*map(str, tmp_path.glob("*.md"))])
    page = visit(host(tmp_path / "home"))
    turn = ask(page, "What was said on Atlantis?")
    expect(turn.locator("blockquote .detail", has_text="also in 2 other articles")).to_be_visible()
    turn.locator(".chip").first.click()
    expect(page.locator("#reader .copies h3")).to_have_text("Also in 2 other articles")
    expect(page.locator("#reader header .origin a")).to_have_attribute("href", re.compile(r"^https://example\.org/"))
    here = page.locator("#reader header .origin").inner_text()
    page.locator("#reader .copies a").first.click()
    expect(page.locator("#reader header .origin").first).not_to_have_text(here)


def test_a_page_of_a_pdf_is_seen_as_printed_and_turned(visit: Visit, host: Host, tmp_path: Path) -> None:
    pages = [[(60, 700, 12, "The road to Harrow is open.")], [(60, 700, 12, "It had been closed on Monday.")]]
    (tmp_path / "road.pdf").write_bytes(write_pdf(*pages, title="Road"))
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / "road.pdf")])
    page = visit(host(tmp_path / "home"), "/?library=")
    page.get_by_role("link", name="Road").click()
    page.get_by_text("Page 1 of 2 as printed").click()
    first = page.get_by_role("img", name="Page 1 of 2 as printed")
    expect(first).to_have_js_property("naturalWidth", 1100)
    expect(page.get_by_role("button", name="Previous page")).to_be_disabled()
    page.get_by_role("button", name="Next page").click()
    second = page.get_by_role("img", name="Page 2 of 2 as printed")
    expect(second).to_have_js_property("complete", value=True)
    expect(second).to_have_js_property("naturalWidth", 1100)
    expect(page.get_by_role("button", name="Next page")).to_be_disabled()
    expect(page.get_by_text("Page 2 of 2 as printed")).to_be_visible()

"""Working: quotations picked into a brief, people, and questions that are followed."""

from collections.abc import Callable
from pathlib import Path

from browsing import Host, ask
from playwright.sync_api import Page, expect


def test_quotations_are_picked_ordered_and_followed_and_their_speakers_have_pages(
    edit: Callable[..., Page], host: Host, home: Path
) -> None:
    page = edit(host(home))
    turn = ask(page, "What was said on Libya?")
    words = turn.locator("blockquote .said")
    for number in (0, 1):
        turn.get_by_role("link", name="Pick").nth(number).click()
        expect(page.get_by_role("status").filter(has_text="Put into “Brief”.")).to_be_visible()
    picked = [words.nth(number).inner_text() for number in (0, 1)]
    turn.get_by_role("link", name="Follow", exact=True).click()
    expect(page.get_by_text("Followed: what comes later is shown as new.")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Briefs").click()
    page.get_by_role("link", name="Brief", exact=True).click()
    expect(page.locator("#view .said")).to_have_text(picked)
    page.get_by_role("button", name="Down").first.click()
    expect(page.locator("#view .said")).to_have_text(picked[::-1])
    page.get_by_role("button", name="Add a heading").click()
    page.locator("#view .picked .text").fill("Libya, on record")
    page.locator("#view .picked .text").press("Tab")
    expect(page.locator("#view .outcome")).to_have_text("Saved.")
    with page.expect_download() as expected:
        page.get_by_role("link", name="Markdown").click()
    assert "## Libya, on record" in expected.value.path().read_text()

    page.get_by_role("navigation").get_by_role("link", name="Followed").click()
    expect(page.locator("#view .followed")).to_contain_text("0 new since")

    page.get_by_role("link", name="People").click()
    page.get_by_label("Name, office or country").fill("obama")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Barack Obama").click()
    expect(page).to_have_title("Barack Obama – People – onrecord")
    page.get_by_label("About").fill("Libya")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#view .extent", has_text="about “Libya”")).to_be_visible()
    page.locator("#view tbody .date").first.click()
    expect(page.locator("#reader .text mark").first).to_be_visible()
    page.get_by_role("link", name="United States").first.click()
    expect(page.get_by_role("heading", name="Who speaks for United States")).to_be_visible()

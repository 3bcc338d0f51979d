"""The page at a first visit: the one test of the browser in `make test`; `make browser` runs the others."""

from browsing import Visit, ask
from playwright.sync_api import expect


def test_a_visitor_asks_reads_the_article_at_the_citation_asks_on_and_checks_a_quotation(
    visit: Visit, address: str
) -> None:
    page = visit(address)
    answer = ask(page, "What did Barack Obama say about Libya?")
    expect(answer.locator(".lead strong").first).to_have_text("Barack Obama")
    words = answer.locator(".said").first.inner_text()
    answer.locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_have_text(words)
    follow_up = ask(page, "And on Syria?")
    expect(follow_up.locator(".extent").first).to_have_text("Understood as: what did Barack Obama say about Syria?")
    page.get_by_role("link", name="Check a quote").click()
    page.get_by_label("Quotation").fill(words)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#view .verdict")).to_contain_text("On record")

"""Tracing a quotation beside the record."""

from browsing import Visit, ask
from playwright.sync_api import expect

ALTERED = "The resources of Libya belong to the Libyans, Erdoğan said after visiting Tripoli"


def test_a_quotation_stands_beside_the_record_with_the_differences_marked(visit: Visit, address: str) -> None:
    page = visit(address, "/?trace=")
    page.get_by_label("Quotation").fill(ALTERED)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#view .verdict")).to_have_text("On record with changes: 1 difference.")
    quoted, recorded = (page.locator("#view .match").first.locator(".column").nth(side) for side in (0, 1))
    expect(quoted.locator("mark")).to_have_text(["belong"])
    expect(recorded.locator("mark")).to_have_text(["belonged"])
    expect(page.locator("#view .lead strong").first).to_contain_text("Erdoğan")
    page.get_by_role("link", name="On record").click()
    expect(page.locator("#reader .text mark")).to_contain_text("belonged to the Libyans")


def test_words_of_another_are_said_to_be_anothers(visit: Visit, address: str) -> None:
    page = visit(address, "/?trace=")
    page.get_by_label("Quotation").fill(ALTERED)
    page.get_by_label("Attributed to").fill("Obama")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#view .other-speaker").first).to_contain_text("Obama")


def test_what_was_never_said_is_not_on_record(visit: Visit, address: str) -> None:
    page = visit(address, "/?trace=The+moon+shall+be+ours+before+the+year+is+over+and+nobody+will+take+it+away")
    expect(page.locator("#view .verdict")).to_have_text("Not found in 12 articles.")
    expect(page.locator("#view .match")).to_have_count(0)
    expect(page.locator("#view .card .passage")).to_be_visible()


def test_a_quotation_typed_as_a_question_leads_here(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, f"“{ALTERED}”").get_by_role("link", name="Compare word by word").click()
    expect(page.locator("#view .verdict")).to_have_text("On record with changes: 1 difference.")


def test_a_quotation_that_is_too_short_stays_in_its_field_which_says_so(visit: Visit, address: str) -> None:
    page = visit(address, "/?trace=Libya&speaker=Obama")
    quotation = page.get_by_label("Quotation")
    expect(quotation).to_have_value("Libya")
    expect(quotation).to_have_accessible_description("The quotation has 1 word; enter at least 3, as printed.")
    expect(page.get_by_label("Attributed to")).to_have_value("Obama")
    quotation.fill(f"“{ALTERED.replace('belong ', 'belonged ')},” the prime minister told reporters")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#view .verdict")).to_have_text("On record, word for word.")

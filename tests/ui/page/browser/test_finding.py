"""Finding words in an article, and names completed as they are typed."""

from browsing import Visit, answered
from playwright.sync_api import Page, Route, expect


def marked(page: Page, name: str = "found") -> list[str]:
    """Return the words that are marked as found."""
    found: list[str] = page.evaluate("(name) => [...(CSS.highlights.get(name) ?? [])].map(String)", name)
    return found


def test_words_are_found_in_the_open_article_and_stepped_through_by_keys(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F")
    answered(page).locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    text = page.locator("#reader .text").inner_text()
    box = page.get_by_label("Find in this article")
    page.locator("#reader h2").press("f")
    expect(box).to_be_focused()
    box.press_sequentially("LIBYA")
    count = text.casefold().count("libya")
    status = page.locator("#reader .find [role=status]")
    expect(status).to_have_text(f"1 of {count}")
    assert [word.casefold() for word in marked(page)] == ["libya"] * count
    box.press("Enter")
    expect(status).to_have_text(f"2 of {count}")
    box.press("Shift+Enter")
    page.get_by_role("button", name="Previous match").click()
    expect(status).to_have_text(f"{count} of {count}")
    place = page.evaluate("[...CSS.highlights.get('found-current')][0].getBoundingClientRect().top")
    assert 0 < place < page.viewport_size["height"]
    box.fill("no such words")
    expect(status).to_have_text("Not found")
    box.press("Escape")
    expect(box).to_have_value("")
    assert marked(page) == []
    expect(page.locator("#reader .article")).to_be_visible()


def test_words_are_found_across_a_marked_citation_and_without_accents(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+did+Erdogan+say+about+Libya%3F")
    answered(page).locator(".chip").first.click()
    mark = page.locator("#reader .text mark")
    expect(mark).to_be_visible()
    before = mark.evaluate(
        "(mark) => mark.parentElement.textContent.split(mark.textContent)[0].trim().split(' ').at(-1)"
    )
    words = f"{before} {' '.join(mark.inner_text().split()[:2])}".strip()
    box = page.get_by_label("Find in this article")
    box.fill(words.upper())
    assert " ".join(marked(page)[0].split()) == words
    box.fill("erdogan")
    assert "Erdoğan" in marked(page)


def test_another_article_begins_with_nothing_found(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F")
    chips = answered(page).locator(".chip")
    chips.first.click()
    page.get_by_label("Find in this article").fill("the")
    assert marked(page)
    chips.nth(3).click()
    expect(page.get_by_label("Find in this article")).to_have_value("")
    assert marked(page) == []


def test_a_name_in_the_question_is_completed_by_keys_and_enter_then_asks(visit: Visit, address: str) -> None:
    page = visit(address)
    box = page.get_by_label("Question")
    box.press_sequentially("What did Lav")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Sergey Lavrov")
    expect(options.first).to_have_attribute("aria-selected", "false")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    box.press("Enter")
    expect(box).to_have_value("What did Sergey Lavrov")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(0)
    box.press_sequentially(" say about Liby")
    expect(options.first).to_contain_text("Libya")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    box.press_sequentially("a?")
    box.press("Enter")
    expect(answered(page).locator(".question")).to_have_text("What did Sergey Lavrov say about Libya?")


def test_enter_sends_what_was_typed_while_names_are_offered(visit: Visit, address: str) -> None:
    page = visit(address)
    box = page.get_by_label("Question")
    box.press_sequentially("What was said on Liby")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(answered(page).locator(".question")).to_have_text("What was said on Liby")


def test_names_that_arrive_after_enter_are_not_offered_any_more(visit: Visit, address: str) -> None:
    page = visit(address, "/?people=")
    waiting: list[Route] = []
    page.route("**/page/*?*obama*", lambda route: waiting.append(route))  # noqa: PLW0108 (a method of a list takes no mark)
    with page.expect_request("**/page/complete**"):
        page.get_by_label("Name, office or country").fill("obama")
    page.keyboard.press("Enter")
    while len(waiting) < 2:
        page.wait_for_timeout(10)
    names, people = waiting
    with page.expect_response(names.request.url) as offered:
        names.continue_()
    assert offered.value.json()["completions"]
    page.wait_for_timeout(100)
    assert page.get_by_role("listbox").count() == 0
    people.continue_()
    page.get_by_text("1 speaker with “obama”").wait_for()


def test_filters_are_completed_one_value_after_the_other(visit: Visit, address: str) -> None:
    page = visit(address)
    page.get_by_text("Filters").click()
    for label, typed, name in (("Speaker", "oba", "Barack Obama"), ("Country", "russ", "Russia")):
        box = page.locator("#filters").get_by_label(label)
        box.press_sequentially(typed)
        expect(box).to_have_attribute("aria-expanded", "true")
        expect(box).to_have_attribute("role", "combobox")
        page.get_by_role("option", name=name).click()
        expect(box).to_have_value(name)
        expect(box).to_be_focused()
    speaker = page.locator("#filters").get_by_label("Speaker")
    speaker.press("End")
    speaker.press_sequentially("; lav")
    expect(page.get_by_role("option", name="Sergey Lavrov")).to_be_visible()
    speaker.press("ArrowUp")
    speaker.press("Enter")
    expect(speaker).to_have_value("Barack Obama; Sergey Lavrov")
    source = page.locator("#filters").get_by_label("Source")
    source.press_sequentially("un gen")
    expect(page.get_by_role("option").first).to_contain_text("UN General")
    source.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_the_sides_of_a_comparison_are_completed(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=")
    box = page.get_by_label("Compare")
    box.press_sequentially("Russ")
    page.get_by_role("option", name="Russia").click()
    expect(box).to_have_value("Russia")

"""The library on the page: found, added to, brought up to date, taken out of and put back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Host, Visit, ask, load
from playwright.sync_api import Page, expect

import index

Edit = Callable[..., Page]


@pytest.fixture
def library(tmp_path: Path, host: Host) -> str:
    """Return the address of a library of one folder, in which one file is no article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(
        "The harbour\n\nThe port of Atlantis has two gates. Both are of bronze.\n", "utf-8"
    )
    (folder / "empty.txt").write_text("")
    index.bring_up_to_date(tmp_path / "home", [str(folder)])
    return host(tmp_path / "home")


def test_articles_are_found_and_show_their_statements(visit: Visit, address: str) -> None:
    page = visit(address, "/?library=")
    expect(page.locator("#view .counted")).to_have_text("12 articles")
    page.get_by_label("Find an article by title, source or speaker").fill("Obama")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#view .counted")).to_contain_text("1 article")
    page.locator("#view .articles .title").click()
    expect(page.locator("#reader .said-here li").first).to_contain_text("Obama")


def test_who_has_not_signed_in_may_only_read(visit: Visit, address: str) -> None:
    page = visit(address, "/?library=")
    expect(page.locator("#view").get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.locator("#view").get_by_role("button")).to_have_text(["Find"])


def test_a_pasted_article_can_be_asked_about(edit: Edit, library: str) -> None:
    page = edit(library, "/?library=")
    page.get_by_text("Add articles").click()
    page.get_by_label("Title", exact=True).fill("The lighthouse")
    page.get_by_label("Text", exact=True).fill("The lighthouse of Lemuria was lit again in May.")
    page.get_by_role("button", name="Add the text").click()
    expect(page.locator("#view .counted")).to_have_text("2 articles")
    expect(page.locator("#view .arrived")).to_have_text("Added The lighthouse")
    expect(page.locator("#view .outcome")).to_contain_text("1 added")
    expect(page.locator("#library")).to_contain_text("2 articles")
    page.locator("#view .arrived").get_by_role("link", name="The lighthouse").click()
    expect(page.locator("#reader .text")).to_contain_text("lit again in May")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Ask").first.click()
    expect(ask(page, "What was said on Lemuria?").locator("blockquote")).to_contain_text("lit again in May")
    load(page, lambda: page.goto(library))
    expect(page.locator("#library")).to_contain_text("2 articles")


def test_a_file_is_added_and_one_that_is_none_is_refused_with_its_reason(
    edit: Edit, library: str, tmp_path: Path
) -> None:
    page = edit(library, "/?library=")
    (tmp_path / "mill.md").write_text("---\ntitle: The mill\n---\nThe mill of Hyperborea turns again.\n")
    (tmp_path / "nothing.txt").write_text("")
    page.get_by_text("Add articles").click()
    page.get_by_label("Files").set_input_files([tmp_path / "nothing.txt", tmp_path / "mill.md"])
    page.get_by_role("button", name="Add the files").click()
    expect(page.locator("#view .outcome")).to_contain_text("empty")
    expect(page.locator("#view .counted")).to_have_text("2 articles")
    expect(page.locator("#view .arrived")).to_have_text("Added The mill")
    page.get_by_role("link", name="Recently added").click()
    expect(page.locator("#view .articles .title").first).to_have_text("The mill")
    page.get_by_text("Add articles").click()
    page.get_by_label("Title", exact=True).fill("The well")
    page.get_by_label("Text", exact=True).fill("The well of Lemuria is deep.")
    page.get_by_label("Published").fill("soon")
    page.get_by_role("button", name="Add the text").click()
    expect(page.get_by_label("Published")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#view .error")).to_contain_text("is not a date")
    expect(page.get_by_label("Title", exact=True)).to_have_value("The well")


def test_a_link_that_may_not_be_followed_is_refused_with_its_reason(edit: Edit, library: str) -> None:
    page = edit(library, "/?library=")
    page.get_by_text("Add articles").click()
    page.get_by_label("URL of a page or feed").fill("http://127.0.0.1:9/feed.xml")
    page.get_by_role("button", name="Add the URL").click()
    expect(page.locator("#view .rejected li", has_text="127.0.0.1")).to_be_visible()


def test_it_is_brought_up_to_date_with_what_came_what_changed_and_what_was_refused(
    edit: Edit, library: str, tmp_path: Path
) -> None:
    page = edit(library, "/?library=")
    (tmp_path / "articles" / "harbour.txt").write_text(
        "The harbour\n\nThe port of Atlantis has three gates. Both are of bronze.\n", "utf-8"
    )
    (tmp_path / "articles" / "mill.txt").write_text("The mill\n\nThe mill of Hyperborea turns again.\n")
    page.evaluate(
        """() => {
            window.seen = [];
            const outcome = document.querySelector("#view .outcome");
            const note = () => window.seen.push([outcome.textContent, document.querySelector("#view progress").hidden]);
            new MutationObserver(note).observe(outcome, { childList: true });
        }"""
    )
    page.get_by_role("button", name="Re-index sources").click()
    expect(page.locator("#view .outcome")).to_have_text("1 added, 1 updated; 1 source failed")
    assert ["Reading sources …", False] in page.evaluate("window.seen") or any(
        "of" in line for line, hidden in page.evaluate("window.seen") if not hidden
    )
    expect(page.locator("#view .rejected li")).to_contain_text("empty.txt")
    page.locator("#view .changed summary").click()
    expect(page.locator("#view .changed ins")).to_have_text("The port of Atlantis has three gates.")
    page.locator("#view .articles .title", has_text="The harbour").click()
    expect(page.locator("#reader .versions li")).to_have_count(2)
    page.locator("#reader .versions a", has_text="Version 1").click()
    expect(page.locator("#reader .text")).to_contain_text("two gates")


def test_an_article_is_taken_out_and_put_back(edit: Edit, library: str) -> None:
    page = edit(library, "/?library=")
    page.get_by_role("button", name="Remove The harbour").click()
    expect(page.locator("#view .counted")).to_have_text("0 articles")
    expect(page.locator("#view .outcome")).to_contain_text("Removed “The harbour”.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#view .counted")).to_have_text("1 article")
    page.get_by_role("button", name="Remove The harbour").click()
    page.get_by_role("button", name="Restore The harbour").click()
    expect(page.locator("#view .counted")).to_have_text("1 article")


def test_an_empty_library_says_so_and_can_be_filled(edit: Edit, host: Host, tmp_path: Path) -> None:
    page = edit(host(tmp_path / "home"), "/?library=")
    expect(page.locator("#view .counted")).to_have_text("0 articles")
    page.locator("#view").get_by_text("Add articles").click()
    page.get_by_label("Title", exact=True).fill("The lighthouse")
    page.get_by_label("Text", exact=True).fill("The lighthouse of Lemuria was lit again in May.")
    page.get_by_role("button", name="Add the text").click()
    expect(page.locator("#view .counted")).to_have_text("1 article")

"""The language model's tasks in the page: a quotation translated, a text drafted from a brief."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browsing import Visit, ask, serving
from playwright.sync_api import Page, expect
from scripted_model import Script, serve_script

from rag import Endpoint, LanguageModel


def reply(messages: list[dict[str, str]]) -> list[str]:
    """Return a translation for a quotation; for a brief its first quotation as a sentence, and one that nobody said."""
    rules, asked = messages[0]["content"], messages[1]["content"]
    if rules.startswith("Translate"):
        return ["Traduction : ", asked]
    line = next(line for line in asked.splitlines() if line.startswith("[1] "))
    return [f"{line.partition(': ')[2]} [1]", " Mars has 900 moons. [1]"]


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    with (
        serve_script(Script(reply)) as url,
        closing(LanguageModel(Endpoint.parse(url))) as model,
        serving(home, model=model) as address,
    ):
        yield address


def test_a_quotation_is_translated_beside_the_original_and_marked_as_a_machines(visit: Visit, address: str) -> None:
    page = visit(address)
    turn = ask(page, "what was said on Libya?")
    expect(turn.locator(".written")).to_contain_text("Written by the language model")
    original = turn.locator("blockquote .said").first.inner_text()
    turn.get_by_role("link", name="Translate").first.click()
    turn.get_by_label("Translation into").select_option("French")
    translation = turn.locator(".translation")
    expect(translation.locator("p").first).to_have_text(f"Traduction : {' '.join(original.split())}")
    expect(translation.locator("p").first).to_have_attribute("lang", "fr")
    expect(translation).to_contain_text("Translated by the language model scripted, which may be wrong")
    turn.get_by_role("link", name="Translate").first.click()
    expect(translation).to_have_count(0)


def test_a_text_is_drafted_from_a_brief_and_put_into_it(edit: Callable[..., Page], address: str) -> None:
    page = edit(address)
    ask(page, "what was said on Libya?").get_by_role("link", name="Pick").first.click()
    page.get_by_role("link", name="Open the brief").click()
    page.get_by_role("button", name="Draft a text").click()
    draft = page.get_by_role("region", name="Draft")
    expect(draft).to_contain_text("against the quotations that it numbers. 1 sentence left out.")
    written = draft.locator(".draft-text").inner_text()
    assert written.endswith("[1]")
    draft.get_by_role("button", name="Put it into the brief").click()
    expect(page.locator("#view textarea.text")).to_have_value(written)


def test_without_a_model_neither_is_offered(edit: Callable[..., Page], home: Path) -> None:
    with serving(home) as address:
        page = edit(address)
        turn = ask(page, "what was said on Libya?")
        turn.get_by_role("link", name="Pick").first.click()
        expect(turn.get_by_role("link", name="Translate")).to_have_count(0)
        page.get_by_role("link", name="Open the brief").click()
        expect(page.get_by_role("button", name="Add a paragraph")).to_be_visible()
        expect(page.get_by_role("button", name="Draft a text")).to_have_count(0)

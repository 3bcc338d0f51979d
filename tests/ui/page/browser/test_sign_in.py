"""Signing in leads to what was opened, also to what stands behind # in an address, which no browser sends."""

from pathlib import Path

from browsing import KEY, serving
from playwright.sync_api import Browser, expect

from rag import Record
from ui.documents.source_links import link_words


def test_the_address_of_cited_words_opens_them_after_signing_in(
    browser: Browser, seeds: Record, seeds_home: Path
) -> None:
    citation = seeds.ask("what was said on Libya?").citations[0]
    with serving(seeds_home, public_read=False) as server, browser.new_context() as visitor:
        page = visitor.new_page()
        page.goto(link_words(citation, server))
        page.get_by_label("Key").fill(KEY)
        page.get_by_label("Key").press("Enter")
        expect(page.locator("#reader .text mark")).to_have_text(citation.display_text)

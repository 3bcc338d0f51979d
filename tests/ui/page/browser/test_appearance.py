"""What the page is to anyone: on every screen, in light and dark, in every script, by every means of reading."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NARROW, WIDE, WIDEST, Host, Visit, answered, ask, load
from playwright.sync_api import expect

import index

pytestmark = pytest.mark.quality

VIEWS = {
    "beginning": "/",
    "answer": "/?q=What+was+said+on+Libya%3F&since=2012",
    "abstention": "/?q=What+was+said+on+Libya%3F&until=1999",
    "look": "/?look=Libya",
    "sides": "/?look=Libya&one=Russia&other=United+States",
    "trace": "/?trace=The+resources+of+Libya+belong+to+the+Libyans%2C+Erdo%C4%9Fan+said",
    "library": "/?library=",
    "people": "/?people=",
    "person": "/?person=Barack+Obama",
    "place": "/?place=Libya",
    "briefs": "/?brief=",
    "followed": "/?follow=",
}
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious_in_light_and_in_dark(edit: Visit, address: str, view: str) -> None:
    page = edit(address, VIEWS[view])
    if view == "answer":
        answered(page).locator(".chip").first.click()
        expect(page.locator("#reader .text mark")).to_be_visible()
    if view == "look":
        page.get_by_role("button", name="By year").click()
        expect(page.get_by_text("Year of publication")).to_be_visible()
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        if scheme == "dark":
            page.get_by_role("button", name="Light or dark").click()
            page.wait_for_timeout(300)  # colours change slowly
        page.set_viewport_size({"width": size[0], "height": size[1]})
        report = Axe().run(page).response
        assert len(report["passes"]) > 10
        found = [one for one in report["violations"] if one["impact"] in SERIOUS]
        assert not found, (scheme, [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found])


@pytest.mark.parametrize("part", ["history", "palette", "completions"])
def test_axe_finds_nothing_serious_in_what_opens_over_a_view(visit: Visit, address: str, part: str) -> None:
    page = visit(address)
    ask(page, "What was said on Libya?")
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if scheme == "dark":
            page.get_by_role("button", name="Light or dark").click()
        if part == "history":
            page.get_by_role("button", name="History", exact=True).click()
            expect(page.locator("#history li")).to_have_count(1)
        elif part == "palette":
            page.keyboard.press("Control+k")
            page.keyboard.type("oba")
            expect(page.get_by_role("option", name="Barack Obama")).to_be_visible()
        else:
            page.get_by_label("Question").fill("What did ")
            page.get_by_label("Question").press_sequentially("Ob")
            expect(page.get_by_role("option").first).to_be_visible()
        page.wait_for_timeout(300)  # colours change slowly
        report = Axe().run(page).response
        found = [one for one in report["violations"] if one["impact"] in SERIOUS]
        assert not found, (scheme, [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found])
        page.keyboard.press("Escape")
        expect(page.locator("#history, #palette, #completions")).to_have_count(0)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_reaches_beyond_the_screen(visit: Visit, address: str, view: str) -> None:
    page = visit(address, VIEWS[view])
    for width, height in (NARROW, WIDE, WIDEST):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_page_weighs_little_and_is_soon_ready(visit: Visit, address: str) -> None:
    page = visit(address)
    sent: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.on("Network.loadingFinished", lambda one: sent.append(one["encodedDataLength"]))
    load(page, page.reload)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(f"{sum(sent) / 1000:.0f} KB, ready after {ready:.0f} ms")
    assert 0 < sum(sent) < 450_000
    assert 0 < ready < 2_000


def test_light_and_dark_are_chosen_and_stay(visit: Visit, address: str) -> None:
    page = visit(address)
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("body")).to_have_class("dark")
    page.reload()
    expect(page.locator("body")).to_have_class("dark")


def test_every_script_is_read_in_its_own_direction(visit: Visit, host: Host, tmp_path: Path) -> None:
    sentences = {
        "arabic": "قال الوزير إن ميناء أطلس سيفتح أبوابه في الربيع.",
        "turkish": "Bakan, Atlas limanının ilkbaharda yeniden açılacağını söyledi.",
        "russian": "Министр сказал, что порт Атлас откроется весной.",
    }
    for name, sentence in sentences.items():
        (tmp_path / f"{name}.txt").write_text(f"{sentence[:20]}\n\nAtlas: {sentence}\n{sentence}\n", "utf-8")
    index.bring_up_to_date(tmp_path / "home", [str(tmp_path / f"{name}.txt") for name in sentences])
    page = visit(host(tmp_path / "home"), "/?library=")
    for sentence in sentences.values():
        page.locator("#view .title", has_text=sentence[:20]).click()
        expect(page.locator("#reader h2")).to_have_text(sentence[:20])
        expect(page.locator("#reader .text")).to_contain_text(sentence)
        direction = page.locator("#reader h2").evaluate("one => getComputedStyle(one).direction")
        assert direction == ("rtl" if sentence == sentences["arabic"] else "ltr")


def test_a_server_that_has_gone_is_reported_in_one_line(visit: Visit, address: str) -> None:
    page = visit(address)
    page.route("**/page/**", lambda route: route.abort())
    page.get_by_role("link", name="Library").click()
    expect(page.locator("#view .notice")).to_contain_text("Can't reach the server")


def test_what_takes_long_is_seen_to_be_under_way(visit: Visit, address: str) -> None:
    page = visit(address)
    page.route("**/page/look**", lambda route: (page.wait_for_timeout(500), route.continue_()))
    page.get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator("#view[aria-busy]")).to_be_visible()
    expect(page.locator("#view[aria-busy]")).to_have_count(0)

"""Twelve tasks of a journalist, a desk officer and a researcher, done by labels and roles alone."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from browsing import KEY, Host, ask
from playwright.sync_api import Download, Locator, Page, expect

import index

pytestmark = pytest.mark.quality

MAX_CLICKS = 15
LIBYA = "What was said on Libya?"
NEWS = "“The road to Tripoli is open,” Foreign Minister Ada Berg told reporters on Libya."
OTHER = "“We stay in Libya,” Adah Bergh, the foreign minister, told parliament."

Edit = Callable[..., Page]


@dataclass
class Hand:
    """A user's hand: what it clicks and presses is counted."""

    page: Page
    clicks: int = 0
    began: float = field(default_factory=time.monotonic)

    def click(self, role: str, name: str | re.Pattern[str], within: Locator | None = None, *, nth: int = 0) -> None:
        found = (within or self.page).get_by_role(role, name=name)  # type: ignore[arg-type] # one of the roles there are
        found.nth(nth).click()
        self.clicks += 1

    def type(self, label: str, text: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_label(label).fill(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.clicks += 1

    def download(self, name: str, within: Locator | None = None) -> Download:
        with self.page.expect_download() as expected:
            self.click("link", name, within)
        return expected.value


@pytest.fixture(scope="session")
def reported(
    indexed_seeds: Path,
    built_once: Callable[[str, Callable[[Path], object]], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return a home of the seeds and two reports, which nobody opens: each task gets a copy."""
    reports = tmp_path_factory.mktemp("reports")
    for name, text in (("road", NEWS), ("stay", OTHER)):
        (reports / f"{name}.md").write_text(f"---\ntitle: {name}\nsource: Wire\npublished: 2024-05-03\n---\n{text}\n")

    def build(home: Path) -> None:
        shutil.copytree(indexed_seeds, home)
        index.bring_up_to_date(home, [str(reports / "road.md"), str(reports / "stay.md")])

    return built_once("seeds and reports", build)


@pytest.fixture
def hand(edit: Edit, host: Host, reported: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Hand]:
    """Open the page of the seeds and two reports for somebody who has signed in; print what a task took."""
    home = Path(shutil.copytree(reported, tmp_path / "home"))
    page = edit(host(home), permissions=["clipboard-read", "clipboard-write"])
    hand = Hand(page)
    yield hand
    print(f"{request.node.name}: {hand.clicks} clicks, {time.monotonic() - hand.began:.1f} s")
    assert hand.clicks <= MAX_CLICKS


def test_three_quotations_to_print_with_links(hand: Hand) -> None:
    turn = ask(hand.page, LIBYA)
    copied = []
    for number in range(3):
        hand.click("link", re.compile("^Copy$"), turn)
        expect(turn.get_by_text("Copied").first).to_be_visible()
        copied.append(hand.page.evaluate("navigator.clipboard.readText()"))
        expect(turn.get_by_text("Copied")).to_have_count(0, timeout=5000)
        assert copied[number].splitlines()[-1].startswith("http")


def test_a_quotation_that_came_by_mail_is_checked(hand: Hand) -> None:
    hand.click("link", "Check a quote")
    hand.type("Quotation", "The road to Tripoli is closed")
    hand.click("button", "Check")
    expect(hand.page.get_by_text("On record with changes: 1 difference.")).to_be_visible()


def test_positions_of_two_countries_go_into_a_word_document(hand: Hand) -> None:
    turn = ask(hand.page, "compare Russia and the United States on Libya")
    for number in range(2):
        hand.click("link", "Pick", turn, nth=-number)
        expect(hand.page.get_by_text("Put into “Brief”.")).to_be_visible()
    hand.click("link", "Open the brief")
    document = hand.download("Word")
    assert document.suggested_filename.endswith(".docx")


def test_three_articles_are_added_and_one_is_corrected(hand: Hand, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two", "three"):
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(f"Report {name}\n\nThe harbour of Lemuria has {name} gates.\n")
    hand.click("link", "Library")
    hand.page.get_by_text("Add articles").click()
    hand.page.get_by_label(re.compile("^Files")).set_input_files(files)
    hand.click("button", "Add the files")
    hand.click("link", "Report two")
    hand.page.get_by_text("Edit", exact=True).click()
    hand.clicks += 2
    hand.type("Published", "2020-05-03", hand.page.get_by_role("form", name="Edit"))
    hand.click("button", "Save as a new version")
    expect(hand.page.get_by_role("complementary", name="Article")).to_contain_text("Edited by hand: published.")


def test_all_statements_of_a_speaker_are_taken_away_as_csv(hand: Hand) -> None:
    hand.click("link", "People")
    hand.type("Name, office or country", "obama")
    hand.press("Enter")
    hand.page.get_by_text("speaker with “obama”").wait_for()  # the list that is there before holds him, too
    hand.click("link", "Barack Obama")
    rows = hand.download("CSV").path().read_text("utf-8-sig").splitlines()
    assert len(rows) > 2
    assert all("Barack Obama" in row for row in rows[1:] if row.count(",") > 8)


def test_what_is_new_on_libya_is_told(hand: Hand) -> None:
    turn = ask(hand.page, LIBYA)
    hand.click("link", re.compile("^Follow$"), turn)
    expect(hand.page.get_by_text("Followed: what comes later")).to_be_visible()
    base = re.match(r"http://[^/]+", hand.page.url)[0]  # type: ignore[index] # it is an address
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    article = b'{"title": "Tide", "text": "The tide in Libya was high on Monday.", "published": "2026-01-02"}'
    for path, data in (("articles", article), ("index", b"")):
        urlopen(Request(f"{base}/{path}", data, headers, method="POST"))  # noqa: S310 (the server of this test)
    hand.page.wait_for_timeout(3000)
    hand.click("link", "Followed", hand.page.get_by_role("navigation"))
    expect(hand.page.get_by_text("1 new since")).to_be_visible()
    expect(hand.page.get_by_text("The tide in Libya was high on Monday.")).to_be_visible()


def test_two_people_of_one_name_are_split(hand: Hand) -> None:
    hand.click("link", "People")
    hand.type("Name, office or country", "obama")
    hand.press("Enter")
    hand.page.get_by_text("speaker with “obama”").wait_for()  # the list that is there before holds him, too
    hand.click("link", "Barack Obama")
    hand.page.get_by_text(re.compile("taken for one person")).click()
    hand.page.get_by_role("checkbox").first.check()
    hand.clicks += 2
    hand.type("Name of the person whom", "Barack Obama (the elder)")
    hand.click("button", "Split off")
    hand.page.wait_for_timeout(500)
    hand.click("link", "People")
    hand.type("Name, office or country", "elder")
    hand.press("Enter")
    expect(hand.page.get_by_role("link", name="Barack Obama (the elder)")).to_be_visible()


def test_one_person_of_two_names_is_merged(hand: Hand) -> None:
    hand.click("link", "People")
    hand.type("Name, office or country", "ada")
    hand.press("Enter")
    hand.click("link", re.compile("^Ada Berg$"))
    hand.page.get_by_text(re.compile("taken for one person")).click()
    hand.clicks += 1
    hand.type("Is the same person as", "Adah Bergh")
    hand.click("button", "Merge")
    expect(hand.page.get_by_text(re.compile("^Merged: Ada Berg, Adah Bergh"))).to_be_visible()
    hand.click("button", re.compile("^Undo"))
    expect(hand.page.get_by_text(re.compile("^Merged:"))).to_have_count(0)


def test_a_wrong_speaker_is_put_right(hand: Hand) -> None:
    turn = ask(hand.page, "What did Ada Berg say about Libya?")
    hand.click("link", re.compile("^Citation 1$"), turn)
    hand.page.get_by_text("Wrong speaker?").click()
    hand.clicks += 1
    form = hand.page.get_by_role("form", name="Wrong speaker")
    hand.type("Speaker (empty", "Ruta Kask", form)
    hand.click("button", "Save", form)
    expect(hand.page.get_by_text("Saved.")).to_be_visible()
    answer = ask(hand.page, "What did Ruta Kask say about Libya?")
    expect(answer.get_by_role("link", name="Ruta Kask").first).to_be_visible()


def test_everything_is_read_by_source(hand: Hand) -> None:
    turn = ask(hand.page, LIBYA)
    hand.click("link", "See all", turn)
    everything = hand.page.get_by_role("region", name="All quotations")
    hand.click("button", "source", everything)
    expect(everything.get_by_text("Wire").first).to_be_visible()


def test_references_go_to_a_reference_manager(hand: Hand) -> None:
    turn = ask(hand.page, LIBYA)
    hand.click("link", "Pick", turn)
    hand.click("link", "Open the brief")
    assert hand.download("RIS").path().read_text().startswith("TY  - ")


def test_an_article_is_removed_by_mistake_and_comes_back(hand: Hand) -> None:
    hand.click("link", "Library")
    hand.click("button", "Remove road")
    expect(hand.page.get_by_text("Removed “road”.")).to_be_visible()
    hand.click("button", "Undo")
    expect(hand.page.get_by_role("button", name="Remove road")).to_be_visible()

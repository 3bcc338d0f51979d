"""Asking on the page: a question, its answer, and what may be asked from there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, Host, Visit, answered, ask, in_sight, load
from playwright.sync_api import expect

import index

LIBYA = "What was said on Libya?"
SUGGESTED = "What was said about Libya?"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_question_box_is_empty_and_enter_answers_what_is_typed(
    visit: Visit, address: str, size: tuple[int, int]
) -> None:
    page = visit(address, size=size)
    expect(page.locator(".library")).to_have_text(re.compile(r"^\s*12 articles · 2011–2025 · \d+ speakers"))
    expect(page.get_by_label("Question")).to_have_value("")
    expect(page.get_by_label("Question")).to_have_attribute("placeholder", SUGGESTED)
    expect(page.get_by_label("Question")).to_be_focused()
    page.keyboard.type(SUGGESTED)
    page.keyboard.press("Enter")
    answered(page)
    expect(page.get_by_role("heading", name=SUGGESTED)).to_be_visible()
    expect(page.locator(".lead strong").nth(3)).to_be_visible()
    expect(page.get_by_label("Question")).to_have_value("")
    expect(page.locator(".card")).to_have_count(page.locator("blockquote .chip").count())
    expect(page.locator(".card mark").first).to_contain_text("Libya")
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


def test_the_first_answer_is_on_the_screen_within_a_second_of_enter(visit: Visit, address: str) -> None:
    page = visit(address)
    took = page.evaluate(
        """async () => {
            const box = document.querySelector("#question textarea");
            box.value = "What was said about Libya?";
            box.dispatchEvent(new Event("input", { bubbles: true }));
            const began = performance.now();
            box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
            while (!document.querySelector("blockquote .chip")) await new Promise(requestAnimationFrame);
            return performance.now() - began;
        }"""
    )
    print(f"the first answer after {took:.0f} ms")
    assert took < 1000


def test_an_answer_comes_block_by_block(visit: Visit, address: str) -> None:
    page = visit(address)
    page.evaluate(
        """() => {
            window.seen = new Set();
            const shown = document.querySelector("#conversation");
            const look = () => window.seen.add(shown.querySelectorAll(".statement").length);
            new MutationObserver(look).observe(shown, { childList: true, subtree: true });
        }"""
    )
    turn = ask(page, LIBYA)
    seen = page.evaluate("[...window.seen]")
    assert len(seen) > 2
    assert max(seen) == turn.locator(".statement").count()


def test_suggested_questions_are_answered_by_this_library(visit: Visit, address: str) -> None:
    page = visit(address)
    offered = page.locator(".suggestions a").all_inner_texts()
    assert len(offered) >= 4
    page.locator(".suggestions a", has_text="Somalia").first.click()
    expect(answered(page).locator("blockquote").first).to_contain_text("Somalia")
    for question in offered[:3]:
        before = page.locator(".turn").count()
        assert ask(page, question).locator("blockquote").count(), before


def test_a_follow_up_is_read_after_the_question_before_it(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, "What did Barack Obama say about Libya?")
    turn = ask(page, "And on Syria?")
    expect(turn.locator(".extent").first).to_have_text("Understood as: what did Barack Obama say about Syria?")
    expect(turn.locator(".lead strong").first).to_have_text("Barack Obama")


def test_a_question_sent_while_another_is_answered_is_answered_next_and_a_second_enter_asks_nothing(
    visit: Visit, address: str
) -> None:
    page = visit(address)
    box = page.get_by_label("Question")
    for question in (LIBYA, "What was said on Somalia?"):
        expect(box).to_have_value("")  # a question that was sent has left the box
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".turn").first).to_be_attached()
    box.press("Enter")
    expect(answered(page, 1).get_by_role("heading", name="What was said on Somalia?")).to_be_visible()
    expect(box).to_have_value("")
    assert ask(page, "What was said on Ukraine?").locator("blockquote").count()
    expect(page.locator(".turn")).to_have_count(3)


def test_filters_are_seen_and_each_is_removed_with_a_click(visit: Visit, address: str) -> None:
    page = visit(address)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Since").fill("2013")
    page.get_by_label("Speaker").fill("Obama; Lavrov")
    turn = ask(page, LIBYA)
    expect(turn.locator(".filter")).to_have_text([re.compile(each) for each in ("since: 2013", "Obama", "Lavrov")])
    assert {*turn.locator(".lead strong").all_inner_texts()} == {"Barack Obama", "Sergey Lavrov"}
    turn.locator(".filter", has_text="Lavrov").click()
    second = answered(page, 1)
    assert {*second.locator(".lead strong").all_inner_texts()} == {"Barack Obama"}
    expect(page.get_by_label("Speaker")).to_have_value("Obama")
    expect(page).to_have_url(f"{address}/?q=What+was+said+on+Libya%3F&since=2013&speaker=Obama")


def test_a_time_in_the_question_is_a_filter_that_can_be_removed(visit: Visit, address: str) -> None:
    page = visit(address)
    turn = ask(page, "What was said on Libya in 2014?")
    expect(turn.locator(".filter")).to_have_text([re.compile("since: 2014"), re.compile("until: 2014")])
    turn.locator(".filter").first.click()
    expect(answered(page, 1).get_by_role("heading", name=LIBYA)).to_be_visible()


def test_a_date_that_is_none_marks_its_field_and_nothing_is_lost(visit: Visit, address: str) -> None:
    page = visit(address)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Since").fill("soon")
    page.get_by_label("Until").fill("2014")
    expect(ask(page, LIBYA).locator(".notice")).to_have_text("“soon” is not a date. Use 2014, 2014-09 or 2014-09-27.")
    expect(page.locator("#filter-since")).to_have_class(re.compile("invalid"))
    expect(page.locator("#filter-since")).to_contain_text("“soon” is not a date")
    expect(page.get_by_label("Question")).to_have_value(LIBYA)
    expect(page.get_by_label("Until")).to_have_value("2014")
    page.get_by_label("Since").fill("2012")
    page.get_by_label("Since").press("Enter")
    expect(page.locator(".turn .filter").first).to_contain_text("since: 2012")
    expect(page.locator("#filter-since")).not_to_have_class(re.compile("invalid"))
    link = visit(address, "/?q=What+was+said+on+Libya%3F&since=banana")
    expect(answered(link).locator(".notice")).to_contain_text("“banana” is not a date")
    expect(link.get_by_label("Question")).to_have_value(LIBYA)
    expect(link.get_by_label("Since")).to_have_value("banana")


def test_other_spellings_are_shown_and_undone(visit: Visit, address: str) -> None:
    page = visit(address)
    turn = ask(page, "What was said on Turkey?")
    expect(turn.locator(".spelling")).to_contain_text("Includes ")
    expect(turn.locator(".spelling")).to_contain_text("Türkiye")
    turn.get_by_role("link", name="Search “Turkey” only").click()
    second = answered(page, 1)
    expect(second.locator(".spelling")).to_have_count(0)
    second.locator(".filter", has_text="exact names only").click()
    expect(answered(page, 2).locator(".spelling")).to_contain_text("Türkiye")


def test_an_abstention_says_what_was_searched_and_shows_the_nearest(visit: Visit, address: str) -> None:
    turn = ask(visit(address), "What did Lavrov say about Somalia?")
    expect(turn.locator(".abstained")).to_contain_text("12 articles")
    expect(turn.locator("blockquote")).to_have_count(0)
    expect(turn.locator(".card mark")).to_be_attached()


def test_an_abstention_is_widened_with_one_click(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F&until=1999")
    turn = answered(page)
    expect(turn.locator(".abstained")).to_be_visible()
    turn.get_by_role("link", name="Remove “until: 1999”").click()
    expect(answered(page, 1).locator("blockquote").first).to_contain_text("Libya")


def test_two_sides_are_headed_and_silent_years_are_reported(visit: Visit, address: str) -> None:
    page = visit(address)
    sides = ask(page, "How do Russia and the United States differ on Libya?")
    expect(sides.locator(".heading")).to_have_text(["Russia", "the United States"])
    years = ask(page, "How has the position on Libya changed over time?")
    expect(years.locator(".heading", has_text="2011")).to_be_visible()
    expect(years.locator(".silent").first).to_have_text("No statements")


def test_a_question_has_a_permanent_link(visit: Visit, address: str) -> None:
    page = visit(address)
    ask(page, "What was said on Somalia?")
    expect(page).to_have_url(f"{address}/?q=What+was+said+on+Somalia%3F")
    other = visit(page.url, "")
    expect(answered(other).locator("blockquote").first).to_contain_text("Somalia")


def test_an_answer_has_a_permanent_link(visit: Visit, address: str) -> None:
    page = visit(address)
    link = ask(page, LIBYA).locator(".permanent").get_attribute("href")
    other = visit(address, str(link).removeprefix("."))
    expect(answered(other).locator("blockquote").first).to_contain_text("Libya")
    expect(visit(address, "/?answer=0123456789abcdef").locator(".notice")).to_contain_text(
        "has expired or does not exist"
    )


def test_a_conversation_survives_a_reload_with_its_citations(visit: Visit, address: str) -> None:
    page = visit(address)
    first = ask(page, LIBYA).locator("blockquote").all_inner_texts()
    ask(page, "And on Somalia?")
    load(page, page.reload)
    expect(page.locator(".turn")).to_have_count(2)
    assert page.locator(".turn").first.locator("blockquote").all_inner_texts() == first
    page.locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    expect(ask(page, "And on Syria?").locator(".extent").first).to_contain_text("Understood as")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    load(page, lambda: page.goto(address))
    expect(page.locator(".suggestions")).to_be_visible()


def test_an_answer_says_what_has_become_of_its_articles(visit: Visit, host: Host, tmp_path: Path) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text("The harbour\n\nThe port of Atlantis has two gates. Both are of bronze.\n", "utf-8")
    home = tmp_path / "home"
    index.bring_up_to_date(home, [str(file)])
    address = host(home)
    page = visit(address)
    link = ask(page, "What was said on Atlantis?").locator(".permanent").get_attribute("href").removeprefix(".")
    file.write_text("The harbour\n\nThe port of Atlantis has three gates. Both are of bronze.\n", "utf-8")
    index.bring_up_to_date(home, [str(file)])
    page.wait_for_timeout(2000)
    expect(answered(visit(address, str(link).removeprefix("."))).locator(".notice")).to_contain_text(
        "has since been corrected"
    )


def test_a_clean_quotation_is_copied_with_its_origin(visit: Visit, address: str) -> None:
    page = visit(address, permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, "What did Barack Obama say about Libya?")
    turn.get_by_role("link", name="Copy").first.click()
    expect(turn.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    words = turn.locator(".said").first.inner_text()
    quotation, link = copied.splitlines()  # the seeds have no publisher's address
    origin = "UN General Debate, sixty-eighth session · September 2013"
    manner = "paraphrased by UN General Debate, sixty-eighth session"
    assert quotation == f"{words} — Barack Obama, President, United States, {manner} ({origin})"
    expect(visit(link, "").locator("#reader .text mark")).to_have_text(words)


def test_a_paraphrase_is_copied_without_quotation_marks_and_with_its_publisher(
    visit: Visit, host: Host, tmp_path: Path, write_lines: Callable[[Path, list[dict[str, object]]], Path]
) -> None:
    text = "Ada Berg floated the idea that Atlantis should be bought. “We will not sell Atlantis,” said Omar Haddad."
    article = {"title": "Sand", "text": text, "source": "example.org", "published": "2020-05-03"}
    file = write_lines(tmp_path / "sand.jsonl", [article | {"url": "https://example.org/sand"}])
    index.bring_up_to_date(tmp_path / "home", [str(file)])
    page = visit(host(tmp_path / "home"), permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, "What was said on Atlantis?")
    copies = []
    for line in turn.locator("blockquote p").all():
        line.get_by_role("link", name="Copy").click()
        expect(line.get_by_text("Copied")).to_be_visible()
        copies.append(page.evaluate("navigator.clipboard.readText()").splitlines())
    [told] = [lines for lines in copies if "floated" in lines[0]]
    [said] = [lines for lines in copies if "not sell" in lines[0]]
    assert told[0] == (
        "Ada Berg floated the idea that Atlantis should be bought. — Ada Berg, paraphrased by example.org"
        " (example.org · 3 May 2020)"
    )
    assert said[0].startswith("“We will not sell Atlantis,” said Omar Haddad. — Omar Haddad")
    assert {lines[1] for lines in copies} == {"https://example.org/sand"}
    assert all("#article=" in lines[2] for lines in copies)
    expect(turn.locator(".in-indirect .detail")).to_have_text("paraphrased by example.org")


def test_an_answer_is_taken_away_as_a_file(visit: Visit, address: str) -> None:
    turn = ask(page := visit(address), LIBYA)
    for name, ending in (("Word", "docx"), ("CSV", "csv")):
        with page.expect_download() as expected:
            turn.get_by_role("link", name=name).click()
        assert re.fullmatch(rf"onrecord-[0-9a-f]{{16}}\.{ending}", expected.value.suggested_filename)
        assert expected.value.path().stat().st_size > 1_000


@pytest.mark.parametrize("question", ["", "   ", "Libya? " * 1000])
def test_a_question_that_cannot_be_asked_gets_one_clear_line(visit: Visit, address: str, question: str) -> None:
    page = visit(address)
    expect(ask(page, question).locator(".notice")).to_be_visible()
    expect(ask(page, LIBYA).locator("blockquote").first).to_be_visible()


def test_two_people_ask_at_once_and_each_reads_their_own_answer(visit: Visit, address: str) -> None:
    one, other = visit(address), visit(address)
    for page, country in ((one, "Somalia"), (other, "Ukraine")):
        page.get_by_label("Question").fill(f"what was said on {country}?")
        page.get_by_label("Question").press("Enter")
    for page, country in ((one, "Somalia"), (other, "Ukraine")):
        expect(page.locator(".turn")).to_have_count(1)
        expect(page.locator(".card mark").first).to_contain_text(country)


def test_an_empty_home_says_what_to_do(visit: Visit, host: Host, tmp_path: Path) -> None:
    page = visit(host(tmp_path / "home"))
    expect(page.locator("#library .notice")).to_be_visible()
    expect(ask(page, LIBYA).locator(".notice")).to_be_visible()


def test_a_hostile_article_is_shown_as_the_text_it_is(visit: Visit, host: Host, tmp_path: Path) -> None:
    words = "On Atlantis the speaker said <script>alert(1)</script> ${alert(2)} and **nothing more** [to](https://example.org)."
    picture = '<img src="https://example.org/pixel.png" onerror="alert(3)">'
    file = tmp_path / "atlantis.txt"
    file.write_text(f"{picture} A title\n\n{words}\n\n# Not a heading\n\n{picture}\n", "utf-8")
    index.bring_up_to_date(tmp_path / "home", [str(file)])
    page = visit(host(tmp_path / "home"))
    turn = ask(page, "what was said on Atlantis?")
    expect(turn.locator("blockquote")).to_contain_text(words)
    turn.locator(".chip").first.click()
    expect(page.locator("#reader .text mark")).to_have_text(words)
    expect(page.locator("#reader .text")).to_contain_text(picture)
    assert page.locator("#conversation img, #reader img, #reader h1, #reader script").count() == 0
    assert in_sight(page, page.locator("#reader h2"))

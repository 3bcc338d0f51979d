"""Looking through everything that was said on a subject."""

import re

from browsing import Visit, ask, load
from playwright.sync_api import Route, expect


def test_everything_on_a_subject_is_counted_and_listed_by_date(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    expect(page.locator("#view .counted")).to_have_text(re.compile(r"^\d+ of 12 articles, \d+ speakers$"))
    dates = page.locator("#view tbody .date").all_inner_texts()
    years = [int(date.split()[-1]) for date in dates]
    assert len(years) > 10
    assert years == sorted(years)


def test_the_list_is_sorted_by_what_is_chosen(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    page.locator("#view th").get_by_role("link", name="Speaker").click()
    expect(page.locator("#view th[aria-sort]")).to_have_text("Speaker")
    speakers = page.locator("#view tbody td:nth-child(2)").all_inner_texts()
    assert speakers == sorted(speakers)
    page.locator("#view th").get_by_role("link", name="Date").click()
    expect(page.locator("#view th[aria-sort=ascending]")).to_have_text("Date")
    page.locator("#view th").get_by_role("link", name="Date").click()
    expect(page.locator("#view th[aria-sort=descending]")).to_have_text("Date")
    expect(page.locator("#view tbody .date").first).to_have_text("2025")


def test_a_mark_over_time_tells_the_quotation_and_leads_to_it(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    marks = page.locator("#view .point")
    expect(marks.first).to_be_visible()
    assert 1 < marks.count() < page.locator("#view tbody tr").count()
    marks.last.hover()
    expect(page.locator("#view figcaption")).to_contain_text(re.compile(r"20\d\d"))
    marks.last.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    words = " ".join(page.locator("#reader .text mark").inner_text().split())[:60]
    assert words in page.locator("#view figcaption").inner_text()


def test_lanes_are_speakers_or_countries(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    lanes = page.locator("#view .plot text")
    expect(lanes.filter(has_text="Barack Obama")).to_be_visible()
    page.get_by_label("Rows").select_option("country")
    page.get_by_role("button", name="Explore").click()
    expect(lanes.filter(has_text="United States")).to_be_visible()


def test_counts_by_year_and_speaker_are_charts_whose_bars_narrow_and_that_download(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    charts = page.get_by_role("region", name="Charts")
    charts.get_by_role("button", name="By year").click()
    expect(charts.get_by_text("Year of publication")).to_be_visible()
    expect(charts.get_by_role("button", name="By year")).to_be_focused()
    counted = charts.get_by_role("link", name=re.compile(r"^2013: \d+ quotations?$"))
    number = int(counted.locator("title").text_content().split()[1])
    assert number == sum("2013" in date for date in page.locator("#view tbody .date").all_inner_texts())
    for kind, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as expected:
            charts.get_by_role("link", name=kind).click()
        assert expected.value.path().read_bytes().startswith(begins)
        assert expected.value.suggested_filename.endswith(f"-years.{kind.lower()}")
    counted.press("Enter")
    expect(page.locator("#view .counted")).to_have_text(re.compile(r"^\d+ of \d articles"))
    assert "since=2013&until=2013" in page.url
    page.go_back()
    charts.get_by_role("button", name="By speaker").click()
    charts.get_by_role("link", name=re.compile("^Barack Obama: ")).press("Enter")
    expect(page.locator("#view .filters")).to_contain_text("speaker: Barack Obama")


def test_a_list_that_is_being_replaced_takes_no_clicks(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    held: list[Route] = []
    page.locator("#view th").get_by_role("link", name="Speaker").click()
    expect(page.locator("#view th[aria-sort]")).to_have_text("Speaker")
    page.route("**/page/look**", lambda route: held.append(route))  # noqa: PLW0108 - Playwright sets an attribute of it
    page.go_back()
    expect(page.locator("#view")).to_have_js_property("inert", value=True)
    held[0].continue_()
    charts = page.get_by_role("region", name="Charts")
    charts.get_by_role("button", name="By speaker").click()
    expect(charts.get_by_role("link", name=re.compile("^Barack Obama: "))).to_be_visible()
    expect(page.locator("#view th[aria-sort]")).to_have_text("Date")


def test_two_countries_stand_side_by_side(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=")
    page.get_by_label("Subject").fill("Libya")
    page.get_by_label("Compare").fill("Russia")
    page.get_by_label("with", exact=True).fill("United States")
    page.get_by_role("button", name="Explore").click()
    expect(page.locator("#view .sides h3")).to_have_text(["Russia", "United States"])
    for column, name in ((0, "Lavrov"), (1, "Obama")):
        assert all(name in who for who in page.locator("#view .column").nth(column).locator(".who").all_inner_texts())
    assert "one=Russia" in page.url
    load(page, page.reload)
    expect(page.locator("#view .sides h3")).to_have_count(2)


def test_a_list_is_taken_away_and_its_row_leads_to_the_article(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    with page.expect_download() as expected:
        page.locator("#view").get_by_role("link", name="CSV").click()
    assert len(expected.value.path().read_text().splitlines()) > page.locator("#view tbody tr").count()
    words = page.locator("#view tbody .said").first.inner_text()
    page.locator("#view tbody .date").first.click()
    expect(page.locator("#reader .text mark")).to_be_visible()
    assert page.locator("#reader .text mark").inner_text()[:40] in words


def test_an_answer_leads_to_everything_on_its_subject(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F&since=2012")
    page.locator(".turn").get_by_role("link", name="Explore").click()
    expect(page.locator("#view .counted")).to_be_visible()
    expect(page.get_by_label("Since").last).to_have_value("2012")


def test_all_quotations_open_in_place_by_speaker_date_or_source(visit: Visit, address: str) -> None:
    page = visit(address, "/?q=What+was+said+on+Libya%3F&since=2011")
    page.get_by_role("link", name="See all").click()
    everything = page.get_by_role("region", name="All quotations")
    total = int(everything.locator(".ways").inner_text().split()[0])
    assert total >= int(page.locator(".total").inner_text().split()[1])
    expect(everything.locator("blockquote p")).to_have_count(total)
    for way, label in (
        ("date", re.compile(r"^\s*20\d\d")),
        ("source", re.compile("General")),
        ("speaker", re.compile(" ")),
    ):
        everything.get_by_role("button", name=way).click()
        expect(everything.get_by_role("button", name=way)).to_have_attribute("aria-pressed", "true")
        expect(everything.locator("summary").first).to_have_text(label)
    ask(page, "And on Somalia?")
    expect(everything.locator("blockquote p")).to_have_count(total)
    everything.get_by_role("button", name="Close").click()
    expect(everything).to_have_count(0)


def test_a_subject_without_a_word_on_record_says_so(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Brazilian+football")
    expect(page.locator("#view .abstained")).to_contain_text("12 articles")
    page = visit(address, "/?look=Libya&since=soon")
    since = page.locator("#view").get_by_label("Since")
    expect(since).to_have_attribute("aria-invalid", "true")
    expect(since).to_have_accessible_description("“soon” is not a date. Use 2014, 2014-09 or 2014-09-27.")
    expect(since).to_have_value("soon")
    expect(page.get_by_label("Subject")).to_have_value("Libya")


def test_back_to_another_place_leaves_the_list_as_it_is(visit: Visit, address: str) -> None:
    page = visit(address, "/?look=Libya")
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/page/look" in one.url else None)
    page.locator("#view tbody .date").first.click()
    expect(page.locator("#reader .text mark").first).to_be_visible()
    page.go_back()
    expect(page.locator("#reader .article")).to_have_count(0)
    assert asked == []

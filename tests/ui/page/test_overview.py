from rag import Record
from ui.page.overview import OverviewQuery, render_overview


def test_a_look_says_how_many_articles_were_searched(seeds: Record) -> None:
    query = OverviewQuery(look="Libya", since="2012", until="2014")
    found = seeds.ask(query.question, everything=True, filters=query.to_filters())
    html = render_overview(query, found, seeds.count_searched(found.filters))
    within = [one for one in seeds.heads(limit=100)[0] if "2012" <= str(one.published) < "2015"]
    counted = f"{found.found.articles} of {len(within)} articles, {found.found.speakers} speakers"
    assert f'<p class="counted">{counted}</p>' in html


def test_a_name_is_text_wherever_it_stands() -> None:
    query = OverviewQuery(look='Libya"><script>alert(1)</script>', one='"><b>', other="<i>")
    assert "<script>" not in render_overview(query)
    assert "<b>" not in render_overview(query)

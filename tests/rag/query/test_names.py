"""Names match as people mean them: each pair is an article that writes a name in one form, asked for in another."""

from collections.abc import Callable

import pytest

import index
import rag
from rag import Filters, Record

Opened = Callable[[list[dict[str, object]]], Record]

PAIRS = [
    ("Turkey", "Türkiye"),
    ("Türkiye", "Turkish"),
    ("UK", "British"),
    ("Britain", "United Kingdom"),
    ("United States", "U.S."),
    ("America", "US"),
    ("DPRK", "North Korea"),
    ("South Korea", "Republic of Korea"),
    ("ISIS", "Daesh"),
    ("Islamic State", "ISIL"),
    ("United Nations", "UN"),
    ("NATO", "North Atlantic Treaty Organization"),
    ("European Union", "EU"),
    ("AU", "African Union"),
    ("OSCE", "Organization for Security and Co-operation in Europe"),
    ("Hezbollah", "Hizballah"),
    ("Hizbullah", "Hezbollah"),
    ("Gaddafi", "Qadhafi"),
    ("Kadhafi", "Al-Gaddafi"),
    ("Al Qaeda", "al-Qaida"),
    ("Al-Shabaab", "al-Shabab"),
    ("Houthis", "Ansar Allah"),
    ("Russia", "Russian Federation"),
    ("Ivory Coast", "Côte d'Ivoire"),
    ("Burma", "Myanmar"),
    ("Swaziland", "Eswatini"),
    ("Zelensky", "Zelenskyy"),
    ("Iran nuclear deal", "JCPOA"),
    ("Czech Republic", "Czechia"),
    ("Holy See", "Vatican"),
    ("Netherlands", "Dutch"),
    ("DRC", "Democratic Republic of the Congo"),
    ("Lebanon", "Lebanese"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Return a library of one article for each pair, with the second form alone."""
    home = tmp_path_factory.mktemp("names")
    for number, (_, written) in enumerate(PAIRS):
        text = f"Delegates spoke of many things. The {written} matter was raised by an envoy on day {number}."
        (home / f"{number}.txt").write_text(f"Talks, day {number}\n\n{text}\n")
    index.bring_up_to_date(home / ".onrecord", [str(home)])
    return rag.open(home / ".onrecord")


@pytest.mark.parametrize(("asked", "written"), PAIRS)
def test_what_is_written_in_one_form_is_found_in_another(record: Record, asked: str, written: str) -> None:
    answer = record.ask(f"what was said on {asked}?", everything=True)
    cited = [citation.cited_text for citation in answer.citations]
    assert any(f"The {written} matter" in text for text in cited)
    assert asked in answer.aliases


def test_without_aliases_a_name_is_only_what_was_typed(record: Record) -> None:
    answer = record.ask("what was said on DPRK?", aliases=False)
    assert answer.abstained
    assert answer.aliases == {}


def test_the_aliases_that_were_searched_for_are_reported_with_metonyms_marked(opened: Opened) -> None:
    texts = ["Ankara rejected the offer of the envoys.", "Officials of Türkiye spoke in Ankara of an offer."]
    answer = opened([{"title": f"Talks {text[:6]}", "text": text} for text in texts]).ask("what was said on Turkey?")
    assert {citation.cited_text for citation in answer.citations} == set(texts)
    assert answer.aliases == {"Turkey": ("Türkiye", "Turkiye", "Ankara (metonym)")}


def test_a_name_that_takes_a_side_is_offered_and_not_searched_for(opened: Opened) -> None:
    texts = ["The Falklands were spoken of by the envoy.", "The Malvinas were spoken of by another envoy."]
    answer = opened([{"title": f"Talks {text[:9]}", "text": text} for text in texts]).ask(
        "what was said on the Falkland Islands?"
    )
    assert [citation.cited_text for citation in answer.citations] == texts[:1]
    assert "Not searched: “Malvinas”" in answer.answer


def test_who_is_called_like_a_country_does_not_speak_of_it(opened: Opened) -> None:
    speech = {
        "title": "Speech",
        "text": "We heard many words. The port of Aqaba in Jordan grows.",
        "speaker": "Ada Jordan",
    }
    answer = opened([speech]).ask("what was said on Jordan?", everything=True)
    assert [citation.cited_text for citation in answer.citations] == ["The port of Aqaba in Jordan grows."]


def test_a_country_filter_goes_by_every_form_of_the_country(record: Record) -> None:
    hits = record.search("the matter", limit=100, filters=Filters(country=("Turkey",))).hits
    assert {text for hit in hits for text in ("Türkiye", "Turkish") if text in hit.text} == {"Türkiye", "Turkish"}
    assert len(hits) == 2

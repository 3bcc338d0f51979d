"""Whose words a sentence is, by the statements of its article."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.statements import Attribution, Speaker, Statement
from index.store.article_table import ArticleRow
from index.store.statement_table import StatementTable
from index.text.spans import Span
from rag.answers.citations import SpeakerDocument as Cited
from rag.retrieval.sentence_speaker import SentenceAttribution, attribute_sentence, is_second_hand

NEWS = ArticleRow(
    id="1", version=1, sha256="", title="T", source="Wire", url=None, published=None,
    kind="news", speaker=None, speaker_role=None, country=None,
)  # fmt: skip


def statement(sentence: str, content: str, attribution: Attribution, name: str = "Zuma") -> Statement:
    def span(words: str) -> Span:
        return Span(sentence.index(words), sentence.index(words) + len(words))

    speaker = Speaker(name, span=span(name)) if name in sentence else None
    return Statement(speaker, span("said") if "said" in sentence else None, (span(content),), attribution, 0.8)


@pytest.mark.parametrize(
    ("sentence", "content", "attribution", "speaker"),
    [
        ('"We will leave," Zuma said.', '"We will leave,"', "direct", "Zuma"),
        ("The lake is empty, Zuma said on Monday after a long flight.", "The lake is empty", "indirect", "Zuma"),
        (
            '"We will leave," said Zuma, the president of South Africa, on Monday in the hot capital.',
            '"We will leave,"',
            "direct",
            "Zuma",
        ),
        ('Zuma called it "a most grievous loss" for all.', '"a most grievous loss" for all', "mixed", "Zuma"),
        ('"We will leave" was written on the wall.', '"We will leave"', "direct", None),
    ],
)  # fmt: skip
def test_a_sentence_is_the_words_of_whoever_said_most_of_it(
    sentence: str, content: str, attribution: Attribution, speaker: str | None
) -> None:
    whose = attribute_sentence(Span(0, len(sentence)), NEWS, [statement(sentence, content, attribution)])
    assert (whose.speaker and whose.speaker.name) == speaker
    assert (whose.kind, whose.confidence) == (attribution, 0.8)


def test_a_few_quoted_words_do_not_make_a_sentence_of_the_writer_somebodys() -> None:
    sentence = 'Zuma, who has led the party for ten years and won every vote in it, said "no" before he left the hall.'
    whose = attribute_sentence(Span(0, len(sentence)), NEWS, [statement(sentence, '"no"', "mixed")])
    assert (whose.speaker, whose.kind, whose.confidence) == (None, "outlet", None)


def test_without_a_statement_an_article_of_one_person_is_theirs_and_any_other_the_writers() -> None:
    speech = NEWS.model_copy(update={"speaker": "Ada Berg", "country": "Norway"})
    assert attribute_sentence(Span(0, 9), speech, []).speaker == Speaker("Ada Berg", None, "Norway")
    assert attribute_sentence(Span(0, 9), NEWS, []).kind == "outlet"


def test_of_two_who_speak_in_a_sentence_it_is_the_one_who_says_more() -> None:
    sentence = '"No," said Zuma, but "we will stay until the last of them has gone home," said Obama.'
    both = [
        statement(sentence, '"No,"', "direct"),
        statement(sentence, '"we will stay until the last of them has gone home,"', "direct", "Obama"),
    ]
    whose = attribute_sentence(Span(0, len(sentence)), NEWS, both)
    assert whose.speaker
    assert whose.speaker.name == "Obama"


def test_what_another_said_is_theirs_where_no_other_words_are_shown_and_else_of_whoever_tells_it() -> None:
    text = "\"Obama told us: 'The road is open. It will never be shut.' We left,\" said Zuma."
    outer = statement(text, text[: -len(" said Zuma.")], "direct")
    inner = statement(text, "'The road is open. It will never be shut.'", "direct", "Obama")
    shown = {
        words: Span(text.index(words), text.index(words) + len(words)) for words in ("It will never be shut.'", text)
    }
    names = [
        whose.speaker and whose.speaker.name
        for whose in (attribute_sentence(s, NEWS, [outer, inner]) for s in shown.values())
    ]
    assert names == ["Obama", "Zuma"]


SPANS = st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair)))
MADE = st.builds(
    Statement,
    speaker=st.none() | st.sampled_from([Speaker("Zuma", span=Span(0, 4)), Speaker("Obama", span=Span(40, 45))]),
    cue=st.none() | SPANS,
    content=st.lists(SPANS, min_size=1, max_size=2).map(tuple),
    attribution=st.sampled_from(get_args(Attribution)),
    confidence=st.just(0.5),
)


@given(st.lists(MADE, max_size=6), SPANS, SPANS)
def test_a_sentence_is_the_same_persons_by_the_statements_around_it_as_by_all_of_the_article(
    made: list[Statement], sentence: Span, beside: Span
) -> None:
    spoken = StatementTable.from_articles([made])
    passage = Span(min(sentence.start, beside.start), max(sentence.end, beside.end))
    assert attribute_sentence(sentence, NEWS, spoken.overlapping(0, passage)) == attribute_sentence(
        sentence, NEWS, spoken.of_article(0)
    )


@pytest.mark.parametrize(
    ("name", "role", "country", "office"),
    [
        ("Ada Berg", "Foreign Minister", "Norway", "Foreign Minister, Norway"),
        ("Ada Berg", "Norwegian Foreign Minister", "Norway", "Norwegian Foreign Minister"),
        ("Ada Berg", "Ambassador to Chile", "Norway", "Ambassador to Chile, Norway"),
        ("Turkish Defense Ministry", None, "Türkiye", ""),
        ("Ada Berg", None, "Norway", "Norway"),
        ("Ada Berg", None, None, ""),
    ],
)
def test_a_speakers_country_is_printed_where_no_other_word_tells_it(
    name: str, role: str | None, country: str | None, office: str
) -> None:
    assert Cited(name=name, role=role, country=country).office == office


@pytest.mark.parametrize(("language", "kind"), [(None, "outlet"), ("en-GB", "outlet"), ("de", None), ("ar", None)])
def test_a_sentence_in_a_language_that_is_not_read_is_not_the_outlets(language: str | None, kind: str | None) -> None:
    row = NEWS.model_copy(update={"language": language})
    assert attribute_sentence(Span(0, 20), row, []).kind == kind


@pytest.mark.parametrize(
    ("owner", "name", "second_hand"),
    [
        ("Ada Berg", "Nelson Carver", True),
        ("General Michel Sleimann", "Michel Sleiman", False),
        ("Abubakr Al-Qirbi", "Abubakr Al Qirbi", False),
        ("Ada Berg", "Norway", False),
        (None, "Nelson Carver", False),
    ],
)
def test_a_person_who_is_quoted_in_the_speech_of_another_is_cited_at_second_hand(
    owner: str | None,
    name: str,
    second_hand: bool,  # noqa: FBT001
) -> None:
    entry = NEWS.model_copy(update={"speaker": owner})
    assert is_second_hand(entry, SentenceAttribution(Speaker(name), "direct", 0.9)) is second_hand

"""The promises of the README as properties, on libraries of generated articles; each example builds an index."""

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index
import rag
from index.store import generations

SENTENCES = [
    "The envoy of Libya met the president in Tripoli.",
    "“We stay,” the mayor of Benghazi said.",
    "Rain fell in August 2011, the U.N. reported.",
    "Syria's minister denied it.", "He said that “nothing” had changed!",
    "According to Dr. Ada Berg, 12.5 per cent of wells are dry",
    "Кабинет министров заседал вчера.", "عقد الوزير اجتماعا.",
    "Why?", "§ 4 (b) of resolution 1973 protects civilians;",
    "Der Minister sagte, er bleibe.", "A\u200bB 𝐋𝐢𝐛𝐲𝐚 e\u0301t\u00e9",
    "QUESTION: Who left?", "MR. SALEH: No one left Sirte.", "one word after another " * 40,
]  # fmt: skip
BODIES = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n"])), min_size=1)
LIBRARIES = st.lists(BODIES.map(lambda parts: "".join(map("".join, parts))), min_size=1, max_size=4)
QUESTIONS = [
    "what was said on Libya?",
    "what did the mayor of Benghazi say?",
    "Syria",
    "who protects civilians?",
    "Why?",
]
COLUMNS = (
    "articles.jsonl",
    "passages.npy",
    "sentences.npy",
    "sentence_vectors.npy",
    "passages.faiss",
    "statements.npy",
)

Build = Callable[[list[str]], Path]

few = settings(
    max_examples=settings.default.max_examples // 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that indexes texts in a new home."""
    numbers = itertools.count()

    def build_index(texts: list[str]) -> Path:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        records = [{"id": f"a{row}", "title": f"Report {row}", "text": text} for row, text in enumerate(texts)]
        (folder / "articles.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        report = index.bring_up_to_date(folder / "home", [str(folder / "articles.jsonl")])
        assert (report.articles, report.rejected) == (len(texts), ())
        return folder / "home"

    return build_index


@few
@given(texts=LIBRARIES)
def test_every_citation_is_its_slice_and_citations_are_numbered_from_1_to_n(build: Build, texts: list[str]) -> None:
    record = rag.open(build(texts))
    for question in QUESTIONS:
        answer = record.ask(question, everything=True)
        for citation in answer.citations:
            text = record.article(citation.article_id, citation.article_version).text
            assert text[citation.start : citation.end] == citation.cited_text != ""
        used = dict.fromkeys(number for sentence in answer.sentences for number in sentence.citations)
        assert [citation.number for citation in answer.citations] == [*used] == [*range(1, len(used) + 1)]
    record.close()


@few
@given(texts=LIBRARIES)
def test_every_word_of_a_body_is_in_some_passage_unless_it_is_boilerplate(build: Build, texts: list[str]) -> None:
    home = build(texts)
    tables = generations.load(home)
    with index.Library.open(home) as library:
        for row in range(len(tables.articles)):
            article = library.get(tables.articles[row].id)
            text, boilerplate = article.text, index.find_boilerplate(article.text, article.title)
            passages = tables.passages[tables.passages["article"] == row]
            covered = [range(passage["start"], passage["end"]) for passage in passages]
            covered += [range(span.start, span.end) for span, _ in boilerplate]
            for word in re.finditer(r"\w+", text):
                assert any(word.start() in span and word.end() - 1 in span for span in covered), word


@few
@given(texts=LIBRARIES)
def test_the_same_library_gives_the_same_index(build: Build, texts: list[str]) -> None:
    first, second = ((build(texts) / "index" / "1") for _ in range(2))
    for name in COLUMNS:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name

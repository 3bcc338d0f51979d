"""Articles that tell a language model what to do change nothing in a summary but words in quotation marks."""

import json
import re
from contextlib import closing

import pytest
from injections import ALL, ARTICLES
from scripted_model import Script, serve_script

import index
import rag
from rag.answers.documents import Answer
from rag.language_model.client import LanguageModel
from rag.language_model.endpoint import Endpoint

pytestmark = [pytest.mark.security, pytest.mark.timeout(600)]

QUESTION = "what was said on the harbour?"
TRUE = "Minister Ada Berg said the harbour of Vardo would close in May. [1]"
MARKUP = re.compile(r"https?:|www\.|[<>{}`|]|\]\(|\*\*|javascript|@|\u200b")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> rag.Record:
    home = tmp_path_factory.mktemp("injections")
    lines = home / "articles.jsonl"
    for row, (honest, hostile) in enumerate(ARTICLES):
        articles = [one | {"id": f"{one['id']} {row}", "source": f"{one['source']} {row}"} for one in (honest, hostile)]
        with lines.open("a") as file:
            file.writelines(json.dumps(article) + "\n" for article in articles)
    index.bring_up_to_date(home / "home", [str(lines)])
    return rag.open(home / "home")


def summarise(record: rag.Record, row: int, reply: str) -> tuple[Answer, Answer, list[dict[str, str]]]:
    filters = rag.Filters.parse({"source": [f"The Record {row}", f"Elsewhere {row}"]})
    answer = record.ask(QUESTION, filters=filters, everything=True, keep=False)
    script = Script([f"{TRUE} ", f"{reply} "])
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url, timeout=10))) as model:
        *_, summarised = rag.write_summary(answer, model)
    assert isinstance(summarised, Answer)
    return answer, summarised, script.requests[0]["messages"]


@pytest.mark.parametrize("row", range(len(ALL)))
def test_an_injection_changes_no_sentence_of_a_summary(record: rag.Record, row: int) -> None:
    answer, summarised, messages = summarise(record, row, ALL[row].reply)
    assert (summarised.citations, summarised.answer) == (answer.citations, answer.answer)
    lines = messages[1]["content"].splitlines()
    assert sum(line.startswith("[") for line in lines) == len(answer.citations)
    summary = summarised.summary
    assert summary is not None
    assert [sentence.text for sentence in summary.sentences] in ([], [TRUE.removesuffix(" [1]")])
    assert not MARKUP.search(summary.text)
    assert summary.dropped


def test_the_honest_sentence_stays_and_the_hostile_one_was_there_to_be_cited(record: rag.Record) -> None:
    summaries = [summarise(record, row, ALL[row].reply)[1] for row in range(len(ALL))]
    assert len({one.text for one in ALL}) == len(ALL) == 30
    assert sum(summary.summary is not None and TRUE[:-4] in summary.summary.text for summary in summaries) >= 25
    cited = [{citation.cited_text for citation in summary.citations} for summary in summaries]
    assert sum(one.text in texts for one, texts in zip(ALL, cited, strict=True)) >= 25

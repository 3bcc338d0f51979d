from pathlib import Path

import pytest

from index import AttributeQuote, InvalidQuestion, NamedForm
from rag import KnownQuestion, Record, evaluate, load_attributions


def test_corrections_measure_the_attribution_that_is_made_without_them(seeds: Record, tmp_path: Path) -> None:
    cited = seeds.ask("What did Barack Obama say about Libya?").citations[0]
    wrong = NamedForm(name="Ada Berg")
    known = [
        AttributeQuote(article_id=cited.article_id, quote=cited.cited_text, speaker=speaker)
        for speaker in (NamedForm(name="Barack Obama"), wrong, None)
    ]
    gone = AttributeQuote(article_id="nowhere", quote="x", speaker=wrong)
    file = tmp_path / "known.jsonl"
    question = '{"id": "q", "question": "what was said on Libya?"}'
    file.write_text("\n".join([question, *(one.model_dump_json() for one in (*known, gone))]), "utf-8")
    evaluation = evaluate(seeds, KnownQuestion.load(file), load_attributions(file))
    assert evaluation.attributions
    assert (evaluation.attributions.questions, evaluation.attributions.right) == (3, 0.3333)
    assert len(evaluation.questions) == 1


def test_a_line_that_is_no_attribution_is_named(tmp_path: Path) -> None:
    file = tmp_path / "known.jsonl"
    file.write_text('{"act": "attribute", "quote": "x", "speaker": null}\n')
    with pytest.raises(InvalidQuestion, match="article_id"):
        load_attributions(file)

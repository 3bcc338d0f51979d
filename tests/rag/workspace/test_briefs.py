from pathlib import Path

import pytest

import index
import rag
from index import Article, UnknownArticle, UnknownItem
from rag import BriefStore, BriefText, PickedSpan, Record

TEXT = "The ferry to Atlantis runs again. The harbour of Atlantis was rebuilt in May."
FERRY = Article(id="ferry", title="The ferry", text=TEXT, source="Gazette", published="2020-05-03")
RUNS = PickedSpan(article_id="ferry", version=1, start=0, end=33, note="Check the date.")
REBUILT = PickedSpan(article_id="ferry", version=1, start=34, end=len(TEXT))
HEADING = BriefText(kind="heading", text="The ferry")


def build(home: Path, article: Article) -> Record:
    index.add_article(home, article)
    index.bring_up_to_date(home)
    return rag.open(home)


def test_a_brief_keeps_what_was_picked_in_its_order_and_says_what_was_corrected(tmp_path: Path) -> None:
    record = build(tmp_path, FERRY)
    store = BriefStore(record.home)
    brief = store.create("Atlantis")
    store.append(record, brief.id, [RUNS])
    store.append(record, brief.id, [RUNS, HEADING, REBUILT])
    opened = store.open(record, brief.id)
    assert [citation.cited_text for citation in opened.citations] == [TEXT[:33], TEXT[34:]]
    store.replace(record, brief.id, "Atlantis, again", [HEADING, REBUILT, RUNS])
    opened = store.open(record, brief.id)
    assert (opened.title, [one.number for one in opened.citations]) == ("Atlantis, again", [1, 2])
    assert [one.cited_text for one in opened.citations] == [TEXT[34:], TEXT[:33]]
    record.close()

    later = build(tmp_path, FERRY.model_copy(update={"text": TEXT.replace("May", "July")}))
    changes = {change.citations: change.still_stands for change in store.open(later, brief.id).changes}
    assert changes == {(1,): False, (2,): True}
    store.append(later, brief.id, [HEADING])
    assert store.open(later, brief.id).citations[0].cited_text == TEXT[34:]
    assert [(head.title, head.quotations) for head in store.list_heads()] == [("Atlantis, again", 2)]
    store.delete(brief.id)
    with pytest.raises(UnknownItem):
        store.open(later, brief.id)
    later.close()


def test_only_what_stands_in_an_article_is_picked(seeds: Record, tmp_path: Path) -> None:
    store = BriefStore(tmp_path)
    brief = store.create("Nothing")
    article = seeds.heads(limit=1)[0][0]
    beyond = PickedSpan(article_id=article.id, version=1, start=10_000_000, end=10_000_010)
    for wrong in (beyond, RUNS):
        with pytest.raises(UnknownArticle):
            store.append(seeds, brief.id, [wrong])

from pathlib import Path

import pytest
from pydantic import ValidationError

from index.errors import UnknownItem
from rag.workspace import conversations
from rag.workspace.conversations import ConversationContent, ConversationStore, KeptExchange

ASKED = KeptExchange(asked="./?q=What+did+Erdo%C4%9Fan+say%3F&since=2011", id="0123456789abcdef")


def content(title: str) -> ConversationContent:
    return ConversationContent(title=title, exchanges=(ASKED,))


def test_a_conversation_is_kept_replaced_and_deleted(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path, "me")
    store.save("0" * 32, content("First"))
    store.save("1" * 32, content("Second"))
    assert [head.title for head in store.list_heads()] == ["Second", "First"]
    store.save("0" * 32, content("Renamed"))
    assert [(head.title, head.exchanges) for head in store.list_heads()] == [("Renamed", 1), ("Second", 1)]
    assert store.load("0" * 32).exchanges == (ASKED,)
    store.delete("0" * 32)
    with pytest.raises(UnknownItem):
        store.load("0" * 32)


@pytest.mark.parametrize("q", ["erdogan", "ERDOĞAN say", "second erd"])
def test_it_is_found_by_words_of_title_and_questions_in_any_case_and_without_accents(tmp_path: Path, q: str) -> None:
    store = ConversationStore(tmp_path, "me")
    store.save("1" * 32, content("Second"))
    assert len(store.list_heads(q)) == 1
    assert store.list_heads("lavrov") == ()


def test_nobody_sees_what_another_keeps(tmp_path: Path) -> None:
    ConversationStore(tmp_path, "me").save("1" * 32, content("Mine"))
    other = ConversationStore(tmp_path, "other")
    assert other.list_heads() == ()
    with pytest.raises(UnknownItem):
        other.load("1" * 32)


@pytest.mark.parametrize("id_", ["", "..", "../other", "1" * 31, "G" * 32, "1" * 32 + "\n"])
def test_what_is_no_id_becomes_no_path(tmp_path: Path, id_: str) -> None:
    with pytest.raises(UnknownItem):
        ConversationStore(tmp_path, "me").save(id_, content("Mine"))
    assert not list(tmp_path.rglob("*.json"))


def test_the_least_recent_makes_room(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path, "me")
    for number in range(conversations.MAX_CONVERSATIONS + 1):
        store._store.save(f"{number:032x}", store._make(f"{number:032x}", content(str(number))))
    store.save("f" * 32, content("Newest"))
    heads = store.list_heads()
    assert len(heads) == conversations.MAX_CONVERSATIONS
    assert heads[0].title == "Newest"
    assert {"0", "1"}.isdisjoint(head.title for head in heads)


def test_an_exchange_names_a_kept_answer() -> None:
    for id_ in ("", "../../etc", "0123456789ABCDEF"):
        with pytest.raises(ValidationError):
            KeptExchange(asked="./?q=a", id=id_)

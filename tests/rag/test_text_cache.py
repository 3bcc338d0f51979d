from index.store.article_table import ArticleRow
from rag.text_cache import TextCache


def article_row(number: int) -> ArticleRow:
    fields = {"id": f"a{number}", "version": 1, "sha256": "0" * 64, "title": "Talks", "kind": "news"}
    return ArticleRow.model_validate(dict.fromkeys(ArticleRow.model_fields) | fields)


def test_texts_read_last_are_kept_as_far_as_there_is_room() -> None:
    reads: list[str] = []

    def read(entry: ArticleRow) -> str:
        reads.append(entry.id)
        return "words" * (100 if entry.id == "a9" else 1)

    texts = TextCache(read, len, max_size=12)
    for number in (0, 1, 0, 2, 0, 1):
        assert texts.read(article_row(number)) == "words"
    assert reads == ["a0", "a1", "a2", "a1"]
    assert len(texts.read(article_row(9))) == 500
    assert texts.read(article_row(1)) == "words"
    assert reads[-2:] == ["a9", "a1"]


def test_another_version_is_another_text() -> None:
    texts = TextCache(lambda entry: str(entry.version), len)
    assert texts.read(article_row(0)) == "1"
    assert texts.read(article_row(0).model_copy(update={"version": 2})) == "2"


def test_a_form_of_a_text_is_kept_as_far_as_there_is_room_for_its_characters() -> None:
    reads: list[str] = []

    def read(entry: ArticleRow) -> list[str]:
        reads.append(entry.id)
        return ["two", "words"]

    forms = TextCache(read, lambda form: sum(map(len, form)), max_size=17)
    for number in (0, 1, 0, 2, 0, 1):
        assert forms.read(article_row(number)) == ["two", "words"]
    assert reads == ["a0", "a1", "a2", "a1"]
    assert forms.read(article_row(1)) is forms.read(article_row(1))

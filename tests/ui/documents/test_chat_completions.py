"""The text of a completion is Markdown to its reader, and nothing of an article becomes markup in it."""

from collections.abc import Callable

from markdown_it import MarkdownIt

from rag import Record, Sentence
from rag.answers.documents import Summary
from ui.documents.chat_completions import Completion

SENTENCE = (
    "The harbour master of Tarn said ![seen](https://out.example/1.png) and [more](https://out.example/2) <b>of it</b>."
)


def test_no_image_link_or_html_of_an_article_is_rendered(opened: Callable[[list[dict[str, object]]], Record]) -> None:
    record = opened([{"id": "a", "title": "[T](x) <i>", "text": f"{SENTENCE} The harbour of Tarn is open."}])
    completion = Completion(record.ask("what was said on the harbour of Tarn?"), "http://127.0.0.1/")
    assert "out.example/1.png" in completion.text
    rendered = MarkdownIt("commonmark").render(completion.text)
    assert "<img" not in rendered
    assert "<a " not in rendered
    assert "<b>" not in rendered
    for annotation in completion.annotations:
        place = annotation["url_citation"]
        assert completion.text[place["end_index"] :].startswith(" [")


def test_each_number_has_an_address_of_its_own_and_they_come_in_its_order(
    opened: Callable[[list[dict[str, object]]], Record],
) -> None:
    text = "The harbour of Tarn is open, the mayor said. The harbour of Tarn is deep, the mayor said."
    record = opened([{"id": "a", "title": "Tarn", "text": text, "url": "https://paper.example/tarn"}])
    answer = record.ask("what was said on the harbour of Tarn?")
    written = tuple(Sentence(text="It.", start=0, end=3, citations=(number,)) for number in (2, 1))
    summary = Summary(text="It. [2] It. [1]", sentences=written, dropped=(), model="m", complete=True)
    for given in (answer, answer.model_copy(update={"summary": summary})):
        annotations = Completion(given, "http://127.0.0.1/").annotations
        assert len(annotations) == len(given.sentences) + (len(written) if given.summary else 0)
        addresses = list(dict.fromkeys(annotation["url_citation"]["url"] for annotation in annotations))
        for address, citation in zip(addresses, answer.citations, strict=True):
            assert ("open" if "open" in citation.cited_text else "deep") in address

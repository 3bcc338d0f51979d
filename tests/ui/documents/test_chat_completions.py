"""The text of a completion is Markdown to its reader, and nothing of an article becomes markup in it."""

from collections.abc import Callable

from markdown_it import MarkdownIt

from rag import Record
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

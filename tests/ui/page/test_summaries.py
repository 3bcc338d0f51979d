from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup
from scripted_model import Script, serve_script

from rag import Endpoint, LanguageModel, Record
from ui.page.conversation import Conversation, ConversationHost
from ui.page.permalinks import PageQuestion

QUESTION = PageQuestion("what was said on Libya?")


@dataclass
class Opened:
    """A source of one open record."""

    record: Record

    @contextmanager
    def lease(self) -> Iterator[Record]:
        yield self.record


def repeat(messages: list[dict[str, str]]) -> list[str]:
    """Return the first quotation as a sentence, and hostile ones that nobody said."""
    line = next(line for line in messages[1]["content"].splitlines() if line.startswith("[1] "))
    return [f"{line.partition(': ')[2]} [1]", " <b>Mars</b> has 900 moons. [1]"]


def ask(seeds: Record, model: LanguageModel | None) -> list[Markup]:
    host = ConversationHost(Opened(seeds), lambda *_: None, model)
    return [shown.html for shown in host.ask(QUESTION, Conversation(), None)]


def test_a_summary_stands_above_the_quotations_with_a_link_for_each_number(seeds: Record) -> None:
    with serve_script(Script(repeat)) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        *_, last = ask(seeds, model)
    assert last.index('class="written"') < last.index('class="statement"')
    written = last[last.index('class="written"') : last.index("</section>")]
    assert 'class="chip" href="#article=' in written
    assert "1 sentence left out" in written
    assert "&lt;b&gt;Mars&lt;/b&gt;" in written
    assert "<b>" not in written
    assert "Written by the language model scripted" in written


def test_the_quotations_are_shown_before_the_model_is_asked(seeds: Record) -> None:
    with serve_script(Script(repeat, before=0.2)) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        pages = ask(seeds, model)
        plain = ask(seeds, None)
    assert pages[: len(plain)] == plain
    assert all("sent to 127.0.0.1" in page for page in pages[len(plain) : -1])
    assert pages[-1].count("<blockquote>") == plain[-1].count("<blockquote>")


def test_the_page_says_to_whom_questions_are_sent(seeds: Record) -> None:
    model = LanguageModel(Endpoint.parse("https://me:secret@models.example/v1"))
    introduction = ConversationHost(Opened(seeds), lambda *_: None, model).render_introduction()
    assert "sent to models.example." in introduction
    assert "secret" not in introduction
    assert "sent to" not in ConversationHost(Opened(seeds), lambda *_: None).render_introduction()


def test_a_model_that_fails_leaves_the_quotations_and_one_note(seeds: Record) -> None:
    with serve_script(Script(status=500)) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        *_, last = ask(seeds, model)
    assert last.count("The language model answered with an error (status 500).") == 1
    assert 'class="written"' not in last
    assert "<blockquote>" in last


def test_a_question_that_was_not_understood_shows_how_the_model_read_it_and_each_filter_can_go(seeds: Record) -> None:
    reading = "question: what was said on Libya?\nsince: 2011"
    with serve_script(Script([reading])) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        host = ConversationHost(Opened(seeds), lambda *_: None, model)
        *_, last = host.ask(PageQuestion("2011 リビアについて何が言われましたか"), Conversation(), None)
    html = last.html
    assert "Understood as: what was said on Libya?" in html
    assert "Read by the language model scripted as" in html
    assert 'class="statement"' in html
    chips = [chip.partition("</a>")[0] for chip in html.split('<a class="filter"')[1:]]
    assert any('href="./?q=what+was+said+on+Libya%3F"' in chip and "2011" in chip for chip in chips)
    undo = next(chip for chip in chips if "read by a language model" in chip)
    question = PageQuestion.parse(unescape(undo.partition('href="./')[2].partition('"')[0]))
    assert (question.question, question.reading) == ("2011 リビアについて何が言われましたか", False)


def test_a_reading_that_was_undone_is_not_asked_for_again(seeds: Record) -> None:
    script = Script(["question: what was said on Libya?"])
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        host = ConversationHost(Opened(seeds), lambda *_: None, model)
        list(host.ask(PageQuestion("リビアについて何が言われましたか", reading=False), Conversation(), None))
    assert script.requests == []

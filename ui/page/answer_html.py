"""Answers as HTML: quotations below their speaker and source, the active filters, and ways to widen the question.

An answer is rendered in blocks, so that the first quotation is shown before the rest is rendered.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from rag import Answer, Change, Citation, Holdings, Sentence, remove_time, was_read_by_model
from ui.page.permalinks import PageQuestion, view_address
from ui.page.rendering import ArticleReader, render_macro, render_template

_INTENTS_WITH_HEADINGS = {"timeline", "comparison"}


@dataclass(frozen=True, slots=True)
class Block:
    """Quotations with the same speaker and source, each with its citations."""

    quotes: Sequence[tuple[str, Sequence[Citation]]]


def render_holdings(holdings: Holdings) -> Markup:
    """Render the size of the library as one line."""
    return render_template("holdings", held=holdings)


def render_empty_library() -> Markup:
    """Render the line that says that there is nothing to ask yet, and where articles are added."""
    return render_macro("empty_library")


def render_introduction(suggestions: Sequence[str], recipient: str = "", *, is_empty: bool = False) -> Markup:
    """Render the introduction that is shown before the first question, with suggested questions.

    `recipient` is the host that a language model is asked at, if one is set. That of an empty library says how to add
    articles.
    """
    links = [(question, PageQuestion(question).address) for question in suggestions]
    return render_template("introduction", suggestions=links, recipient=recipient, is_empty=is_empty)


def render_conversation(exchanges: Sequence[Markup]) -> Markup:
    """Render exchanges, one below the other."""
    return Markup('<div class="turns">{}</div>').format(Markup().join(exchanges))


def render_exchange(question: PageQuestion, reply: Markup, answer_id: str = "") -> Markup:
    """Render a question above its reply."""
    shown = {"question": question.question, "address": question.address, "answer": answer_id}
    return render_template("exchange", **shown, reply=reply)


def render_notice(line: str) -> Markup:
    """Render one line that says what is wrong and what to do."""
    return render_macro("notice", line=line[:1].upper() + line[1:])


def render_waiting() -> Markup:
    """Render the placeholder of an answer that is being computed."""
    return Markup('<p class="waiting">Searching …</p>')


def render_blocks(
    answer: Answer, read: ArticleReader, question: PageQuestion, changes: Sequence[Change] = ()
) -> Iterator[Markup]:
    """Yield an answer block by block, in reading order."""
    standalone = PageQuestion(answer.standalone_question, question.filters, question.aliases)
    yield _render_head(answer, standalone, changes)
    if answer.summary:
        yield _render_summary(answer)
    if answer.abstained:
        wider = list(_list_wider_questions(answer, standalone))
        suggestions = _link_suggestions(answer, PageQuestion(""))
        yield render_template("abstention", found=answer, read=_text_reader(read), wider=wider, suggestions=suggestions)
        return
    if not answer.citations:  # an answer about the library or the tool, which the head shows
        return
    cited = {citation.number: citation for citation in answer.citations}
    for group in answer.groups:
        if answer.intent in _INTENTS_WITH_HEADINGS:
            yield render_macro("heading", label=group.label, silent=not group.citations)
        for block in _group_by_lead([cited[number] for number in group.citations], answer.sentences):
            yield render_macro("statement", block=block)
    yield _render_tail(answer, read, standalone)


def render_draft(answer: Answer, sentences: Sequence[Sentence], recipient: str) -> Markup:
    """Render the sentences of a summary that have been checked so far, and to whom the quotations were sent."""
    return render_template("summary", sentences=_cite(answer, sentences), dropped=(), model="", recipient=recipient)


def _render_summary(answer: Answer) -> Markup:
    summary = answer.summary
    if summary is None:
        return Markup()
    sentences = _cite(answer, summary.sentences)
    return render_template("summary", sentences=sentences, dropped=summary.dropped, model=summary.model, recipient="")


def _cite(answer: Answer, sentences: Sequence[Sentence]) -> list[tuple[str, list[Citation]]]:
    cited = {citation.number: citation for citation in answer.citations}
    return [(sentence.text, [cited[number] for number in sentence.citations]) for sentence in sentences]


def _render_head(answer: Answer, question: PageQuestion, changes: Sequence[Change]) -> Markup:
    exact = replace(question, aliases=False).address
    spellings = [(name, forms, exact) for name, forms in answer.aliases.items() if forms]
    filters = [(label, wider.address) for label, wider in _list_filters(answer, question)]
    notes = list(_list_notes(answer))
    return render_template("head", found=answer, changes=changes, filters=filters, spellings=spellings, remarks=notes)


def _render_tail(answer: Answer, read: ArticleReader, question: PageQuestion) -> Markup:
    speakers = {citation.speaker.name for citation in answer.citations if citation.speaker}
    return render_template(
        "tail",
        found=answer,
        read=_text_reader(read),
        look=question.address_in("look"),
        trace=view_address("trace", answer.question),
        suggestions=_link_suggestions(answer, question),
        shown_articles=len({citation.article_id for citation in answer.citations}),
        shown_speakers=len(speakers),
    )


def _link_suggestions(answer: Answer, question: PageQuestion) -> list[tuple[str, str]]:
    """Return follow-ups with their addresses; they keep the filters of the question."""
    return [(text, replace(question, question=text).address) for text in answer.suggestions]


def _list_filters(answer: Answer, question: PageQuestion) -> Iterator[tuple[str, PageQuestion]]:
    """Yield the label of each filter of an answer, and the question without it."""
    chosen, timeless = set(question.filters.active_names), _without_time(question)
    for name in answer.filters.active_names:
        filter_value = getattr(answer.filters, name)
        for value in filter_value if isinstance(filter_value, tuple) else (filter_value,):
            wider = question.without(name, value if isinstance(filter_value, tuple) else None)
            yield f"{name.replace('_', ' ')}: {value}", wider if name in chosen else timeless
    if was_read_by_model(answer):
        yield "read by a language model", PageQuestion(answer.question, reading=False)
    if not question.aliases:
        yield "exact names only", replace(question, aliases=True)


def _list_wider_questions(answer: Answer, question: PageQuestion) -> Iterator[tuple[str, str]]:
    """Yield the label and address of each question that may find something where this one did not."""
    for label, wider in _list_filters(answer, question):
        yield f"Remove “{label}”", wider.address
    timeless = _without_time(question)
    if timeless != question and not answer.filters.since and not answer.filters.until:
        yield "Search all dates", timeless.address


def _without_time(question: PageQuestion) -> PageQuestion:
    return replace(question, question=remove_time(question.question))


def _list_notes(answer: Answer) -> Iterator[str]:
    """Yield the lines before the first quotation that are not headings."""
    if answer.sentences:
        *lines, _ = answer.answer[: answer.sentences[0].start].split("\n\n")
        labels = {group.label for group in answer.groups}
        yield from (line for line in lines if line not in labels)


def _group_by_lead(citations: Sequence[Citation], sentences: Sequence[Sentence]) -> Iterator[Block]:
    """Yield blocks of consecutive sentences whose citations have the same speaker and source."""
    cited = {citation.number: citation for citation in citations}
    supported = [sentence for sentence in sentences if sentence.citations[0] in cited]
    for _, group in groupby(supported, key=lambda sentence: _lead_key(cited[sentence.citations[0]])):
        yield Block(
            [(sentence.text, [cited[number] for number in sentence.citations if number in cited]) for sentence in group]
        )


def _lead_key(citation: Citation) -> tuple[object, ...]:
    speaker = citation.speaker
    lead = (speaker.name, speaker.office) if speaker else citation.article_title
    return lead, citation.source, citation.published


def _text_reader(read: ArticleReader) -> Callable[[Citation], str]:
    return lambda citation: read(citation.article_id, citation.article_version).text

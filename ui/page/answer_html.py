"""An answer on the page: its quotations led by who spoke, what was searched, and the way to widen it.

It comes in blocks, the first quotation before the rest has been laid out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from rag import Answer, Change, Citation, Holdings, Sentence, without_time
from ui.page.permalinks import Asked, address
from ui.page.rendering import Read, piece, render

_HEADED = {"timeline", "comparison"}  # intents whose groups are told by their labels


@dataclass(frozen=True, slots=True)
class Block:
    """Quotations that have one lead: each the words with the citations that carry them."""

    quotes: Sequence[tuple[str, Sequence[Citation]]]


def library(holdings: Holdings) -> Markup:
    """Say in one line what can be asked about."""
    return render("holdings", held=holdings)


def introduction(suggestions: Sequence[str]) -> Markup:
    """Say what can be done here, before the first question, and offer some."""
    return render("introduction", suggestions=[(one, Asked(one).address) for one in suggestions])


def conversation(turns: Sequence[Markup]) -> Markup:
    """Put the turns one under the other."""
    return Markup('<div class="turns">{}</div>').format(Markup().join(turns))


def turn(asked: Asked, reply: Markup) -> Markup:
    """Put a question above its reply."""
    return render("turn", question=asked.question, address=asked.address, reply=reply)


def notice(line: str) -> Markup:
    """Show one line that says what is wrong and what to do."""
    return piece("notice", line=line[:1].upper() + line[1:])


def waiting() -> Markup:
    """Stand in for an answer that is being looked up."""
    return Markup('<p class="waiting">Reading the record …</p>')


def blocks(found: Answer, read: Read, asked: Asked, changes: Sequence[Change] = ()) -> Iterator[Markup]:
    """Give an answer piece by piece, in the order in which they are read."""
    meant = Asked(found.standalone_question, asked.filters, asked.aliases)
    yield _head(found, meant, changes)
    if found.abstained:
        yield render("abstention", found=found, read=_reading(read), wider=list(_wider(found, meant)))
        return
    if not found.citations:  # an answer about the library or the tool, which stands in the head
        return
    cited = {citation.number: citation for citation in found.citations}
    for group in found.groups:
        if found.intent in _HEADED:
            yield piece("heading", label=group.label, silent=not group.citations)
        for block in _led([cited[number] for number in group.citations], found.sentences):
            yield piece("statement", block=block)
    yield _tail(found, read, meant)


def _head(found: Answer, meant: Asked, changes: Sequence[Change]) -> Markup:
    spellings = [
        (name, others, replace(meant, aliases=False).address) for name, others in found.aliases.items() if others
    ]
    labels = [(label, away.address) for label, away in _filters(found, meant)]
    return render(
        "head", found=found, changes=changes, filters=labels, spellings=spellings, remarks=list(_remarks(found))
    )


def _tail(found: Answer, read: Read, meant: Asked) -> Markup:
    speakers = {citation.speaker.name for citation in found.citations if citation.speaker}
    return render(
        "tail",
        found=found,
        read=_reading(read),
        look=meant.at("look"),
        trace=address("trace", found.question),
        shown_articles=len({citation.article_id for citation in found.citations}),
        shown_speakers=len(speakers),
    )


def _filters(found: Answer, meant: Asked) -> Iterator[tuple[str, Asked]]:
    """Give the filters that an answer was found under, and what would be asked without each."""
    given, timeless = set(meant.filters.active), _timeless(meant)
    for name in found.filters.active:
        value = getattr(found.filters, name)
        for one in value if isinstance(value, tuple) else (value,):
            away = meant.without(name, one if isinstance(value, tuple) else None)
            yield f"{name} {one}", away if name in given else timeless
    if not meant.aliases:
        yield "only as typed", replace(meant, aliases=True)


def _wider(found: Answer, meant: Asked) -> Iterator[tuple[str, str]]:
    """Give what may be asked instead, where nothing was found."""
    for label, away in _filters(found, meant):
        yield f"Ask without “{label}”", away.address
    timeless = _timeless(meant)
    if timeless != meant and not found.filters.since and not found.filters.until:
        yield "Ask for any time", timeless.address


def _timeless(meant: Asked) -> Asked:
    return replace(meant, question=without_time(meant.question))


def _remarks(found: Answer) -> Iterator[str]:
    """Give what the answer says of itself before the first quotation."""
    if found.sentences:
        *before, _ = found.answer[: found.sentences[0].start].split("\n\n")
        yield from (line for line in before if line not in {group.label for group in found.groups})


def _led(citations: Sequence[Citation], sentences: Sequence[Sentence]) -> Iterator[Block]:
    """Put citations that follow each other and have one lead into a block."""
    cited = {citation.number: citation for citation in citations}
    told = [one for one in sentences if one.citations[0] in cited]
    for _, group in groupby(told, key=lambda one: _lead(cited[one.citations[0]])):
        yield Block([(one.text, [cited[number] for number in one.citations if number in cited]) for one in group])


def _lead(citation: Citation) -> tuple[object, ...]:
    who = citation.speaker
    named = (who.name, who.office) if who else citation.article_title
    return named, citation.source, citation.published


def _reading(read: Read) -> Callable[[Citation], str]:
    return lambda citation: read(citation.article_id, citation.article_version).text

"""Marked pages: a checked draft as a page of HTML that needs nothing else, its quotations in colour."""

from collections.abc import Iterator
from html import escape

from rag import Check, CheckedQuotation
from ui.escaping import escape_unprintable
from ui.export.checks.remarks import LABELS, describe_verdict

_STYLE = (
    "body{font:1.05rem/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}mark{color:#111;padding:0 .1em;border-radius:.2em}"
    ".exact{background:#bfe8c5}.altered{background:#ffe29a}.other_speaker{background:#f7bde0}.not_on_record{background:#ffb8b0}"
    "mark a{color:inherit;text-decoration:none;font:.75em system-ui;vertical-align:super}"
    "li{margin:.4rem 0}table{border-spacing:.8rem .2rem}"
)


def format_marked_html(check: Check) -> str:
    """Return the page: counts, the draft with its quotations marked and numbered, and a remark on each."""
    return "".join(_parts(check))


def _parts(check: Check) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Checked draft</title>\n'
    yield f"<style>{_STYLE}</style>\n"
    yield "<h1>Checked draft</h1>\n<p>"
    counts = {verdict: sum(one.verdict == verdict for one in check.quotations) for verdict in LABELS}
    yield ", ".join(f'<mark class="{name}">{count} {LABELS[name].lower()}</mark>' for name, count in counts.items())
    yield "</p>\n<pre>"
    yield from _mark_text(check)
    yield "</pre>\n<ol>\n"
    for number, quotation in enumerate(check.quotations, 1):
        yield f'<li id="remark-{number}"><a href="#quotation-{number}">“{_text(quotation.text)}”</a><br>'
        yield f"{_text(describe_verdict(quotation))}</li>\n"
    yield "</ol>\n"
    if check.unchecked:
        yield "<h2>Not traced</h2>\n<ul>\n"
        yield from (f"<li>“{_text(one.text)}”: {_text(one.reason)}</li>\n" for one in check.unchecked)
        yield "</ul>\n"
    yield "</html>\n"


def _mark_text(check: Check) -> Iterator[str]:
    """Yield the draft; an inner quotation is marked within the outer one."""
    events: list[tuple[int, int, int, str]] = []  # position, closing before opening, order, HTML
    for number, quotation in enumerate(check.quotations, 1):
        events.append((quotation.start, 1, -quotation.end, _opening(number, quotation)))
        events.append((quotation.end, 0, -quotation.start, "</mark>"))
    position = 0
    for place, _, _, html in sorted(events, key=lambda event: event[:3]):
        yield _text(check.text[position:place])
        yield html
        position = place
    yield _text(check.text[position:])


def _opening(number: int, quotation: CheckedQuotation) -> str:
    title = _text(describe_verdict(quotation))
    link = f'<a href="#remark-{number}">{number}</a>'
    return f'<mark class="{quotation.verdict}" id="quotation-{number}" title="{title}">{link} '


def _text(text: str) -> str:
    return escape(escape_unprintable(text))

"""Markdown: a manuscript in which no text from outside becomes markup."""

import re
from collections.abc import Iterator

from ui.export.manuscript import Line, Manuscript, Note

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$@^]|:(?=\S)|(?<=www)\.|^[-+=]", re.IGNORECASE)
_LIST = re.compile(r"^(\d+)([.)])")
_ADDRESS = re.compile(r"https?://[^\x00-\x20\x7f<>]+")


def format_markdown(manuscript: Manuscript) -> str:
    """Return the text of a .md file."""
    return "\n\n".join(_blocks(manuscript)) + "\n"


def escape_markdown(text: str) -> str:
    """Escape a line of text so that Markdown, GitHub's included, shows it unchanged."""
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def _blocks(manuscript: Manuscript) -> Iterator[str]:
    yield f"# {escape_markdown(manuscript.title)}"
    yield from map(escape_markdown, manuscript.about)
    yield from (f"**{escape_markdown(caution)}**" for caution in manuscript.cautions)
    yield from map(_format_line, manuscript.lines)
    if manuscript.notes:
        yield "## Notes"
    for note in manuscript.notes:
        yield from _format_note(note)


def _format_line(line: Line) -> str:
    if line.is_heading:
        return f"## {escape_markdown(line.text)}"
    numbers = "".join(f" \\[{number}\\]" for number in line.notes)
    return f"> {escape_markdown(line.text)}{numbers}" if line.notes else escape_markdown(line.text)


def _format_note(note: Note) -> Iterator[str]:
    yield f"### \\[{note.number}\\]"
    yield "\n".join(f"- {name}: {_format_value(value)}" for name, value in note.facts)
    if note.source_text is not None:
        yield "Text of the source:"
        fence = "`" * (1 + max(2, *map(len, re.findall("`*", note.source_text))))
        yield f"{fence}text\n{note.source_text}\n{fence}"


def _format_value(value: str) -> str:
    return f"<{value}>" if _ADDRESS.fullmatch(value) else escape_markdown(value)

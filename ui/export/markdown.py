"""A manuscript as Markdown, in which no word that came from outside is markup."""

import re
from collections.abc import Iterator

from ui.export.manuscript import Line, Manuscript, Note

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$@^]|:(?=\S)|(?<=www)\.|^[-+=]", re.IGNORECASE)
_LIST = re.compile(r"^(\d+)([.)])")
_ADDRESS = re.compile(r"https?://[^\x00-\x20\x7f<>]+")


def as_markdown(manuscript: Manuscript) -> str:
    """Give the text of a .md file."""
    return "\n\n".join(_blocks(manuscript)) + "\n"


def plain(text: str) -> str:
    """Give a line of text so that Markdown, GitHub's included, shows it letter for letter."""
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def _blocks(manuscript: Manuscript) -> Iterator[str]:
    yield f"# {plain(manuscript.title)}"
    yield from map(plain, manuscript.about)
    yield from (f"**{plain(caution)}**" for caution in manuscript.cautions)
    yield from map(_line, manuscript.lines)
    if manuscript.notes:
        yield "## Notes"
    for note in manuscript.notes:
        yield from _note(note)


def _line(line: Line) -> str:
    numbers = "".join(f" \\[{number}\\]" for number in line.notes)
    return f"> {plain(line.text)}{numbers}" if line.notes else plain(line.text)


def _note(note: Note) -> Iterator[str]:
    yield f"### \\[{note.number}\\]"
    yield "\n".join(f"- {name}: {_value(value)}" for name, value in note.facts)
    if note.letters is not None:
        yield "In the source's own letters:"
        fence = "`" * (1 + max(2, *map(len, re.findall("`*", note.letters))))
        yield f"{fence}text\n{note.letters}\n{fence}"


def _value(value: str) -> str:
    return f"<{value}>" if _ADDRESS.fullmatch(value) else plain(value)

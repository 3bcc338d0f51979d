"""Turns: who speaks when in a transcript, from the labels that stand before what each says.

A reporter's question ("Q") is a turn of nobody that is named, so that it is never taken for the answer's.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from index.attribution.forms.speaker_labels import is_titled, whom
from index.text.spans import Span

_NAME = r"[A-Z](?:[a-z]?[A-Z’'-]){0,40}[A-Z]"  # read in one way only: two would take time without end
_LED = r"(?:(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr|SEN|REP|GEN|PROF)\.[ \t]|(?![A-Z]{1,3}T[ \t])[A-Z][A-Z’'-]+[ \t])"
_LABEL = re.compile(  # "Q", "MR. EARNEST:", "SENIOR ADMINISTRATION OFFICIAL:"; not the "EDT" of the hour before it
    r"(?:(?<![^\n\f])|(?<=[\s—)]))"
    r"(?:(?P<asker>Q(?:UESTION)?)(?::\s*|\s+(?=[^a-z\s]))"
    rf"|(?P<label>{_LED}{{0,5}}(?:Mc|Mac|De|Di|La|Le|O[’'])?{_NAME}):(?=[\s\"“(\[A-Z]))"
)
_LEAST_TURNS, _LEAST_NAMES = 3, 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says until the next speaks: `label` names who, in the article's words; `name` is None for a reporter."""

    label: Span
    words: Span
    name: str | None
    role: str | None


def turns(text: str, title: str = "") -> list[Turn]:
    """Give the turns of a transcript in order; none for a text that is no transcript."""
    labels = [found for found in _LABEL.finditer(text) if _begins(text, found)]
    names = Counter(" ".join(found["label"].split()) for found in labels if found["label"])
    if not _is_transcript(text, names, asked=sum(1 for found in labels if found["asker"])):
        return []
    people = whom(names, f"{title}\n{text}")
    ends = [found.start() for found in labels[1:]] + [len(text)]
    spoken = []
    for found, end in zip(labels, ends, strict=True):
        span = Span(*found.span("asker" if found["asker"] else "label"))
        name, role = people.get(" ".join((found["label"] or "").split()), (None, None))
        spoken.append(Turn(span, _stripped(text, found.end(), end), name, role))
    return [turn for turn in spoken if len(turn.words)]


def _begins(text: str, found: re.Match[str]) -> bool:
    """Tell whether a label stands where a turn can begin: on a line of its own or after a sentence."""
    near = max(found.start() - 39, 0)
    line = text[max(text.rfind("\n", near, found.start()) + 1, near) : found.start()]
    return not line.strip() or bool(re.search(r"[-—.?!…)\]\"”’]\s*$|\b[A-Z]{2,3}T\s*$", line))


def _is_transcript(text: str, names: Mapping[str, int], *, asked: int) -> bool:
    """Tell labels of people from headings in capitals: by their titles, or by two surnames that go on taking turns."""
    titled = sum(count for name, count in names.items() if is_titled(name))
    if titled + asked >= _LEAST_TURNS and titled:
        return True
    bare = {name: count for name, count in names.items() if not is_titled(name) and _is_surname(text, name)}
    again = [name for name, count in bare.items() if count >= _LEAST_NAMES]
    return len(again) >= _LEAST_NAMES and sum(bare.values()) >= sum(names.values()) / 2


def _is_surname(text: str, name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    proper = re.search(rf"\b{re.escape(last.capitalize())}\b", text)
    return len(name.split()) == 1 and bool(proper) and not re.search(rf"\b{re.escape(last.lower())}\b", text)


def _stripped(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    left = start + len(said) - len(said.lstrip())
    return Span(left, max(left, start + len(said.rstrip())))

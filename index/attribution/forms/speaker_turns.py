"""Speaker turns: who speaks when in a transcript, by the labels before the turns.

A reporter's question ("Q") is a turn without a name, so that it is never attributed to the person who answers.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from index.attribution.forms.speaker_labels import has_honorific_or_office, resolve_labels
from index.text.spans import Span

_NAME = r"[A-Z](?:[a-z]?[A-Z’'-]){0,40}[A-Z]"  # matches in one way only: two would take exponential time
_PREFIX = r"(?:(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr|SEN|REP|GEN|PROF)\.[ \t]|(?![A-Z]{1,3}T[ \t])[A-Z][A-Z’'-]+[ \t])"
_LABEL = re.compile(  # "Q", "MR. EARNEST:", "SENIOR ADMINISTRATION OFFICIAL:"; not a time zone before it ("EDT")
    r"(?:(?<![^\n\f])|(?<=[\s—)]))"
    r"(?:(?P<asker>Q(?:UESTION)?)(?::\s*|\s+(?=[^a-z\s]))"
    rf"|(?P<label>{_PREFIX}{{0,5}}(?:Mc|Mac|De|Di|La|Le|O[’'])?{_NAME}):(?=[\s\"“(\[A-Z]))"
)
_BEFORE_LABEL = re.compile(r"[-—.?!…)\]\"”’]\s*$|\b[A-Z]{2,3}T\s*$")
_LINE_REACH = 39  # code points before a label in which the start of its line is looked for
_MIN_TURNS, _MIN_SPEAKERS = 3, 2


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """The words of one speaker up to the next label; `name` and `role` are None for a reporter."""

    label: Span
    words: Span
    name: str | None
    role: str | None


def find_turns(text: str, title: str = "") -> list[SpeakerTurn]:
    """Return the turns of a transcript in order; none for any other text."""
    labels = [match for match in _LABEL.finditer(text) if _can_begin_turn(text, match)]
    counts = Counter(_label_name(match) for match in labels if match["label"])
    if not _is_transcript(text, counts, questions=sum(1 for match in labels if match["asker"])):
        return []
    speakers = resolve_labels(counts, f"{title}\n{text}")
    ends = [match.start() for match in labels[1:]] + [len(text)]
    turns = []
    for match, end in zip(labels, ends, strict=True):
        label = Span(*match.span("asker" if match["asker"] else "label"))
        name, role = speakers.get(_label_name(match), (None, None))
        turns.append(SpeakerTurn(label, _strip(text, match.end(), end), name, role))
    return [turn for turn in turns if len(turn.words)]


def _label_name(match: re.Match[str]) -> str:
    return " ".join((match["label"] or "").split())


def _can_begin_turn(text: str, match: re.Match[str]) -> bool:
    """Return whether a label is at the start of a line or after the end of a sentence."""
    first = max(match.start() - _LINE_REACH, 0)
    line = text[max(text.rfind("\n", first, match.start()) + 1, first) : match.start()]
    return not line.strip() or bool(_BEFORE_LABEL.search(line))


def _is_transcript(text: str, counts: Mapping[str, int], *, questions: int) -> bool:
    """Return whether labels are of speakers, not headings: by their honorifics, or by two surnames that recur."""
    titled = sum(count for name, count in counts.items() if has_honorific_or_office(name))
    if titled + questions >= _MIN_TURNS and titled:
        return True
    surnames = {
        name: count for name, count in counts.items() if not has_honorific_or_office(name) and _is_surname(text, name)
    }
    recurring = [name for name, count in surnames.items() if count >= _MIN_SPEAKERS]
    return len(recurring) >= _MIN_SPEAKERS and sum(surnames.values()) >= sum(counts.values()) / 2


def _is_surname(text: str, name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    capitalized = re.search(rf"\b{re.escape(last.capitalize())}\b", text)
    return len(name.split()) == 1 and bool(capitalized) and not re.search(rf"\b{re.escape(last.lower())}\b", text)


def _strip(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))

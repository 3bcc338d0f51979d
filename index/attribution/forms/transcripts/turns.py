"""Turns of a transcript: the words between a label and the next, and who speaks them."""

from collections import Counter
from collections.abc import Sequence

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.speakers import resolve_labels
from index.attribution.forms.labels.words import OUTLET_ARTICLES
from index.attribution.forms.layout.stage_directions import find_spoken
from index.attribution.forms.transcripts.label_weights import label_key, last_word
from index.attribution.forms.transcripts.other_voices import OtherVoices
from index.attribution.forms.transcripts.printed_matter import find_printed_matter
from index.attribution.statements import Speaker
from index.text.spans import Span

_MOSTLY, _HALF = 0.7, 0.5  # share of the turns of an outlet that are questions; with an article: "DER SPIEGEL"


def resolve_turn_speakers(document: Document, labels: Sequence[Label]) -> list[Speaker | None]:
    """Return the speaker of each label; None for an outlet that interviews."""
    outlets = _find_outlets(document.text, labels)
    speakers = resolve_labels(labels, document.text, document.title)
    return [None if label_key(label) in outlets else speaker for label, speaker in zip(labels, speakers, strict=True)]


def assemble_turns(document: Document, labels: Sequence[Label], speakers: Sequence[Speaker | None]) -> list[Turn]:
    """Return the words between each label and the next as a turn, without the stage directions in it."""
    text = document.text
    ends = [label.line if not label.inline else label.span.start for label in labels[1:]] + [len(text)]
    voices = OtherVoices(text, labels)
    turns = []
    for label, speaker, end in zip(labels, speakers, ends, strict=True):
        start = label.span.end if label.mark in {"line", "bold", "heading"} else label.words
        printed = find_printed_matter(text, start, max(start, end), speaker)
        end = printed.start if printed else end  # noqa: PLW2901
        own = voices.find_end(start, max(start, end))
        parts = find_spoken(text, start, own) or _find_aside(text, start, own)
        words = _trim(text, parts) if parts else ()
        if words:
            turns.append(Turn(speaker, words))
        others = find_spoken(text, own, end) if own < end else ()
        if others:
            turns.append(Turn(None, others))
        turns += printed.turns if printed else ()
    return turns


def _find_outlets(text: str, labels: Sequence[Label]) -> set[str]:
    """Return the labels of one word, in capitals, most of which lead questions: an outlet that interviews."""
    asked: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    ends = [label.line for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        counts[label_key(label)] += 1
        asked[label_key(label)] += text[label.words : max(label.words, end)].rstrip(' \n*_”"').endswith("?")
    people = {last_word(label) for label in labels if _is_persons(label)}
    bare_names = {label_key(label) for label in labels if _is_bare_name(label) and last_word(label) not in people}
    led = {label_key(label) for label in labels if _is_with_article((label.text.name or "").split())}
    return {
        key for key in bare_names if counts[key] > 1 and asked[key] >= (_HALF if key in led else _MOSTLY) * counts[key]
    }


def _is_bare_name(label: Label) -> bool:
    """Return whether a label is one word in capitals, or two with an article: "DER SPIEGEL", "RFE/RL"."""
    text = label.text
    words = (text.name or "").split()
    is_alone = text.kind == "person" and not text.honorific and not text.office
    return is_alone and label.printed.isupper() and (len(words) == 1 or _is_with_article(words))


def _is_with_article(words: Sequence[str]) -> bool:
    return len(words) == len(("article", "noun")) and words[0].casefold() in OUTLET_ARTICLES


def _is_persons(label: Label) -> bool:
    """Return whether a label has a full name, or an honorific."""
    words = (label.text.name or "").split()
    return bool(label.text.honorific) or (len(words) > 1 and not _is_with_article(words))


def _find_aside(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the words beside a label that leads nothing else: "(Inaudible.)"."""
    line_end = text.find("\n", start, end)
    line = text[start : max(start, line_end if line_end >= 0 else end)]
    left = start + len(line) - len(line.lstrip())
    right = start + len(line.rstrip())
    return (Span(left, right),) if left < right else ()


def _trim(text: str, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the parts of a turn without the marks of bold and of a table around them."""
    last = parts[-1]
    end = last.start + len(last.slice(text).rstrip("|* \t\u00a0"))
    parts = (*parts[:-1], Span(last.start, end))
    words = parts[0].slice(text)
    start = parts[0].start + len(words) - len(words.lstrip("*_| \t\n\u00a0"))
    first = Span(start, max(start, parts[0].end))
    return tuple(part for part in (first, *parts[1:]) if len(part))

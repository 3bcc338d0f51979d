"""Transcripts: documents in which labels say who speaks; what all forms of them share."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.introductions import proper
from index.attribution.forms.label_grammar import LabelText, bare, is_initials
from index.attribution.forms.label_speakers import resolve_labels
from index.attribution.forms.label_words import OUTLETS
from index.attribution.forms.labels import Label
from index.attribution.forms.stage_directions import spoken
from index.attribution.statements import Speaker
from index.text.spans import Span

SURE, LIKELY, MAYBE, DOUBTFUL = 1.0, 0.7, 0.4, 0.2
LEAST_LABELS = 3
_LEAST_SHARE = 0.4
_ENOUGH = 4.0  # labels, weighted, that leave no doubt
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,500}[”\"]")
_MOSTLY = 0.7
_LISTED = 5  # people who are listed with a colon after each, and who do not speak in turn
_LONG, _LOOKED = 100, 1500  # code points of a turn that tells, and of it that are looked at
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*")


def weigh(label: Label) -> float:
    """Return how sure it is that a label names who speaks, by itself."""
    text = label.text
    if text.kind in {"question", "answer"}:
        return LIKELY
    if text.kind == "crowd":
        return MAYBE
    weight = _weigh_office(label) if text.kind == "office" else _weigh_person(label)
    if label.mark == "line":
        return weight / 2 if weight >= LIKELY else 0.0
    return min(weight, MAYBE) if label.mark == "-" else weight


def _weigh_office(label: Label) -> float:
    if label.text.holder or (label.text.led_by_the and label.mark != "line"):
        return SURE
    return LIKELY if bare(label.printed.split()[0]) in {"mr", "madam", "mrs", "ms"} else MAYBE


def _weigh_person(label: Label) -> float:
    text = label.text
    if label.mark in {".", "heading"}:
        return SURE if text.honorific or text.office else 0.0
    telling = text.honorific or text.country or any(one.kind in {"party", "manner"} for one in text.brackets)
    if telling or (text.office and label.mark in {":", "–"}):
        return SURE
    words = (text.name or "").split()
    if text.details and len(words) > 1:
        return LIKELY
    if label.mark == "–" and len(words) > 1:
        return LIKELY
    if label.shouted:
        return MAYBE
    return MAYBE if len(words) > 1 else DOUBTFUL


def accept(document: Document, mine: Callable[[Label], bool]) -> list[Label]:
    """Return the labels of speakers: the sure ones, and of the others those that come again or whose name is known."""
    labels = [label for label in document.labels if mine(label)]
    weights = [weigh(label) for label in labels]
    counts = Counter(_key(label) for label in labels)
    surnames = {
        _last(label) for label, weight in zip(labels, weights, strict=True)
        if label.text.kind == "person" and (weight >= LIKELY or len((label.text.name or "").split()) > 1)
    }  # fmt: skip
    named = _named(document)
    accepted = []
    for label, weight in zip(labels, weights, strict=True):
        if weight >= LIKELY or (weight > 0 and _is_confirmed(label, counts[_key(label)], surnames, named, document)):
            accepted.append(_asker(label) if _is_outlet(label) else label)
        elif weight > 0 and label.mark == ":" and accepted and (_is_outlet(label) or _asks(document.text, label)):
            accepted.append(_asker(label))
    return accepted


def _asker(label: Label) -> Label:
    return replace(label, text=LabelText("question"))


def _is_outlet(label: Label) -> bool:
    text = label.text
    words = [bare(word) for word in (text.name or "").split()]
    return text.kind == "person" and not text.honorific and not text.office and bool(words) and words[-1] in OUTLETS


def _asks(text: str, label: Label) -> bool:
    """Tell whether the paragraph under a label asks: a reporter is named once, by outlet."""
    end = text.find("\n", label.words)
    return text[label.words : end if end >= 0 else len(text)].rstrip(' *_”"').endswith("?")


def _is_confirmed(label: Label, count: int, surnames: set[str], named: set[str], document: Document) -> bool:
    """Tell whether a label that is not sure by itself comes again, or is known from elsewhere."""
    if label.text.kind in {"crowd", "office"}:
        return True
    words = (label.text.name or "").split()
    first = proper(words[0]) if words else ""
    if label.mark == "line":
        return count > 1
    if len(words) > 1:
        return (
            count > 1
            or bool(VOCABULARY.gender(first))
            or _last(label) in named
            or (label.shouted and bool(label.text.details))
        )
    if _last(label) in surnames or _last(label) in named:
        return True
    if not words or count < 2:  # noqa: PLR2004 (twice is again)
        return False
    small = f" {words[0].casefold()} "
    return is_initials(words[0]) or (label.shouted and small not in document.text)


def _named(document: Document) -> set[str]:
    """Return the last words of names of two words or more in the title and the first lines, in small letters."""
    head = f"{document.title}\n{document.speaker or ''}\n{document.text[:1500]}"
    words = [*_CAPITALISED.finditer(head)]
    return {
        second[0].removesuffix("’s").removesuffix("'s").casefold()
        for first, second in pairwise(words)
        if head[first.end() : second.start()] in {" ", "\u00a0"} and VOCABULARY.gender(proper(first[0]))
    }


def _key(label: Label) -> str:
    return (label.text.name or label.text.office or label.printed).casefold()


def _last(label: Label) -> str:
    return (label.text.name or label.text.office or "-").split()[-1].casefold()


def measure(  # noqa: PLR0911 (a reason for each)
    document: Document, labels: Sequence[Label], *, least: int = LEAST_LABELS
) -> Evidence:
    """Return the evidence of labels: how many and how sure they are, where most of the text is led by them."""
    if len(labels) < least:
        return NO_EVIDENCE
    counts = Counter(map(_key, labels))
    weights = [max(weigh(label), LIKELY if counts[_key(label)] > 1 else 0.0) for label in labels]
    voices = len({label.printed.casefold() for label in labels if label.text.kind != "question"})
    asked = any(label.text.kind == "question" for label in labels)
    share = 1 - labels[0].span.start / max(1, len(document.text))
    again = len(labels) - len({_last(label) for label in labels})
    if least == 1:
        return Evidence(max(0.6, share), f"the label “{labels[0].printed}”")
    if voices + asked < 2 or share < _LEAST_SHARE or (max(weights) < LIKELY and not again):  # noqa: PLR2004
        return NO_EVIDENCE
    honoured = sum(map(_is_honoured, labels))
    if not asked and not again and len(labels) > _LISTED and honoured < len(labels) / 2:
        return NO_EVIDENCE
    if not asked and max(honoured * 2, again * 3) < len(labels) and not _is_spoken(document.text, labels):
        return NO_EVIDENCE
    if not asked and sum(weights) / len(weights) < LIKELY and again < len(labels) / 3:
        return NO_EVIDENCE
    score = min(1.0, sum(weights) / _ENOUGH) * min(1.0, share + 0.4)
    shown = "; ".join(dict.fromkeys(f"“{label.printed}{label.mark if label.mark in ':.' else ''}”" for label in labels))
    return Evidence(score, f"{len(labels)} labels, such as {shown[:120]}")


def _is_honoured(label: Label) -> bool:
    """Tell whether a label has what only those of an assembly have: an honorific, brackets, an office and a stop."""
    text = label.text
    return bool(text.honorific or text.brackets or text.kind == "office" or (text.office and label.mark == "."))


def _is_spoken(text: str, labels: Sequence[Label]) -> bool:
    """Tell words that are spoken, in which "I", "we" or "you" comes, from a list of what is written of people."""
    ends = [label.line for label in labels[1:]] + [len(text)]
    long = [text[label.words : min(end, label.words + _LOOKED)] for label, end in zip(labels, ends, strict=True)]
    long = [words for words in long if len(words) > _LONG]
    return sum(bool(_SPOKEN.search(_QUOTED.sub(" ", words))) for words in long) * 2 >= len(long)


def resolve(document: Document, labels: Sequence[Label]) -> list[Speaker | None]:
    """Return who speaks under each label; an outlet that interviews is no speaker."""
    askers = _outlets(document.text, labels)
    speakers = resolve_labels(labels, document.text, document.title)
    return [None if _key(label) in askers else one for label, one in zip(labels, speakers, strict=True)]


def assemble_turns(
    document: Document, labels: Sequence[Label], speakers: Sequence[Speaker | None] | None = None
) -> list[Turn]:
    """Return what stands between each label and the next as a turn, without the stage directions in it."""
    text = document.text
    speakers = resolve(document, labels) if speakers is None else speakers
    ends = [label.line if not label.inline else label.span.start for label in labels[1:]] + [len(text)]
    turns = []
    for label, speaker, end in zip(labels, speakers, ends, strict=True):
        start = label.words
        if label.mark in {"line", "heading"}:
            start = label.span.end
        parts = spoken(text, start, max(start, end)) or _aside(text, start, end)
        if parts:
            turns.append(Turn(speaker, _trimmed(text, parts)))
    return turns


def _outlets(text: str, labels: Sequence[Label]) -> set[str]:
    """Return the labels of one word, in capitals, most of whose turns are questions: an outlet that interviews."""
    asked: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    ends = [label.line for label in labels[1:]] + [len(text)]
    people = {_last(label) for label in labels if len((label.text.name or "").split()) > 1 or label.text.honorific}
    for label, end in zip(labels, ends, strict=True):
        counts[_key(label)] += 1
        asked[_key(label)] += text[label.words : max(label.words, end)].rstrip(' \n*_”"').endswith("?")
    return {
        _key(label)
        for label in labels
        if label.text.kind == "person" and not label.text.honorific and not label.text.office
        and len((label.text.name or "").split()) == 1 and label.printed.isupper() and _last(label) not in people
        and counts[_key(label)] > 1 and asked[_key(label)] >= _MOSTLY * counts[_key(label)]
    }  # fmt: skip


def _aside(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return what stands beside a label that leads nothing else: "(Inaudible.)"."""
    line = text[start : max(start, min(end, text.find("\n", start) if "\n" in text[start:end] else end))]
    left = start + len(line) - len(line.lstrip())
    right = start + len(line.rstrip())
    return (Span(left, right),) if left < right else ()


def _trimmed(text: str, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out the marks of bold and of a table around the words."""
    final = parts[-1]
    shown = final.slice(text).rstrip("|* \t\u00a0")
    parts = (*parts[:-1], Span(final.start, final.start + len(shown)))
    first = parts[0]
    said = first.slice(text)
    left = first.start + len(said) - len(said.lstrip("*_| \t\n\u00a0"))
    last = Span(left, max(left, first.end))
    return tuple(part for part in (last, *parts[1:]) if len(part))

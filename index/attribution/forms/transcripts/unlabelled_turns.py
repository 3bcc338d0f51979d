"""Words without a label of their own: the opening of a briefing, and answers under "Spokesman" or "A" alone."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.issuers.mastheads import find_commenting_body
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.tokens import is_initials, normalize_token
from index.attribution.forms.labels.words import ABBREVIATED_OFFICES, LINKS, OFFICES
from index.attribution.forms.layout.paragraphs import find_paragraphs
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.forms.principal import find_respondent
from index.attribution.forms.transcripts.addressees import assign_answers, find_people
from index.attribution.forms.transcripts.turns import assemble_turns, resolve_turn_speakers
from index.attribution.statements import Speaker
from index.text.letters import CAPITALS
from index.text.spans import Span

_OPENING = re.compile(
    r"\b(?:briefing|remarks|press conference|doorstep|statement|statements to the press|transcript)\b", re.IGNORECASE
)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y)\b|^(?:Good|Hello|Thank|Welcome)|\bwelcome to\b")
_NARRATED = re.compile(
    r"\b(?:The following|[Nn]ear-verbatim|Check against|[Tt]ranscript|[Pp]articipants|[Ww]itnesses|[Pp]resent:)"
)
_OPENING_HEADING = re.compile(
    r"^[ \t*_#\[(]*(?:opening|introductory|initial) (?:statement|remarks)[ \t*_:\])]*$", re.IGNORECASE | re.MULTILINE
)
_SPOKES_TITLE = re.compile(rf"[Ss]pokes(?:man|woman|person)\b(?! [{CAPITALS}])")
_BRIEFING_BY = re.compile(r"\b[Bb]riefing by\b")
_SPOKES = frozenset({"spokesman", "spokesperson", "spokeswoman"})
_BLANK = re.compile(r"\s*")
_SHORT = 40  # code points of an opening, or of a paragraph of it, at least
_LONG = 80  # code points of an item of a briefing, at least
_HEAD = 600  # code points in which the kind of the document is stated


def find_labelled_turns(document: Document, labels: Sequence[Label]) -> list[Turn]:
    """Return the turns of labels, with the principal's opening words, and its name under its office and under "A"."""
    speakers = resolve_turn_speakers(document, labels)
    kinds = [label.text.kind for label in labels]
    has_opening = labels[0].span.start > _SHORT and "question" in kinds
    is_needed = has_opening or _has_unlabelled_answer(kinds) or any(map(_is_principal_label, labels))
    principal = _find_principal(document, labels, speakers) if is_needed else None
    if principal is None and {*kinds} == {"question", "answer"}:
        principal = find_commenting_body(document)
    if principal is None:
        return assemble_turns(document, labels, assign_answers(document.text, labels, speakers))
    principal = _with_labelled_name(principal, speakers)
    abbreviated = {label.printed for label in labels if _is_abbreviation(label)}
    spokes = {word for label in labels if _is_bare_office(label) for word in _SPOKES & _office_words(label)}
    named = [
        replace(principal, span=label.span)
        if _is_label_of(label, principal, spokes)
        or (_is_abbreviation(label) and _abbreviates(label, principal, abbreviated))
        else speaker
        for label, speaker in zip(labels, speakers, strict=True)
    ]
    assigned = assign_answers(document.text, labels, named)
    turns = _split_answers(document.text, assemble_turns(document, labels, assigned), labels, principal)
    return [*_find_opening(document, labels[0].line, principal), *turns] if has_opening else turns


def _find_principal(document: Document, labels: Sequence[Label], speakers: Sequence[Speaker | None]) -> Speaker | None:
    """Return who gives the briefing: the respondent, or whom alone the labels name where the title names no one."""
    principal = find_respondent(document)
    people = find_people(labels, speakers)
    if len(people) != 1 or _is_guest(labels):
        return principal
    if principal is None:
        return people[0]
    surname = principal.name.split()[-1]
    is_same = normalize_token(surname) == normalize_token(people[0].name.split()[-1])
    role, name = ({*part.casefold().split()} for part in (principal.role or "", principal.name))
    is_spokes = bool(_SPOKES & role) and not _SPOKES & name  # "noon briefing by Ana Ruiz, Spokeswoman"
    is_titled = is_spokes or not _SPOKES_TITLE.search(document.title)
    is_named = surname in f"{document.title}\n{document.text[:_HEAD]}" and is_titled
    return principal if is_same or is_named else people[0]


def _is_guest(labels: Sequence[Label]) -> bool:
    """Return whether the one person with a label is a guest, as after an earlier label "Spokesman:"."""
    first = next((label for label in labels if label.text.kind in {"person", "office"}), None)
    return first is not None and _is_bare_office(first) and bool(_SPOKES & _office_words(first))


def _has_unlabelled_answer(kinds: Sequence[str]) -> bool:
    """Return whether a label leads a question, and the next another one: the answer between has no label."""
    return any(kind == "question" and following in {"question", "crowd"} for kind, following in pairwise(kinds))


def _split_answers(text: str, turns: Sequence[Turn], labels: Sequence[Label], principal: Speaker) -> list[Turn]:
    """Return turns with the principal's answers cut from the questions after which the next label asks again."""
    kinds = {label.words: label.text.kind for label in labels}
    starts = sorted(kinds)
    split: list[Turn] = []
    for turn in turns:
        place = bisect_right(starts, turn.words[0].start) - 1
        following = kinds[starts[place + 1]] if place + 1 < len(starts) else "question"
        is_pair = kinds[starts[place]] == "question" and following in {"question", "crowd"}
        end = _find_question_end(text, turn) if is_pair and turn.speaker is None else None
        if end is None:
            split.append(turn)
            continue
        blank = _BLANK.match(text, end)
        start = blank.end() if blank else end
        answer = tuple(Span(max(start, part.start), part.end) for part in turn.words if part.end > start)
        split.append(Turn(None, (Span(turn.words[0].start, end),)))
        if answer:
            split.append(Turn(replace(principal, span=None), answer))
    return split


def _find_question_end(text: str, turn: Turn) -> int | None:
    """Return where the first line of a turn ends, if it is a question with lines after it."""
    end = text.find("\n", turn.words[0].start, turn.words[-1].end)
    line = text[turn.words[0].start : end].rstrip(' *_”"')
    return end if end >= 0 and line.endswith(("?", ".")) and "?" in line else None


def _with_labelled_name(principal: Speaker, speakers: Sequence[Speaker | None]) -> Speaker:
    """Return the principal under the name that its own labels have."""
    surname = principal.name.split()[-1].casefold()
    same = (speaker for speaker in speakers if speaker and speaker.name.split()[-1].casefold() == surname)
    return next(same, principal)


def _is_principal_label(label: Label) -> bool:
    """Return whether a label may be the principal's: "A", an office without a name, or an abbreviation."""
    return label.text.kind == "answer" or _is_bare_office(label) or _is_abbreviation(label)


def _is_abbreviation(label: Label) -> bool:
    """Return whether a label is initials or an abbreviated office: "RS", "HR/VP"."""
    name = label.text.name or ""
    return label.text.kind == "person" and (is_initials(name) or name.casefold() in ABBREVIATED_OFFICES)


def _abbreviates(label: Label, principal: Speaker, abbreviated: AbstractSet[str]) -> bool:
    """Return whether an abbreviation is the principal's: its initials, or the only office that is abbreviated."""
    letters = (label.text.name or "").replace(".", "").casefold()
    initials = "".join(word[0] for word in principal.name.split()).casefold()
    return letters == initials or (letters in ABBREVIATED_OFFICES and len(abbreviated) == 1)


def _is_bare_office(label: Label) -> bool:
    return label.text.kind == "office" and not label.text.holder and not label.text.led_by_the


def _office_words(label: Label) -> set[str]:
    return _words_of(label.text.office) - LINKS


def _words_of(phrase: str | None) -> set[str]:
    return {normalize_token(word) for word in (phrase or "").replace("-", " ").split()}


def _is_label_of(label: Label, principal: Speaker, spokes: AbstractSet[str]) -> bool:
    """Return whether a label is the principal's: "A", or "Spokesman" at the spokesman's own briefing.

    `spokes` are the nouns of bare labels: "Spokesman:" and "Spokeswoman:" are two people.
    """
    if not _is_bare_office(label):
        return label.text.kind == "answer"
    office = _office_words(label)
    role, name = _words_of(principal.role), _words_of(principal.name)
    is_other = bool(name & OFFICES) and not name & _SPOKES  # "Secretary-General"
    is_only = len(spokes) < len(("spokesman", "spokeswoman")) or bool(office & role)
    is_spokes = bool(office & _SPOKES) and bool(role & _SPOKES or not role) and not is_other and is_only
    return (office <= role or (is_spokes and len(office) == 1)) and ("deputy" in office) == ("deputy" in role)


def _find_opening(document: Document, end: int, principal: Speaker) -> list[Turn]:
    """Return the paragraphs before the first label as turns, from the first that is speech."""
    if not _OPENING.search(f"{document.title}\n{document.text[:_HEAD]}"):
        return []
    turns: list[Turn] = []
    heading = _OPENING_HEADING.search(document.text, 0, end)
    surname = principal.name.split()[-1]
    is_briefing = bool(_BRIEFING_BY.search(document.title))  # whose first item may be read without "I" and "we"
    for paragraph in find_paragraphs(document.text[:end]):
        words = paragraph.span.slice(document.text)
        if is_direction(words) or len(words) < _SHORT or (heading and paragraph.span.start < heading.end()):
            continue
        is_spoken = _SPOKEN.search(words) or (is_briefing and len(words) > _LONG and words.rstrip()[-1:] in ".!?”")
        if not turns and not heading and (surname in words or _NARRATED.search(words) or not is_spoken):
            continue
        turns.append(Turn(replace(principal, span=None), (paragraph.span,)))
    return turns

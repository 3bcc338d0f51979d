"""Question parts: whose words, on what, and what of them is asked for, from the units of a question.

What stands after "about" is the subject, what stands after "by" or beside it names who speaks; of a verb that takes
what it mentions as its object, the first name speaks. The kinds of units are those of the lexicons: `of` also stands
before the subject of a verb of speaking ("a parlé de la Libye"), and a Turkish subject stands before its "about".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.interpretation.languages.units import Unit

VERBS = frozenset({"say", "speak", "mention", "passive", "position", "quotes"})
_LOOSE = frozenset({"filler", "of", "and", "in"})
_SPEAKING = frozenset({"name", "place", "office"})

Run = tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The units of whoever speaks and of the subject, and content that is neither."""

    who: Run = ()
    about: Run = ()
    rest: Run = ()


def read_parts(units: Sequence[Unit], *, subject_first: bool) -> Parts:
    """Return the parts of a question."""
    kinds = {unit.kind for unit in units}
    asks_who = bool(kinds & {"who", "passive"}) or ("which" in kinds and "country" in kinds)
    after_by, units = _take_after(_with_agent(units, kinds), "by")
    if subject_first and "about" in kinds:
        parts = _before_about(units, asks_who=asks_who)
    elif any(unit.kind == "about" and _content(units[place + 1 :]) for place, unit in enumerate(units)):
        parts = _after_about(units, asks_who=asks_who)
    else:
        parts = _without_about(units, kinds, asks_who=asks_who or bool(after_by))
    return Parts(after_by, parts.about or parts.who, parts.rest) if after_by else parts


def _with_agent(units: Sequence[Unit], kinds: set[str]) -> Sequence[Unit]:
    """Return the units of a passive question with its "of" as "by", where that does not stand within the subject."""
    if "passive" not in kinds or "by" in kinds or not kinds & {"about", "mention"}:
        return units
    changed: list[Unit] = []
    within = False
    for unit in units:
        within = unit.kind == "about" or (within and (unit.is_content or unit.kind in _LOOSE))
        changed.append(replace(unit, kind="by") if unit.kind == "of" and not within else unit)
    return changed


def _take_after(units: Sequence[Unit], kind: str) -> tuple[Run, list[Unit]]:
    """Return the content after a unit of a kind, and the units without both."""
    for place, unit in enumerate(units):
        if unit.kind == kind and (run := _run_at(units, place + 1)):
            end = place + 1 + len(_raw_run(units, place + 1))
            return run, [*units[:place], Unit("cut", "", ""), *units[end:]]
    return (), list(units)


def _before_about(units: Sequence[Unit], *, asks_who: bool) -> Parts:
    place = next(place for place, unit in enumerate(units) if unit.kind == "about")
    before, after = _runs(units[:place]), _runs(units[place + 1 :])
    last = before[-1] if before else ()
    others = [*before[:-1], *after]
    if others or asks_who:
        return Parts(() if asks_who or not others else others[0], last, _joined(others if asks_who else others[1:]))
    who, about = split_speaker(last)
    return Parts(who, about) if about else Parts((), last)


def _after_about(units: Sequence[Unit], *, asks_who: bool) -> Parts:
    start = next(
        place for place, unit in enumerate(units) if unit.kind == "about" and _content(_raw_run(units, place + 1))
    )
    about = _run_at(units, start + 1)
    end = start + 1 + len(_raw_run(units, start + 1))
    while end < len(units) and units[end].kind == "about" and _run_at(units, end + 1):
        about += _run_at(units, end + 1)
        end += 1 + len(_raw_run(units, end + 1))
    others = _runs([*units[:start], Unit("cut", "", ""), *units[end:]])
    if asks_who or not others:
        return Parts((), about, _joined(others))
    return Parts(others[0], about, _joined(others[1:]))


def _without_about(units: Sequence[Unit], kinds: set[str], *, asks_who: bool) -> Parts:
    verb = next((place for place, unit in enumerate(units) if unit.kind in VERBS), 0)
    ofs = [place for place, unit in enumerate(units) if unit.kind == "of" and place > verb and _content(units[place:])]
    if ofs and kinds & {"say", "speak", "position"} and not kinds & {"mention"}:
        start = ofs[0] if asks_who or not _content(units[verb : ofs[-1]]) else ofs[-1]
        before = _joined(_runs([*units[:verb], Unit("cut", "", ""), *units[verb + 1 : start]]))
        about = _joined(_runs(units[start + 1 :]))
        return Parts((), about, before) if asks_who else Parts(before, about)
    runs = _runs(units)
    whole = _joined(runs)
    if asks_who or not kinds & VERBS:
        return Parts((), whole)
    if "mention" in kinds:
        if len(runs) > 1:
            return Parts(runs[0], runs[1], _joined(runs[2:]))
        who, about = split_speaker(whole)
        return Parts(who, about) if about else Parts((), whole)
    if kinds & {"position", "quotes"}:
        who, about = split_speaker(whole)
        return Parts(who, about) if about else Parts(whole)
    return Parts(whole)


def split_speaker(run: Run) -> tuple[Run, Run]:
    """Return whoever a run begins with, and the rest of it: "Obama Syria" are a speaker and a subject."""
    end = 0
    while end < len(run) and run[end].kind in {"office", "people"}:
        end += 1
    if end < len(run) and run[end].kind in _LOOSE:
        end += 1
    if end < len(run) and run[end].kind in {"name", "place"}:
        kind, has_office = run[end].kind, end > 0
        end += 1
        while kind == "name" and end < len(run) and run[end].kind == "name":
            end += 1
        if not has_office and end < len(run) and run[end].kind == "office":
            end += 1
            while end < len(run) and run[end].kind == "name":
                end += 1
    else:
        end = end or sum(1 for unit in run[:1] if unit.kind in _SPEAKING)
    return run[:end], _trimmed(run[end:])


def _runs(units: Sequence[Unit]) -> list[Run]:
    """Return the runs of content, parted by words of asking."""
    runs: list[Run] = []
    place = 0
    while place < len(units):
        raw = _raw_run(units, place)
        if run := _trimmed(raw):
            runs.append(run)
        place += max(len(raw), 1)
    return runs


def _raw_run(units: Sequence[Unit], start: int) -> Run:
    end = start
    while end < len(units) and (units[end].is_content or units[end].kind in _LOOSE):
        end += 1
    return tuple(units[start:end])


def _run_at(units: Sequence[Unit], start: int) -> Run:
    return _trimmed(_raw_run(units, start))


def _trimmed(run: Sequence[Unit]) -> Run:
    places = [place for place, unit in enumerate(run) if unit.is_content]
    return tuple(run[places[0] : places[-1] + 1]) if places else ()


def _joined(runs: Sequence[Run]) -> Run:
    return tuple(unit for run in runs for unit in run)


def _content(units: Sequence[Unit]) -> bool:
    return any(unit.is_content for unit in units)

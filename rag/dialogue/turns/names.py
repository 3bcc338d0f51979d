"""Names: "and Lund?" after "what did Berg say about fish?" asks of Lund what was asked of Berg."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.names.gazetteer import load_gazetteer
from index.store.statement_table import StatementTable
from rag.dialogue.completion.fragments import replace_country
from rag.dialogue.question_parts import Past, ask_of_reaction, read_deed
from rag.dialogue.speaker_names import SpeakerNames
from rag.dialogue.turns.swaps import swap_part, swap_subject
from rag.interpretation.count_questions import read_whether
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import find_voices

_AND_NAME = compile_phrase(
    r"^\W*(?:and|what about|how about|or)\s+"
    r"(?P<who>(?!(?:on|about|in|since|by|from|what|who|when|how|the\s+(?:first|last)|only|his|her)\b)"
    r"[^\W\d_][^?,]{1,40}?)[\s?.!]*$"
)


def complete_turn(question: str, pasts: Sequence[Past], statements: StatementTable, speakers: SpeakerNames) -> str:
    """Return a question with the part of the last one that it changes; as it was where it changes none."""
    if not pasts:
        return question
    if swapped := swap_part(question, pasts):
        return swapped
    match = _AND_NAME.match(question)
    if match is None:
        return ask_of_reaction(question, pasts[-1]) or question
    return _ask_of_other(match["who"], pasts[-1], statements, speakers) or question


def _ask_of_other(name: str, last: Past, statements: StatementTable, speakers: SpeakerNames) -> str:
    voices = find_voices(statements, name)
    is_place = bool(load_gazetteer().find(name, typed=True)) and not speakers.has_person(name) and not _is_office(name)
    if voices and last.parts.about and _COMPARES.match(last.question):
        return replace(last.parts, who=name).ask()
    if is_place or voices is None:
        beside = replace(last.parts, who=name).ask() if voices and _speaks_beside(name, last, speakers) else ""
        return beside or replace_country(name, last, speakers.has) or swap_subject(name, last)
    if read_whether(last.question):
        return f"did {name}?"
    if deed := read_deed(last.question, speakers.has):
        return _replace(deed[0], name, last.question)
    if last.parts.who and not last.parts.about and speakers.has(last.parts.who):
        return _replace(last.parts.who, name, last.question)
    is_other = not voices.is_group and speakers.has_other_than_country(last.parts.who)
    return f"what did {name} say?" if is_other else ""


def _speaks_beside(country: str, last: Past, speakers: SpeakerNames) -> bool:
    """Return whether a state is asked for after a person on what is no state: it is a speaker, and no other subject."""
    who, about = last.parts.who, last.parts.about
    if not (who and about) or not speakers.has_other_than_country(who):
        return False
    find, is_country = load_gazetteer().find, load_gazetteer().is_country
    named = [code for one in find(about, typed=True) for code in one.form.codes]
    return not any(map(is_country, named)) and any(is_country(one.form.codes[0]) for one in find(country, typed=True))


def _is_office(name: str) -> bool:
    return bool(_OFFICE.search(name))


_COMPARES = compile_phrase(r"^\W*(?:compare|contrast)\s+\S")
_OFFICE = compile_phrase(
    r"\b(?:president|minister|chancellor|king|queen|premier|secretary|leader|ambassador|spokes\w+)\b"
)


def _replace(old: str, new: str, question: str) -> str:
    return re.sub(rf"\b{re.escape(old)}(?!\w)", lambda _: new, question, count=1)

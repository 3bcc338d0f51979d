"""Alternatives: which of those who are named said something: "who never mentioned Mali: Chad or Niger?"."""

import re
from dataclasses import dataclass

from index.store.statement_table import StatementTable
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import Voices, find_voices

_DID = r"(?:did|does|do|has|have|had)"
_NOT = rf"(?P<not>never|not\s+once|{_DID}\s+(?:not|never)|{_DID}n['’]?t|failed\s+to|omitted\s+to)"
_VERB = (
    r"(?:mention(?:ed|s)?|nam(?:e|ed|es)|sp(?:eak|oke|oken|eaks)\s+(?:of|about|on)|talk(?:ed|s)?\s+(?:of|"
    r"about|on)|rais(?:e|ed|es)|"
    r"discuss(?:ed|es)?|address(?:ed|es)?|br(?:ing|ought|ings)\s+up|refer(?:red|s)?\s+to|say\s+anything\s+(?:on|about)|"
    r"said\s+(?:anything|something|nothing)\s+(?:on|about))"
)
_DOES = rf"(?:{_NOT}\s+)?(?:ever\s+|once\s+)?{_VERB}\s+"
_ONE = r"(?:of\s+(?:them|these|the\s+two)|one(?:\s+of\s+them)?|country|speaker|leader|state|delegation|side)"
_WHO = rf"(?:who|which\s+{_ONE})"
_AMONG = r"(?P<names>[^?:;]+?\s+(?:or|and)\s+[^?:;]+?)"
_FORMS = (
    compile_phrase(rf"^\W*{_WHO}\s+{_DOES}(?P<about>[^?:;,–—]+?)\s*(?:[:;,–—]|\s-\s)\s*{_AMONG}\W*$"),
    compile_phrase(rf"^\W*(?:which|who)\s+of\s+{_AMONG}\s+{_DOES}(?P<about>[^?:;]+?)\W*$"),
    compile_phrase(rf"^\W*{_AMONG}\s*[:;,–—]\s*{_WHO}\s+{_DOES}(?P<about>[^?:;]+?)\W*$"),
)
_LIST = compile_phrase(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Those who are named, what one of them mentioned or did not, and which of both is asked."""

    voices: tuple[Voices, ...]
    about: str
    is_negated: bool


def read_alternatives(question: str, statements: StatementTable) -> Alternatives | None:
    """Read a question for which of those who are named mentioned something; None for any other."""
    match = next(filter(None, (form.match(question) for form in _FORMS)), None)
    if match is None:
        return None
    names = [
        re.sub(r"^either\s+", "", name, flags=re.IGNORECASE) for name in _LIST.split(match["names"]) if name.strip()
    ]
    voices = [(name.strip(), find_voices(statements, name)) for name in names]
    known = tuple(Voices(name, found.speakers, found.note) for name, found in voices if found)
    if len(known) < len(names) or len(known) < 2:  # noqa: PLR2004 (one of two)
        return None
    return Alternatives(known, match["about"].strip(), is_negated=bool(match["not"]))

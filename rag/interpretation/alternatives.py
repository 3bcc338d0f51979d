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
_MORE = r"(?P<more>more|most|less|least)(?:\s+(?:often|frequently|times))?"
_DOES = rf"(?:{_NOT}\s+)?(?:ever\s+|once\s+)?{_VERB}\s+"
_ONE = r"(?:of\s+(?:them|these|the\s+two)|one(?:\s+of\s+them)?|country|speaker|leader|state|delegation|side)"
_WHO = rf"(?:who|which\s+{_ONE})"
_AMONG = r"(?P<names>[^?:;]+?\s+(?:or|and)\s+[^?:;]+?)"
_FORMS = (
    compile_phrase(rf"^\W*{_WHO}\s+{_DOES}(?P<about>[^?:;,–—]+?)\s*(?:[:;,–—]|\s-\s)\s*{_AMONG}\W*$"),
    compile_phrase(rf"^\W*(?:which|who)\s+of\s+{_AMONG}\s+{_DOES}(?P<about>[^?:;]+?)\W*$"),
    compile_phrase(rf"^\W*{_AMONG}\s*[:;,–—]\s*{_WHO}\s+{_DOES}(?P<about>[^?:;]+?)\W*$"),
)
_COMPARED = (
    compile_phrase(rf"^\W*{_WHO}\s+{_VERB}\s+(?P<about>[^?:;,–—-]+?)\s+{_MORE}\s*[:;,–—]?\s+{_AMONG}\W*$"),
    compile_phrase(
        rf"^\W*{_WHO}\s+(?:sp(?:eak|oke|eaks)|talk(?:ed|s)?)\s+{_MORE}\s+(?:about|of|on)\s+(?P<about>[^?:;,–—-]+?)\s*"
        rf"[:;,–—]\s*{_AMONG}\W*$"
    ),
    compile_phrase(
        rf"^\W*{_DID}\s+(?P<one>[^?:;,]{{2,60}}?)\s+{_VERB}\s+(?P<about>[^?:;,]+?)\s+{_MORE}\s+than\s+"
        rf"(?P<other>[^?:;,]{{2,60}}?)(?:\s+{_DID})?\W*$"
    ),
)
"""Forms that ask which of two mentioned something more often."""

_LIST = compile_phrase(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Those who are named, what they mentioned, and whether it is asked who did not, or who did more often."""

    voices: tuple[Voices, ...]
    about: str
    is_negated: bool
    is_compared: bool = False


def read_alternatives(question: str, statements: StatementTable) -> Alternatives | None:
    """Read a question for which of those who are named mentioned something; None for any other."""
    compared = next(filter(None, (form.match(question) for form in _COMPARED)), None)
    match = compared or next(filter(None, (form.match(question) for form in _FORMS)), None)
    if match is None:
        return None
    parts = match.groupdict()
    listed = [parts["one"], parts["other"]] if "one" in parts else _LIST.split(parts["names"])
    names = [re.sub(r"^(?:either\s+|by\s+)", "", name, flags=re.IGNORECASE) for name in listed if name.strip()]
    voices = [(name.strip(), find_voices(statements, name)) for name in names]
    known = tuple(Voices(name, found.speakers, found.note) for name, found in voices if found)
    if len(known) < len(names) or len(known) < 2:  # noqa: PLR2004 (one of two)
        return None
    return Alternatives(
        known, match["about"].strip(), is_negated=bool(parts.get("not")), is_compared=compared is not None
    )

"""Background: what somebody writes before they ask, and the question that is left without it.

"My boss says the minister gave a figure for people who left home. What was it?" asks what the minister said about
people who left home.
"""

import re
from collections.abc import Iterator

from rag.interpretation.patterns import compile_phrase

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[^\s?!.])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Gov|vs|No|U\.S|U\.N)\.$")
_REQUEST = compile_phrase(
    r"^\W*(?:(?:could|can|would|will)\s+you\b|please\b|thanks\b|thank\s+you\b|any\s+(?:help|ideas?|pointers)\b|help\b|"
    r"what\s+(?:do|have)\s+you\s+(?:have|got)\b|where\s+(?:do|can|would)\s+i\s+find\b)[^?.!]*[?.!]*$"
)
_POINTS_BACK = compile_phrase(r"\b(?:it|this|that|these|those|them|there|the\s+(?:matter|subject|issue|topic))\b")
_COMPARES = compile_phrase(
    r"^\W*(?:(?:and|now|please|can\s+you|could\s+you)\s+)*(?:compare|contrast)\s+(?:them|both|these|those|it|him|her|the\s+two)(?:\s+two)?\W*$"
)
_ONLY_POINTS = compile_phrase(
    r"^\W*(?:and\s+|so\s+)?(?:what|who|when|where|which|how\s+(?:much|many))\s+(?:was|were|is|are|did|exactly|precisely)\s*"
    r"(?:it|that|this|they|he|she|the\s+(?:figure|number|date|name|words?))?\s*(?:exactly|precisely|say|said)?\W*$"
)
_WAS_RIGHT = compile_phrase(
    r"^\W*(?:so\s+|and\s+)?(?:(?:who|which\s+of\s+us)\s+(?:is|was)|(?:is|was|am|are|were)\s+(?:i|he|she|we|they|it|that|this|my\s+\w+|"
    r"the\s+\w+))\s+(?:right|correct|wrong|true|mistaken|so|accurate)\W*$"
)
_TOLD = compile_phrase(
    r"\bwhat\s+(?P<who>(?:the\s+)?(?:(?!\b(?:what|is|am|are|was|were|that|which|who|not)\b)[^,?.!]){2,50}?)(?:\s+(?:themselves|itself|himself|herself))?\s+(?:have\s+|has\s+|had\s+|ever\s+)?"
    r"(?:told|said|says?|tells?|declared|stated|thinks?)\b(?:\s+(?:to\s+)?(?:the\s+)?(?!about\b|on\b)[^,?.!]{2,40}?)?"
    r"\s+(?:about|on|of|regarding|concerning)\s+(?P<about>[^?.!]+)"
)
_CLAIMED = compile_phrase(
    r"^\W*(?:(?:my|our|the|a)\s+(?:\w+\s+){1,2}?(?:says?|said|thinks?|claims?|told\s+me|tells\s+me|insists?|remembers?|believes?)\s+(?:that\s+)?|"
    r"(?:i|we)\s+(?:\w+\s+){0,2}?(?:read|heard|remember|believe|think|know|was\s+told|saw|understand)\s+(?:somewhere\s+)?(?:that\s+)?|"
    r"apparently,?\s+|supposedly,?\s+|it\s+is\s+said\s+(?:that\s+)?)?"
    r"(?P<who>(?:the\s+)?[^,?.!]{2,60}?)\s+(?:once\s+|also\s+|has\s+|had\s+|recently\s+)?"
    r"(?:gave|given|give|cited|quoted|mentioned|named|used|made|stated|put|spoke\s+of|spoke\s+about|talked\s+about|said\s+something\s+about|called\s+for|"
    r"promised|announced|proposed|demanded|warned\s+of|claimed|described|commented\s+on|reacted\s+to)\s+"
    r"(?:(?:an?|the|some|any)\s+(?:exact\s+|precise\s+|new\s+)?(?:figure|number|total|estimate|date|deadline|name|reason|promise|comment|statement|speech|"
    r"remark|warning)s?\s+(?:for|of|on|about|to|regarding|how\s+many)\s+)?(?P<about>[^?.!]+)"
)
_SUBJECT = compile_phrase(
    r"\b(?:about|on|over|regarding|concerning|of|into|with)\s+(?P<about>(?:(?!\b(?:about|on|over|regarding|concerning|into)\b)[^?.!,;])+)[.!]?$"
)
_FEWEST = 2  # sentences


def split_sentences(text: str) -> list[str]:
    """Return the sentences of what was typed."""
    sentences: list[str] = []
    for part in _SENTENCE.split(text.strip()):
        if sentences and _ABBREVIATED.search(sentences[-1]):
            sentences[-1] += f" {part}"
        else:
            sentences.append(part)
    return sentences


def without_background(text: str) -> Iterator[str]:
    """Yield the questions that a text of several sentences may ask, the likeliest first; none of a single sentence."""
    sentences = [sentence for sentence in split_sentences(text) if re.search(r"\w", sentence)]
    if len(sentences) < _FEWEST:
        return
    told = next((match for sentence in reversed(sentences) if (match := _TOLD.search(sentence))), None)
    if told:
        yield f"what did {told['who'].strip()} say about {told['about'].strip()}?"
    asking = [place for place, sentence in enumerate(sentences) if sentence.rstrip().endswith("?")]
    asking = [place for place in asking if not _REQUEST.match(sentences[place])]
    place = asking[-1] if asking else None
    before = sentences[: place if place is not None else len(sentences)]
    if place is not None and not (_ONLY_POINTS.match(sentences[place]) or _WAS_RIGHT.match(sentences[place])):
        question = sentences[place]
        if _POINTS_BACK.search(question):
            yield from (_put_for_pointer(question, about) for about in _subjects(before))
        else:
            yield question
    for sentence in reversed(before):
        if claimed := _CLAIMED.match(sentence):
            yield f"what did {claimed['who'].strip()} say about {claimed['about'].strip(' ,')}?"


def _put_for_pointer(question: str, about: str) -> str:
    """Return a question with a subject in place of the word that points back to it."""
    match = _POINTS_BACK.search(question)
    return f"{question[: match.start()]}{about}{question[match.end() :]}" if match else question


def compares_nobody(question: str) -> bool:
    """Return whether a question only says to compare those whom nothing before it names."""
    return bool(_COMPARES.match(question))


def find_unresolved(text: str) -> str:
    """Return the word of the question asked at the end of a text that points back to what stands before it, if any."""
    sentences = [sentence for sentence in split_sentences(text) if re.search(r"\w", sentence)]
    asking = [sentence for sentence in sentences if sentence.rstrip().endswith("?") and not _REQUEST.match(sentence)]
    if not asking or len(sentences) < _FEWEST:
        return ""
    if _WAS_RIGHT.match(asking[-1]):
        return asking[-1].strip(" ?")
    match = _POINTS_BACK.search(asking[-1])
    return match[0] if match else ""


def _subjects(sentences: list[str]) -> Iterator[str]:
    """Yield what the sentences before a question are about, the nearest first."""
    for sentence in reversed(sentences):
        if match := _SUBJECT.search(sentence.rstrip(" .!")):
            yield match["about"].strip()

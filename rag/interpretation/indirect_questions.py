"""Indirect questions: "any idea how often Berg speaks of it" asks "how often did Berg speak of it"."""

import re

from rag.interpretation.patterns import compile_phrase

_VERBS = {
    "say": "said|says",
    "mention": "mentioned|mentions",
    "speak": "spoke|spoken|speaks",
    "talk": "talked|talks",
    "raise": "raised|raises",
    "discuss": "discussed|discusses",
    "bring up": r"(?:brought|brings)\s+up",
    "name": "named|names",
    "comment": "commented|comments",
    "refer": "referred|refers",
    "address": "addressed|addresses",
    "condemn": "condemned|condemns",
    "support": "supported|supports",
    "call": "called|calls",
}
_VERB = rf"(?P<verb>{'|'.join(_VERBS.values())})"
_WHO = r"(?P<who>(?!(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could|should|you|there)\b)[^?,]{2,60}?)"
_ADVERB = r"(?:(?P<adverb>first|last|ever|also|actually|once)\s+)?"
_ASKED = compile_phrase(
    r"^\W*(?:(?P<asks>how\s+(?:often|many\s+times|frequently)|when|where|(?:in\s+|on\s+)?(?:which|what)\s+(?:years?|date|day|month|occasions?))|"
    rf"(?P<whether>whether|if|(?:is|was)\s+it\s+(?:really\s+)?(?:true|correct|so)\s+that))\s+{_WHO}\s+(?:(?:has|have|had)\s+)?{_ADVERB}{_VERB}(?=\s|\W*$)"
)


_WHETHER_TRUE = compile_phrase(
    r"^\W*(?:is|was)\s+it\s+(?:really\s+)?(?:true|correct|right|so|the\s+case|a\s+fact)\s+that\s+(?=\w)"
)


def put_directly(question: str) -> str:
    """Return an indirect question in the order of a direct one; any other as it was."""
    match = _ASKED.match(question)
    if match is None:
        return _WHETHER_TRUE.sub("did ", question)
    verb = next(plain for plain, forms in _VERBS.items() if re.fullmatch(forms, match["verb"], re.IGNORECASE))
    words = (match["asks"], "did", match["who"], match["adverb"], verb)
    return f"{' '.join(filter(None, words))}{question[match.end() :]}"

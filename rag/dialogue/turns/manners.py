"""Manners: the words around a follow-up with which people go on talking, and which ask for nothing.

"Ok and what did Berg say though?" and "what's Lund's view, he hunts them right" ask what Berg said, and what
Lund's view is.
"""

from rag.interpretation.patterns import compile_phrase

_NODS = compile_phrase(
    r"^\W*(?:(?:(?:ok(?:ay)?|thanks|thank\s+you|thx|cheers|alright|all\s+right|got\s+it|i\s+see|hm+|huh|um+|uh+|oh|ah|yeah|yep)\b[\s,.!;:–—-]+|"
    r"(?:sure|great|good|cool|nice|right|fine|well|interesting|yes|no|perfect|wow)(?:[,.!;:]\s*|\s+[–—-]+\s+|"
    r"\s+(?=(?:and|but|so|what|how|who|did|does|only|just|now)\b)))(?:so\s+(?=(?:what|how|who|did|does)\b))?){1,4}(?=\w)"
)
_COURTESIES = compile_phrase(
    r"(?:(?<![\s,;–—-])[\s,;–—-]+(?:pls|plz|please|thanks|thx|thank\s+you|cheers|tho|though|right|innit|specifically|in\s+particular)\b[.!]*){1,3}\s*(?P<mark>\??)\s*$"
)
_THEN = compile_phrase(
    r"^(?P<asks>\W*(?:and|what\s+about|how\s+about|only|just)\s+[^?]{2,60}?)\s+then\s*(?P<mark>\??)\s*$"
)
_PLEASE = compile_phrase(r"\s+(?:pls|plz|please)(?=,)")
_ASIDE = compile_phrase(
    r"^(?P<asks>\W*(?:(?:and|but|so)\s+)?(?:what|what['’]?s|how|why|who|where|when|did|does|has|have|only|just)\b[^,;?]{3,90})[,;]\s+"
    r"(?:(?:they|he|she|it|we|i)(?:['’](?:s|re|ve|d|m))?|(?:since|because|cos|cause|given\s+that|as)\s+(?:they|he|she|it|we|i))\s+\w[^,;?]{1,80}\??\s*$"
)


def drop_manners(question: str) -> str:
    """Return a follow-up without openings such as "ok, thanks", courtesies at its end and remarks beside it."""
    plain = _COURTESIES.sub(r"\g<mark>", _PLEASE.sub("", _NODS.sub("", question)))
    plain = _THEN.sub(r"\g<asks>\g<mark>", plain)
    if aside := _ASIDE.match(plain):
        plain = f"{aside['asks'].rstrip()}?"
    return plain if plain.strip(" ?.!,") else question

"""Causes: a sentence that gives a cause needs one in the quotation, which may only name two things side by side."""

import re
from collections.abc import Iterator

from rag.verification.faults import Fault
from rag.verification.wording.words import WordSequence

_GIVES = re.compile(
    r"\b(?:because|due to (?!be\b|[a-z]+ (?:by|within|the|a|an|in|on)\b)|owing to|thanks to|as a result|in response to"
    r"|prompted|driven by|led to|leads to|leading to|caused|causes|causing|the root cause|stems? from|stemmed from"
    r"|resulted? in|resulting (?:in|from)|triggered|spurred|which is why)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:because|due to|owing|thanks|result(?:s|ed|ing)?|respon[ds]\w*|prompt\w*|driven|drove|led|leads?|leading"
    r"|caus\w+|brought about|wrought|stem\w*|attribut\w+|trigger\w*|spur\w*|why|therefore|thus|hence|consequen\w+"
    r"|reasons?|mean(?:s|t|ing)?|blam\w+|fuel\w*|forc(?:e[sd]|ing)|given|since|so that|explain\w*|cit(?:e[sd]|ing)"
    r"|linked|sent|makes?|made|making)\b|[,;.] as\b|^as\b",
    re.IGNORECASE,
)


def check_causes(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for a cause that a sentence gives where the quotation gives none of anything."""
    given = _GIVES.search(written.text)
    if given and not _HAS.search(quoted.text):
        yield Fault("joined", f"“{given[0].strip()}”: the quotation gives no cause")

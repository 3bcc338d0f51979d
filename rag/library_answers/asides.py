"""Asides: what somebody says of themselves beside a question about the library, which asks nothing.

"Which countries are there? just curious, I cover the Pacific" asks for the countries alone. What wants words, or asks
by itself, is no aside: "do you have anything from CNN, I need quotes on Libya".
"""

from rag.interpretation.patterns import compile_phrase

_BEFORE = compile_phrase(
    r"^\W*(?:(?:(?:i['’]?m\s+|i\s+am\s+)?(?:just\s+)?(?:curious|wondering|asking|checking)(?:\s+(?:here|though|again))?|out\s+of\s+\w+|"
    r"before\s+(?:i|we)\s+\w+|by\s+the\s+way|btw|sorry|hi|hello|hey|ok|okay|so|well|um+|uh+|hmm*|wait|first(?:\s+of\s+all)?|"
    r"(?:a\s+)?(?:maybe\s+|perhaps\s+)?(?:an?\s+)?(?:quick|silly|stupid|dumb|simple|short|small|one|another)(?:\s+(?:more|last))?"
    r"\s+(?:question|one|thing)(?:\s+(?:first|though))?|for\s+(?:my|our|an?|the)\s+\w+(?:\s+\w+)?|"
    r"(?:i['’]?m|i\s+am|we['’]?re|we\s+are)\s+(?:new|writing|working|preparing|doing|an?)\b[^,.:;?!]{0,60})(?:\s*[,.:;!–—-]+\s*))+"
)
_AFTER = compile_phrase(
    r"\s*[?.!,;:(–—-]+\s*(?:(?:just|only|merely)\s+(?:curious|asking|wondering|checking|to\s+be\s+sure|so)|curious|out\s+of\s+\w+|"
    r"asking\s+for|so\s+(?:that\s+)?i\s+(?:know|can)|to\s+be\s+sure|(?:because|cause|cos|since|as)\s+(?:i|we|my|our)\b|i\b|i['’]m\b|we['’]?re\b|we\b|my\b|our\b|"
    r"for\s+(?:my|our|an?|the)\s+\w+(?:\s+\w+)?$|no\s+(?:rush|hurry)|if\s+(?:i|you)\s+(?:may|don['’]?t|know|can)|in\s+case|"
    r"(?:\S+\s+){1,3}i\s+(?:think|believe|guess)\b|(?:his|her|their)\s+name\b|thanks|thx|cheers)(?P<rest>.*)$"
)
_ASKS = compile_phrase(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|show|give|list|find|tell|quotes?|quotations?|statements?|said|say|says|"
    r"compare|are\s+there|is\s+there|do\s+you|have\s+you|can\s+you|only|(?:want|need|after|looking)\b.*\b(?:on|about|from|by))\b"
)
_LONGEST = 300  # characters


def drop_asides(line: str) -> str:
    """Return a question without what is said beside it; as it is where nothing is, or where that asks something."""
    if len(line) > _LONGEST:
        return line
    rest = _BEFORE.sub("", line)
    after = _AFTER.search(rest)
    if after and not _ASKS.search(after[0]):
        rest = rest[: after.start()]
    return rest if len(rest.split()) > 1 else line

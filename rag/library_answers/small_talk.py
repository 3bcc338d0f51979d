"""Small talk: thanks with a remark, and requests for what no library answers: a joke, a script, the weather."""

from collections.abc import Callable
from typing import Literal

from index.names.gazetteer import load_gazetteer
from rag.interpretation.patterns import compile_phrase

SmallTalk = Literal["thanks", "outside", ""]

_THANKS = compile_phrase(
    r"^\W*(?:(?:ok|okay|great|perfect|nice|cool|wow|good|super|brilliant|excellent|right|ah|oh|fine)[,.! ]+)*"
    r"(?:many\s+)?(?:thanks|thank\s+(?:you|u)|thx|tnx|ta(?=\W*$|\s+(?:very|so)\s+much|,)|cheers|much\s+appreciated|ty)\b(?P<rest>[^?]*)$"
)
_ASKS = compile_phrase(
    r"\b(?:but|and|now|also|what|who|whom|when|where|which|why|how|show|give|list|find|tell|can|could|compare|quotes?|only|more|"
    r"about|on|next|summari[sz]e|newest|oldest)\b"
)
_ABOUT = compile_phrase(
    r"\b(?:about|on|of)\s+(?P<name>\S[^?!.]*)"
)  # a poem about Mali gets what was said on Mali, and one about summer nothing
_REMARK = 9  # words after thanks
_THING = (
    r"(?:jokes?|riddles?|poems?|songs?|haikus?|limericks?|raps?|recipes?|horoscopes?|bedtime\s+stor(?:y|ies)|fairy\s+tales?|"
    r"(?:python|bash|shell|java|javascript|excel|sql|r|vba)\s+\w+|(?:computer\s+)?(?:programs?|code|scripts?)|love\s+letters?|"
    r"cover\s+letters?|cv|tweets?)"
)
_OUTSIDE = compile_phrase(
    r"^\W*(?:(?:please|hey|hi|can\s+you|could\s+you|will\s+you|would\s+you|now|just)[, ]+)*"
    rf"(?:(?:tell|write|make|give|sing|compose|read|code|create|generate|cook|recite)\s+(?:me\s+|us\s+)?(?:(?:an?|some|another|one|the|my)\s+)?"
    rf"(?:(?:short|good|funny|little|quick|small|nice|simple|silly)\s+)*{_THING}\b(?!['’]s)"
    r"|(?:what(?:['’]?s|\s+is|\s+was|\s+will)|how(?:['’]?s|\s+is|\s+will))\s+(?:be\s+)?(?:the\s+)?weather\b"
    r"|what\s+time\s+is\s+it\b|what(?:['’]?s|\s+is)\s+the\s+time\W*$|what\s+day\s+is\s+(?:it|today)\b"
    r"|what(?:['’]?s|\s+is)\s+today(?:['’]?s\s+date)?\W*$"
    r"|(?:what(?:['’]?s|\s+is)\s+|how\s+much\s+is\s+|calculate\s+|compute\s+)\d[\d\s.,]*(?:[+*/x×÷^-]|plus|minus|times|divided\s+by)[\d\s+*/x().,^-]+\W*$"
    r"|translate\s+[\"“']?(?!(?:it|that|this|them|these|those|all|the|his|her|every\w*)\b)\w+(?:\s+\w+)?[\"”']?\s+(?:in)?to\s+\w+\W*$"
    r"|(?:order|buy|book)\s+me\s|play\s+(?:me\s+)?(?:a\s+|some\s+)?(?:music|song|game)\b|do\s+you\s+love\s+me\b|will\s+you\s+marry\s+me\b)"
)


def read_small_talk(line: str, is_name: Callable[[str], bool]) -> SmallTalk:
    """Return what a folded line is where it asks nothing of the library; empty for any other.

    `is_name` says whether some words name a speaker or a country.
    """
    thanked = _THANKS.match(line)
    if thanked and len(thanked["rest"].split()) <= _REMARK and not _ASKS.search(thanked["rest"]):
        return "thanks"
    if not _OUTSIDE.match(line):
        return ""
    about = _ABOUT.search(line)
    return "" if about and _is_known(about["name"].strip(), is_name) else "outside"


def _is_known(name: str, is_name: Callable[[str], bool]) -> bool:
    return bool(load_gazetteer().find(name, typed=True)) or is_name(name)

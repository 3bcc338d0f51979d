"""List questions: which speakers and countries of a state, a region or a group the library has, and who speaks most."""

from collections.abc import Callable
from typing import NamedTuple

from index.names.gazetteer import load_gazetteer
from rag.interpretation.offices.group_names import is_group, region_codes
from rag.interpretation.patterns import compile_phrase

_ASKS = (
    r"^\W*(?:how\s+many|which|what|(?:who|what)\s+are|(?:list|name|show(?:\s+me)?|give\s+me|tell\s+me)(?:\s+all)?)\s+"
    r"(?:the\s+|of\s+the\s+|your\s+)?"
)
_HELD = (
    r"(?:\s+(?:do\s+you\s+have\s+(?:speeches|statements|articles|words)\s+(?:from|of|by)|(?:are|is|were)\s+(?:there|here)|are|do\s+you\s+(?:have|know|hold|cover)|have\s+you(?:\s+got)?|you\s+have|speak|"
    r"are\s+(?:on\s+record|quoted|cited)|(?:are\s+)?(?:in|within)\s+(?:the|your|this)\s+(?:library|collection|archive|record|database)|"
    r"in\s+(?:here|total|all)))*[\s?.!]*$"
)
_SPEAKERS_FROM = compile_phrase(
    rf"{_ASKS}speakers(?:\s+(?:are|do|have|is)(?:\s+(?:there|you\s+have|you))?)?\s+(?:from|of|for)\s+(?:the\s+)?(?P<name>[^?.!,]{{2,40}}?){_HELD}"
)
_WHO_FROM = compile_phrase(
    r"^\W*who(?:['’]?s|\s+is|\s+are)\s+(?:(?:here|in\s+here|(?:in|within)\s+(?:the|your|this)\s+(?:library|collection|archive|record|database))\s+)?"
    r"(?:from|for)\s+(?:the\s+)?(?P<name>[^?.!,]{2,40}?)[\s?.!]*$"
)
_HAS_SOURCE = compile_phrase(
    r"^\W*(?:do\s+you\s+(?:have|use|cover|include|carry)|have\s+you\s+got|is|are)\s+(?:the\s+)?"
    r"(?P<name>[\w .'’-]{2,40}?)"
    r"(?P<among>\s+(?:among|one\s+of|(?:in|part\s+of)(?=\s+(?:your|the)\s+(?:library|sources)))\s+(?:your|the)\s+(?:sources?|outlets|newspapers|library|"
    r"collection)|\s+(?:a|as\s+a)\s+source)?[\s?.!]*$"
)
_PIECES = (
    r"(?:articles?|texts?|stor(?:y|ies)|pieces?|reports?|stuff|material|items?|documents?|entries|speech(?:es)?|"
    r"statements?|coverage|news|things?)"
)
_OUTLETS = (
    r"(?:times|post|guardian|news|newspaper|bbc|reuters|journal|cnn|press|agency|agence|tribune|herald|telegraph|"
    r"television|radio|magazine|daily|le monde|figaro|spiegel|zeitung|el pais|al jazeera|al arabiya|afp|bloomberg|"
    r"politico|axios|npr|nbc|abc|cbs|msnbc|economist|independent|tass|xinhua|anadolu|ria novosti|sputnik|usa today)"
)
OUTLET = compile_phrase(rf"\b{_OUTLETS}\b")
"""A publisher, of whom others' articles may quote words."""
_IN_HERE = (
    r"(?:in\s+(?:here|there)|there|here|included|on\s+record|"
    r"in\s+(?:the|your|this)\s+(?:library|collection|archive|record|database|texts|articles|sources))"
)
_OF_OUTLET = compile_phrase(
    r"^\W*(?:(?:is|are)\s+there|(?:do|have)\s+you\s+(?:have|got|carry|hold|include)|have\s+you|got|is|are|you\s+have)?\s*"
    rf"(?:(?:anything|something|any(?:\s+{_PIECES})?|some(?:\s+{_PIECES})?|{_PIECES})\s+(?:{_IN_HERE}\s+)?(?:from|by|of|out\s+of|published\s+(?:in|by))|any)\s+"
    r"(?:the\s+)?(?P<name>(?:(?!(?:on|about|from|by|in|regarding|there)\b)[\w.'’-]+\s+){0,4}?(?:(?!(?:on|about|in|there)\b)[\w.'’-]+))"
    rf"(?P<paper>\s+(?:newspaper|magazine|paper|daily|weekly|website|agency|channel|network))?(?:\s+{_PIECES})?"
    rf"(?:\s+(?:{_IN_HERE}|too|as\s+well|at\s+all))*[\s?.!]*$"
)
_ENDS_AS_OUTLET = compile_phrase(rf"^(?:.*\s)?{_OUTLETS}$")
_ANY_OUTLET = frozenset(
    {"news", "newspaper", "press", "agency", "magazine", "radio", "television", "daily", "post", "journal"}
)
_HAS_SPOKEN = compile_phrase(
    r"^\W*(?:has|have|did|does)\s+(?P<name>[^?!.,]{2,60}?)\s+(?:ever\s+)?(?:given|give|gives|gave|made|make|delivered|deliver|held|hold)\s+"
    r"(?:a|any|some)\s+(?:speech(?:es)?|address(?:es)?|talks?|remarks|statements?)\s+"
    rf"(?:(?:that|which)\s+)?(?:you(?:['’]ve|\s+have|\s+hold)(?:\s+got)?|{_IN_HERE}|is\s+{_IN_HERE})[\s?.!]*$"
)
_HAS_SPEAKERS = compile_phrase(
    r"^\W*(?:(?:do|have)\s+you\s+(?:have|got|cover|include|hold|quote)|(?:is|are)\s+there)\s+(?:any\s+|some\s+)?(?:"
    r"(?:(?:any|some)?\s?(?:one|body)|people|persons?|speakers?|politicians?|leaders?|voices)\s+(?:from|of|for)\s+(?:the\s+)?(?P<of>[^?.!,]{2,40}?)|"
    rf"(?P<group>[^?.!,]{{3,50}}?))(?:\s+{_IN_HERE})*[\s?.!]*$"
)
_MOST_HELD = compile_phrase(
    r"^\W*(?:from\s+|of\s+|by\s+|for\s+)?(?:which|what|whose|who)(?:\s+(?:of\s+the\s+)?(?:(?P<country>countr(?:y|ies)|states?|nations?)|"
    r"(?P<source>sources?|outlets?|newspapers?|papers?|sites?|websites?|publishers?|media)|(?P<year>years?)|"
    r"speakers?|persons?|people|politicians?|leaders?|presidents?))?\s+"
    r"(?:has|have|had|holds?|do\s+you\s+have|have\s+you(?:\s+got)?|is\s+there|are\s+there|gave|gives?|given|made|makes|delivered|held|"
    r"provides?d?|contributes?d?|comes?\s+with|is|are)\s+(?:the\s+|by\s+far\s+the\s+)?"
    rf"(?:most|(?:largest|biggest|highest)\s+(?:number|share|amount)\s+of)(?:\s+(?:of\s+the\s+)?(?:{_PIECES}))?(?:\s+of)?(?:\s+{_IN_HERE})*[\s?.!]*$"
)
_EVERY = frozenset({"all", "all the", "the", "every", "any", "your", "different", "main", "some", "top"})
_SPEAKERS = compile_phrase(rf"{_ASKS}(?P<name>[^?.!,]{{2,40}}?)\s+(?:speakers|officials|politicians|leaders){_HELD}")
_COUNTRIES = compile_phrase(
    rf"{_ASKS}(?P<name>[^?.!,]{{2,40}}?)\s+(?:countries|states|nations)(?:\s+have\s+speakers|\s+speak)?{_HELD}"
)
_GROUP = compile_phrase(rf"{_ASKS}(?P<name>[^?.!,]{{3,50}}?){_HELD}")
_SPEAKING_FOR = compile_phrase(
    r"^\W*(?:(?:list|name|show(?: me)?|give me|tell me)\s+)?(?:who(?:\s+(?:all|else))?|(?:which|what|"
    r"all(?: the)?|the|everyone|everybody|any)"
    r"(?:\s+(?:people|persons?|speakers?|officials?|delegates|representatives|politicians|"
    r"leaders))?)\s+(?:(?:who|that)\s+)?"
    r"(?:(?:has|have|is|are|were|was|ever)\s+)*"
    r"(?:represent(?:s|ed|ing)?|(?:speak(?:s|ing)?|spoke|spoken|talk(?:s|ing|ed)?|appear(?:s|ed)?|act(?:s|ed)?)\s+"
    r"(?:for|from|on behalf of|in the name of))\s+(?P<name>(?:(?!\b(?:on|about|of|to|with|in|at|for|a|an|"
    r"most|first|last|up|out)\b)"
    r"[^?!.,])+?)"
    r"(?:\s+(?:in|from|within)\s+(?:your|the|this|my|our|these|that)\s+(?:collection|library|archive|"
    r"database|articles?|texts?|data|corpus|record|"
    r"speeches|documents|files|sources)|\s+(?:here|in here|on record|with you))?[\s?!.]*$"
)
_MOST = compile_phrase(
    r"^\W*(?:who|which\s+(?:speaker|person|politician|leader))\s+(?:(?:speaks?|spoke|talks?|talked)|(?:is|was|gets?)\s+(?:quoted|cited)|"
    r"(?:has|have)(?=\s+the\s+most))\s+(?:the\s+)?most(?:\s+(?:often|of\s+all|statements?|quotes?|quotations?|words))?"
    r"(?:\s+(?:here|in\s+(?:the|your|this)\s+(?:library|collection|record)))?[\s?.!]*$"
)
_ALL = compile_phrase(
    r"^\W*who(?:\s+all)?\s+(?:speaks?|spoke|talks?|(?:is|are|gets?)\s+(?:quoted|cited|speaking|on\s+record))"
    r"\s+(?:here|in\s+here|in\s+(?:the|your|this|these)\s+(?:library|collection|archive|articles|record|database|documents|texts))[\s?.!]*$"
)
_YEARS = compile_phrase(
    r"^\W*(?:how\s+many|number\s+of|list|show(?:\s+me)?|count)\s+(?:the\s+)?(?:articles|documents|texts)\s+(?:(?:are|do)\s+(?:there|you\s+have)\s+)?"
    r"(?:per|by|for\s+each|in\s+each|from\s+each|each|a|every)\s+year[\s?.!]*$"
)


_SPEECHES = compile_phrase(r"\b(?:speech(?:es)?|articles?|texts?)\b")
_MOST_OF = {"": "most_speeches", "country": "most_countries", "source": "most_sources", "year": "most_years"}


class ListQuestion(NamedTuple):
    """The name of the answer, and the state, region or group that it is limited to, empty for all."""

    answer: str
    name: str = ""


def read_list_question(line: str, is_name: Callable[[str], bool]) -> ListQuestion | None:
    """Read a question for a list or a count of speakers or countries of the library; None for any other."""
    if held := _MOST_HELD.match(line):
        asked = next((name for name in ("country", "source", "year") if held[name]), "")
        if asked or not _MOST.match(line) or _SPEECHES.search(line):
            return ListQuestion(_MOST_OF[asked])
    if (spoken := _HAS_SPOKEN.match(line)) and is_name(spoken["name"].strip()):
        return ListQuestion("from_slot", spoken["name"].strip())
    if _MOST.match(line):
        return ListQuestion("most_speaking")
    if _ALL.match(line):
        return ListQuestion("speakers")
    if _YEARS.match(line):
        return ListQuestion("years")
    return _read_speakers(line, is_name) or _read_group(line)


def _read_speakers(line: str, is_name: Callable[[str], bool]) -> ListQuestion | None:
    asked = _HAS_SPEAKERS.match(line)
    of = asked["of"] if asked else ""
    if of and (region_codes(of) or load_gazetteer().find(of, typed=True) or is_name(of)):
        return ListQuestion("speakers", of)
    for words in (_SPEAKING_FOR, _SPEAKERS_FROM, _WHO_FROM, _SPEAKERS):
        match = words.match(line)
        name = match["name"].strip() if match else ""
        if name and name not in _EVERY and (region_codes(name) or is_group(name) or is_name(name)):
            return ListQuestion("speakers", name)
    return None


def read_outlet(line: str) -> str:
    """Return the publisher of whom it is asked whether the library has any of it; empty for any other question."""
    if (match := _OF_OUTLET.match(line)) and match["name"] not in _ANY_OUTLET:
        name = match["name"].strip()
        if match["paper"] or _ENDS_AS_OUTLET.match(name):
            return name
    match = _HAS_SOURCE.match(line)
    return match["name"].strip() if match and (match["among"] or OUTLET.fullmatch(match["name"].strip())) else ""


def _read_group(line: str) -> ListQuestion | None:
    match = _HAS_SPEAKERS.match(line)
    if match and match["group"] and is_group(match["group"]):
        return ListQuestion("speakers", match["group"])
    if (match := _COUNTRIES.match(line)) and region_codes(match["name"]):
        return ListQuestion("countries", match["name"])
    if (match := _GROUP.match(line)) and is_group(match["name"]):
        return ListQuestion("speakers", match["name"])
    return None

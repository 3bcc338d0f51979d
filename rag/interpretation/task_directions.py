"""Task directions: what a question asks to be done with the answer, in which form and language."""

import re

from rag.interpretation.direction_reader import Reader
from rag.interpretation.indirect_questions import put_directly
from rag.interpretation.patterns import compile_phrase

_POLITE = compile_phrase(
    r"^\W*(?:(?:hi|hello|hey|ok|okay|so|well|please|thanks)\b[,!.\s]+)*(?:(?:can|could|"
    r"would|will)\s+you\s+(?:please\s+)?(?=(?:tell|show|give|find|list|get|"
    r"summari[sz]e|translate|draft|write|compare|quote)\b)|(?:i(?:['’]d| would)?\s+(?:like|"
    r"want|need)\s+(?:to\s+(?:know|see|read|find out|hear)\s+)?)|"
    r"(?:do|can)\s+you\s+(?:know|tell me)\s+|(?:please\s+)?tell\s+me\s+(?=(?:what|who|"
    r"when|where|how|which|why|whether|if|about)\b)|"
    r"(?:(?:do\s+you\s+have\s+|have\s+you\s+)?(?:any|no)\s+(?:idea|clue)|(?:does|do|would)\s+(?:anyone|anybody|you)\s+"
    r"(?:happen\s+to\s+)?(?:know|remember|recall)|(?:i\s+)?(?:was\s+|am\s+|['’]m\s+|just\s+)*wonder(?:ing)?|remind\s+me|"
    r"let\s+me\s+know|(?:quick|one|simple|silly|short)\s+question)\s*[,:–—-]?\s+(?=(?:what|who|whom|whose|when|where|how|which|why)\b))?"
)


_FOR_USE = compile_phrase(
    r"\s*[,;:–—(-]\s*(?:(?:it['’]?s|this\s+is|needed|all)\s+)?for\s+(?:print|publication|broadcast|quotation|(?:an?|the|my|our|his|her|this|"
    r"tomorrow['’]?s|today['’]?s|tonight['’]?s|monday['’]?s)\s+(?:[\w'’-]+\s+){0,2}(?:story|piece|article|report|brief|briefing|paper|memo|"
    r"edition|programme|program|show|bulletin|class|seminar|essay|thesis|column|editor|boss|website|newsletter|speech))\)?(?=[\s?.!]*$)"
)


_PLEASE = compile_phrase(
    r",?\s*\b(?:please|pls|thanks|thank you|kindly|"
    r"asap|a\.s\.a\.p|urgently|right away|straight away|it['’]?s urgent)\b[\s.!]*(?=$|\?)"
)


_IS_IT = compile_phrase(r"^\W*(?:is|was)\s+it\s")


_LEADING_PLEASE = compile_phrase(r"^\W*(?:please|kindly)[,\s]+")


_TABLE = compile_phrase(
    r"[,;(]?\s*\b(?:as|in|into)\s+(?:an?\s+)?(?:(?:simple|short|neat)\s+)?(?P<format>table(?:\s+form(?:at)"
    r"?)?|csv|spreadsheet|excel|bullet(?:ed)?\s+(?:points?|list)|bullets|json|markdown|"
    r"timeline chart|chart|graph|list|tabular form)\b[,:)]?"
)


_SUMMARY = compile_phrase(
    r"^\W*(?:summari[sz]e|sum\s+up|recap|(?:give|write|make|show)\s+(?:me\s+)?(?:a\s+|"
    r"an\s+)?(?:short\s+|brief\s+|quick\s+)?(?:summary|overview|recap|digest|synopsis|"
    r"briefing)\s+(?:of|on|about)|"
    r"(?:a\s+)?(?:short\s+|brief\s+|quick\s+)?(?:summary|overview|recap|digest|synopsis|"
    r"tl;?dr)\s*(?:of|on|about|:)|brief\s+me\s+on|tl;?dr\s*:?)\s*:?\s*(?:for\s+me\s+)?"
)


_DRAFT = compile_phrase(
    r"^\W*(?:draft|write|compose|prepare|generate|produce|make)\s+(?:me\s+|us\s+)?(?:an?|"
    r"the|some|one|two|three)?\s*(?:\w+\s+){0,2}?(?P<what>paragraphs?|memo|note|notes|"
    r"brief|briefing|speech|article|poem|song|essay|report|"
    r"press release|talking points|tweet|letter|email|statement|story|summary|haiku|rap|"
    r"blog post|post|page|text|limerick|joke)s?\s+(?:on|about|of|regarding|for)\s+"
)


_PURPOSE = compile_phrase(
    r"\s+(?:for|in)\s+(?:an?|the|my|our)\s+(?:\w+\s+)?(?:brief|briefing|report|memo|article|"
    r"speech|paper|essay|presentation|boss|minister|note|thesis)\b"
)


_TRANSLATE = compile_phrase(r"^\W*translate\s+(?:for\s+me\s+)?")


_INTO = compile_phrase(
    r",?\s+(?:(?:and\s+)?translate(?:d)?\s+(?:it\s+|that\s+|them\s+)?)?(?:in)?to\s+(?P<language>English|"
    r"French|German|Spanish|Turkish|Arabic|Russian|Chinese|Italian|Portuguese|Persian|"
    r"Japanese|Dutch|Polish)\b(?=[?.!\s]*$)"
)


_IN_LANGUAGE = compile_phrase(
    r",?\s+in\s+(?P<language>French|German|Spanish|Turkish|Arabic|Russian|Chinese|Italian|"
    r"Portuguese|Persian|Japanese)(?=[?.!\s]*$)"
)


_NUMBER_ONLY = compile_phrase(
    r"(?<![?,;:(.–—-])\s{0,2}[?,;:(.–—-]{1,3}\s{0,2}(?:(?:and|but|please)\s+)?(?:(?:i\s+)?(?:(?:just|only)\s+)*(?:(?:want|need|give\s+me)\s+)?(?:just\s+|only\s+)?"
    r"(?:the|a|one|your)\s+(?:bare\s+|exact\s+|total\s+|plain\s+)?(?:numbers?|count|total|figure)(?:\s+(?:only|is\s+(?:enough|fine)|will\s+do|suffices))?"
    r"|(?:only\s+)?(?:numbers?|count|figure)\s+only|(?:just|only)\s+(?:numbers?|count|figures?)|"
    r"no\s+(?:quotes?|quotations?|citations?|list)(?:\s+needed)?)(?:,?\s+(?:please|pls|thanks|thx))?\)?(?=[\s?.!]*$)"
)
_COUNTS = compile_phrase(r"\bhow\s+(?:many|often|much|frequently)\b|\bnumber\s+of\b")


def read_courtesies(reader: Reader) -> None:
    """Cut greetings, "please" and "can you tell me"."""
    before = reader.line
    for _ in range(2):  # "could you tell me how"
        reader.cut(_POLITE, "")
    reader.cut(_LEADING_PLEASE, "")
    reader.cut(_PLEASE, "")
    reader.cut(_FOR_USE, "")
    if reader.line != before or _IS_IT.match(reader.line):
        reader.line = put_directly(reader.line)
    if reader.line != before and reader.line[:1] in ",;":
        reader.line = reader.line.lstrip(",; ")


def read_tasks(reader: Reader) -> None:
    """Read what wants a text written: it is answered with quotations."""
    if match := reader.cut(_DRAFT, ""):
        reader.notes.append(f"I write no {match['what'].lower()}: these are the quotations on record for one.")
    elif reader.cut(_SUMMARY, ""):
        reader.notes.append("I write no summary of my own: these quotations stand for one, those that say most first.")
        reader.limit = reader.limit or _SUMMED
    elif reader.cut(_TRANSLATE, ""):
        into = reader.cut(_INTO)
        language = f" into {into['language'].title()}" if into else ""
        reader.notes.append(f"I do not translate{language}: quotations stay in the language of their article.")
    if match := _IN_LANGUAGE.search(reader.line):
        reader.cut(_IN_LANGUAGE)
        reader.notes.append(
            f"I do not translate into {match['language'].title()}: quotations stay in the language of their article."
        )
    if reader.notes:
        reader.cut(_PURPOSE)
        reader.line = _as_question(reader.line)


_SUMMED = 5


def _as_question(line: str) -> str:
    """Make a bare subject a question; what is a question already stays."""
    bare = line.strip(" ?.!:")
    if re.match(
        r"(?:what|who|when|where|which|how|why|did|does|is|are|was|were|compare|quotes?|statements?)\b",
        bare,
        re.IGNORECASE,
    ):
        return f"{bare}?"
    if re.search(
        r"\b(?:positions?|views?|stances?|opinions?|reactions?|policy|policies|remarks?|statements?|"
        r"comments?)\b|\b(?:said|says)\b|['’]s\b",
        bare,
        re.IGNORECASE,
    ):
        return f"what is {bare}?" if not re.search(r"\bsaid\b", bare) else f"what {bare}?"
    return f"what was said on {re.sub(r'^(?:the )?(?:debate|discussion|news) (?:on|about|of) ', '', bare)}?"


def read_formats(reader: Reader) -> None:
    """Cut the format that is asked for, and note that answers have none; a number stands first without being asked."""
    if _COUNTS.search(reader.line):
        reader.cut(_NUMBER_ONLY, "")
    if match := reader.cut(_TABLE):
        asked_format = match["format"].lower()
        if asked_format.startswith(("bullet", "list")):
            reader.notes.append("Shown as a list of quotations.")
        else:
            reader.notes.append(
                f"Shown as a list, not as a {asked_format}: export the answer as CSV for a table (onrecord "
                f"export ID --format csv)."
            )

"""Directions: the words of a question that say how to answer it, and not what was said.

"Three quotes on Libya since 2013 from CNN, newest first" wants three citations, from cnn.com, in order of time; what is
left, "quotes on Libya since 2013", is the question. What is asked for and cannot be done is named in a note.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from index.library.articles import Kind
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.source_names import named_source

Order = Literal["newest", "oldest"]

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {
    "a": 1,
    "single": 1,
    "a single": 1,
    "just one": 1,
    "only one": 1,
    "a couple of": 2,
    "a few": 3,
    "a dozen": 12,
    "fifteen": 15,
    "twenty": 20,
}
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_QUOTES = (
    r"(?:short\s+|best\s+|key\s+|direct\s+|verbatim\s+|main\s+|different\s+|relevant\s+|"
    r"good\s+)?(?:quotes?|quotations?|statements?|sentences?|citations?|examples?|lines?|"
    r"excerpts?|passages?|results?|remarks?|comments?)"
)
_MOST = 50

_POLITE = compile_phrase(
    r"^\W*(?:(?:hi|hello|hey|ok|okay|so|well|please|thanks)\b[,!.\s]+)*(?:(?:can|could|"
    r"would|will)\s+you\s+(?:please\s+)?(?=(?:tell|show|give|find|list|get|"
    r"summari[sz]e|translate|draft|write|compare|quote)\b)|(?:i(?:['’]d| would)?\s+(?:like|"
    r"want|need)\s+(?:to\s+(?:know|see|read|find out|hear)\s+)?)|"
    r"(?:do|can)\s+you\s+(?:know|tell me)\s+|(?:please\s+)?tell\s+me\s+(?=(?:what|who|"
    r"when|where|how|which|why|whether|if|about)\b))?"
)
_PLEASE = compile_phrase(r",?\s*\b(?:please|pls|thanks|thank you|kindly)\b[\s.!]*(?=$|\?)")
_LEADING_PLEASE = compile_phrase(r"^\W*(?:please|kindly)[,\s]+")
_NEWEST = compile_phrase(
    r"[,;(]?\s*\b(?:(?:and\s+)?(?:sort(?:ed)?|order(?:ed)?|list(?:ed)?|show(?:n)?|starting|"
    r"start|begin(?:ning)?|with)\s+)?(?:(?:it|them|these|by|with|in)\s+)*(?:the\s+)?"
    r"(?:(?:newest|latest|most\s+recent)(?:\s+ones?|\s+statements?)?\s+(?:first|on top|"
    r"at the top)|reverse(?:d)?\s+(?:chronological(?:ly)?|date|order)(?:\s+order)?|(?:date,?\s+)"
    r"?descending(?:\s+by\s+date)?|"
    r"(?<=starting with the )(?:newest|latest|most recent))(?:\s+order)?\)?"
)
_STARTING = compile_phrase(
    r"[,;(]?\s*\b(?:starting|beginning|begin|start)\s+(?:with|from|at)\s+the\s+(?:(?P<new>newest|"
    r"latest|most recent|last)|oldest|earliest|first)(?:\s+(?:one|statement|first))?\)?"
)
_OLDEST = compile_phrase(
    r"[,;(]?\s*\b(?:(?:and\s+)?(?:sort(?:ed)?|order(?:ed)?|list(?:ed)?|show(?:n)?|with)"
    r"\s+)?(?:(?:it|them|these|by|with|in)\s+)*(?:the\s+)?"
    r"(?:(?:oldest|earliest)(?:\s+ones?|\s+statements?)?\s+(?:first|on top)|chronological(?:ly)"
    r"?(?:\s+order)?|order\s+of\s+(?:time|date)|(?:sorted|ordered)\s+by\s+(?:date|time)"
    r"|ascending(?:\s+by\s+date)?)\)?"
)
_HOW_MANY_SENTENCES = compile_phrase(
    rf"[,;(]?\s*\b(?:in|with|using|as)\s+(?:(?:just|only|at most|no more than)\s+)?{_N}\s+(?:short\s+|"
    rf"single\s+)?(?:sentences?|lines?|quotes?|quotations?|citations?)\b[,:)]?"
)
_BRIEFLY = compile_phrase(
    r"[,;(]?\s*\b(?:briefly|in brief|in short|in a nutshell|in a few words|short answer|"
    r"keep it short|concisely)\b[,:)]?"
)
_NUMBERED = compile_phrase(
    rf"^(?P<lead>\W*(?:(?:give|show|find|list|get|tell|name|quote|i want|i need|what are)"
    rf"\s+(?:me\s+)?)?)(?:the\s+)?(?:(?:top|best|first|at most|up to|only|just|exactly|"
    rf"about)\s+)?{_N}\s+(?P<rest>{_QUOTES}\b)"
)
_MAXIMUM = compile_phrase(
    rf"[,;(]?\s*\b(?:at most|no more than|up to|maximum(?: of)?|max|only|limit(?:ed)? to|"
    rf"just)\s+{_N}(?:\s+(?:of them|please|{_QUOTES}))?\s*\)?(?=[?.!]*$)"
)
_COUNTED = compile_phrase(rf"[,;(]\s*(?:(?:just|only|give me|show me)\s+)?{_N}\s+{_QUOTES}\)?(?=\s*(?:[,?.!)]|$))")
_TOP = compile_phrase(rf"^\W*(?:the\s+)?top\s+{_N}\b")
_EVERYTHING = (
    (
        compile_phrase(
            r"^\W*(?:(?:give|show|find|list|tell|get)\s+(?:me\s+)?)?(?:everything|all)\s+(?:that\s+)"
            r"?(?:(?:was|were|has been|is)\s+)?(?:ever\s+)?said\b"
        ),
        "what was said",
    ),
    (
        compile_phrase(
            r"^\W*(?:(?:give|show|find|list|tell|get)\s+(?:me\s+)?)?(?:everything|all)\s+(?:that\s+)"
            r"?(?=\S+(?:\s+\S+){0,4}?\s+(?:ever\s+)?(?:has\s+|have\s+)?said\b)"
        ),
        "what ",
    ),
    (
        compile_phrase(
            r"^\W*(?:(?:give|show|find|list|tell|get)\s+(?:me\s+)?)?(?:everything|all there is|"
            r"all you have|all you(?:['’]ve| have) got)\s+(?:there is\s+|you have\s+|you(?:['’]ve|"
            r" have) got\s+)?(?=(?:on|about|regarding)\b)"
        ),
        "what was said ",
    ),
    (
        compile_phrase(
            r"^(?P<lead>\W*(?:(?:give|show|find|list|get|tell)\s+(?:me\s+)?)?)(?:absolutely\s+)"
            r"?(?:all|every|each|a (?:full|complete) list of)\s+(?:of\s+)?(?:the\s+|single\s+)"
            r"?(?=(?:quotes?|quotations?|statements?|sentences?|citations?|passages?|remarks?|"
            r"comments?|mentions?)\b)"
        ),
        r"\g<lead>",
    ),
)
_TRAILING_ALL = compile_phrase(
    r"[,;(]\s*(?:everything|all of (?:it|them)|all|the full list|complete|in full|no limit|"
    r"not just the top(?: ten| few)?)\)?(?=[?.!\s]*$)"
)
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
_OFFICIAL = compile_phrase(
    r"[,;(]?\s*\b(?:(?:but\s+)?(?:only|just)\s+(?:the\s+)?official(?:\s+(?:ones?|statements?|"
    r"sources?|speeches|articles|documents|records?))?(?:\s+only)?|(?:the\s+)?official(?:\s+(?:ones|"
    r"statements?|sources?|speeches|articles|documents))?\s+only|"
    r"(?:from|in|according to|using|within|among)\s+(?:only\s+|just\s+|the\s+)?official\s+(?:statements?|"
    r"sources?|documents?|speeches|records?|articles)(?:\s+only)?|(?:no|not|without|except|"
    r"excluding)\s+(?:the\s+|any\s+)?(?:news|press|media)(?:\s+(?:articles|stories|reports)"
    r")?|ignore\s+the\s+(?:news|press))\b\)?"
)
_NEWS = compile_phrase(
    r"[,;(]?\s*\b(?:(?:but\s+)?(?:only|just)\s+(?:in\s+|from\s+)?(?:the\s+)?(?:news|press)"
    r"(?:\s+(?:ones?|articles?|stories|reports|sources))?(?:\s+only)?|(?:the\s+)?(?:news|"
    r"press)(?:\s+(?:articles?|stories|reports|sources))?\s+only|"
    r"(?:from|in|according to|using|within|among)\s+(?:only\s+|just\s+)?(?:the\s+)?(?:news(?:papers?)"
    r"?|press|media)(?:\s+(?:articles|stories|reports|sources|coverage))?(?:\s+only)?(?=[?.!,\s]*$|"
    r"\s+(?:on|about|in|since|from)\b)|(?:no|not|without|except|excluding)\s+(?:the\s+|"
    r"any\s+)?official(?:\s+(?:ones|statements?|sources?|speeches))?)\b\)?"
)
_OFFICIAL_STATEMENTS = compile_phrase(r"\bofficial\s+(?=(?:statements?|speeches|documents|sources)\b)")
_NEWS_ARTICLES = compile_phrase(r"\bnews\s+(?:articles|stories|reports)\s+(?=(?:on|about|say|said|that)\b)")
_FROM = (
    r"[,;(]?\s*\b(?P<how>only\s+(?:from|in|by)|from|in|on|via|according\s+to|reported\s+(?:by|"
    r"in|on)|published\s+(?:by|in|on)|by)\s+(?:the\s+)?"
)
_OUTLET_SAYS = compile_phrase(
    r"^\W*what\s+(?:did|does|do|has|have)\s+(?:the\s+)?(?P<name>[\w.\s]{2,30}?)\s+"
    r"(?:say|said|says|report|reported|write|written|publish|published|carry|have)\b"
)
_EVENT = compile_phrase(
    r",?\s*\b(?P<when>(?:before|after|since|until|ahead of|prior to|following)\s+(?:the|"
    r"that|this|his|her|their|last|its)\s+(?:(?!(?:first|security|general|united|council|"
    r"assembly)\b)[\w'’-]+\s+){0,2}?"
    r"(?:summit|war|crisis|coup|attacks?|election|elections|meeting|conference|invasion|"
    r"intervention|revolution|uprising|vote|referendum|speech|speeches|ceasefire|talks|"
    r"agreement|deal|resolution|protests?|bombing|earthquake|assassination|annexation|"
    r"visit|session|debate))\b"
)
_DAY_OF_WEEK = compile_phrase(r"\bon\s+(?P<when>(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b")
_SPACES = re.compile(r"\s+([?.!,])|\s{2,}")


@dataclass(frozen=True, slots=True)
class Directions:
    """The question that is left, and how it is to be answered; `notes` name what could not be done as asked."""

    question: str
    limit: int | None = None
    everything: bool = False
    order: Order | None = None
    kind: tuple[Kind, ...] = ()
    source: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    line: str
    limit: int | None = None
    everything: bool = False
    order: Order | None = None
    kind: tuple[Kind, ...] = ()
    source: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def cut(self, words: re.Pattern[str], instead: str = " ") -> re.Match[str] | None:
        """Remove the first match of some words, unless nothing but a mark would be left."""
        found = words.search(self.line)
        if found is None:
            return None
        rest = self.line[: found.start()] + found.expand(instead) + self.line[found.end() :]
        if not re.search(r"\w", rest):
            return None
        self.line = rest
        return found


def read_directions(question: str, sources: Callable[[], frozenset[str]]) -> Directions:
    """Read and remove the words that say how to answer; the question is as it was where there are none."""
    reader = _Reader(question)
    for step in (_read_courtesies, _read_tasks, _read_formats, _read_order, _read_extent, _read_kind):
        step(reader)
    _read_source(reader, sources)
    _read_event(reader)
    line = reader.line if reader.line == question else _tidy(reader.line)
    return Directions(
        line, reader.limit, reader.everything, reader.order, reader.kind, reader.source, tuple(reader.notes)
    )


def _tidy(line: str) -> str:
    tidy = _SPACES.sub(lambda found: found[1] or " ", line).strip(" ,;:")
    return re.sub(r"[,;:]+\s*([?.!])", r"\1", tidy)


def _read_courtesies(reader: _Reader) -> None:
    before = reader.line
    reader.cut(_POLITE, "")
    reader.cut(_LEADING_PLEASE, "")
    reader.cut(_PLEASE, "")
    if reader.line != before and reader.line[:1] in ",;":
        reader.line = reader.line.lstrip(",; ")


def _read_tasks(reader: _Reader) -> None:
    """Read what wants a text written: it is answered with quotations."""
    if found := reader.cut(_DRAFT, ""):
        reader.notes.append(f"I write no {found['what'].lower()}: these are the quotations on record for one.")
    elif reader.cut(_SUMMARY, ""):
        reader.notes.append("I write no summary of my own: these quotations stand for one, those that say most first.")
        reader.limit = reader.limit or _SUMMED
    elif reader.cut(_TRANSLATE, ""):
        into = reader.cut(_INTO)
        language = f" into {into['language'].title()}" if into else ""
        reader.notes.append(f"I do not translate{language}: quotations stay in the language of their article.")
    if found := _IN_LANGUAGE.search(reader.line):
        reader.cut(_IN_LANGUAGE)
        reader.notes.append(
            f"I do not translate into {found['language'].title()}: quotations stay in the language of their article."
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


def _read_formats(reader: _Reader) -> None:
    if found := reader.cut(_TABLE):
        told = found["format"].lower()
        if told.startswith(("bullet", "list")):
            reader.notes.append("Shown as a list of quotations.")
        else:
            reader.notes.append(
                f"Shown as a list, not as a {told}: export the answer as CSV for a table (onrecord "
                f"export ID --format csv)."
            )


def _read_order(reader: _Reader) -> None:
    if found := reader.cut(_STARTING):
        reader.order = "newest" if found["new"] else "oldest"
    elif reader.cut(_NEWEST):
        reader.order = "newest"
    elif reader.cut(_OLDEST):
        reader.order = "oldest"


def _read_extent(reader: _Reader) -> None:
    if (
        (found := reader.cut(_HOW_MANY_SENTENCES))
        or (found := reader.cut(_NUMBERED, r"\g<lead>\g<rest>"))
        or (found := reader.cut(_MAXIMUM))
        or (found := reader.cut(_COUNTED))
        or (found := reader.cut(_TOP, ""))
    ):
        reader.limit = _number(found["n"])
    elif reader.cut(_BRIEFLY):
        reader.limit = 3
    for words, instead in _EVERYTHING:
        if reader.cut(words, instead):
            reader.everything = True
    if reader.cut(_TRAILING_ALL):
        reader.everything = True


def _read_kind(reader: _Reader) -> None:
    if reader.cut(_OFFICIAL) or reader.cut(_OFFICIAL_STATEMENTS, ""):
        reader.kind = ("official",)
    elif reader.cut(_NEWS) or reader.cut(_NEWS_ARTICLES, "articles "):
        reader.kind = ("news",)


def _read_source(reader: _Reader, sources: Callable[[], frozenset[str]]) -> None:
    """Read "from CNN", "in USA Today", "CNN only": a source that the library has, after a word that says so."""
    if (
        (found := _OUTLET_SAYS.search(reader.line))
        and (source := named_source(found["name"], sources()))
        and "." in source
    ):
        reader.line = f"what was said{reader.line[found.end() :]}"
        reader.source = (source,)
        return
    words = re.finditer(_FROM, reader.line, re.IGNORECASE)
    for lead in words:
        rest = re.split(r"[?!,;]|\s+(?:only|alone)\b", reader.line[lead.end() :])[0].split()
        for size in (4, 3, 2, 1):
            name = " ".join(rest[:size])
            source = named_source(name, sources()) if len(rest) >= size else None
            if source and _is_source(lead["how"], name, source):
                start, end = lead.start(), lead.end() + reader.line[lead.end() :].index(name) + len(name)
                tail = re.sub(r"^\s+(?:only|alone)\b", "", reader.line[end:])
                reader.line = f"{reader.line[:start]} {tail}"
                reader.source = (source,)
                return


def _is_source(how: str, name: str, source: str) -> bool:
    """Return whether a name after this word is a publisher: "by" and "in" are said of people and places, too."""
    outlet = "." in source
    how = how.casefold()
    if how.startswith(("only", "published", "reported")):
        return True
    if how == "from":
        return outlet or len(name.split()) > 1 or name.casefold() == source.casefold()
    return outlet


def _read_event(reader: _Reader) -> None:
    found = _EVENT.search(reader.line)
    if found and not re.search(r"\d{4}", reader.line[found.end() : found.end() + 9]):
        reader.cut(_EVENT)
        reader.notes.append(
            f"“{found['when']}” was not read as a time: I know no date for it, so it was not taken into account."
        )
    elif found := _DAY_OF_WEEK.search(reader.line):
        reader.notes.append(f"“{found['when']}” was not read as a time, and was not taken into account.")


def _number(word: str) -> int:
    number = int(word) if word.isdecimal() else _NUMBERS[word.casefold()]
    return min(max(number, 1), _MOST)

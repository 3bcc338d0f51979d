"""Source directions: the sources, the kind of articles and the event that a question is limited to."""

import re
from collections.abc import Callable

from rag.interpretation.direction_reader import Reader
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.source_names import named_source

_OFFICIAL = compile_phrase(
    r"[,;(]?\s*\b(?:(?:but\s+)?(?:only|just)\s+(?:the\s+)?official(?:\s+(?:ones?|statements?|"
    r"sources?|speeches|articles|documents|records?))?(?:\s+only)?|(?:the\s+)?official(?:\s+(?:ones|"
    r"statements?|sources?|speeches|articles|documents))?\s+only|"
    r"(?:from|in|according to|using|within|among)\s+(?:only\s+|just\s+|the\s+)?official\s+(?:statements?|"
    r"sources?|documents?|speeches|records?|articles)(?:\s+only)?|(?:no|not|without|except|"
    r"excluding|(?:but\s+)?(?:nothing|none|not|no\s+\w+)\s+(?:from|in|by|of)|(?:but\s+)?(?:leave|leaving)\s+out|skip|"
    r"ignore|ignoring|drop|minus)\s+(?:the\s+|any\s+)?(?:news|press|media|newspapers|journalists)"
    r"(?:\s+(?:articles|stories|reports|coverage|items))?)\b\)?"
)


_NEWS = compile_phrase(
    r"[,;(]?\s*\b(?:(?:but\s+)?(?:only|just)\s+(?:in\s+|from\s+)?(?:the\s+)?(?:news|press)"
    r"(?:\s+(?:ones?|articles?|stories|reports|sources))?(?:\s+only)?|(?:the\s+)?(?:news|"
    r"press)(?:\s+(?:articles?|stories|reports|sources))?\s+only|"
    r"(?:from|in|according to|using|within|among)\s+(?:only\s+|just\s+)?(?:the\s+)?(?:news(?:papers?)"
    r"?|press|media)(?:\s+(?:articles|stories|reports|sources|coverage))?(?:\s+only)?(?=[?.!,\s]*$|"
    r"\s+(?:on|about|in|since|from)\b)|(?:no|not|without|except|excluding|(?:but\s+)?(?:nothing|none|not)\s+(?:from|in|by)|"
    r"(?:but\s+)?(?:leave|leaving)\s+out|skip|ignore|ignoring|drop|minus)\s+(?:the\s+|any\s+)?(?:official(?:\s+(?:ones|statements?|sources?|speeches))?|speeches(?:\s+please)?|transcripts))\b\)?"
)


_OFFICIAL_STATEMENTS = compile_phrase(r"\bofficial\s+(?=(?:statements?|speeches|documents|sources)\b)")


_NEWS_ARTICLES = compile_phrase(r"\bnews\s+(?:articles|stories|reports)\s+(?=(?:on|about|say|said|that)\b)")


_KIND_SAYS = compile_phrase(
    r"^\W*what\s+(?:did|does|do|has|have)\s+(?:the\s+)?(?:(?P<official>official\s+(?:sources?|statements?|documents?|records?))|"
    r"news(?:papers?|\s+(?:articles?|stories|reports?|media|outlets?))?|press|media|journalists)\s+"
    r"(?:say|said|says|report(?:ed)?|writ(?:e|ten)|wrote|state[ds]?)\b"
)


_NEWS_ON = compile_phrase(
    r"^\W*(?:(?:is\s+there|are\s+there|any|some|the|show(?:\s+me)?|give\s+me|find(?:\s+me)?|list)\s+)*news\s+"
    r"(?=(?:on|about|regarding|concerning|of)\b)"
)


_FROM = (
    r"[,;(]?\s*\b(?P<how>only\s+(?:from|in|by)|from|in|on|via|according\s+to|reported\s+(?:by|"
    r"in|on)|published\s+(?:by|in|on)|by)\s+(?:the\s+)?"
)


_WITHOUT = compile_phrase(
    r"[,;(–—-]?\s*\b(?:excluding|exclude|except(?:\s+for)?|without|(?:but|just|only|please)\s+not|not|(?:but\s+)?(?:leave|leaving)\s+out|"
    r"ignor(?:e|ing)|minus|other\s+than|besides|skip|drop|omit|(?:but\s+)?nothing(?=\s+(?:from|in|by)\b)|(?:any|every)(?:one|body|thing|where)"
    r"\s+(?:but|except)|all\s+but)\s+"
    r"(?:(?:articles|reports|stories|anything|those)\s+)?(?:(?:from|in|by|of)\s+)?(?:the\s+)?(?P<name>[\w.]+(?:\s+[\w.]+){0,2}?)"
    r"\)?(?=\s*(?:[,?!)]|\.?\s*$))"
)


_OUTLET_SAYS = compile_phrase(
    r"^\W*what\s+(?:did|does|do|has|have)\s+(?:the\s+)?(?P<name>[\w.\s]{2,30}?)\s+"
    r"(?:say|said|says|report|reported|write|written|publish|published|carry|have|quote|quoted|print|printed|cite|cited)\b"
)


_OUTLET_ON = compile_phrase(
    r"^\W*(?:the\s+)?(?P<name>[\w.]+(?:\s+[\w.]+){0,2}?)(?:['’]s\s+(?:reports?|articles?|stories|coverage))?\s+"
    r"(?=(?:on|about|regarding|concerning)\s+\S)"
)


_OUTLET_FIRST = compile_phrase(
    r"^\W*(?:(?:in|from|on|only)\s+)*(?:the\s+)?(?P<name>[\w.]+(?:\s+[\w.]+){0,2}?)(?:\s+(?:only|please|pls))*\s*(?:[:–—]|\s-\s)\s*(?=\S)"
)


_ON = compile_phrase(r"\s+(?:on|about|regarding|concerning)\s+\S")
_SPEECHES = compile_phrase(
    r"[,;(–—-]?\s*\b(?:(?:only|just|from|in|among)\s+)*(?:the\s+)?(?P<name>UN|U\.N\.|United\s+Nations|General\s+(?:Assembly|Debate)|"
    r"Security\s+Council|White\s+House)(?:['’]s)?\s+(?:speeches|statements|addresses|transcripts|briefings|debates)(?:\s+only)?\)?"
    r"(?=\s*[,;?!).]|\s*$|\s+(?:in|since|before|after|until|from|between|on|about|regarding)\b)"
)
_HOUSE = r"General\s+(?:Assembly|Debate)|Security\s+Council"
_VENUE = compile_phrase(
    r",?\s*\b(?P<venue>(?:at|before|addressing)\s+(?:the\s+)?"
    rf"(?:(?:UN|U\.N\.|United\s+Nations)(?:['’]s)?(?:\s+headquarters)?(?:\s+(?P<of>{_HOUSE}))?|(?P<alone>{_HOUSE}))"
    r"(?:\s+(?:session|meeting|summit))?)(?=\s*[?.!,]|\s*$|\s+(?:in|since|before|after|about|on|last|this)\b)"
)
_UN = re.compile(r"\bUN\b|\bU\.N\.|\bUnited Nations\b|\bGeneral (?:Assembly|Debate)\b|\bSecurity Council\b")
_ASSEMBLY = re.compile(r"\bGeneral (?:Assembly|Debate)\b")
_COUNCIL = re.compile(r"\bSecurity Council\b")
_LISTED = 3  # sources that a note names


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


def read_kind(reader: Reader) -> None:
    """Cut the kind of articles that is asked for, official or news."""
    if match := reader.cut(_KIND_SAYS, "what was said"):
        reader.kind = ("official",) if match["official"] else ("news",)
    elif reader.cut(_OFFICIAL) or reader.cut(_OFFICIAL_STATEMENTS, ""):
        reader.kind = ("official",)
    elif reader.cut(_NEWS):
        reader.kind = ("news",)
        reader.cut(_NEWS_ON, "what was said ")
    elif reader.cut(_NEWS_ON, "what was said "):
        return  # in speech "news" is whatever is new
    elif reader.cut(_NEWS_ARTICLES, "articles "):
        reader.kind = ("news",)


def read_source(reader: Reader, sources: Callable[[], frozenset[str]]) -> None:
    """Read "from CNN", "in USA Today", "CNN only": a source that the library has, after a word that says so."""
    if (match := _OUTLET_SAYS.search(reader.line)) and (outlet := _outlet(match["name"], sources())):
        reader.line = f"what was said{reader.line[match.end() :]}"
        reader.source = (outlet,)
        return
    if _leave_out(reader, sources) or _read_venue(reader, sources) or _read_speeches(reader, sources):
        return
    if (match := _OUTLET_ON.search(reader.line)) and (outlet := _outlet(match["name"], sources())):
        reader.line = f"what was said {reader.line[match.end() :]}"
        reader.source = (outlet,)
        return
    if (match := _OUTLET_FIRST.search(reader.line)) and (first := named_source(match["name"], sources())):
        reader.line, reader.source = reader.line[match.end() :], (first,)
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


def _outlet(name: str, sources: frozenset[str]) -> str:
    """Return the website that some words name; empty where they name none."""
    source = named_source(name, sources)
    return source if source and "." in source else ""


def _read_venue(reader: Reader, sources: Callable[[], frozenset[str]]) -> bool:
    """Cut "at the UN": where somebody spoke is the source, where the library has statements made there."""
    match = _VENUE.search(reader.line)
    if match is None or not re.search(r"\w", reader.line[: match.start()]):
        return False
    house = (match["of"] or match["alone"] or "").casefold()
    words = _COUNCIL if house.endswith("council") else _ASSEMBLY if house else _UN
    found = tuple(sorted(source for source in sources() if words.search(source)))
    if not found:
        return False
    reader.line = f"{reader.line[: match.start()]} {reader.line[match.end() :]}"
    reader.source = found
    listed = f"{', '.join(found[:_LISTED])}{' and others' if found[_LISTED:] else ''}"
    reader.notes.append(f"“{match['venue']}” read as the source: {listed}.")
    return True


def _read_speeches(reader: Reader, sources: Callable[[], frozenset[str]]) -> bool:
    """Cut "UN speeches only": those who publish the speeches of a house are the source, where the library has any."""
    match = _SPEECHES.search(reader.line)
    if match is None:
        return False
    name = match["name"].casefold()
    words = _COUNCIL if name.startswith("security") else _ASSEMBLY if name.startswith("general") else _UN
    named = named_source(match["name"], sources()) if name.startswith("white") else None
    found = (named,) if named else tuple(sorted(source for source in sources() if words.search(source)))
    head, tail = reader.line[: match.start()], reader.line[match.end() :]
    is_whole = not re.search(r"\w", head)
    on = _ON.match(tail)
    if not found or name.startswith("white") is not bool(named) or (is_whole and not on):
        return False
    reader.line = f"what was said{tail}" if is_whole else f"{head} {tail}"
    reader.source = found
    return True


def _leave_out(reader: Reader, sources: Callable[[], frozenset[str]]) -> bool:
    """Cut "excluding CNN": the source is left out by asking for all the others."""
    match = _WITHOUT.search(reader.line)
    source = named_source(match["name"].strip(), sources()) if match else None
    others = tuple(sorted(sources() - {source})) if source and "." in source else ()
    if not match or not others or not re.search(r"\w", reader.line[: match.start()] + reader.line[match.end() :]):
        return False
    reader.line = f"{reader.line[: match.start()]} {reader.line[match.end() :]}"
    reader.source = others
    reader.notes.append(f"Left out: articles of {source}.")
    return True


def _is_source(how: str, name: str, source: str) -> bool:
    """Return whether a name after this word is a publisher: "by" and "in" are said of people and places, too."""
    outlet = "." in source
    how = how.casefold()
    if how.startswith(("only", "published", "reported")):
        return True
    if how == "from":
        return outlet or len(name.split()) > 1 or name.casefold() == source.casefold()
    return outlet


def read_event(reader: Reader) -> None:
    """Cut the event or day at which something was said, and note that it is not known."""
    match = _EVENT.search(reader.line)
    if match and not re.search(r"\d{4}", reader.line[match.end() : match.end() + 9]):
        reader.cut(_EVENT)
        reader.notes.append(
            f"“{match['when']}” was not read as a time: I know no date for it, so it was not taken into account."
        )
    elif match := _DAY_OF_WEEK.search(reader.line):
        reader.notes.append(f"“{match['when']}” was not read as a time, and was not taken into account.")

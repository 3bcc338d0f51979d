"""Fragments: questions as they are typed in a hurry become whole ones that ask for the same.

"Ebola according to presidents", "zarif quotes about oil", "list all speakers who mentioned Mali" and "what did leaders
raise about Mali?" are whole questions for what was said, or for who said it. A question in quote marks stays: it may be
a quotation to trace.
"""

import re
from collections.abc import Callable

from index.names.gazetteer import load_gazetteer
from rag.dialogue.completion.left_out import complete_left_out
from rag.dialogue.completion.lists import complete_list
from rag.dialogue.question_parts import Past
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.several_questions import split_marks
from rag.query.time_expressions import find_time_words

IsSpeaker = Callable[[str], bool]
"""Whether some words name speakers that the library knows."""

_QUOTED = re.compile(r"[\"“”«»„]")
_ASKS = compile_phrase(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can|could|should|will|would)\b"
)
_ON = r"(?:on|about|regarding|concerning)"
_QUOTES = r"(?:quotes?|quotations?|statements?|remarks?|comments?|words|speech(?:es)?|lines)"
_END = r"[\s?.!]*$"
_ANYONE = (
    r"(?:the\s+|any\s+|all\s+|all\s+the\s+|most\s+|other\s+|different\s+|various\s+|these\s+)?"
    r"(?:world\s+leaders|leaders|politicians|speakers|statesmen|delegates|everyone|everybody|people)"
)
_TELLING = r"(?:say|said|think|thought|raise|raised|mention|mentioned|discuss|discussed|state|stated|tell|told)"

_ASKED_OF_ANYONE = compile_phrase(
    rf"^(?P<lead>\W*what)\s+(?:did|do|does|have|has|had)\s+{_ANYONE}\s+(?:ever\s+|have\s+to\s+|had\s+to\s+)?{_TELLING}"
    rf"(?=\s+(?:{_ON}|of|to|in|since|before|after|against|over)\b|{_END})"
)
_BY_ANYONE = compile_phrase(
    r"\s+by\s+(?:any|all|the|some|various|different|other)?\s*(?:world\s+leaders|leaders|politicians|speakers|anyone|"
    rf"anybody|people|everyone)(?!\s+(?:but|except|other|of|from|in|who|besides|apart))(?=\s+{_ON}\b|{_END})"
)
_END_SPEAKER = compile_phrase(
    r"^\W*(?:who(?:['’]?s|\s+was|\s+is)\s+)?(?:the\s+)?(?:very\s+)?(?:(?P<last>last|latest|most\s+recent)|first|earliest)\s+"
    r"(?:person|speaker|one|leader|president|politician|minister|delegate)\s+(?:(?:who\s+)?(?:spoke|speaking|talking|quoted|heard)\s+)?"
    rf"{_ON}\s+(?P<about>[^?]+?){_END}"
)
_FIRST_CAME_UP = compile_phrase(
    r"^\W*when\s+(?:did|does|has|have)\s+(?P<about>[^?]+?)\s+(?P<rank>first|last)\s+"
    rf"(?:come\s+up|came\s+up|appear(?:ed)?|crop(?:ped)?\s+up|get\s+(?:mentioned|raised)|arise|occur){_END}"
)
_THING = r"(?:thing|things|word|words|item|article|articles|statement|statements|quote|one|news|stuff|material)"
_YOU_HAVE = (
    r"(?:\s+(?:that\s+)?(?:you(?:['’]ve|\s+have)(?:\s+got)?|there\s+is|on\s+record|in\s+(?:here|the\s+library)))*"
)
_NEWEST_ON = compile_phrase(
    r"^\W*(?:what(?:['’]?s|\s+is|\s+was|\s+are)|show(?:\s+me)?|give\s+me)\s+(?:the\s+)?(?:newest|latest|last|most\s+recent)\s+"
    rf"{_THING}{_YOU_HAVE}\s+{_ON}\s+(?P<about>[^?]+?){_END}"
)
_OLDEST_ON = compile_phrase(
    r"^\W*(?:what(?:['’]?s|\s+is|\s+was|\s+are)|show(?:\s+me)?|give\s+me)\s+(?:the\s+)?(?:very\s+)?(?:oldest|earliest|first)\s+"
    rf"{_THING}{_YOU_HAVE}\s+{_ON}\s+(?P<about>[^?]+?){_END}"
)
_HAVE_ON = compile_phrase(
    r"^\W*(?:(?P<what>what\s+(?:do|have)\s+you\s+(?:have|got|hold))|do\s+you\s+have|have\s+you\s+(?:got|anything|something)|"
    r"got|you\s+got|you\s+have)(?:\s+(?:got|anything|something|any\s+\w+|some\s+\w+|stuff|material|information|articles))*\s+"
    rf"(?P<about>{_ON}\s+[^?]+?){_END}"
)
_CONTRACTED = compile_phrase(r"^(?P<lead>\W*)(?P<word>what|who|where|when)['’]?s(?=\s+(?!up\b))")
_FIRST_TO = compile_phrase(
    r"^\W*(?:the\s+)?(?P<rank>first|last)\s+(?:(?:person|speaker|one|leader|president|man|woman|politician)\s+)?(?:to|who|that)\s+"
    r"(?:ever\s+)?(?:mention(?:ed)?|talk(?:ed)?\s+(?:about|of)|sp(?:eak|oke)\s+(?:about|of|on)|raised?|br(?:ing|ought)\s+up|"
    rf"name[ds]?|say\s+something\s+(?:about|on))\s+(?P<about>[^?]+?){_END}"
)
_WHETHER = compile_phrase(r"^\W*(?:is|are|was|were|did|does|do|has|have)\b")
_ANYWHERE = compile_phrase(
    r"\s+(?:anywhere|somewhere|at\s+all|in\s+(?:here|there|the\s+library)|on\s+record)(?=[\s?.!]*$)"
)
_AGREED = compile_phrase(
    r"^\W*(?:did|do|does|have|has)\s+(?P<who>[^?,]+?\s+and\s+[^?,]+?)\s+(?:ever\s+)?(?:agree[ds]?|disagree[ds]?|differ(?:ed)?|concur)\s+"
    rf"(?:with\s+each\s+other\s+)?{_ON}\s+(?P<about>[^?]+?){_END}"
)
_SIDE_BY_SIDE = compile_phrase(
    r"^\W*(?:(?:show|put|place|set|see|give)\s+(?:me\s+)?)?(?:(?P<first>[^?:,]+?)\s*(?::|,|\s[–—-]+\s)\s*)?"
    rf"(?P<who>[^?,:]+?\s+(?:and|vs\.?|versus|against|&)\s+[^?,:]+?)(?:,?\s+(?:put\s+)?(?:side\s+by\s+side|next\s+to\s+each\s+other|"
    rf"face\s+to\s+face|head\s+to\s+head|compared))(?:\s*:\s*|\s+)?(?:{_ON}\s+)?(?P<last>[^?:]*?){_END}"
)
_VERSUS = compile_phrase(
    rf"^\W*(?P<first>[^?:]+?)\s*:\s*(?P<who>[^?,:]+?\s+(?:vs\.?|versus)\s+[^?,:]+?)(?P<last>){_END}"
)
_TWO_SIDES = compile_phrase(r"\s+(?:and|vs\.?|versus|against|&)\s+")
_ACCORDING = compile_phrase(rf"^\W*(?P<about>[^?,]+?),?\s+according\s+to\s+(?P<who>[^?,]+?){_END}")
_NAMED_QUOTES = compile_phrase(rf"^\W*(?P<who>[^?,]+?)(?:['’]s?)?\s+(?:{_QUOTES})\s+(?P<about>{_ON}\s+[^?]+?){_END}")
_ON_BY = compile_phrase(rf"^\W*(?P<about>{_ON}\s+[^?,]+?),?\s+(?:by|from)\s+(?P<who>[^?,]+?){_END}")
_NO_SPEAKER = (
    r"\b(?:reports?|stud(?:y|ies)|articles?|news|debates?|resolutions?|votes?|talks?|war|attacks?|sanctions|embargo|"
    r"agreements?|deals?|summits?|conferences?|positions?|views?|opinions?|information|anything|something|everything|"
    r"data|facts?|questions?|policy|policies|timeline|latest|compare|versus|vs|only|not|more|and\s+then|based)\b"
)
_NAME_ON = compile_phrase(rf"^\W*(?P<who>(?:(?!{_NO_SPEAKER})[^?,])+?)\s+{_ON}\s+(?P<about>[^?]+?){_END}")
_BEFORE_QUOTES = compile_phrase(
    rf"^(?:(?:the|any|some|all|official|public|recent|short|best|key|direct|more|latest|other|{_QUOTES}|give|show|"
    r"find|list|me|get|want|i|need|\d+|one|two|three|four|five|six|ten|few|a)\s*)+$"
)
_LATEST_BY = compile_phrase(
    rf"^\W*(?:(?:show|give|list)\s+(?:me\s+)?)?(?:the\s+)?(?:latest|newest|most\s+recent)(?:\s+{_QUOTES})?\s+(?:from|by|of)\s+"
    rf"(?P<who>[^?,]+?)(?P<about>\s+{_ON}\s+[^?,]+?)?{_END}"
)
_ALL_OF = compile_phrase(
    rf"^\W*(?:show|list|give|get)\s+(?:me\s+)?(?:all|everything)(?:\s+{_QUOTES})?(?:\s+(?:of|by|from))?\s+(?P<who>[^?,\d]+?)"
    rf"(?:\s+(?P<when>(?:in\s+)?(?:19|20)\d\d))?{_END}"
)
_YEAR = r"(?:19|20)\d\d"
_DASHED = compile_phrase(
    rf"^\W*(?P<about>[^?,:–—-]+?)\s+[–—-]+\s+(?P<who>[^?,:–—-]+?)(?:,?\s+(?:in\s+)?(?P<when>{_YEAR}))?{_END}"
)
_BARE_YEARS = compile_phrase(
    rf"^(?P<before>[^\W\d_][^\d?]*?)\s+(?:(?:in|from)\s+)?(?P<years>{_YEAR}(?:(?:\s*(?:,|&|\+|/)\s*(?:and\s+)?|\s+(?:and|or)\s+(?:in\s+)?)"
    rf"{_YEAR})+|{_YEAR}\s*(?:-|–|to|until)\s*{_YEAR})(?:\s+(?:only|alone))?{_END}"
)
_BARE_YEAR = re.compile(r"(?P<before>[^\W\d_][^\d]*?\s)(?P<year>(?:19|20)\d\d)(?=[\s?.!,]|$)")
_NUMBERED = compile_phrase(
    r"\b(?:resolution|resolutions|res|agenda|vision|expo|article|cup|olympics|games|protocol|model|route|"
    r"no|number|nr|section|chapter|in|since|before|after|until|till|to|and|or|from|between|during|by|of)\.?\s*$"
)
_NOT_BARE = compile_phrase(
    r"\b(?:between|from|compare|contrast|said|says?|everything|all|list|show|give|find|timeline|summari[sz]e|translate)\b"
)
_NAME_IN_ON = compile_phrase(
    rf"^\W*(?P<who>(?:(?!{_NO_SPEAKER})[^?,\d])+?),?\s+(?:in\s+)?(?P<when>{_YEAR})\s+{_ON}\s+(?P<about>[^?\d]+?){_END}"
)
_ON_SUBJECT = compile_phrase(rf"^(?:{_QUOTES}\s+)?{_ON}\s+")
_NUMBERED_NOUN = compile_phrase(
    r"\b(?:resolutions?|res|agenda|vision|expo|article|cup|olympics|games|protocol|model|route|no|number|nr|section|chapter|"
    r"since|before|after|until|by|of)\.?\s*$"
)
_NAME_WORDS = 4  # of a person
_NO_NAME = compile_phrase(
    rf"\b(?:{_ON}|{_QUOTES}|by|from|in|and|or|vs|versus|the|says?|said|mention\w*|latest|newest|first|last|all|only|not|to|with|for)\b"
)
_OF_YEAR = compile_phrase(
    r"\b(?P<what>speech(?:es)?|statements?|transcripts?|briefings?|remarks|quotes?|quotations?|debates?|addresses|articles?|news)\s+of\s+"
    r"(?=(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+)?(?:19|20)\d\d\b)"
)
_GOES_ON = compile_phrase(
    r"^\W*(?:and|but|or|so|also|then|ok|okay|now|only|just|not|no|without|except|more|same|again|instead|first|compare|plus)\b"
)
"""Words before a name that go on with the question before, and are no subject: "and John Key?"."""

_AND_WHICH = compile_phrase(
    r",?\s+(?:and|or)\s+(?:which|what|who)(?:\s+(?:ones?|were\s+they|are\s+they|was\s+it|they\s+(?:were|are)|exactly))?(?=[\s?.!]*$)|"
    r",?\s+and\s+(?:list|name|show)\s+(?:them|these|those)(?:\s+all)?(?=[\s?.!]*$)"
)
_ALL_SAID = compile_phrase(
    rf"^\W*(?:(?:show|give|list|find|get)\s+(?:me\s+)?)?(?:everything|all|anything|whatever)\s+(?:that\s+)?(?P<who>[^?,]+?)\s+(?:has\s+|have\s+)?"
    rf"(?:ever\s+)?said(?:\s+{_ON}\s+(?P<about>[^?,]+?))?{_END}"
)
_AND = compile_phrase(r",?\s+and\s+(?:also\s+)?(?=\S)|\s*[,;/]\s+(?=\S)")
_TWO, _THREE = 2, 3  # speakers of whom each is asked about another subject
_WHOLE = compile_phrase(r"^what\s+(?:did|was)\s+\S.*\?$")
_LONGEST_FRAGMENT = 8  # words
_LONGEST = 300  # characters of a question that is read here: nobody types more in a hurry


def complete_fragment(question: str, is_speaker: IsSpeaker, has_year: Callable[[str], bool]) -> str:
    """Return a question as a whole one; as it was where it is one already, or nobody is named whom the library knows.

    `has_year` says whether the library has articles of a year: "sanctions 2013" asks for those of 2013.
    """
    if len(question) > _LONGEST or _QUOTED.search(question):
        return question
    question = _AND_WHICH.sub("", _OF_YEAR.sub(r"\g<what> in ", question))
    line = complete_left_out(_complete_question(_CONTRACTED.sub(r"\g<lead>\g<word> is", question)))
    if _ASKS.search(line) or len(line.split()) > 2 * _LONGEST_FRAGMENT:
        return line
    if dated := _date_by_years(line, is_speaker, has_year):
        return dated
    if parted := _part_speakers(line, is_speaker):
        return parted
    return _date_fragment(_attribute_fragment(line, is_speaker), has_year)


def _part_speakers(line: str, is_speaker: IsSpeaker) -> str:
    """Return "Berg on fish, and Lund 2014 on oil" as two questions, each whole; empty for any other."""
    parts = [_attribute_fragment(part, is_speaker) for part in _AND.split(line.strip(" ?.!"))]
    return " ".join(parts) if _TWO <= len(parts) <= _THREE and all(map(_WHOLE.match, parts)) else ""


def name_first(line: str, is_person: IsSpeaker) -> str:
    """Return a person's name and a subject beside it as what they said about it: "Albert del Rosario South China Sea".

    A name of one word stays a subject: more than one may bear it.
    """
    words = line.strip(" ?.!").split()
    if (
        _ASKS.search(line)
        or _GOES_ON.match(line)
        or len(words) > _LONGEST_FRAGMENT
        or not all(map(str.isalpha, re.sub(r"['’.-]", "", "".join(words))))
    ):
        return line
    for size in range(min(_NAME_WORDS, len(words) - 1), 1, -1):
        for who, about in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            if not _NO_NAME.search(" ".join(who)) and is_person(" ".join(who)):
                return f"what did {' '.join(who)} say about {' '.join(about)}?"
    return line


def complete_each(question: str, is_speaker: IsSpeaker, has_year: Callable[[str], bool]) -> str:
    """Return one or several questions, each ending in its mark, as whole ones."""
    if _QUOTED.search(question):
        return question
    return " ".join(complete_fragment(line, is_speaker, has_year) for line in split_marks(question))


def _complete_question(question: str) -> str:
    """Return a question that lists people, or asks what "leaders" said, as one for who, or for what was said."""
    line = _ANYWHERE.sub("", question) if _WHETHER.match(question) else question
    for words, write in _WRITTEN:
        if match := words.match(line):
            return write(match)
    line = complete_list(line)
    line = _ASKED_OF_ANYONE.sub(r"\g<lead> was said", line)
    return _BY_ANYONE.sub("", line)


_WRITTEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_FIRST_TO, lambda match: f"who was the {match['rank'].casefold()} to mention {match['about']}?"),
    (_END_SPEAKER, lambda match: f"who was the {'last' if match['last'] else 'first'} to mention {match['about']}?"),
    (_FIRST_CAME_UP, lambda match: f"when was {match['about']} {match['rank'].casefold()} mentioned?"),
    (_AGREED, lambda match: f"compare {match['who']} on {match['about']}?"),
    (_NEWEST_ON, lambda match: f"what is the latest on {match['about']}?"),
    (_OLDEST_ON, lambda match: f"when was {match['about']} first mentioned?"),
    (_HAVE_ON, lambda match: f"{'what was said' if match['what'] else 'is there anything'} {match['about']}?"),
)


def _attribute_fragment(line: str, is_speaker: IsSpeaker) -> str:
    """Return words that name a subject and its speaker as a question for what was said of it by them."""
    if compared := _compare_sides(line, is_speaker):
        return compared
    for words, write in _ATTRIBUTED:
        match = words.match(line)
        if match and not _BEFORE_QUOTES.match(match["who"]) and is_speaker(match["who"]):
            return write(match)
    return line


def _compare_sides(line: str, is_speaker: IsSpeaker) -> str:
    """Return "Mali: Berg and Said side by side" as a question that compares them; empty for anything else."""
    match = _SIDE_BY_SIDE.match(line) or _VERSUS.match(line)
    about = (match["first"] or match["last"] or "").strip() if match else ""
    if not match or not about or not all(map(is_speaker, _TWO_SIDES.split(match["who"]))):
        return ""
    return f"compare {_TWO_SIDES.sub(' and ', match['who'])} on {about}?"


def _write_all_of(match: re.Match[str]) -> str:
    when = f" in {match['when'].split()[-1]}" if match["when"] else ""
    return f"what did {match['who']} say{when}, everything?"


def _write_all_said(match: re.Match[str]) -> str:
    about = f" about {match['about']}" if match["about"] else ""
    return f"what did {match['who']} say{about}, everything?"


def _write_dashed(match: re.Match[str]) -> str:
    when = f" in {match['when']}" if match["when"] else ""
    return f"what was said on {match['about']} by {match['who']}{when}?"


_ATTRIBUTED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_NAMED_QUOTES, lambda match: f"what was said {match['about']} by {match['who']}?"),
    (_ON_BY, lambda match: f"what was said {match['about']} by {match['who']}?"),
    (_NAME_IN_ON, lambda match: f"what did {match['who']} say about {match['about']} in {match['when']}?"),
    (_NAME_ON, lambda match: f"what did {match['who']} say about {match['about']}?"),
    (_LATEST_BY, lambda match: f"what did {match['who']} say{match['about'] or ''}, newest first?"),
    (_ALL_SAID, _write_all_said),
    (_ALL_OF, _write_all_of),
    (_ACCORDING, lambda match: f"what was said on {match['about']} by {match['who']}?"),
    (_DASHED, _write_dashed),
)


def _date_by_years(line: str, is_speaker: IsSpeaker, has_year: Callable[[str], bool]) -> str:
    """Return a subject and several bare years as what was said on it in them: "Abu Musa 2010 and 2013"."""
    match = _BARE_YEARS.match(line)
    is_long = len(line.split()) > _LONGEST_FRAGMENT + 2
    if match is None or is_long or _NUMBERED_NOUN.search(match["before"]) or _NOT_BARE.search(match["before"]):
        return ""
    years = re.findall(_YEAR, match["years"])
    if not any(map(has_year, years)):
        return ""
    is_range = re.search(r"-|–|\b(?:to|until)\b", match["years"], re.IGNORECASE)
    when = f"from {years[0]} to {years[1]}" if is_range else f"in {', '.join(years[:-1])} and in {years[-1]}"
    before = match["before"].strip()
    if (whole := _attribute_fragment(before, is_speaker)) != before:
        return f"{whole.rstrip('?')} {when}?"
    return f"what was said on {_ON_SUBJECT.sub('', before)} {when}?"


def _date_fragment(line: str, has_year: Callable[[str], bool]) -> str:
    """Return a subject and a bare year as the subject in that year: "Western Sahara 2013"."""
    if _ASKS.search(line) or len(line.split()) > _LONGEST_FRAGMENT or len(re.findall(r"\d+", line)) > 1:
        return line
    match = _BARE_YEAR.match(line) if not find_time_words(line) else None
    if match is None or _NUMBERED.search(match["before"]) or not has_year(match["year"]):
        return line
    rest = line[match.end() :].strip(" ?.!")
    return " ".join(filter(None, (match["before"].strip(), rest, f"in {match['year']}")))


_ASKED_OF = re.compile(
    r"^\W*(?:did|does|do|has|have|had)\s+(?P<who>(?:the\s+)?\w+(?:\s+\w+)?)\s+(?:support|back|oppose|condemn|reject|"
    r"welcome|recogni[sz]e|criticise|criticize|want|demand)\w*\s+(?P<about>[^?]+)",
    re.IGNORECASE,
)


def replace_country(name: str, past: Past, speaks: Callable[[str], bool]) -> str:
    """Return the last question asked of another country that speaks, where what it is about does not speak itself.

    After "what did Serbia say about Kosovo?", "and Greece?" asks what Greece said; where Kosovo speaks as well,
    either may be meant, and nothing is returned.
    """
    who, about = past.parts.who, past.parts.about
    if not (who and about) and (asked := _ASKED_OF.match(past.question)):
        who, about = asked["who"], asked["about"]
    find = load_gazetteer().find
    named = find(about, typed=True) if who and about else []
    if not named or not find(who, typed=True) or any(speaks(one.form.spelling) for one in named):
        return ""
    if not speaks(who) or not speaks(name):
        return ""
    return re.sub(rf"\b{re.escape(who)}\b", lambda _: name, past.question, count=1, flags=re.IGNORECASE)

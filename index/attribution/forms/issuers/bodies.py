"""Bodies that issue statements: councils, alliances, ministers of several countries, the sides of a joint statement.

A short name ("The Ministers", "The Council", "We") is resolved to the fullest in the title and the first lines.
"""

import re
from collections.abc import Iterator

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.abbreviations import abbreviate, find_abbreviations, find_group
from index.attribution.forms.issuers.signatories import find_signatories
from index.attribution.forms.layout.paragraphs import WRAP
from index.attribution.statements import Speaker
from index.data_files import load_toml
from index.names.person_names import SIGNED_BY
from index.text.spans import Span

_NOUN = (
    r"(?:Council|Assembly|Ministers|Leaders|Heads|Commission|Committee|Parliament|Union|Alliance|NATO|G-?7|G-?8"
    r"|G-?20|G-?77"
    r"|Participants|Sides|Parties|Governments?|Members|Presidents|Chancellors|Countries|States|Nations|Conference|Group"
    r"|League|Quartet|Quad|Delegations|Chiefs|Representatives|Envoys|EU|ASEAN|BRICS|OSCE|ECOWAS|IGAD|SADC|OPEC"
    r"|GCC|Troika|Troikas|Sherpas|Presidency"
    r"|Allies|Partners|Meeting|Chairs|Co-Chairs|Secretaries|Ambassadors|Senate|Congress|Bureau|Board|Organi[sz]ation"
    r"|Summit|Forum"
    r"|Community|Authority|Presidium|Politburo|Cabinet|Ministry|Directors|Guarantors|Signatories|Panel|Mission|Court|Embassy)"
)
_SMALL = (
    r"(?:ministers|leaders|sides|parties|participants|presidents|representatives|envoys|countries|members|delegations"
    r"|heads of (?:state"
    r"|delegation)"
    r"(?: and (?:of )?government)?|governments|allies|partners|chiefs)"
)
_PART = r"(?:[A-Z][\w’'/&.-]*|of|the|and|for|on|in|to|with|&|two|three|four|five|all)"
_NAME = (
    r"(?:the )?(?!(?:Foreign |Prime |Defen[cs]e )?(?:Minister|President|High|Head|Secretar|Leader"
    r"|Chancellor))[A-Z][\w’'-]*(?: (?:of (?:the )?)?[A-Z][\w’'-]*){0,4}"
)
_BODY = re.compile(
    r"(?!(?:Some|Several|Many|Most|Other|Few|Certain|No|One)\b|[A-Z][a-z]+ing (?:the|an?|its|to)\b)"
    rf"(?:(?:The|the|All|all|Both|both|[Mm]embers of the) )?"
    rf"(?:(?:[A-Z][\w’'/&.-]* (?:{_PART} ){{0,8}})?{_NOUN}\b|(?:(?:two|three|four|foreign|defen[cs]e|prime"
    rf"|joint) ){{0,2}}{_SMALL}\b|(?:[A-Z][\w-]+ ){{1,3}}[Ss]ide\b)(?![’'-])"
    rf"(?:,? (?:of|for|from) {_NAME}(?:(?:, |,? and (?:of )?){_NAME}){{0,40}})?"
)
_ALSO = re.compile(  # another side after a body: "and the Foreign Ministers of ...", "and the Chancellor of Austria"
    rf"(?: countries| member states)?,? and (?:the )?(?:[A-Z][\w-]* (?:of |for )?){{0,4}}?"
    r"(?:Presidents?|Chancellor|Ministers?|Secretary|Representative|Leaders|King|Premier|Heads)\b"
    rf" (?:of|for) {_NAME}(?:(?:, (?:and )?| and ){_NAME}){{0,20}}"
)
_SHORT = re.compile(
    r"(?:the|all|both)?\s*(?:two |three |four |five |seven )?(?:(?:foreign |defen[cs]e |prime )?ministers"
    r"|leaders|heads|council|assembly|commission"
    r"|committee|meeting|ministry|department|embassy|secretariat|participants|sides|parties|members|presidents|countries|governments|delegations|allies|partners"
    r"|heads of delegation|heads of state(?: and government)?|chiefs|conference|group|summit|organi[sz]ation"
    r"|union|envoys)$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    r"^.*?\b(?:President|Secretary|Minister|Chair\w*|Member|Head|Representative|Spokes\w+|Presidency|Statement"
    r"|Declaration) of (?=the |[A-Z])(?!State|Foreign)"
)
_OF_SEVERAL = re.compile(r" of (?!Foreign|Defen[cs]e|State|the Member)[^,]*(?:,| and )")
_TABLE = load_toml("index.attribution.forms.issuers", "bodies.toml")
_SOURCE = re.compile(r"(?:According to|Sources?|Courtesy|By|From|For)\b")  # of a chart or of a page
_COUNTRIES = frozenset(_TABLE["countries"])
PROCEDURE_VERBS = frozenset(_TABLE["procedure_verbs"].split())
"""Verbs of sentences that report a meeting rather than a position."""

_ACRONYMS = frozenset(_TABLE["acronyms"])
_PRONOUNS = frozenset({"we", "they", "both", "it"})
_SIDES = re.compile(r"\bsides\b|\bparties\b", re.IGNORECASE)
_ONE_SIDE = re.compile(r"\bside$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\S+\s*")
_IN_CAPITALS = re.compile(r"\b[A-Z]{4,} [A-Z]{4,}\b")  # "3124th FOREIGN AFFAIRS Council"
_JOINING = frozenset({"OF", "THE", "AND", "FOR", "ON", "IN", "TO"})
_HEAD = 1600  # code points in which a body has its full name
_TITLE = 300  # code points in which a text without a title names its issuer
_FEW = 2  # words in capitals that a chapeau begins with
_ISSUED = re.compile(
    r"\b(?:Statement|Declaration|Communiqu[ée]|Conclusions|Resolution|Remarks|Message)s? (?:by|By|of|Of|from|issued by"
    r"|between|Between)"
    r" (?P<who>(?:the )?[A-Z][^\n:;–—|]{2,180})|^(?P<first>(?:The )?[A-Z][^\n:;–—|]{1,80}?)[’']s? (?:Joint "
    r"|Leaders[’'] |[Pp]ress )?"
    r"(?:[Ss]tatement|[Dd]eclaration|[Cc]ommuniqu)|^(?P<concluding>(?:The )?[A-Z][^\n:;]{1,60}?) [Cc]onclusions\b",
    re.MULTILINE,
)
_TAIL = re.compile(r"(?:,? (?:on|regarding|concerning|following|about|after|at|in)\b| \(|,? \d).*$")


def find_body(text: str, start: int, end: int) -> Span | None:
    """Return the body that a range begins with, without the article before it."""
    words = _without_capitals(WRAP.sub(" ", text[start:end]))
    match = _BODY.match(words)
    name = match[0].removeprefix("The ").removeprefix("the ") if match else ""
    if not match or name in _COUNTRIES or _SOURCE.match(name):
        return None
    also = _ALSO.match(words, match.end()) if " of " in match[0] else None
    return Span(match.start(), also.end() if also else match.end()).shift(start)


def _without_capitals(text: str) -> str:
    """Return a text of the same length without capitals in a beginning such as "THE MINISTERS OF ..."."""
    words = text.split(maxsplit=2)[:2]
    if len(words) < _FEW or not all(word.isupper() and len(word) > _FEW for word in words):
        return text
    lowered = re.sub(r"[A-Z]{2,}", lambda word: word[0].lower() if word[0] in _JOINING else word[0].capitalize(), text)
    return lowered if len(lowered) == len(text) else text


def is_short_name(name: str) -> bool:
    """Return whether a name needs a fuller one: "The Ministers"."""
    return bool(_SHORT.match(" ".join(name.split())))


class Bodies:
    """The bodies of a document under their fullest names."""

    def __init__(self, document: Document) -> None:
        """Search the title and the first lines for bodies."""
        names = _find_names(f"{document.title}\n{document.text[:_HEAD]}")
        bodies = (_OFFICE_OF.sub("", _trim_name(name)) for name in names)
        self._full = [*dict.fromkeys(_trim_name(name) for name in bodies if not is_short_name(name))]
        self._signatories = find_signatories(document)
        self._titles = f"{document.title}\n{document.text[:_TITLE]}"
        self._issuer = _find_issuer(document.title) or _find_issuer(document.text[:_TITLE])
        self._abbreviations = find_abbreviations(document.text[:_HEAD])

    @property
    def issuer(self) -> str | None:
        """The body that issued the document, by the title."""
        return self._issuer

    def resolve(self, name: str, span: Span | None) -> Speaker:
        """Return the body of a name as a speaker under its fullest name; its role names those who signed."""
        signed = f"{SIGNED_BY}{', '.join(self._signatories)}" if self._signatories else None
        return Speaker(abbreviate(self.find_full_name(name), self._abbreviations), signed, None, span)

    def _find_organisation(self) -> str | None:
        """Return the first organisation that the head of the document names."""
        return next(filter(_is_organisation, self._full), None)

    def find_full_name(self, name: str) -> str:
        """Return the fullest name of the body that a name refers to."""
        short = _without_countries(_trim_name(name))
        group = find_group(short, self._titles)
        if group:
            return group
        if short.casefold() in _PRONOUNS or _SIDES.search(short):
            several = (full for full in self._full if not _ONE_SIDE.search(full))
            return self._issuer or next(several, short)
        if not is_short_name(name):
            return short
        noun = short.split()[-1].casefold()
        if noun == "meeting":  # of the body that the title names
            return self._full[0] if self._full else short
        if noun == "summit" and (owner := self._find_organisation()):
            return owner
        fuller = [full for full in self._full if re.search(rf"\b{re.escape(noun)}$", _head_noun(full))]
        if noun.endswith("s"):  # ministers, leaders: only with the countries that they are of
            fuller = [full for full in fuller if _OF_SEVERAL.search(full)]
        return _without_countries(max(fuller, key=lambda full: (" of " in full, len(full)))) if fuller else short


def _is_organisation(name: str) -> bool:
    """Return whether a body is an organisation, which holds summits: "Economic Community of the Lake States"."""
    return bool(
        re.search(r"\b(?:community|union|organi[sz]ation|league|association|forum|alliance)$", _head_noun(name))
    )


def _head_noun(name: str) -> str:
    """Return a name up to its head: "foreign ministers" of "Foreign Ministers of Egypt", "council" of ministers."""
    return re.sub(r",? (?:of|for|from) .*", "", name).casefold()


def _without_countries(name: str) -> str:
    """Return the name of a group without the list of its countries: "G7 Foreign Ministers of Canada and ..."."""
    return re.sub(r" of .*", "", name) if re.match(r"G-?\d+\b|E3\b|Quad\b", name) else name


def lower_line(line: str) -> str:
    """Return a line that is all in capitals with the small letters of a title; any other unchanged."""
    return " ".join(map(_lower_capitals, line.split())) if line.isupper() and " " in line.strip() else line


def _find_names(head: str) -> Iterator[str]:
    for line in map(lower_line, head.splitlines()):
        place = 0
        while place < len(line):
            match = _BODY.match(line, place)
            if match:
                yield match[0]
            following = _NEXT_WORD.match(line, match.end() if match else place)
            place = following.end() if following else len(line)


def _find_issuer(head: str) -> str | None:
    match = _ISSUED.search("\n".join(map(lower_line, head.splitlines())))
    if not match:
        return None
    issuer = _TAIL.sub("", match["who"] or match["first"] or match["concluding"]).strip(" .,*_")
    return _trim_name(issuer) or None


def _trim_name(name: str) -> str:
    """Return a name without its article and the marks around it."""
    words = re.sub(r"[’']s$", "", " ".join(name.split()).strip(' ,.:;*_“”"'))
    name = re.sub(r"^(?:The|the|THE|All|all|ALL) |^[Bb]oth (?=[A-ZÀ-Þ]|of )", "", words)
    has_capitals = " " in name and (name.isupper() or _IN_CAPITALS.search(name))
    return " ".join(map(_lower_capitals, name.split())) if has_capitals else name


def _lower_capitals(word: str) -> str:
    """Return a word of a name in capitals as it is written elsewhere: "MINISTERS OF NATO" is "Ministers of NATO"."""
    plain = word.strip(",.")
    if plain in _JOINING or plain in _ACRONYMS:
        return word.lower() if plain in _JOINING else word
    return "-".join(part.capitalize() if part.isupper() else part for part in word.split("-"))

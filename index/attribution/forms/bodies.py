"""Bodies that speak: councils, alliances, ministers of several countries, the two sides of a joint statement.

A short name ("The Ministers", "The Council", "We") stands for the fullest that the title and the first lines have.
"""

import re
from collections.abc import Iterator

from index.attribution.forms.document import Document
from index.attribution.statements import Speaker
from index.text.spans import Span

_NOUN = (
    r"(?:Council|Assembly|Ministers|Leaders|Heads|Commission|Committee|Parliament|Union|Alliance|NATO|G-?7|G-?8"
    r"|G-?20|G-?77"
    r"|Participants|Sides|Parties|Governments?|Members|Presidents|Chancellors|Countries|States|Nations|Conference|Group"
    r"|League|Quartet|Quad|Delegations|Chiefs|Representatives|Envoys|EU|ASEAN|BRICS|OSCE|ECOWAS|IGAD|SADC|OPEC"
    r"|GCC|Troika|Troikas|Sherpas|Presidency"
    r"|Allies|Partners|Chairs|Co-Chairs|Secretaries|Ambassadors|Senate|Congress|Bureau|Board|Organi[sz]ation"
    r"|Summit|Forum"
    r"|Community|Authority|Presidium|Politburo|Cabinet|Ministry|Directors|Guarantors|Signatories|Panel|Mission|Court)"
)
_SMALL = (
    r"(?:ministers|leaders|sides|parties|participants|presidents|countries|members|delegations|heads of (?:state"
    r"|delegation)"
    r"(?: and (?:of )?government)?|governments|allies|partners|chiefs)"
)
_PART = r"(?:[A-Z][\w’'/&.-]*|of|the|and|for|on|in|to|with|&|two|three|four|five|all)"
_NAME = (
    r"(?:the )?(?!(?:Foreign |Prime |Defen[cs]e )?(?:Minister|President|High|Head|Secretar|Leader"
    r"|Chancellor))[A-Z][\w’'-]*(?: (?:of (?:the )?)?[A-Z][\w’'-]*){0,4}"
)
_BODY = re.compile(
    rf"(?:(?:The|the|All|all|Both|both|[Mm]embers of the) )?"
    rf"(?:(?:[A-Z][\w’'/&.-]* (?:{_PART} ){{0,8}})?{_NOUN}\b|(?:(?:two|three|four|foreign|defen[cs]e|prime"
    rf"|joint) ){{0,2}}{_SMALL}\b)(?![’'-])"
    rf"(?:,? (?:of|for|from) {_NAME}(?:(?:, |,? and (?:of )?){_NAME}){{0,40}})?"
)
_SHORT = re.compile(
    r"(?:the|all|both)?\s*(?:two |three |four |five |seven )?(?:(?:foreign |defen[cs]e |prime )?ministers"
    r"|leaders|heads|council|assembly|commission"
    r"|committee|participants|sides|parties|members|presidents|countries|governments|delegations|allies|partners"
    r"|heads of delegation|heads of state(?: and government)?|chiefs|conference|group|summit|organi[sz]ation"
    r"|union|envoys)$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    r"^.*?\b(?:President|Secretary|Minister|Chair\w*|Member|Head|Representative|Spokes\w+|Presidency|Statement"
    r"|Declaration) of (?=the |[A-Z])(?!State|Foreign)"
)
_OF_SEVERAL = re.compile(r" of (?!Foreign|Defen[cs]e|State|the Member)[^,]*(?:,| and )")
_COUNTRIES = frozenset({"United States", "United Nations", "European Union Member States", "White House"})
_JOINING = frozenset({"OF", "THE", "AND", "FOR", "ON", "IN", "TO"})
_HEAD = 1600
_ISSUED = re.compile(
    r"\b(?:Statement|Declaration|Communiqu[ée]|Conclusions|Resolution|Remarks|Message)s? (?:by|of|from|issued by"
    r"|between)"
    r" (?P<who>(?:the )?[A-Z][^\n:;–—|]{2,180})|^(?P<first>(?:The )?[A-Z][^\n:;–—|]{1,80}?)[’']s? (?:Joint "
    r"|Leaders[’'] |[Pp]ress )?"
    r"(?:[Ss]tatement|[Dd]eclaration|[Cc]ommuniqu)|^(?P<concluding>(?:The )?[A-Z][^\n:;]{1,60}?) [Cc]onclusions\b",
    re.MULTILINE,
)
_TAIL = re.compile(r"(?:,? (?:on|regarding|concerning|following|about|after|at|in)\b| \(|,? \d).*$")


def find_body(text: str, start: int, end: int) -> Span | None:
    """Return the body that a range begins with, without the article before it."""
    text = _lowered(text, start, end)
    found = _BODY.match(text, start, end)
    named = found[0].removeprefix("The ").removeprefix("the ") if found else ""
    return Span(*found.span()) if found and named not in _COUNTRIES else None


def _lowered(text: str, start: int, end: int) -> str:
    """Return a text with a beginning in capitals ("THE MINISTERS OF ...") in small letters, of the same length."""
    words = text[start:end].split(maxsplit=2)[:2]
    if len(words) < 2 or not all(word.isupper() and len(word) > 2 for word in words):  # noqa: PLR2004
        return text
    shown = re.sub(
        r"[A-Z]{2,}", lambda found: found[0].lower() if found[0] in _JOINING else found[0].capitalize(), text[start:end]
    )
    return text[:start] + shown + text[end:] if len(shown) == end - start else text


def is_short(name: str) -> bool:
    """Tell a name that stands for a fuller one: "The Ministers"."""
    return bool(_SHORT.match(" ".join(name.split())))


class Bodies:
    """The bodies of a document, by the fullest of the names that it has for each."""

    def __init__(self, document: Document) -> None:
        """Look for them in the title and the first lines."""
        self._head = f"{document.title}\n{document.text[:_HEAD]}"
        named = (_OFFICE_OF.sub("", _shown(one)) for one in _named(self._head))
        self._full = [*dict.fromkeys(_shown(one) for one in named if not is_short(one))]
        self._issuer = _issuer(document.title) or _issuer(document.text[:300])

    @property
    def issuer(self) -> str | None:
        """The body that the title says has issued the document."""
        return self._issuer

    def speaker(self, name: str, span: Span | None) -> Speaker:
        """Return a body as a speaker, under its fullest name."""
        return Speaker(self.full_name(name), None, None, span)

    def full_name(self, name: str) -> str:
        """Return the fullest name of what a name stands for."""
        shown = _listed(_shown(name))
        if shown.casefold() in {"we", "they", "both", "it"} or re.search(
            r"\bsides\b|\bparties\b", shown, re.IGNORECASE
        ):
            return self._issuer or (self._full[0] if self._full else shown)
        if not is_short(name):
            return shown
        noun = shown.split()[-1].casefold()
        fuller = [one for one in self._full if re.search(rf"\b{re.escape(noun)}$", _head_noun(one))]
        if noun.endswith("s"):  # ministers, leaders: only those of whom it is said which countries they are of
            fuller = [one for one in fuller if _OF_SEVERAL.search(one)]
        if fuller:
            return _listed(max(fuller, key=lambda one: (" of " in one, len(one))))
        return shown


def _head_noun(name: str) -> str:
    """Return a name up to its head: "foreign ministers" of "Foreign Ministers of Egypt", "council" of ministers."""
    return re.sub(r",? (?:of|for|from) .*", "", name).casefold()


def _listed(name: str) -> str:
    """Leave out the list of countries after a group that has a name: "G7 Foreign Ministers of Canada and ..."."""
    return re.sub(r" of .*", "", name) if re.match(r"G-?\d+\b|E3\b|Quad\b", name) else name


def _named(head: str) -> Iterator[str]:
    for line in head.splitlines():
        place = 0
        while place < len(line):
            found = _BODY.match(line, place)
            if found:
                yield found[0]
            following = re.compile(r"\S+\s*").match(line, found.end() if found else place)
            place = following.end() if following else len(line)


def _issuer(head: str) -> str | None:
    found = _ISSUED.search(head)
    if not found:
        return None
    who = _TAIL.sub("", found["who"] or found["first"] or found["concluding"]).strip(" .,*_")
    return _shown(who) or None


def _shown(name: str) -> str:
    """Return a name without the article before it and the marks after it."""
    words = " ".join(name.split()).strip(' ,.:;*_“”"')
    return re.sub(r"^(?:The|the|All|all) ", "", words)

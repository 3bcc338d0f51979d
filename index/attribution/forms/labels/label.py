"""Labels in a text: at the beginning of a line, or in capitals after a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import SHORTENED
from index.text.letters import CAPITALS
from index.text.spans import Span

_LONGEST = 260  # code points of a label
_SHORT_LINE = 60  # code points of a line that no paragraph goes on from
_LEAST_CAPITALS = 2  # of a name in capitals: "McCONNELL"
_LINE = re.compile(r"[^\n\f\r]+")
_WRAPPED = re.compile(
    r"[ \t\u00a0]*(?:The (?:Acting )?President|The Chair\w*|(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.?) ?[^:]{0,120}$"
)
_WITH_OFFICE = re.compile(  # "Mr. Roth (Halm), Vice-Chair of the Committee"
    r"[ \t\u00a0]*(?:Mr|Mrs|Ms|Miss|Dr)\.? [^,:.;]{2,60}, (?!who\b|said\b)[^:.;]{3,120}$"
)
_DELEGATE = re.compile(rf"(?:Mr|Mrs|Ms|Miss|Dr)\.? [^,:.;(]{{2,60}} \([{CAPITALS}][^()]{{2,60}}\), (?!who\b|said\b)")
_BRACKETS = re.compile(r"[ \t]*(?:\([^()\n]{2,60}\)[ \t]*){1,3}$")  # "(Westbrook) (Lab)", on the line under a name
_OFFICE_ENDS = re.compile(r"(?![^:]*\b(?:said|told|asked|noted)\b)[^:.;?!]{2,120}:(?=\s|$)")
_LEAD = re.compile(
    r"[ \t\u00a0\u202f>]*(?:#{1,6}[ \t\u00a0\u202f]+)?(?:\|[ \t\u00a0\u202f]*)?(?P<bold>\*\*|__|\*"
    r"|_)?[ \t\u00a0\u202f]*"
    r"(?:(?:[TQ]?\d{1,4}\.|Q\d{1,4}|\[\d{1,6}\]"
    r"|[\[(]?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ \t\u00a0\u202f]?[ap]\.?m\.?)?[\])]?|\(\d{3,4}\))"
    r"[ \t\u00a0\u202f]+(?:[-–|][ \t\u00a0\u202f]+)?){0,3}(?P<inner>\*\*|__|\*|_)?"
)
_STOPS = frozenset('?!;“”"<>{}=…')
_DEPTHS = {"(": 1, "[": 1, ")": -1, "]": -1}
_MARKS = frozenset(":|\t.–—―")
_CELL_ENDS = frozenset("|\t")
_AFTER_COLON = frozenset(' \t\n\r\f\u00a0*_|"“‘([')
_AFTER_STOP = frozenset({" ", "\n", "", "\u00a0", "*", "_"})
_AFTER = re.compile(r"(?:\*\*|__|\*|_)?[ \t\u00a0\u202f]*")
_DASH = re.compile(
    r"(?:\*\*|__|\*|_)?(?:[ \t\u00a0\u202f]+-[ \t\u00a0\u202f]|[ \t\u00a0\u202f]*[–—―][ \t\u00a0\u202f]*)"
)
_DOTTED = re.compile(
    r"(?:(?:The |the )?(?:Acting |ACTING )?(?:Mr|Mrs|Ms|Miss|Dr|Senator|Sen|Chair\w*|CHAIR\w*|Secretary|General|Admiral"
    r"|Ambassador|Colonel"
    r"|Lieutenant|Major|Captain|Commander|Representative|Vice|Co-Chair\w*|Governor|Director|Commissioner|Judge"
    r"|Professor"
    r"|Under|Deputy|Assistant|Attorney|Mayor|Sergeant|Brigadier|Rear|SPEAKER|PRESIDENT|PRESIDING|Hon|Sir|Dame"
    r"|Minister|VICE|CLERK|Clerk|Staff|Commodore|Marshal|Chief|Corporal|Superintendent|Inspector|Sheriff|Reverend|Bishop|Q|A)\b)"
)
_INLINE = re.compile(  # in capitals after a sentence: "MS. RUIZ:", "Q Why now?"; each read in one way only
    r"(?:(?<![^\n\f])|(?<=[\s—)]))(?:(?P<asker>Q(?:UESTION)?)(?::\s*|\s+(?=[^a-z\s]))"
    r"|(?P<label>(?:(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr|SEN|REP|GEN|ADM|COL|PROF)\.?[ \t\u00a0\u202f]+"
    rf"|(?![{CAPITALS}]{{1,3}}T[ \t\u00a0\u202f])[{CAPITALS}][{CAPITALS}’'-]+[ \t\u00a0\u202f]+){{0,5}}"
    rf"(?:Mc|Mac|De|Di|La|Le|O[’'])?[{CAPITALS}](?:[a-z]?[{CAPITALS}’'-]){{0,40}}[{CAPITALS}]):(?=[\s\"“(\[{CAPITALS}]))"
)
_ASKER = re.compile(r"(Q(?:UESTION)?)(?:\*\*|__)?[ \t\u00a0\u202f]+(?=[^a-z\s:(\[|])")
_QUOTED_OUTLET = re.compile(r"([“\"][^\W\d_a-z][^“”\"\n:]{1,38}[”\"])(?:\*\*|__)?:[ \t\u00a0]+(?=[^a-z\s])")
_INITIALS = re.compile(rf"(?:[{CAPITALS}]\.){{2,3}}(?=[ \u00a0]{{2}}|\t)")  # "N.H.  Let me begin with the herring."
_HEADED = re.compile(
    r"(?:(?:OPENING|PREPARED|WRITTEN|FURTHER|Opening|Prepared|Written) )?(?:STATEMENT|Statement|TESTIMONY"
    r"|Testimony|REMARKS|Remarks) (?:OF|of|BY|by) "
    r"(?:THE |the )?"
    r"|(?:Asked|Tabled|Moved) by (?=(?:Lord|Lady|Baroness|The (?:Earl|Lord|Duke))\b)"
)
_FIELD = re.compile(  # of a masthead: "Presenter: Rear Adm. Bo Reva, DASD PA"
    r"(?:Presenters?|Briefers?|Participants?|Speakers?|Witness(?:es)?|Panell?ists?|Reporter|Producer|Editor|Author):\s{1,4}"
    rf"(?:[{CAPITALS}][\w.’'-]*\s){{1,6}}[{CAPITALS}][\w’'-]+(?:,[^?!\n]*)?[ \t]*$"
)
_HEAD = 1500  # code points of a masthead
_KIND_OF_DOCUMENT = re.compile(  # after what its heading begins with: "Council of Lusk: |Press remarks by Ana Ruiz"
    r"[ \t]*(?:(?:[Pp]ress|[Oo]pening|[Cc]losing|[Ii]ntroductory|[Mm]edia|[Dd]oorstep|[Aa]rrival"
    r"|[Dd]eparture|[Ww]elcome|[Kk]eynote|[Jj]oint) ){0,2}(?:[Rr]emarks|[Ss]tatement"
    r"|[Ss]peech|[Cc]onference|[Dd]oorstep|[Bb]riefing|[Pp]oint|[Tt]ranscript|[Aa]ddress) (?:by|of|with)"
    rf" (?:the )?[{CAPITALS}][^.!?\n]*$",
    re.MULTILINE,
)
_PRESIDING = re.compile(
    r"The (?:Acting |Vice |VICE |ACTING )?(?:CHAIR(?:MAN|WOMAN|PERSON)?|Chair(?:man|woman|person)|SPEAKER"
    r"|PRESIDENT|CLERK)(?: pro tempore)?"
)
"""Whoever presides, before a full stop: "The CHAIRMAN.", "The Acting CHAIR."."""

_SENTENCE_BEFORE = re.compile(rf"[-—.?!…)\]\"”’]\s*$|\b[{CAPITALS}]{{2,3}}T\s*$")
_NEAR = 39  # code points before a label in which its line is looked for


@dataclass(frozen=True, slots=True)
class Label:
    """A label at `span`, without its mark; its line begins at `line`, and the words of its turn at `words`.

    `mark` is what ends it: ":", ".", "–" (a stop and a dash), "-" (a dash), "|" in a table, "line" for a label that is
    a line by itself, "bold" for such a line in bold, and "heading" after "STATEMENT OF".
    """

    span: Span
    line: int
    words: int
    mark: str
    text: LabelText
    printed: str
    inline: bool = False

    @property
    def shouted(self) -> bool:
        """Whether the name is in capitals."""
        name = self.text.name or self.text.office or ""
        last = name.split()[-1] if name.split() else ""
        return sum(map(str.isupper, last)) >= _LEAST_CAPITALS


def find_labels(text: str) -> list[Label]:
    """Return the labels that the grammar accepts, in order."""
    lines = [*_find_line_labels(text)]
    starts = {label.span.start for label in lines}
    inline = [label for label in _find_inline_labels(text) if label.span.start not in starts]
    kept: list[Label] = []
    for label in sorted(lines + inline, key=lambda label: label.span.start):
        if not kept or label.span.start >= kept[-1].words:
            kept.append(label)
    return kept


def _find_line_labels(text: str) -> Iterator[Label]:
    before = ""
    for line in _LINE.finditer(text):
        if line[0].strip():
            label = _read_line_label(text, line.start(), _find_label_end(text, line), before)
            if label:
                yield label
            before = line[0]


def _find_label_end(text: str, line: re.Match[str]) -> int:
    """Return the end of a line, or of the next one where a label goes on: "Mr. Li (Lusk), Chair of the | Board"."""
    following = _LINE.match(text, line.end() + 1)
    if following is None:
        return line.end()
    if len(line[0]) < _LONGEST // 2 and line[0].rstrip()[-1:].isalpha() and _BRACKETS.match(following[0]):
        return following.end()
    if not _WRAPPED.match(line[0]):
        return line.end()
    is_open = line[0].count("(") > line[0].count(")")
    goes_on = _WITH_OFFICE.match(line[0]) and _OFFICE_ENDS.match(following[0])
    return following.end() if is_open or goes_on else line.end()


def _read_line_label(text: str, start: int, end: int, before: str) -> Label | None:
    """Return the label that a line begins with; `before` is the last line that is not blank."""
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    asked = _ASKER.match(text, first, end) or _QUOTED_OUTLET.match(text, first, end)
    if asked:
        return Label(Span(*asked.span(1)), start, asked.end(), ":", LabelText("question"), asked[1])
    if start < _HEAD and _FIELD.match(text, first, end):
        return None
    headed = _HEADED.match(text, first, end)
    if headed and end - start < _LONGEST:
        parsed = parse_label(text[headed.end() : end].strip(" \t*_.:"), any_role=True)
        if parsed and parsed.kind == "person" and (parsed.honorific or parsed.office):
            return Label(Span(headed.end(), end), start, end, "heading", parsed, text[first:end].strip())
    labels = _read_stops(text, start, first, end, before, is_bold=bool(lead and (lead["bold"] or lead["inner"])))
    label = next(labels, None)
    if label and label.mark == "-" and label.text.kind == "office":  # "Deputy Prime Minister - |Minister Ana Ruiz:"
        return next((each for each in labels if each.mark == ":" and each.text.kind == "person"), label)
    return label


def _read_stops(text: str, start: int, first: int, end: int, before: str, *, is_bold: bool) -> Iterator[Label]:
    """Yield the labels that the words from `first` on can be, by where they may end."""
    for stop, mark, words in _find_stops(text, first, end):
        printed = text[first:stop].strip(" \t*_\u00a0")
        if _INITIALS.match(text, first, end):
            printed = printed.replace(".", "")
        is_heading = mark == ":" and _KIND_OF_DOCUMENT.match(text, words, end)
        if not printed or is_heading or not _may_begin(text, start, before, printed, mark):
            continue
        any_role = mark == "–" or (mark == ":" and bool(_DELEGATE.match(printed)))
        parsed = parse_label(printed, any_role=any_role)
        if parsed and (mark != "." or _is_dotted(printed)):
            lefts = len(text[first:stop]) - len(text[first:stop].lstrip(" \t*_\u00a0"))
            span = Span(first + lefts, first + lefts + len(printed))
            turn = _find_words_start(text, words, mark)
            kind = "bold" if mark == "line" and is_bold else mark
            yield Label(span, start, turn, kind, parsed, " ".join(printed.split("\n")))


def _find_stops(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """Yield where a label may end outside its brackets, with the mark that ends it and where its words begin."""
    initials = _INITIALS.match(text, start, end)
    if initials:
        yield initials.end() - 1, ":", initials.end()
        return
    depth, last = 0, min(end, start + _LONGEST)
    for place in range(start, last):
        character = text[place]
        depth = max(0, depth + _DEPTHS.get(character, 0))
        if depth or character not in _STOPS | _MARKS:
            continue
        stop = _read_stop(text, start, place, end)
        if stop:
            yield stop
        is_last = character in _STOPS or (character in _CELL_ENDS and stop)
        if is_last or (character == ":" and not text[place + 1 : place + 2].isdigit()):
            return
    if last == end and not depth and end - start <= _LONGEST // 2:
        yield end, "line", end


def _read_stop(text: str, start: int, place: int, end: int) -> tuple[int, str, int] | None:
    """Return the stop that a mark at a place is: where the label ends, the mark, and where its words begin."""
    character, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if character == ":":
        led = not after or after in _AFTER_COLON or (after.isupper() and (before.isupper() or before == ")"))
        return (place, ":", place + 1) if led else None
    if character in _CELL_ENDS:
        return (place, "|", place + 1) if text[start:place].strip() else None
    if character == ".":
        return _read_full_stop(text, start, place, end)
    return (place, "-", place + 1) if character in _MARKS and before == after == " " else None


def _read_full_stop(text: str, start: int, place: int, end: int) -> tuple[int, str, int] | None:
    """Return the stop that a full stop is, with a dash after it or without."""
    dash = _DASH.match(text, place + 1, end)
    if dash:
        return place, "–", dash.end()
    if text[place + 1 : place + 3] == "--" and not _is_abbreviation(text, start, place):
        return place, ".", place + len("---")  # who goes on after an interruption: "General Ruiz.--to tell"
    if not _is_abbreviation(text, start, place) and text[place + 1 : place + 2] in _AFTER_STOP:
        return (place, ".", place + 1) if text[place - 1] != "." else None  # the leaders of a table of contents
    return None


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Return whether a full stop ends an initial or an honorific rather than a label."""
    word = text[max(start, stop - 8) : stop].rsplit(maxsplit=1)[-1:]
    return (
        bool(word)
        and stop - start > 1
        and (len(word[0].rsplit(".", 1)[-1]) == 1 or normalize_token(word[0]) in SHORTENED)
    )


def _find_words_start(text: str, place: int, mark: str) -> int:
    after = _AFTER.match(text, place)
    return after.end() if after and mark != "line" else place


def _may_begin(text: str, start: int, before: str, printed: str, mark: str) -> bool:
    """Return whether a turn can begin on this line: at a paragraph, or after a finished line."""
    if not before or mark == "|":
        return True
    gap = text[max(0, start - 2) : start]
    if gap.count("\n") > 1 or "\f" in gap or not text[max(0, start - 40) : start].rsplit("\n", 2)[-2:-1]:
        return True
    ended = before.rstrip(" \t*_|")
    if ended[-1:] in ".?!:…—–-)]\"”’'»," or len(before) < _SHORT_LINE or before.isupper():
        return True
    return printed.rsplit(maxsplit=1)[-1].isupper() or text[start : start + 1] in " \t"


def _is_dotted(printed: str) -> bool:
    """Return whether a full stop can end a label: "Mr. HARGROVE.", "The CHAIRMAN.", "Senator Reed."."""
    title = _DOTTED.match(printed)
    return (
        printed in {"Q", "A", "Question", "Answer"}
        or bool(_PRESIDING.fullmatch(printed))
        or (title is not None and len(printed) > title.end())
    )


def _find_inline_labels(text: str) -> Iterator[Label]:
    for match in _INLINE.finditer(text):
        near = max(match.start() - _NEAR, 0)
        line = text[max(text.rfind("\n", near, match.start()) + 1, near) : match.start()]
        if line.strip() and not _SENTENCE_BEFORE.search(line):
            continue
        span = Span(*match.span("asker" if match["asker"] else "label"))
        parsed = parse_label(span.slice(text))
        if parsed:
            yield Label(span, match.start(), match.end(), ":", parsed, span.slice(text), inline=True)

"""Labels in a text: where the grammar reads one at the beginning of a line, or in capitals after a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribution.forms.label_grammar import LabelText, bare, parse_label
from index.attribution.forms.label_words import SHORTENED
from index.text.spans import Span

_LONGEST = 260  # code points of a label
_SHORT_LINE = 60
_LINE = re.compile(r"[^\n\f\r]+")
_LEAD = re.compile(
    r"[ \t\u00a0\u202f>]*(?:#{1,6}[ \t\u00a0\u202f]+)?(?:\|[ \t\u00a0\u202f]*)?(?P<bold>\*\*|__|\*"
    r"|_)?[ \t\u00a0\u202f]*"
    r"(?:(?:[TQ]?\d{1,4}\.|Q\d{1,4}|\[\d{1,6}\]"
    r"|[\[(]?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ \t\u00a0\u202f]?[ap]\.?m\.?)?[\])]?|\(\d{3,4}\))"
    r"[ \t\u00a0\u202f]+(?:[-–|][ \t\u00a0\u202f]+)?){0,3}(?P<inner>\*\*|__|\*|_)?"
)
_STOPS = frozenset('?!;“”"<>{}=…')
_AFTER = re.compile(r"(?:\*\*|__|\*|_)?[ \t\u00a0\u202f]*")
_DASH = re.compile(
    r"(?:\*\*|__|\*|_)?(?:[ \t\u00a0\u202f]+-[ \t\u00a0\u202f]|[ \t\u00a0\u202f]*[–—―][ \t\u00a0\u202f]*)"
)
_DOTTED = re.compile(
    r"(?:(?:The |the )?(?:Acting )?(?:Mr|Mrs|Ms|Miss|Dr|Senator|Sen|Chair\w*|CHAIR\w*|Secretary|General|Admiral"
    r"|Ambassador|Colonel"
    r"|Lieutenant|Major|Captain|Commander|Representative|Vice|Co-Chair\w*|Governor|Director|Commissioner|Judge"
    r"|Professor"
    r"|Under|Deputy|Assistant|Attorney|Mayor|Sergeant|Brigadier|Rear|SPEAKER|PRESIDENT|PRESIDING|Hon|Sir|Dame"
    r"|Minister|VICE|CLERK|Clerk|Staff|Q|A)\b)"
)
_INLINE = re.compile(  # in capitals after a sentence: "MS. RUIZ:", "Q Why now?"; each read in one way only
    r"(?:(?<![^\n\f])|(?<=[\s—)]))(?:(?P<asker>Q(?:UESTION)?)(?::\s*|\s+(?=[^a-z\s]))"
    r"|(?P<label>(?:(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr|SEN|REP|GEN|ADM|COL|PROF)\.?[ \t\u00a0\u202f]+"
    r"|(?![A-Z]{1,3}T[ \t\u00a0\u202f])[A-Z][A-Z’'-]+[ \t\u00a0\u202f]+){0,5}"
    r"(?:Mc|Mac|De|Di|La|Le|O[’'])?[A-Z](?:[a-z]?[A-Z’'-]){0,40}[A-Z]):(?=[\s\"“(\[A-Z]))"
)
_ASKER = re.compile(r"(Q(?:UESTION)?)(?:\*\*|__)?[ \t\u00a0\u202f]+(?=[^a-z\s:(\[|])")
_HEADED = re.compile(
    r"(?:(?:OPENING|PREPARED|WRITTEN|FURTHER|Opening|Prepared|Written) )?(?:STATEMENT|Statement|TESTIMONY"
    r"|Testimony|REMARKS|Remarks) (?:OF|of|BY|by) "
    r"(?:THE |the )?"
)
_SENTENCE_BEFORE = re.compile(r"[-—.?!…)\]\"”’]\s*$|\b[A-Z]{2,3}T\s*$")
_NEAR = 39


@dataclass(frozen=True, slots=True)
class Label:
    """A label at `span`, without its mark; the words that it leads begin at `words`, its line at `line`.

    `mark` is what ends it: ":", ".", "–" (a stop and a dash), "-" (a dash), "|" in a table, "line" where it has a line
    of its own, and "heading" where that is "STATEMENT OF".
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
        return len(last) > 1 and sum(map(str.isupper, last)) >= 2  # noqa: PLR2004 (McCONNELL)


def find_labels(text: str) -> list[Label]:
    """Return all that the grammar reads as a label, in order."""
    lines = [*_of_lines(text)]
    starts = {label.span.start for label in lines}
    found = lines + [label for label in _inline(text) if label.span.start not in starts]
    found.sort(key=lambda label: label.span.start)
    kept: list[Label] = []
    for label in found:
        if not kept or label.span.start >= kept[-1].words:
            kept.append(label)
    return kept


def _of_lines(text: str) -> Iterator[Label]:
    before = ""
    for line in _LINE.finditer(text):
        if line[0].strip():
            label = _line_label(text, line.start(), line.end(), before)
            if label:
                yield label
            before = line[0]
    return


def _line_label(text: str, start: int, end: int, before: str) -> Label | None:
    """Read the label that a line begins with."""
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    asked = _ASKER.match(text, first, end)
    if asked:
        return Label(Span(*asked.span(1)), start, asked.end(), ":", LabelText("question"), asked[1])
    headed = _HEADED.match(text, first, end)
    if headed and end - start < _LONGEST:
        parsed = parse_label(text[headed.end() : end].strip(" \t*_.:"), any_role=True)
        if parsed and parsed.kind == "person" and (parsed.honorific or parsed.office):
            return Label(Span(headed.end(), end), start, end, "heading", parsed, text[first:end].strip())
    for stop, mark, words in _stops(text, first, end):
        printed = text[first:stop].strip(" \t*_\u00a0")
        if not printed or not _may_begin(text, start, before, printed, mark):
            continue
        parsed = parse_label(printed, any_role=mark == "–")
        if parsed and (mark != "." or _is_dotted(printed)):
            lefts = len(text[first:stop]) - len(text[first:stop].lstrip(" \t*_\u00a0"))
            span = Span(first + lefts, first + lefts + len(printed))
            return Label(span, start, _words_start(text, words, mark), mark, parsed, printed)
    return None


def _stops(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:  # noqa: C901, PLR0912 (a case for each mark)
    """Yield where a label may end outside its brackets, with the mark that ends it and where its words begin."""
    depth, last = 0, min(end, start + _LONGEST)
    for place in range(start, last):
        character = text[place]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif character in _STOPS:
            return
        elif character == ":":
            follows = text[place + 1 : place + 2]
            if (
                not follows
                or follows in ' \t\n\r\f\u00a0*_|"“‘(['
                or (follows.isupper() and (text[place - 1].isupper() or text[place - 1] == ")"))
            ):
                yield place, ":", place + 1
            if not follows.isdigit():
                return
        elif character in "|\t" and text[start:place].strip():
            yield place, "|", place + 1
            return
        elif character in ".–—―":
            dash = _DASH.match(text, place + 1, end) if character == "." else None
            if dash:
                yield place, "–", dash.end()
            elif (
                character == "."
                and not _is_short(text, start, place)
                and text[place + 1 : place + 2] in {" ", "\n", "", "\u00a0", "*", "_"}
            ):
                yield place, ".", place + 1
            elif character != "." and text[place - 1 : place] == " " and text[place + 1 : place + 2] == " ":
                yield place, "-", place + 1
    if last == end and not depth and end - start <= _LONGEST // 2:
        yield end, "line", end


def _is_short(text: str, start: int, stop: int) -> bool:
    """Tell the stop of an initial or of an honorific from that of a label."""
    word = text[max(start, stop - 8) : stop].rsplit(maxsplit=1)[-1:]
    return bool(word) and stop - start > 1 and (len(word[0].rsplit(".", 1)[-1]) == 1 or bare(word[0]) in SHORTENED)


def _words_start(text: str, place: int, mark: str) -> int:
    after = _AFTER.match(text, place)
    return after.end() if after and mark != "line" else place


def _may_begin(text: str, start: int, before: str, printed: str, mark: str) -> bool:
    """Tell whether a turn can begin on this line: a paragraph begins, or the line before was finished."""
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
    """Tell a label that ends in a full stop: "Mr. HARGROVE.", "The CHAIRMAN.", "Senator Reed."."""
    found = _DOTTED.match(printed)
    return printed in {"Q", "A"} or (found is not None and len(printed) > found.end())


def _inline(text: str) -> Iterator[Label]:
    for found in _INLINE.finditer(text):
        near = max(found.start() - _NEAR, 0)
        line = text[max(text.rfind("\n", near, found.start()) + 1, near) : found.start()]
        if line.strip() and not _SENTENCE_BEFORE.search(line):
            continue
        span = Span(*found.span("asker" if found["asker"] else "label"))
        parsed = parse_label(span.slice(text))
        if parsed:
            yield Label(span, found.start(), found.end(), ":", parsed, span.slice(text), inline=True)

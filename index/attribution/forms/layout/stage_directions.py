"""Stage directions: the votes, times, headings and applause that a transcript prints between spoken words."""

import re
from collections.abc import Iterator

from index.text.letters import CAPITALS
from index.text.spans import Span

_PARAGRAPH = re.compile(r"[^\n\f]+(?:\n(?![ \t]*\n)[^\n\f]+)*")
_LINE = re.compile(r"[^\n\f]+")
_BRACKETED = re.compile(r"[ \t]*[*_]{0,2}[(\[{][^()\[\]]{0,400}[)\]}][.:]?[*_]{0,2}[ \t]*$")
_ITALIC = re.compile(r"[ \t]*(?:\*[^*\n]{2,300}\*|_[^_\n]{2,300}_)[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:[-–—_=*~.·•#][ \t]*){3,}$|[ \t]*#{1,6}[ \t].{0,120}$")
_TIME = re.compile(
    rf"[ \t]*[(\[]?\d{{1,2}}[.:]\d{{2}}(?:[:.]\d{{2}})?[ \t]*"
    rf"(?:[ap]\.?m\.?|hrs|hours|[{CAPITALS}]{{2,4}}T?)?[)\]]?[ \t]*$",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"[ \t]*(?:The (?:meeting|sitting|session|briefing|hearing|debate|House|Committee|Senate|Council|Assembly"
    r"|Commission)"
    r" (?:was |then |having |is )?(?:called to order|rose|adjourned?|suspended|resumed|met|divided|ended|opened"
    r"|closed|concluded|stands adjourned)\b"
    r"|(?:The )?(?:agenda|draft resolution|draft decision|motion|amendment|resolution|minutes|Bill|report"
    r"|provisional agenda|decision|operative paragraph|preambular paragraph)s?\b"
    r"(?:[^.]|\.(?=\d)){0,90}\b(?:was|were|is|has been|received)\b[^.]{0,40}\b(?:adopted|retained|agreed"
    r"|approved|carried|negatived"
    r"|rejected|withdrawn|put|votes|read a|laid)\b"
    r"|(?:A|The) (?:recorded )?vote (?:was taken|by)|(?:The result of the vote|The voting) (?:was|is)"
    r"|In favou?r:?|Against:?|Abstain(?:ing|ed|tions?):?"
    r"|(?:Ayes?|Noes?|Yeas?|Nays?|Tellers?)\b.{0,60}$|Question (?:put|proposed|again|accordingly)|Division No"
    r"|Motion (?:made|agreed|negatived|by leave)"
    r"|Motions? agreed|It was so decided|There being no|The (?:\w+ ){0,3}clerk (?:read|proceeded|called|reported)"
    r"|(?:Several|Some) (?:hon\.|hon|right hon) ?\.?Members? rose|[^.\n]{3,70} rose ?[-–—]{0,2}$"
    r"|(?:[^.\n]|(?<=\b(?:Mr|Ms|Dr))\.|(?<=\bMrs)\.){3,120}? (?:took (?:a|the) (?:seat|chair|floor)|withdrew"
    r"|left the (?:room|Chamber|table)|(?:was|were) escorted (?:into|to"
    rf"|from) the (?:[{CAPITALS}]\w+ ){{0,2}}(?:Hall|Chamber"
    r"|rostrum|podium))\b"
    r"|(?:Mr|Ms|Mrs|Dr|Madam|Sir|The)\b[^.;\n]{0,60}\b(?:in the [Cc]hair|took the Chair)(?:\.?$|;)"
    r"|The following (?:is a|is the|statement|Members)|The (?:vote was|yeas and nays|result was)"
    r"|(?:Ordered|Resolved),? (?:to|that|,)"
    r"|That this House (?:has|do|does|is|calls|notes)\b|Bill (?:read|accordingly)|House (?:adjourned|divided)"
    r"|Sitting (?:suspended|resumed)|Debate (?:adjourned|resumed|interrupted)"
    r"|[^.\n]{3,80} (?:accordingly )?presented (?:an?|the) (?:Bill|petition)\b|Bill presented"
    r"|\[?Whereupon\b|The result (?:of the vote )?was|So (?:the|two-thirds|\(two)\b[^.]{0,80}\b(?:was|were"
    r"|agreed|passed)|A motion to reconsider|Messrs\. |Accordingly, the (?:Committee|House|bill)"
    r"|The (?:question|vote) was (?:taken|put)|The (?:yeas|ayes) and n|A message (?:from|in writing)"
    r"|(?-i:The text of the)|The (?:material|article|letter|statement|prepared statement)s?\b[^.]{0,60}\b(?:follows"
    r"|was ordered|appears?)"
    rf"|\w+[.]? [{CAPITALS}][^.\n]{{2,40}} (?:asked and was given|changed (?:his|her|their) vote)|YEAS|NAYS|NOT VOTING"
    r"|PRESENT[-—]|\[?Roll ?[Cc]all|A quorum|The (?:prepared )?statements? of\b"
    r"|(?:OPENING |PREPARED )?STATEMENTS? OF|The PRESIDENT resumed|The (?:bill|joint resolution"
    r"|concurrent resolution|nomination)s?\b[^.]{0,80}\b(?:was|were) (?:ordered|read|passed|laid|confirmed"
    r"|considered|agreed|engrossed)"
    r"|\[?GRAPHIC|Applause|Laughter|Interruption|END\b|End of|###|\* \* \*|---)",
    re.IGNORECASE,
)
_CLIP = re.compile(  # a recording that is played within a turn, of whom no label names
    r"\((?:(?:BEGIN|START)(?: OF)? )?(?:VIDEO|AUDIO|VT|FILM|CLIP|EXCERPT)[A-Z ]{0,20}\)"
    r"(?:(?!\n[^\n]{1,60}:)[^()]){1,2000}\(END(?: OF)? [A-Z ]{2,30}\)"
)
_TRAILER = re.compile(  # what a website prints under a transcript
    r"(?:Link to (?:the |this )?(?:video|audio|speech|photo|transcript)|Published in sections|Publication date\b"
    r"|Authori[sz]ed by [^.]{5,120}$|Related (?:links?|content|articles?)\b|Follow us on\b"
    r"|Read this (?:release|article|page) in|\(?For (?:more|further) information[,:]"
    rf"|Letters? in response to this article|Follow [{CAPITALS}][\w ]{{1,30}} on\b|Sign up (?:for|to)\b"
    rf"|(?:\*?\d{{7}}\*? +)?Please recycle|\d{{2}}-\d{{5}} \([{CAPITALS}]\)(?: +\d{{6}})?$"
    r"|(?:Photos?|Tags?|Topics?|Source) ?:|Share this (?:page|article|release)"
    r"|(?:Press releases?|Statements?|Photographs?|Material|This (?:text|transcript))\b"
    r".{0,40} may be (?:used|reproduced)"
    r"|The (?:full|complete) (?:version|transcript|text|video) .{0,60}(?:will be|is|are) (?:available|published)"
    r" (?:on|at|here|online|shortly|below))",
    re.IGNORECASE,
)
_HEADING = 90  # code points, at most
_PROCEDURE_LINE = 400  # code points, at most
_LONGEST = 600  # code points of a direction that is not a procedure
_FULL = 0.75  # of the widest line, below which a finished line ends its paragraph
_SMALL = 3  # letters of "of", "the", "and"
_FINISHED = re.compile(r"[.?!…:;,—–-][\"'”’»)\]]*\s*$")
_CONTINUED = re.compile(r"[ \t]*[a-z0-9(“\"•]")


_FOOTNOTES = re.compile(  # between two rules: "\\1\\ Office of the Panel, Annual Review, p. 11."
    r"^[ \t]*-{20,}[ \t]*\n[ \t]*\\\d{1,3}\\(?:(?!\n[ \t]*-{20})[^\f]){1,3000}\n[ \t]*-{20,}[ \t]*$",
    re.MULTILINE,
)


def find_spoken(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the parts of a turn that are its speaker's words, without stage directions and footnotes between them."""
    parts: list[Span] = []
    for notes in _FOOTNOTES.finditer(text, start, end):
        parts += _find_spoken(text, start, notes.start())
        start = notes.end()
    return (*parts, *_find_spoken(text, start, end))


def _find_spoken(text: str, start: int, end: int) -> tuple[Span, ...]:
    parts: list[Span] = []
    first = True
    clip = _CLIP.search(text, start, end)
    for paragraph in _paragraphs(text, start, end):
        if clip and clip.end() <= paragraph.start:
            clip = _CLIP.search(text, paragraph.start, end)
        if clip and clip.start() <= paragraph.start and not paragraph.end > clip.end():
            parts.append(Span(paragraph.start, paragraph.start))
            continue
        if is_direction(paragraph.slice(text), first=first):
            first = False
            parts.append(Span(paragraph.start, paragraph.start))
            continue
        first = False
        if parts and len(parts[-1]):
            parts[-1] = Span(parts[-1].start, paragraph.end)
        else:
            parts.append(paragraph)
    return tuple(part for part in parts if len(part))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text, start, end):
        if not match[0].strip():
            continue
        for block in _split_blocks(text, match.start(), match.end()):
            words = block.slice(text)
            left = block.start + len(words) - len(words.lstrip())
            right = block.start + len(words.rstrip())
            if left < right:
                yield Span(left, right)


def _split_blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of adjacent lines: one begins at an indent, or after a short last line."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text, start, end)]
    width = max(map(len, lines))
    finished = [bool(_FINISHED.search(line.slice(text))) for line in lines]
    single = all(finished)
    first, before = lines[0], lines[0]
    for place, line in enumerate(lines[1:], 1):
        indent, indent_before = _measure_indent(line.slice(text)), _measure_indent(before.slice(text))
        is_indented = indent > indent_before and (place > 1 or not indent_before)
        is_ended = finished[place - 1] and (single or len(before) < _FULL * width)
        if is_indented or is_ended:
            yield Span(first.start, before.end)
            first = line
        before = line
    yield Span(first.start, before.end)


def _measure_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t\u00a0"))


def is_direction(paragraph: str, *, first: bool = False) -> bool:
    """Return whether a paragraph is a stage direction, a heading or a time.

    `first` is beside a label, where only a time, a rule and words in brackets can be.
    """
    if len(paragraph) > _LONGEST and not _PROCEDURE.match(paragraph):
        return False
    flat = " ".join(paragraph.split())
    if _BRACKETED.match(flat) or _RULE.match(flat) or _TIME.match(flat):
        return True
    if first:
        return False
    if _TRAILER.match(flat) and len(flat) < _PROCEDURE_LINE:
        return True
    return bool(_ITALIC.match(flat) or (_PROCEDURE.match(flat) and len(flat) < _PROCEDURE_LINE) or _is_heading(flat))


def _is_heading(line: str) -> bool:
    """Return whether a line is a heading: short, without a final mark, and most of its words capitalized."""
    line = line.strip("*_# ")
    if len(line) > _HEADING or _FINISHED.search(line) or _CONTINUED.match(line):
        return False
    words = line.split()
    small = sum(1 for word in words if word[0].islower() and len(word) > _SMALL)
    return line.isupper() or small * 2 <= len(words)

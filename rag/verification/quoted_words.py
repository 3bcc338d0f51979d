"""Quoted words: what a written sentence puts in quotation marks is verbatim, and was said in those words."""

import re

from index.text.quotation_marks import ENGLISH_DOUBLE
from rag.answers.citations import Citation
from rag.quotations.tokens import TokenizedText, split_at_ellipses
from rag.verification.faults import Fault

_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|„([^“”]*)[“”]|‘([^’]{3,}?)’(?!\w)|(?<!\w)'(\w[^']{3,}?)'(?!\w)")
_MARK = re.compile(ENGLISH_DOUBLE)
_SINGLE = re.compile(r"(?<!\w)[‘'](\w.*?[\w.,?!…])[’'](?!\w)")
_VERBATIM = re.compile(
    r"\b(?:verbatim|word for word|in (?:his|her|its|their) (?:own )?words|quote unquote|exact words)\b"
)


def find_quoted(text: str) -> list[str]:
    """Return what stands between quotation marks."""
    return [next(filter(None, match.groups()), "") for match in _QUOTED.finditer(text)]


def remove_marks(text: str) -> str:
    """Return a text without its quotation marks."""
    return re.sub(r"[“”\"«»„]|(?<!\w)[‘']|[’'](?!\w)", "", text)


def check_quoted_words(written: str, citation: Citation) -> list[Fault]:
    """Return a fault for each quotation in a sentence that is not verbatim, or not the speaker's own words."""
    faults, recorded = [], citation.display_text
    quoted = find_quoted(written)
    if not quoted and _MARK.search(written) and not _stands_in(written, recorded):
        return [Fault("quotation", "a quotation mark has no other")]
    if not quoted and (phrase := _VERBATIM.search(written)) and not _has_own_words(citation):
        return [Fault("direct speech", f"“{phrase[0]}”: the quotation is reported, not in their words")]
    spoken = _find_spoken(citation)
    for words in quoted:
        if not _stands_in(words, recorded):
            faults.append(Fault("quotation", f"“{words}” is not in the quotation word for word"))
        elif not any(_stands_in(words, part) for part in spoken):
            faults.append(Fault("direct speech", f"“{words}” is reported there, not quoted"))
    return faults


def _find_spoken(citation: Citation) -> list[str]:
    """Return the parts of a quotation that are somebody's own words: what it quotes, or all of a speech."""
    text = citation.display_text
    if citation.attribution == "direct" and not _says_who_spoke(citation):
        return [text]
    parts = [*_split_at_marks(text), *(match[1] for match in _SINGLE.finditer(text))]
    if not parts and citation.attribution in {"direct", "outlet", None} and citation.speaker is None:
        return [text]
    return parts or ([text] if citation.attribution == "direct" else [])


def _says_who_spoke(citation: Citation) -> bool:
    """Return whether a direct quotation has the words around it, so that only what is in marks was said."""
    return (
        bool(_MARK.search(citation.display_text))
        and citation.speaker is not None
        and citation.speaker.start is not None
    )


def _has_own_words(citation: Citation) -> bool:
    return bool(_find_spoken(citation))


def _split_at_marks(text: str) -> list[str]:
    """Return what stands between marks; one that is open at the start or the end reaches there."""
    pieces = _MARK.split(text)
    if len(pieces) == 1:
        return []
    opens_first = text[_MARK.search(text).start()] == "”" if _MARK.search(text) else False  # type: ignore[union-attr]
    return pieces[0 if opens_first else 1 :: 2]


def _stands_in(words: str, text: str) -> bool:
    """Return whether words stand in a text, in order, whatever the case, the marks and the spaces."""
    record = TokenizedText.from_text(text)
    parts = split_at_ellipses(words)
    return bool(parts) and all(any(True for _ in record.find(part)) for part in parts)

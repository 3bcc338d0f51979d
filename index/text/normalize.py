"""Names as people type them: without the diacritics, the case or the script of the original."""

import re
import unicodedata

from anyascii import anyascii

_TYPOGRAPHY = [*zip("‘’“”–—\xa0", "''\"\"-- ", strict=True)]  # most of what is not ASCII in news, quickly replaced

# Letters of Cyrillic, Greek and Armenian that are drawn as a Latin one is (a part of Unicode's table of confusables).
_DRAWN = "АВЕЅІЈКМНОРСТУХаеоѕіјрсухԁԛԝһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ" + "օսցհո"
_LATIN = str.maketrans(_DRAWN, "ABESIJKMHOPCTYXaeosijpcyxdqwh" + "ABEZHIKMNOPTYXaikvopu" + "oughn")
MIXED = rf"\b(?=\w*[A-Za-z])\w*[{_DRAWN}]\w*"
"""A word in which such letters stand beside Latin ones: one that means to be taken for another."""

_MIXED = re.compile(MIXED)

_UNSEEN = re.compile(r"[\0-\x08\x0e-\x1b\x7f\U000e0000-\U000e007f]")

_FOREIGN = re.compile(r"[^\0-\x7f]+")


def plain(text: str) -> str:
    """Give a text in ASCII, without diacritics and what does not show, in Latin letters: `Altındağ` is `Altindag`."""
    text = _UNSEEN.sub("", text)
    if text.isascii():
        return text
    for mark, typed in _TYPOGRAPHY:
        text = text.replace(mark, typed)
    text = _MIXED.sub(lambda word: resembled(word[0]), text)
    composed = unicodedata.normalize("NFC", text)
    return _FOREIGN.sub(lambda run: anyascii(run[0]), composed)


def resembled(word: str) -> str:
    """Give the word that one of mixed letters passes for: with a Cyrillic `у`, `Libуa` is `Libya`."""
    return word.translate(_LATIN)


def fold(text: str) -> str:
    """Give the plain form under which spellings of one name are equal: `Altındağ` is `altindag`."""
    return plain(text).casefold()


def words(text: str) -> tuple[str, ...]:
    """Give the folded words of a name, in order, without punctuation."""
    return tuple(re.findall(r"\w+", fold(text)))


def is_part_of(part: str, whole: str) -> bool:
    """Tell whether each word of one name is a word of the other: `Guterres` of `António Guterres`."""
    wanted = words(part)
    return bool(wanted) and set(wanted) <= set(words(whole))

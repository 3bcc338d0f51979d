"""Names as people type them: without the diacritics, the case or the script of the original."""

import re
import unicodedata

from anyascii import anyascii

_TYPOGRAPHY = [*zip("‘’“”–—\xa0", "''\"\"-- ", strict=True)]  # most of what is not ASCII in news, quickly replaced

_FOREIGN = re.compile(r"[^\0-\x7f]+")


def plain(text: str) -> str:
    """Give a text in ASCII, without diacritics and in Latin letters: `Altındağ` is `Altindag`."""
    if text.isascii():
        return text
    for mark, typed in _TYPOGRAPHY:
        text = text.replace(mark, typed)
    composed = unicodedata.normalize("NFC", text)
    return _FOREIGN.sub(lambda run: anyascii(run[0]), composed)


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

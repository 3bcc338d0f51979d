"""Headlines: lines with capitals throughout, in which ordinary words look like names."""

from index.attribution.coreference.name_candidates import NameCandidate

_LONGEST = 200  # code points on either side of a name
_SHORT_WORD = 3  # letters of a word that a title has in small letters, at most
_FEWEST = 5  # longer words
_ENDS = frozenset('.!?:;”"’')


def is_in_headline(text: str, candidate: NameCandidate) -> bool:
    """Return whether the line of a name has capitals throughout, as a title has, or is nothing else."""
    first = text.rfind("\n", max(0, candidate.start - _LONGEST), candidate.start) + 1
    last = text.find("\n", candidate.end, candidate.end + _LONGEST)
    line = text[first : last if last >= 0 else candidate.end + _LONGEST]
    if line.strip("#*_- ") == text[candidate.start : candidate.end]:
        return True
    words = [word for word in line.split() if len(word) > _SHORT_WORD and word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) >= _FEWEST and small * 5 <= len(words) and line.rstrip(" *_")[-1:] not in _ENDS

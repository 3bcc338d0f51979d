"""Context: whether a word stands among the same words in two texts."""

from rag.verification.wording.words import SYNONYM, Word, WordSequence, match_words

_MOST = 0.5  # share of the words of a sentence that make it one on the same


def are_in_one_context(one: WordSequence, position: int, other: WordSequence, place: int) -> bool:
    """Return whether two words have a neighbour in common on the same side, or a side without neighbours."""
    for step in (-1, 1):
        mine, theirs = _neighbours(one, position, step), _neighbours(other, place, step)
        if not mine or not theirs:
            continue
        if any(match_words(word, there) >= SYNONYM for word in mine for there in theirs):
            return True
    word = one.words[position]
    if all(sum(there.stem == word.stem for there in text.words) == 1 for text in (one, other)):
        content = [there for _, there in other.content]
        held = sum(any(match_words(there, mine) >= SYNONYM for _, mine in one.content) for there in content)
        if held >= _MOST * len(content):
            return True
    mine = [*_neighbours(one, position, -1), *_neighbours(one, position, 1)]
    theirs = [*_neighbours(other, place, -1), *_neighbours(other, place, 1)]
    return len(mine) < 2 or len(theirs) < 2  # noqa: PLR2004 (too short to tell)


def go_on_alike(one: WordSequence, position: int, other: WordSequence, place: int) -> bool:
    """Return whether the content words that follow two words are alike, or one has none."""
    following = (
        next((word for word in sequence.words[at + 1 : at + 4] if word.is_content), None)
        for sequence, at in ((one, position), (other, place))
    )
    mine, theirs = following
    return mine is None or theirs is None or match_words(mine, theirs) >= SYNONYM


def _neighbours(sequence: WordSequence, position: int, step: int) -> list[Word]:
    """Return the two nearest content words on one side."""
    words = sequence.words[position + 1 :] if step > 0 else sequence.words[:position][::-1]
    return [word for word in words if word.is_content][:2]

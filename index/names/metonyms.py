"""Metonyms: a capital means its government where it acts or is acted on, and a place elsewhere."""

import re

from pydantic import BaseModel

from index.data_files import load_toml


class _Vocabulary(BaseModel):
    """Words around a metonym; see `metonyms.toml`."""

    acts: tuple[str, ...]
    owns: tuple[str, ...]


_WORDS = _Vocabulary.model_validate(load_toml("index.names", "metonyms.toml"))
_ACTS = re.compile(rf" (?:{'|'.join(_WORDS.acts)})\b")
_OWNS = re.compile(rf"'s? (?:\w+ )?(?:{'|'.join(_WORDS.owns)})\b")
_ACTED_ON = re.compile(
    r"\b(?:between|against|by|with|accused|accuses|blamed|condemned|pressed|summoned|told|urged|urges|warned"
    r"|(?:pressure|sanctions) on|(?:accusations|pressure) from|ties to|between [A-Z]\w+(?: [A-Z]\w+)? and) $"
)
_ENDS_PHRASE = re.compile(r"[^\w\s]|$| [a-z(]")  # not "by London Metropolitan University"
_ASKED = re.compile(r"\b(?:did|does|do|has|have|had|will|would|is|was|can|could|should) (?:the )?$", re.IGNORECASE)


def is_metonym(text: str, start: int, end: int) -> bool:
    """Return whether a capital or seat of government at `text[start:end]` means the government; `text` is normalized.

    It does in "Ankara rejected the offer", "Ankara's position", "between Athens and Ankara", "what did Ankara say", but
    not in "in Ankara" or "the Ankara Declaration". By default it is a place.
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    if _OWNS.match(after) or (_ACTS.match(after) and not re.search(r"\b(?:in|at|near|from|to) $", before)):
        return True
    return bool((_ACTED_ON.search(before) and _ENDS_PHRASE.match(after)) or _ASKED.search(before))

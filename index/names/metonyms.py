"""Metonyms: a capital stands for its government where it acts or is acted on, and for a place elsewhere."""

import re

_ACTS = (
    "accepted accused accuses agreed agrees aims also announced announces appears argued argues asked backed backs "
    "believes blamed blames blocked called calls cannot claimed claims condemned condemns confirmed considers could "
    "decided declined demanded demands denied denies described did does doesn expects expelled expressed fears had has "
    "hasn have hopes imposed insisted insists intends is isn issued launched may might must never offered opposed "
    "opposes ordered pledged plans pressed promised proposed pushed recognised recognized refused refuses regards "
    "rejected rejects replied responded reiterated retaliated said saw says seeks sees sent should signalled slammed "
    "sought stressed suspended summoned supported supports threatened told took tried tries urged urges vetoed views "
    "vowed wanted wants warned warns was wasn welcomed will wished would"
)
_OWNS = (
    "allies ambassador ambitions approach bid claim claims concerns decision demand demands government influence "
    "interests intentions involvement leaders military move objections offer policies policy position proposal "
    "reaction refusal rejection relations relationship response role stance support ties view"
)
_ACTING = re.compile(rf" (?:{_ACTS.replace(' ', '|')})\b")
_OWNING = re.compile(rf"'s? (?:\w+ )?(?:{_OWNS.replace(' ', '|')})\b")
_ACTED_ON = re.compile(
    r"\b(?:between|against|by|with|accused|accuses|blamed|condemned|pressed|summoned|told|urged|urges|warned"
    r"|(?:pressure|sanctions) on|(?:accusations|pressure) from|ties to|between [A-Z]\w+(?: [A-Z]\w+)? and) $"
)
_GOES_ON = re.compile(r"[^\w\s]|$| [a-z(]")  # not "by London Metropolitan University"
_ASKED = re.compile(r"\b(?:did|does|do|has|have|had|will|would|is|was|can|could|should) (?:the )?$", re.IGNORECASE)


def acts(text: str, start: int, end: int) -> bool:
    """Tell whether the capital or the seat of a government at this place of a plain text stands for the government.

    It does in "Ankara rejected the offer", "Ankara's position", "between Athens and Ankara", "what did Ankara say";
    not in "in Ankara" or "the Ankara Declaration". Where neither shows, it is a place.
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    if _OWNING.match(after) or (_ACTING.match(after) and not re.search(r"\b(?:in|at|near|from|to) $", before)):
        return True
    return bool((_ACTED_ON.search(before) and _GOES_ON.match(after)) or _ASKED.search(before))

"""Tenses of a whole sentence: nothing is to come, or done, in a quotation that speaks of no such time at all."""

import re
from collections.abc import Iterator

from rag.verification.faults import Fault
from rag.verification.wording.words import WordSequence

_TO_COME = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were|be) (?:due|set|scheduled|about|going|planned|expected) to)\b|[’']ll\b",
    re.IGNORECASE,
)
_SPEAKS_OF_FUTURE = re.compile(
    r"\b(?:will|shall|would|may|might|could|should|must|can|going|next|upcoming|coming|soon|tomorrow|future|until|if|when"
    r"|plan\w*|inten[dt]\w*|expect\w*|due|set|schedul\w*|hop(?:e|es|ed|ing|eful)|aim\w*|propos\w*|ready|commit\w*|pledg\w*"
    r"|promis\w*|wants?|seeks?|need\w*|ought|target\w*|goal\w*|invit\w*|urg\w*|call\w*|likely|forecast\w*|project\w*|let"
    r"|estimat\w*|prepar\w*|decid\w*|depends?|continu\w*|announc\w*|to (?:be|go)"
    r"|(?:remains?|is|are|was|were|about|ha[sd]|have) to)\b|[’']ll\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have|had|having) (?:(?:already|now|been|since|also|recently) )?(?:been )?\w+(?:ed|en|ne|wn|ft|t|d)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_PAST = re.compile(
    r"\b(?:has|have|had|having|was|were|did|been|became|began|took|made|gave|went|came|saw|said|told|held|led|met|won|lost"
    r"|fell|rose|grew|kept|left|found|set|put|brought|built|sent|spent|wrote|ran|since|\w{2,}ed)\b|[’'](?:ve|s) ",
    re.IGNORECASE,
)


def check_tenses(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for what a sentence has to come or done where the quotation has nothing of that time."""
    for stated, recorded in ((_TO_COME, _SPEAKS_OF_FUTURE), (_DONE, _SPEAKS_OF_PAST)):
        if (found := stated.search(written.text)) and not recorded.search(quoted.text):
            yield Fault("tense", f"“{found[0]}” is not so in the quotation")

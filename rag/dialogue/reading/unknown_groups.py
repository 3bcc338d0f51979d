"""Unknown groups: of speakers of whom the record does not say who belongs to them, such as women.

Where their words are asked for and none are found, the answer is that it is not known, beside the words of whoever
speaks of the subject.
"""

from dataclasses import replace

from rag.dialogue.reading.plain_questions import PlainQuestion
from rag.interpretation.count_questions import read_count, read_whether
from rag.query.question import Question


def read_without_group(plain: PlainQuestion) -> PlainQuestion | None:
    """Return a question without the group that it asks for, where the record does not say who belongs to it; or None.

    The note says so: whoever speaks of the subject comes back, whether they belong to the group or not.
    """
    saying = plain.saying
    is_unknown = saying.voices is not None and saying.voices.is_unknown
    if not saying.voices or not is_unknown or plain.leaves_out or not Question.parse(saying.question).topic:
        return None
    if read_count(saying.question) or read_whether(saying.question):
        return None
    note = (
        f"It is not known who of those who speak of this belongs to “{saying.voices.who}”: the record does not say. "
        "These are words of whoever speaks of it."
    )
    kept = tuple(one for one in plain.notes if one != saying.voices.note)
    return replace(plain, saying=replace(saying, voices=None), notes=(note, *kept))

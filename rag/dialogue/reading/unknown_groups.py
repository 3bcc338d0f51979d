"""Unknown groups: of speakers of whom the record does not say who belongs to them, such as women.

Where their words are asked for and none are found, the answer is that it is not known, beside the words of whoever
speaks of the subject.
"""

from dataclasses import replace

from index.store.statement_table import StatementTable
from rag.dialogue.reading.plain_questions import PlainQuestion
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.offices.group_names import is_calling
from rag.interpretation.offices.private_people import find_private
from rag.query.question import Question


def read_without_group(plain: PlainQuestion, statements: StatementTable) -> PlainQuestion | None:
    """Return a question without the group that it asks for, where the record does not say who belongs to it; or None.

    The note says so: whoever speaks of the subject comes back, whether they belong to the group or not.
    """
    saying = plain.saying
    if saying.voices is None or not is_of_unknown_group(plain):
        return None
    note = (
        f"It is not known who of those who speak of this belongs to “{saying.voices.who}”: the record does not say. "
        "These are words of whoever speaks of it."
    )
    kept = tuple(one for one in plain.notes if one != saying.voices.note)
    if is_calling(saying.voices.who):
        note = (
            f"The record does not say of most people whether they are {saying.voices.who}. These are words of those "
            "who speak of this and of whom it gives no public office."
        )
        possible = replace(saying.voices, speakers=find_private(statements), is_unknown=False)
        return replace(plain, saying=replace(saying, voices=possible), notes=(note, *kept))
    return replace(plain, saying=replace(saying, voices=None), notes=(note, *kept))


def is_of_unknown_group(plain: PlainQuestion) -> bool:
    """Return whether a question asks for the words of a group where the record does not say who belongs to it."""
    saying = plain.saying
    if (
        not saying.voices
        or not saying.voices.is_unknown
        or plain.leaves_out
        or not Question.parse(saying.question).topic
    ):
        return False
    return not (read_count(saying.question) or read_whether(saying.question))

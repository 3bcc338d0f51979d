"""What is asked: a question becomes hits, hits become evidence, evidence becomes a cited answer.

>>> import rag
>>> record = rag.open(".onrecord")
>>> for citation in record.ask("what was said on Libya?").citations:
...     print(citation.speaker, citation.published, citation.display_text)

Every citation is a slice: `record.article(c.article_id, c.article_version).text[c.start:c.end] == c.cited_text`.
"""

from pathlib import Path

from index.models.encoder import ANY, Wanted
from rag.answers.abstention import Reason, Searched
from rag.answers.answer_store import KEPT_DAYS, KeptAnswer, KeptAnswers
from rag.answers.citations import Citation, Duplicate, Speaker
from rag.answers.compose import Group, Sentence, in_words
from rag.answers.documents import Answer, Conflict, Found, Hit, Holdings, SearchResult
from rag.answers.staleness import Change, ReopenedAnswer, reopen
from rag.evaluation import Evaluation, KnownQuestion, evaluate
from rag.query.filters import Filters
from rag.query.question import LONGEST
from rag.query.time_expressions import without_time
from rag.quotations.trace import Difference, Match, Trace
from rag.record import LIMIT, Record
from rag.statements.documents import Listed, Part, Said, SaidOnRecord, StatementList, Statements, Voice, statements_in
from rag.statements.listing import PAGE

__all__ = [
    "KEPT_DAYS",
    "LIMIT",
    "LONGEST",
    "PAGE",
    "Answer",
    "Change",
    "Citation",
    "Conflict",
    "Difference",
    "Duplicate",
    "Evaluation",
    "Filters",
    "Found",
    "Group",
    "Hit",
    "Holdings",
    "KeptAnswer",
    "KeptAnswers",
    "KnownQuestion",
    "Listed",
    "Match",
    "Part",
    "Reason",
    "Record",
    "ReopenedAnswer",
    "Said",
    "SaidOnRecord",
    "SearchResult",
    "Searched",
    "Sentence",
    "Speaker",
    "StatementList",
    "Statements",
    "Trace",
    "Voice",
    "evaluate",
    "in_words",
    "open",
    "reopen",
    "statements_in",
    "without_time",
]


def open(  # noqa: A001 (the word of the interface)
    home: str | Path = ".onrecord", wanted: Wanted = ANY, *, keep_days: int = KEPT_DAYS
) -> Record:
    """Open the record of a home for asking; NotIndexed where nothing has been indexed yet.

    `wanted` names the model and precision that its vectors must be of; OtherModel where they are not.
    Its answers are kept in the home for `keep_days`, for `reopen`; 0 keeps none.
    """
    return Record.open(Path(home), wanted, keep_days=keep_days)

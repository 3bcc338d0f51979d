"""Questions, quotations and statements: ask an index, and get cited answers.

>>> import rag
>>> record = rag.open(".onrecord")
>>> for citation in record.ask("what was said on Libya?").citations:
...     print(citation.speaker, citation.published, citation.display_text)

Every citation is a slice: `record.article(c.article_id, c.article_version).text[c.start:c.end] == c.cited_text`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from index.lazy_imports import import_on_use
from index.models.encoder import ANY_MODEL, ModelChoice
from rag.answers.abstention import Reason, Searched
from rag.answers.answer_store import RETENTION_DAYS, AnswerStore, StoredAnswer
from rag.answers.citations import Citation, Duplicate, SpeakerDocument
from rag.answers.compose import Group, Sentence, format_date
from rag.answers.documents import Answer, Conflict, EvidenceCounts, Hit, Holdings, SearchResult
from rag.answers.staleness import Change, ReopenedAnswer, reopen
from rag.language_model.endpoint import TIMEOUT_SECONDS, Endpoint
from rag.language_model.tasks import ALL_TASKS, Task
from rag.query.filters import Filters
from rag.query.follow_ups import Exchange
from rag.query.question import MAX_LENGTH
from rag.query.time_expressions import remove_time
from rag.quotations.quotation import strip_attribution
from rag.quotations.trace import Difference, Match, Trace
from rag.record import Record
from rag.retrieval.search import DEFAULT_LIMIT
from rag.speakers.completions import CompletionKind, CompletionList
from rag.speakers.directory import SpeakerDirectory, speaker_id
from rag.speakers.documents import SpeakerHead, SpeakerList, SpeakerProfile
from rag.speakers.speaker_corrections import attribute_quote, merge_speakers, split_speaker
from rag.statements.documents import (
    ListedStatement,
    StatementDocument,
    StatementList,
    StatementPart,
    Statements,
    StatementSpeaker,
    StoredStatement,
    read_statements,
)
from rag.statements.facets import Facets, FacetValue
from rag.statements.listing import PAGE_SIZE
from rag.statements.pagination import Cursor

if TYPE_CHECKING:
    from rag.checking.documents import Check, CheckedQuotation, CheckVerdict, UncheckedQuotation
    from rag.evaluation import Evaluation, KnownQuestion, Summaries, evaluate
    from rag.known_attributions import load_attributions
    from rag.language_model.check import ModelReport, inspect_model
    from rag.language_model.client import LanguageModel
    from rag.model_tasks.assistance import assist_answer
    from rag.model_tasks.brief_draft import BriefDraft, draft_brief
    from rag.model_tasks.question_reading import needs_reading, read_and_answer, was_read_by_model
    from rag.model_tasks.selection import select_citations
    from rag.model_tasks.translation import Translation, translate_quotation
    from rag.summaries.writer import can_be_summarised, write_summary
    from rag.workspace.briefs import (
        Brief,
        BriefHead,
        BriefQuotation,
        BriefRequest,
        BriefStore,
        BriefText,
        OpenedBrief,
        PickedSpan,
    )
    from rag.workspace.conversations import ConversationContent, ConversationHead, ConversationStore, KeptConversation
    from rag.workspace.follows import Follow, FollowedItem, FollowNews, FollowStore, summarize_news

_IMPORTED_ON_USE = {  # what not every command needs, and what takes long to import
    "rag.checking.documents": ("Check", "CheckedQuotation", "CheckVerdict", "UncheckedQuotation"),
    "rag.evaluation": ("Evaluation", "KnownQuestion", "Summaries", "evaluate"),
    "rag.known_attributions": ("load_attributions",),
    "rag.language_model.check": ("ModelReport", "inspect_model"),
    "rag.language_model.client": ("LanguageModel",),
    "rag.model_tasks.assistance": ("assist_answer",),
    "rag.model_tasks.brief_draft": ("BriefDraft", "draft_brief"),
    "rag.model_tasks.question_reading": ("needs_reading", "read_and_answer", "was_read_by_model"),
    "rag.model_tasks.selection": ("select_citations",),
    "rag.model_tasks.translation": ("Translation", "translate_quotation"),
    "rag.summaries.writer": ("can_be_summarised", "write_summary"),
    "rag.workspace.briefs": (
        "Brief",
        "BriefHead",
        "BriefQuotation",
        "BriefRequest",
        "BriefStore",
        "BriefText",
        "OpenedBrief",
        "PickedSpan",
    ),
    "rag.workspace.conversations": (
        "ConversationContent",
        "ConversationHead",
        "ConversationStore",
        "KeptConversation",
    ),
    "rag.workspace.follows": ("Follow", "FollowedItem", "FollowNews", "FollowStore", "summarize_news"),
}

__all__ = [
    "ALL_TASKS",
    "DEFAULT_LIMIT",
    "MAX_LENGTH",
    "PAGE_SIZE",
    "RETENTION_DAYS",
    "TIMEOUT_SECONDS",
    "Answer",
    "AnswerStore",
    "Brief",
    "BriefDraft",
    "BriefHead",
    "BriefQuotation",
    "BriefRequest",
    "BriefStore",
    "BriefText",
    "Change",
    "Check",
    "CheckVerdict",
    "CheckedQuotation",
    "Citation",
    "CompletionKind",
    "CompletionList",
    "Conflict",
    "ConversationContent",
    "ConversationHead",
    "ConversationStore",
    "Cursor",
    "Difference",
    "Duplicate",
    "Endpoint",
    "Evaluation",
    "EvidenceCounts",
    "Exchange",
    "FacetValue",
    "Facets",
    "Filters",
    "Follow",
    "FollowNews",
    "FollowStore",
    "FollowedItem",
    "Group",
    "Hit",
    "Holdings",
    "KeptConversation",
    "KnownQuestion",
    "LanguageModel",
    "ListedStatement",
    "Match",
    "ModelReport",
    "OpenedBrief",
    "PickedSpan",
    "Reason",
    "Record",
    "ReopenedAnswer",
    "SearchResult",
    "Searched",
    "Sentence",
    "SpeakerDirectory",
    "SpeakerDocument",
    "SpeakerHead",
    "SpeakerList",
    "SpeakerProfile",
    "StatementDocument",
    "StatementList",
    "StatementPart",
    "StatementSpeaker",
    "Statements",
    "StoredAnswer",
    "StoredStatement",
    "Summaries",
    "Task",
    "Trace",
    "Translation",
    "UncheckedQuotation",
    "assist_answer",
    "attribute_quote",
    "can_be_summarised",
    "draft_brief",
    "evaluate",
    "format_date",
    "inspect_model",
    "load_attributions",
    "merge_speakers",
    "needs_reading",
    "open",
    "read_and_answer",
    "read_statements",
    "remove_time",
    "reopen",
    "select_citations",
    "speaker_id",
    "split_speaker",
    "strip_attribution",
    "summarize_news",
    "translate_quotation",
    "was_read_by_model",
    "write_summary",
]

__getattr__ = import_on_use(globals(), _IMPORTED_ON_USE)


def open(  # noqa: A001 (the word of the interface)
    home: str | Path = ".onrecord",
    wanted: ModelChoice = ANY_MODEL,
    *,
    keep_days: int = RETENTION_DAYS,
    once: bool = False,
) -> Record:
    """Open the index of a home for questions; raise NotIndexed if nothing has been indexed yet.

    `wanted` names the model and precision of the index; raise OtherModel if they differ. Answers are kept in the home
    for `keep_days` for `reopen`; 0 keeps none. `once` opens faster, for a process that asks one question: what that
    does not need is not loaded, and an index whose files have not changed since the last check is not checked again.
    """
    return Record.open(Path(home), wanted, keep_days=keep_days, once=once)

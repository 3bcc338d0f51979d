"""What is on record: articles become passages, one encoder pass, and a generation on disk.

>>> import index
>>> report = index.bring_up_to_date(Path(".onrecord"), ["articles/"])
>>> with index.Library.open(Path(".onrecord")) as library:
...     article = library.get(some_id)
"""

from index.build.update import Report, add_article, bring_up_to_date, remove, restore
from index.build.verify import Damage, Verification, verify
from index.errors import (
    DamagedIndex,
    DamagedLibrary,
    InvalidFilter,
    InvalidQuestion,
    LibraryBusy,
    NotIndexed,
    OnrecordError,
    OtherModel,
    RejectedArticle,
    UnknownAnswer,
    UnknownArticle,
    UnreadableSource,
    UnusableModel,
    Unwritable,
)
from index.ingest.intake import Rejected
from index.library.articles import Article, ArticleHead, StoredArticle, VersionHead
from index.library.library import Library, Outcome
from index.models.encoder import Wanted
from index.progress import Progress
from index.text.display import display_text
from index.text.spans import Span

__all__ = [
    "Article",
    "ArticleHead",
    "Damage",
    "DamagedIndex",
    "DamagedLibrary",
    "InvalidFilter",
    "InvalidQuestion",
    "Library",
    "LibraryBusy",
    "NotIndexed",
    "OnrecordError",
    "OtherModel",
    "Outcome",
    "Progress",
    "Rejected",
    "RejectedArticle",
    "Report",
    "Span",
    "StoredArticle",
    "UnknownAnswer",
    "UnknownArticle",
    "UnreadableSource",
    "UnusableModel",
    "Unwritable",
    "Verification",
    "VersionHead",
    "Wanted",
    "add_article",
    "bring_up_to_date",
    "display_text",
    "remove",
    "restore",
    "verify",
]

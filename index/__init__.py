"""What is on record: articles become passages, one encoder pass, and a generation on disk.

>>> import index
>>> report = index.bring_up_to_date(Path(".onrecord"), ["articles/"])
>>> with index.Library.open(Path(".onrecord")) as library:
...     article = library.get(some_id)
"""

from index.articles import Article, ArticleHead, StoredArticle, VersionHead
from index.build import Report, add_article, bring_up_to_date, remove, restore
from index.encoder import Wanted
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
from index.intake import Rejected
from index.library import Library, Outcome
from index.printable import display_text
from index.progress import Progress
from index.soundness import Damage, Verification, verify
from index.spans import Span

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

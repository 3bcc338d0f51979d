"""The index: articles become passages, one encoder pass, and a published generation on disk.

>>> import index
>>> report = index.bring_up_to_date(Path(".onrecord"), ["articles/"])
>>> with index.Library.open(Path(".onrecord")) as library:
...     article = library.get(some_id)
"""

from typing import TYPE_CHECKING

from index.documents.rates import MemoryRates, Rates
from index.documents.tokens import MemoryTokens, Tokens, draw_token
from index.errors import (
    DamagedBackup,
    DamagedIndex,
    DamagedLibrary,
    InvalidCorrection,
    InvalidEndpoint,
    InvalidFilter,
    InvalidQuestion,
    LibraryBusy,
    MissingPackage,
    NewerLibrary,
    NotIndexed,
    OnrecordError,
    OtherFormat,
    OtherModel,
    RejectedArticle,
    UnknownAnswer,
    UnknownArticle,
    UnknownItem,
    Unreachable,
    UnreadableSource,
    Unsupported,
    UnusableModel,
    Unwritable,
)
from index.files import create_folder, replace_atomically, write_atomically
from index.lazy_imports import import_on_use
from index.library.articles import Article, ArticleHead, Kind, StoredArticle, VersionHead, derive_id
from index.library.corrections import (
    AttributeQuote,
    Change,
    Correction,
    MergePeople,
    NamedForm,
    PersonKey,
    SplitPerson,
    UndoCorrection,
)
from index.library.edits import ArticleChange, Edit
from index.library.library import Library, Outcome
from index.library.periods import Period
from index.models.encoder import ANY_MODEL, DEFAULT_MODEL, Encoder, ModelChoice, OpenVinoEncoder, Precision
from index.parts import (
    Parts,
    list_published,
    open_library,
    open_rates,
    open_tokens,
    require_parts,
    require_published,
    use_parts,
)
from index.progress import Progress, ProgressCallback
from index.store.generations import list_generations
from index.store.generations import measure_size as measure_generation
from index.text.boilerplate import find_boilerplate
from index.text.confusables import find_confusables
from index.text.display import FORM_FEED, display_text, find_page
from index.text.normalize import MIXED_SCRIPT_WORD, replace_lookalikes
from index.text.plurals import format_count
from index.text.sentences import split_sentences
from index.text.spans import Span

if TYPE_CHECKING:
    from index.attribution.forms.registry import find_form
    from index.backup.back_up import BackupReport, back_up
    from index.backup.restore import RestoreReport, is_backup, restore_backup
    from index.build.status import Damage, find_damage, find_leftovers, model_of
    from index.build.update import Report, add_article, bring_up_to_date, correct, remove, restore, revise_article
    from index.build.verify import Verification, verify_home
    from index.build.watch import watch_sources
    from index.ingest.intake import Rejected
    from index.ingest.readers.plain_text import find_first_line
    from index.ingest.readers.registry import ReadResult, Rejection, list_files, read_content, read_file
    from index.ingest.sources import list_omitted
    from index.migration.migrate import MigrationReport, migrate

_IMPORTED_ON_USE = {
    "index.attribution.forms.registry": ("find_form",),
    "index.backup.back_up": ("BackupReport", "back_up"),
    "index.backup.restore": ("RestoreReport", "is_backup", "restore_backup"),
    "index.build.status": (
        "Damage",
        "find_damage",
        "find_leftovers",
        "model_of",
    ),
    "index.build.update": (
        "Report",
        "add_article",
        "bring_up_to_date",
        "correct",
        "remove",
        "restore",
        "revise_article",
    ),
    "index.build.verify": (
        "Verification",
        "verify_home",
    ),
    "index.build.watch": ("watch_sources",),
    "index.ingest.intake": ("Rejected",),
    "index.ingest.readers.plain_text": ("find_first_line",),
    "index.ingest.readers.registry": (
        "ReadResult",
        "Rejection",
        "list_files",
        "read_content",
        "read_file",
    ),
    "index.ingest.sources": ("list_omitted",),
    "index.migration.migrate": ("MigrationReport", "migrate"),
}
"""What builds an index, by module: importing it takes longer than many a question, which does not need it."""

__all__ = [
    "ANY_MODEL",
    "DEFAULT_MODEL",
    "FORM_FEED",
    "MIXED_SCRIPT_WORD",
    "Article",
    "ArticleChange",
    "ArticleHead",
    "AttributeQuote",
    "BackupReport",
    "Change",
    "Correction",
    "Damage",
    "DamagedBackup",
    "DamagedIndex",
    "DamagedLibrary",
    "Edit",
    "Encoder",
    "InvalidCorrection",
    "InvalidEndpoint",
    "InvalidFilter",
    "InvalidQuestion",
    "Kind",
    "Library",
    "LibraryBusy",
    "MemoryRates",
    "MemoryTokens",
    "MergePeople",
    "MigrationReport",
    "MissingPackage",
    "ModelChoice",
    "NamedForm",
    "NewerLibrary",
    "NotIndexed",
    "OnrecordError",
    "OpenVinoEncoder",
    "OtherFormat",
    "OtherModel",
    "Outcome",
    "Parts",
    "Period",
    "PersonKey",
    "Precision",
    "Progress",
    "ProgressCallback",
    "Rates",
    "ReadResult",
    "Rejected",
    "RejectedArticle",
    "Rejection",
    "Report",
    "RestoreReport",
    "Span",
    "SplitPerson",
    "StoredArticle",
    "Tokens",
    "UndoCorrection",
    "UnknownAnswer",
    "UnknownArticle",
    "UnknownItem",
    "Unreachable",
    "UnreadableSource",
    "Unsupported",
    "UnusableModel",
    "Unwritable",
    "Verification",
    "VersionHead",
    "add_article",
    "back_up",
    "bring_up_to_date",
    "correct",
    "create_folder",
    "derive_id",
    "display_text",
    "draw_token",
    "find_boilerplate",
    "find_confusables",
    "find_damage",
    "find_first_line",
    "find_form",
    "find_leftovers",
    "find_page",
    "format_count",
    "is_backup",
    "list_files",
    "list_generations",
    "list_omitted",
    "list_published",
    "measure_generation",
    "migrate",
    "model_of",
    "open_library",
    "open_rates",
    "open_tokens",
    "read_content",
    "read_file",
    "remove",
    "replace_atomically",
    "replace_lookalikes",
    "require_parts",
    "require_published",
    "restore",
    "restore_backup",
    "revise_article",
    "split_sentences",
    "use_parts",
    "verify_home",
    "watch_sources",
    "write_atomically",
]

__getattr__ = import_on_use(globals(), _IMPORTED_ON_USE)

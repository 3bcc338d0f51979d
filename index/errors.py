"""Every error raised on purpose; its text is one line that says what, where, and what to do.

OnrecordError
├── NotIndexed          no generation has been published yet
├── DamagedIndex        no kept generation is sound
│   └── OtherFormat     the index is another version's
├── DamagedLibrary      the library is not what was written
├── Unwritable          the disk is full, or cannot be written to for another reason
├── UnusableModel       a model that was named is not there, or of a kind that is not known here
├── OtherModel          the index was made with another model or precision than was asked for
├── LibraryBusy         another process is writing
├── UnknownArticle      no article, or no version, of that id
├── UnknownAnswer       no answer of that id is kept
├── UnreadableSource    a named file or folder does not exist or cannot be read
├── RejectedArticle     one article is refused, the others go on
├── InvalidQuestion     empty or too long
└── InvalidFilter       an unknown filter, or a value it cannot take
"""


class OnrecordError(Exception):
    """The root: catch this to catch everything that onrecord raises on purpose."""


class NotIndexed(OnrecordError):
    """Nothing has been indexed in this home."""


class DamagedIndex(OnrecordError):
    """The index on disk is not what was published."""


class OtherFormat(DamagedIndex):
    """The index was written by another version, and has to be built anew."""


class DamagedLibrary(OnrecordError):
    """An article version, or the file that holds them, is not what was written."""


class Unwritable(OnrecordError):
    """What had to be written could not be: the disk is full, or fails, or may not be written to."""


class UnusableModel(OnrecordError):
    """The encoder cannot be had."""


class OtherModel(OnrecordError):
    """The vectors of the index are not those of the model that was asked for."""


class LibraryBusy(OnrecordError):
    """Another process holds the writer's lock."""


class UnknownArticle(OnrecordError):
    """The library has no such article or version."""


class UnknownAnswer(OnrecordError):
    """No such answer is kept, or not any more."""


class UnreadableSource(OnrecordError):
    """A source that was named cannot be read at all."""


class RejectedArticle(OnrecordError):
    """One article is refused; the text is the reason."""


class InvalidQuestion(OnrecordError):
    """The question cannot be asked as it stands."""


class InvalidFilter(OnrecordError):
    """A filter is unknown or its value is not one it takes."""

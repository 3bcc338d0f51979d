"""Errors raised on purpose; the text of each is one line that says what is wrong, where, and what to do.

OnrecordError
├── NotIndexed          no generation has been published yet
├── DamagedIndex        no generation is intact
│   └── OtherFormat     the index was written by another version
├── DamagedLibrary      the library is not what was written
├── DamagedBackup       a backup is not what was written
├── Unwritable          the disk is full, or cannot be written to for another reason
├── UnusableModel       a named model does not exist, or is of an unknown kind
├── OtherModel          the index was built with another model or precision than requested
├── LibraryBusy         another process is writing
├── Unreachable         a database or engine on another machine does not answer
├── Unsupported         something that the chosen library or engine does not do yet
├── UnknownArticle      no article, or no version, with that id
├── UnknownAnswer       no stored answer with that id
├── UnknownItem         no speaker, correction, brief or followed question with that id
├── InvalidCorrection   a correction that cannot hold
├── UnreadableSource    a named file or folder does not exist or cannot be read
├── RejectedArticle     one article is rejected, the others are added
├── InvalidQuestion     empty or too long
├── InvalidEndpoint     the address of a language model is none
├── MissingPackage      an optional package is needed and not installed
└── InvalidFilter       an unknown filter, or an invalid value

InvalidDate is a ValueError, which validation reports with the field that it is in.
"""


class OnrecordError(Exception):
    """The base class of every error that onrecord raises on purpose.

    `detail` is the message without anything it quotes, for responses that must not echo what was sent; it is empty if
    the message quotes nothing.
    """

    def __init__(self, message: str = "", *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class NotIndexed(OnrecordError):
    """Nothing has been indexed in this home."""


class DamagedIndex(OnrecordError):
    """The index on disk is not what was published."""


class OtherFormat(DamagedIndex):
    """The index was written by another version and has to be rebuilt."""


class NewerLibrary(OnrecordError):
    """The library was written by a newer version."""


class DamagedLibrary(OnrecordError):
    """An article version, or the file that holds it, is not what was written."""


class DamagedBackup(OnrecordError):
    """A file of a backup is missing or not what was written."""


class Unwritable(OnrecordError):
    """A write failed: the disk is full or broken, or permission is missing."""


class UnusableModel(OnrecordError):
    """The encoder cannot be loaded."""


class OtherModel(OnrecordError):
    """The vectors of the index are not those of the requested model."""


class LibraryBusy(OnrecordError):
    """Another process holds the writer's lock."""


class Unreachable(OnrecordError):
    """A database or engine that the settings name does not answer; it may do so later."""


class Unsupported(OnrecordError):
    """What was asked for does not work with the library or engine that the settings name."""


class UnknownArticle(OnrecordError):
    """The library has no such article or version."""


class UnknownAnswer(OnrecordError):
    """No such answer is stored, or it has expired."""


class UnknownItem(OnrecordError):
    """There is no speaker, correction, brief or followed question of that id."""


class InvalidCorrection(OnrecordError):
    """A correction by hand that cannot hold; the text is the reason."""


class UnreadableSource(OnrecordError):
    """A named source cannot be read at all."""


class RejectedArticle(OnrecordError):
    """One article is rejected; the text is the reason."""


class InvalidQuestion(OnrecordError):
    """The question cannot be answered as it was asked."""


class InvalidFilter(OnrecordError):
    """A filter is unknown or its value is invalid."""


class InvalidDate(ValueError):
    """A text is not an ISO 8601 date; `value` is that text."""

    def __init__(self, value: str) -> None:
        """Word the error for the text that is no date."""
        super().__init__(f"{value[:40]!r} is not a date; use 2014, 2014-09 or 2014-09-27")
        self.value = value


class InvalidEndpoint(OnrecordError):
    """The address of a language model cannot be one."""


class MissingPackage(OnrecordError):
    """What was asked for needs an optional package."""

"""Translation: a quotation in another language for display, beside the original and marked as a machine's.

It is no quotation: it is never cited, stored or searched. What it must keep is checked: figures, and plain text.
"""

import re
from collections import Counter
from typing import Literal, Self

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict

from index.errors import InvalidFilter, OnrecordError
from rag.answers.citations import Citation
from rag.language_model.client import LanguageModel
from rag.language_model.failures import ModelFailure
from rag.language_model.task_prompts import write_translation_prompt

_FIGURE = re.compile(r"\d+")
_MARKUP = re.compile(r"https?:|www\.|[<>{}`]|\]\(|javascript:", re.IGNORECASE)
_MAX_LONGER, _MAX_SHORTER, _FEW = 3.0, 0.2, 40  # times the characters of the original; characters of a short one
_OFF = "Translation by a language model is switched off, or none is set; set ONRECORD_LLM_URL."
_UNFAITHFUL = "The language model's translation was left out: it does not keep the figures of the quotation."


class Translation(BaseModel):
    """A quotation and its translation by a machine; `text` is null and `note` says why if there is none."""

    model_config = ConfigDict(frozen=True)

    original: str
    text: str | None
    language: str
    by: Literal["machine"] = "machine"
    model: str | None
    note: str | None

    @classmethod
    def without(cls, citation: Citation, language: str, note: str, model: str | None = None) -> Self:
        """Return that there is no translation of a quotation, and why."""
        original = citation.display_text
        return cls(original=original, text=None, language=language, model=model, note=note)


def translate_quotation(citation: Citation, language: str, model: LanguageModel | None) -> Translation:
    """Return a translation of a quotation into a language, given by its code, such as `fr`; raise InvalidFilter."""
    name = _name_language(language)
    original = citation.display_text
    if model is None or "translation" not in model.tasks:
        return Translation.without(citation, language, _OFF)
    try:
        text = " ".join(model.complete(write_translation_prompt(original, name)).split())
    except (ModelFailure, OnrecordError) as error:
        return Translation.without(citation, language, str(error), model.name)
    if fault := _find_fault(original, text):
        return Translation.without(citation, language, fault, model.name)
    return Translation(original=original, text=text, language=language, model=model.name, note=None)


def _name_language(code: str) -> str:
    """Return the English name of a language; raise InvalidFilter if the code is of none."""
    try:
        name = Locale.parse(code, sep="-").get_language_name("en")
    except (ValueError, UnknownLocaleError):
        name = None
    if not name:
        raise InvalidFilter("language: give the code of a language, such as fr")
    return name


def _find_fault(original: str, text: str) -> str | None:
    """Return what is wrong with a translation, None if nothing that can be seen is."""
    if _MARKUP.search(text) and not _MARKUP.search(original):
        return str(ModelFailure("format"))
    is_short = len(original) <= _FEW
    if len(text) > _MAX_LONGER * len(original) + _FEW or (not is_short and len(text) < _MAX_SHORTER * len(original)):
        return str(ModelFailure("format"))
    return None if Counter(_read_figures(original)) == Counter(_read_figures(text)) else _UNFAITHFUL


def _read_figures(text: str) -> list[int]:
    """Return the numbers of a text, in any script of digits; separators are written differently in every language."""
    return [int(figure) for figure in _FIGURE.findall(text)]

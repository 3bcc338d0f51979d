"""Form input: the query of a view as it was typed, with a line on each field that is invalid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from ui.documents.fields import describe_invalid_date

Query = TypeVar("Query", bound=BaseModel)

_DATES = {"since", "until"}
_SHOWN = 200  # characters of a message


@dataclass(frozen=True, slots=True)
class FormInput:
    """What was typed into each field, and what is wrong with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def read_form(kind: type[Query], given: Mapping[str, str]) -> tuple[Query, FormInput]:
    """Validate a query; invalid fields keep their defaults and are marked.

    Raises RequestValidationError if a field is unknown, or if the rest is invalid, too.
    """
    try:
        return kind.model_validate(dict(given)), FormInput(given)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        names = {str(problem["loc"][0]): str(problem["msg"]) for problem in problems if problem["loc"]}
        if not names.keys() <= kind.model_fields.keys() or any(not problem["loc"] for problem in problems):
            raise RequestValidationError(problems) from None
    rest = {name: value for name, value in given.items() if name not in names}
    errors = {
        name: describe_invalid_date(given.get(name, "")) if name in _DATES else _to_line(message)
        for name, message in names.items()
    }
    return kind.model_validate(rest), FormInput(given, errors)


def _to_line(message: str) -> str:
    text = message.removeprefix("Value error, ")[:_SHOWN]
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."

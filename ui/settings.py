"""What the environment says; nothing else in the project reads it."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.errors import OnrecordError
from index.models.encoder import Precision, Wanted
from rag.answers.answer_store import KEPT_DAYS

PREFIX = "ONRECORD_"


class Settings(BaseSettings):
    """ONRECORD_HOME, ONRECORD_API_KEYS (comma separated), ONRECORD_PUBLIC_READ, ONRECORD_MODEL and ONRECORD_PRECISION.

    A model is a name or a folder, a precision bf16, f32 or int8; unset, an index keeps what it was made with.
    ONRECORD_AUDIT_QUESTIONS has the audit log keep the text of questions, too.
    ONRECORD_KEEP_ANSWERS_DAYS is how long answers are kept, 30 days unless it says otherwise; 0 keeps none.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    home: Path = Path(".onrecord")
    api_keys: Annotated[tuple[str, ...], NoDecode, Field(repr=False)] = ()
    public_read: bool = False
    audit_questions: bool = False
    model: str | None = None
    precision: Precision | None = None
    keep_answers_days: Annotated[int, Field(ge=0, le=36_500)] = KEPT_DAYS

    @field_validator("api_keys", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(key.strip() for key in value.split(",") if key.strip())
        return value

    @field_validator("model")
    @classmethod
    def _whole_path(cls, value: str | None) -> str | None:
        """Keep a folder by its whole path: the index must find it from wherever it is asked."""
        return str(Path(value).resolve()) if value and Path(value).is_dir() else value

    @property
    def wanted(self) -> Wanted:
        """The model and precision that were asked for."""
        return Wanted(self.model, self.precision)


def from_environment() -> Settings:
    """Read the settings; OnrecordError names the variable that holds something else than it may."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        message = f"the environment variable {name} cannot be used: {first['msg']}; correct or unset it"
        raise OnrecordError(message) from None

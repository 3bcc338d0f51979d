"""Settings from environment variables; no other module reads them."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index import ModelChoice, OnrecordError, Parts, Precision
from rag import ALL_TASKS, RETENTION_DAYS, TIMEOUT_SECONDS, Endpoint, LanguageModel
from ui.middleware.keys import Role
from ui.middleware.proxies import TrustedProxies, parse_prefix

PREFIX = "ONRECORD_"


def _check_proxies(names: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return TrustedProxies(names).names
    except ValueError:
        raise ValueError("must be addresses or networks such as 10.0.0.0/8, comma separated, or *") from None


class Settings(BaseSettings):
    """ONRECORD_HOME, ONRECORD_API_KEYS (comma separated), ONRECORD_PUBLIC_READ, ONRECORD_MODEL and ONRECORD_PRECISION.

    ONRECORD_LIBRARY: the address of PostgreSQL, where the library is not in the home but shared by several machines.
    ONRECORD_LIBRARY_READ: the address of a replica of it, which is read where it is as new as the generation.
    ONRECORD_ENGINE: the address of Milvus, where vectors and words are searched there and not in the home.
    A model is a name or a folder, a precision bf16, f32 or int8; if unset, an index keeps those it was built with.
    ONRECORD_AUDIT_QUESTIONS: whether the audit log includes the text of questions.
    ONRECORD_LLM_URL: the address of an OpenAI-compatible server; nothing is sent anywhere unless it is set.
    ONRECORD_LLM_MODEL, ONRECORD_LLM_KEY, ONRECORD_LLM_TIMEOUT: which of its models, its key, and the seconds to wait.
    ONRECORD_LLM_READING, ONRECORD_LLM_TRANSLATION, ONRECORD_LLM_SELECTION, ONRECORD_LLM_DRAFT: false switches off one
    of the things that it does beside summaries.
    ONRECORD_KEEP_ANSWERS_DAYS: days for which answers are kept, 30 by default; 0 keeps none.
    ONRECORD_KEYS_FILE: a file of keys with roles, which is read again when it changes.
    ONRECORD_OIDC_ISSUER, ONRECORD_OIDC_CLIENT_ID and ONRECORD_OIDC_CLIENT_SECRET: the identity provider that people
    sign in through. ONRECORD_OIDC_ROLES: roles by the values of ONRECORD_OIDC_CLAIM, such as editors=write,*=read.
    ONRECORD_LOG_FORMAT: text, or json for one JSON document a line. OTEL_EXPORTER_OTLP_ENDPOINT: the collector that
    traces are sent to; none are if it is not set.
    ONRECORD_ROOT_PATH: the path that a proxy serves it at. ONRECORD_TRUSTED_PROXIES (comma separated): the addresses
    of proxies whose X-Forwarded-Prefix, X-Forwarded-For and X-Forwarded-Proto are believed, this machine by default.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    home: Path = Path(".onrecord")
    library: Annotated[str, Field(repr=False)] = ""
    library_read: Annotated[str, Field(repr=False)] = ""
    engine: Annotated[str, Field(repr=False)] = ""
    api_keys: Annotated[tuple[str, ...], NoDecode, Field(repr=False)] = ()
    keys_file: Path | None = None
    oidc_issuer: str = ""
    oidc_client_id: Annotated[str, Field(validate_default=True)] = ""
    oidc_client_secret: Annotated[str, Field(repr=False)] = ""
    oidc_claim: str = "groups"
    oidc_roles: Annotated[dict[str, Role], NoDecode] = {"*": "read"}
    public_read: bool = False
    audit_questions: bool = False
    model: str | None = None
    precision: Precision | None = None
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key: Annotated[str | None, Field(repr=False)] = None
    llm_reading: bool = True
    llm_translation: bool = True
    llm_selection: bool = True
    llm_draft: bool = True
    llm_timeout: Annotated[float, Field(gt=0, le=600)] = TIMEOUT_SECONDS
    keep_answers_days: Annotated[int, Field(ge=0, le=36_500)] = RETENTION_DAYS
    root_path: Annotated[str, AfterValidator(parse_prefix)] = ""
    log_format: Literal["text", "json"] = "text"
    otlp_endpoint: Annotated[str, Field(validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")] = ""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, AfterValidator(_check_proxies)] = ("127.0.0.1", "::1")

    @field_validator("api_keys", "trusted_proxies", mode="before")
    @classmethod
    def _split_list(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _split_roles(cls, value: object) -> object:
        if isinstance(value, str):
            return dict(part.strip().rpartition("=")[::2] for part in value.split(",") if part.strip())
        return value

    @field_validator("oidc_client_id")
    @classmethod
    def _require_client(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not value:
            raise ValueError("must be set where ONRECORD_OIDC_ISSUER is")
        return value

    @field_validator("model")
    @classmethod
    def _resolve_folder(cls, value: str | None) -> str | None:
        """Make the path of a model folder absolute: the index must find it from any working directory."""
        return str(Path(value).resolve()) if value and Path(value).is_dir() else value

    def open_language_model(self, url: str | None = None) -> LanguageModel | None:
        """Return the language model at a given address, or at ONRECORD_LLM_URL; None if neither is given.

        Raises InvalidEndpoint. Nothing is sent, and the client is not imported yet.
        """
        address = url or self.llm_url
        if not address:
            return None
        endpoint = Endpoint.parse(address, self.llm_model, self.llm_key, self.llm_timeout)
        return LanguageModel(endpoint, frozenset(task for task in ALL_TASKS if getattr(self, f"llm_{task}")))

    @property
    def parts(self) -> Parts:
        """The parts that are not in the home. Raises OnrecordError if an address is none."""
        return Parts(library=self.library, engine=self.engine, replica=self.library_read)

    @property
    def model_choice(self) -> ModelChoice:
        """The requested model and precision."""
        return ModelChoice(self.model, self.precision)


def load_settings() -> Settings:
    """Read the settings from the environment. Raises OnrecordError, naming the variable, if a value is invalid."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        message = f"the environment variable {name} is invalid: {first['msg']}; correct or unset it"
        raise OnrecordError(message) from None

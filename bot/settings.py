"""Every setting with its unit, default and hint.

Settings are built once, from a mapping that is passed in: the environment, or a dict in a test. A
misspelt variable is an error, and a secret cannot print.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot.setting_types import Address, Hosts, People, Queues, Seconds, SecretAddress, Zone
from scheduler.dispatch import QueueName
from scheduler.errors import PermanentError
from scheduler.leases import Leases
from scheduler.model import Locale

PREFIX = "AIME_"


class LarkMode(StrEnum):
    SOCKET = "socket"
    CALLBACK = "callback"


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one setting. `code` is stable: documentation and people search for it."""

    code: str
    setting: str
    message: str

    def __str__(self) -> str:
        return f"{self.code} {self.setting}: {self.message}"


class SettingsError(PermanentError):
    """Some settings are missing or wrong; `problems` lists all of them at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Settings(BaseModel):
    """One frozen object; each field's description is its line in docs/settings.md."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    lark_app_id: str = Field("", description="App ID of your self-built app, from its credentials page.")
    lark_app_secret: SecretStr = Field(SecretStr(""), description="App Secret, from the same page.")
    lark_domain: str = Field("feishu", description="`feishu`, `lark`, or a full address.")
    lark_mode: LarkMode = Field(
        LarkMode.SOCKET, description="`socket`: long connection, no public address. `callback`: HTTP."
    )
    lark_encrypt_key: SecretStr = Field(SecretStr(""), description="Encrypt Key; needed in `callback` mode.")
    lark_verification_token: SecretStr = Field(
        SecretStr(""), description="Verification Token; needed in `callback` mode."
    )
    data_dir: Path = Field(Path("data"), description="Folder of the SQLite file, made when missing.")
    database_url: SecretStr = Field(
        SecretStr(""),
        description="`postgresql+psycopg://…` for PostgreSQL; empty: SQLite in the data folder.",
    )
    model_base_url: Address = Field(
        "", description="Address of an OpenAI-compatible API; empty: no AI tasks."
    )
    model_api_key: SecretStr = Field(SecretStr(""), description="Key of that API.")
    model: str = Field("", description="Name of the model.")
    model_request_limit: int = Field(20, ge=1, description="Requests to the model in one run.")
    model_token_limit: int = Field(200_000, ge=1, description="Tokens, in and out, in one run.")
    run_time_limit: Seconds = Field(
        timedelta(minutes=30), gt=timedelta(0), description="Seconds that one attempt of an AI task may take."
    )
    runs_per_day: int = Field(
        1500,
        ge=0,
        description="Runs that one person's tasks may have in a day of `AIME_TIMEZONE`; 0: any number.",
    )
    concurrency: int = Field(8, ge=1, le=256, description="Runs worked on at once, by each process.")
    runs_at_once_per_owner: int = Field(
        4,
        ge=0,
        description="Of these, runs of one person's tasks; 0: any number, whosever is the oldest.",
    )
    queues: Queues = Field(
        tuple(QueueName),
        description="Kinds of actions whose runs this process works on, separated by commas; `none`: it only "
        "talks and plans. Fewer than all need PostgreSQL.",
    )
    heartbeat: Seconds = Field(
        Leases().heartbeat,
        ge=timedelta(seconds=0.1),
        le=timedelta(minutes=5),
        description="Seconds after which a worker says anew that it works on its runs.",
    )
    stall: Seconds = Field(
        Leases().stall,
        gt=timedelta(0),
        le=timedelta(hours=1),
        description="Seconds after which a worker that was not heard of is given up, and its runs begin "
        "anew; more than two heartbeats.",
    )
    sweep: Seconds = Field(
        Leases().sweep,
        ge=timedelta(seconds=0.1),
        le=timedelta(minutes=5),
        description="Seconds between two looks for such workers.",
    )
    timezone: Zone = Field(
        "Asia/Shanghai", description="Zone of people whose own is not known (an IANA name)."
    )
    admins: People = Field(
        (), description="Administrators of this installation: open_ids (`ou_…`), separated by commas."
    )
    locale: Locale = Field(Locale.ZH, description="Language where none is known: `zh` or `en`.")
    feedback_url: Address = Field("", description="Where people give feedback; shown on the welcome card.")
    keep_runs_days: int = Field(
        90,
        ge=14,  # so long Lark takes updates of a card
        le=36_500,
        description="Days that ended runs, with their results, and closed drafts are kept; 14 at least.",
    )
    keep_audit_days: int = Field(
        365, ge=14, le=36_500, description="Days that is kept who changed what; 14 at least."
    )
    http_host: str = Field("127.0.0.1", description="Address the HTTP server listens on.")
    http_port: int = Field(8080, ge=0, le=65535, description="Its port; 0 takes a free one.")
    drain: Seconds = Field(
        timedelta(seconds=20), ge=timedelta(0), description="Seconds that open runs get to end at shutdown."
    )
    ping_url: SecretAddress = Field(
        SecretStr(""),
        description="Address of an outside monitor, as healthchecks.io gives one: called at the start "
        "(`/start`), then every minute, with `/fail` while the scheduler stands still; empty: none.",
    )
    alert_url: SecretAddress = Field(
        SecretStr(""),
        description="Address that administrators are told by, as JSON (docs/operations.md): a task begins to "
        "fail or works again, a message could not be delivered, the bot is in trouble; empty: none.",
    )
    ping_hosts: Hosts = Field(
        (),
        description="Hosts of monitors that people may have told of their tasks by `/ping`, separated by "
        "commas (`host:port` for another port than 443); empty: none.",
    )
    log_format: LogFormat = Field(LogFormat.CONSOLE, description="`console` or `json`.")
    log_level: str = Field(
        "info", pattern="^(debug|info|warning|error)$", description="`debug`, `info`, `warning` or `error`."
    )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Build settings from `AIME_…` variables; empty ones count as not set. Raises `SettingsError`."""
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(PREFIX) and value != ""
        }
        try:
            settings = cls.model_validate(given)
        except ValidationError as error:
            raise SettingsError([_problem(detail) for detail in error.errors()]) from None
        if problems := list(_clashes(settings)):
            raise SettingsError(problems)
        return settings

    def names(self, field: str) -> bool:
        """Tell whether a setting was given, were it with its default."""
        return field in self.model_fields_set

    @property
    def leases(self) -> Leases:
        return Leases(self.heartbeat, self.stall, self.sweep)

    @property
    def has_agent(self) -> bool:
        return bool(self.model_base_url and self.model)

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may work on the same database."""
        return self.database_url.get_secret_value().startswith("postgresql")

    @property
    def database_address(self) -> str | None:
        """Return the address of the database; None for the SQLite file in the data folder."""
        return self.database_url.get_secret_value() or None

    def secrets(self) -> list[str]:
        """Return every secret that is set, for the log to blot out."""
        values: Iterator[Any] = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr) and value]

    def require_lark(self) -> None:
        """Raise `SettingsError` naming every setting that talking to Lark needs and that is missing."""
        needed = {
            "lark_app_id": "the App ID of your self-built app (cli_…), from its credentials page",
            "lark_app_secret": "the App Secret, from the same page",
        }
        if self.lark_mode is LarkMode.CALLBACK:
            needed["lark_encrypt_key"] = "the Encrypt Key, from the app's events page (Encryption strategy)"
            needed["lark_verification_token"] = "the Verification Token, from the same place"  # noqa: S105
        missing = [
            Problem("S001", variable(name), f"is not set; it is {what}")
            for name, what in needed.items()
            if not getattr(self, name)
        ]
        if missing:
            raise SettingsError(missing)


def variable(field: str) -> str:
    """Return the environment variable of a field."""
    return PREFIX + field.upper()


def _clashes(settings: Settings) -> Iterator[Problem]:
    """Yield what cannot be together, though each is right by itself."""
    if bool(settings.model) != bool(settings.model_base_url):
        there, missing = ("model", "model_base_url") if settings.model else ("model_base_url", "model")
        yield Problem("S001", variable(missing), f"is not set, though {variable(there)} is")
    if settings.stall <= 2 * settings.heartbeat:
        least = f"must be more than twice {variable('heartbeat')}: one heartbeat may get lost"
        yield Problem("S003", variable("stall"), least)
    if set(settings.queues) != set(QueueName) and not settings.is_shared:
        alone = f"must be all of them on SQLite, where nobody else works: see {variable('database_url')}"
        yield Problem("S003", variable("queues"), alone)


def _problem(detail: ErrorDetails) -> Problem:
    field = str(detail["loc"][0])
    if detail["type"] == "extra_forbidden":
        close = get_close_matches(field, list(Settings.model_fields), n=1)
        hint = f"did you mean {variable(close[0])}?" if close else "docs/settings.md lists them all"
        return Problem("S002", variable(field), f"there is no such setting; {hint}")
    return Problem("S003", variable(field), detail["msg"].removeprefix("Value error, "))

"""structlog set-up: console or JSON, with secrets blotted out before anything is rendered or remembered."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import Any, TextIO

import structlog

from bot.settings import LogFormat
from cards.markup import cut
from scheduler.watching import Mishap

BLOT = "[redacted]"

_WRONG = frozenset({"warning", "error", "critical"})
_REMEMBERED = 20
_SHOWN = 80  # characters of a name or a reason

_SECRET_NAMES = re.compile(r"secret|password|token|authorization|api_?key|encrypt_key|ticket", re.IGNORECASE)
_SECRET_SHAPES = re.compile(
    r"Bearer\s+\S+|\b[tuca]-[A-Za-z0-9._-]{16,}|\bwhsec_\S+|\bsk-[A-Za-z0-9_-]{12,}"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|(?<=ticket=)[^&\s]+|(?<=access_key=)[^&\s]+"
)


class Redactor:
    """A structlog processor: blots out by name of the field, by shape, and by known value."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._known = sorted({secret for secret in secrets if len(secret) >= 6}, key=len, reverse=True)

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        return {key: self._field(key, value) for key, value in event.items()}

    def _field(self, key: str, value: Any) -> Any:
        if _SECRET_NAMES.search(key) and isinstance(value, str):
            return BLOT
        return self.clean(value)

    def clean(self, value: Any) -> Any:
        match value:
            case str():
                return self._text(value)
            case dict():
                return {key: self._field(str(key), item) for key, item in value.items()}
            case list() | tuple():
                return [self.clean(item) for item in value]
            case int() | float() | bool() | None:
                return value
            case _:
                return self._text(str(value))

    def _text(self, text: str) -> str:
        for secret in self._known:
            text = text.replace(secret, BLOT)
        return _SECRET_SHAPES.sub(BLOT, text)


class Mishaps:
    """A structlog processor that remembers what went wrong last, and leaves the line as it is.

    What is logged again and again under one name is one mishap; the oldest give way. To stand after
    the redactor: somebody will read them.
    """

    def __init__(self) -> None:
        self._by_event: dict[str, Mishap] = {}  # the last one last

    def __call__(
        self, _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        if event.get("level") in _WRONG:
            self._remember(cut(str(event["event"]), _SHOWN), event)
        return event

    def last(self) -> Sequence[Mishap]:
        """Return them, the last first."""
        return [*reversed(self._by_event.values())]

    def _remember(self, name: str, event: Mapping[str, Any]) -> None:
        before = self._by_event.pop(name, None)
        times = before.times + 1 if before else 1
        self._by_event[name] = Mishap(name, _why(event), times, datetime.fromisoformat(event["timestamp"]))
        if len(self._by_event) > _REMEMBERED:
            del self._by_event[next(iter(self._by_event))]


def _why(event: Mapping[str, Any]) -> str:
    """Return the reason that was logged; of an exception only its kind, for its text may quote anything."""
    for name in ("error", "reason", "cause", "why"):
        if event.get(name):
            return cut(str(event[name]), _SHOWN)
    lines = str(event.get("exception", "")).strip().splitlines()
    return lines[-1].partition(":")[0] if lines else ""


def set_up_logs(
    style: LogFormat,
    level: str,
    secrets: Iterable[str],
    stream: TextIO | None = None,
    mishaps: Mishaps | None = None,
) -> None:
    """Send structlog's and the standard library's records to `stream` (stderr), one line each."""
    out = stream or sys.stderr
    redactor = Redactor(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redactor,
        mishaps or Mishaps(),
    ]
    structlog.configure(
        processors=[*shared, _renderer(style, out)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(style, out)],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _renderer(style: LogFormat, out: TextIO) -> structlog.typing.Processor:
    if style is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=out.isatty())

"""structlog set-up: console or JSON, with secrets blotted out before anything is rendered."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, TextIO

import structlog

from bot.settings import LogFormat

BLOT = "[redacted]"

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


def set_up_logs(style: LogFormat, level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send structlog's and the standard library's records to `stream` (stderr), one line each."""
    out = stream or sys.stderr
    redactor = Redactor(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redactor,
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

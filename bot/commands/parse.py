"""`aime parse`: how a sentence is read, and why. It needs no settings, no database and no network.

Nothing that talks to anybody is imported here: the command is used in pipes, and starts at once.
"""

import argparse
import os
import sys
from datetime import UTC, datetime

from bot.chat.language import read
from bot.commands.parse_lines import answered
from bot.commands.parse_report import report
from scheduler.errors import PermanentError
from scheduler.model import Locale
from scheduler.triggers import zone_of

_DOWNSTREAM_IS_GONE = 0  # `aime parse --jsonl | head` has done what was asked


def run(arguments: argparse.Namespace) -> int:
    zone_of(arguments.tz)
    now = _instant(arguments.now, arguments.tz)
    if arguments.jsonl:
        return _lines(now, arguments.tz)
    if not arguments.text:
        raise PermanentError("say a sentence, or --jsonl and lines on standard input")
    meaning = read(arguments.text, now, arguments.tz, Locale.ZH)
    print("\n".join(report(arguments.text, meaning, now, arguments.tz)))
    return 0


def _lines(now: datetime, zone: str) -> int:
    """Answer each line as soon as it is there, so that another program can hold a conversation."""
    try:
        for line in sys.stdin.buffer:
            if line.strip():
                # What UTF-8 cannot hold is written as JSON writes it, too: \udcff.
                sys.stdout.buffer.write(answered(line, now, zone).encode("utf-8", "backslashreplace") + b"\n")
                sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _DOWNSTREAM_IS_GONE
    return 0


def _instant(words: str | None, zone: str) -> datetime:
    """Return when it is said; without an offset by the clock of `zone`."""
    if words is None:
        return datetime.now(UTC)
    try:
        said = datetime.fromisoformat(words)
    except ValueError as error:
        raise PermanentError("--now must be an ISO instant such as 2026-04-22T14:05+08:00") from error
    return said if said.tzinfo else said.replace(tzinfo=zone_of(zone))

"""Running one command, and what its failing means for the shell. Exit codes: see `bot.__main__`."""

import argparse
import asyncio
import signal
import sys
from importlib import import_module

from bot.commands.garbage import left_alone
from bot.settings import SettingsError
from scheduler.errors import AppError

FAILED, MISUSED = 1, 2


def run(asked: argparse.Namespace) -> int:
    """Run the command that was asked for; returns its exit code."""
    with left_alone():
        # By name, because a command must not pay for what only another one imports.
        command = import_module(f"bot.commands.{asked.command}")
    try:
        outcome = command.run(asked)  # a command that only reckons has its answer at once
        return int(asyncio.run(outcome) if asyncio.iscoroutine(outcome) else outcome)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return MISUSED
    except AppError as error:
        print(f"aime: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 128 + signal.SIGINT

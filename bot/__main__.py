"""The command line: which commands there are and what they take; each is a file of `bot/commands/`.

Exit codes: 0 done, 1 it failed (one line says why), 2 the command or a setting is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TypeAlias

_Actions: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.command is None:
        parser.print_help(sys.stderr)
        return 2
    # By name, because help and version must not pay for what commands import.
    return int(import_module("bot.commands.running").run(asked))


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"aime {import_module('importlib.metadata').version('aime-bot')}")  # slow, and seldom asked
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aime", description="Scheduled AI tasks for Feishu and Lark.")
    parser.add_argument("--version", action=_Version, nargs=0, help="which version this is")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")

    commands.add_parser("serve", help="run the bot (settings: docs/settings.md)")

    worker = commands.add_parser("worker", help="only work on runs, beside `aime serve`; needs PostgreSQL")
    worker.add_argument(
        "--queues", help="kinds of actions to work on: agent,webhook,static (as AIME_QUEUES says; all)"
    )

    demo = commands.add_parser("demo", help="a local Lark, the bot, and a chat page to try it on")
    demo.add_argument("--check", action="store_true", help="play a scripted conversation instead, and exit")
    demo.add_argument("--port", type=int, default=0, help="port of the chat page; 0 takes a free one")

    sandbox = commands.add_parser("sandbox", help="only the local Lark; prints one JSON line when ready")
    sandbox.add_argument("--port", type=int, default=0, help="0 takes a free one")

    parse = commands.add_parser("parse", help="how a sentence is read: what, when, and why")
    parse.add_argument("text", nargs="?", help='what is said, such as "每个工作日早上9点提醒我站会"')
    parse.add_argument("--now", help="when it is said (ISO; without an offset, in the zone); now")
    parse.add_argument("--tz", default="Asia/Shanghai", help="zone of who says it; %(default)s")
    parse.add_argument("--jsonl", action="store_true", help="read and answer JSON lines instead")

    commands.add_parser("doctor", help="check settings, database, what is stuck, and Lark's side")

    calendar = commands.add_parser("calendar", help="the Chinese legal calendar: days off and make-up days")
    _add_calendar(calendar.add_subparsers(required=True, metavar="ACTION", dest="action"))
    database = commands.add_parser("db", help="the database: upgrade, backup, restore, move")
    _add_database(database.add_subparsers(required=True, metavar="ACTION", dest="action"))
    return parser


def _add_calendar(actions: _Actions) -> None:
    load = actions.add_parser("load", help="take up the days of a file, all of them or none")
    load.add_argument("file", metavar="FILE", help="lines such as 2027-02-05,off,春节")
    actions.add_parser("show", help="print the days that were loaded, as such lines")
    clear = actions.add_parser("clear", help="forget the days of a year that were loaded")
    clear.add_argument("year", type=_year, metavar="YEAR", help="such as 2027")


def _year(value: str) -> int:
    if not (len(value) == 4 and value.isascii() and value.isdigit() and value[0] in "12"):
        raise argparse.ArgumentTypeError("say which year to forget, such as 2027")
    return int(value)


def _add_database(actions: _Actions) -> None:
    actions.add_parser("upgrade", help="bring the schema up to date")
    backup = actions.add_parser("backup", help="write a backup, also while the bot runs")
    backup.add_argument("file", metavar="FILE", help="where to")
    restore = actions.add_parser("restore", help="put a backup in place; the bot must not run")
    restore.add_argument("file", metavar="FILE", nargs="?", help="none: what is in place came from a backup")
    move = actions.add_parser("move", help="fill the PostgreSQL of AIME_DATABASE_URL from a SQLite file")
    move.add_argument("file", metavar="FILE", nargs="?", help="the one in AIME_DATA_DIR")


if __name__ == "__main__":
    sys.exit(main())

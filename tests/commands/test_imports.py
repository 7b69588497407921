"""What a command imports is what it costs before it does anything. Modules are counted, not seconds."""

import subprocess
import sys
from pathlib import Path

import bot.commands

WHOLE_SDK = "lark_oapi.client"  # imported by the package file of lark_oapi, and by nothing of ours
NOTHING_HEAVY = ("aiohttp", "asyncio", "lark_oapi", "pydantic", "sqlalchemy")


def python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def loaded(code: str, names: tuple[str, ...]) -> str:
    """Return which of `names` are imported once `code` has run."""
    return python(f"import sys\n{code}\nprint([name for name in {names} if name in sys.modules])")


def test_the_version_is_told_without_importing_anything_of_size():
    asked = "from bot.__main__ import main\ntry:\n    main(['--version'])\nexcept SystemExit: pass"

    said, heavy = loaded(asked, NOTHING_HEAVY).splitlines()

    assert said.split()[0] == "aime"
    assert heavy == "[]"


def test_no_command_imports_the_whole_sdk():
    commands = sorted(path.stem for path in Path(bot.commands.__file__).parent.glob("[a-z]*.py"))
    everything = "\n".join(f"import bot.commands.{command}" for command in commands)

    assert {"serve", "doctor", "parse"} <= set(commands)
    assert loaded(everything, (WHOLE_SDK,)) == "[]"


def test_the_scheduler_imports_no_sdk_at_all():
    assert loaded("import scheduler.engine, scheduler.worker", ("lark_oapi", "aiohttp", "sqlalchemy")) == "[]"


def test_the_bot_imports_nothing_that_it_only_sometimes_needs():
    seldom = ("alembic", "httpx", "mako", "openai", "requests")

    assert loaded("import bot.commands.serve", seldom) == "[]"

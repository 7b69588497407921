"""`aime demo`: a local Lark, the bot connected to it, and the address of a chat page."""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from bot.commands.demo_check import check
from bot.commands.local_lark import local_lark
from bot.commands.signals import stop_on_signals
from bot.logs import Mishaps, set_up_logs
from bot.main import built

_WELCOME = """
  Aime is running against a local stand-in for Lark.

  Chat page:  {url}

  Write to the bot there, for example: 每分钟提醒我喝水  /  every weekday at 9 summarise the news
  王敏 is its administrator: as her, /status tells how it is doing.
  Nothing leaves this machine, and nothing is kept. Ctrl-C ends it.
"""


async def run(arguments: argparse.Namespace) -> int:
    stop = stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="aime-demo-") as folder:
        async with local_lark(arguments.port) as lark:
            settings = lark.settings(Path(folder), {"AIME_ADMINS": ",".join(lark.admins), **os.environ})
            mishaps = Mishaps()
            set_up_logs(settings.log_format, settings.log_level, settings.secrets(), mishaps=mishaps)
            async with built(settings, mishaps=mishaps.last) as bot, asyncio.TaskGroup() as group:
                group.create_task(bot.run(stop), name="bot")
                await bot.connected()
                if arguments.check:
                    code = await check(lark)
                    stop.set()
                    return code
                print(_WELCOME.format(url=lark.url), flush=True)
                await stop.wait()
    return 0

"""`aime serve`: the bot, until SIGTERM or SIGINT."""

import argparse
import os

import structlog

from bot.commands.garbage import settle
from bot.commands.signals import stop_on_signals
from bot.logs import Mishaps, set_up_logs
from bot.main import built
from bot.settings import Settings

log = structlog.get_logger()


async def run(_: argparse.Namespace) -> int:
    """Serve until told to stop; open runs get the time of AIME_DRAIN to end."""
    settings = Settings.read(os.environ)
    mishaps = Mishaps()
    set_up_logs(settings.log_format, settings.log_level, settings.secrets(), mishaps=mishaps)
    stop = stop_on_signals()
    async with built(settings, mishaps=mishaps.last) as bot:
        settle()
        log.info("bot.started", http_port=bot.port, mode=settings.lark_mode, agent=settings.has_agent)
        await bot.run(stop)
    log.info("bot.stopped")
    return 0

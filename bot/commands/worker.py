"""`aime worker`: works on runs that others plan, on as many machines as wanted, until SIGTERM or SIGINT."""

import argparse
import os

import structlog

from bot.commands.garbage import settle
from bot.commands.signals import stop_on_signals
from bot.logs import set_up_logs
from bot.settings import PREFIX, Settings
from bot.work import workshop

log = structlog.get_logger()


async def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; open runs get the time of AIME_DRAIN to end."""
    given = {f"{PREFIX}QUEUES": arguments.queues} if arguments.queues else {}
    settings = Settings.read({**os.environ, **given})
    set_up_logs(settings.log_format, settings.log_level, settings.secrets())
    stop = stop_on_signals()
    async with workshop(settings) as working:
        settle()
        log.info("worker.started", queues=list(settings.queues), http_port=working.port)
        await working.run(stop)
    log.info("worker.stopped")
    return 0

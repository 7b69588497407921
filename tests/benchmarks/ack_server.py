"""Programs to be measured: the bot's callback route over its inbox, and the barest route there is.

`python -m tests.benchmarks.ack_server bot|bare FOLDER` prints its port. Only what comes before the
acknowledgement runs here: nothing is handled.
"""

import asyncio
import sys
from contextlib import nullcontext
from pathlib import Path

from aiohttp import web

from bot.chat.receive import Receiver
from bot.commands.garbage import settle
from bot.lark.callback import CALLBACK_PATH, CallbackRoute, Verifier
from bot.main import utc_now
from bot.web import serving
from scheduler.model import Locale, PersonId
from storage.database import Database
from storage.inbox import Inbox

KEY, TOKEN = "an encrypt key", "a verification token"


async def main(kind: str, folder: str) -> None:
    database = await Database.open(None, Path(folder))
    await database.upgrade()
    app = web.Application()
    app.router.add_post(CALLBACK_PATH, _bare if kind == "bare" else _route(Inbox(database)).handle)
    async with serving(app, "127.0.0.1", 0) as port:
        settle()  # as the commands do
        sys.stdout.write(f"port {port}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _route(inbox: Inbox) -> CallbackRoute:
    receiver = Receiver(
        inbox,
        _nobody_presses,
        lambda _: nullcontext(),
        utc_now,
        app_id="cli_0000000000000000",
        bot=PersonId("ou_bot"),
        locale=Locale.EN,
        nudge=lambda: None,
        answered=lambda: None,
    )
    return CallbackRoute(Verifier(KEY, TOKEN, utc_now), receiver)


async def _nobody_presses(_: object) -> None:
    raise NotImplementedError("only messages are sent here")


async def _bare(request: web.Request) -> web.Response:
    await request.json()
    return web.json_response({"msg": "success"})


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

"""The bot itself."""

from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.api.routes import Answer, Call, Route
from bot.sandbox.console import AppConsole

ACTIVATED = 2


@dataclass(frozen=True, slots=True)
class BotApi:
    console: AppConsole

    def routes(self) -> list[Route]:
        return [Route("GET", "/open-apis/bot/v3/info", self.info)]

    async def info(self, call: Call) -> Answer:  # noqa: ARG002 - every handler takes the call
        self.console.check_bot()
        bot = {
            "activate_status": ACTIVATED,
            "app_name": self.console.app.bot_name,
            "avatar_url": "",
            "ip_white_list": [],
            "open_id": self.console.app.bot_open_id,
        }
        # Lark: the key is `bot` here, not `data`.
        return web.json_response({"code": 0, "msg": "ok", "bot": bot})

"""Every event that the inbox holds, and who handles it."""

from bot.chat.buttons import Buttons
from bot.chat.messages import Messages
from bot.deliver.unreachable import Unreachable
from bot.lark.errors import Gone
from bot.lark.events import BotRemoved, CardPressed, ChatDissolved, Event, MessageReceived


class Events:
    def __init__(self, messages: Messages, buttons: Buttons, unreachable: Unreachable) -> None:
        self._messages = messages
        self._buttons = buttons
        self._unreachable = unreachable

    async def handle(self, event: Event) -> None:
        """Handle one event from the inbox; twice is as once."""
        match event:
            case MessageReceived():
                await self._messages.handle(event)
            case CardPressed():  # it was not answered in time: what it meant is done, and the card follows
                await self._buttons.handle(event)
            case BotRemoved():
                await self._unreachable.chat_gone(event.tenant_key, event.chat_id, Gone.BOT_REMOVED)
            case ChatDissolved():
                await self._unreachable.chat_gone(event.tenant_key, event.chat_id, Gone.CHAT_DISSOLVED)
            case _:
                return  # remembered, so that a repetition is recognised; nothing follows from it yet

"""Every event that the inbox holds, and who handles it."""

from bot.chat.buttons import Buttons
from bot.chat.membership import Membership
from bot.chat.messages import Messages
from bot.lark.events import (
    BotAdded,
    BotRemoved,
    CardPressed,
    ChatDissolved,
    ChatEntered,
    Event,
    MessageReceived,
)


class Events:
    def __init__(self, messages: Messages, buttons: Buttons, membership: Membership) -> None:
        self._messages = messages
        self._buttons = buttons
        self._membership = membership

    async def handle(self, event: Event) -> None:
        """Handle one event from the inbox; twice is as once."""
        match event:
            case MessageReceived():
                await self._messages.handle(event)
            case CardPressed():  # it was not answered in time: what it meant is done, and the card follows
                await self._buttons.handle(event)
            case BotAdded():
                await self._membership.joined(event)
            case ChatEntered():
                await self._membership.entered(event)
            case BotRemoved() | ChatDissolved():
                await self._membership.lost(event)
            case _:
                return  # remembered, so that a repetition is recognised; nothing follows from it yet

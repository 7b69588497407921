"""What follows when the bot is added to a group, and when a group is gone."""

from bot.deliver.unreachable import Unreachable
from bot.directory import Directory
from bot.lark.errors import Gone
from bot.lark.events import BotAdded, BotRemoved, ChatDissolved, ChatEntered
from scheduler.model import Locale
from scheduler.people import Chat
from scheduler.ports import Clock
from scheduler.posts import Post, ToChat
from scheduler.views import Sentence
from storage.outbox import Outbox


class Membership:
    def __init__(
        self, outbox: Outbox, directory: Directory, unreachable: Unreachable, clock: Clock, *, locale: Locale
    ) -> None:
        self._outbox = outbox
        self._directory = directory
        self._unreachable = unreachable
        self._clock = clock
        self._locale = locale

    async def joined(self, event: BotAdded) -> None:
        """Say in one message how to talk to the bot here; the group is known to be reachable again."""
        await self._directory.refreshed_chat(event.chat_id, event.tenant_key)
        hello = Post(
            key=f"{event.event_id}:hello",
            tenant=event.tenant_key,
            view=Sentence("group.added"),
            target=ToChat(event.chat_id),
            locale=self._locale,
        )
        await self._outbox.add([hello], self._clock())

    async def entered(self, event: ChatEntered) -> None:
        """Remember whose personal chat this is: a task may be asked for elsewhere that posts there."""
        if event.person is not None:
            await self._directory.note(
                Chat(id=event.chat_id, tenant=event.tenant_key, is_group=False, owner=event.person)
            )

    async def lost(self, event: BotRemoved | ChatDissolved) -> None:
        """Pause every task that posts there, and tell its owner."""
        gone = Gone.BOT_REMOVED if isinstance(event, BotRemoved) else Gone.CHAT_DISSOLVED
        await self._unreachable.chat_gone(event.tenant_key, event.chat_id, gone)

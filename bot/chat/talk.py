"""One thing said to the bot, by text or by a tap, and how to answer it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.access import Asker
from scheduler.drafts import NewGroup
from scheduler.errors import Reason, Refused
from scheduler.model import ChatId, Destination, Locale, PersonId, TaskId
from scheduler.people import Person
from scheduler.ports import Clock
from scheduler.posts import OnlyTo, Post, Priority, ReplyTo, Target, ToChat, ToPerson
from scheduler.views import Sentence, View
from storage.outbox import Outbox

_ABOUT_RIGHTS = frozenset(
    {Reason.NOT_ALLOWED, Reason.OTHER_TENANT, Reason.DRAFT_OF_ANOTHER, Reason.ADMINS_ONLY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Who said it, where and when. `key` is its identity: answering twice posts once."""

    key: str
    person: Person
    locale: Locale
    zone: str
    chat_id: ChatId
    in_group: bool
    at: datetime
    message_id: str | None = None  # of what was said; None for a tap
    is_admin: bool = False
    is_outsider: bool = False  # of another company than the app's
    in_thread: bool = False  # said in a thread, and answered there
    card: str | None = None  # message id of the card that was tapped and becomes the answer
    about: TaskId | None = None  # the task that was picked, whatever the words name
    mentions: tuple[tuple[PersonId, str], ...] = ()  # who was named in what was said, beside the bot
    place: Destination | NewGroup | None = None  # the place that was picked, whatever the words name

    @property
    def asker(self) -> Asker:
        return Asker(self.person.id, self.person.tenant, self.chat_id, self.is_admin, self.is_outsider)

    def speaking(self, locale: Locale) -> "Talk":
        """Return the talk in `locale`, unless the person chose a language once and for all."""
        return self if self.person.chose_locale else replace(self, locale=locale)

    def where(self) -> Target:
        """Answer a group, and a thread, under what was said there; a personal chat plainly."""
        if self.message_id and (self.in_group or self.in_thread):
            return ReplyTo(self.message_id, self.chat_id, self.in_thread)
        return ToChat(self.chat_id)

    def post(self, view: View, *, privately: bool = False, suffix: str = "") -> Post:
        return Post(
            key=f"{self.key}:{view.kind}{suffix}",
            tenant=self.person.tenant,
            view=view,
            target=ToPerson(self.person.id) if privately else self.where(),
            locale=self.locale,
            priority=Priority.ANSWER,
        )


@dataclass(frozen=True, slots=True)
class Replies:
    """Puts answers into the outbox. `shown` remembers what the next message may refer to."""

    outbox: Outbox
    clock: Clock
    shown: Callable[[Talk, View], Awaitable[None]]

    async def show(self, talk: Talk, view: View, *, suffix: str = "", privately: bool = False) -> None:
        """Answer with `view`: on the card that was tapped where there is one, else by a message."""
        if not privately:
            await self.shown(talk, view)
        if talk.card and not privately and not isinstance(view, Sentence):
            await self.outbox.reshow(talk.card, view)
            return
        await self.outbox.add([talk.post(view, suffix=suffix, privately=privately)], self.clock())

    async def tell(self, talk: Talk, code: str, **facts: str | int) -> None:
        """Say a sentence of the catalogue, where the person spoke."""
        await self.show(talk, Sentence(code, facts), suffix=f":{code}")

    async def tell_of(self, talk: Talk, card: View, code: str, **facts: str | int) -> None:
        """Say a sentence about a card that stands further up, as a reply to it: one tap leads there."""
        post = talk.post(Sentence(code, facts), suffix=f":{code}")
        message_id = None if talk.in_thread else await self.outbox.standing_card(card, talk.chat_id)
        if message_id:
            post = replace(post, target=ReplyTo(message_id, talk.chat_id))
        await self.outbox.add([post], self.clock())

    async def refuse(self, talk: Talk, refused: Refused) -> None:
        """Say why not. What somebody may not do is nobody else's business, though a group looks on."""
        post = talk.post(Sentence(f"refused.{refused.reason}", dict(refused.facts)))
        if talk.in_group and refused.reason in _ABOUT_RIGHTS:
            post = replace(post, target=OnlyTo(talk.chat_id, talk.person.id))
        await self.outbox.add([post], self.clock())

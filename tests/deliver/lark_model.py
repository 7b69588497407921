"""A Lark that keeps messages as Lark does, and whose calls end as they are told to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.lark.errors import BusyError, Gone, GoneError, UncertainError
from bot.lark.records import Found, Sent
from tests.builders import CHAT
from tests.deliver.doubles import FreePacing


class End(StrEnum):
    """How a call ends."""

    WELL = "well"
    REFUSED = "refused"
    LOST = "lost on the way there"
    CUT = "cut off after it was taken"
    KILLED_BEFORE = "we die before it is made"
    KILLED_AFTER = "we die before its answer is written down"


class Killed(Exception):  # noqa: N818 - what happened, no error of anybody's
    """The process is gone."""


@dataclass(frozen=True)
class Kept:
    message_id: str
    msg_type: str
    content: str
    created: datetime
    thread_of: str | None = None
    recalled: bool = False


class LarkModel:
    app_id = "cli_1"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.pacing = FreePacing()
        self.messages: dict[str, Kept] = {}
        self.ends: list[End] = []  # of the next calls; then all end well
        self._clock = clock
        self._keys: dict[str, tuple[datetime, str]] = {}

    async def send(self, _to, kind, content, uuid, *, turn=None):
        return self._made(lambda: self._posted(kind, content, uuid, None))

    async def reply(self, parent, kind, content, uuid, _in_thread, *, chat_id, turn):
        def made():
            if self.messages[parent].recalled and uuid not in self._keys:
                raise GoneError(Gone.RECALLED, code=230011)
            return self._posted(kind, content, uuid, parent)

        return self._made(made)

    async def patch(self, message_id, content, *, turn):
        def made():
            card = self.messages[message_id]
            if card.recalled:
                raise GoneError(Gone.RECALLED, code=230011)
            if self._clock() - card.created > timedelta(days=14):
                raise GoneError(Gone.TOO_OLD, code=230031)
            self.messages[message_id] = replace(card, content=content)

        self._made(made)

    async def recent(self, _chat, since):
        return [self._found(each) for each in self.messages.values() if not each.thread_of][::-1]

    async def message(self, message_id):
        threads = {each.thread_of for each in self.messages.values()}
        thread = f"omt_{message_id}" if message_id in threads else None
        return replace(self._found(self.messages[message_id]), thread_id=thread)

    async def thread_messages(self, thread_id, since):
        return [self._found(each) for each in self.messages.values() if f"omt_{each.thread_of}" == thread_id]

    def recall(self, message_id):
        self.messages[message_id] = replace(self.messages[message_id], recalled=True)

    def _made(self, make):
        end = self.ends.pop(0) if self.ends else End.WELL
        if end is End.REFUSED:
            raise BusyError("not now")
        if end is End.LOST:
            raise UncertainError("no answer came")
        if end is End.KILLED_BEFORE:
            raise Killed
        made = make()
        if end is End.CUT:
            raise UncertainError("no answer came")
        if end is End.KILLED_AFTER:
            raise Killed
        return made

    def _posted(self, kind, content, uuid, parent):
        at, known = self._keys.get(uuid, (None, None))
        if at is None or self._clock() - at >= timedelta(hours=1):
            known = f"om_{len(self.messages) + 1}"
            self.messages[known] = Kept(known, kind, content, self._clock(), parent)
            self._keys[uuid] = (self._clock(), known)
        return Sent(known, CHAT, None, self.messages[known].created)

    def _found(self, kept):
        return Found(
            message_id=kept.message_id,
            chat_id=CHAT,
            created=kept.created,
            msg_type=kept.msg_type,
            sender_id=self.app_id,
            content=kept.content,
            deleted=kept.recalled,
        )

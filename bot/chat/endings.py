"""Words said only to what is open: "cancel" or "ok" to a confirm card, "never mind" to a question."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.chat.desk import Desk
from bot.chat.language import language_of
from bot.chat.memory import Memory
from bot.chat.talk import Talk
from scheduler.commands import CancelDraft
from scheduler.views import DraftCard, TaskCard

_AROUND: Final = " \t\n。．.!！~～,，?？"
_NO: Final = re.compile(
    r"取消|取消吧|算了|算了吧|不要了|不用了|不建了|不改了|不保存|别建了|别保存|放弃|放弃吧|撤销|作废|不|不要|不用"
    r"|cancel|cancel it|cancel that|never ?mind|forget it|drop it|discard|discard it|don'?t|do not|no|nope"
    r"|no,? thanks?|no thank you|abort|scrap it",
    re.IGNORECASE,
)
_YES: Final = re.compile(
    r"保存|保存吧|存|存吧|好|好的|好吧|好啊|好呀|可以|可以的|行|行吧|行的|嗯|嗯嗯|对|对的|是|是的|没问题|确认|确定|就这样"
    r"|就这么定|同意|建吧|创建|创建吧"
    r"|ok|okay|k|yes|yep|yeah|yup|sure|fine|save|save it|confirm|confirmed|create it|do it|go ahead"
    r"|sounds good|looks good|good|great|perfect|lgtm|please do|yes,? please|right|correct",
    re.IGNORECASE,
)


class Ending(Enum):
    NO = auto()
    YES = auto()


def ending_of(text: str) -> Ending | None:
    """Return what these words alone say to what is open; None for any other text."""
    words = " ".join(text.strip(_AROUND).split())
    if _NO.fullmatch(words):
        return Ending.NO
    return Ending.YES if _YES.fullmatch(words) else None


@dataclass(frozen=True, slots=True)
class Endings:
    """Answers such words where there is something open that they can be meant for.

    A word that is typed drops a draft, but never saves one: saving takes the button.
    """

    desk: Desk

    @property
    def memory(self) -> Memory:
        return self.desk.memory

    async def take_up(self, talk: Talk, message_id: str | None) -> None:
        """Let a reply to the card of a task or a draft be about that one, old as it may be."""
        delivery = await self.desk.outbox.by_message(message_id) if message_id else None
        match delivery.post.view if delivery else None:
            case TaskCard(task_id):
                await self.memory.touched(talk, task_id)
            case DraftCard(draft_id):
                await self.memory.touched(talk, draft_id)

    async def answered(self, talk: Talk, text: str) -> bool:
        """Answer `text` where it ends something; False where it is to be read as any other."""
        ending = ending_of(text)
        if ending is None or talk.is_outsider:
            return False
        talk = talk.speaking(language_of(text) or talk.locale)
        draft = await self.memory.draft(talk)
        if draft is None:
            return await self._of_question(talk, ending)
        if ending is Ending.YES:
            await self.desk.replies.tell(talk, "draft.press_save")
            return True
        await self.desk.service.cancel_draft(CancelDraft(draft.id, talk.person.id, talk.at))
        await self.desk.replies.tell(talk, "change.dropped" if draft.amends else "press.cancelled")
        return True

    async def _of_question(self, talk: Talk, ending: Ending) -> bool:
        if ending is Ending.NO:
            return await self._drops_the_question(talk)
        if not await self.memory.deleting(talk):
            return False
        await self.desk.replies.tell(talk, "delete.press_delete")
        return True

    async def _drops_the_question(self, talk: Talk) -> bool:
        if not (await self.memory.context(talk)).pending:
            return False
        of_tasks = await self.memory.picking(talk) or await self.memory.deleting(talk)
        code = "pick.dropped" if of_tasks else "ask.dropped"
        await self.memory.settled(talk)
        await self.desk.replies.tell(talk, code)
        return True

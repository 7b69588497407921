"""What the talk before was about: what decides what the next message means."""

from dataclasses import dataclass, replace

from bot.chat.language.meaning import Context, Question
from bot.chat.talk import Talk
from scheduler.drafts import Draft, DraftState
from scheduler.model import DraftId, Task, TaskId
from scheduler.ports import Clock, DraftStore, TaskStore
from scheduler.trials import draft_tried
from scheduler.views import AskCard, BatchCard, DraftCard, PickCard, SureCard, TaskCard, View
from storage.conversations import Conversation, Conversations

_WHICH = "which"
"""The question of a pick card. It is no `Question` of the grammar, which reads no answer to it."""

_SURE = "sure"
"""The question whether something shall be deleted, which only a press answers."""

_UNDO = "undo"
"""No question: what is pending is the key of the card that says what was done to several tasks."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one person in one chat; it lasts for minutes, and nothing is decided by it without being shown."""

    conversations: Conversations
    drafts: DraftStore
    tasks: TaskStore
    clock: Clock

    async def context(self, talk: Talk) -> Context:
        """Return what the grammar needs to know."""
        said = await self._of(talk)
        task = await self._task(said.task_id)
        return Context(
            pending=said.pending if said.question != _UNDO else "",
            question=next((one for one in Question if one == said.question), None),
            drafting=await self.draft(talk) is not None,
            title=task.spec.title if task else "",
        )

    async def draft(self, talk: Talk) -> Draft | None:
        """Return the open draft of this person that was last shown here, or whose trial is talked about."""
        draft_id = draft_tried(talk.about) if talk.about else (await self._of(talk)).draft_id
        draft = await self._open(draft_id)
        return draft if draft and draft.asker == talk.person.id else None

    async def task(self, talk: Talk) -> Task | None:
        """Return the task last shown, changed or named here; a deleted one, too."""
        return await self._task((await self._of(talk)).task_id)

    async def picking(self, talk: Talk) -> str:
        """Return the sentence that waits for one of several tasks to be picked; "" when none does."""
        said = await self._of(talk)
        return said.pending if said.question == _WHICH else ""

    async def deleting(self, talk: Talk) -> bool:
        """Say whether a card asks whether to delete."""
        return (await self._of(talk)).question == _SURE

    async def done_last(self, talk: Talk) -> str:
        """Return the key of the card that says what was last done to several tasks; "" for none."""
        said = await self._of(talk)
        return said.pending if said.question == _UNDO else ""

    async def shown(self, talk: Talk, view: View) -> None:
        """Remember what an answer leaves open, or is about."""
        match view:
            case AskCard(question=question, said=said):
                await self._change(talk, pending=said, question=question)
            case PickCard(verb="task.delete", task_ids=(_,)) | SureCard():
                await self._change(talk, pending=view.kind, question=_SURE)
            case BatchCard():
                await self._change(talk, pending=talk.post(view).key, question=_UNDO)
            case PickCard(task_ids=task_ids, said=said) if len(task_ids) > 1:
                await self._change(talk, pending=said, question=_WHICH)
            case DraftCard(draft_id):
                await self._change(talk, pending="", question="", draft_id=draft_id)
            case TaskCard(task_id):
                await self.about(talk, task_id)

    async def about(self, talk: Talk, task_id: TaskId) -> None:
        """Remember the task that was talked about; the draft before it is not meant any more."""
        await self._change(talk, pending="", question="", draft_id=None, task_id=task_id)

    async def touched(self, talk: Talk, subject: str) -> None:
        """Remember the task or the open draft whose card was pressed, or replied to, by its id."""
        if subject.startswith("task_"):
            await self.about(talk, TaskId(subject))
        elif subject.startswith("draft_") and await self._open(DraftId(subject)):
            await self.shown(talk, DraftCard(DraftId(subject)))

    async def settled(self, talk: Talk) -> None:
        """No question is open any more."""
        said = await self._of(talk)
        if said.pending and said.question != _UNDO:
            await self._change(talk, pending="", question="")

    async def _of(self, talk: Talk) -> Conversation:
        return await self.conversations.recall(talk.chat_id, talk.person.id, self.clock())

    async def _change(self, talk: Talk, **fields: str | None) -> None:
        said = replace(await self._of(talk), **fields)  # type: ignore[arg-type]  # fields of a Conversation
        person = talk.person
        await self.conversations.remember(person.tenant, talk.chat_id, person.id, said, self.clock())

    async def _open(self, draft_id: DraftId | None) -> Draft | None:
        draft = await self.drafts.get(draft_id) if draft_id else None
        is_open = draft and draft.state is DraftState.OPEN and draft.expires_at > self.clock()
        return draft if is_open else None

    async def _task(self, task_id: TaskId | None) -> Task | None:
        return await self.tasks.get(task_id) if task_id else None

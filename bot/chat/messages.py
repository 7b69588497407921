"""What people write becomes what they want: understood, allowed, done, and answered with a card."""

from collections.abc import Awaitable, Callable, Sequence

from bot.chat.access import Right
from bot.chat.drafting import draft_of, sole_reading
from bot.chat.language import read
from bot.chat.language.meaning import Intent, Meaning, TaskRef
from bot.chat.meet import Meet
from bot.chat.overview import Overview
from bot.chat.resolve import resolve
from bot.chat.talk import Replies, Talk
from bot.lark.events import MessageReceived
from scheduler.commands import PauseTask, ResumeTask, RunTask, TaskCommand
from scheduler.errors import Reason, Refused
from scheduler.model import DraftId, Task, TaskStatus
from scheduler.ports import Clock
from scheduler.posts import AskCard, DraftCard, HelpCard, ListCard, ListScope, PickCard, TaskCard, View
from scheduler.service import Service

_PICK_FROM = 5

_Answer = Callable[[Talk, Meaning], Awaitable[None]]


class Messages:
    def __init__(
        self, meet: Meet, service: Service, overview: Overview, replies: Replies, clock: Clock
    ) -> None:
        self._meet = meet
        self._service = service
        self._overview = overview
        self._replies = replies
        self._clock = clock
        self._answers: dict[Intent, _Answer] = {
            Intent.LIST: self._list,
            Intent.HELP: self._help,
            Intent.SHOW: self._on_one,
            Intent.RUN: self._on_one,
            Intent.PAUSE: self._on_one,
            Intent.RESUME: self._on_one,
            Intent.DELETE: self._on_one,
        }

    async def handle(self, event: MessageReceived) -> None:
        """Answer a message. A newcomer in the personal chat is greeted first."""
        talk, is_new = await self._meet.by_message(event)
        if is_new:
            await self._replies.show(talk, HelpCard(welcome=True), suffix=":welcome")
            await self._meet.greeted(talk)
        if is_new and _is_answered_by_a_welcome(talk, event.text):
            return
        if event.text.strip():
            await self.say(talk, event.text)
        else:
            await self._replies.tell(talk, "chat.text_only")

    async def say(self, talk: Talk, text: str) -> None:
        """Answer `text` as if it was written, whether it was or a button stood for it."""
        meaning = read(text, talk.at, talk.zone, talk.locale)
        talk = talk.speaking(meaning.locale)
        try:
            if meaning.intent is Intent.CREATE:
                await self._create(talk, text, meaning)
            else:
                await self._answers.get(meaning.intent, self._at_a_loss)(talk, meaning)
        except Refused as refused:
            privately = talk.in_group and refused.reason is Reason.NOT_ALLOWED
            await self._replies.refuse(talk, refused, privately=privately)

    async def show(self, talk: Talk, view: View) -> None:
        """Answer with a card."""
        await self._replies.show(talk, view)

    async def show_mine(self, talk: Talk) -> None:
        """Send the person's own list to the personal chat, wherever it was asked for."""
        await self._replies.show(talk, ListCard(talk.person.id, talk.chat_id, ListScope.MINE), privately=True)

    async def draft(self, talk: Talk, sentence: str) -> DraftId:
        """Open the draft that `sentence` asks for, without a card of its own; refused as ever."""
        meaning = read(sentence, talk.at, talk.zone, talk.locale)
        draft = draft_of(talk, sentence, meaning, sole_reading(meaning), self._clock())
        await self._service.open_draft(draft, None)
        return draft.id

    async def _create(self, talk: Talk, text: str, meaning: Meaning) -> None:
        if meaning.post_to and not await self._meet.is_here(talk, meaning.post_to):
            await self._replies.tell(talk, "create.other_chat", name=meaning.post_to.name)
        elif meaning.refusal:
            facts = dict(meaning.refusal.facts) | {"offer": meaning.refusal.offer}
            await self._replies.refuse(talk, Refused(meaning.refusal.reason, **facts))
        elif meaning.ask:
            choices = tuple((choice.label, choice.sentence) for choice in meaning.ask.choices)
            await self._replies.show(talk, AskCard(talk.person.id, meaning.ask.question, choices))
        else:
            draft = draft_of(talk, text, meaning, meaning.readings[0], self._clock())
            await self._service.open_draft(draft, talk.post(DraftCard(draft.id)))

    async def _list(self, talk: Talk, _: Meaning) -> None:
        await self._replies.show(talk, await self._overview.first_page(talk))

    async def _help(self, talk: Talk, _: Meaning) -> None:
        await self._replies.show(talk, HelpCard())

    async def _at_a_loss(self, talk: Talk, meaning: Meaning) -> None:
        known = meaning.intent is not Intent.NONE
        await self._replies.tell(talk, "chat.not_yet" if known else "chat.not_understood")

    async def _on_one(self, talk: Talk, meaning: Meaning) -> None:
        """Do something to one task; ask which when several fit, never guess."""
        visible = await self._overview.visible(talk)
        if meaning.ref and meaning.ref.all:
            await self._on_all(talk, meaning, visible)
            return
        listed = await self._overview.listed(talk)
        match resolve(meaning.ref, listed, visible):
            case []:
                await self._replies.tell(talk, "task.none_fits", what=_shown(meaning.ref))
            case [task] if meaning.ref is not None:
                await self._act(talk, meaning, task)
            case tasks:
                await self._pick(talk, meaning.intent, tasks[:_PICK_FROM])

    async def _act(self, talk: Talk, meaning: Meaning, task: Task) -> None:
        match meaning.intent:
            case Intent.SHOW:
                await self._replies.show(talk, TaskCard(task.id))
            case Intent.DELETE:
                await self._overview.require(talk.asker, task, Right.DELETE)
                await self._pick(talk, Intent.DELETE, [task])
            case Intent.RUN:
                await self._run(talk, task)
            case _:
                await self._overview.require(talk.asker, task, Right.CHANGE)
                change = await self._service.execute(_command(talk, meaning, task))
                await self._replies.show(talk, TaskCard(change.task.id))

    async def _run(self, talk: Talk, task: Task) -> None:
        await self._overview.require(talk.asker, task, Right.RUN)
        change = await self._service.execute(RunTask(task.id, talk.person.id, talk.at))
        if not change.changed:
            raise Refused(Reason.ALREADY_RUNNING, title=task.spec.title)
        if task.spec.destination.chat_id != talk.chat_id:
            await self._replies.tell(talk, "run.elsewhere", title=task.spec.title)

    async def _on_all(self, talk: Talk, meaning: Meaning, visible: Sequence[Task]) -> None:
        """Pause or resume everything of the asker's; anything else is done one by one."""
        if meaning.intent not in {Intent.PAUSE, Intent.RESUME}:
            await self._pick(talk, meaning.intent, visible[:_PICK_FROM])
            return
        wanted = TaskStatus.ACTIVE if meaning.intent is Intent.PAUSE else TaskStatus.PAUSED
        for task in visible:
            if task.owner == talk.person.id and task.status is wanted:
                await self._service.execute(_command(talk, meaning, task))
        await self._list(talk, meaning)

    async def _pick(self, talk: Talk, intent: Intent, tasks: Sequence[Task]) -> None:
        if not tasks:
            await self._replies.tell(talk, "task.none_fits", what="")
            return
        ids = tuple(task.id for task in tasks)
        await self._replies.show(talk, PickCard(talk.person.id, f"task.{intent}", ids))


def _is_answered_by_a_welcome(talk: Talk, text: str) -> bool:
    """A newcomer who says hello, asks for help or sends a picture has been told what to do."""
    if not text.strip():
        return True
    return read(text, talk.at, talk.zone, talk.locale).intent in {Intent.NONE, Intent.HELP}


def _command(talk: Talk, meaning: Meaning, task: Task) -> TaskCommand:
    if meaning.intent is Intent.PAUSE:
        return PauseTask(task.id, talk.person.id, talk.at, meaning.until)
    return ResumeTask(task.id, talk.person.id, talk.at)


def _shown(ref: TaskRef | None) -> str:
    """Return how the person named the task."""
    if ref is None:
        return ""
    return str(ref.number) if ref.number is not None else ref.name

"""Talk under a run's card: the agent goes on with that run, and its task is what "it" means."""

from dataclasses import replace

from bot.chat.access import Right
from bot.chat.desk import Desk
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.talk import Talk
from bot.lark.events import MessageReceived
from scheduler.commands import ReplyToRun
from scheduler.errors import Reason, Refused
from scheduler.model import AgentPrompt, Run, RunId, RunState

_ABOUT_THE_TASK = frozenset(
    {
        Intent.SHOW,
        Intent.RUN,
        Intent.PAUSE,
        Intent.RESUME,
        Intent.DELETE,
        Intent.EDIT,
        Intent.HISTORY,
        Intent.STOP,
    }
)


class Threads:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run_of(self, event: MessageReceived) -> Run | None:
        """Return the run under whose card, or under whose result, the message was written."""
        for message_id in (event.parent_id, event.root_id):
            delivery = await self._desk.outbox.by_message(message_id) if message_id else None
            if delivery and delivery.post.run_id:
                return await self._desk.runs.get(RunId(delivery.post.run_id))
        return None

    def about(self, talk: Talk, meaning: Meaning, run: Run) -> Talk | None:
        """Return the talk, about the run's task; None when it asks for nothing that the bot does itself."""
        if meaning.intent is Intent.NONE:
            return None
        names_none = meaning.ref is None or meaning.ref.it
        if meaning.intent in _ABOUT_THE_TASK and names_none:
            return replace(talk, about=run.task_id)
        return talk

    async def reply(self, talk: Talk, text: str, run: Run) -> None:
        """Let the agent answer in the thread, with the run and what followed it as context."""
        task = await self._desk.task(run.task_id)
        await self._desk.overview.require(talk.asker, task, Right.SEE)
        if not isinstance(task.spec.action, AgentPrompt):
            raise Refused(Reason.NOTHING_TO_ASK)
        if run.state is not RunState.SUCCEEDED:
            raise Refused(Reason.RUN_UNFINISHED)
        assert talk.message_id is not None, "written, so it is a message"
        await self._desk.service.reply(
            ReplyToRun(run.id, talk.person.id, talk.at, text, talk.message_id, talk.chat_id)
        )

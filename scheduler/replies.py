"""Answers in a run's thread: a run of their own, with the conversation as context. Pure."""

import hashlib
from datetime import timedelta

from scheduler.commands import ReplyToRun
from scheduler.executor import Exchange
from scheduler.model import AgentPrompt, DeliveryState, Run, RunId, RunKind, RunState, Task
from scheduler.posts import Post, ReplyTo, run_card_key
from scheduler.views import RunCard

EXCHANGES_KEPT = 12
TEXT_KEPT = 8_000
"""Characters of each side of an exchange: what an agent is reminded of has to fit beside its work."""

ON_CARD = 12_000
"""Bytes of an answer that its card shows whole: of Lark's 30 KB, with room for making Markdown safe."""


def fits_card(answer: str) -> bool:
    """Tell whether the card of an answer shows all of it; what is longer goes out as messages below."""
    return len(answer.encode()) <= ON_CARD


def reply_run(task: Task, parent: Run, command: ReplyToRun) -> Run:
    """Return the run that answers; its id follows from the message, so answering twice is once.

    The conversation is that of the first run: an answer's own thread belongs to it.
    """
    digest = hashlib.sha256(command.message_id.encode()).digest()
    # Two people may write in the same millisecond, and one task has one run of a kind at one instant.
    apart = timedelta(microseconds=int.from_bytes(digest[:2], "big") % 1_000)
    return Run(
        id=RunId("run_" + digest.hex()[:24]),
        tenant=task.tenant,
        task_id=task.id,
        fire_time=command.at + apart,
        kind=RunKind.REPLY,
        state=RunState.QUEUED,
        due_at=command.at,
        requested_by=command.actor,
        note=command.text,
        parent=parent.parent if parent.kind is RunKind.REPLY and parent.parent else parent.id,
        delivery=DeliveryState.PENDING,
        created_at=command.at,
    )


def reply_card(task: Task, run: Run, command: ReplyToRun) -> Post:
    """The card that turns into the answer, in the thread under what was written."""
    return Post(
        key=run_card_key(run.id),
        tenant=task.tenant,
        view=RunCard(run.id),
        target=ReplyTo(command.message_id, command.chat_id, in_thread=True),
        locale=task.spec.locale,
        run_id=run.id,
    )


def conversation(task: Task, first: Run, later: list[Exchange]) -> tuple[Exchange, ...]:
    """Return what an agent is reminded of: the run that began the thread, then the latest exchanges."""
    action = task.spec.action
    asked = action.prompt if isinstance(action, AgentPrompt) else action.text
    begun = Exchange("\n\n".join(filter(None, (asked, first.note))), first.result)
    return tuple(_shortened(each) for each in (begun, *later[-EXCHANGES_KEPT:]))


def _shortened(exchange: Exchange) -> Exchange:
    return Exchange(exchange.asked[:TEXT_KEPT], exchange.answered[:TEXT_KEPT])

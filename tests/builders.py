"""Values for tests; name only what the test is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler.decided import Moved
from scheduler.drafts import DRAFT_LIFE, Draft
from scheduler.model import (
    Action,
    ChatId,
    Destination,
    DraftId,
    Locale,
    PersonId,
    Policies,
    Run,
    RunId,
    RunKind,
    RunState,
    StaticText,
    Task,
    TaskId,
    TaskSpec,
    TaskStatus,
    TenantKey,
)
from scheduler.ports import Audit
from scheduler.posts import Post, ToChat, run_card_key
from scheduler.triggers import Every, Trigger
from scheduler.views import RunCard, Sentence, View

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # where `ManualClock` starts
TENANT = TenantKey("tenant_1")
OWNER = PersonId("ou_owner")
CHAT = ChatId("oc_group")
HOURLY = Every(timedelta(hours=1), NOW, "Asia/Shanghai")


def a_spec(
    *,
    title: str = "Stand-up",
    action: Action = StaticText("Time to stand up"),  # noqa: B008 - frozen
    trigger: Trigger = HOURLY,
    chat_id: str = CHAT,
    **fields: Any,
) -> TaskSpec:
    return TaskSpec(
        title=title,
        phrase=fields.pop("phrase", "every hour"),
        action=action,
        trigger=trigger,
        destination=Destination(ChatId(chat_id), in_group=fields.pop("in_group", True)),
        locale=fields.pop("locale", Locale.EN),
        policies=fields.pop("policies", Policies()),
        **fields,
    )


def a_task(number: int = 1, *, spec: TaskSpec | None = None, **fields: Any) -> Task:
    """An active hourly task that is due at `NOW`."""
    task = Task(
        id=TaskId(f"task_{number}"),
        tenant=TENANT,
        owner=OWNER,
        spec=spec or a_spec(),
        status=TaskStatus.ACTIVE,
        revision=1,
        next_fire_time=NOW,
        created_at=NOW - timedelta(days=1),
        updated_at=NOW - timedelta(days=1),
    )
    return replace(task, **fields)


def a_draft(number: int = 1, *, spec: TaskSpec | None = None, **fields: Any) -> Draft:
    """An open draft of the owner."""
    draft = Draft(
        id=DraftId(f"draft_{number}"),
        tenant=TENANT,
        asker=OWNER,
        spec=spec or a_spec(),
        created_at=NOW,
        expires_at=NOW + DRAFT_LIFE,
    )
    return replace(draft, **fields)


def a_run(number: int = 1, *, task: str = "task_1", **fields: Any) -> Run:
    """A queued scheduled run of the occurrence at `NOW`."""
    run = Run(
        id=RunId(f"run_{number}"),
        tenant=TENANT,
        task_id=TaskId(task),
        fire_time=NOW,
        kind=RunKind.SCHEDULED,
        state=RunState.QUEUED,
        due_at=NOW,
        created_at=NOW,
    )
    return replace(run, **fields)


def a_post(key: str = "post_1", *, view: View | None = None, **fields: Any) -> Post:
    """A sentence to the group."""
    post = Post(
        key=key,
        tenant=TENANT,
        view=view or Sentence("hello"),
        target=ToChat(CHAT),
        locale=Locale.EN,
    )
    return replace(post, **fields)


def a_run_card(run: Run, **fields: Any) -> Post:
    """The card of `run`, to the group."""
    return a_post(run_card_key(run.id), view=RunCard(run.id), run_id=run.id, **fields)


def moved(task: Task, **fields: Any) -> Moved:
    """Where `task` goes on: where it is, but for `fields`."""
    return replace(Moved(task.next_fire_time, task.fired, task.status, task.plan_after), **fields)


def an_audit(subject: str = "task_1", **fields: Any) -> Audit:
    return replace(Audit(TENANT, OWNER, "task.changed", subject, NOW), **fields)

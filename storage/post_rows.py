"""Posts and deliveries between rows and the values of the engine. Pure."""

from scheduler.model import RunId, TaskId, TenantKey
from scheduler.posts import Delivery, Post, Priority, UnderPost, place_of
from scheduler.views import subject_of
from storage.rows import Values
from storage.tables import DeliveryRow


def post_of(row: DeliveryRow) -> Post:
    return Post(
        key=row.key,
        tenant=TenantKey(row.tenant_key),
        view=row.view,
        target=row.target,
        locale=row.locale,
        priority=Priority(row.priority),
        run_id=RunId(row.run_id) if row.run_id else None,
        unasked=row.unasked,
    )


def post_values(post: Post) -> Values:
    return {
        "key": post.key,
        "tenant_key": post.tenant,
        "view": post.view,
        "subject": subject_of(post.view),
        "target": post.target,
        "place": place_of(post.target),
        "parent_key": post.target.key if isinstance(post.target, UnderPost) else None,
        "locale": post.locale,
        "priority": int(post.priority),
        "run_id": post.run_id,
        "unasked": post.unasked,
    }


def delivery_of(
    row: DeliveryRow, parent_message_id: str | None = None, task_id: str | None = None
) -> Delivery:
    return Delivery(
        id=row.id,
        post=post_of(row),
        state=row.state,
        wanted=row.wanted,
        posted=row.posted,
        generation=row.generation,
        attempts=row.attempts,
        due_at=row.due_at,
        first_tried_at=row.first_tried_at,
        from_backup=row.from_backup,
        message_id=row.message_id,
        thread_id=row.thread_id,
        parent_message_id=parent_message_id,
        task_id=TaskId(task_id) if task_id else None,
    )

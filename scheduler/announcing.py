"""What a group is told when a task that posts there is set up, and when it changes. Pure."""

from typing import Final

from scheduler.amending import Field, differing
from scheduler.model import ChatId, PersonId, Task
from scheduler.posts import Post, Priority, ToChat
from scheduler.views import ConfigCard, Sentence, View

# What members neither see nor are concerned by.
_UNSEEN: Final = frozenset({Field.TEMPLATE, Field.LOCALE})


def told_of_new(task: Task, card_in: ChatId | None) -> tuple[Post, ...]:
    """Tell the group what will post there, unless the card that was saved stands there and tells it."""
    if not _concerns(task, card_in):
        return ()
    return (_post(task, _config(task, task.owner)),)


def told_of_change(old: Task, new: Task, by: PersonId, card_in: ChatId | None) -> tuple[Post, ...]:
    """Tell the group what is different; one that a task leaves is told, and one that it comes to as well."""
    fields = set(differing(old.spec, new.spec)) - _UNSEEN
    if not fields:
        return ()
    if Field.DESTINATION not in fields:
        return (_post(new, _config(new, by, old)),) if _concerns(new, card_in) else ()
    left = (_farewell(old, new),) if _concerns(old, card_in) else ()
    come = (_post(new, _config(new, by)),) if _concerns(new, card_in) else ()
    return (*left, *come)


def _concerns(task: Task, card_in: ChatId | None) -> bool:
    place = task.spec.destination
    return place.in_group and place.chat_id != card_in


def _config(task: Task, by: PersonId, before: Task | None = None) -> ConfigCard:
    return ConfigCard(
        task_id=task.id,
        owner=task.owner,
        by=by,
        spec=task.spec,
        before=before.spec if before else None,
    )


def _farewell(old: Task, new: Task) -> Post:
    there = ToChat(old.spec.destination.chat_id)
    return _post(new, Sentence("config.left", {"title": old.spec.title}), there, "left")


def _post(task: Task, view: View, target: ToChat | None = None, what: str = "config") -> Post:
    return Post(
        key=f"{task.id}:{what}:{task.revision}",
        tenant=task.tenant,
        view=view,
        target=target or ToChat(task.spec.destination.chat_id),
        locale=task.spec.locale,
        priority=Priority.RESULT,
        unasked=True,
    )

"""Which task is meant by a number, a name or a part of a name. Pure."""

from collections.abc import Sequence

from bot.chat.language.meaning import TaskRef
from scheduler.model import Task, TaskId


def resolve(ref: TaskRef | None, listed: Sequence[TaskId], visible: Sequence[Task]) -> Sequence[Task]:
    """Return the tasks that fit, among those the asker may see: none, the one, or several to pick from.

    A number is a place on the list last shown (`listed`), else on the one that would be shown now.
    Without a reference everything fits.
    """
    if ref is None or ref.all or ref.it:
        return visible
    if ref.number is not None:
        return _numbered(ref.number, listed, visible)
    return _named(ref.name, visible)


def _numbered(number: int, listed: Sequence[TaskId], visible: Sequence[Task]) -> Sequence[Task]:
    order = listed or [task.id for task in visible]
    if not 1 <= abs(number) <= len(order):
        return ()
    wanted = order[number - 1 if number > 0 else number]
    return [task for task in visible if task.id == wanted]


def _named(name: str, visible: Sequence[Task]) -> Sequence[Task]:
    """Prefer the whole name to a part of it, whatever the case."""
    wanted = name.casefold().strip()
    titles = [(task, task.spec.title.casefold()) for task in visible]
    exact = [task for task, title in titles if title == wanted]
    return exact or [task for task, title in titles if wanted and (wanted in title or _bare(wanted) == title)]


def _bare(name: str) -> str:
    """Return a name without the word for what it names: 日报提醒 may be the task 日报."""
    return name.removesuffix("提醒").removesuffix(" reminder").strip()

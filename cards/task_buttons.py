"""The buttons that do something to a task."""

from cards.actions import Press, Verb
from cards.controls import Button, Confirm, Look
from cards.elements import name_of
from cards.texts import say
from scheduler.model import Locale, Task, TaskId


def task_button(
    verb: Verb,
    task: Task,
    locale: Locale,
    *,
    label: str = "",
    look: Look = Look.DEFAULT,
    key: str = "",
    tiny: bool = False,
) -> Button:
    """A button that does `verb` to the task as it is drawn; deleting asks first."""
    return Button(
        key=key or verb.value.replace(".", "_"),
        label=label or say(f"button.{verb}", locale),
        press=Press(verb, task.id, task.revision),
        look=look,
        tiny=tiny,
        confirm=delete_question(task, locale) if verb is Verb.TASK_DELETE else None,
    )


def rights_button(
    task_id: TaskId, locale: Locale, *, look: Look = Look.DEFAULT, tiny: bool = False
) -> Button:
    """A button that tells whoever presses what they may do."""
    press = Press(Verb.TASK_RIGHTS, task_id)
    label = say(f"button.{Verb.TASK_RIGHTS}", locale)
    return Button(key="task_rights", label=label, press=press, look=look, tiny=tiny)


def delete_question(task: Task, locale: Locale) -> Confirm:
    title = say("confirm.delete", locale, title=name_of(task.spec.title))
    return Confirm(title, say("confirm.delete.more", locale))

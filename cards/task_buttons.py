"""The buttons that do something to a task."""

from cards.actions import Press, Verb
from cards.controls import Button, Confirm, Look
from cards.elements import name_of
from cards.texts import say
from scheduler.model import Locale, Task


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


def delete_question(task: Task, locale: Locale) -> Confirm:
    title = say("confirm.delete", locale, title=name_of(task.spec.title))
    return Confirm(title, say("confirm.delete.more", locale))

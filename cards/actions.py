"""What a button means, packed into the value that Lark sends back when it is pressed.

Who pressed never comes from here: Lark's envelope says that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Verb(StrEnum):
    """What a button does."""

    DRAFT_SAVE = "draft.save"
    DRAFT_CANCEL = "draft.cancel"
    DRAFT_CHANGE = "draft.change"  # shows the form
    DRAFT_APPLY = "draft.apply"  # submits the form
    DRAFT_KEEP = "draft.keep"  # back from the form, nothing changed
    TASK_SHOW = "task.show"
    TASK_RUN = "task.run"
    TASK_PAUSE = "task.pause"
    TASK_RESUME = "task.resume"
    TASK_EDIT = "task.edit"  # shows the form
    TASK_DELETE = "task.delete"
    TASK_RESTORE = "task.restore"
    RUN_AGAIN = "run.again"
    LIST_PAGE = "list.page"  # args: page, from 0
    LIST_MINE = "list.mine"
    SETTINGS_LOCALE = "settings.locale"  # args: locale
    FORM_OPEN = "form.open"  # for a new task
    FORM_SUBMIT = "form.submit"  # args: use (check, said, picked), or schedule, the time that was tapped
    FORM_CLOSE = "form.close"
    SAY = "say"  # args: text, the sentence that the button stands for
    PICK_CHOOSE = "pick.choose"  # args: verb, what is done to the task chosen


class BadPressError(ValueError):
    """A button's value that is none of ours, or of a version that nobody knows any more."""


@dataclass(frozen=True, slots=True)
class Press:
    """`id` names the task, draft or run; `revision` is the one that the card was drawn for."""

    verb: Verb
    id: str = ""
    revision: int = 0
    args: Mapping[str, str] = field(default_factory=dict)


_VERB: Final = "verb"
_ID: Final = "id"
_REVISION: Final = "rev"
_ARG: Final = "arg."


def pack(press: Press) -> dict[str, str | int]:
    """Return a flat JSON object; what is empty is left out."""
    value: dict[str, str | int] = {_VERB: press.verb.value}
    if press.id:
        value[_ID] = press.id
    if press.revision:
        value[_REVISION] = press.revision
    return value | {_ARG + name: text for name, text in press.args.items()}


def unpack(value: Mapping[str, object]) -> Press:
    """Read a button's value; raises `BadPressError` for anything that `pack` did not write."""
    return Press(
        verb=_verb(value.get(_VERB)),
        id=_text(value.get(_ID, ""), _ID),
        revision=_revision(value.get(_REVISION, 0)),
        args={
            name.removeprefix(_ARG): _text(text, name)
            for name, text in value.items()
            if name.startswith(_ARG)
        },
    )


def _verb(value: object) -> Verb:
    try:
        return Verb(_text(value, _VERB))
    except ValueError as error:
        raise BadPressError("a press with no verb that is known") from error


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise BadPressError(f"a press whose {name} is no text")
    return value


def _revision(value: object) -> int:
    """Some clients send numbers of a value back as text."""
    try:
        revision = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else -1
    except ValueError:
        revision = -1
    if revision < 0:
        raise BadPressError("a press whose revision is no number")
    return revision

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
    DRAFT_ADJUST = "draft.adjust"  # args: text, the change as a sentence; settles, what was assumed
    DRAFT_TRY = "draft.try"  # a trial run; the draft stays open
    DRAFT_PLACE = "draft.place"  # asks where it shall post
    PLACE_PICK = "place.pick"  # args: place, the id of a group or "here" or "own"
    PLACE_SEARCH = "place.search"  # submits the name to look for
    PLACE_NEW = "place.new"  # shows the form for a new group
    PLACE_MAKE = "place.make"  # submits it
    PLACE_BACK = "place.back"
    TASK_SHOW = "task.show"
    TASK_HISTORY = "task.history"
    TASK_RUN = "task.run"
    TASK_PAUSE = "task.pause"
    TASK_RESUME = "task.resume"
    TASK_EDIT = "task.edit"  # shows the form
    TASK_DELETE = "task.delete"
    TASK_RESTORE = "task.restore"
    TASK_RIGHTS = "task.rights"  # tells whoever presses what they may do
    RUN_AGAIN = "run.again"
    RUN_STOP = "run.stop"
    RUN_AFTER = "run.after"  # once more when the one that is open has ended
    RUN_LEAVE = "run.leave"
    RUN_SKIP = "run.skip"  # one that was missed
    INCIDENT_TAKE = "incident.take"  # the id is of the run that failed first
    RUN_SNOOZE = "run.snooze"  # args: for, a word of `Snooze`
    RUN_UNSNOOZE = "run.unsnooze"
    BATCH_UNDO = "batch.undo"
    BATCH_DELETE = "batch.delete"
    BATCH_KEEP = "batch.keep"
    LIST_PAGE = "list.page"  # args: page, from 0
    LIST_MINE = "list.mine"
    SETTINGS_LOCALE = "settings.locale"  # args: locale
    FORM_OPEN = "form.open"  # for a new task
    FORM_SUBMIT = "form.submit"  # args: use (check, said, picked), or schedule, the time that was tapped
    FORM_CLOSE = "form.close"
    ASK_ALL = "ask.all"  # every choice, one after the other
    ASK_PICK = "ask.pick"  # what a picker sends completes the question
    TEMPLATE_LIST = "template.list"  # args: page and query
    TEMPLATE_SEARCH = "template.search"  # submits the words to look for
    TEMPLATE_SHOW = "template.show"
    TEMPLATE_USE = "template.use"  # shows the form
    TEMPLATE_APPLY = "template.apply"  # submits it
    TEMPLATE_NEW = "template.new"
    TEMPLATE_EDIT = "template.edit"  # shows the form for its content
    TEMPLATE_STORE = "template.store"  # submits it
    TEMPLATE_SETTLE = "template.settle"  # submits the form for its parameters
    TEMPLATE_PUBLISH = "template.publish"
    TEMPLATE_WITHDRAW = "template.withdraw"
    TEMPLATE_SHARE = "template.share"  # asks to which group
    TEMPLATE_POST = "template.post"  # submits the group
    TEMPLATE_FROM_TASK = "template.from_task"  # the id is the task's
    DIGEST_OPEN = "digest.open"  # the id is a run's, or the key of a post
    SAY = "say"  # args: text, the sentence that the button stands for
    PICK_CHOOSE = "pick.choose"  # args: verb, what is done to the task chosen


class Snooze(StrEnum):
    """How long a reminder is put off."""

    SOON = "soon"  # ten minutes
    HOUR = "hour"
    TOMORROW = "tomorrow"  # at the same time by the clock of whoever presses


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

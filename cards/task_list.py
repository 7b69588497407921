"""The list of tasks: one row a task, the number first, because people answer with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Choice, Look, button_row
from cards.elements import Card, Column, Columns, Element, Header, Markdown, Note, Rule, Text, Tone, name_of
from cards.markup import bold, cut, escape, one_line
from cards.reader import Reader
from cards.task_buttons import task_button
from cards.task_card import schedule_for
from cards.texts import say
from cards.times import short_moment
from scheduler.model import Locale, Run, RunState, Task, TaskStatus
from scheduler.triggers import At
from scheduler.views import ListScope

ROWS_A_PAGE: Final = 8
_NAME: Final = 28  # characters in a row
_PAUSE_NOTE: Final = 30
_SCHEDULE: Final = 64
_MARKS: Final = {
    RunState.SUCCEEDED: "✓",
    RunState.FAILED: "✗",
    RunState.TIMED_OUT: "✗",
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """`number` is what people call the task by in the talk that follows; `owner` is a name.

    `place` is the name of the group that it posts to, where that is not the one in which this is read.
    """

    number: int
    task: Task
    owner: str
    last_run: Run | None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """`rows` are all tasks in order; the card shows page `page`, counted from 0."""

    rows: Sequence[ListRow]
    scope: ListScope
    page: int
    in_group: bool
    only: str = ""  # which of them: "active", "paused", "failed"
    used: int | None = None  # runs of the viewer's tasks today; None where the list is everybody's
    runs_a_day: int = 0  # 0: any number


def task_list(view: ListView, reader: Reader) -> Card:
    """Draw one page; a page that is not there is the nearest that is."""
    locale = reader.locale
    title = _title(view, locale)
    active = sum(row.task.status is TaskStatus.ACTIVE for row in view.rows)
    count = say("list.count", locale, total=len(view.rows), active=active) if view.rows else ""
    return Card(
        header=Header(title, Tone.WATHET, tuple(filter(None, (count, _used(view, locale))))),
        elements=tuple(_filled(view, reader) if view.rows else _empty(view, reader)),
        summary=say("task.summary", locale, title=title, state=count) if count else title,
    )


def _title(view: ListView, locale: Locale) -> str:
    if view.only:
        return say(f"list.filter.{view.only}", locale)
    return say("list.chat" if view.scope is ListScope.CHAT else "list.mine", locale)


def _used(view: ListView, locale: Locale) -> str:
    """Say how many of the day's runs are used, once there are any."""
    if not view.used or not view.rows:
        return ""
    code = "list.used" if view.runs_a_day else "list.used_unlimited"
    return say(code, locale, used=view.used, limit=view.runs_a_day)


def _filled(view: ListView, reader: Reader) -> Iterator[Element]:
    page, pages = _page(view)
    status = TaskStatus.ACTIVE
    for row in view.rows[page * ROWS_A_PAGE :][:ROWS_A_PAGE]:
        if row.task.status is not status:
            status = row.task.status
            yield Note(say(f"task.{status}", reader.locale))
        yield _row(row, view.scope, reader)
    yield Rule()
    yield _foot(_hint(page, pages, reader), reader)
    yield from _navigation(view, page, pages, reader)


def _page(view: ListView) -> tuple[int, int]:
    pages = -(-len(view.rows) // ROWS_A_PAGE)
    return min(max(view.page, 0), pages - 1), pages


def _empty(view: ListView, reader: Reader) -> Iterator[Element]:
    if view.only:
        yield Text(say("list.none_such", reader.locale))
        return
    yield Text(say("list.empty", reader.locale))
    for place, code in enumerate(("try.daily", "try.soon")):
        text = say(code, reader.locale)
        press = Press(Verb.SAY, args={"text": text})
        yield Choice(key=f"try_{place}", elements=(Text(text),), press=press)
    yield _foot(say("list.or_form", reader.locale), reader)
    yield from _navigation(view, 0, 1, reader)


def _row(row: ListRow, scope: ListScope, reader: Reader) -> Element:
    words = Column((numbered(row), Note(_about(row, scope, reader)), *_missed(row, reader)), weight=1)
    buttons = Column(tuple(_row_buttons(row, reader)), horizontal=True, centred=True)
    return Columns((words, buttons), stacks=True)


def numbered(row: ListRow) -> Element:
    """Return the number that people call the task by, and its name."""
    return Markdown(f"{row.number}  {bold(name_of(row.task.spec.title, _NAME))}")


def _about(row: ListRow, scope: ListScope, reader: Reader) -> str:
    """Say when it runs, when next, how it went last, and in a group whose it is."""
    task = row.task
    following = _next(task, reader)
    once = isinstance(task.spec.trigger, At) and following  # then the next time says all
    parts = ["" if once else cut(schedule_for(task, reader), _SCHEDULE), following, _pause_note(task, reader)]
    if row.last_run is not None and not row.last_run.is_unanswered_miss:
        parts.append(_last(row.last_run, reader))
    parts.append(name_of(row.owner if scope is ListScope.CHAT else row.place, _NAME))
    return " · ".join(part for part in parts if part)


def _missed(row: ListRow, reader: Reader) -> tuple[Element, ...]:
    """Say that the last run was missed, until one follows or somebody leaves it at that."""
    run = row.last_run
    if run is None or not run.is_unanswered_miss:
        return ()
    words = say("list.missed", reader.locale, when=short_moment(run.fire_time, reader))
    return (Markdown(f"<font color='orange'>{escape(words)}</font>"),)


def _pause_note(task: Task, reader: Reader) -> str:
    if task.status is not TaskStatus.PAUSED or not task.pause_note:
        return ""
    return say("list.paused_for", reader.locale, note=cut(one_line(task.pause_note), _PAUSE_NOTE))


def _last(run: Run, reader: Reader) -> str:
    """Show how it went by a sign, or in words where that is not plain."""
    return _MARKS.get(run.state) or say(f"state.{run.state}", reader.locale)


def _next(task: Task, reader: Reader) -> str:
    if task.status is TaskStatus.PAUSED and task.paused_until is not None:
        return say("list.until", reader.locale, when=short_moment(task.paused_until, reader))
    if task.status is not TaskStatus.ACTIVE or task.next_fire_time is None:
        return ""
    return say("list.next", reader.locale, when=short_moment(task.next_fire_time, reader))


def _row_buttons(row: ListRow, reader: Reader) -> Iterator[Button]:
    verbs = {
        TaskStatus.ACTIVE: (Verb.TASK_RUN, Verb.TASK_PAUSE, Verb.TASK_EDIT, Verb.TASK_SHOW),
        TaskStatus.PAUSED: (Verb.TASK_RUN, Verb.TASK_RESUME, Verb.TASK_EDIT, Verb.TASK_SHOW),
    }.get(row.task.status, (Verb.TASK_SHOW,))
    for verb in verbs:
        label = say(f"button.row.{verb}", reader.locale)
        key = f"{verb.value.replace('.', '_')}_{row.number}"
        yield task_button(verb, row.task, reader.locale, label=label, key=key, look=Look.LINK, tiny=True)


def _hint(page: int, pages: int, reader: Reader) -> str:
    said = say("list.talk", reader.locale)
    if pages == 1:
        return said
    return f"{say('list.pages', reader.locale, page=page + 1, pages=pages)} · {said}"


def _foot(said: str, reader: Reader) -> Element:
    """What can be said, and a way to a new task."""
    label = say(f"button.{Verb.FORM_OPEN}", reader.locale)
    new = Button(key="new_task", label=label, press=Press(Verb.FORM_OPEN), tiny=True)
    return Columns((Column((Note(said),), weight=1, centred=True), Column((new,), centred=True)))


def _navigation(view: ListView, page: int, pages: int, reader: Reader) -> tuple[Element, ...]:
    back = _turn("previous", page - 1, reader) if page > 0 else None
    on = _turn("next", page + 1, reader) if page + 1 < pages else None
    shown = [button for button in (back, on, _other(view, reader)) if button]
    return (button_row(*shown),) if shown else ()


def _turn(name: str, page: int, reader: Reader) -> Button:
    press = Press(Verb.LIST_PAGE, args={"page": str(page)})
    return Button(key=f"page_{name}", label=say(f"button.list.{name}", reader.locale), press=press)


def _other(view: ListView, reader: Reader) -> Button | None:
    """Lead from a group's list to one's own, which goes to the personal chat."""
    if not view.in_group or view.scope is not ListScope.CHAT:
        return None
    label = say("button.list.mine", reader.locale)
    return Button(key="other_list", label=label, press=Press(Verb.LIST_MINE), look=Look.TEXT)

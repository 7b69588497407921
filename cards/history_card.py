"""The runs of one task: a small chart, how often it goes well, and a line a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cards.actions import Verb
from cards.chart import Bar, BarChart
from cards.contents import icon_of
from cards.controls import Button, Look, button_row
from cards.elements import Card, Element, Header, Markdown, Rule, Text, Tone, name_of
from cards.markup import bold, escape, link
from cards.reader import Reader
from cards.run_words import TONES
from cards.task_buttons import task_button
from cards.texts import say
from cards.times import clock, duration, short_moment
from scheduler.history import length_of, record_of
from scheduler.model import FAILURE_STATES, Locale, Run, Task, TaskStatus
from scheduler.triggers import zone_of

RUNS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class PastRun:
    """`requested_by` is a name, `link` where its message is; both "" where there is none."""

    run: Run
    requested_by: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """`runs` newest first, more than are shown: the rate counts all of them."""

    task: Task
    runs: Sequence[PastRun]


def history_card(view: HistoryView, reader: Reader) -> Card:
    title = name_of(view.task.spec.title)
    shown = view.runs[:RUNS_SHOWN]
    return Card(
        header=Header(
            title, Tone.WATHET, (say("history.title", reader.locale),), icon_of(view.task.spec.action)
        ),
        elements=(*_body(view, shown, reader), Rule(), button_row(*_buttons(view.task, reader.locale))),
        summary=say("history.summary", reader.locale, title=title, count=len(shown)),
    )


def run_line(past: PastRun, reader: Reader, title: str = "") -> Element:
    """One run in two lines: how it went, when and how long; what began it, and its link."""
    run, locale = past.run, reader.locale
    colour = _COLOURS.get(TONES[run.state], "grey")
    state = f"<font color='{colour}'>{escape(say(f'state.{run.state}', locale))}</font>"
    length = length_of(run)
    took = duration(length, locale) if length is not None and length.total_seconds() >= 1 else ""
    first = " · ".join(
        filter(None, (bold(title) if title else "", state, escape(short_moment(run.fire_time, reader)), took))
    )
    why = escape(say(f"cause.{run.cause}", locale)) if run.cause and run.state in FAILURE_STATES else ""
    opened = link(say("history.open", locale), past.link) if past.link else ""
    second = " · ".join(filter(None, (_began(past, locale), why, opened)))
    return Markdown(f"{first}\n<font color='grey'>{second}</font>")


_COLOURS: Final[Mapping[Tone, str]] = {
    Tone.GREEN: "green",
    Tone.RED: "red",
    Tone.ORANGE: "orange",
    Tone.BLUE: "blue",
}


def _body(view: HistoryView, shown: Sequence[PastRun], reader: Reader) -> tuple[Element, ...]:
    if not shown:
        return (Text(say("history.none", reader.locale)),)
    lines = [run_line(past, reader) for past in shown]
    return (Text(_rate(view, reader.locale)), *_chart(shown, reader), *lines)


def _rate(view: HistoryView, locale: Locale) -> str:
    record = record_of([past.run for past in view.runs])
    if record.success_rate is None:
        return say("history.untried", locale)
    typical = duration(record.typical, locale) if record.typical is not None else ""
    return say(
        "history.rate",
        locale,
        counted=record.counted,
        succeeded=record.succeeded,
        percent=round(record.success_rate * 100),
        typical=typical,
    )


def _chart(shown: Sequence[PastRun], reader: Reader) -> tuple[Element, ...]:
    """Draw what took time, oldest first; one bar alone says nothing."""
    bars = [bar for past in reversed(shown) if (bar := _bar(past.run, reader))]
    if len(bars) < 2:
        return ()
    return (BarChart(_apart(bars), say("history.chart", reader.locale), "durations"),)


def _bar(run: Run, reader: Reader) -> Bar | None:
    length = length_of(run)
    if length is None:
        return None
    local = run.fire_time.astimezone(zone_of(reader.zone))
    label = f"{local.month}/{local.day} {clock(local.time().replace(second=0, microsecond=0))}"
    seconds = round(length.total_seconds(), 1)
    return Bar(label, seconds, say(f"state.{run.state}", reader.locale), TONES[run.state])


def _apart(bars: Sequence[Bar]) -> list[Bar]:
    """Number the labels that come more than once: two runs may begin in one minute."""
    seen: dict[str, int] = {}
    apart = []
    for bar in bars:
        seen[bar.label] = seen.get(bar.label, 0) + 1
        count = seen[bar.label]
        apart.append(bar if count == 1 else Bar(f"{bar.label} ({count})", bar.value, bar.state, bar.tone))
    return apart


def _began(past: PastRun, locale: Locale) -> str:
    return escape(say(f"history.{past.run.kind}", locale, name=past.requested_by))


def _buttons(task: Task, locale: Locale) -> list[Button]:
    show = task_button(Verb.TASK_SHOW, task, locale)
    if task.status in {TaskStatus.DELETED, TaskStatus.FINISHED}:
        return [show]
    return [task_button(Verb.TASK_RUN, task, locale, look=Look.PRIMARY), show]

"""What is coming up next, and what ran lately, across tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cards.elements import Card, Element, Header, Markdown, Note, Text, Tone, name_of
from cards.history_card import PastRun, run_line
from cards.markup import bold, escape
from cards.reader import Reader
from cards.texts import say
from cards.times import short_moment
from scheduler.model import Task

SHOWN: Final = 10
_NAME: Final = 28


@dataclass(frozen=True, slots=True)
class Coming:
    """`place` is the group that it posts to, "" for one's own chat."""

    at: datetime
    task: Task
    place: str = ""


@dataclass(frozen=True, slots=True)
class UpcomingView:
    """In order; one more than is shown says that there is more. `bounded`: a time was named."""

    coming: Sequence[Coming]
    bounded: bool


@dataclass(frozen=True, slots=True)
class RecentView:
    """Newest first, each with its task's name; one more than is shown says that there is more."""

    runs: Sequence[tuple[str, PastRun]]
    failed_only: bool


def upcoming_card(view: UpcomingView, reader: Reader) -> Card:
    locale = reader.locale
    title = say("upcoming.title", locale)
    shown = view.coming[:SHOWN]
    empty = Text(say("upcoming.none" if view.bounded else "upcoming.nothing", locale))
    more = [Note(say("upcoming.more", locale, count=SHOWN))] if len(view.coming) > SHOWN else []
    count = say("upcoming.count", locale, count=len(shown))
    lines: list[Element] = [_line(each, reader) for each in shown]
    return Card(
        header=Header(title, Tone.WATHET, (count,) if shown else ()),
        elements=(*(lines or [empty]), *more),
        summary=say("task.summary", locale, title=title, state=count) if shown else title,
    )


def recent_card(view: RecentView, reader: Reader) -> Card:
    locale = reader.locale
    title = say("recent.failed" if view.failed_only else "recent.title", locale)
    shown = view.runs[:SHOWN]
    empty = Text(say("recent.none_failed" if view.failed_only else "recent.none", locale))
    more = [Note(say("recent.more", locale, count=SHOWN))] if len(view.runs) > SHOWN else []
    count = say("recent.count", locale, count=len(shown))
    lines: list[Element] = [run_line(past, reader, name_of(name, _NAME)) for name, past in shown]
    return Card(
        header=Header(title, Tone.WATHET, (count,) if shown else ()),
        elements=(*(lines or [empty]), *more),
        summary=say("task.summary", locale, title=title, state=count) if shown else title,
    )


def _line(coming: Coming, reader: Reader) -> Element:
    when = escape(short_moment(coming.at, reader))
    place = f" <font color='grey'>{escape(name_of(coming.place))}</font>" if coming.place else ""
    return Markdown(f"{when}  {bold(name_of(coming.task.spec.title, _NAME))}{place}")

"""Examples of cards about what was, and what is next."""

from collections.abc import Callable
from datetime import timedelta

from cards.elements import Card
from cards.history_card import HistoryView, PastRun, history_card
from cards.upcoming_card import Coming, RecentView, UpcomingView, recent_card, upcoming_card
from scheduler.model import Cause, Locale, RunKind, RunState
from tests.cards.examples import NOW, WORDS, reader, report, rows, run_of, task_of

LINK = "https://applink.feishu.cn/client/thread/open?open_chat_id=oc_1&open_thread_id=omt_1"
HISTORY = [
    (RunState.SUCCEEDED, 42, RunKind.SCHEDULED),
    (RunState.SUCCEEDED, 55, RunKind.MANUAL),
    (RunState.FAILED, 12, RunKind.SCHEDULED),
    (RunState.SKIPPED, None, RunKind.SCHEDULED),
    (RunState.TIMED_OUT, 180, RunKind.SCHEDULED),
    (RunState.MISSED, None, RunKind.SCHEDULED),
    (RunState.SUCCEEDED, 38, RunKind.SCHEDULED),
    (RunState.UNKNOWN, 61, RunKind.SCHEDULED),
    (RunState.SUCCEEDED, 47, RunKind.SCHEDULED),
    (RunState.SUCCEEDED, 44, RunKind.SCHEDULED),
    (RunState.SUCCEEDED, 40, RunKind.SCHEDULED),
]


def past(locale: Locale, number: int) -> PastRun:
    state, seconds, kind = HISTORY[number]
    at = NOW - timedelta(days=number)
    took = None if seconds is None else timedelta(seconds=seconds)
    run = run_of(
        state,
        id=f"run_{number}",
        kind=kind,
        fire_time=at,
        started_at=took and at,
        finished_at=took and at + took,
        cause=Cause.NETWORK if state is RunState.FAILED else None,
    )
    return PastRun(run, WORDS[locale]["name"] if kind is RunKind.MANUAL else "", LINK if took else "")


def _history(locale: Locale, count: int) -> Card:
    runs = [past(locale, number) for number in range(count)]
    return history_card(HistoryView(task_of(report(locale)), runs), reader(locale))


def _recent(locale: Locale, count: int, *, failed_only: bool) -> Card:
    titles = [row.task.spec.title for row in rows(locale)]
    runs = [(titles[number % len(titles)], past(locale, number)) for number in range(count)]
    return recent_card(RecentView(runs, failed_only), reader(locale))


def _upcoming(locale: Locale, count: int, *, bounded: bool) -> Card:
    tasks = [row.task for row in rows(locale)]
    coming = [
        Coming(
            NOW + timedelta(hours=5 * number),
            tasks[number % len(tasks)],
            WORDS[locale]["chat"] if number % 2 else "",
        )
        for number in range(1, count + 1)
    ]
    return upcoming_card(UpcomingView(coming, bounded), reader(locale))


HISTORY_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "history": lambda locale: _history(locale, len(HISTORY)),
    "history_once": lambda locale: _history(locale, 1),
    "history_none": lambda locale: _history(locale, 0),
    "recent": lambda locale: _recent(locale, 11, failed_only=False),
    "recent_none_failed": lambda locale: _recent(locale, 0, failed_only=True),
    "upcoming": lambda locale: _upcoming(locale, 11, bounded=True),
    "upcoming_none": lambda locale: _upcoming(locale, 0, bounded=True),
    "upcoming_nothing": lambda locale: _upcoming(locale, 0, bounded=False),
}

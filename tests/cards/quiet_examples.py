"""What is told at the end of quiet hours, and the settings with them: golden files, and for looking at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from cards.digest_card import RunsLine, SaidLine, digest_card
from cards.elements import Card
from cards.reader import Reader
from cards.settings_card import SettingsView, settings_card
from scheduler.model import Locale, PersonId, Run, RunId, RunState, TenantKey
from scheduler.people import Person
from scheduler.quiet import QuietHours
from tests.builders import a_run, a_spec, a_task

NOW = datetime(2024, 3, 4, 0, 0, tzinfo=UTC)  # Monday 08:00 in Shanghai
CST = "Asia/Shanghai"
NAMES = {Locale.ZH: ("官网巡检", "汇率播报"), Locale.EN: ("Check the website", "Exchange rates")}
SAID = {Locale.ZH: "站会提醒 · 已暂停", Locale.EN: "Stand-up · Paused"}


def _run(number: int, state: RunState, hours_ago: int) -> Run:
    at = NOW - timedelta(hours=hours_ago)
    ended = at + timedelta(seconds=42)
    return replace(
        a_run(number, state=state, started_at=at, finished_at=ended), id=RunId(f"run_{number}"), fire_time=at
    )


def _digest(locale: Locale) -> Card:
    first, second = (a_task(n, spec=a_spec(title=name)) for n, name in enumerate(NAMES[locale], start=1))
    states = (RunState.SUCCEEDED, RunState.FAILED, RunState.SUCCEEDED, RunState.MISSED)
    runs = [_run(number, state, 8 - number) for number, state in enumerate(states)]
    lines = (
        RunsLine(first, runs),
        RunsLine(second, [_run(9, RunState.SUCCEEDED, 2)]),
        SaidLine(SAID[locale], NOW - timedelta(hours=1), "task_3:stopped:2"),
    )
    return digest_card(lines, Reader(locale, CST, NOW))


def _settings(locale: Locale, zone: str = CST) -> Card:
    person = Person(id=PersonId("ou_owner"), tenant=TenantKey("t"), name="", locale=locale, zone=CST)
    view = SettingsView(person, CST, QuietHours(time(22), time(8), zone))
    return settings_card(view, Reader(locale, CST, NOW))


QUIET_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "digest": _digest,
    "settings_quiet": _settings,
    "settings_quiet_elsewhere": lambda locale: _settings(locale, "America/New_York"),
}

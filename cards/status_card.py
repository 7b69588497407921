"""How the bot is doing: its parts, what waits, and what went wrong last."""

from datetime import datetime

from cards.elements import Card, Element, Fact, Header, Note, Rule, Text, Tone, facts
from cards.reader import Reader
from cards.texts import say
from cards.times import duration, sentence, short_moment
from scheduler.watching import Backlog, Installation, Mishap, age, is_ticking, is_well

MISHAPS_SHOWN = 5


def status_card(installation: Installation, reader: Reader) -> Card:
    locale = reader.locale
    title = say("status.title", locale)
    state = say("status.well" if is_well(installation) else "status.unwell", locale)
    return Card(
        header=Header(title, Tone.GREEN if is_well(installation) else Tone.ORANGE, (state,)),
        elements=(
            *facts(
                _fact("scheduler", _scheduler(installation, reader), reader),
                _fact("connection", _connection(installation, reader), reader),
                *_waiting(installation, reader),
            ),
            Rule(),
            *_mishaps(installation.mishaps, reader),
            Note(say("status.how", locale, when=short_moment(installation.at, reader))),
        ),
        summary=f"{title} · {state}",
    )


def _fact(label: str, words: str, reader: Reader) -> Fact:
    return Fact(say(f"status.{label}", reader.locale), Text(sentence(words)))


def _scheduler(installation: Installation, reader: Reader) -> str:
    if installation.last_tick is None:
        return say("status.not_ticked", reader.locale)
    code = "status.ticked" if is_ticking(installation) else "status.late"
    ago = duration(age(installation.last_tick, installation.at), reader.locale)
    return say(code, reader.locale, ago=ago)


def _connection(installation: Installation, reader: Reader) -> str:
    if not installation.connection:
        return say("status.connected", reader.locale)
    return say("status.disconnected", reader.locale, why=installation.connection)


def _waiting(installation: Installation, reader: Reader) -> tuple[Fact, ...]:
    backlog = installation.backlog
    if backlog is None:
        return (_fact("runs", say("status.no_database", reader.locale), reader),)

    def ago(since: datetime | None) -> str:
        return duration(age(since, installation.at), reader.locale) if since else ""

    arrived, owed = ago(backlog.oldest_inbox), ago(backlog.oldest_outbox)
    return (
        _fact("runs", _runs(backlog, ago(backlog.oldest_due), reader), reader),
        _fact("inbox", say("status.inbox_counts", reader.locale, count=backlog.inbox, ago=arrived), reader),
        _fact("outbox", say("status.outbox_counts", reader.locale, count=backlog.outbox, ago=owed), reader),
    )


def _runs(backlog: Backlog, ago: str, reader: Reader) -> str:
    return say(
        "status.run_counts",
        reader.locale,
        running=backlog.running,
        due=backlog.due,
        ago=ago,
        lost=backlog.lost or "",
    )


def _mishaps(mishaps: tuple[Mishap, ...], reader: Reader) -> tuple[Element, ...]:
    if not mishaps:
        return (Text(say("status.no_errors", reader.locale)),)
    lines = (Text(_mishap(one, reader)) for one in mishaps[:MISHAPS_SHOWN])
    return (Note(say("status.errors", reader.locale)), *lines)


def _mishap(mishap: Mishap, reader: Reader) -> str:
    when = short_moment(mishap.last, reader)
    times = mishap.times if mishap.times > 1 else ""
    return say("status.mishap", reader.locale, when=when, event=mishap.event, times=times, why=mishap.why)

"""The card of how the bot is doing, in every state."""

from collections.abc import Callable
from datetime import timedelta

from cards.elements import Card
from cards.status_card import status_card
from scheduler.model import Locale
from scheduler.watching import Backlog, Installation, Mishap
from tests.cards.examples import NOW, reader

WELL = Installation(
    at=NOW,
    last_tick=NOW - timedelta(seconds=4),
    connection="",
    backlog=Backlog(running=2, outbox=1, oldest_outbox=NOW),
)
UNWELL = Installation(
    at=NOW,
    last_tick=NOW - timedelta(minutes=12),
    connection="waiting no connection to Lark in time",
    backlog=Backlog(
        due=31,
        oldest_due=NOW - timedelta(minutes=11),
        running=8,
        lost=3,
        inbox=2,
        oldest_inbox=NOW - timedelta(minutes=9),
        outbox=140,
        oldest_outbox=NOW - timedelta(minutes=10),
    ),
    mishaps=(
        Mishap("lark.socket_lost", "no connection to Lark in time", 7, NOW - timedelta(seconds=40)),
        Mishap("beat.failed", "TransientError", 1, NOW - timedelta(minutes=11)),
        Mishap("bot.reloaded", "", 1, NOW - timedelta(days=2)),
    ),
)

STATUS_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "status_well": lambda locale: status_card(WELL, reader(locale)),
    "status_unwell": lambda locale: status_card(UNWELL, reader(locale)),
    "status_without_database": lambda locale: status_card(
        Installation(at=NOW, last_tick=None, connection="", backlog=None), reader(locale)
    ),
}

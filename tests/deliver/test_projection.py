"""Whatever goes wrong on the way, in the end each card shows the truth, once."""

import asyncio
import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliver.rendered import Rendered, as_card
from bot.deliver.sender import Sender
from scheduler.alerts import Word
from scheduler.model import DeliveryState, RunId
from scheduler.posts import UnderPost, run_card_key, run_result_key
from scheduler.views import RunCard, RunResult
from storage.database import FILE_NAME, Database
from storage.outbox import Outbox
from storage.runs import SqlRuns
from tests.builders import CHAT, NOW, a_post, a_run
from tests.contracts.steps import queue
from tests.deliver.lark_model import End, Killed, LarkModel
from tests.doubles import ManualClock

RUNS = ("run_1", "run_2")
RESULT = run_result_key(RunId("run_1"), 0)
PAUSES = (timedelta(minutes=2), timedelta(hours=2), timedelta(days=15))

runs = st.sampled_from(RUNS)
steps = st.one_of(
    st.tuples(st.just("change"), runs),
    st.tuples(st.just("deliver"), st.lists(st.sampled_from(End), min_size=1, max_size=4)),
    st.tuples(st.just("wait"), st.sampled_from(PAUSES)),
    st.tuples(st.just("recall"), runs),
)


class World:
    """Two runs' cards in one chat, with a result below the first; and a bot that may die at any moment."""

    def __init__(self, database: Database) -> None:
        self.clock = ManualClock()
        self.outbox = Outbox(database)
        self._runs = SqlRuns(database, lambda: "token")
        self.lark = LarkModel(self.clock)
        self.truth = dict.fromkeys(RUNS, 0)
        self._sender = Sender(self.outbox, self.lark, self._render, _Nobody(), self.clock)

    async def begin(self) -> None:
        below = UnderPost(run_card_key(RunId("run_1")), CHAT)
        result = a_post(RESULT, view=RunResult(RunId("run_1")), target=below)
        for number, run in enumerate(RUNS):
            await queue(self._runs, a_run(id=run, task=f"task_{number}"))
        await self.outbox.add([result], NOW)

    async def go(self, step: str, what: object) -> None:
        match step:
            case "change":
                self.truth[what] += 1
                await self.outbox.mark_stale(f"run:{what}")
            case "deliver":
                self.lark.ends = list(what)
                await self.deliver()
            case "wait":
                self.clock.advance(what)
            case "recall":
                card = await self.card(what)
                if card.message_id:
                    self.lark.recall(card.message_id)

    async def deliver(self) -> None:
        """Look once, as the loop does, and die where that is to be."""
        try:
            for delivery in await self.outbox.due(self.clock(), 10):
                await self._sender.deliver(delivery, await self._sender.turn(delivery))
        except Killed:
            pass

    async def settle(self) -> None:
        """Let all go well until nothing is due for hours."""
        self.lark.ends = []
        while await self.outbox.next_due():
            await self.deliver()
            self.clock.advance(timedelta(minutes=70))

    async def card(self, run: str):
        return await self.outbox.by_key(run_card_key(RunId(run)))

    def messages_of(self, run: str):
        cards = [each for each in self.lark.messages.values() if each.msg_type == "interactive"]
        return [each for each in cards if json.loads(each.content)["id"] == run]

    def results(self):
        return [each for each in self.lark.messages.values() if each.msg_type == "post"]

    async def _render(self, delivery) -> Rendered:
        if isinstance(delivery.post.view, RunCard):
            run = delivery.post.view.run_id
            return as_card({"id": run, "state": self.truth[run]}, "")
        return Rendered("post", json.dumps({"text": "All is well"}), "All is well")


class _Nobody:
    async def word_of(self, *_: object) -> Word:
        """No chat becomes unreachable here."""
        return Word()


def played(template: Path, history) -> None:
    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(template, Path(folder) / FILE_NAME)
            database = await Database.open(None, Path(folder))
            try:
                world = World(database)
                await world.begin()
                for step in history:
                    await world.go(*step)
                await world.settle()
                await check(world)
            finally:
                await database.close()

    asyncio.run(play())


async def check(world: World) -> None:
    assert await world.outbox.due(world.clock(), 10) == []
    for run in RUNS:
        card = await world.card(run)
        assert card.state is DeliveryState.DELIVERED
        messages = world.messages_of(run)
        assert len(messages) == card.generation + 1, "one message for each time that the card was replaced"
        shown = world.lark.messages[card.message_id]
        assert shown.recalled or json.loads(shown.content)["state"] == world.truth[run]
        assert all(each.recalled or each.created < shown.created for each in messages if each != shown)
    result = await world.outbox.by_key(RESULT)
    assert len(world.results()) == (result.state is DeliveryState.DELIVERED)


@settings(max_examples=12, deadline=None)
@given(st.lists(steps, max_size=10))
def test_whatever_goes_wrong_each_card_shows_the_truth_once(sqlite_template, history):
    played(sqlite_template, history)


def test_a_card_that_is_too_old_is_replaced_by_one_that_shows_the_truth(sqlite_template):
    played(sqlite_template, [("deliver", [End.WELL]), ("wait", PAUSES[2]), ("change", "run_1")])


def test_two_lost_cards_of_one_chat_are_told_apart(sqlite_template):
    killed = ("deliver", [End.KILLED_AFTER])
    played(
        sqlite_template, [("deliver", [End.CUT, End.CUT]), ("change", "run_2"), ("wait", PAUSES[1]), killed]
    )

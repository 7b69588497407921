"""What an agent is reminded of when somebody writes under a run's card."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.commands import ReplyToRun
from scheduler.executor import Exchange
from scheduler.model import AgentPrompt, RunKind
from scheduler.replies import EXCHANGES_KEPT, TEXT_KEPT, conversation, reply_run
from tests.builders import CHAT, NOW, OWNER, a_run, a_spec, a_task

TASK = a_task(spec=a_spec(action=AgentPrompt("Sum up the sales")))
FIRST = a_run(result="They rose", note="only the east")


def asked(message_id="om_1"):
    return ReplyToRun(FIRST.id, OWNER, NOW, "Why?", message_id, CHAT)


def test_the_same_message_makes_the_same_run():
    assert reply_run(TASK, FIRST, asked()) == reply_run(TASK, FIRST, asked())


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_messages_of_one_instant_make_two_runs(one, other):
    runs = {reply_run(TASK, FIRST, asked(message_id)).id for message_id in (one, other)}

    assert len(runs) == len({one, other})


def test_an_answer_is_asked_on_about_the_run_that_began_the_thread():
    answer = reply_run(TASK, FIRST, asked())

    assert reply_run(TASK, answer, asked("om_2")).parent == FIRST.id
    assert answer.kind is RunKind.REPLY
    assert NOW <= answer.fire_time < NOW + timedelta(milliseconds=1)


def test_the_conversation_begins_with_the_run_and_what_was_added_for_it():
    [begun, *_] = conversation(TASK, FIRST, [])

    assert begun == Exchange("Sum up the sales\n\nonly the east", "They rose")


def test_of_a_long_conversation_the_beginning_and_the_latest_are_kept():
    later = [Exchange(f"q{number}", "a" * (TEXT_KEPT + 1)) for number in range(30)]

    kept = conversation(TASK, FIRST, later)

    assert len(kept) == EXCHANGES_KEPT + 1
    assert kept[-1] == Exchange("q29", "a" * TEXT_KEPT)

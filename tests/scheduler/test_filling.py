"""Placeholders of a task: refused when nobody knows them, filled by the fire time when it runs."""

from datetime import timedelta

import pytest

from scheduler.errors import Reason, Refused
from scheduler.executor import ExecutionError, Request
from scheduler.filling import missing_in, ready, refuse_unknown
from scheduler.model import AgentPrompt, Cause, Locale, StaticText
from scheduler.triggers import Every
from tests.builders import NOW, a_run, a_spec, a_task


def request(action, zone="Asia/Shanghai", locale=Locale.EN):
    spec = a_spec(action=action, trigger=Every(timedelta(hours=1), NOW, zone), locale=locale)
    return Request(a_run(fire_time=NOW), a_task(spec=spec))


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Shanghai", "2026-03-02"), ("America/New_York", "2026-03-01")]
)
def test_the_day_is_that_of_the_task_s_own_zone(zone, day):
    prompt = ready(request(AgentPrompt("News of {{today}}"), zone)).task.spec.action.prompt

    assert prompt.startswith(f"News of {day}")


def test_a_fixed_text_is_filled_in_the_language_of_the_task():
    action = StaticText("{{weekday}}：{{who}}值班", {"who": "小王"})

    assert ready(request(action, locale=Locale.ZH)).task.spec.action.text == "星期一：小王值班"


def test_a_missing_value_fails_the_attempt_and_is_not_worth_another():
    with pytest.raises(ExecutionError) as caught:
        ready(request(AgentPrompt("About {{product}}")))

    assert (caught.value.cause, caught.value.passing) == (Cause.MISSING_VALUE, False)


def test_a_placeholder_that_nobody_knows_is_refused_with_those_that_there_are():
    with pytest.raises(Refused) as caught:
        refuse_unknown(AgentPrompt("{{prodct}}", {"product": "Aime"}), Locale.EN)

    assert caught.value.reason is Reason.UNKNOWN_PLACEHOLDER
    assert caught.value.facts["name"] == "{{prodct}}"
    assert "{{product}} {{today}}" in str(caught.value.facts["known"])


def test_an_empty_value_is_a_value():
    assert missing_in(AgentPrompt("{{today}}{{note}}", {"note": ""})) == ()

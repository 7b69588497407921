"""What a task does otherwise than most is said on its cards, and nothing else."""

from datetime import timedelta

import pytest

from cards.behaviour import behaviour
from cards.confirm import confirm_card
from cards.reader import Reader
from cards.task_card import TaskView, task_card
from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import Locale, NotifyMode, Policies
from scheduler.overlap import OverlapPolicy
from scheduler.retry import RetryPolicy
from tests.builders import NOW, a_draft, a_spec, a_task
from tests.cards.checking import as_json
from tests.cards.examples import draft_view

CHOSEN = Policies(
    misfire=MisfirePolicy(Missed.ALL),
    overlap=OverlapPolicy.CANCEL_PREVIOUS,
    retry=RetryPolicy(retries=0),
    notify=NotifyMode.ON_FAILURE,
    time_limit=timedelta(minutes=90),
    delete_after_run=True,
)
WORDS = {
    Locale.ZH: "通知：失败时；错过后：全部补跑，最多 10 次；重叠时：取消上一次；失败重试：0 次；"
    "时限：1 小时 30 分；完成后：删除任务",
    Locale.EN: "Notify: on failure; If missed: catch up all, at most 10; Overlap: cancel the one before; "
    "Retries: 0 times; Time limit: 1 h 30 m; When done: delete the task",
}


@pytest.mark.parametrize("locale", Locale)
def test_what_was_chosen_stands_on_the_confirm_card_and_on_the_task_card(locale):
    reader, spec = Reader(locale, "Asia/Shanghai", NOW), a_spec(policies=CHOSEN)

    confirm = confirm_card(draft_view(a_draft(spec=spec), locale), reader)
    task = task_card(TaskView(a_task(spec=spec), "", "", None), reader)

    assert WORDS[locale] in as_json(confirm)
    assert WORDS[locale] in as_json(task)


def test_of_what_is_as_usual_nothing_is_said():
    assert behaviour(Policies(), Reader(Locale.EN, "UTC", NOW)) == ()

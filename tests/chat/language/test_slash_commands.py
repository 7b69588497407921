"""Commands by slash mean the same with and without a blank, in both languages."""

from datetime import UTC, datetime

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Intent, TaskRef
from scheduler.model import Locale

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/pause 1", Intent.PAUSE),
        ("/暂停 1", Intent.PAUSE),
        ("/暂停1", Intent.PAUSE),
        ("/恢复 1", Intent.RESUME),
        ("/删除 1", Intent.DELETE),
        ("/删 1", Intent.DELETE),
        ("／运行 1", Intent.RUN),
    ],
)
def test_a_number_after_a_command_is_the_task_meant(text, intent):
    meaning = read(text, NOW, "Asia/Shanghai", Locale.ZH)

    assert (meaning.intent, meaning.ref) == (intent, TaskRef(number=1))


@pytest.mark.parametrize("text", ["/pausex", "/list/x", "/new_1", "/没有这个 1"])
def test_what_only_begins_like_a_command_is_none(text):
    assert read(text, NOW, "Asia/Shanghai", Locale.ZH).intent is Intent.NONE

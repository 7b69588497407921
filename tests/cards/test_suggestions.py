"""Whatever the bot suggests saying, it understands."""

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Intent
from cards.texts import CATALOGUE, say
from scheduler.model import Locale
from tests.cards.examples import CST, NOW

TRY = [code for code in CATALOGUE if code.startswith("try.")]
SAID = {
    Locale.ZH: ("任务列表", "运行 2", "暂停 2", "恢复 2", "删除 2", "帮助"),
    Locale.EN: ("list", "run 2", "pause 2", "resume 2", "delete 2", "help"),
}


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("code", TRY)
def test_an_example_to_tap_makes_a_task(code, locale):
    meaning = read(say(code, locale), NOW, CST, locale)

    assert meaning.intent is Intent.CREATE
    assert meaning.readings
    assert meaning.prompt


@pytest.mark.parametrize("locale", Locale)
def test_what_is_not_understood_is_answered_with_examples_that_are(locale):
    examples = [line[2:] for line in say("chat.not_understood", locale).splitlines()[1:]]

    assert len(examples) == 2
    assert all(read(example, NOW, CST, locale).readings for example in examples)


@pytest.mark.parametrize("locale", Locale)
def test_the_help_names_what_is_understood(locale):
    table = say("help.table", locale)

    for sentence in SAID[locale]:
        assert sentence in table
        assert read(sentence, NOW, CST, locale).intent not in {Intent.NONE, Intent.CREATE}

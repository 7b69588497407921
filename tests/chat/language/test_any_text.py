"""Whatever is typed: no error, the same answer twice, and never long to read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.language import read
from bot.chat.language.meaning import Intent
from bot.chat.language.text import LONGEST_READ, source_of
from scheduler.model import Locale
from tests.chat.language.clocks import said
from tests.chat.language.test_sentences import READ

NOW = datetime(2026, 4, 22, 6, 5, tzinfo=UTC)
WORDS = Path(__file__).with_name("words.txt").read_text("utf-8").split()
sentences = st.lists(st.sampled_from(WORDS), max_size=14).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


@given(st.one_of(st.text(max_size=200), sentences))
@settings(max_examples=400, deadline=None)
def test_any_text_has_one_answer(text):
    meaning = read(text, NOW, "Asia/Shanghai", Locale.EN)

    assert meaning == read(text, NOW, "Asia/Shanghai", Locale.EN)
    if meaning.intent is Intent.CREATE:
        assert sum(map(bool, (meaning.readings, meaning.ask, meaning.refusal, meaning.parts))) == 1


@given(sentences)
@settings(max_examples=300, deadline=None)
def test_every_reading_lies_ahead(text):
    for reading in read(text, NOW, "Asia/Shanghai", Locale.ZH).readings:
        assert reading.first > NOW


@given(sentences)
@settings(max_examples=300, deadline=None)
def test_every_offer_and_choice_can_be_read(text):
    meaning = read(text, NOW, "Asia/Shanghai", Locale.ZH)

    offers = [choice.sentence for choice in meaning.ask.choices] if meaning.ask else []
    if meaning.refusal and meaning.refusal.offer:
        offers.append(meaning.refusal.offer)
    assert all(read(offer, NOW, "Asia/Shanghai", Locale.ZH).readings for offer in offers)


@given(st.text(), st.integers(0, 3000))
@settings(deadline=None)
def test_only_the_head_is_searched(text, times):
    assert len(source_of(text * times).text) <= LONGEST_READ


@pytest.mark.parametrize(
    "piece", ["每天9点发日报", "每", "9 ", "a ", "(", "十", "到", "remind me ", "改成", "x" * 99 + " "]
)
def test_ten_thousand_characters_are_answered(piece):
    assert said((piece * 10_000)[:10_000]).locale


def test_long_prompt_is_kept_whole():
    wish = "看" + "日志" * 3000

    assert said("每天9点帮我" + wish).prompt == "帮我" + wish


def test_what_cannot_be_seen_is_dropped_and_the_rest_stays_as_typed():
    meaning = said("每天9点提醒@所有人 交<b>日报</b>\u202e\x07")

    assert meaning.prompt == "@所有人 交<b>日报</b>"


@pytest.mark.parametrize(("clock", "text"), [row[:2] for row in READ[:40]])
def test_blanks_and_politeness_change_nothing(clock, text):
    plain, kind = said(text, clock), said(f"  麻烦{text}，谢谢！ " if plain_chinese(text) else text, clock)

    assert kind.readings == plain.readings


def plain_chinese(text):
    return text[0] in "每今明后周下"

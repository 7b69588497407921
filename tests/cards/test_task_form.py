"""The form for a task: what it says, what it holds, and that Lark takes it whatever was typed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.form_fields import joined_content, split_content
from cards.limits import INPUT_TEXT
from cards.reader import Reader
from cards.task_form import FormView, Purpose, task_form
from cards.texts import say
from scheduler.form import Checked, Cycle, Entries, Picked, Remark
from scheduler.model import TEXT_LIMIT, TITLE_LIMIT, Locale
from tests.cards.checking import as_json
from tests.cards.form_examples import BLANK, CST, DAILY, FORM_EXAMPLES, MONDAYS, NOW, PLACES, a_form
from tests.cards.test_golden import parts_with
from tests.cards.test_largest import HOSTILE, calm, holds

hostile = st.lists(st.sampled_from(HOSTILE), max_size=60).map("".join)
locales = st.sampled_from(Locale)
long_texts = st.text("ab \n", min_size=900, max_size=1100)


@given(st.lists(long_texts, min_size=1, max_size=4).map(lambda parts: "".join(parts)[:TEXT_LIMIT]))
def test_a_long_text_is_spread_over_fields_and_put_together_again(text):
    parts = split_content(text)

    assert all(len(part) <= INPUT_TEXT for part in parts)
    assert len(parts) <= 4
    assert joined_content(parts) == text


def test_a_text_that_a_person_typed_into_two_fields_has_two_lines():
    assert joined_content(["first", "", "second", ""]) == "first\nsecond"


@calm
@given(hostile, hostile, hostile, st.sampled_from([None, *Cycle]), st.sampled_from(Purpose), locales)
def test_a_form_holds_whatever_was_typed(title, content, other, cycle, purpose, locale):
    picked = Picked(cycle=cycle or other, every=other, second=other, month_days=other, weekdays=(other, "1"))
    entries = replace(
        BLANK, title=title, content=content, schedule=other, picked=picked, maximum=other, notify=other
    )
    remark = Remark("form.says.extra_words", {"words": other})
    view = FormView(
        purpose=purpose,
        entries=entries,
        checked=Checked((remark,), choices=((other, other),)),
        places=PLACES[locale],
        has_agent=True,
        title=title,
    )

    holds(task_form(view, Reader(locale, CST, NOW)))


@pytest.mark.parametrize("letter", ["a", "界", "😀", '"', "\n", "<"])
@pytest.mark.parametrize("locale", Locale)
def test_the_largest_form_fits(letter, locale):
    entries = Entries(
        title=letter * TITLE_LIMIT,
        kind="agent",
        content=letter * TEXT_LIMIT,
        schedule=letter * 200,
        zone="America/Argentina/ComodRivadavia",
        picked=Picked(cycle="monthly", month_days=letter * 200, every=letter * 8, second=letter * 8),
        maximum=letter * 8,
    )
    remarks = tuple(Remark("form.says.extra_words", {"words": letter * 40}) for _ in range(5))
    view = FormView(
        purpose=Purpose.NEW,
        entries=entries,
        checked=Checked(remarks, DAILY, choices=(("09:00", letter * 200),) * 3),
        places=tuple((f"oc_{place:032}", "群" * 60) for place in range(13)),
        has_agent=True,
        title=letter * TITLE_LIMIT,
        subject="draft_" + "0" * 24,
        next_runs=[NOW] * 3,
    )

    holds(task_form(view, Reader(locale, CST, NOW)))


@pytest.mark.parametrize("content", ["a" * (TEXT_LIMIT + 1), "😀" * (TEXT_LIMIT - 3) + '"\n<' * 300])
@pytest.mark.parametrize("locale", Locale)
def test_a_content_too_long_for_a_form_is_kept_and_its_field_left_out(locale, content):
    card = a_form(locale, entries={"content": content})

    assert say("form.content_kept", locale) in as_json(card)
    assert "content" not in {part.get("name") for part in parts_with("input", card.json())}


@pytest.mark.parametrize("locale", Locale)
def test_a_choice_sends_the_form_with_the_time_that_was_tapped(locale):
    buttons = parts_with("button", FORM_EXAMPLES["form_asked"](locale).json())
    tapped = [button for button in buttons if "arg.schedule" in button["behaviors"][0]["value"]]

    assert [button["text"]["content"] for button in tapped] == ["09:00", "14:00", "18:00"]
    assert all(button["form_action_type"] == "submit" for button in tapped)


@pytest.mark.parametrize("locale", Locale)
def test_what_was_read_is_said_in_words_with_the_next_runs(locale):
    said = as_json(a_form(locale, Checked(trigger=MONDAYS)))

    assert "10:30" in said
    assert ("3月11日" if locale is Locale.ZH else "11 Mar") in said


@pytest.mark.parametrize("locale", Locale)
def test_a_closed_form_has_nothing_left_to_press(locale):
    assert parts_with("button", FORM_EXAMPLES["form_closed"](locale).json()) == []


def test_pickers_stand_open_only_where_no_sentence_says_the_time():
    picked = Picked(cycle=Cycle.DAILY, clock="09:00")
    open_ones = {
        schedule: parts_with("collapsible_panel", card.json())[1]["expanded"]
        for schedule in ("", "every day at 9")
        for card in [a_form(Locale.EN, entries={"picked": picked, "schedule": schedule})]
    }

    assert open_ones == {"": True, "every day at 9": False}

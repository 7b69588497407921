"""`{{name}}` in a prompt: what is filled, from what, and what is left alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import Locale
from scheduler.placeholders import (
    VALUE_LIMIT,
    MissingValueError,
    computed_names,
    filled,
    key_of,
    names_in,
    shown,
    without_value,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday
names = st.sampled_from(["product", "产品", "a b", "X1"])
plain = st.text(st.characters(exclude_characters="{}｛｝", exclude_categories=["Cs"]))


def fill(text, locale=Locale.EN, **values):
    return filled(text, values, AT, locale)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("{{today}}", "2026-03-02 Monday", "2026-03-02 星期一"),
        ("{{昨天}}", "2026-03-01 Sunday", "2026-03-01 星期日"),
        ("{{now}}", "2026-03-02 09:00", "2026-03-02 09:00"),
        ("{{weekday}}", "Monday", "星期一"),
        ("{{本周}}", "2026-03-02 to 2026-03-08 (week 10)", "2026-03-02 至 2026-03-08（第 10 周）"),
        ("{{last week}}", "2026-02-23 to 2026-03-01 (week 9)", "2026-02-23 至 2026-03-01（第 9 周）"),
        ("{{last_month}}", "2026-02 (2026-02-01 to 2026-02-28)", "2026-02（2026-02-01 至 2026-02-28）"),
        ("{{quarter}}", "2026 Q1 (2026-01-01 to 2026-03-31)", "2026 Q1（2026-01-01 至 2026-03-31）"),
        ("{{上季度}}", "2025 Q4 (2025-10-01 to 2025-12-31)", "2025 Q4（2025-10-01 至 2025-12-31）"),
        ("{{去年}}", "2025", "2025"),
    ],
)
def test_a_date_is_reckoned_and_said_in_the_language_of_the_task(text, english, chinese):
    assert fill(text) == english
    assert fill(text, Locale.ZH) == chinese


def test_the_last_days_of_a_year_belong_to_their_week_and_month():
    eve = AT.replace(year=2026, month=12, day=31)

    assert filled("{{week}}", {}, eve, Locale.EN) == "2026-12-28 to 2027-01-03 (week 53)"
    assert filled("{{next_month}}", {}, eve, Locale.EN).startswith("2027-01")


@pytest.mark.parametrize("written", ["{{ Product }}", "｛｛product｝｝", "{{PRODUCT}}", "{{ｐｒｏｄｕｃｔ}}"])
def test_case_width_and_blanks_make_no_difference(written):
    assert fill(f"About {written}.", product="Aime") == "About Aime."


def test_a_chosen_value_wins_over_a_date_of_the_same_name():
    assert fill("{{week}}", week="12") == "12"


def test_braces_meant_as_such_are_written_four_times():
    assert fill("{{{{product}}}}", product="Aime") == "{{product}}"
    assert names_in("{{{{product}}}}") == ()


@pytest.mark.parametrize(
    "text", ["{{}}", "{{#if x}}", '{{"a": 1}}', "{ {x} }", "{{a\nb}}", "{{<at id=all>}}"]
)
def test_braces_around_anything_but_a_name_are_left_alone(text):
    assert fill(text) == text
    assert names_in(text) == ()


def test_a_value_that_is_missing_is_named():
    with pytest.raises(MissingValueError) as caught:
        fill("{{today}} {{ Our product }}")

    assert caught.value.name == "Our product"
    assert without_value("{{today}} {{x}} {{y}}", {"X": ""}) == ("y",)


@given(plain | st.sampled_from(["{{today}}", "{{{{", "{{x}} {{y}}", r"\1 \g<name>"]))
def test_a_value_is_data_and_never_filled_again(value):
    assert fill("<{{x}}>", x=value) == f"<{value[:VALUE_LIMIT]}>"


@given(st.lists(plain | names.map(lambda name: f"{{{{{name}}}}}")).map("".join))
def test_what_is_named_is_all_that_is_needed(text):
    values = dict.fromkeys(names_in(text), "v")

    assert without_value(text, values) == ()
    assert "{{" not in filled(text, values, AT, Locale.EN)


@given(plain)
def test_a_text_without_braces_stays_as_it_is(text):
    assert fill(text) == text


def test_people_are_shown_chosen_values_and_the_names_of_dates():
    assert shown("{{x}} of {{昨天}}", {"X": "News"}) == "News of {{昨天}}"


@pytest.mark.parametrize("locale", Locale)
def test_every_name_that_is_offered_is_known(locale):
    assert all(fill(f"{{{{{name}}}}}", locale) for name in computed_names(locale))
    assert len({key_of(name) for name in computed_names(locale)}) == len(computed_names(locale))


def test_a_very_long_value_is_cut():
    assert len(fill("{{x}}", x="字" * 10_000)) == VALUE_LIMIT

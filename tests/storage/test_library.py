"""Every template that ships can be used as it is, in both languages."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat.drafting import sole_reading
from bot.chat.language import read
from cards.words import schedule_in_words
from scheduler.filling import missing_in, text_of
from scheduler.model import Locale
from scheduler.placeholders import filled, is_computed, key_of, names_in
from scheduler.templates import Parameter, ParameterKind, checked, require_sound, used, values_of
from storage.library import Library

FOLDER = Path(__file__).parents[2] / "storage" / "library"
LIBRARY = Library.read()
EVERY = [(template, locale) for locale in Locale for template in LIBRARY.all(locale)]
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

each = pytest.mark.parametrize(
    ("template", "locale"), EVERY, ids=[f"{template.id}.{locale}" for template, locale in EVERY]
)


def an_answer(parameter: Parameter) -> str:
    given = {ParameterKind.NUMBER: "3", ParameterKind.DATE: "2026-04-01", ParameterKind.TEXT: "Aime"}
    return given.get(parameter.kind) or parameter.choices[0]


def test_every_file_is_on_the_shelf():
    files = {f"lib_{path.stem}" for path in FOLDER.glob("*.toml")}

    assert {template.id for template, _ in EVERY} == files
    assert len(files) >= 12


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_file_says_the_same_in_both_languages_and_nothing_unknown(path):
    chinese, english = (tomllib.loads(path.read_text())[locale.value] for locale in Locale)

    allowed = {"title", "description", "schedule", "action", "parameters", "example"}
    assert set(chinese) | set(english) <= allowed
    assert [shape(one) for one in chinese["parameters"]] == [shape(one) for one in english["parameters"]]
    assert chinese["action"]["kind"] == english["action"]["kind"]


def shape(parameter):
    assert set(parameter) <= {"name", "label", "kind", "default", "choices", "required"}
    has_default = bool(parameter.get("default"))
    return parameter.get("kind"), parameter.get("required"), has_default, len(parameter.get("choices", []))


@each
def test_it_is_sound_and_says_what_it_is_good_for(template, locale):
    require_sound(template.spec)

    assert template.spec.description
    assert template.spec.example.strip()
    assert template.is_shared


@each
def test_its_parameters_and_its_placeholders_are_the_same(template, locale):
    named = {key_of(name) for name in names_in(text_of(template.spec.action)) if not is_computed(name)}

    assert named == {key_of(parameter.name) for parameter in template.spec.parameters}


@each
def test_its_suggested_time_is_read_and_said_in_its_own_language(template, locale):
    reading = sole_reading(read(f"/new {template.spec.schedule} x", NOW, "Asia/Shanghai", locale))

    assert reading.assumed == ()
    assert schedule_in_words(reading.trigger, locale)


@each
def test_filled_in_it_can_run(template, locale):
    values = values_of(template.spec, {one.name: an_answer(one) for one in template.spec.parameters})
    action = used(template.spec, values)

    assert missing_in(action) == ()
    assert "{{" not in filled(text_of(action), action.values, MONDAY, locale)


@each
def test_each_default_fits_its_own_question(template, locale):
    for parameter in template.spec.parameters:
        assert checked(parameter, parameter.default or an_answer(parameter))

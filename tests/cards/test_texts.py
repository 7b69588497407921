"""Whatever can happen has its sentence, in every language, with the same facts in it."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from cards.actions import Verb
from cards.texts import CATALOGUE, say
from scheduler.calendars import Holiday
from scheduler.drafts import DraftState
from scheduler.errors import Reason
from scheduler.model import Cause, DeliveryState, Locale, RunState, TaskStatus

ROOT = Path(__file__).parents[2]
CODES = sorted(CATALOGUE)
FACTS = re.compile(r"\{(\w+)\}")
SAID_ELSEWHERE = {"say", "tell", "toast", "Sentence"}  # functions whose text argument names a sentence


def facts_of(text, locale):
    return set(FACTS.findall(text.in_language(locale)))


@pytest.mark.parametrize("code", CODES)
def test_both_languages_speak_of_the_same_facts(code):
    text = CATALOGUE[code]

    assert facts_of(text, Locale.ZH) == facts_of(text, Locale.EN)


@pytest.mark.parametrize("code", CODES)
def test_sentences_are_calm(code):
    for locale in Locale:
        text = CATALOGUE[code].in_language(locale)
        assert not re.search(r"[!！]|抱歉|对不起|sorry|\bOK\b|系统|the system", text, re.IGNORECASE)


@pytest.mark.parametrize("code", CODES)
def test_each_language_is_written_in_its_own_script(code):
    text = CATALOGUE[code]

    assert not re.search(r"[\u4e00-\u9fff]", text.en)
    assert re.search(r"[\u4e00-\u9fff]", text.zh) or not re.search(r"[a-z]", FACTS.sub("", text.zh))


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_with_all_its_facts_has_no_brackets_left(code):
    for locale in Locale:
        facts = dict.fromkeys(facts_of(CATALOGUE[code], locale), "7")
        assert not re.search(r"[\[\]{}]", say(code, locale, **facts))


EVERYTHING = [
    *(f"refused.{reason}" for reason in Reason),
    *(f"cause.{cause}" for cause in Cause),
    *(f"state.{state}" for state in RunState),
    *(f"task.{status}" for status in TaskStatus),
    *(f"draft.{state}" for state in DraftState),
    *(f"holiday.{holiday}" for holiday in Holiday),
    *(f"delivery.{state}" for state in DeliveryState if state in {"partial", "failed", "unknown"}),
    *(
        f"button.{verb}"
        for verb in Verb
        if verb not in {"list.page", "say", "ask.choose", "pick.choose", "place.pick"}
    ),
]


@pytest.mark.parametrize("code", EVERYTHING)
def test_whatever_can_happen_has_its_sentence(code):
    assert code in CATALOGUE


@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_can_be_said_without_knowing_any_fact_but_a_limit(reason):
    for locale in Locale:
        assert say(f"refused.{reason}", locale, limit=100)


def codes_named_in(path):
    """The sentences that a file names in full."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for argument in node.args[:3] if name in SAID_ELSEWHERE else []:
            if (
                isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
                and "." in argument.value
            ):
                yield argument.value


def test_every_sentence_that_the_code_names_is_in_the_catalogue():
    files = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cards").rglob("*.py")]
    named = {code for path in files if "sandbox" not in path.parts for code in codes_named_in(path)}

    assert len(named) > 20
    assert named <= CATALOGUE.keys()


def test_no_sentence_is_written_in_two_places():
    rooms = [import_module(f"cards.texts.{path.stem}") for path in (ROOT / "cards" / "texts").glob("*.py")]
    written = Counter(code for room in rooms for code in getattr(room, "TEXTS", ()))

    assert [code for code, count in written.items() if count > 1] == []


def test_a_fact_mentions_nobody():
    said = say("press.saved", Locale.EN, title="<at user_id='all'></at>")

    assert "<at" not in said


def test_a_part_without_its_fact_is_left_out():
    assert say("press.saved", Locale.EN, title="") == "Saved."

import pytest

from cards.actions import Verb, unpack
from cards.ask_card import ask_card
from cards.help_card import help_card
from cards.pick_card import pick_card
from scheduler.model import Locale
from tests.cards.checking import as_json
from tests.cards.examples import CHOICES, reader, rows
from tests.cards.test_golden import parts_with

ZH, EN = Locale.ZH, Locale.EN


def presses(card):
    pressed = [*parts_with("interactive_container", card.json()), *parts_with("button", card.json())]
    return [unpack(part["behaviors"][0]["value"]) for part in pressed if "value" in part["behaviors"][0]]


def test_a_choice_says_its_whole_sentence():
    card = ask_card("what_time", CHOICES[ZH], reader(ZH))

    assert [press.args["text"] for press in presses(card)] == [sentence for _, sentence in CHOICES[ZH]]
    assert {press.verb for press in presses(card)} == {Verb.SAY}


@pytest.mark.parametrize("question", ["what_time", "which_date", "what_to_do", "how_often"])
def test_every_question_is_a_sentence_in_both_languages(question):
    for locale in Locale:
        assert question not in ask_card(question, (), reader(locale)).summary


def test_a_question_in_words_is_asked_as_it_is():
    assert ask_card("几点方便？", (), reader(ZH)).summary == "几点方便？"


def test_a_pick_names_candidates_and_does_what_was_asked():
    card = pick_card("task.pause", rows(ZH)[:3], reader(ZH))

    assert [press.id for press in presses(card)] == ["task_1", "task_2", "task_3"]
    assert {press.args["verb"] for press in presses(card)} == {"task.pause"}
    assert {press.revision for press in presses(card)} == {3}


def test_at_most_five_are_offered():
    assert len(presses(pick_card("task.show", rows(ZH), reader(ZH)))) == 5


def test_deleting_one_is_asked_with_a_button_of_danger():
    card = pick_card("task.delete", rows(EN)[:1], reader(EN))
    delete, keep = parts_with("button", card.json())

    assert card.summary == "Sales report · Delete this task?"
    assert (delete["type"], keep["type"]) == ("danger", "default")
    assert "30 days" in as_json(card)


@pytest.mark.parametrize("verb", ["task.show", "task.run", "task.pause", "task.resume", "task.history"])
def test_one_candidate_is_a_question(verb):
    press, leave = presses(pick_card(verb, rows(ZH)[:1], reader(ZH)))

    assert press.args == {"verb": verb}
    assert leave.args == {"verb": "task.show"}  # the way out shows the task as it is


def test_the_welcome_greets_and_gives_three_things_to_try():
    card = help_card(reader(ZH), welcome=True)

    assert "你好" in as_json(card)
    assert [press.verb for press in presses(card)] == [Verb.SAY] * 3


def test_without_an_agent_only_reminders_are_offered():
    card = help_card(reader(EN), welcome=True, has_agent=False)

    assert all("remind" in press.args["text"] for press in presses(card))


def test_feedback_has_a_button_only_where_there_is_an_address():
    url = "https://example.com/feedback"

    assert url in as_json(help_card(reader(EN), welcome=True, feedback_url=url))
    assert parts_with("button", help_card(reader(EN), welcome=True).json()) == []


@pytest.mark.parametrize("locale", [ZH, EN])
def test_monitors_are_offered_only_where_they_are_open(locale):
    assert "/ping 2" in as_json(help_card(reader(locale), welcome=False, has_monitors=True))
    assert "/ping" not in as_json(help_card(reader(locale), welcome=False))

"""Every card as it was agreed on, in both languages.

UPDATE_GOLDEN=1 writes the files anew; the change is then read like any other.
"""

import json
import os
from pathlib import Path

import pytest

from bot.sandbox.card_json import check_card
from tests.cards.gallery import GALLERY, every_card

GOLDEN = Path(__file__).parent / "golden"
UPDATES = os.environ.get("UPDATE_GOLDEN") == "1"


def parts_with(tag, value):
    """Everything in a card that carries `tag`."""
    if isinstance(value, dict):
        found = [value] if value.get("tag") == tag else []
        return found + [part for inner in value.values() for part in parts_with(tag, inner)]
    if isinstance(value, list):
        return [part for inner in value for part in parts_with(tag, inner)]
    return []


@pytest.fixture(params=every_card(), ids=lambda example: "_".join(example))
def example(request):
    name, locale = request.param
    return f"{name}.{locale}", GALLERY[name](locale)


def test_a_card_looks_as_agreed(example):
    name, card = example
    path = GOLDEN / f"{name}.json"
    drawn = json.dumps(card.json(), ensure_ascii=False, indent=1) + "\n"

    if UPDATES:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn)
    assert path.read_text() == drawn, "UPDATE_GOLDEN=1 if this is meant"


def test_no_golden_file_is_left_over():
    names = {f"{name}.{locale}.json" for name, locale in every_card()}

    assert {path.name for path in GOLDEN.iterdir()} == names


def test_lark_takes_every_card(example):
    assert check_card(json.dumps(example[1].json())) is None


def test_a_card_can_be_updated_and_reads_well_in_the_chat_list(example):
    config = example[1].json()["config"]

    assert config["update_multi"] is True
    assert config["summary"]["content"]


def test_one_button_at_most_is_primary_and_none_that_destroys(example):
    buttons = parts_with("button", example[1].json())
    primary = [button for button in buttons if button["type"].startswith("primary_filled")]

    assert len(primary) <= 1
    assert not any("confirm" in button for button in primary)


def test_deleting_asks_first(example):
    for button in parts_with("button", example[1].json()):
        verbs = [behavior.get("value", {}).get("verb") for behavior in button["behaviors"]]
        destroys = bool({"task.delete", "template.withdraw"} & set(verbs))
        assert destroys == ("confirm" in button)


def test_no_sentence_stands_twice(example):
    texts = [part["content"] for part in parts_with("plain_text", example[1].json())]
    sentences = [text for text in texts if text.endswith(("。", "."))]

    assert len(sentences) == len(set(sentences))

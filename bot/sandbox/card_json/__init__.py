"""Strict validation of card JSON 2.0, and a look into cards for the simulated client.

`document.CARD` is the root of the tables of what Lark allows; `rules.RULES` are its rules about a
card as a whole; `legacy` is the lenient reading of 1.0; `lookup` finds components in a card.
"""

from bot.sandbox.card_json.check import CARD_SIZE_LIMIT, check_card, check_replacement, schema_of
from bot.sandbox.card_json.lookup import (
    FIELD_TAGS,
    Component,
    components,
    components_of_form,
    find_component,
)
from bot.sandbox.card_json.problems import CardApiCode, CardCode, CardProblem

__all__ = [
    "CARD_SIZE_LIMIT",
    "FIELD_TAGS",
    "CardApiCode",
    "CardCode",
    "CardProblem",
    "Component",
    "check_card",
    "check_replacement",
    "components",
    "components_of_form",
    "find_component",
    "schema_of",
]

"""A card as it goes over the wire."""

import json

from cards.elements import Card


def as_json(card: Card) -> str:
    return json.dumps(card.json(), ensure_ascii=False)

"""The way in: one card, checked as Lark checks it on create, reply, update and callback answers."""

import json
from collections.abc import Mapping
from typing import Final, Literal, NoReturn

from bot.sandbox.card_json.document import CARD, COMPONENTS
from bot.sandbox.card_json.kinds import Reading, Spot
from bot.sandbox.card_json.legacy import check_legacy
from bot.sandbox.card_json.lookup import components
from bot.sandbox.card_json.problems import (
    CardCode,
    CardProblem,
    CardRefusedError,
    Place,
    malformed,
    refusal,
    shown,
)
from bot.sandbox.card_json.rules import RULES, WHOLE_CARD, Outline, config_of

# Lark: 30 KB for the content of a card message.
CARD_SIZE_LIMIT: Final = 30 * 1024

Schema = Literal["1.0", "2.0"]


def check_card(content: str) -> CardProblem | None:
    """Return the first reason why Lark refuses `content`, the content of an interactive message.

    None means that Lark takes it. The size is judged here, too (`CardProblem.api_code` 230025), of
    the card without white space and escapes, so that it does not depend on who serialised it.
    """
    try:
        check(parse(content))
    except CardRefusedError as error:
        return error.problem
    except RecursionError:
        return malformed(WHOLE_CARD, "the card is nested too deeply").problem
    return None


def check_replacement(old: str, new: str) -> CardProblem | None:
    """Return why `new` cannot take the place of the card `old`, whose content Lark has accepted."""
    if schema_of(old) == "2.0" and schema_of(new) == "1.0":
        message = "card of schema V2 can not be updated to schema V1"
        return refusal(CardCode.SCHEMA_DOWNGRADE, WHOLE_CARD, message).problem
    return check_card(new)


def schema_of(content: str) -> Schema | None:
    """Return the version of the card; None when `content` is no card that is written out."""
    try:
        card = parse(content)
    except (CardRefusedError, RecursionError):
        return None
    if is_reference(card):
        return None
    return "2.0" if card.get("schema") == "2.0" else "1.0"


def check(card: Mapping[str, object]) -> None:
    if is_reference(card):
        raise missing(card)
    check_size(card)
    if card.get("schema", "1.0") == "1.0":
        check_legacy(card)
        return
    CARD.check(Spot(card, Place(), Reading(COMPONENTS, colours_of(card))))
    outline = Outline(card, list(components(card)))
    for rule in RULES:
        for problem in rule(outline):
            raise problem


def parse(content: str) -> Mapping[str, object]:
    try:
        card: object = json.loads(content, parse_constant=no_constant)
    except ValueError as error:
        raise malformed(WHOLE_CARD, "content is not JSON") from error
    if not isinstance(card, dict):
        raise malformed(WHOLE_CARD, f"expected object for card, but: {shown(card)}")
    return card


def no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def check_size(card: Mapping[str, object]) -> None:
    text = json.dumps(card, ensure_ascii=False, separators=(",", ":"))
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > CARD_SIZE_LIMIT:
        message = "The length of the message content reaches its limit"
        raise refusal(CardCode.TOO_LARGE, WHOLE_CARD, message, f"{size} bytes of at most {CARD_SIZE_LIMIT}")


def is_reference(card: Mapping[str, object]) -> bool:
    """Whether the content names a card kept by Lark: a template, or a card entity."""
    return card.get("type") in ("card", "template") and "data" in card


def missing(card: Mapping[str, object]) -> CardRefusedError:
    """The sandbox keeps neither templates nor card entities, so every reference points nowhere."""
    data = card.get("data")
    named: Mapping[str, object] = data if isinstance(data, dict) else {}
    if card.get("type") == "template":
        message = "template does not exist, please confirm whether this template has been released"
        value = f"templateID: {shown(named.get('template_id'))}"
        return refusal(CardCode.TEMPLATE_MISSING, WHOLE_CARD, message, value)
    return refusal(
        CardCode.ENTITY_MISSING, WHOLE_CARD, "The card entity does not exist", shown(named.get("card_id"))
    )


def colours_of(card: Mapping[str, object]) -> frozenset[str]:
    """The colours that the card defines for itself."""
    style = config_of(card).get("style")
    colours = style.get("color") if isinstance(style, dict) else None
    return frozenset(colours) if isinstance(colours, dict) else frozenset()

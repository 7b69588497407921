"""What the bot's answer to a card callback must look like, and the card in it."""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.sandbox.actions.components import JsonObject
from bot.sandbox.ports import CheckCard

BAD_BODY, BAD_CARD, VERSION_DOWN = 200672, 200673, 200830


class AnswerError(Exception):
    """An answer that the client shows as a failure, with its code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Toast(_Strict):
    type: Literal["info", "success", "error", "warning"] = "info"
    content: str = ""
    i18n: dict[str, str] | None = None


class _Card(_Strict):
    type: Literal["raw", "template"]
    data: dict[str, Any]


class _Answer(_Strict):
    toast: _Toast | None = None
    card: _Card | None = None


def new_card(body: object, current: JsonObject, check_card: CheckCard) -> str | None:
    """Return the content that replaces the card, None when it stays. Raises `AnswerError`."""
    card = _parse(body).card
    if card is None:
        return None
    # Templates live in Lark's card builder, which the sandbox has not.
    if card.type == "template":
        raise AnswerError(BAD_CARD)
    if current.get("schema") == "2.0" and card.data.get("schema") != "2.0":
        raise AnswerError(VERSION_DOWN)
    content = json.dumps(card.data, ensure_ascii=False)
    if check_card(content) is not None:
        raise AnswerError(BAD_CARD)
    return content


def _parse(body: object) -> _Answer:
    try:
        return _Answer.model_validate(body)
    except ValidationError as error:
        raise AnswerError(BAD_BODY) from error

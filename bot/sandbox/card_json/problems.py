"""What is wrong with a card, in the words that Lark uses."""

import json
from dataclasses import dataclass
from enum import IntEnum

ERROR_VALUE_LIMIT = 200


class CardCode(IntEnum):
    """The inner codes of Lark's 230099, and 230025, which has none."""

    ELEMENT_LIMIT = 11310
    TEMPLATE_MISSING = 200380
    NAME_MISSING = 200530
    CHART_SPEC = 200550
    PARSE = 200621
    ENTITY_MISSING = 200740
    SCHEMA_DOWNGRADE = 200830
    TAG_UNSUPPORTED = 200861
    TABLE_ROWS = 200914
    TABLE_ROW_NAMES = 200915
    TOO_LARGE = 230025
    SUBMIT_BUTTON_MISSING = 300123
    AUDIO_FORWARDED = 300220
    AUDIO_ID_REPEATED = 300230
    ELEMENT_ID_REPEATED = 300301
    NOT_SHARED = 300302


class CardApiCode(IntEnum):
    """What the message API answers around the inner code."""

    MESSAGE_TOO_LONG = 230025
    CARD_REFUSED = 230099


PARSE_MESSAGE = "parse card json err, please check whether the card json is correct"


@dataclass(frozen=True, slots=True)
class CardProblem:
    """One reason to refuse a card; Lark, too, reports only the first it finds."""

    code: int
    path: str
    """`ROOT -> body -> elements -> [2](tag: chart)`; empty when the card as a whole is meant."""
    message: str
    value: str

    @property
    def api_code(self) -> int:
        """The `code` of the API's answer: 230099 around every inner code, but a long card has its own."""
        if self.code == CardCode.TOO_LARGE:
            return CardApiCode.MESSAGE_TOO_LONG
        return CardApiCode.CARD_REFUSED

    def text(self) -> str:
        """The `msg` of the API's answer; clients find the inner code with `ErrCode:\\s*(\\d+)`."""
        if self.code == CardCode.TOO_LARGE:
            return f"{self.message}, ext={self.value}"
        place = f"ErrPath: {self.path}; " if self.path else ""
        value = f"ErrorValue: {self.value}; " if self.value else ""
        return (
            f"Failed to create card content, ext=ErrCode: {self.code}; {place}ErrMsg: {self.message}; {value}"
        )


class CardRefusedError(Exception):
    """Carries a problem out of the depths of a card; never leaves this package."""

    def __init__(self, problem: CardProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a card something stands, written as Lark writes it."""

    steps: tuple[str, ...] = ("ROOT",)

    def key(self, name: str) -> "Place":
        return Place((*self.steps, name))

    def item(self, index: int) -> "Place":
        return Place((*self.steps, f"[{index}]"))

    def tagged(self, tag: str) -> "Place":
        """The same place, once the tag of what stands there is known."""
        return Place((*self.steps[:-1], f"{self.steps[-1]}(tag: {tag})"))

    def __str__(self) -> str:
        return " -> ".join(self.steps)


def refusal(code: CardCode, place: Place, message: str, value: object = "") -> CardRefusedError:
    """Return the error to raise for one of Lark's numbered reasons."""
    return CardRefusedError(CardProblem(int(code), str(place), message, shown(value)))


def malformed(place: Place, what: str) -> CardRefusedError:
    """Return the error to raise where the card does not fit its schema (200621)."""
    value = f"{what}, path: {place}"
    return CardRefusedError(CardProblem(int(CardCode.PARSE), str(place), PARSE_MESSAGE, value))


def shown(value: object) -> str:
    """Return `value` as a short text: a card may hold megabytes where a number belongs."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= ERROR_VALUE_LIMIT else f"{text[:ERROR_VALUE_LIMIT]}..."

"""One press from beginning to end: callback, answer, new card."""

import secrets
from collections.abc import Awaitable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.sandbox.actions.answers import AnswerError, new_card
from bot.sandbox.actions.components import Component, JsonObject, card_of, find_component
from bot.sandbox.actions.inputs import Entry, MisuseError, NoCallback, Refusal, action_of
from bot.sandbox.delivery import CallbackOutcome
from bot.sandbox.identity import AppIdentity
from bot.sandbox.ids import MessageId
from bot.sandbox.ports import CheckCard, Clock
from bot.sandbox.records import Chat, Message, MessageType, User

# Lark: how long a card 2.0 reacts to clicks.
CARD_LIFE = timedelta(days=14)


class CardBoard(Protocol):
    """Where the cards hang."""

    def user(self, open_id: str) -> User | None: ...

    def chat(self, chat_id: str) -> Chat | None: ...

    def message(self, message_id: str) -> Message | None: ...

    def pressing(self, message_id: MessageId) -> AbstractContextManager[None]:
        """Hold the card locked against other changes."""
        ...

    def change_content(self, message: Message, content: str, now: datetime) -> Message: ...


class CallsBack(Protocol):
    """Brings a card callback to the bot."""

    def callback(self, event: Mapping[str, object]) -> Awaitable[CallbackOutcome]: ...


@dataclass(frozen=True, slots=True)
class ActionResult:
    """How a press ended.

    `status` is the HTTP status or ack code, None when no answer came or no callback was made.
    `error` is what the person sees: Lark's code, or a word for what the client itself refused.
    """

    status: int | None = None
    response: object | None = None
    error: int | str | None = None

    def to_json(self) -> dict[str, object]:
        return {"status": self.status, "response": self.response, "error": self.error}


@dataclass(frozen=True, slots=True)
class _Press:
    user: User
    message: Message
    card: JsonObject
    component: Component


class Actions:
    """People's hands on the bot's cards."""

    def __init__(
        self, app: AppIdentity, board: CardBoard, bus: CallsBack, check_card: CheckCard, clock: Clock
    ) -> None:
        self._app = app
        self._board = board
        self._bus = bus
        self._check_card = check_card
        self._clock = clock

    async def press(self, open_id: str, message_id: str, action: str, entry: Entry) -> ActionResult:
        """Use the component named `action` (its name or element_id) as that person.

        Raises `MisuseError` for what nobody could do: no such person, message, component or option.
        """
        press = self._begin(open_id, message_id, action)
        try:
            self._check_alive(press.message)
            details = action_of(press.component, entry, press.user.timezone, self._clock())
        except NoCallback as end:
            return ActionResult(error=end.error)
        with self._board.pressing(press.message.message_id):
            outcome = await self._bus.callback(self._event(press, details))
            return self._finish(press, outcome)

    def _begin(self, open_id: str, message_id: str, action: str) -> _Press:
        user, message = self._board.user(open_id), self._board.message(message_id)
        if user is None:
            raise MisuseError(f"no user {open_id!r}")
        if message is None or message.msg_type is not MessageType.INTERACTIVE:
            raise MisuseError(f"no card {message_id!r}")
        if message.only_for not in (None, user.open_id):
            raise MisuseError(f"{user.name} does not see this card")
        chat = self._board.chat(message.chat_id)
        if chat is None or user.open_id not in chat.members:
            raise MisuseError(f"{user.name} is not in the chat of this card")
        card = card_of(message.content)
        component = find_component(card, action) if card is not None else None
        if card is None or component is None:
            raise MisuseError(f"the card has no interactive component named {action!r}")
        return _Press(user, message, card, component)

    def _check_alive(self, message: Message) -> None:
        if message.recalled:
            raise NoCallback(Refusal.RECALLED)
        if self._clock() - message.created > CARD_LIFE:
            raise NoCallback(Refusal.EXPIRED)

    def _event(self, press: _Press, action: JsonObject) -> JsonObject:
        operator = {
            "tenant_key": press.user.tenant_key or self._app.tenant_key,
            "open_id": press.user.open_id,
            "union_id": press.user.union_id,
        }
        context = {"open_message_id": press.message.message_id, "open_chat_id": press.message.chat_id}
        return {
            "operator": operator,
            "token": f"c-{secrets.token_hex(20)}",
            "action": action,
            "host": "im_message",
            "context": context,
        }

    def _finish(self, press: _Press, outcome: CallbackOutcome) -> ActionResult:
        if outcome.error is not None:
            return ActionResult(outcome.status or None, outcome.body, outcome.error)
        try:
            content = new_card(outcome.body, press.card, self._check_card)
            if content is not None:
                self._apply(press.message.message_id, content)
        except AnswerError as error:
            return ActionResult(outcome.status, outcome.body, error.code)
        except NoCallback as end:  # recalled while the bot was thinking
            return ActionResult(outcome.status, outcome.body, end.error)
        return ActionResult(outcome.status, outcome.body)

    def _apply(self, message_id: MessageId, content: str) -> None:
        message = self._board.message(message_id)
        assert message is not None, "a message is never forgotten"
        self._check_alive(message)
        self._board.change_content(message, content, self._clock())

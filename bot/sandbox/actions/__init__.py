"""A person presses, chooses or submits something on a card, and the bot's answer takes effect."""

from bot.sandbox.actions.inputs import Entry, MisuseError, NoCallback, Refusal
from bot.sandbox.actions.press import ActionResult, Actions

__all__ = ["ActionResult", "Actions", "Entry", "MisuseError", "NoCallback", "Refusal"]

"""The fixtures of the journeys: here things go wrong on the way."""

from tests.journeys.conftest import bot, cast, lark, moved

__all__ = ["bot", "cast", "lark", "moved"]

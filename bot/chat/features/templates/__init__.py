"""Templates: found, used, written and shared, all in chat."""

from collections.abc import Mapping, Sequence

from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, Feature, OnPress, merged
from bot.chat.features.templates.browsing import Browsing
from bot.chat.features.templates.sharing import Sharing
from bot.chat.features.templates.using import Using
from bot.chat.features.templates.writing import Writing
from bot.chat.language.meaning import Intent
from cards.actions import Verb

__all__ = ["Templating"]


class Templating:
    """The four parts as one feature."""

    def __init__(self, desk: Desk) -> None:
        using = Using(desk)
        parts: Sequence[Feature] = [Browsing(desk, using), using, Writing(desk), Sharing(desk)]
        self.answers: Mapping[Intent, AnswerTo] = merged(part.answers for part in parts)
        self.presses: Mapping[Verb, OnPress] = merged(part.presses for part in parts)

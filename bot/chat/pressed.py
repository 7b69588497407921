"""One press on a card, as the features see it."""

from dataclasses import dataclass

from bot.chat.answers import Mood, Toast
from bot.chat.talk import Talk
from bot.lark.events import CardPressed
from bot.profiles import language_of_profile
from cards.actions import Press
from cards.texts import say
from scheduler.model import Locale
from scheduler.posts import Delivery
from scheduler.views import View

_PAGE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Pressed:
    """Who and where, what the button meant, and the card it stands on (None: not ours)."""

    talk: Talk
    press: Press
    event: CardPressed
    delivery: Delivery | None

    @property
    def locale(self) -> Locale:
        """A card keeps its language, whoever presses it."""
        return self.delivery.post.locale if self.delivery else self.talk.locale

    @property
    def view(self) -> View | None:
        return self.delivery.post.view if self.delivery else None

    @property
    def page(self) -> int:
        """The page that the button turns to; the first where it names none that there can be."""
        given = self.press.args.get("page", "")
        return int(given) if given.isdecimal() and len(given) <= _PAGE_DIGITS else 0

    def toast(self, mood: Mood, code: str, **facts: str | int) -> Toast:
        """Only the presser sees it, so it is in the presser's language, where that is known."""
        person = self.talk.person
        is_known = person.greeted or person.chose_locale or language_of_profile(person) is person.locale
        return Toast(mood, say(code, person.locale if is_known else self.locale, **facts))

"""Every card that there is, by name: each room of examples put together."""

from collections.abc import Callable

from cards.elements import Card
from scheduler.model import Locale
from tests.cards.change_examples import CHANGE_EXAMPLES
from tests.cards.examples import EXAMPLES
from tests.cards.form_examples import FORM_EXAMPLES
from tests.cards.history_examples import HISTORY_EXAMPLES
from tests.cards.place_examples import PLACE_EXAMPLES
from tests.cards.quiet_examples import QUIET_EXAMPLES
from tests.cards.status_examples import STATUS_EXAMPLES
from tests.cards.template_examples import TEMPLATE_EXAMPLES

GALLERY: dict[str, Callable[[Locale], Card]] = {
    **EXAMPLES,
    **CHANGE_EXAMPLES,
    **FORM_EXAMPLES,
    **TEMPLATE_EXAMPLES,
    **HISTORY_EXAMPLES,
    **PLACE_EXAMPLES,
    **STATUS_EXAMPLES,
    **QUIET_EXAMPLES,
}


def every_card() -> list[tuple[str, Locale]]:
    return [(name, locale) for name in GALLERY for locale in Locale]

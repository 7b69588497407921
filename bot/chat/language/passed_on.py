"""Is it passed on rather than said? A forwarded notice and a piece of a settings file ask for nothing."""

from bot.chat.language.interjections import past_interjections
from bot.chat.language.spans import pattern

_PASSED_ON = pattern(r"(?:@\S{1,20} ?)?(?:(?:转发?|fwd?|fw) ?:|转发 ?【|.*\bschedule: ?-? ?cron:|- cron:)")


def is_passed_on(text: str) -> bool:
    """Say whether a folded text begins as a forwarded message does, or is a line of a workflow file."""
    return _PASSED_ON.match(text, past_interjections(text)) is not None

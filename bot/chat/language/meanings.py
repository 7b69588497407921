"""What was read of one kind, as the meaning of the whole message: an edit, a verb for a task, a look."""

from datetime import datetime

from bot.chat.language.answer import ended
from bot.chat.language.day_phrases import InDays
from bot.chat.language.edits import Edit
from bot.chat.language.intents import Command
from bot.chat.language.meaning import Intent, Meaning, Refusal
from bot.chat.language.once import Moment
from bot.chat.language.phrases import End, Lasting
from bot.chat.language.utterance import Utterance
from bot.chat.language.views import Viewed
from bot.chat.language.windows import window_in
from scheduler.errors import Reason

_WINDOWED = frozenset({Intent.UPCOMING, Intent.HISTORY})


def edited(edit: Edit, moment: Moment) -> Meaning:
    """Return the meaning of an edit; a zone that is unknown is refused."""
    refusal = Refusal(Reason.UNKNOWN_ZONE, {"zone": edit.unknown_zone}) if edit.unknown_zone else None
    return Meaning(
        intent=Intent.EDIT,
        locale=moment.locale,
        ref=edit.referred.ref,
        refs=edit.referred.refs,
        changes=edit.changes or None,
        lasting=edit.lasting,
        refusal=refusal,
    )


def commanded(command: Command, moment: Moment) -> Meaning:
    """Return the meaning of a verb for a task; a pause that would end before it begins is refused."""
    until = _resumed(command.until, moment)
    is_over = command.until is not None and until is None
    return Meaning(
        intent=command.intent,
        locale=moment.locale,
        ref=command.referred.ref,
        refs=command.referred.refs,
        only=command.referred.only,
        scope=command.referred.scope,
        until=until,
        refusal=Refusal(Reason.TIME_PAST) if is_over else None,
        reason=command.reason,
        note=command.note,
    )


def _resumed(until: End | Lasting | None, moment: Moment) -> datetime | None:
    """Return when a pause ends; days are whole days, from the beginning of the last on."""
    if isinstance(until, Lasting):
        if until.elapsed:
            return moment.now + until.elapsed
        until = End(InDays(until.days, until.span, months=until.months), None, until.span)
    return ended(until, moment) if until else None


def viewed(view: Viewed, said: Utterance, moment: Moment) -> Meaning:
    """Return the meaning of a wish to see something; what is next or was lately may have a window."""
    named = view.referred
    window = window_in(said.words, moment) if view.intent in _WINDOWED and named.ref is None else None
    return Meaning(
        intent=view.intent,
        locale=moment.locale,
        ref=named.ref,
        refs=named.refs,
        only=named.only if view.intent is not Intent.UPCOMING else None,
        scope=named.scope,
        window=window,
    )

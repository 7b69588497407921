"""Commands by their names: /new, /edit 2 10am, /pause 3 until Monday."""

from dataclasses import replace

from bot.chat.language.answer import created, created_by
from bot.chat.language.asides import with_until
from bot.chat.language.changes import schedule_in
from bot.chat.language.create import request_of
from bot.chat.language.cronline import cron_at
from bot.chat.language.edits import Edit, spoken_edit
from bot.chat.language.edits_chinese import edit_in_han
from bot.chat.language.edits_english import edit_in_english
from bot.chat.language.intents import Command
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.language.meanings import commanded, edited
from bot.chat.language.once import Moment
from bot.chat.language.references import Referred, referred
from bot.chat.language.slash import Slash
from bot.chat.language.text import Source
from bot.chat.language.utterance import Utterance, utterance_of
from bot.chat.language.views import view_of
from bot.chat.language.windows import window_in
from bot.chat.language.wishes import slashed_wish


def by_slash(source: Source, slash: Slash, moment: Moment) -> Meaning:
    """Return the meaning of a command by its name: what follows it is read as that and nothing else."""
    rest = utterance_of(source).part(slash.rest, len(source.text))
    if slash.intent is Intent.CREATE:
        return _new_by_slash(source, slash, moment)
    wish = slashed_wish(slash, rest, moment)
    if wish:
        return wish
    if slash.intent in {Intent.LIST, Intent.HELP, Intent.UPCOMING, Intent.STATUS} or not rest:
        return _listed_by_slash(slash, rest, moment)
    if slash.intent is Intent.EDIT:
        return _edited_by_slash(rest, moment)
    until = None
    if slash.intent is Intent.PAUSE:
        rest, until = with_until(rest)
    return commanded(Command(slash.intent, referred(rest), until), moment)


def _new_by_slash(source: Source, slash: Slash, moment: Moment) -> Meaning:
    if slash.rest >= len(source.text):
        return Meaning(intent=Intent.NEW, locale=moment.locale)
    cron = cron_at(source, slash.rest, asked=True)
    if cron:
        return created_by(cron, source, moment)
    return created(request_of(source, slash.rest, asked=True), source, moment, asked=True)


def _listed_by_slash(slash: Slash, rest: Utterance, moment: Moment) -> Meaning:
    named = referred(rest) if rest and slash.intent is not Intent.LIST else Referred()
    view = view_of(rest) if rest else None
    filters = view.referred if view and slash.intent is Intent.LIST else Referred()
    ref = named.ref if slash.intent not in {Intent.HELP, Intent.LIST} else None
    window = window_in(rest.words, moment) if slash.intent is Intent.UPCOMING else None
    return Meaning(
        intent=slash.intent,
        locale=moment.locale,
        ref=None if window else ref,
        only=filters.only,
        scope=filters.scope,
        window=window,
    )


def _edited_by_slash(rest: Utterance, moment: Moment) -> Meaning:
    edit = edit_in_han(rest, moment) or edit_in_english(rest, moment)
    if edit is None:
        first, _, _ = rest.words.partition(" ")
        head = rest.part(rest.begin, rest.begin + len(first))
        spoken = schedule_in(rest.part(head.end, rest.end), moment) if head.end < rest.end else None
        value = spoken_edit(spoken)
        edit = replace(value, referred=referred(head)) if value else Edit(referred(rest))
    return edited(edit, moment)

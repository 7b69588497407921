"""From a message to what it means: a fixed grammar, no model, no clock, no network.

    tokens -> phrases -> stretch -> plan -> reading

`text` folds the spelling; `clock`, `dates`, `cycles`, `months`, `intervals`, `zones` and `limits` read
single phrases; `stretch` reads those that stand together and `plan` what they say as a whole;
`once`, `rules` and `grammar` reckon the trigger. `create`, `intents` and `slash` tell what is wanted.
"""

from dataclasses import replace
from datetime import datetime

from bot.chat.language.answer import created, ended
from bot.chat.language.create import request_of
from bot.chat.language.intents import Command, command_of, reference, with_until
from bot.chat.language.meaning import Context, Intent, Meaning
from bot.chat.language.once import Moment
from bot.chat.language.slash import Slash, slash_of
from bot.chat.language.text import Source, language_of, source_of
from scheduler.model import Locale

__all__ = ["language_of", "read"]

_WITHOUT_TASK = frozenset({Intent.LIST, Intent.HELP, Intent.UPCOMING})


def read(text: str, now: datetime, zone: str, locale: Locale, context: Context | None = None) -> Meaning:  # noqa: ARG001
    """Return what `text` means, said at `now` by somebody in the IANA zone `zone`.

    `locale` is the asker's usual language, for a text that does not tell its own; `context` is what
    the talk before was about. Never raises on any text; an unknown `zone` is `Refused`.
    """
    moment = Moment(now, zone, language_of(text) or locale)
    meaning = _kept(_meant(text, moment), moment)
    return replace(meaning, said=meaning.said or source_of(text).original)


def _kept(meaning: Meaning, moment: Moment) -> Meaning:
    """Keep only choices and offers that are themselves read: nobody taps into another question."""
    if meaning.ask:
        choices = tuple(c for c in meaning.ask.choices if _meant(c.sentence, moment).readings)
        return replace(meaning, ask=replace(meaning.ask, choices=choices))
    refusal = meaning.refusal
    if refusal and refusal.offer and not _meant(refusal.offer, moment).readings:
        return replace(meaning, refusal=replace(refusal, offer=""))
    return meaning


def _meant(text: str, moment: Moment) -> Meaning:
    source = source_of(text)
    slash = slash_of(source.text)
    if slash:
        return _by_slash(source, slash, moment)
    if source.text.startswith("/"):
        return Meaning(intent=Intent.NONE, locale=moment.locale)
    command = command_of(source)
    if command and command.intent is Intent.EDIT:
        return _commanded(command, moment)
    request = request_of(source)
    if request:
        return created(request, source, moment)
    return _commanded(command, moment) if command else Meaning(intent=Intent.NONE, locale=moment.locale)


def _by_slash(source: Source, slash: Slash, moment: Moment) -> Meaning:
    if slash.intent is Intent.CREATE:
        request = request_of(source, slash.rest, asked=True)
        return created(request, source, moment, asked=True)
    if slash.intent in _WITHOUT_TASK:
        return Meaning(intent=slash.intent, locale=moment.locale)
    end, until = with_until(source, slash.rest)
    until = until if slash.intent is Intent.PAUSE else None
    return _commanded(Command(slash.intent, reference(source, slash.rest, end), until), moment)


def _commanded(command: Command, moment: Moment) -> Meaning:
    until = ended(command.until, moment) if command.until else None
    return Meaning(intent=command.intent, locale=moment.locale, ref=command.ref, until=until)

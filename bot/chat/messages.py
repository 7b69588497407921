"""What people write becomes what they want, and goes to the feature that does it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.chat.endings import Endings
from bot.chat.feature import AnswerTo, Feature, merged
from bot.chat.interpreter import Interpreter
from bot.chat.language import read
from bot.chat.language.meaning import Context, Intent, Meaning
from bot.chat.meet import Meet
from bot.chat.picks import Picks
from bot.chat.talk import Replies, Talk
from bot.chat.threads import Threads
from bot.lark.events import MessageReceived
from scheduler.errors import Reason, Refused
from scheduler.model import Run
from scheduler.views import HelpCard


class Messages:
    def __init__(
        self,
        meet: Meet,
        replies: Replies,
        threads: Threads,
        endings: Endings,
        picks: Picks,
        interpreter: Interpreter,
        features: Iterable[Feature],
    ) -> None:
        self._meet = meet
        self._replies = replies
        self._threads = threads
        self._endings = endings
        self._picks = picks
        self._interpreter = interpreter
        self._answers: dict[Intent, AnswerTo] = merged(feature.answers for feature in features)

    async def handle(self, event: MessageReceived) -> None:
        """Answer a message. A newcomer in the personal chat is greeted first."""
        talk, is_new = await self._meet.by_message(event)
        if is_new:
            await self._replies.show(talk, HelpCard(welcome=True), suffix=":welcome")
            await self._meet.greeted(talk)
        run = await self._threads.run_of(event)
        if not event.text.strip():
            await self._text_only(talk, is_new=is_new)
        elif run is not None:
            await self._under(run, talk, event.text)
        elif is_new:
            await self._first(talk, event.text)
        else:
            await self._endings.take_up(talk, event.parent_id)
            await self.say(talk, event.text)

    async def _text_only(self, talk: Talk, *, is_new: bool) -> None:
        if not is_new:  # a newcomer has been told what to do
            await self._replies.tell(talk, "chat.text_only")

    async def _first(self, talk: Talk, text: str) -> None:
        """Answer the first message; who says hello or asks for help has been told what to do."""
        meaning = await self._helped(talk, understood(talk, text))
        if meaning.offers or meaning.intent not in {Intent.NONE, Intent.HELP}:
            await self.answer(talk, meaning)

    async def say(self, talk: Talk, text: str) -> None:
        """Answer `text` as if it was written, whether it was or a button stood for it.

        What was talked about before decides what it means: it may complete or end what is open.
        """
        if await self._endings.answered(talk, text):
            return
        meaning = understood(talk, text, await self._endings.memory.context(talk))
        talk, meaning = await self._picks.answered(talk, meaning)
        meaning = await self._helped(talk, meaning)
        if meaning.intent is not Intent.NONE:
            await self._endings.memory.settled(talk)
        await self.answer(talk, meaning)

    async def _helped(self, talk: Talk, meaning: Meaning) -> Meaning:
        """Ask a model, where there is one, about what the grammar could not read."""
        helped = await self._interpreter.helped(
            meaning.said, meaning, now=talk.at, zone=talk.zone, locale=talk.locale
        )
        return helped or meaning

    async def answer(self, talk: Talk, meaning: Meaning) -> None:
        """Answer what was understood; a refusal is an answer too."""
        talk = talk.speaking(meaning.locale)
        try:
            await self.carry_out(talk, meaning)
        except Refused as refused:
            await self._replies.refuse(talk, refused)

    async def _under(self, run: Run, talk: Talk, text: str) -> None:
        """Answer what was written under a run's card: do it, else let the run's agent answer."""
        meaning = understood(talk, text)
        about = self._threads.about(talk, meaning, run)
        if about is not None:
            await self.answer(about, meaning)
            return
        try:
            await self._threads.reply(talk.speaking(meaning.locale), text, run)
        except Refused as refused:
            await self._replies.refuse(talk, refused)

    async def carry_out(self, talk: Talk, meaning: Meaning) -> None:
        """Do what was understood; raises `Refused` for what cannot be done.

        People of other companies may ask for help, and for nothing else.
        """
        if talk.is_outsider and meaning.intent not in {Intent.NONE, Intent.HELP}:
            raise Refused(Reason.OTHER_TENANT)
        await self._answers.get(meaning.intent, self._at_a_loss)(talk, meaning)

    async def _at_a_loss(self, talk: Talk, meaning: Meaning) -> None:
        known = meaning.intent is not Intent.NONE
        await self._replies.tell(talk, "chat.not_yet" if known else "chat.not_understood")


def understood(talk: Talk, text: str, context: Context | None = None) -> Meaning:
    """Return what `text` means to somebody in this talk, with the words that were read."""
    meaning = read(text, talk.at, talk.zone, talk.locale, context)
    return meaning if meaning.said else replace(meaning, said=text.strip())

"""Another place to post to: the question where, a search for groups, and the form for a new one."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.answers import Answer
from bot.chat.desk import Desk
from bot.chat.destinations import GROUP_NAME, Unsettled, problem_of, put
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.messages import Messages, understood
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.chat.typed import Form, line
from cards.actions import Verb
from cards.place_card import HERE, NAME_FIELD, OWN, PEOPLE_FIELD, QUERY_FIELD
from scheduler.drafts import DRAFT_LIFE, Draft, NewGroup
from scheduler.lifecycle import refuse_unless_open
from scheduler.model import ChatId, Destination, DraftId, PersonId
from scheduler.views import DraftCard, PlaceCard, Sentence


class Placing:
    """What is chosen goes into the draft, or into what was said; nothing is saved or made by it."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        self._desk = desk
        self._messages = messages
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.DRAFT_PLACE: self._ask,
            Verb.PLACE_PICK: self._pick,
            Verb.PLACE_SEARCH: self._search,
            Verb.PLACE_NEW: self._new,
            Verb.PLACE_MAKE: self._make,
            Verb.PLACE_BACK: self._back,
        }

    async def _ask(self, pressed: Pressed) -> Answer:
        """Show the places in place of the confirm card."""
        draft = await self._open_draft(pressed, DraftId(pressed.press.id))
        view = PlaceCard(
            asker=draft.asker, owner=draft.owner, in_group=pressed.talk.in_group, draft_id=draft.id
        )
        return Answer(card=await self._desk.become(pressed, view))

    async def _pick(self, pressed: Pressed) -> Answer:
        view = pressed.view
        if not isinstance(view, PlaceCard):
            return Answer(card=await self._desk.present(pressed))
        picked = pressed.press.args.get("place", "")
        return await self._settle(pressed, view, await self._place(pressed.talk, picked, view.owner))

    async def _search(self, pressed: Pressed) -> Answer:
        view = pressed.view
        if not isinstance(view, PlaceCard):
            return Answer(card=await self._desk.present(pressed))
        query = line(pressed.event.form, QUERY_FIELD)
        groups = await self._desk.destinations.search(pressed.talk, query) if query else ()
        problem = problem_of(Unsettled(query)) if query and not groups else None
        found = replace(
            view,
            query=query,
            groups=tuple((group.id, group.name) for group in groups),
            problem=problem if query else Sentence("place.no_query"),
        )
        return Answer(card=await self._desk.become(pressed, found))

    async def _new(self, pressed: Pressed) -> Answer:
        """Ask for the name of a new group, and for its people."""
        view = pressed.view
        if not isinstance(view, PlaceCard):
            return Answer(card=await self._desk.present(pressed))
        people = await self._desk.destinations.candidates(pressed.talk)
        name = view.query[:GROUP_NAME] if not view.groups else ""
        making = replace(view, wanted=NewGroup(name), people=people, problem=None)
        return Answer(card=await self._desk.become(pressed, making))

    async def _make(self, pressed: Pressed) -> Answer:
        """Take the new group; it is made when the task is saved."""
        view = pressed.view
        if not isinstance(view, PlaceCard) or view.wanted is None:
            return Answer(card=await self._desk.present(pressed))
        wanted = NewGroup(line(pressed.event.form, NAME_FIELD), _people(pressed.event.form))
        if problem := _lacks(wanted):
            mended = replace(view, wanted=wanted, problem=problem)
            return Answer(card=await self._desk.become(pressed, mended))
        return await self._settle(pressed, view, wanted)

    async def _back(self, pressed: Pressed) -> Answer:
        view = pressed.view
        if isinstance(view, PlaceCard) and view.wanted is not None:
            before = replace(view, wanted=None, problem=None)
            return Answer(card=await self._desk.become(pressed, before))
        if isinstance(view, PlaceCard) and view.draft_id is not None:
            return Answer(card=await self._desk.become(pressed, DraftCard(view.draft_id)))
        return Answer(card=await self._desk.present(pressed))

    async def _place(self, talk: Talk, picked: str, owner: PersonId | None) -> Destination:
        match picked:
            case str() if picked == HERE:
                return await self._desk.destinations.here(talk)
            case str() if picked == OWN:
                return await self._desk.destinations.own(talk, owner or talk.person.id)
            case _:
                return await self._desk.destinations.group(talk, ChatId(picked))

    async def _settle(self, pressed: Pressed, view: PlaceCard, place: Destination | NewGroup) -> Answer:
        if view.draft_id is not None:
            draft = await self._open_draft(pressed, view.draft_id)
            return await self._revise(pressed, put(draft, place))
        card = pressed.event.message_id
        talk = replace(
            pressed.talk, key=card, card=card, locale=pressed.locale, place=place, about=view.about
        )
        await self._messages.carry_out(talk, understood(talk, view.said))
        return Answer(card=await self._desk.redraw.card(card))

    async def _revise(self, pressed: Pressed, draft: Draft) -> Answer:
        now = self._desk.clock()
        await self._desk.service.revise_draft(replace(draft, expires_at=now + DRAFT_LIFE), now)
        shown = DraftCard(draft.id)
        await self._desk.memory.shown(pressed.talk, shown)
        return Answer(card=await self._desk.become(pressed, shown))

    async def _open_draft(self, pressed: Pressed, draft_id: DraftId) -> Draft:
        draft = await self._desk.service.own_draft(draft_id, pressed.talk.person.id)
        refuse_unless_open(draft, self._desk.clock())
        return draft


def _lacks(wanted: NewGroup) -> Sentence | None:
    """Return what is to be put right before there can be such a group."""
    if not wanted.name:
        return Sentence("place.unnamed")
    if len(wanted.name) > GROUP_NAME:
        return Sentence("place.name_long", {"limit": GROUP_NAME, "length": len(wanted.name)})
    return None


def _people(form: Form) -> tuple[PersonId, ...]:
    value = form.get(PEOPLE_FIELD)
    return tuple(PersonId(person) for person in value) if isinstance(value, tuple) else ()

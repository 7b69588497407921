"""The form as it is opened: empty, or with what a draft or a task says."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.features.forms.filled import blank, entries_of
from bot.chat.features.forms.places import Offer, Places
from bot.chat.talk import Talk
from scheduler.drafts import Draft
from scheduler.form import Entries
from scheduler.model import PersonId, Task, TaskSpec
from scheduler.ports import Clock
from scheduler.views import FormCard


class Opening:
    """Makes form cards, in the language of the talk."""

    def __init__(self, places: Places, clock: Clock, *, has_agent: bool) -> None:
        self._places = places
        self._clock = clock
        self._has_agent = has_agent

    async def new(self, talk: Talk) -> FormCard:
        places = await self._places.offered(talk, talk.person.id, None)
        entries = blank(talk.zone, places[0].value, has_agent=self._has_agent)
        return _card(talk, entries, places)

    async def of_draft(self, talk: Talk, draft: Draft) -> FormCard:
        return replace(await self._of(talk, draft.spec, draft.owner), draft_id=draft.id)

    async def of_task(self, talk: Talk, task: Task) -> FormCard:
        return replace(await self._of(talk, task.spec, task.owner), task_id=task.id, revision=task.revision)

    async def _of(self, talk: Talk, spec: TaskSpec, owner: PersonId) -> FormCard:
        places = await self._places.offered(talk, owner, spec.destination)
        entries = entries_of(spec, places[0].value, talk.locale, self._clock())
        return replace(_card(talk, entries, places), title=spec.title)


def _card(talk: Talk, entries: Entries, places: Sequence[Offer]) -> FormCard:
    offered = tuple((place.value, place.label) for place in places)
    return FormCard(asker=talk.person.id, offered=entries, entries=entries, places=offered)

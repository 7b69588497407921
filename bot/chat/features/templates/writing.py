"""Templates of people's own: written in two forms, published, changed and withdrawn."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.templates.entries import parameters_in, spec_in, still_open, visibility_in
from bot.chat.features.templates.shelf import Shelf, card_of
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import Verb
from cards.words import schedule_in_words
from scheduler.errors import Reason, Refused
from scheduler.filling import text_of, with_text
from scheduler.model import Task, TemplateId
from scheduler.placeholders import key_of
from scheduler.ports import Audit
from scheduler.template_views import EditorStep, TemplateEditor
from scheduler.templates import (
    DEFAULT_LIMIT,
    TEMPLATES_PER_AUTHOR,
    Template,
    TemplateSpec,
    changed,
    parameters_for,
    published,
    require_sound,
    withdrawn,
)
from scheduler.triggers import At
from scheduler.views import View

Move = Callable[[Template, datetime], Template]


class Writing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = Shelf(desk)
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.TEMPLATE_NEW: self._new,
            Verb.TEMPLATE_EDIT: self._edit,
            Verb.TEMPLATE_STORE: self._store,
            Verb.TEMPLATE_SETTLE: self._settle,
            Verb.TEMPLATE_PUBLISH: self._publish,
            Verb.TEMPLATE_WITHDRAW: self._withdraw,
            Verb.TEMPLATE_FROM_TASK: self._from_task,
        }

    async def _new(self, pressed: Pressed) -> Answer:
        """Show an empty form; what is one's own is written in one's own chat."""
        talk = pressed.talk
        form = TemplateEditor(talk.person.id, None, EditorStep.CONTENT)
        if not talk.in_group:
            return Answer(card=await self._desk.become(pressed, form))
        await self._desk.replies.show(talk, form, privately=True)
        return Answer(pressed.toast(Mood.INFO, "press.form_privately"))

    async def _edit(self, pressed: Pressed) -> Answer:
        template = await self._shelf.pressed(pressed, Right.EDIT_TEMPLATE)
        form = TemplateEditor(pressed.talk.person.id, template.id, EditorStep.CONTENT)
        return Answer(card=await self._desk.become(pressed, form))

    async def _store(self, pressed: Pressed) -> Answer:
        """Keep what the first form says; the second one follows where something is to be filled in."""
        view = _editor(pressed, EditorStep.CONTENT)
        if view is None:
            return Answer(card=await self._desk.present(pressed))
        before = None
        if view.template_id is not None:
            before = await self._shelf.pressed(pressed, Right.EDIT_TEMPLATE)
        try:
            template = await self._kept(pressed, before)
        except Refused as refused:
            return still_open(pressed, refused)
        return await self._next(pressed, template, self._after_content(pressed, template))

    def _after_content(self, pressed: Pressed, template: Template) -> View:
        if template.spec.parameters:
            return TemplateEditor(pressed.talk.person.id, template.id, EditorStep.PARAMETERS)
        return card_of(pressed.talk, template)

    async def _kept(self, pressed: Pressed, before: Template | None) -> Template:
        form, now = pressed.event.form, self._desk.clock()
        spec = spec_in(form, before, pressed.locale)
        require_sound(replace(spec, parameters=()))
        require_sound(spec)
        if before is None:
            template = self._fresh(pressed.talk, pressed.event.message_id, spec)
            return await self._added(replace(template, visibility=visibility_in(form)))
        return await self._changed(
            pressed, before, replace(changed(before, now, spec=spec), visibility=visibility_in(form))
        )

    async def _settle(self, pressed: Pressed) -> Answer:
        """Keep what the second form says about the questions."""
        if _editor(pressed, EditorStep.PARAMETERS) is None:
            return Answer(card=await self._desk.present(pressed))
        before = await self._shelf.pressed(pressed, Right.EDIT_TEMPLATE)
        spec = parameters_in(pressed.event.form, before.spec)
        try:
            require_sound(spec)
        except Refused as refused:
            return still_open(pressed, refused)
        template = await self._changed(pressed, before, changed(before, self._desk.clock(), spec=spec))
        return await self._next(pressed, template, card_of(pressed.talk, template))

    async def _publish(self, pressed: Pressed) -> Answer:
        return await self._moved(pressed, Right.PUBLISH_TEMPLATE, published, "press.template_published")

    async def _withdraw(self, pressed: Pressed) -> Answer:
        return await self._moved(pressed, Right.WITHDRAW_TEMPLATE, withdrawn, "press.template_withdrawn")

    async def _moved(self, pressed: Pressed, right: Right, move: Move, code: str) -> Answer:
        """Publish or withdraw; once more changes nothing and shows how it stands."""
        before = await self._shelf.pressed(pressed, right)
        after = move(before, self._desk.clock())
        if after is not before:
            await self._changed(pressed, before, after)
        toast = pressed.toast(Mood.SUCCESS, code, title=before.spec.title)
        return Answer(toast, await self._desk.present(pressed))

    async def _from_task(self, pressed: Pressed) -> Answer:
        """Make a draft of a template from one's task, and show it in one's own chat."""
        talk = pressed.talk
        task = await self._desk.task(pressed.press.id)
        await self._desk.overview.require(talk.asker, task, Right.EDIT)
        fresh = self._fresh(talk, f"{task.id}:{task.revision}", _spec_of(task))
        template = await self._added(fresh)
        once = replace(talk, key=template.id, in_group=False)
        await self._desk.replies.show(once, card_of(once, template), privately=True)
        return Answer(pressed.toast(Mood.SUCCESS, "press.template_stored", title=template.spec.title))

    def _fresh(self, talk: Talk, source: str, spec: TemplateSpec) -> Template:
        """Return a draft; its id follows from what it was made of, so that pressing twice makes one."""
        now = self._desk.clock()
        name = hashlib.sha256(f"{source}:{talk.person.id}".encode()).hexdigest()[:24]
        return Template(
            id=TemplateId(f"template_{name}"),
            tenant=talk.person.tenant,
            author=talk.person.id,
            spec=spec,
            created_at=now,
            updated_at=now,
        )

    async def _added(self, template: Template) -> Template:
        assert template.tenant is not None, "only what people write is added"
        assert template.author is not None, "and they are its authors"
        count = await self._desk.templates.count_of(template.tenant, template.author)
        if count >= TEMPLATES_PER_AUTHOR:
            raise Refused(Reason.TOO_MANY_TEMPLATES, limit=TEMPLATES_PER_AUTHOR)
        audit = Audit(template.tenant, template.author, "template.added", template.id, self._desk.clock())
        await self._desk.templates.add(template, audit)
        return await self._desk.templates.get(template.id, template.spec.locale) or template

    async def _changed(self, pressed: Pressed, before: Template, after: Template) -> Template:
        talk = pressed.talk
        verb = "template.changed" if after.state is before.state else f"template.{after.state}"
        audit = Audit(talk.person.tenant, talk.person.id, verb, after.id, self._desk.clock())
        if not await self._desk.templates.change(after, seen=before.revision, audit=audit):
            raise Refused(Reason.TEMPLATE_CHANGED, title=before.spec.title)
        return after

    async def _next(self, pressed: Pressed, template: Template, view: View) -> Answer:
        toast = pressed.toast(Mood.SUCCESS, "press.template_stored", title=template.spec.title)
        return Answer(toast, await self._desk.become(pressed, view))


def _editor(pressed: Pressed, step: EditorStep) -> TemplateEditor | None:
    """Return the form that was sent; None where the card has moved on since. It is nobody else's to send."""
    view = pressed.view
    if not isinstance(view, TemplateEditor) or view.step is not step:
        return None
    if view.person != pressed.talk.person.id:
        raise Refused(Reason.DRAFT_OF_ANOTHER)
    return view


def _spec_of(task: Task) -> TemplateSpec:
    """Return a template that would make this task again; what was filled in becomes the default."""
    spec = task.spec
    prompt = text_of(spec.action)
    given = {key_of(name): value for name, value in spec.action.values.items() if len(value) <= DEFAULT_LIMIT}
    parameters = tuple(
        replace(one, default=given.get(key_of(one.name), "")) for one in parameters_for(prompt)
    )
    return TemplateSpec(
        title=spec.title,
        description="",
        action=replace(with_text(spec.action, prompt), values={}),
        parameters=parameters,
        # A single time is over by the time that anybody uses it.
        schedule="" if isinstance(spec.trigger, At) else schedule_in_words(spec.trigger, spec.locale),
        locale=spec.locale,
    )

"""Cards of templates, and the forms around them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.deliver.page import Page
from cards.elements import Card, name_of
from cards.template_card import TemplateView, template_card
from cards.template_editor import content_form, parameters_form, share_form
from cards.template_form import TemplateFormView, template_form
from cards.template_list import TemplateListView, template_list
from cards.texts import say
from scheduler.drafts import NewGroup
from scheduler.model import Destination
from scheduler.template_views import EditorStep, TemplateCard, TemplateEditor, TemplateForm, TemplateList
from scheduler.templates import Template, TemplateState, matching


async def draw_templates(view: TemplateList, page: Page) -> Card:
    viewer = None if view.in_group else view.viewer
    seen = await page.sources.templates.seen_by(page.tenant, viewer, page.locale)
    shown = TemplateListView(matching(seen, view.query), view.query, view.page, view.in_group)
    return template_list(shown, page.reader())


async def draw_template(view: TemplateCard, page: Page) -> Card | None:
    template = await page.sources.templates.get(view.template_id, page.locale)
    if template is None:
        return None
    author = await page.sources.name(template.author, page.tenant)
    is_open = template.is_shared or view.manages or _is_own(view, template)
    shown = TemplateView(template, author, is_open, view.manages, in_group=view.viewer is None)
    return template_card(shown, page.reader())


async def draw_template_form(view: TemplateForm, page: Page) -> Card | None:
    """Draw what a template asks; one that was withdrawn meanwhile says so."""
    template = await page.sources.templates.get(view.template_id, page.locale)
    if template is None:
        return None
    if template.state is TemplateState.WITHDRAWN:
        return await draw_template(TemplateCard(view.template_id, view.person), page)
    shown = TemplateFormView(
        template,
        view.schedule,
        view.in_group,
        group=await page.sources.chat_name(view.chat_id, page.tenant) if view.in_group else "",
        title=view.title,
        place=await _named(view.place, page),
        in_person=isinstance(view.place, Destination) and not view.place.in_group,
    )
    return template_form(shown, page.reader())


async def _named(place: Destination | NewGroup | None, page: Page) -> str:
    """Return the name of the group that a template shall post to; "" for none, and for a personal chat."""
    match place:
        case NewGroup(name):
            return say("place.new", page.locale, name=name_of(name))
        case Destination(chat_id, in_group=True):
            name = await page.sources.chat_name(chat_id, page.tenant)
            return name or say("form.place.unnamed", page.locale)
        case _:
            return ""


async def draw_template_editor(view: TemplateEditor, page: Page) -> Card | None:
    if view.template_id is None:
        return content_form(None, page.reader())
    template = await page.sources.templates.get(view.template_id, page.locale)
    if template is None:
        return None
    match view.step:
        case EditorStep.CONTENT:
            return content_form(template, page.reader())
        case EditorStep.PARAMETERS:
            return parameters_form(template, page.reader())
        case EditorStep.GROUP:
            return share_form(template, page.reader())


def _is_own(view: TemplateCard, template: Template) -> bool:
    return template.state is not TemplateState.WITHDRAWN and view.viewer == template.author


TEMPLATES: Mapping[type, Callable[[Any, Page], Awaitable[Card | None]]] = {
    TemplateList: draw_templates,
    TemplateCard: draw_template,
    TemplateForm: draw_template_form,
    TemplateEditor: draw_template_editor,
}

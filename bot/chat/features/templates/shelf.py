"""Which templates somebody sees, and what they may do to one."""

from collections.abc import Sequence

from bot.chat.access import Asker, Right, Role, may, role_to_template
from bot.chat.desk import Desk
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from scheduler.errors import Reason, Refused
from scheduler.model import Locale, TemplateId
from scheduler.template_views import TemplateCard
from scheduler.templates import Template, TemplateState, Visibility


class Shelf:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def seen(self, talk: Talk) -> Sequence[Template]:
        """Return what can be found here: in a group only what everybody there may see."""
        viewer = None if talk.in_group else talk.person.id
        return await self._desk.templates.seen_by(talk.person.tenant, viewer, talk.locale)

    async def take(self, asker: Asker, template_id: str, locale: Locale, right: Right) -> Template:
        """Return the template; refused to whom has no right to it, who does not even learn that it exists."""
        template = await self._desk.templates.get(TemplateId(template_id), locale)
        if template is None:
            raise Refused(Reason.TEMPLATE_NOT_FOUND)
        require(asker, template, right)
        return template

    async def pressed(self, pressed: Pressed, right: Right) -> Template:
        """Return the template of a button, as it was drawn; refused when it has changed since."""
        template = await self.take(pressed.talk.asker, pressed.press.id, pressed.locale, right)
        if pressed.press.revision != template.revision:
            raise Refused(Reason.TEMPLATE_CHANGED, title=template.spec.title)
        return template


def require(asker: Asker, template: Template, right: Right) -> None:
    """Refuse what the asker may not do, and the use of what was withdrawn."""
    role = role_to(asker, template)
    if not may(role, Right.SEE_TEMPLATE):
        raise Refused(Reason.TEMPLATE_NOT_FOUND)
    if not may(role, right):
        raise Refused(Reason.TEMPLATE_NOT_YOURS, title=template.spec.title)
    if right is Right.USE_TEMPLATE and template.state is TemplateState.WITHDRAWN:
        raise Refused(Reason.TEMPLATE_WITHDRAWN, title=template.spec.title)


def role_to(asker: Asker, template: Template) -> Role:
    """Return what the asker is to a template; what ships has no author and is everybody's."""
    if template.tenant is None or template.author is None:
        return Role.OTHER_TENANT if asker.is_outsider else Role.MEMBER
    # A withdrawn one is still known to those who could use it.
    was_shared = template.visibility is Visibility.TENANT and template.state is not TemplateState.DRAFT
    return role_to_template(asker, template.tenant, template.author, is_shared=was_shared)


def card_of(talk: Talk, template: Template) -> TemplateCard:
    """Return the card that belongs here: in a group without anything that only some may do."""
    if talk.in_group:
        return TemplateCard(template.id)
    return TemplateCard(template.id, talk.person.id, may(role_to(talk.asker, template), Right.EDIT_TEMPLATE))

"""People, chats and templates between rows and the values of the engine. Pure."""

from scheduler.model import ChatId, PersonId, TemplateId, TenantKey
from scheduler.people import Chat, Person
from scheduler.templates import Template
from storage.rows import Values
from storage.tables import ChatRow, PersonRow, TemplateRow


def person_of(row: PersonRow) -> Person:
    return Person(
        id=PersonId(row.id),
        tenant=TenantKey(row.tenant_key),
        name=row.name,
        locale=row.locale,
        chose_locale=row.chose_locale,
        zone=row.zone,
        greeted=row.greeted,
    )


def person_values(person: Person) -> Values:
    return {
        "id": person.id,
        "tenant_key": person.tenant,
        "name": person.name,
        "locale": person.locale,
        "chose_locale": person.chose_locale,
        "zone": person.zone,
        "greeted": person.greeted,
    }


def chat_of(row: ChatRow) -> Chat:
    return Chat(
        id=ChatId(row.id),
        tenant=TenantKey(row.tenant_key),
        is_group=row.is_group,
        name=row.name,
        owner=PersonId(row.owner) if row.owner else None,
        managers=tuple(PersonId(manager) for manager in row.managers),
        people=row.people,
        reachable=row.reachable,
    )


def chat_values(chat: Chat) -> Values:
    return {
        "id": chat.id,
        "tenant_key": chat.tenant,
        "is_group": chat.is_group,
        "name": chat.name,
        "owner": chat.owner,
        "managers": chat.managers,
        "people": chat.people,
        "reachable": chat.reachable,
    }


def template_of(row: TemplateRow) -> Template:
    return Template(
        id=TemplateId(row.id),
        tenant=TenantKey(row.tenant_key),
        author=PersonId(row.author),
        spec=row.spec,
        visibility=row.visibility,
        state=row.state,
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def template_values(template: Template) -> Values:
    return {
        "id": template.id,
        "tenant_key": template.tenant,
        "author": template.author,
        "visibility": template.visibility,
        "state": template.state,
        "revision": template.revision,
        "created_at": template.created_at,
        "updated_at": template.updated_at,
        "spec": template.spec,
    }

"""Who may do what: the whole table, cell by cell."""

import pytest

from bot.chat.access import Asker, Right, Role, may, role_of
from scheduler.model import Chat, ChatId, PersonId, TenantKey
from tests.builders import CHAT, OWNER, TENANT, a_spec, a_task

TABLE = {
    #                   see    run    change delete
    Role.OWNER:        (True,  True,  True,  True),
    Role.GROUP_OWNER:  (True,  True,  True,  True),
    Role.MEMBER:       (True,  False, False, False),
    Role.STRANGER:     (False, False, False, False),
    Role.OTHER_TENANT: (False, False, False, False),
}  # fmt: skip

GROUP = Chat(id=CHAT, tenant=TENANT, is_group=True, owner=PersonId("ou_boss"))


def an_asker(person: str = OWNER, tenant: str = TENANT, chat_id: str = CHAT) -> Asker:
    return Asker(PersonId(person), TenantKey(tenant), ChatId(chat_id))


@pytest.mark.parametrize("role", list(Role))
def test_every_cell_of_the_table(role):
    assert tuple(may(role, right) for right in Right) == TABLE[role]


@pytest.mark.parametrize(
    ("asker", "role"),
    [
        (an_asker(), Role.OWNER),
        (an_asker(chat_id="oc_elsewhere"), Role.OWNER),
        (an_asker("ou_boss"), Role.GROUP_OWNER),
        (an_asker("ou_boss", chat_id="oc_elsewhere"), Role.STRANGER),
        (an_asker("ou_colleague"), Role.MEMBER),
        (an_asker("ou_colleague", chat_id="oc_elsewhere"), Role.STRANGER),
        (an_asker(tenant="other"), Role.OTHER_TENANT),
    ],
)
def test_what_somebody_is_to_a_task_depends_on_who_and_where(asker, role):
    assert role_of(asker, a_task(), GROUP) is role


def test_nobody_owns_a_personal_chat_but_the_task_s_owner():
    task = a_task(spec=a_spec(in_group=False))
    personal = Chat(id=CHAT, tenant=TENANT, is_group=False, owner=PersonId("ou_boss"))

    assert role_of(an_asker("ou_boss"), task, personal) is Role.MEMBER

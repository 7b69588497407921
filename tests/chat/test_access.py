"""Who may do what: the whole table, cell by cell."""

from pathlib import Path

import pytest

from bot.chat.access import Asker, Right, Role, may, role_in, role_of, role_to_template
from scheduler.model import ChatId, PersonId, TenantKey
from scheduler.people import Chat
from tests.builders import CHAT, OWNER, TENANT, a_spec, a_task

ROLES = (Role.OWNER, Role.GROUP_RULER, Role.ADMIN, Role.MEMBER, Role.STRANGER, Role.OTHER_TENANT)
Y, n = True, False
CHAT_SIDE = Path(__file__).parents[2] / "bot" / "chat"
TABLE = {
    #                        owner ruler admin member stranger other
    Right.SEE:               (Y,   Y,    Y,    Y,     n,       n),
    Right.HISTORY:           (Y,   Y,    Y,    Y,     n,       n),
    Right.RUN:               (Y,   Y,    n,    n,     n,       n),
    Right.STOP:              (Y,   Y,    Y,    n,     n,       n),
    Right.LOOK_AFTER:        (Y,   Y,    Y,    n,     n,       n),
    Right.PAUSE:             (Y,   Y,    Y,    n,     n,       n),
    Right.RESUME:            (Y,   Y,    Y,    n,     n,       n),
    Right.EDIT:              (Y,   Y,    n,    n,     n,       n),
    Right.DELETE:            (Y,   Y,    Y,    n,     n,       n),
    Right.RESTORE:           (Y,   Y,    Y,    n,     n,       n),
    Right.CREATE:            (Y,   Y,    n,    Y,     n,       n),
    Right.QUIET:             (Y,   Y,    n,    n,     n,       n),
    Right.SEE_TEMPLATE:      (Y,   Y,    Y,    Y,     n,       n),
    Right.USE_TEMPLATE:      (Y,   Y,    Y,    Y,     n,       n),
    Right.EDIT_TEMPLATE:     (Y,   n,    Y,    n,     n,       n),
    Right.PUBLISH_TEMPLATE:  (Y,   n,    Y,    n,     n,       n),
    Right.WITHDRAW_TEMPLATE: (Y,   n,    Y,    n,     n,       n),
}  # fmt: skip

BOSS, DEPUTY, COLLEAGUE = PersonId("ou_boss"), PersonId("ou_deputy"), PersonId("ou_colleague")
GROUP = Chat(id=CHAT, tenant=TENANT, is_group=True, owner=BOSS, managers=(DEPUTY,))
PERSONAL = Chat(id=CHAT, tenant=TENANT, is_group=False, owner=BOSS, managers=(DEPUTY,))


def an_asker(person: str = OWNER, tenant: str = TENANT, chat_id: str = CHAT, **more: bool) -> Asker:
    return Asker(PersonId(person), TenantKey(tenant), ChatId(chat_id), **more)


@pytest.mark.parametrize(
    ("role", "right", "allowed"),
    [(role, right, cell) for right, row in TABLE.items() for role, cell in zip(ROLES, row, strict=True)],
)
def test_every_cell_of_the_table(role, right, allowed):
    assert may(role, right) is allowed


def test_the_table_leaves_out_nothing():
    assert set(TABLE) == set(Right)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(
    ("asker", "role"),
    [
        (an_asker(), Role.OWNER),
        (an_asker(chat_id="oc_elsewhere"), Role.OWNER),
        (an_asker(is_admin=True), Role.OWNER),
        (an_asker(BOSS), Role.GROUP_RULER),
        (an_asker(DEPUTY), Role.GROUP_RULER),
        (an_asker(DEPUTY, is_admin=True), Role.GROUP_RULER),
        (an_asker(BOSS, chat_id="oc_elsewhere"), Role.STRANGER),
        (an_asker(COLLEAGUE, is_admin=True), Role.ADMIN),
        (an_asker(COLLEAGUE, is_admin=True, chat_id="oc_elsewhere"), Role.ADMIN),
        (an_asker(COLLEAGUE), Role.MEMBER),
        (an_asker(COLLEAGUE, chat_id="oc_elsewhere"), Role.STRANGER),
        (an_asker(tenant="other"), Role.OTHER_TENANT),
        (an_asker(is_outsider=True), Role.OTHER_TENANT),
        (an_asker(BOSS, is_admin=True, is_outsider=True), Role.OTHER_TENANT),
    ],
)
def test_what_somebody_is_to_a_task_depends_on_who_and_where(asker, role):
    assert role_of(asker, a_task(), GROUP) is role


def test_nobody_owns_a_personal_chat_but_the_task_s_owner():
    task = a_task(spec=a_spec(in_group=False))

    assert role_of(an_asker(BOSS), task, PERSONAL) is Role.MEMBER
    assert role_of(an_asker(DEPUTY), task, PERSONAL) is Role.MEMBER


@pytest.mark.parametrize(
    ("asker", "chat", "is_member", "role"),
    [
        (an_asker(), PERSONAL, True, Role.OWNER),
        (an_asker(BOSS), GROUP, True, Role.GROUP_RULER),
        (an_asker(BOSS), GROUP, False, Role.STRANGER),
        (an_asker(COLLEAGUE), GROUP, True, Role.MEMBER),
        (an_asker(COLLEAGUE, is_admin=True), GROUP, True, Role.MEMBER),
        (an_asker(COLLEAGUE, is_admin=True), GROUP, False, Role.ADMIN),
        (an_asker(COLLEAGUE), GROUP, False, Role.STRANGER),
        (an_asker(COLLEAGUE, tenant="other"), GROUP, True, Role.OTHER_TENANT),
        (an_asker(COLLEAGUE, is_outsider=True), GROUP, True, Role.OTHER_TENANT),
    ],
)
def test_what_somebody_is_in_a_chat_depends_on_being_inside(asker, chat, is_member, role):
    assert role_in(asker, chat, is_member=is_member) is role


@pytest.mark.parametrize(
    ("asker", "is_shared", "role"),
    [
        (an_asker(), False, Role.OWNER),
        (an_asker(COLLEAGUE, is_admin=True), False, Role.ADMIN),
        (an_asker(COLLEAGUE), True, Role.MEMBER),
        (an_asker(COLLEAGUE), False, Role.STRANGER),
        (an_asker(is_outsider=True), True, Role.OTHER_TENANT),
        (an_asker(tenant="other"), True, Role.OTHER_TENANT),
    ],
)
def test_what_somebody_is_to_a_template(asker, is_shared, role):
    assert role_to_template(asker, TENANT, OWNER, is_shared=is_shared) is role


def test_every_right_is_asked_for_somewhere():
    """A right that nothing asks for would be a promise that nobody keeps."""
    code = "".join(path.read_text() for path in CHAT_SIDE.rglob("*.py") if path.name != "access.py")

    assert [right.name for right in Right if f"Right.{right.name}" not in code] == []

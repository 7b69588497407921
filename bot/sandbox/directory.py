"""Who and where an id means."""

from enum import StrEnum

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ports import Clock
from bot.sandbox.records import Chat, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType, id_of


class ReceiveIdType(StrEnum):
    OPEN_ID = "open_id"
    UNION_ID = "union_id"
    USER_ID = "user_id"
    EMAIL = "email"
    CHAT_ID = "chat_id"


class Directory:
    """Finds people and chats by the ids that callers give."""

    def __init__(self, tenant: Tenant, clock: Clock) -> None:
        self._tenant = tenant
        self._clock = clock

    def receiver(self, id_type: ReceiveIdType, receive_id: str) -> Chat:
        """Return where a message to `receive_id` goes; a first message opens the personal chat."""
        if id_type is ReceiveIdType.CHAT_ID:
            chat = self._tenant.chat(receive_id)
            if chat is None:
                raise LarkError(Code.BAD_RECEIVE_ID)
            return chat
        user = self._receiving_user(id_type, receive_id)
        if user.tenant_key:
            raise LarkError(Code.OTHER_TENANTS_P2P)
        if not user.available:
            raise LarkError(Code.USER_OUT_OF_RANGE)
        return self._tenant.open_personal_chat(user.open_id, self._clock())

    def user(self, id_type: UserIdType, user_id: str) -> User | None:
        return next((each for each in self._tenant.users() if id_of(each, id_type) == user_id), None)

    def _receiving_user(self, id_type: ReceiveIdType, receive_id: str) -> User:
        if id_type is ReceiveIdType.EMAIL:
            user = next((each for each in self._tenant.users() if each.email == receive_id), None)
        else:
            user = self.user(UserIdType(id_type), receive_id)
        if user is None:
            raise self._unknown(id_type, receive_id)
        return user

    def _unknown(self, id_type: ReceiveIdType, receive_id: str) -> LarkError:
        if id_type is ReceiveIdType.OPEN_ID and receive_id.startswith("ou_"):
            return LarkError(Code.OPEN_ID_UNKNOWN, f"[{receive_id}]")
        return LarkError(Code.BAD_RECEIVE_ID)

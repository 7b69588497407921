"""People, as the contact API tells of them."""

from dataclasses import dataclass

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire, Wire
from bot.sandbox.console import AppConsole
from bot.sandbox.directory import Directory
from bot.sandbox.errors import Code, LarkError, invalid_field
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType, id_of, user_wire

BASE = "/open-apis/contact/v3/users"
MAX_BATCH = 50


class _IdQuery(Wire):
    user_id_type: UserIdType = UserIdType.OPEN_ID


class _GetIdBody(StrictWire):
    emails: list[str] = Field([], max_length=MAX_BATCH)
    mobiles: list[str] = Field([], max_length=MAX_BATCH)


@dataclass(frozen=True, slots=True)
class PeopleApi:
    tenant: Tenant
    directory: Directory
    console: AppConsole

    def routes(self) -> list[Route]:
        return [
            Route("GET", f"{BASE}/batch", self.batch, console.CONTACT),
            Route("POST", f"{BASE}/batch_get_id", self.batch_get_id, ("contact:user.id:readonly",)),
            Route("GET", f"{BASE}/{{user_id}}", self.get, console.CONTACT),
        ]

    async def get(self, call: Call) -> Answer:
        id_type = call.query(_IdQuery).user_id_type
        return {"user": self._wire(self._visible(id_type, call.path("user_id")))}

    async def batch(self, call: Call) -> Answer:
        id_type = call.query(_IdQuery).user_id_type
        user_ids = call.request.query.getall("user_ids", [])
        if not 1 <= len(user_ids) <= MAX_BATCH:
            raise invalid_field("user_ids", str(len(user_ids)), f"1 to {MAX_BATCH} ids are needed")
        return {"items": [self._wire(self._visible(id_type, each)) for each in user_ids]}

    async def batch_get_id(self, call: Call) -> Answer:
        id_type = call.query(_IdQuery).user_id_type
        body = await call.body(_GetIdBody)
        found = [{"email": each, **self._id_by_email(each, id_type)} for each in body.emails]
        return {"user_list": [*found, *({"mobile": each} for each in body.mobiles)]}

    def _visible(self, id_type: UserIdType, user_id: str) -> User:
        user = self.directory.user(id_type, user_id)
        if user is None:
            # An open_id is checked by the gateway, the other kinds by the contact service.
            raise LarkError(Code.OPEN_ID_UNKNOWN if id_type is UserIdType.OPEN_ID else Code.BAD_USER_ID)
        if not user.available or user.tenant_key:
            raise LarkError(Code.NO_USER_AUTHORITY)
        return user

    def _id_by_email(self, email: str, id_type: UserIdType) -> JsonObject:
        user = next((each for each in self.tenant.users() if each.email == email and each.available), None)
        return {"user_id": id_of(user, id_type)} if user else {}

    def _wire(self, user: User) -> JsonObject:
        return user_wire(user, with_user_id=self.console.has_one_of(console.EMPLOYEE_ID))

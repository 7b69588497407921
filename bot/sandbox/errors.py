"""Lark's error codes, and how a refused request is answered.

Source of numbers and sentences: the error tables of Lark's own API pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus


class Code(Enum):
    """(number, HTTP status, sentence), one member for each refusal the sandbox gives."""

    # The gateway, before any API is reached
    UNKNOWN_PATH = (404, 404, "404 page not found")
    METHOD_NOT_ALLOWED = (405, 405, "405 method not allowed")
    BODY_TOO_LARGE = (413, 413, "413 request entity too large")
    INTERNAL = (2200, 500, "Internal Error")
    NO_TOKEN = (
        99991661,
        400,
        "Missing access token for authorization. Please make a request with token attached.",
    )
    BAD_TENANT_TOKEN = (
        99991663,
        400,
        "Invalid access token for authorization. Please make a request with token attached.",
    )
    BAD_USER_TOKEN = (
        99991668,
        400,
        "Invalid access token for authorization. Please make a request with token attached.",
    )
    UNKNOWN_TOKEN_KIND = (
        99991671,
        400,
        "Invalid access token for authorization. It must begin with t- or u-.",
    )
    MISSING_SCOPE = (99991672, 400, "Access denied. One of the following scopes is required: ")
    RATE_LIMITED = (99991400, 429, "request trigger frequency limit")
    INVALID_FIELDS = (99992402, 400, "field validation failed")
    OPEN_ID_UNKNOWN = (99992351, 400, "these open ids not existed")
    MESSAGE_ID_UNKNOWN = (99992354, 400, "The request you send is not a valid {message_id} or not exists")

    # Credentials
    BAD_CREDENTIAL_PARAMETER = (10003, 400, "invalid param")
    BAD_APP_SECRET = (10014, 400, "app secret invalid")

    # Messages
    BAD_PARAMETER = (230001, 400, "Your request contains an invalid request parameter.")
    BOT_OUTSIDE_CHAT = (230002, 400, "The bot can not be outside the group.")
    BOT_ABILITY_OFF = (230006, 400, "Bot ability is not activated.")
    RECALL_EXPIRED = (230009, 400, "Message has expired when recall message.")
    MESSAGE_RECALLED = (230011, 400, "The message is recalled.")
    USER_OUT_OF_RANGE = (230013, 400, "Bot has NO availability to this user.")
    P2P_NOT_SHAREABLE = (230015, 400, "P2P chat can NOT be shared.")
    NOT_RESOURCE_OWNER = (230017, 400, "Bot is NOT the owner of the resource.")
    TOO_FREQUENT = (230020, 400, "This operation triggers the frequency limit.")
    TOO_LONG = (230025, 400, "The length of the message content reaches its limit.")
    NOT_YOURS_TO_RECALL = (230026, 400, "No permission to recall this message.")
    NO_PERMISSION = (230027, 400, "Lack of necessary permissions.")
    CARD_TOO_OLD = (230031, 400, "Message can only be modified within 14 days after sending.")
    BAD_RECEIVE_ID = (230034, 400, "The receive_id is invalid.")
    OTHER_TENANTS_P2P = (230038, 400, "Cross tenant p2p chat operate forbid.")
    UNSUPPORTED_MESSAGE = (230054, 400, "This operation is not supported for this message type.")
    FILE_TYPE_MISMATCH = (
        230055,
        400,
        "The type of file upload does not match the type of message being sent.",
    )
    NO_THREADS_HERE = (
        230071,
        400,
        "The group to which the message belongs does not support reply in thread.",
    )
    NOT_THE_SENDER = (230071, 400, "The operator is not the sender of the message.")
    EDITED_TOO_OFTEN = (230072, 400, "The message has reached the number of times it can be edited.")
    BAD_CARD = (230099, 400, "Failed to create card content, ")
    MESSAGE_DELETED = (230110, 400, "Action unavailable as the message has been deleted.")

    # Cards that one person sees
    EPHEMERAL_DELETED = (18051, 400, "message has been deleted")
    EPHEMERAL_REFUSED = (18053, 400, "create message fail")

    # Reactions
    REACTION_UNSUPPORTED = (231017, 400, "This operation is not supported for this message type.")
    BAD_EMOJI = (231001, 400, "reaction type is invalid.")
    CANNOT_REACT = (231002, 400, "The operator has no permission to react on the specific message.")
    REACTION_MESSAGE_GONE = (231003, 400, "The message is not found, maybe not exist or deleted.")
    NOT_YOUR_REACTION = (231007, 400, "The operator has no permission to delete this reaction.")
    REACTION_OF_OTHER_MESSAGE = (231010, 400, "The reaction does not belong to the message.")
    BAD_REACTION_ID = (231011, 400, "The request has an invalid reaction_id.")
    BAD_REACTION_PAGE = (231012, 400, "The request has an invalid pageToken.")

    # Chats
    BAD_CHAT_PARAMETER = (232001, 400, "Your request contains an invalid request parameter.")
    CHAT_TYPE_UNSUPPORTED = (
        232008,
        400,
        "Your request specifies a chat whose type is NOT supported currently.",
    )
    NOT_THE_RULER = (
        232017,
        400,
        "No Permission: If the operator is NOT owner or creator with the scope, "
        "the operator can NOT complete the request.",
    )
    OUTSIDER_IN_INTERNAL_CHAT = (232028, 400, "External members can Not be added to an internal group chat.")
    OWNER_OF_OTHER_TENANT = (
        232032,
        400,
        "The operator who will create the chat and the designated chat owner must be in the same tenant.",
    )
    NO_EXTERNAL_CHATS = (
        232033,
        400,
        "The operator or invited bots does NOT have the authority to manage external chats "
        "without the scope.",
    )
    PUBLIC_AND_EXTERNAL = (232069, 400, "current chat type unsupported to set public.")
    OWNER_STAYS = (232076, 400, "Can't kick chat owner.")
    BAD_CHAT_ID = (232006, 400, "Your request specifies a chat_id which is invalid.")
    CHAT_DISSOLVED = (232009, 400, "Your request specifies a chat which has already been dissolved.")
    OUTSIDE_CHAT = (232011, 400, "Operator can NOT be out of the chat.")
    NOT_CHAT_OWNER = (232038, 400, "The operator is not chat owner, no permission to complete the request.")
    BOT_UNKNOWN = (232021, 400, "Bot can NOT be found.")
    NAME_TOO_SHORT = (232020, 400, "Name can NOT be less than two characters for public chats.")
    USER_CANNOT_SEE_APP = (232024, 400, "Users do not have the visibility of the app.")
    CHAT_BOT_ABILITY_OFF = (232025, 400, "Bot ability is not activated.")
    NO_VALID_MEMBERS = (
        232027,
        400,
        "There are no valid members in the ID list specified in your request.",
    )
    UNAVAILABLE_IDS = (232043, 400, "Your request contains unavailable ids.")

    # Files and images
    BAD_UPLOAD = (234001, 400, "Invalid request param.")
    FILE_NOT_IN_MESSAGE = (234003, 400, "File not in message.")
    APP_NOT_IN_CHAT = (234004, 400, "App not in chat.")
    NOT_YOUR_FILE = (234008, 400, "The app is not the resource sender.")
    FILE_TOO_LARGE = (234006, 400, "The file size exceed the max value.")
    FILE_BOT_ABILITY_OFF = (234007, 400, "App does not enable bot feature.")
    FILE_EMPTY = (234010, 400, "File's size can't be 0.")
    BAD_IMAGE = (234011, 400, "Can't recognize the image format.")
    IMAGE_TOO_WIDE = (234039, 400, "Image resolution exceeds limit.")
    RESOURCE_OF_CARD = (234043, 400, "Unsupported message type.")

    # Contacts
    NO_USER_AUTHORITY = (41050, 400, "no user authority")
    BAD_USER_ID = (41012, 400, "user id invalid error")

    @property
    def number(self) -> int:
        return self.value[0]

    @property
    def status(self) -> HTTPStatus:
        return HTTPStatus(self.value[1])

    @property
    def sentence(self) -> str:
        return self.value[2]


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One field of a request that Lark would not take."""

    field: str
    value: str
    description: str


@dataclass(slots=True)
class LarkError(Exception):
    """A request that Lark refuses. `ext` is added to the sentence, as Lark does."""

    code: Code
    ext: str = ""
    violations: Sequence[FieldViolation] = ()
    missing_scopes: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return f"{self.code.sentence}{self._joint}{self.ext}" if self.ext else self.code.sentence

    @property
    def _joint(self) -> str:
        return "" if self.code.sentence.endswith(" ") else " ext="


def invalid_field(name: str, value: str, description: str) -> LarkError:
    """Return the gateway's refusal of one field."""
    return LarkError(Code.INVALID_FIELDS, violations=[FieldViolation(name, value, description)])


def error_body(error: LarkError, log_id: str) -> dict[str, object]:
    """Return the JSON body that answers `error`; empty lists are left out, as Lark does."""
    detail: dict[str, object] = {"log_id": log_id, "troubleshooter": _troubleshooter(error.code, log_id)}
    if error.violations:
        detail["field_violations"] = [_violation(each) for each in error.violations]
    if error.missing_scopes:
        detail["permission_violations"] = [_permission(each) for each in error.missing_scopes]
        detail["helps"] = [
            {"url": "https://open.feishu.cn/app", "description": "Enable the scope and publish."}
        ]
    return {"code": error.code.number, "msg": error.sentence, "error": detail}


def _troubleshooter(code: Code, log_id: str) -> str:
    address = f"https://open.feishu.cn/search?from=openapi&log_id={log_id}&code={code.number}"
    return f"排查建议查看(Troubleshooting suggestions): {address}"


def _violation(violation: FieldViolation) -> dict[str, str]:
    return {"field": violation.field, "value": violation.value, "description": violation.description}


def _permission(scope: str) -> dict[str, str]:
    return {"type": "action_scope_required", "subject": scope, "description": ""}

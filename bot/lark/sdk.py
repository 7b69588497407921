"""The names of lark-oapi that this project uses: typed requests and calls, frames, event models.

Each comes from its own module, because the package files above it do not run here (`bot.lark.light`):
about 300 modules instead of 10,000.
"""

import logging

from bot.lark.light import without_http

with without_http():
    from lark_oapi.api.contact.v3.model.get_user_request import GetUserRequest
    from lark_oapi.api.contact.v3.resource.user import User as UserApi
    from lark_oapi.api.im.v1.model.create_chat_request import CreateChatRequest
    from lark_oapi.api.im.v1.model.create_chat_request_body import CreateChatRequestBody
    from lark_oapi.api.im.v1.model.create_file_request import CreateFileRequest
    from lark_oapi.api.im.v1.model.create_file_request_body import CreateFileRequestBody
    from lark_oapi.api.im.v1.model.create_image_request import CreateImageRequest
    from lark_oapi.api.im.v1.model.create_image_request_body import CreateImageRequestBody
    from lark_oapi.api.im.v1.model.create_message_reaction_request import CreateMessageReactionRequest
    from lark_oapi.api.im.v1.model.create_message_reaction_request_body import (
        CreateMessageReactionRequestBody,
    )
    from lark_oapi.api.im.v1.model.create_message_request import CreateMessageRequest
    from lark_oapi.api.im.v1.model.create_message_request_body import CreateMessageRequestBody
    from lark_oapi.api.im.v1.model.delete_message_request import DeleteMessageRequest
    from lark_oapi.api.im.v1.model.emoji import Emoji
    from lark_oapi.api.im.v1.model.get_chat_members_request import GetChatMembersRequest
    from lark_oapi.api.im.v1.model.get_chat_request import GetChatRequest
    from lark_oapi.api.im.v1.model.get_message_request import GetMessageRequest
    from lark_oapi.api.im.v1.model.is_in_chat_chat_members_request import IsInChatChatMembersRequest
    from lark_oapi.api.im.v1.model.list_message_request import ListMessageRequest
    from lark_oapi.api.im.v1.model.p2_im_message_receive_v1 import P2ImMessageReceiveV1
    from lark_oapi.api.im.v1.model.patch_message_request import PatchMessageRequest
    from lark_oapi.api.im.v1.model.patch_message_request_body import PatchMessageRequestBody
    from lark_oapi.api.im.v1.model.reply_message_request import ReplyMessageRequest
    from lark_oapi.api.im.v1.model.reply_message_request_body import ReplyMessageRequestBody
    from lark_oapi.api.im.v1.model.search_chat_request import SearchChatRequest
    from lark_oapi.api.im.v1.resource.chat import Chat as ChatApi
    from lark_oapi.api.im.v1.resource.chat_members import ChatMembers as ChatMembersApi
    from lark_oapi.api.im.v1.resource.file import File as FileApi
    from lark_oapi.api.im.v1.resource.image import Image as ImageApi
    from lark_oapi.api.im.v1.resource.message import Message as MessageApi
    from lark_oapi.api.im.v1.resource.message_reaction import MessageReaction as ReactionApi
    from lark_oapi.core.const import FEISHU_DOMAIN, LARK_DOMAIN
    from lark_oapi.core.enum import AccessTokenType, HttpMethod
    from lark_oapi.core.exception import UnmarshalException
    from lark_oapi.core.http.transport import Transport, _build_header, _build_url
    from lark_oapi.core.json import JSON
    from lark_oapi.core.model import BaseRequest, BaseResponse, Config, RawResponse, RequestOption
    from lark_oapi.core.utils.user_agent import build_user_agent
    from lark_oapi.event.callback.model.p2_card_action_trigger import P2CardActionTrigger
    from lark_oapi.ws.pb.pbbp2_pb2 import Frame


def _silence() -> None:
    """Take away the handler that the SDK gives its logger: it prints beside our own logs."""
    logger = logging.getLogger("Lark")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)


_silence()

build_header = _build_header
build_url = _build_url

__all__ = [
    "FEISHU_DOMAIN",
    "JSON",
    "LARK_DOMAIN",
    "AccessTokenType",
    "BaseRequest",
    "BaseResponse",
    "ChatApi",
    "ChatMembersApi",
    "Config",
    "CreateChatRequest",
    "CreateChatRequestBody",
    "CreateFileRequest",
    "CreateFileRequestBody",
    "CreateImageRequest",
    "CreateImageRequestBody",
    "CreateMessageReactionRequest",
    "CreateMessageReactionRequestBody",
    "CreateMessageRequest",
    "CreateMessageRequestBody",
    "DeleteMessageRequest",
    "Emoji",
    "FileApi",
    "Frame",
    "GetChatMembersRequest",
    "GetChatRequest",
    "GetMessageRequest",
    "GetUserRequest",
    "HttpMethod",
    "ImageApi",
    "IsInChatChatMembersRequest",
    "ListMessageRequest",
    "MessageApi",
    "P2CardActionTrigger",
    "P2ImMessageReceiveV1",
    "PatchMessageRequest",
    "PatchMessageRequestBody",
    "RawResponse",
    "ReactionApi",
    "ReplyMessageRequest",
    "ReplyMessageRequestBody",
    "RequestOption",
    "SearchChatRequest",
    "Transport",
    "UnmarshalException",
    "UserApi",
    "build_header",
    "build_url",
    "build_user_agent",
]

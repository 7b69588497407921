"""One straight line through the unmodified Python SDK, plainly imported: `… URL APP_ID SECRET STATE`.

Prints the codes it got as one JSON line. A program of its own, because the light import of the SDK
and this full one exclude each other in one process.
"""

import io
import json
import sys

import lark_oapi as lark
from lark_oapi.api.contact.v3 import GetUserRequest
from lark_oapi.api.im.v1 import (
    CreateChatRequest,
    CreateChatRequestBody,
    CreateFileRequest,
    CreateFileRequestBody,
    CreateMessageReactionRequest,
    CreateMessageReactionRequestBody,
    CreateMessageRequest,
    CreateMessageRequestBody,
    DeleteMessageRequest,
    Emoji,
    GetChatMembersRequest,
    GetMessageRequest,
    GetMessageResourceRequest,
    ListChatRequest,
    ListMessageRequest,
    PatchMessageRequest,
    PatchMessageRequestBody,
    ReplyMessageRequest,
    ReplyMessageRequestBody,
)

url, app_id, secret, chat_id, open_id = sys.argv[1:]
client = lark.Client.builder().app_id(app_id).app_secret(secret).domain(url).build()
im = client.im.v1
CARD = json.dumps({"schema": "2.0", "body": {"elements": [{"tag": "markdown", "content": "x"}]}})


def send(msg_type, content):
    body = CreateMessageRequestBody.builder().receive_id(chat_id).msg_type(msg_type).content(content)
    request = CreateMessageRequest.builder().receive_id_type("chat_id").request_body(body.build())
    return im.message.create(request.build())


def reply(message_id):
    body = ReplyMessageRequestBody.builder().msg_type("text").content('{"text":"re"}').reply_in_thread(True)
    return im.message.reply(
        ReplyMessageRequest.builder().message_id(message_id).request_body(body.build()).build()
    )


def patch(message_id):
    body = PatchMessageRequestBody.builder().content(CARD).build()
    return im.message.patch(PatchMessageRequest.builder().message_id(message_id).request_body(body).build())


def react(message_id):
    kind = Emoji.builder().emoji_type("OnIt").build()
    body = CreateMessageReactionRequestBody.builder().reaction_type(kind).build()
    request = CreateMessageReactionRequest.builder().message_id(message_id).request_body(body)
    return im.message_reaction.create(request.build())


def upload(data):
    body = (
        CreateFileRequestBody.builder().file_type("stream").file_name("a.txt").file(io.BytesIO(data)).build()
    )
    return im.file.create(CreateFileRequest.builder().request_body(body).build())


def main():
    card = send("interactive", CARD)
    message_id = card.data.message_id
    answer = reply(message_id)
    file = upload(b"one")
    sent_file = send("file", json.dumps({"file_key": file.data.file_key}))
    resource = im.message_resource.get(
        GetMessageResourceRequest.builder()
        .message_id(sent_file.data.message_id)
        .file_key(file.data.file_key)
        .type("file")
        .build()
    )
    listed = im.message.list(
        ListMessageRequest.builder().container_id_type("chat").container_id(chat_id).build()
    )
    got = im.message.get(GetMessageRequest.builder().message_id(message_id).build())
    made = im.chat.create(
        CreateChatRequest.builder().request_body(CreateChatRequestBody.builder().name("SDK").build()).build()
    )
    members = im.chat_members.get(GetChatMembersRequest.builder().chat_id(chat_id).build())
    user = client.contact.v3.user.get(GetUserRequest.builder().user_id(open_id).build())
    refused = send("text", "nonsense")
    facts = {
        "patched": patch(message_id).code,
        "reacted": react(message_id).code,
        "thread_id": answer.data.thread_id,
        "root_thread_id": got.data.items[0].thread_id,
        "resource": resource.file.read().decode(),
        "listed": [each.msg_type for each in listed.data.items],
        "made": made.data.name,
        "chats": [each.name for each in im.chat.list(ListChatRequest.builder().build()).data.items],
        "members": [each.name for each in members.data.items],
        "zone": user.data.user.time_zone,
        "refused": [refused.code, refused.error["log_id"] == refused.get_log_id()],
        "recalled": im.message.delete(DeleteMessageRequest.builder().message_id(message_id).build()).code,
    }
    sys.stdout.write(json.dumps(facts) + "\n")


main()

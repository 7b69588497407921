"""A baseline, run as a program: the plainest bot that the Python SDK can make repeats what it is told.

`echo_bot.py DOMAIN APP_ID APP_SECRET`. It stores nothing and understands nothing.
"""

import json
import sys

import lark_oapi as lark
from lark_oapi.api.im.v1 import CreateMessageRequest, CreateMessageRequestBody, P2ImMessageReceiveV1


def main(domain: str, app_id: str, secret: str) -> None:
    client = lark.Client.builder().domain(domain).app_id(app_id).app_secret(secret).build()

    def repeat(event: P2ImMessageReceiveV1) -> None:
        message = event.event.message
        body = CreateMessageRequestBody.builder().receive_id(message.chat_id).msg_type("text")
        content = body.content(json.dumps({"text": "echo"})).build()
        request = CreateMessageRequest.builder().receive_id_type("chat_id").request_body(content).build()
        assert client.im.v1.message.create(request).success()

    handler = lark.EventDispatcherHandler.builder("", "").register_p2_im_message_receive_v1(repeat).build()
    lark.ws.Client(app_id, secret, event_handler=handler, domain=domain, log_level=lark.LogLevel.INFO).start()


if __name__ == "__main__":
    main(*sys.argv[1:])

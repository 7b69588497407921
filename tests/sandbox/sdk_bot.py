"""A bot made of the unmodified Python SDK, run as a program of its own: `sdk_bot.py socket|http …`.

Prints one JSON line for each thing that happens. The light import of the SDK and this full one
exclude each other in one process.
"""

import asyncio
import json
import sys

import lark_oapi as lark
from aiohttp import web
from lark_oapi.event.callback.model.p2_card_action_trigger import P2CardActionTriggerResponse


def say(**facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def on_message(event):
    say(event_id=event.header.event_id, length=len(json.loads(event.event.message.content)["text"]))


def on_card(event):
    say(value=event.event.action.value, form=event.event.action.form_value, by=event.event.operator.open_id)
    card = {"type": "raw", "data": {"schema": "2.0", "body": {"elements": []}}}
    return P2CardActionTriggerResponse({"toast": {"type": "success", "content": "收到"}, "card": card})


def handler(encrypt_key, token):
    builder = lark.EventDispatcherHandler.builder(encrypt_key, token)
    return (
        builder.register_p2_im_message_receive_v1(on_message).register_p2_card_action_trigger(on_card).build()
    )


def listen(domain, app_id, secret):
    lark.ws.Client(
        app_id, secret, event_handler=handler("", ""), domain=domain, log_level=lark.LogLevel.CRITICAL
    ).start()


async def serve(encrypt_key, token):
    dispatcher = handler(encrypt_key, token)

    async def callback(request):
        raw = lark.RawRequest()
        raw.uri, raw.headers, raw.body = request.path, request.headers, await request.read()
        answer = await asyncio.to_thread(dispatcher.do, raw)
        return web.Response(status=answer.status_code, body=answer.content, content_type="application/json")

    app = web.Application()
    app.router.add_post("/callback", callback)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    say(port=site._server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["socket", domain, app_id, secret]:
            listen(domain, app_id, secret)
        case ["http", encrypt_key, token]:
            asyncio.run(serve(encrypt_key, token))

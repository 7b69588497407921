"""The SDK's names, reached without running its package files."""

import subprocess
import sys

# One scenario through the names we use: a typed request, a parsed answer and event, a frame.
SCENARIO = """
from bot.lark import sdk

body = sdk.CreateMessageRequestBody.builder().receive_id("oc_1").msg_type("text").content("{}").build()
request = sdk.CreateMessageRequest.builder().receive_id_type("chat_id").request_body(body).build()
event = sdk.JSON.unmarshal(
    '{"schema":"2.0","header":{"event_id":"e1"},"event":{"message":{"message_id":"om_1"}}}',
    sdk.P2ImMessageReceiveV1,
)
frame = sdk.Frame(SeqID=1, LogID=2, service=3, method=1, payload=b"x")
frame.headers.add(key="type", value="event")
print(request.uri, request.queries, sdk.JSON.marshal(request.body))
print(event.header.event_id, event.event.message.message_id)
print(frame.SerializeToString().hex())
print(sdk.MessageApi.acreate.__name__, sdk.UserApi.aget.__name__, callable(sdk.Transport.aexecute))
"""


def run(code: str) -> str:
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_light_import_and_a_full_one_behave_the_same():
    assert run(SCENARIO) == run("import lark_oapi\nassert lark_oapi.Client\n" + SCENARIO)


def test_a_light_import_runs_no_package_file_and_loads_few_modules():
    code = """
import sys
from bot.lark import sdk
assert not hasattr(sys.modules["lark_oapi"], "Client")
assert "lark_oapi.client" not in sys.modules
print(len([name for name in sys.modules if name.startswith("lark_oapi")]))
"""
    assert int(run(code)) < 400


def test_the_sdk_prints_nothing_of_its_own():
    assert run("import logging\nfrom bot.lark import sdk\nlogging.getLogger('Lark').error('x')\n") == ""


def test_a_second_light_import_changes_nothing():
    code = """
import sys
from bot.lark.light import open_light
before = sys.modules["lark_oapi"]
print(open_light(), sys.modules["lark_oapi"] is before)
"""
    assert run(code).split() == ["False", "True"]


def test_events_errors_and_addresses_are_read_without_the_sdk():
    code = """
import sys
import bot.lark.domain, bot.lark.errors, bot.lark.events, bot.lark.pacing, bot.lark.records
print([name for name in sys.modules if name in ("lark_oapi.core", "requests", "httpx", "aiohttp")])
"""
    assert run(code).strip() == "[]"

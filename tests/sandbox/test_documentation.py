"""Everything that can be called or armed is on the sandbox's page."""

from pathlib import Path
from typing import get_args

from bot.sandbox.clock import SandboxClock
from bot.sandbox.control.bodies import Immediate
from bot.sandbox.delivery import DeliveryFault, Forgery
from bot.sandbox.faults import ApiFault
from bot.sandbox.identity import AppIdentity
from bot.sandbox.server import Sandbox

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text()


async def test_every_control_call_is_documented():
    app = Sandbox(AppIdentity.generate(), SandboxClock()).web_app()
    calls = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource.canonical.startswith("/_sandbox") and route.method != "HEAD"
    }

    missing = [call for call in calls if f"`{call[0]} {call[1]}" not in PAGE]

    assert calls
    assert missing == []


def test_every_fault_is_documented():
    kinds = [*ApiFault, *DeliveryFault, *Forgery, *get_args(Immediate)]

    assert [kind for kind in kinds if f"`{kind}`" not in PAGE] == []

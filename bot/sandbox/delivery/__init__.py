"""How the local Lark reaches the bot: events and card callbacks, over the socket or HTTP."""

from bot.sandbox.delivery.answers import Answer, CallbackOutcome, DeliveryReport, Failure, Via
from bot.sandbox.delivery.bus import EventBus
from bot.sandbox.delivery.faults import DeliveryFault, Faults, Forgery
from bot.sandbox.delivery.limits import REDELIVERY, ClientConfig, Deadlines
from bot.sandbox.delivery.posting import AddressRefusedError

__all__ = [
    "REDELIVERY",
    "AddressRefusedError",
    "Answer",
    "CallbackOutcome",
    "ClientConfig",
    "Deadlines",
    "DeliveryFault",
    "DeliveryReport",
    "EventBus",
    "Failure",
    "Faults",
    "Forgery",
    "Via",
]

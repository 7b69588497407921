"""Everything that can be done in chat, one file a feature; this file puts them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.buttons import Buttons
from bot.chat.desk import Desk
from bot.chat.endings import Endings
from bot.chat.feature import Feature
from bot.chat.features.asking import Asking
from bot.chat.features.batches import Batches
from bot.chat.features.chatting import Chatting
from bot.chat.features.creating import Creating
from bot.chat.features.editing import Editing
from bot.chat.features.finding import Finding
from bot.chat.features.forms import Forms
from bot.chat.features.helping import Helping
from bot.chat.features.looking_after import LookingAfter
from bot.chat.features.missing import Missing
from bot.chat.features.monitoring import Monitoring
from bot.chat.features.overseeing import Overseeing
from bot.chat.features.picking import Picking
from bot.chat.features.placing import Placing
from bot.chat.features.preferences import Preferences
from bot.chat.features.quieting import Quieting
from bot.chat.features.reviewing import Reviewing
from bot.chat.features.rights import Rights
from bot.chat.features.running import Running
from bot.chat.features.snoozing import Snoozing
from bot.chat.features.stopping import Stopping
from bot.chat.features.switching import Switching
from bot.chat.features.templates import Templating
from bot.chat.features.trying import Trying
from bot.chat.interpreter import Interpreter
from bot.chat.meet import Meet
from bot.chat.messages import Messages
from bot.chat.picks import Picks
from bot.chat.threads import Threads


@dataclass(frozen=True, slots=True)
class Chat:
    """Both ways in: what people write and what they press."""

    messages: Messages
    buttons: Buttons


def chat_of(desk: Desk, meet: Meet, interpreter: Interpreter) -> Chat:
    """Build the chat side."""
    batches, forms, quieting = Batches(desk), Forms(desk), Quieting(desk)
    running = Running(desk, batches)
    switching = Switching(desk, running, batches)
    said: Sequence[Feature] = [
        Creating(desk),
        forms,
        Editing(desk, forms),
        Rights(desk),
        Trying(desk),
        switching,
        running,
        batches,
        Stopping(desk),
        Missing(desk),
        LookingAfter(desk),
        Snoozing(desk),
        Finding(desk),
        Reviewing(desk),
        Helping(desk),
        Templating(desk),
        Preferences(desk, quieting),
        quieting,
        Overseeing(desk),
        Monitoring(desk),
        Chatting(desk),
    ]
    messages = Messages(meet, desk.replies, Threads(desk), Endings(desk), Picks(desk), interpreter, said)
    tapped: Sequence[Feature] = [
        Asking(desk, messages),
        Picking(desk, messages, switching),
        Placing(desk, messages),
    ]
    return Chat(messages, Buttons(meet, desk, [*said, *tapped]))

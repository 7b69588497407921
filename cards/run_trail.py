"""How far a running agent has come: its coarse steps, as dots."""

from typing import Final

from cards.elements import Element, Markdown
from cards.reader import Reader
from cards.texts import say
from scheduler.model import AgentPrompt, Run, RunState, Task

_STEPS: Final = ("trail.thinking", "trail.writing", "trail.sending")
_WRITING: Final = "writing"


def trail(run: Run, task: Task, reader: Reader) -> tuple[Element, ...]:
    """Return the steps, begun ones dark; nothing for what has no steps to speak of."""
    if run.state is not RunState.RUNNING or not isinstance(task.spec.action, AgentPrompt):
        return ()
    begun = 2 if run.progress == _WRITING else 1 if run.progress else 0
    names = [say(code, reader.locale) for code in _STEPS]
    dark = "　".join(f"● {name}" for name in names[:begun])
    grey = "　".join(f"○ {name}" for name in names[begun:])
    return (Markdown(f"{dark}　<font color='grey'>{grey}</font>".strip("　"), "trail"),)

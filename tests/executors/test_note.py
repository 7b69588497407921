"""What was added for one run alone: below a fixed text, and behind an agent's prompt."""

from bot.executors.static_text import StaticTextExecutor
from scheduler.executor import Request
from scheduler.model import RunKind, StaticText
from tests.builders import a_run, a_spec, a_task


async def results(note):
    task = a_task(spec=a_spec(action=StaticText("Stand up\nnow")))
    request = Request(a_run(kind=RunKind.MANUAL, note=note), task)
    return [item.text async for item in StaticTextExecutor().run(request)]


async def test_a_fixed_text_is_followed_by_the_note_on_a_line_of_its_own():
    assert await results("in room 3") == ["Stand up\nnow\nin room 3"]
    assert await results("") == ["Stand up\nnow"]

"""The agent executor against a fake of its wire."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.executors.agent import AgentExecutor, ModelAccess
from bot.executors.tokens import CountTokens, Use, not_counted
from scheduler.executor import Exchange, ExecutionError, Finished, Progress, Request, Step, TextDelta
from scheduler.model import AgentPrompt, Artifact, ArtifactKind, Cause
from tests.builders import a_run, a_spec, a_task
from tests.executors.fake_model import ANSWER, fake_model

pytestmark = pytest.mark.filterwarnings("ignore:Some responses omitted usage")


@pytest.fixture
async def model():
    async with fake_model() as served:
        yield served


async def progress_of(
    url: str,
    mode: str = "ok",
    prompt: str = "Sum up the sales",
    note: str = "",
    before: Sequence[Exchange] = (),
    count: CountTokens = not_counted,
) -> AsyncIterator[Progress]:
    executor = AgentExecutor(ModelAccess(url, "key", mode, 5, 10_000), timedelta(minutes=1), count)
    request = Request(a_run(note=note), a_task(spec=a_spec(action=AgentPrompt(prompt))), before)
    try:
        async for item in executor.run(request):
            yield item
    finally:
        await executor.close()


async def test_streams_steps_and_text_and_ends_with_the_whole_answer(model):
    url, _ = model

    progress = [item async for item in progress_of(url)]

    assert [item for item in progress if isinstance(item, Step)] == [Step("thinking"), Step("writing")]
    assert "".join(item.text for item in progress if isinstance(item, TextDelta)) == ANSWER
    assert isinstance(progress[-1], Finished)
    assert progress[-1].text == ANSWER


async def test_links_in_the_answer_become_artifacts(model):
    url, _ = model

    *_, last = [item async for item in progress_of(url)]

    assert last.artifacts == (Artifact(ArtifactKind.LINK, "the table", "https://example.com/table"),)


async def test_the_prompt_goes_out_as_it_was_stored(model):
    url, seen = model

    _ = [item async for item in progress_of(url, prompt="过去7天的投诉")]

    assert seen[0]["messages"][-1] == {"role": "user", "content": "过去7天的投诉"}


async def test_what_was_added_for_this_run_alone_follows_the_prompt(model):
    url, seen = model

    _ = [item async for item in progress_of(url, note="skip the {{east}}")]

    asked = seen[0]["messages"][-1]["content"]
    assert asked == "Sum up the sales\n\nFor this time only: skip the {{east}}"


@pytest.mark.parametrize(
    ("mode", "cause", "passing"),
    [
        ("401", Cause.BAD_CREDENTIALS, False),
        ("400", Cause.REFUSED, False),
        ("429", Cause.RATE_LIMITED, True),
        ("500", Cause.SERVER_ERROR, True),
        ("cut", Cause.NETWORK, True),
        ("empty", Cause.EMPTY_RESULT, False),
    ],
)
async def test_a_fault_of_the_model_has_a_cause_and_may_pass_or_not(model, mode, cause, passing):
    url, seen = model

    with pytest.raises(ExecutionError) as caught:
        _ = [item async for item in progress_of(url, mode)]

    assert (caught.value.cause, caught.value.passing) == (cause, passing)
    assert len(seen) == (2 if mode == "empty" else 1)  # only an empty answer is asked for once more


async def test_the_model_may_say_how_long_to_wait(model):
    url, _ = model

    with pytest.raises(ExecutionError) as caught:
        _ = [item async for item in progress_of(url, "429")]

    assert caught.value.retry_after == timedelta(seconds=7)


async def test_nobody_listening_is_a_network_fault():
    with pytest.raises(ExecutionError) as caught:
        _ = [item async for item in progress_of("http://127.0.0.1:9/v1")]

    assert (caught.value.cause, caught.value.passing) == (Cause.NETWORK, True)


async def test_an_endless_answer_ends_when_it_is_cancelled(model):
    url, _ = model
    begun = asyncio.Event()

    async def follow() -> None:
        async for item in progress_of(url, "endless"):
            if isinstance(item, TextDelta):
                begun.set()

    async with asyncio.TaskGroup() as group:
        job = group.create_task(follow())
        await begun.wait()
        job.cancel()

    assert job.cancelled()


async def test_an_answer_in_a_thread_knows_what_was_said_there_before(model):
    url, seen = model
    before = (Exchange("Sum up the sales", "They rose"), Exchange("And the east?", "It rose too"))

    _ = [item async for item in progress_of(url, note="And the south?", before=before)]

    said = [each["content"] for each in seen[0]["messages"] if each["role"] in {"user", "assistant"}]
    assert said == ["Sum up the sales", "They rose", "And the east?", "It rose too", "And the south?"]


@pytest.mark.parametrize(("mode", "spent"), [("ok", (Use.RUN, 12, 30)), ("500", (Use.RUN, 0, 0))])
async def test_tokens_are_counted_however_it_ends(model, mode, spent):
    url, _ = model
    counted = []

    with suppress(ExecutionError):
        async for _ in progress_of(url, mode, count=lambda *one: counted.append(one)):
            pass

    assert counted == [spent]

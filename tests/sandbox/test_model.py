"""The stand-in model, asked by the OpenAI client and by the agent library."""

import json
from contextlib import asynccontextmanager
from datetime import timedelta

import openai
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st
from openai import AsyncOpenAI
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider

from bot.sandbox.model import BASE_PATH, ModelStandIn, Pace
from bot.sandbox.model_answer import pieces, stand_in_answer

AT_ONCE = Pace(answer=timedelta(0), slow_start=timedelta(0))


@asynccontextmanager
async def a_client(key="sk-right", timeout_s=5.0):
    app = web.Application()
    ModelStandIn("sk-right", AT_ONCE).install(app)
    async with (
        TestServer(app) as server,
        AsyncOpenAI(
            base_url=str(server.make_url(BASE_PATH)), api_key=key, max_retries=0, timeout=timeout_s
        ) as client,
    ):
        yield client


async def ask(client, model="stand-in", prompt="hello", **options):
    messages = [{"role": "system", "content": "be brief"}, {"role": "user", "content": prompt}]
    return await client.chat.completions.create(model=model, messages=messages, **options)


@given(st.text())
def test_the_answer_follows_from_the_prompt_and_streams_whole(prompt):
    answer = stand_in_answer(prompt)

    assert answer == stand_in_answer(prompt)
    assert "".join(pieces(answer)) == answer
    assert "https://example.com/" in answer


@pytest.mark.parametrize(
    ("prompt", "word"), [("总结今天的新闻", "替身模型"), ("Summarise", "stand-in model")]
)
def test_the_answer_admits_what_it_is_in_the_language_of_the_prompt(prompt, word):
    assert word in stand_in_answer(prompt)
    assert prompt in stand_in_answer(prompt)


async def test_a_whole_answer_counts_its_tokens():
    async with a_client() as client:
        completion = await ask(client)

    assert completion.choices[0].message.content == stand_in_answer("hello")
    assert completion.choices[0].finish_reason == "stop"
    assert (
        completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens
    )


async def test_a_stream_ends_with_the_usage_when_asked_for_it():
    async with a_client() as client:
        stream = await ask(client, stream=True, stream_options={"include_usage": True})
        chunks = [chunk async for chunk in stream]

    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == stand_in_answer("hello")
    assert chunks[-1].usage.completion_tokens == len(pieces(text))
    assert chunks[-2].choices[0].finish_reason == "stop"


async def test_a_stream_without_that_wish_has_no_usage():
    async with a_client() as client:
        chunks = [chunk async for chunk in await ask(client, stream=True)]

    assert [chunk.usage for chunk in chunks if chunk.usage] == []


async def test_an_answer_is_cut_at_the_token_limit():
    async with a_client() as client:
        completion = await ask(client, max_tokens=2)

    assert completion.choices[0].finish_reason == "length"
    assert completion.usage.completion_tokens == 2


async def test_a_wrong_key_is_refused():
    async with a_client(key="sk-wrong") as client:
        with pytest.raises(openai.AuthenticationError):
            await ask(client)
        with pytest.raises(openai.AuthenticationError):
            await client.models.list()


async def test_the_model_is_listed():
    async with a_client() as client:
        models = await client.models.list()

    assert [model.id for model in models.data] == ["stand-in"]


async def test_a_request_without_messages_is_refused():
    async with a_client() as client:
        with pytest.raises(openai.BadRequestError):
            await client.chat.completions.create(model="stand-in", messages=[])


@pytest.mark.parametrize(
    ("model", "error"),
    [("stand-in-429", openai.RateLimitError), ("stand-in-500", openai.InternalServerError)],
)
async def test_a_word_in_the_name_brings_an_error(model, error):
    async with a_client() as client:
        with pytest.raises(error):
            await ask(client, model=model)


async def read_into(seen, stream):
    async for chunk in stream:
        seen.append(chunk)


@pytest.mark.parametrize("model", ["stand-in-drop", "stand-in-hang"])
async def test_a_broken_stream_breaks_in_the_middle(model):
    seen = []
    async with a_client(timeout_s=0.3) as client:
        stream = await ask(client, model=model, stream=True)
        with pytest.raises(Exception, match=r"(?i)time|connection|closed|peer"):
            await read_into(seen, stream)

    assert len(seen) > 2
    assert not any(chunk.choices[0].finish_reason for chunk in seen)


@pytest.mark.parametrize("model", ["stand-in-drop", "stand-in-hang"])
async def test_a_broken_model_gives_no_whole_answer(model):
    async with a_client(timeout_s=0.3) as client:
        with pytest.raises(openai.APIConnectionError):
            await ask(client, model=model)


async def test_an_endless_model_goes_on_until_nobody_listens():
    async with a_client() as client:
        stream = await ask(client, model="stand-in-endless", stream=True)
        seen = 0
        async for _ in stream:
            seen += 1
            if seen > 2 * len(pieces(stand_in_answer("hello"))):
                break
        await stream.close()

    assert seen > 0


async def test_a_slow_model_answers_in_the_end():
    async with a_client() as client:
        completion = await ask(client, model="slow-stand-in")

    assert completion.choices[0].finish_reason == "stop"


async def test_the_agent_library_streams_from_it():
    async with a_client() as client:
        agent = Agent(OpenAIChatModel("stand-in", provider=OpenAIProvider(openai_client=client)))
        async with agent.run_stream("总结一下") as result:
            text = await result.get_output()

    assert text == stand_in_answer("总结一下")


TOOL = {"type": "function", "function": {"name": "final_result", "parameters": {"type": "object"}}}


@pytest.mark.parametrize(
    ("prompt", "arguments"),
    [
        ("老样子，弄一下周报", {"asks": True, "schedule": "每周五 17:00", "task": "弄一下周报"}),
        ("Same as ever, do it", {"asks": True, "schedule": "every Friday at 17:00", "task": "do it"}),
        ("弄一下，每天", {"asks": False, "schedule": "", "task": ""}),
    ],
)
async def test_a_structured_answer_knows_one_habit_and_nothing_else(prompt, arguments):
    async with a_client() as client:
        completion = await ask(client, prompt=prompt, tools=[TOOL])

    [call] = completion.choices[0].message.tool_calls
    assert (call.function.name, json.loads(call.function.arguments)) == ("final_result", arguments)


async def test_a_model_can_be_told_to_answer_in_another_shape():
    async with a_client() as client:
        completion = await ask(client, "x-nonsense", tools=[TOOL])

    [call] = completion.choices[0].message.tool_calls
    assert json.loads(call.function.arguments)["asks"] == "perhaps"

"""The page of metrics of a bot that runs."""

import aiohttp

from tests.journeys.cast import Cast
from tests.metrics.pages import samples


async def metrics_of(bot) -> dict[str, float]:
    async with (
        aiohttp.ClientSession(f"http://127.0.0.1:{bot.port}") as http,
        http.get("/metrics") as response,
    ):
        assert response.status == 200
        assert response.content_type == "text/plain"
        return samples(await response.text())


def replies(messages) -> list:
    return [message for message in messages if message["msg_type"] == "post"]


async def test_what_the_bot_did_is_on_the_page_of_metrics(bot, cast: Cast):
    await cast.saved(cast.owner, "3秒后提醒我喝水")
    await cast.until(lambda messages: bool(replies(messages)))

    page = await metrics_of(bot)

    assert page['aime_runs_total{kind="scheduled",result="succeeded"}'] == 1
    assert page['aime_run_lag_seconds_count{kind="scheduled"}'] == 1
    assert page['aime_lark_requests_total{code="0",method="im.message.create"}'] >= 2
    assert page['aime_deliveries_total{result="sent"}'] >= 2
    assert (page["aime_lark_connected"], page["aime_database_up"]) == (1, 1)
    assert page["aime_due_backlog"] == 0

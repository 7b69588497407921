"""Run now with a note, once more after the run that is open, and an end to what runs."""

from datetime import timedelta

from tests.journeys.cast import Cast, toast, verbs
from tests.journeys.stage import MovedClock, a_bot, rows

HANGS = {"AIME_MODEL": "stand-in-hang"}
NEWS, TICKETS = "每天早上9点总结昨天的新闻", "every day at 9am summarise the overnight tickets"


async def test_a_note_is_for_this_run_alone_and_stands_on_its_card(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, "每天早上9点提醒我喝水")

    await cast.write(cast.owner, "运行喝水，这次只喝热水")
    card = await cast.says("这次附加", "只喝热水")
    await cast.says("喝水", "只喝热水", under=card["message_id"])

    await cast.until(lambda _: rows(tmp_path, "run", "state, note") == [("succeeded", "只喝热水")])
    assert "热水" not in str(rows(tmp_path, "task", "spec"))


async def test_an_agent_is_given_the_note_for_this_run_alone(bot, cast: Cast):
    await cast.saved(cast.colleague, TICKETS)

    await cast.write(cast.colleague, "run 1 only the east region this time")
    card = await cast.says("This time", "only the east region this time")

    await cast.says("only the east region", under=card["message_id"])


async def test_the_button_on_the_card_ends_the_run_and_says_who_did(lark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, HANGS):
        task = await cast.saved(cast.owner, NEWS)
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文", "run.stop")

        answer = await cast.press(cast.owner, running, "run.stop")

        ended = await cast.turns(running, "已取消", cast.owner["name"], "停止了这次运行")
        assert "正在停下" in toast(answer)
        assert "run.again" in verbs(ended)
    assert rows(tmp_path, "run", "state") == [("cancelled",)]


async def test_a_run_is_stopped_by_saying_so(lark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, HANGS):
        task = await cast.saved(cast.colleague, TICKETS)
        await cast.press(cast.colleague, task, "task.run")
        running = await cast.says('"blue"', "run.stop", "Writing")

        await cast.write(cast.colleague, "cancel the run of summarise")

        await cast.turns(running, "Cancelled", f"Stopped by {cast.colleague['name']}")
        await cast.write(cast.colleague, "cancel the run of summarise")
        await cast.says("is running now")


async def test_a_member_may_not_stop_somebody_else_s_run(lark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, HANGS):
        task = await cast.saved(cast.owner, NEWS, chat_id=cast.group, mention_bot=True)
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文", "run.stop")

        answer = await cast.press(cast.colleague, running, "run.stop")

        assert "只有任务的负责人" in toast(answer)
        assert rows(tmp_path, "run", "state") == [("running",)]


async def test_while_a_run_is_open_another_is_asked_about_and_follows_it(lark, cast: Cast, tmp_path):
    clock = MovedClock()
    async with a_bot(lark, tmp_path, HANGS, clock):
        await cast.saved(cast.owner, NEWS)
        await cast.write(cast.owner, "运行 1")
        running = await cast.says('"blue"', "正在成文", "run.stop")

        await cast.write(cast.owner, "运行1，这次只看国内")
        asked = await cast.says("正在运行，还没结束", "run.after")
        answer = await cast.press(cast.owner, asked, "run.after")
        await cast.turns(asked, "它结束之后再运行一次")

        assert "排好了" in toast(answer)
        assert sorted(rows(tmp_path, "run", "state, note")) == [("queued", "只看国内"), ("running", "")]
        await cast.press(cast.owner, running, "run.stop")
        await cast.until(lambda _: sorted(rows(tmp_path, "run", "state")) == [("cancelled",), ("running",)])


async def test_leaving_it_runs_nothing_more(lark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, HANGS):
        task = await cast.saved(cast.colleague, TICKETS)
        await cast.press(cast.colleague, task, "task.run")
        await cast.says('"blue"', "Writing")
        await cast.advance(timedelta(seconds=30))

        answer = await cast.press(cast.colleague, task, "task.run")
        asked = await cast.says("is still running", "run.leave")
        await cast.press(cast.colleague, asked, "run.leave")

        await cast.turns(asked, "Left as it is")
        assert "is still running" in toast(answer)
    assert len(rows(tmp_path, "run")) == 1


async def test_deleting_the_task_cancels_what_waits(lark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, HANGS):
        task = await cast.saved(cast.owner, NEWS)
        await cast.press(cast.owner, task, "task.run")
        await cast.says('"blue"', "正在成文", "run.stop")
        await cast.write(cast.owner, "运行 1")
        asked = await cast.says("run.after")
        await cast.press(cast.owner, asked, "run.after")

        await cast.press(cast.owner, task, "task.delete")

        await cast.until(lambda _: sorted(rows(tmp_path, "run", "state")) == [("cancelled",), ("running",)])

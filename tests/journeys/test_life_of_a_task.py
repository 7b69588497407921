"""Create, run, pause, resume and delete: as a person sees it, in both languages, alone and in a group."""

from bot.commands.demo_check import script


async def test_the_scripted_conversation_happens_step_by_step(lark, bot, cast):
    await script(cast.http)


async def test_one_run_is_one_card_and_one_reply(lark, bot, cast):
    talk = await cast.alone(cast.owner)
    await talk.say("每天早上9点提醒我喝水")
    confirm = await talk.card("confirm", lambda text: "待确认" in text)
    await talk.press(confirm, "draft.save")
    task = await talk.changed(confirm, "task", "已开启")
    await talk.press(task, "task.run")
    run = await talk.card("running", lambda text: "run" in text)
    await talk.changed(run, "completed", "已完成")
    reply = await talk.reply_under(run, "reply")

    replies = [message for message in await cast.messages() if message["root_id"] == run["message_id"]]
    assert [message["message_id"] for message in replies] == [reply["message_id"]]
    assert reply["thread_id"]
    assert "喝水" in reply["content"]

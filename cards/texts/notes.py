"""Sentences on cards: what happened, what will happen, and what to know about it."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    # a confirm card
    "draft.will_do": Text(
        zh="{schedule}，运行“{what}”，结果发到{place}。", en='{schedule}: "{what}", posted to {place}.'
    ),
    "draft.will_post": Text(
        zh="{schedule}，把“{what}”发到{place}。", en='{schedule}: post "{what}" to {place}.'
    ),
    "draft.by": Text(
        zh="由 {asker} 发起 · {minutes} 分钟内有效", en="Asked by {asker} · valid for {minutes} minutes"
    ),
    "draft.phrase": Text(zh="“{phrase}”", en='"{phrase}"'),
    "draft.valid": Text(zh="{minutes} 分钟内有效", en="Valid for {minutes} minutes"),
    "draft.was_cancelled": Text(
        zh="[{name} ]取消了，没有保存。", en="Cancelled[ by {name}]; nothing was saved."
    ),
    "draft.has_expired": Text(
        zh="超过 {minutes} 分钟没有确认，没有保存。",
        en="Not confirmed within {minutes} minutes; nothing was saved.",
    ),
    "draft.was_saved": Text(zh="已保存，可以在任务列表里看到。", en="Saved; it is on your task list."),
    "draft.per_month": Text(zh="每月约 {count} 次", en="About {count} runs a month"),
    "draft.per_day": Text(zh="平均每天约 {count} 次", en="About {count} runs a day on average"),
    "draft.per_hour": Text(zh="平均每小时约 {count} 次", en="About {count} runs an hour on average"),
    # a task card
    "task.is_paused": Text(zh="已暂停，恢复之前不会运行。", en="Paused; it does not run until resumed."),
    "task.is_paused_until": Text(
        zh="暂停到 {until}，之后自动恢复。", en="Paused until {until}, then it goes on by itself."
    ),
    "task.is_stopped": Text(
        zh="连续失败 {count} 次，已自动暂停。", en="Paused after {count} failures in a row."
    ),
    "task.is_unreachable": Text(
        zh="会话发不进去，已自动暂停。请确认机器人还在群里。",
        en="Paused: its chat cannot be posted to. Check that the bot is still a member.",
    ),
    "task.is_finished": Text(
        zh="已全部运行完，不会再运行。", en="It has run as planned and does not run again."
    ),
    "task.is_deleted": Text(
        zh="已删除，{until} 之前可以恢复。", en="Deleted. It can be restored until {until}."
    ),
    "task.no_next": Text(zh="没有了", en="none"),
    "task.summary": Text(zh="{title}：{state}", en="{title}: {state}"),
    # a run card
    "run.queued": Text(zh="马上开始。", en="About to start."),
    "run.starting": Text(zh="正在准备。", en="Getting ready."),
    "run.step": Text(zh="{step}。", en="{step}."),
    "run.again_at": Text(zh="{cause}，{when} 再试。", en="{cause}. Next try {when}."),
    "run.waiting": Text(zh="需要有人确认才能继续。", en="Somebody has to confirm before it goes on."),
    "run.done": Text(zh="运行完成，没有文字结果。", en="Done; there is no text to show."),
    "run.failed": Text(zh="{cause}。", en="{cause}."),
    "run.failed_unknown": Text(zh="没有成功，原因不明。", en="It did not succeed; the cause is not known."),
    "run.timed_out": Text(zh="超过时限，已停止。", en="It took too long and was stopped."),
    "run.cancelled": Text(zh="这次运行已取消。", en="This run was cancelled."),
    "run.skipped": Text(
        zh="上一次还没结束，这一次跳过了。", en="The run before was still open, so this one was skipped."
    ),
    "run.missed": Text(
        zh="{when} 那次错过了，当时机器人不在线[（{offline}）]。",
        en="The run of {when} was missed: the bot was offline[ {offline}].",
    ),
    "run.missed_defect": Text(
        zh="{when} 那次没有运行，机器人内部出错了。",
        en="The run of {when} did not happen: an internal error.",
    ),
    "run.missed_one": Text(zh="之前 {when} 那次", en="the run before it, {when}"),
    "run.missed_some": Text(zh="之前 {count} 次，{when}", en="{count} runs before it, {when}"),
    "run.missed_many": Text(zh="之前至少 {count} 次，{when}", en="at least {count} runs before it, {when}"),
    "stretch": Text(zh="{start} 到 {end}", en="from {start} to {end}"),
    "run.missed_skipped": Text(
        zh="{when} 那次错过了，[{name} ]已跳过，不补跑。",
        en="The run of {when} was missed, and skipped[ by {name}].",
    ),
    "run.from_backup": Text(
        zh="机器人从备份恢复了。{when} 那次有没有运行过，已经无从得知；请先看看聊天记录，再决定要不要运行。",
        en="The bot was restored from a backup. Whether the run of {when} took place cannot be told: "
        "look in the chat before running it.",
    ),
    "run.unknown": Text(
        zh="运行中途断开，不确定有没有生效。请先核对，再决定要不要重跑。",
        en="It broke off midway, and whether it took effect cannot be told. Check before running it again.",
    ),
    "run.tried": Text(zh="{count} 次", en="{count} times"),
    "run.by": Text(zh="手动触发[：{name}] · {when}", en="Started[ by {name}] · {when}"),
    "run.scheduled": Text(zh="定时触发 · {when}", en="Scheduled · {when}"),
    "run.summary": Text(zh="{title}：{state}[，{what}]", en="{title}: {state}[, {what}]"),
    "run.reminds": Text(zh="{title}：{text}", en="{title}: {text}"),
    "run.more_links": Text(zh="还有 {count} 个", en="and {count} more"),
    "run.in_thread": Text(zh="完整结果在话题里", en="the full result is in the thread"),
    "run.results": Text(zh="{count} 个结果", en="{count} results"),
    "run.one_result": Text(zh="1 个结果", en="1 result"),
    "delivery.pending": Text(zh="正在发送结果", en="The result is on its way"),
    "delivery.partial": Text(zh="结果只送到一部分", en="Only a part of the result arrived"),
    "delivery.failed": Text(zh="结果没有送到", en="The result could not be delivered"),
    "delivery.unknown": Text(
        zh="不确定结果是否送到，请在会话里核对",
        en="Whether the result arrived cannot be told; check the chat",
    ),
    # a task list
    "list.empty": Text(
        zh="还没有任务。用一句话说要做什么、什么时候做：",
        en="No tasks yet. Say in one sentence what to do and when:",
    ),
    "list.talk": Text(zh="直接说“暂停 2”“运行 1”也可以", en='You can also say "pause 2" or "run 1"'),
    "list.next": Text(zh="下次 {when}", en="next {when}"),
    "list.missed": Text(zh="错过了 {when} 那次", en="missed the run of {when}"),
    "list.until": Text(zh="暂停到 {when}", en="paused until {when}"),
    "pick.keep": Text(zh="不用了", en="Leave it"),
    "pick.none": Text(
        zh="都不是的话，直接说任务的名字或编号。", en="None of these? Say the task's name or number."
    ),
    "pick.dropped": Text(zh="好，任务照旧。", en="All right, the tasks stay as they are."),
    "ask.whole": Text(
        zh="直接打字回答，或者把整句话再说一遍。", en="Just answer, or send the whole sentence again."
    ),
    "ask.other": Text(zh="也可以直接写一句完整的话。", en="Or write the whole sentence yourself."),
}

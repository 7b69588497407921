"""Pausing, stopping, running once more, several at once, and what a day allows."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    # why a task is paused
    "label.pause_note": Text(zh="原因", en="Why"),
    "list.paused_for": Text(zh="因为：{note}", en="because: {note}"),
    # one run
    "label.run_note": Text(zh="这次附加", en="This time"),
    "run.stopping": Text(zh="[{name} ]让它停下，正在确认。", en="Being stopped[, as {name} asked]."),
    "run.cancelled_by": Text(zh="[{name} ]{when} 停止了这次运行。", en="Stopped[ by {name}] {when}."),
    "run.made_way": Text(
        zh="下一次到点了，这一次按设定停下让路。", en="The next run came due, so this one made way, as set."
    ),
    "run.stop_unconfirmed": Text(
        zh="[{name} ]让它停下，但没有等到停下的确认，不确定有没有生效。请先核对。",
        en="It was told to stop[ by {name}], and did not confirm it: it may have taken effect. Please check.",
    ),
    "run.skipped_daily_limit": Text(
        zh="今天的运行次数用完了，这一次跳过了。", en="Today's runs were used up, so this one was skipped."
    ),
    "run.snoozed_by": Text(zh="[{name} ]推迟的提醒 · {when}", en="Snoozed[ by {name}] · {when}"),
    "run.comes_again": Text(zh="再提醒于 {when}[，{name}]", en="Again {when}[, {name}]"),
    "cause.daily_limit": Text(zh="今天的运行次数用完了", en="Today's runs are used up"),
    # a run is open and another is wanted
    "busy.running": Text(zh="“{title}”正在运行，还没结束。", en='"{title}" is still running.'),
    "busy.queued": Text(zh="“{title}”已经在排队，马上开始。", en='"{title}" is about to start.'),
    "busy.ask": Text(zh="要在它之后再运行一次吗？", en="Run it once more when that has ended?"),
    "busy.after": Text(zh="[{name}：]它结束之后再运行一次。", en="Once more after that[, for {name}]."),
    "busy.left": Text(zh="[{name}：]不再另外运行。", en="Left as it is[ by {name}]."),
    "busy.over": Text(zh="那一次已经结束了。", en="That run has ended."),
    "press.run_after": Text(zh="排好了，会在这一次之后运行。", en="Queued: it runs after this one."),
    "press.one_waits": Text(zh="已经有一次在排队，不再多加。", en="One is waiting already; none was added."),
    "press.left": Text(zh="好的，不另外运行。", en="Fine, left as it is."),
    "press.stopping": Text(zh="正在停下。", en="Stopping."),
    "press.stopped": Text(zh="已取消。", en="Cancelled."),
    "press.ended_already": Text(zh="这次运行已经结束了。", en="This run has ended already."),
    "press.skipped": Text(zh="好的，那次不补了。", en="Fine, it is left out."),
    "press.skipped_already": Text(zh="已经处理过了。", en="That is settled already."),
    "press.stopping_already": Text(zh="已经在停了。", en="It is being stopped already."),
    "press.snoozed": Text(zh="好的，{when} 再提醒。", en="Fine, again {when}."),
    "press.unsnoozed": Text(zh="好的，不再提醒。", en="Fine, it will not come again."),
    "press.not_snoozed": Text(zh="没有等着再提醒的。", en="None was waiting to come again."),
    "stop.nothing": Text(
        zh="[“{what}”]现在没有在运行的。发“任务列表”看看。",
        en='Nothing[ of "{what}"] is running now. Send "list" to see your tasks.',
    ),
    "stop.done": Text(zh="已取消“{title}”的这次运行。", en='The run of "{title}" was cancelled.'),
    "stop.asked": Text(
        zh="正在停下“{title}”，结果会显示在它的卡片上。", en='Stopping "{title}"; its card says how it ended.'
    ),
    "delete.press_delete": Text(
        zh="请点卡片上的删除按钮。只打字不会删除。",
        en="Press the delete button on the card. Typing alone deletes nothing.",
    ),
    "undo.already": Text(zh="已经撤销过了。", en="That was undone already."),
    "restore.nothing": Text(
        zh="最近 30 天里没有你删除的[“{what}”]任务。",
        en='You deleted no task[ "{what}"] within the last 30 days.',
    ),
    # several at once
    "batch.paused": Text(zh="暂停了 {count} 个任务", en="{count} paused"),
    "batch.resumed": Text(zh="恢复了 {count} 个任务", en="{count} resumed"),
    "batch.deleted": Text(zh="删除了 {count} 个任务", en="{count} deleted"),
    "batch.stopped": Text(zh="停下了 {count} 个任务的运行", en="{count} runs stopped"),
    "batch.started": Text(zh="开始运行 {count} 个任务", en="{count} started"),
    "batch.none": Text(zh="没有需要改动的任务", en="Nothing to change"),
    "batch.undone": Text(zh="已撤销", en="Undone"),
    "batch.back": Text(zh="已撤销，{count} 个任务和之前一样", en="Undone: {count} as before"),
    "batch.back_by": Text(zh="由 {name} 撤销", en="Undone by {name}"),
    "batch.until": Text(zh="到 {when} 自动恢复", en="Until {when}"),
    "batch.kept": Text(zh="30 天内可以恢复。", en="They can be restored for 30 days."),
    "batch.more": Text(zh="还有 {count} 个", en="and {count} more"),
    "batch.left_out": Text(zh="没有动的 {count} 个：", en="{count} left out:"),
    "why.not_yours": Text(zh="不是你的任务", en="not yours"),
    "why.already": Text(zh="本来就是这样", en="so already"),
    "why.finished": Text(zh="已经结束", en="finished"),
    "why.running": Text(zh="正在运行", en="running already"),
    "why.changed": Text(zh="之后又有改动", en="changed since"),
    "why.daily_limit": Text(zh="今天的次数用完了", en="today's runs are used up"),
    "why.not_found": Text(zh="没有找到", en="not found"),
    "why.several": Text(zh="不止一个叫这个名字", en="several are called so"),
    "why.other": Text(zh="现在做不到", en="not possible now"),
    "sure.delete_all": Text(zh="删除这 {count} 个任务？", en="Delete these {count} tasks?"),
    "sure.kept": Text(zh="什么也没有删除。", en="Nothing was deleted."),
    "sure.kept_state": Text(zh="没有删除", en="Kept"),
    "press.undone": Text(zh="已撤销。", en="Undone."),
    "press.undone_already": Text(zh="已经撤销过了。", en="That was undone already."),
    "press.kept": Text(zh="好的，什么也没有删除。", en="Fine, nothing was deleted."),
    # the day's number
    "list.used": Text(zh="今天 {used}/{limit} 次", en="{used} of {limit} runs today"),
    "list.used_unlimited": Text(zh="今天 {used} 次", en="Runs today: {used}"),
    "runs.used_up": Text(
        zh="你今天的 {limit} 次运行用完了，“{title}”等任务今天剩下的都会跳过，零点之后照常。"
        "用不到的任务可以先暂停；想多要几次，请管理员调整 AIME_RUNS_PER_DAY。",
        en='Your {limit} runs of today are used up: "{title}" and the others skip the rest of the day and go '
        "on after midnight. Pause what you do not need, or ask the administrator to raise AIME_RUNS_PER_DAY.",
    ),
    "refused.daily_limit": Text(
        zh="今天的运行次数[（{limit} 次）]用完了，零点之后再来，或请管理员调整 AIME_RUNS_PER_DAY。",
        en="Today's runs[ ({limit})] are used up. Try again after midnight, or ask an administrator to raise "
        "AIME_RUNS_PER_DAY.",
    ),
    "refused.not_a_reminder": Text(
        zh="只有已经发出的提醒才能推迟。", en="Only a reminder that has come can be snoozed."
    ),
    # buttons
    "button.run.stop": Text(zh="取消运行", en="Cancel run"),
    "button.run.after": Text(zh="之后再运行一次", en="Run again after it"),
    "button.run.leave": Text(zh="不用了", en="Leave it"),
    "button.run.skip": Text(zh="跳过", en="Skip it"),
    "button.run.snooze": Text(zh="稍后提醒", en="Snooze"),
    "button.snooze.soon": Text(zh="10 分钟后", en="In 10 min"),
    "button.snooze.hour": Text(zh="1 小时后", en="In 1 h"),
    "button.snooze.tomorrow": Text(zh="明天", en="Tomorrow"),
    "button.run.unsnooze": Text(zh="不再提醒", en="Not again"),
    "button.batch.undo": Text(zh="全部撤销", en="Undo all"),
    "button.batch.delete": Text(zh="删除", en="Delete"),
    "button.batch.keep": Text(zh="不删除", en="Keep them"),
}

"""A change of a task, shown before it is saved: the fields and what they can be."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "change.open": Text(zh="修改待确认", en="Change to confirm"),
    "change.saved": Text(zh="已修改", en="Changed"),
    "change.cancelled": Text(zh="已放弃", en="Discarded"),
    "change.expired": Text(zh="已过期", en="Expired"),
    "change.will_be": Text(zh="保存后，这个任务会这样改：", en="Once saved, this is what changes:"),
    "change.nothing": Text(
        zh="已经是这样了，没有要改的。", en="It is so already; there is nothing left to change."
    ),
    "change.was_cancelled": Text(
        zh="[{name} ]放弃了修改，任务照旧。", en="Discarded[ by {name}]; the task stays as it is."
    ),
    "change.has_expired": Text(
        zh="超过 {minutes} 分钟没有确认，任务照旧。",
        en="Not confirmed within {minutes} minutes; the task stays as it is.",
    ),
    "change.was_saved": Text(zh="修改已保存。", en="The change is saved."),
    "change.paused": Text(zh="已暂停，恢复后按新的来", en="paused; it applies once resumed"),
    "change.never": Text(zh="不会再运行", en="does not run again"),
    "change.twin": Text(
        zh="已有同名任务。可以重名，以后提到它时我会问是哪一个。",
        en="Another task has this name. That is fine; I will ask which one you mean.",
    ),
    "change.dropped": Text(zh="已放弃修改，任务照旧。", en="Discarded; the task stays as it is."),
    "draft.press_save": Text(
        zh="请点卡片上的“保存”。只打字不会保存。", en="Press Save on the card. Typing alone saves nothing."
    ),
    "ask.dropped": Text(zh="好，什么也没有创建。", en="All right, nothing was created."),
    "button.ask.all": Text(zh="都建", en="Create both"),
    "button.ask.pick": Text(zh="其他", en="Other"),
    "ask.which_part": Text(
        zh="这里有几件事，先建哪一个？", en="There is more than one task here. Which first?"
    ),
    "ask.type": Text(zh="也可以直接打字回答。", en="Or just type the answer."),
    "ask.answered.tag": Text(zh="已回答", en="Answered"),
    "ask.answered": Text(
        zh="这件事已经在下面回答过了，这张卡片不用再点。",
        en="This was answered below. There is nothing to tap here any more.",
    ),
    "ask.expired.tag": Text(zh="已过期", en="Expired"),
    "ask.expired": Text(
        zh="过了太久，时间要重新算，什么也没有创建。",
        en="This was too long ago to go by its times. Nothing was created.",
    ),
    "press.ask_answered": Text(
        zh="已经回答过了，没有再建一个。", en="Answered already; no second one was made."
    ),
    "press.ask_expired": Text(
        zh="这个问题过期了，请再说一遍。", en="This question has expired. Please say it again."
    ),
    "ask.pick_time": Text(zh="其他", en="Other"),
    "ask.pick_date": Text(zh="其他", en="Other"),
    # what a tap says to a draft
    "say.at_time": Text(zh="改到{when}", en="change it to {when}"),
    "say.on_date": Text(zh="改到{when}", en="change it to {when}"),
    "say.change_to": Text(zh="改成{what}", en="change it to {what}"),
    "every.days": Text(zh="每 {count} 天", en="every {count} days"),
    "every.weeks": Text(zh="每 {count} 周", en="every {count} weeks"),
    "every.hours": Text(zh="每 {count} 小时", en="every {count} hours"),
    "every.month_day": Text(zh="每月 {day} 号", en="day {day} of every month"),
    "button.draft.try": Text(zh="先试跑一次", en="Try it once"),
    "press.trying": Text(
        zh="试跑开始了，结果会发到这里。", en="The trial is running. Its result comes here."
    ),
    "button.draft.adjust": Text(zh="改一下", en="Change"),
    "button.change.more": Text(zh="继续修改", en="Keep editing"),
    "button.change.drop": Text(zh="放弃", en="Discard"),
    "field.title": Text(zh="名称", en="Name"),
    "field.schedule": Text(zh="时间", en="When"),
    "field.content": Text(zh="内容", en="Content"),
    "field.destination": Text(zh="发到", en="Posts to"),
    "field.locale": Text(zh="语言", en="Language"),
    "field.misfire": Text(zh="错过后", en="If missed"),
    "field.overlap": Text(zh="重叠时", en="Overlap"),
    "field.retry": Text(zh="失败重试", en="Retries"),
    "field.notify": Text(zh="通知", en="Notify"),
    "field.time_limit": Text(zh="时限", en="Time limit"),
    "field.delete_after_run": Text(zh="完成后", en="When done"),
    "value.content.static": Text(zh="提醒“{text}”", en='post "{text}"'),
    "value.content.agent": Text(zh="AI 任务“{text}”", en='AI task "{text}"'),
    "value.locale.zh": Text(zh="中文", en="Chinese"),
    "value.locale.en": Text(zh="英文", en="English"),
    "value.misfire.latest": Text(zh="补跑最近一次", en="catch up once"),
    "value.misfire.none": Text(zh="不补跑", en="skip it"),
    "value.misfire.all": Text(zh="全部补跑，最多 {count} 次", en="catch up all, at most {count}"),
    "value.overlap.skip": Text(zh="跳过这一次", en="skip this one"),
    "value.overlap.queue": Text(zh="排队等上一次", en="wait in line"),
    "value.overlap.cancel_previous": Text(zh="取消上一次", en="cancel the one before"),
    "value.overlap.allow": Text(zh="同时运行", en="run side by side"),
    "value.retry": Text(zh="{count} 次", en="{count} times"),
    "value.notify.always": Text(zh="每次", en="every time"),
    "value.notify.on_change": Text(zh="结果有变化时", en="when the result changes"),
    "value.notify.on_failure": Text(zh="失败时", en="on failure"),
    "value.time_limit.default": Text(zh="默认", en="the default"),
    "value.delete_after_run.yes": Text(zh="删除任务", en="delete the task"),
    "value.delete_after_run.no": Text(zh="保留任务", en="keep the task"),
}

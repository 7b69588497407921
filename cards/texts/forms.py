"""The form for a task: its fields, what they offer, and what is said of what was typed."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "form.new": Text(zh="新建定时任务", en="New scheduled task"),
    "form.new.tag": Text(zh="填写中", en="To fill in"),
    "form.draft.tag": Text(zh="修改中", en="Editing"),
    "form.task.tag": Text(zh="修改中", en="Editing"),
    "form.new.intro": Text(
        zh="填好后先给你看一遍，你确认了才保存。", en="You see it once more before anything is saved."
    ),
    "form.draft.intro": Text(
        zh="改好后回到确认卡片，保存才生效。", en="This leads back to the card where you save it."
    ),
    "form.task.intro": Text(
        zh="改好后先给你看改了哪些，你确认了才生效。", en="You see what changes before anything is saved."
    ),
    "form.closed": Text(zh="已取消，没有创建任务。", en="Cancelled; no task was created."),
    "form.closed.tag": Text(zh="已取消", en="Cancelled"),
    "form.problems": Text(zh="还差一点", en="Not quite yet"),
    "form.read_as": Text(zh="时间读作", en="Read as"),
    "form.next": Text(zh="接下来", en="Next"),
    # fields
    "form.title": Text(zh="名称", en="Name"),
    "form.title_hint": Text(zh="不填就从内容里取", en="Left empty, it is taken from the content"),
    "form.kind": Text(zh="类型", en="Kind"),
    "form.kind.agent": Text(zh="AI 任务，发它的结果", en="AI task, posts its answer"),
    "form.kind.static": Text(zh="提醒，原样发出", en="Reminder, posted as written"),
    "form.no_agent": Text(
        zh="还没有配置 AI 模型，到点会把内容原样发出。",
        en="No AI model is configured; the content is posted as written.",
    ),
    "form.place": Text(zh="发到", en="Posts to"),
    "form.place.here_alone": Text(zh="这个私聊", en="This chat"),
    "form.place.here_group": Text(zh="本群", en="This group"),
    "form.place.new": Text(zh="要新建的群", en="The new group"),
    "form.place.unnamed": Text(zh="没有名字的群", en="A group without a name"),
    "form.place.self": Text(zh="我的私聊", en="My own chat"),
    "form.content": Text(zh="内容", en="Content"),
    "form.content_hint": Text(
        zh="到时候要做的事，或者要发的文字", en="What is to be done, or the text to be posted"
    ),
    "form.content_more": Text(zh="内容很长？在这里接着写", en="A long one? Go on here"),
    "form.content_part": Text(zh="内容，第 {part} 段", en="Content, part {part}"),
    "form.content_kept": Text(
        zh="内容太长，放不进表单，会原样保留；要改就用一句话说。",
        en="The content is too long for a form and is kept as it is; change it by saying so.",
    ),
    "form.schedule": Text(zh="时间", en="When"),
    "form.schedule_hint": Text(zh="比如：每个工作日 9 点", en="e.g. every weekday at 9am"),
    "form.pickers": Text(zh="或者逐项选时间", en="Or pick the time"),
    "form.cycle": Text(zh="重复", en="Repeats"),
    "form.cycle.once": Text(zh="只一次", en="Once"),
    "form.cycle.daily": Text(zh="每天", en="Every day"),
    "form.cycle.weekdays": Text(zh="周一到周五", en="Monday to Friday"),
    "form.cycle.working_days": Text(zh="法定工作日", en="Chinese working days"),
    "form.cycle.weekly": Text(zh="每周几", en="Weekly"),
    "form.cycle.monthly": Text(zh="每月几号", en="Monthly"),
    "form.cycle.minutes": Text(zh="每隔几分钟", en="Every so many minutes"),
    "form.cycle.hours": Text(zh="每隔几小时", en="Every so many hours"),
    "form.choose": Text(zh="请选择", en="Choose"),
    "form.start": Text(zh="哪天（开始）", en="Date, or first day"),
    "form.clock": Text(zh="几点", en="Time"),
    "form.second": Text(zh="秒", en="Second"),
    "form.weekdays": Text(zh="每周的哪几天", en="Weekdays"),
    "form.month_days": Text(zh="每月的哪几号", en="Days of the month"),
    "form.month_days_hint": Text(zh="1, 15；-1 是最后一天", en="1, 15; -1 is the last"),
    "form.every": Text(zh="每隔多少", en="Every how many"),
    "form.zone": Text(zh="时区", en="Time zone"),
    "form.advanced": Text(zh="更多设置", en="More settings"),
    "form.end": Text(zh="最后一天", en="Last day"),
    "form.end_hint": Text(zh="一直运行", en="No end"),
    "form.maximum": Text(zh="最多几次", en="Runs at most"),
    "form.maximum_hint": Text(zh="不限", en="No limit"),
    "form.missed": Text(zh="错过的", en="Missed runs"),
    "form.missed.latest": Text(zh="补最近一次", en="Make up for the latest"),
    "form.missed.none": Text(zh="不补", en="Leave them out"),
    "form.missed.all": Text(zh="全部补上，最多 {cap} 次", en="Make up for all, {cap} at most"),
    "form.overlap": Text(zh="上一次还没结束", en="Previous run still open"),
    "form.overlap.skip": Text(zh="跳过这一次", en="Skip this one"),
    "form.overlap.queue": Text(zh="等它结束", en="Wait for it"),
    "form.overlap.cancel_previous": Text(zh="取消上一次", en="Cancel the previous"),
    "form.overlap.allow": Text(zh="同时运行", en="Run both"),
    "form.notify": Text(zh="什么时候发消息", en="Posts"),
    "form.notify.always": Text(zh="每次都发", en="After every run"),
    "form.notify.on_change": Text(zh="结果有变化才发", en="When the result changes"),
    "form.notify.on_failure": Text(zh="失败才发", en="When it fails"),
    "form.retries": Text(zh="失败后重试", en="Retries"),
    "form.retries.none": Text(zh="不重试", en="None"),
    "form.retries.some": Text(zh="{count} 次", en="{count}"),
    "form.limit": Text(zh="时限（分钟）", en="Time limit, minutes"),
    "form.limit_hint": Text(zh="默认", en="The usual"),
    "form.afterwards": Text(zh="都完成以后", en="When it is done"),
    "form.afterwards.keep": Text(zh="留在列表里", en="Keep it on the list"),
    "form.afterwards.delete": Text(zh="成功送达就删除", en="Delete it once delivered"),
    "label.behaviour": Text(zh="设置", en="Settings"),
    # what a press leads to
    "list.or_form": Text(zh="也可以填表", en="Or fill in a form"),
    "button.form.open": Text(zh="新建", en="New task"),
    "button.task.edit": Text(zh="修改", en="Edit"),
    "button.form.submit": Text(zh="下一步", en="Next"),
    "button.form.check": Text(zh="看看时间", en="Check the time"),
    "button.form.close": Text(zh="取消", en="Cancel"),
    "button.form.back": Text(zh="返回", en="Back"),
    "button.form.template": Text(zh="从模板", en="From a template"),
    "button.form.said": Text(zh="按写的：{words}", en="As written: {words}"),
    "button.form.picked": Text(zh="按选的：{words}", en="As picked: {words}"),
    "say.templates": Text(zh="模板", en="templates"),
    # what is to be put right
    "form.says.content_missing": Text(
        zh="写一下到时候做什么。", en="Say what is to be done, in the content."
    ),
    "form.says.title_long": Text(
        zh="名称最多 {limit} 个字，现在有 {length} 个。",
        en="A name has {limit} characters at most, not {length}.",
    ),
    "form.says.when_missing": Text(
        zh="写一下什么时候，或者逐项选。", en="Say when, in words or with the pickers."
    ),
    "form.says.extra_words": Text(
        zh="时间里的“{words}”没看懂，时间这一栏只写什么时候。",
        en='"{words}" was not understood; the field is for the time only.',
    ),
    "form.says.cycle_missing": Text(zh="选一下多久一次。", en="Pick how often it repeats."),
    "form.says.start_missing": Text(zh="选一下是哪一天。", en="Pick the date."),
    "form.says.clock_missing": Text(zh="选一下几点。", en="Pick the time of day."),
    "form.says.weekdays_missing": Text(zh="选一下每周的哪几天。", en="Pick the weekdays."),
    "form.says.month_days_wrong": Text(
        zh="每月的几号写 1 到 31，-1 是最后一天，用逗号隔开。",
        en="Days of the month go from 1 to 31, -1 is the last; put commas between them.",
    ),
    "form.says.number_wrong": Text(
        zh="“{field}”要填 {least} 到 {most} 的整数。",
        en='"{field}" takes a whole number from {least} to {most}.',
    ),
    "form.says.date_wrong": Text(zh="“{field}”不是一个日期。", en='"{field}" is no date.'),
    "form.says.rivals": Text(
        zh="写的时间和选的时间不一样，以哪个为准？",
        en="The words and the pickers name different times. Which one?",
    ),
    "form.says.end_rivals": Text(
        zh="时间里写的结束和“最后一天”不一样，留一个就行。",
        en='The words name another end than "Last day"; keep one of them.',
    ),
    "form.says.maximum_rivals": Text(
        zh="时间里写的次数和“最多几次”不一样，留一个就行。",
        en='The words name another number of runs than "Runs at most"; keep one of them.',
    ),
    "form.says.readings": Text(
        zh="这个时间有几种理解，是哪一种？", en="This can be read in several ways. Which one?"
    ),
    "form.says.quiet_reminder": Text(
        zh="提醒每次都会发出，“什么时候发消息”只对 AI 任务有用。",
        en="A reminder is posted every time; when to post is a setting of AI tasks.",
    ),
    "form.says.place_gone": Text(
        zh="这里发不了，换一个地方。", en="It cannot post there; choose another place."
    ),
    "press.form_mend": Text(zh="还差一点，看卡片上方。", en="Not quite yet; see the top of the card."),
    "press.form_read": Text(zh="时间看懂了，见卡片上方。", en="The time is clear; see the top of the card."),
}

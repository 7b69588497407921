"""What was, and what is next."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "history.title": Text(zh="运行记录", en="Runs"),
    "history.none": Text(zh="还没有运行过。", en="It has not run yet."),
    "history.rate": Text(
        zh="最近 {counted} 次成功 {succeeded} 次（{percent}%）[，一般用时 {typical}]",
        en="{succeeded} of the last {counted} runs went well ({percent}%)[, typically in {typical}]",
    ),
    "history.untried": Text(zh="最近没有真正跑过。", en="Nothing was tried lately."),
    "history.chart": Text(zh="每次用时（秒）", en="Seconds a run took"),
    "history.line": Text(zh="{when} · {kind}", en="{when} · {kind}"),
    "history.scheduled": Text(zh="定时", en="scheduled"),
    "history.manual": Text(zh="手动[：{name}]", en="started[ by {name}]"),
    "history.snoozed": Text(zh="稍后提醒", en="snoozed"),
    "history.reply": Text(zh="话题回复", en="reply"),
    "history.open": Text(zh="查看消息", en="open"),
    "history.summary": Text(zh="{title}：最近 {count} 次运行", en="{title}: the last {count} runs"),
    "recent.title": Text(zh="最近的运行", en="Recent runs"),
    "recent.failed": Text(zh="没成功的运行", en="Runs that failed"),
    "recent.none": Text(zh="这段时间没有运行。", en="Nothing ran in that time."),
    "recent.none_failed": Text(zh="这段时间没有失败的。", en="Nothing failed in that time."),
    "recent.more": Text(zh="只列出最近 {count} 次。", en="Only the latest {count} are listed."),
    "recent.count": Text(zh="{count} 次", en="{count} runs"),
    "upcoming.title": Text(zh="接下来要跑的", en="Coming up"),
    "upcoming.none": Text(zh="这段时间没有要跑的任务。", en="Nothing is due in that time."),
    "upcoming.nothing": Text(
        zh="没有开启的任务。用一句话说要做什么、什么时候做，就能新建。",
        en="No task is on. Say in one sentence what to do and when to make one.",
    ),
    "upcoming.count": Text(zh="{count} 次", en="{count} runs"),
    "upcoming.more": Text(
        zh="后面还有，只列出最近 {count} 次。", en="There is more; these are the next {count}."
    ),
    "list.filter.active": Text(zh="开启的任务", en="Tasks that are on"),
    "list.filter.paused": Text(zh="暂停的任务", en="Paused tasks"),
    "list.filter.failed": Text(zh="上次没成功的任务", en="Tasks whose last run failed"),
    "list.none_such": Text(zh="没有这样的任务。", en="There are none."),
}

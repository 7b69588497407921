"""Quiet hours, and what is told at their end."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "settings.quiet": Text(zh="安静时段", en="Quiet hours"),
    "quiet.hours": Text(zh="{start} 到 {end}", en="{start} to {end}"),
    "quiet.hours_in": Text(zh="{start} 到 {end}（{zone}）", en="{start} to {end} ({zone})"),
    "quiet.none": Text(zh="没有设", en="none"),
    "quiet.what": Text(
        zh="安静时段里，没人点名要的消息攒到结束时一起发；你定了时间的任务照常。",
        en="What nobody asked for waits until quiet hours end. A task at a time that you set still comes.",
    ),
    "quiet.group_set": Text(
        zh="好的，这个群每天 {start} 到 {end}（{zone}）安静：没人点名要的消息攒到结束时一起发，"
        "定了时间的任务照常。说“取消本群免打扰”可以关掉。",
        en="This group is quiet every day from {start} to {end} ({zone}): what nobody asked for waits until "
        'then, a task at a set time still comes. Say "no quiet hours in this group" to end that.',
    ),
    "quiet.group_none": Text(
        zh="这个群没有安静时段，消息随时会发。群主或管理员可以说“本群晚上10点到早上8点别发通知”。",
        en="This group has no quiet hours. Its owner or managers can say "
        '"quiet hours 22 to 8 in this group".',
    ),
    "quiet.group_is": Text(
        zh="这个群每天 {start} 到 {end}（{zone}）安静。",
        en="This group is quiet from {start} to {end} ({zone}).",
    ),
    "quiet.no_group": Text(
        zh="这里不是群。要给群设安静时段，请群主或管理员在群里说。",
        en="This is no group. Its owner or managers can set a group's quiet hours in the group itself.",
    ),
    "digest.title": Text(zh="安静时段里有 {count} 件事", en="{count} things during quiet hours"),
    "digest.runs": Text(zh="{count} 次：{states}", en="{count} runs: {states}"),
    "digest.count": Text(zh="{state} {count}", en="{count} {state}"),
    "digest.join": Text(zh="、", en=", "),
    "digest.latest": Text(zh="最近 {when}", en="last {when}"),
    "digest.more": Text(
        zh="还有 {count} 件没列出来，说“最近运行了什么”可以看。",
        en='{count} more are not listed. Say "what ran recently" to see them.',
    ),
    "button.digest.open": Text(zh="打开", en="Open"),
    "press.digest.opened": Text(zh="发出来了，在下面。", en="It is below now."),
    "press.digest.there": Text(
        zh="已经发过了，往下翻就能看到。", en="It was sent before: look further down."
    ),
}

"""Failures that come again and again: how often, who looks after them, and when they are over."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "label.failures": Text(zh="失败", en="Failed"),
    "label.looks_after": Text(zh="处理", en="On it"),
    "incident.times": Text(
        zh="{count} 次，从 {since} 开始，最近 {last}", en="{count} times since {since}, last {last}"
    ),
    "incident.taken": Text(zh="[{name} · ]{when}", en="[{name} · ]{when}"),
    "incident.quiet": Text(
        zh="同样的失败不再另发消息，直到原因变了或恢复正常。",
        en="The same failure posts nothing more until its cause changes or it works again.",
    ),
    "incident.repeat": Text(
        zh="和 {when} 那次原因一样，次数记在那张卡片上。",
        en="The same cause as {when}; that card keeps the count.",
    ),
    "incident.is_back": Text(zh="已恢复", en="Recovered"),
    "incident.recovered": Text(
        zh="“{title}”恢复正常了，之前失败了 {count} 次。", en='"{title}" works again, after {count} failures.'
    ),
    "incident.recovered_once": Text(
        zh="“{title}”恢复正常了，之前失败了 {count} 次。", en='"{title}" works again, after {count} failure.'
    ),
    "incident.over.recovered": Text(zh="{when} 恢复正常了。", en="It works again since {when}."),
    "incident.over.cleared": Text(
        zh="{when} 任务有改动，再失败会重新通知。",
        en="The task was changed ({when}): if it fails again, you will hear of it.",
    ),
    "incident.over.outdated": Text(
        zh="这张卡片太久了，之后的失败另起一张。", en="This card is too old: later failures are on a new one."
    ),
    "incident.stopped": Text(
        zh="连续失败 {count} 次，任务已自动暂停。处理好之后点恢复，从那时起照常运行。",
        en="Paused after {count} failures in a row. Resume it when that is mended; it goes on from then.",
    ),
    "run.not_delivered": Text(
        zh="“{title}”有一次的消息没能发到群里，飞书没有收下。运行记录里可以看到结果。",
        en='A message of "{title}" could not be posted to its group: Lark did not take it. '
        "Its list of runs has the result.",
    ),
    "run.tried_once": Text(zh="1 次，没有自动重试", en="once, not retried by itself"),
    "run.no_next": Text(zh="不会再自动运行", en="It does not run again by itself"),
    "button.incident.take": Text(zh="我来处理", en="I'm on it"),
    "press.incident_taken": Text(
        zh="好的，你在处理。同样的失败不再另发消息，直到原因变了或恢复正常。",
        en="It is yours. The same failure posts nothing more until its cause changes or it works again.",
    ),
    "press.incident_taken_already": Text(
        zh="[{name} ]已经在处理了。", en="Somebody[ ({name})] is on it already."
    ),
    "press.incident_over": Text(zh="这个问题已经过去了。", en="This is over already."),
}

"""What the bot answers to a message or a press, outside of cards."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "chat.not_understood": Text(
        zh="没听懂，什么也没有创建。可以这样说：\n· 每天早上 9 点总结昨天的新闻\n· 明天下午 3 点提醒我交周报",
        en="I did not get that, and nothing was created. For example:\n"
        "· every day at 9am summarise yesterday's news\n· tomorrow at 3pm remind me to send the report",
    ),
    "chat.nodded": Text(zh="好。有要定时做的事，随时说。", en="All right. Tell me when something is due."),
    "chat.nothing_open": Text(
        zh="没有等着确认的东西，什么也没变。要停掉任务，说“暂停 2”或“删除 2”。",
        en='Nothing is open, so nothing changed. To stop a task, say "pause 2" or "delete 2".',
    ),
    "chat.not_yet": Text(
        zh="这个还做不到。发“帮助”看看现在能做什么。",
        en='I cannot do that yet. Send "help" to see what works today.',
    ),
    "chat.greeting": Text(
        zh="你好。说一句要做什么、什么时候做就行，比如“每个工作日 9 点总结昨天的新闻”。",
        en='Hello. Say what to do and when, for example "every weekday at 9am summarise yesterday\'s news".',
    ),
    "chat.thanks": Text(zh="不客气。", en="You are welcome."),
    "chat.goodbye": Text(zh="再见，任务会照常运行。", en="Goodbye. Your tasks go on as planned."),
    "chat.complaint": Text(
        zh="哪里不对？说“任务列表”看看现在的任务，或者直接说要改什么。",
        en='What went wrong? Say "list" to see your tasks, or say what should change.',
    ),
    "chat.unknown_command": Text(
        zh="没有 /{name} 这个命令。发 /help 看看有哪些。",
        en="There is no command /{name}. Send /help to see those there are.",
    ),
    "chat.text_only": Text(
        zh="目前只看得懂文字。用一句话说要做什么、什么时候做就行。",
        en="I read text only. Say in one sentence what to do and when.",
    ),
    "aside.title": Text(zh="什么也没有改动", en="Nothing was changed"),
    "task.none_fits": Text(
        zh="没有找到[“{what}”对应的]任务。发“任务列表”看看有哪些。",
        en='No task found[ for "{what}"]. Send "list" to see what there is.',
    ),
    "run.elsewhere": Text(
        zh="“{title}”开始运行了，结果会发到[“{place}”]群里。",
        en='"{title}" is running. The result goes to its group[, "{place}"].',
    ),
    "run.in_person": Text(
        zh="“{title}”开始运行了，结果会发到你的私聊。",
        en='"{title}" is running. The result goes to your own chat.',
    ),
    "group.added": Text(
        zh="大家好。在群里 @我，说要做什么、什么时候做，比如“每个工作日 9 点总结昨天的新闻”。"
        "结果会发到本群。",
        en='Hello. Mention me and say what to do and when, for example "every weekday at 9am summarise '
        "yesterday's news\". Results are posted to this group.",
    ),
    "press.busy": Text(zh="收到，正在处理。", en="Got it, working on it."),
    "press.saved": Text(zh="已保存[“{title}”]。", en='Saved[ "{title}"].'),
    "press.cancelled": Text(zh="已取消，没有保存。", en="Cancelled, nothing was saved."),
    "draft.changed": Text(
        zh="“{title}”改好了，在它的卡片上保存才生效。",
        en='"{title}" is changed. It holds once you save it on its card.',
    ),
    "press.changed": Text(zh="已更新，请确认。", en="Updated, please confirm."),
    "press.paused": Text(zh="已暂停[“{title}”]。", en='Paused[ "{title}"].'),
    "press.resumed": Text(zh="已恢复[“{title}”]。", en='Resumed[ "{title}"].'),
    "press.deleted": Text(
        zh="已删除[“{title}”]，30 天内可以恢复。", en='Deleted[ "{title}"]. You can restore it for 30 days.'
    ),
    "press.restored": Text(zh="“{title}”恢复了。", en='"{title}" is back.'),
    "press.running": Text(zh="[“{title}”]开始运行了。", en='Started[ "{title}"].'),
    "press.stale": Text(
        zh="任务已有变化，卡片已更新。请再看一眼。", en="The task has changed. This is how it stands now."
    ),
    "press.privately": Text(zh="已经发到你和我的单聊里。", en="Sent to your own chat with me."),
    "press.unknown": Text(
        zh="这个按钮已经失效。发“任务列表”看看现在的任务。",
        en='This button no longer works. Send "list" to see your tasks.',
    ),
}

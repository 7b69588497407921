"""What is said in the thread of a run, and to the person about the person."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "reply.after": Text(zh="接着 {when} 的运行[ · {name}]", en="About the run of {when}[ · {name}]"),
    "reply.below": Text(zh="回答较长，全文在下面。", en="The answer is long; all of it is below."),
    "settings.title": Text(zh="你的设置", en="Your settings"),
    "settings.language": Text(zh="语言", en="Language"),
    "settings.zone": Text(zh="时区", en="Time zone"),
    "settings.chosen": Text(zh="{language}，你选的", en="{language}, as you chose"),
    "settings.as_written": Text(zh="{language}，按你写的语言", en="{language}, following what you write"),
    "settings.own_zone": Text(zh="{zone}", en="{zone}"),
    "settings.default_zone": Text(
        zh="{zone}（默认，飞书没有告诉我你的时区）", en="{zone} (the default: Lark does not tell me yours)"
    ),
    "settings.how": Text(
        zh="直接说“说英文”“我的时区改成纽约”就能改。只影响新任务，已有的任务不变。",
        en='Say "speak Chinese" or "set my timezone to Berlin" to change them. Existing tasks keep theirs.',
    ),
    "press.language": Text(zh="以后我说中文。", en="I will speak English from now on."),
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
    "reply.summary": Text(zh="{title}：{state}", en="{title}: {state}"),
    "refused.nothing_to_ask": Text(
        zh="这个任务只发固定文字，没有 AI 可以回答。想改内容，直接说“改成……”。",
        en='This task posts a fixed text, so there is no AI to answer. To change it, say "change it to …".',
    ),
    "refused.run_unfinished": Text(
        zh="这次运行还没有结果。等它完成后再问，或者点卡片上的按钮。",
        en="This run has no result yet. Ask again when it is done, or use the buttons on its card.",
    ),
}

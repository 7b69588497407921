"""The welcome and the help: what to try first, and everything else in a table."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "help.title": Text(zh="能做什么", en="What I can do"),
    "help.welcome_title": Text(zh="你好，我是 Aime", en="Hello, I am Aime"),
    "help.intro": Text(
        zh="说一句要做什么、什么时候做，到点我来做，结果发回这里。试试：",
        en="Say what to do and when. I do it on time and post the result here. Try one:",
    ),
    "help.intro_static": Text(
        zh="说一句要提醒什么、什么时候，到点我发到这里。试试：",
        en="Say what to be reminded of and when. I post it here on time. Try one:",
    ),
    "help.all": Text(zh="全部用法", en="Everything you can say"),
    "help.table": Text(
        zh="| 想做的事 | 这样说 |\n| --- | --- |\n"
        "| 新建 | 每周五 17 点提醒我写周报，或 /new |\n"
        "| 从模板新建 | 模板，或 用周报模板，每周五 17 点 |\n"
        "| 查看 | 任务列表，或 /list |\n"
        "| 修改 | 把 2 改到 10 点，或 /edit 2 |\n"
        "| 立即运行 | 运行 2，或 /run 2 |\n"
        "| 暂停、恢复 | 暂停 2，恢复 2 |\n"
        "| 删除 | 删除 2，或 /delete 2 |\n"
        "| 撤销删除 | 恢复删除的周报 |\n"
        "| 帮助 | 帮助，或 /help |",
        en="| To do | Say |\n| --- | --- |\n"
        "| Create | every Friday at 5pm remind me to report, or /new |\n"
        "| Begin with a template | templates, or use the weekly report template |\n"
        "| See all | list, or /list |\n"
        "| Change | change 2 to 10am, or /edit 2 |\n"
        "| Run at once | run 2, or /run 2 |\n"
        "| Pause, resume | pause 2, resume 2 |\n"
        "| Delete | delete 2, or /delete 2 |\n"
        "| Undo a delete | restore weekly report |\n"
        "| Help | help, or /help |",
    ),
    "help.monitor": Text(
        zh="| 让外部监控知道运行情况 | 单聊里说 /ping 2 https://…，关掉说 /ping 2 off |",
        en="| Let a monitor hear of runs | /ping 2 https://… in our own chat, /ping 2 off to end it |",
    ),
    "help.group": Text(
        zh="在群里请先 @我。群里建的任务，结果发到那个群。",
        en="In a group, mention me first. A task made in a group posts to that group.",
    ),
    "help.summary": Text(zh="说一句话就能建定时任务", en="Create a scheduled task in one sentence"),
    "try.news": Text(
        zh="每天早上 9 点总结昨天的科技新闻", en="every day at 9am summarise yesterday's tech news"
    ),
    "try.weekly": Text(
        zh="每周五 17:00 提醒我写周报", en="every Friday at 17:00 remind me to write the weekly report"
    ),
    "try.soon": Text(zh="10 分钟后提醒我喝水", en="in 10 minutes remind me to drink some water"),
    "try.daily": Text(
        zh="每个工作日 9:50 提醒我开站会", en="every weekday at 9:50 remind me of the stand-up"
    ),
}

"""How the bot is doing, for its administrators."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "status.title": Text(zh="运行状态", en="Status"),
    "status.well": Text(zh="正常", en="all well"),
    "status.unwell": Text(zh="需要处理", en="needs a look"),
    "status.scheduler": Text(zh="调度", en="Scheduler"),
    "status.ticked": Text(zh="{ago}前看过有没有到期的任务", en="looked for due tasks {ago} ago"),
    "status.late": Text(
        zh="已有 {ago}没看到期的任务，请重启并查看日志",
        en="has not looked for {ago}: restart it and read its log",
    ),
    "status.not_ticked": Text(zh="还没看过到期的任务", en="has not looked for due tasks yet"),
    "status.connection": Text(zh="连接", en="Connection"),
    "status.connected": Text(zh="已连上", en="up"),
    "status.disconnected": Text(zh="断开了：{why}", en="down: {why}"),
    "status.runs": Text(zh="运行", en="Runs"),
    "status.run_counts": Text(
        zh="{running} 个在运行，{due} 个到期未开始[，最早的已等 {ago}][；{lost} 个的执行进程没了]",
        en="{running} running, {due} due and not begun[, the oldest for {ago}][; {lost} lost their worker]",
    ),
    "status.inbox": Text(zh="收到", en="Inbox"),
    "status.inbox_counts": Text(
        zh="{count} 条没处理[，最早的已等 {ago}]", en="{count} not handled[, the oldest for {ago}]"
    ),
    "status.outbox": Text(zh="待发", en="Outbox"),
    "status.outbox_counts": Text(
        zh="{count} 条没发出[，最早的已等 {ago}]", en="{count} not sent[, the oldest for {ago}]"
    ),
    "status.no_database": Text(zh="数据库没有响应", en="the database does not answer"),
    "status.errors": Text(zh="最近出的错", en="What went wrong last"),
    "status.no_errors": Text(zh="启动以来没有出错", en="Nothing went wrong since the start"),
    "status.mishap": Text(
        zh="{when} {event}[，共 {times} 次][：{why}]", en="{when} {event}[, {times} times][: {why}]"
    ),
    "status.how": Text(
        zh="{when} 的状态，出错只算这个进程的。卡住的运行用 aime doctor 查看。",
        en="As of {when}; errors are those of this process. What is stuck: aime doctor.",
    ),
}

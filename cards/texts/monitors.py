"""Telling a monitor outside how a task's runs go."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "ping.set": Text(
        zh="好的，“{title}”每次开始、成功、失败都会告诉 {address}。",
        en='Done: {address} hears when a run of "{title}" begins, succeeds or fails.',
    ),
    "ping.is": Text(
        zh="“{title}”的运行会告诉 {address}。说“/ping 编号 off”可以关掉。",
        en='{address} hears of the runs of "{title}". Send "/ping", its number and "off" to end that.',
    ),
    "ping.none": Text(
        zh="“{title}”没有设外部监控。和我单聊时发“/ping 编号 https://…”可以设。",
        en='"{title}" tells no monitor. To set one, send "/ping", its number and the address to me alone.',
    ),
    "ping.removed": Text(
        zh="好的，“{title}”的运行不再告诉外部监控。", en='Done: no monitor hears of "{title}" any more.'
    ),
    "ping.which": Text(
        zh="请写上任务的编号，比如“/ping 2 https://…”。编号在任务列表里。",
        en='Name the task by its number, as in "/ping 2 https://…". The task list has the numbers.',
    ),
    "ping.refused": Text(
        zh="这个地址不能用：要以 https:// 开头，主机是其中之一：{hosts}。",
        en="This address cannot be used: it has to begin with https:// and its host be one of: {hosts}.",
    ),
    "ping.alone": Text(
        zh="知道这个地址的人可以冒充任务报平安，请和我单聊时再发，不要发在群里。",
        en="Whoever knows that address can pretend that the task is well. Send it in our own chat, "
        "not in a group.",
    ),
    "ping.not_here": Text(
        zh="这里没有开放外部监控。管理员在 AIME_PING_HOSTS 里写上监控服务的主机名就可以用。",
        en="Monitors are not open here. An administrator names their hosts in AIME_PING_HOSTS.",
    ),
}

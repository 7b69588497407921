"""Commands by slash: /new …, /list, /run 2, and the same in Chinese."""

import re
from dataclasses import dataclass

from bot.chat.language.meaning import Intent
from bot.chat.language.spans import pattern

_NAMES = {
    Intent.CREATE: "new create add remind task 新建 创建 新增 添加 提醒 新任务",
    Intent.LIST: "list ls tasks mine 列表 任务 任务列表 我的任务",
    Intent.SHOW: "show view info 查看 详情 显示",
    Intent.RUN: "run trigger fire 运行 执行 立即运行 跑",
    Intent.PAUSE: "pause mute suspend disable 暂停 停用",
    Intent.RESUME: "resume unpause enable continue 继续 启用 恢复",
    Intent.DELETE: "delete del remove rm 删除 删",
    Intent.EDIT: "edit change update rename 编辑 修改 改",
    Intent.HISTORY: "history runs log 历史 记录 运行记录",
    Intent.UPCOMING: "upcoming next 接下来 即将运行",
    Intent.STOP: "stop abort cancel 停止 终止 取消",
    Intent.HELP: "help start ? 帮助 开始 使用说明",
    Intent.SETTINGS: "settings setting lang language timezone tz zone 设置 语言 时区",
    Intent.TEMPLATE: "template templates 模板 模版",
    Intent.PING: "ping 心跳",
    Intent.STATUS: "status health 状态 运行状态",
    Intent.RESTORE: "restore undo undelete 撤销 还原 撤销删除",
}
_INTENTS = {name: intent for intent, names in _NAMES.items() for name in names.split()}
_COMMAND = pattern(
    rf"\s*/ ?(?P<name>{'|'.join(map(re.escape, sorted(_INTENTS, key=len, reverse=True)))})"
    # Blanks beside Chinese are folded away, so "/暂停 1" arrives here as "/暂停1".
    r"(?:(?<![a-z])|(?![a-z\d_/]))[ :,]*"
)
_UNKNOWN = pattern(r"\s*/ ?(?P<name>[^\s/]{1,40})")


@dataclass(frozen=True, slots=True)
class Slash:
    intent: Intent
    name: str
    rest: int  # where what follows the command begins


def slash_of(text: str) -> Slash | None:
    """Return the command at the front of folded text; an unknown one is no command."""
    found = _COMMAND.match(text)
    return Slash(_INTENTS[found["name"]], found["name"], found.end()) if found else None


def unknown_word(text: str) -> str | None:
    """Return the word after a slash that is no command; "" for a slash alone, None without one."""
    if not text.startswith("/"):
        return None
    found = _UNKNOWN.match(text)
    return found["name"] if found else ""

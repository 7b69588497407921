"""What buttons say: verbs."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "button.draft.save": Text(zh="保存", en="Save"),
    "button.draft.cancel": Text(zh="取消", en="Cancel"),
    "button.draft.change": Text(zh="修改", en="Edit"),
    "button.task.show": Text(zh="查看任务", en="View task"),
    "button.task.history": Text(zh="运行记录", en="Runs"),
    "button.task.run": Text(zh="立即运行", en="Run now"),
    "button.task.pause": Text(zh="暂停", en="Pause"),
    "button.task.resume": Text(zh="恢复", en="Resume"),
    "button.task.delete": Text(zh="删除", en="Delete"),
    "button.task.restore": Text(zh="撤销删除", en="Undo delete"),
    "button.run.again": Text(zh="再跑一次", en="Run again"),
    "button.run.retry": Text(zh="重试", en="Retry"),
    "button.run.catch_up": Text(zh="现在补跑", en="Run it now"),
    "button.list.mine": Text(zh="我的任务", en="My tasks"),
    "button.list.previous": Text(zh="上一页", en="Previous"),
    "button.list.next": Text(zh="下一页", en="Next"),
    "button.row.task.run": Text(zh="运行", en="Run"),
    "button.row.task.pause": Text(zh="暂停", en="Pause"),
    "button.row.task.resume": Text(zh="恢复", en="Resume"),
    "button.row.task.edit": Text(zh="修改", en="Edit"),
    "button.row.task.show": Text(zh="详情", en="Details"),
    "button.say_again": Text(zh="重新创建", en="Create it again"),
    "button.settings.locale": Text(zh="中文", en="English"),
    "button.feedback": Text(zh="提建议", en="Give feedback"),
    "button.show_list": Text(zh="查看任务列表", en="Show my tasks"),
    "confirm.delete": Text(zh="删除“{title}”？", en='Delete "{title}"?'),
    "confirm.delete.more": Text(
        zh="它不会再运行。30 天内可以恢复。", en="It stops running. You can restore it for 30 days."
    ),
}

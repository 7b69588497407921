"""What a webhook tells administrators in words, beside the facts."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "alert.incident.opened": Text(zh="任务 {task_id} 开始失败：{cause}", en="Task {task_id} fails: {cause}"),
    "alert.incident.recovered": Text(
        zh="任务 {task_id} 恢复正常，之前失败了 {count} 次",
        en="Task {task_id} works again; failures: {count}",
    ),
    "alert.delivery.failed": Text(
        zh="该告诉负责人的消息没能送到：{message}（{error}）",
        en="A message that its owner should read was not delivered: {message} ({error})",
    ),
    "alert.trouble.began": Text(
        zh="{process} 需要处理：{trouble}[，{detail}]", en="{process} needs a look: {trouble}[, {detail}]"
    ),
    "alert.trouble.over": Text(zh="{process} 恢复正常：{trouble}", en="{process} is fine again: {trouble}"),
}

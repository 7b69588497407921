"""States, steps and causes: the same words for the same thing on every card."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "state.queued": Text(zh="排队中", en="Queued"),
    "state.running": Text(zh="运行中", en="Running"),
    "state.waiting": Text(zh="等待确认", en="Waiting"),
    "state.succeeded": Text(zh="已完成", en="Completed"),
    "state.failed": Text(zh="失败", en="Failed"),
    "state.timed_out": Text(zh="超时", en="Timed out"),
    "state.cancelled": Text(zh="已取消", en="Cancelled"),
    "state.skipped": Text(zh="已跳过", en="Skipped"),
    "state.missed": Text(zh="已错过", en="Missed"),
    "state.unknown": Text(zh="结果不明", en="Unknown"),
    "task.active": Text(zh="已开启", en="On"),
    "task.paused": Text(zh="已暂停", en="Paused"),
    "task.finished": Text(zh="已结束", en="Finished"),
    "task.deleted": Text(zh="已删除", en="Deleted"),
    "task.trial": Text(zh="试跑", en="Trial"),
    "draft.open": Text(zh="待确认", en="To confirm"),
    "draft.saved": Text(zh="已保存", en="Saved"),
    "draft.cancelled": Text(zh="已取消", en="Cancelled"),
    "draft.expired": Text(zh="已过期", en="Expired"),
    "step.thinking": Text(zh="正在思考", en="Thinking"),
    "step.writing": Text(zh="正在成文", en="Writing"),
    "step.tool": Text(zh="正在使用 {name}", en="Using {name}"),
    "trail.thinking": Text(zh="思考", en="Think"),
    "trail.writing": Text(zh="成文", en="Write"),
    "trail.sending": Text(zh="发送", en="Send"),
    "cause.network": Text(zh="网络连接不上", en="The network could not be reached"),
    "cause.rate_limited": Text(zh="模型服务限流", en="The model service is limiting requests"),
    "cause.server_error": Text(zh="模型服务出错", en="The model service had an error"),
    "cause.bad_credentials": Text(
        zh="模型服务的密钥无效，需要管理员处理",
        en="The model service rejected its key; an administrator must look into it",
    ),
    "cause.refused": Text(zh="模型服务拒绝了这个请求", en="The model service refused the request"),
    "cause.limit_reached": Text(zh="用量达到单次运行的上限", en="The run used up its allowance"),
    "cause.empty_result": Text(zh="没有得到结果", en="The model gave no result"),
    "cause.not_configured": Text(
        zh="还没有配置 AI 模型，需要管理员处理",
        en="No AI model is configured; an administrator must look into it",
    ),
    "cause.time_limit": Text(zh="超过了运行时限", en="The time limit was reached"),
    "cause.interrupted": Text(zh="运行中途被打断", en="The run was interrupted"),
    "cause.from_backup": Text(
        zh="机器人从备份恢复，无从得知", en="The bot was restored from a backup; it cannot be told"
    ),
    "cause.internal": Text(zh="内部错误，已记录", en="An internal error, which has been recorded"),
}

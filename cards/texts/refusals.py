"""Why something was refused, and what to do instead."""

from typing import Final

from cards.texts.text import Text, Texts
from scheduler.errors import Reason


def _refused(reason: Reason, zh: str, en: str) -> tuple[str, Text]:
    return f"refused.{reason.value}", Text(
        zh=f"{zh}[可以这样说：{{offer}}]", en=f"{en}[ You could say: {{offer}}]"
    )


TEXTS: Final[Texts] = dict(
    (
        _refused(
            Reason.UNKNOWN_ZONE,
            "不认识这个时区[：{zone}]。请用城市或标准名称，比如“北京时间”或 Asia/Shanghai。",
            "This time zone is unknown[: {zone}]. Use a city or a standard name such as Asia/Shanghai.",
        ),
        _refused(
            Reason.BAD_CRON,
            "这个 cron 表达式看不懂。需要 5 段，比如 0 9 * * 1-5（每个工作日 9 点）。",
            "This cron line cannot be read. It needs five fields, such as 0 9 * * 1-5 (weekdays at 09:00).",
        ),
        _refused(
            Reason.BAD_TIME,
            "这个时间看不懂。请说清楚哪天几点，比如“每天 9 点”“明天 15:30”。",
            'This time cannot be read. Say the day and the hour, such as "every day at 9am".',
        ),
        _refused(
            Reason.IMPOSSIBLE_DATE,
            "日历上没有这一天[：{date}]。",
            "There is no such day in the calendar[: {date}].",
        ),
        _refused(
            Reason.INTERVAL_TOO_SHORT,
            "间隔太短，最快每分钟一次。",
            "That is too often. Once a minute is the most.",
        ),
        _refused(
            Reason.NEVER_FIRES,
            "按这个规则永远不会运行，请换一个时间。",
            "By this rule it would never run. Please choose another time.",
        ),
        _refused(
            Reason.TIME_PAST,
            "这个时间已经过去了，请选一个以后的时间。",
            "That time has passed. Please choose one that is still to come.",
        ),
        _refused(Reason.EMPTY_PROMPT, "还没说要做什么，请补上内容。", "Say what is to be done, too."),
        _refused(
            Reason.TEXT_TOO_LONG,
            "内容太长[（{length} 字）]，最多 {limit} 字。",
            "The text is too long[ ({length} characters)]. The limit is {limit}.",
        ),
        _refused(
            Reason.NO_MODEL,
            "还没有配置 AI 模型，只能创建提醒。"
            "请管理员设置 AIME_MODEL_BASE_URL、AIME_MODEL_API_KEY 和 AIME_MODEL。",
            "No AI model is configured, so only reminders work. Ask the administrator to set "
            "AIME_MODEL_BASE_URL, AIME_MODEL_API_KEY and AIME_MODEL.",
        ),
        _refused(
            Reason.TASK_NOT_FOUND,
            "没有找到这个任务。发“任务列表”看看有哪些。",
            'There is no such task. Send "list" to see what there is.',
        ),
        _refused(
            Reason.TASK_GONE,
            "这个任务已经删除。30 天内可以在它的卡片上恢复。",
            "This task was deleted. Its card can restore it for 30 days.",
        ),
        _refused(
            Reason.RUN_NOT_FOUND, "这次运行的记录已经不在了。", "The record of this run is no longer kept."
        ),
        _refused(
            Reason.NOT_ALLOWED,
            "只有任务的负责人、群主和群管理员可以改动[“{title}”]。",
            "That is for the task's owner and the group's owner and managers to do[: \"{title}\"].",
        ),
        _refused(
            Reason.OTHER_TENANT,
            "我只为部署我的公司的同事服务，其他公司的人看不到也不能改动这里的任务。",
            "I work for the company that runs me. People of other companies cannot see or change its tasks.",
        ),
        _refused(
            Reason.ALREADY_RUNNING,
            "[“{title}”]正在运行，等它结束再试。",
            'Running already[: "{title}"]. Try again when it has ended.',
        ),
        _refused(
            Reason.TASK_FINISHED,
            "这个任务已经结束，不会再运行。要继续的话，请新建一个。",
            "This task has ended. Create a new one to go on.",
        ),
        _refused(
            Reason.DRAFT_EXPIRED,
            "这张卡片已过期，没有保存。请再说一遍。",
            "This card has expired and nothing was saved. Please say it again.",
        ),
        _refused(Reason.DRAFT_CLOSED, "这张卡片已经处理过了。", "This card has been dealt with already."),
        _refused(
            Reason.DRAFT_OF_ANOTHER,
            "这张卡片只能由发起人操作。",
            "Only the person who asked can use this card.",
        ),
        _refused(
            Reason.STALE,
            "[“{title}”]刚被别人改过同一处，还没有保存。请看看现在的样子，再决定要不要保存。",
            'Somebody else just changed the same part[ of "{title}"]. Nothing was saved; look again.',
        ),
        _refused(
            Reason.ADMINS_ONLY,
            "运行状态只给管理员看。要看某个任务，说“查看 2”。",
            'Only administrators of this bot see its status. To see a task, say "show 2".',
        ),
        _refused(
            Reason.NOTHING_CHANGES,
            "[“{title}”]已经是这样了，没有要改的。",
            'Nothing changes[: "{title}" is so already].',
        ),
        _refused(
            Reason.GROUP_GONE,
            "[“{name}”]这个群我进不去：群解散了，或者我被移出了群。请换个地方，或把我加回群里。",
            "I cannot reach that group[, {name}]: it was dissolved, or I was removed from it. Choose another "
            "place, or add me again.",
        ),
        _refused(
            Reason.GROUP_OF_OTHERS,
            "[“{name}”]是别的公司的群，不能发到那里。请换个地方。",
            "That group[, {name},] belongs to another company. Choose another place.",
        ),
        _refused(
            Reason.NOT_IN_GROUP,
            "你不在[“{name}”]这个群里，不能发到那里。请换个地方，或请人拉你进群。",
            "You are not in that group[, {name}]. Choose another place, or have somebody add you.",
        ),
        _refused(
            Reason.GROUP_OUT_OF_RANGE,
            "新群[“{name}”]没建成：有人不在机器人的可用范围内。请换一些人，或换个地方。",
            "The new group[, {name},] was not made: I am not available to somebody in it. "
            "Choose other people, or another place.",
        ),
        _refused(
            Reason.GROUP_NOT_MADE,
            "新群[“{name}”]没建成：飞书没有接受。请换个群名，或换个地方。",
            "The new group[, {name},] was not made: Lark refused it. Choose another name, or another place.",
        ),
        _refused(
            Reason.NOT_IN_PERSON,
            "我没法给你发私信：请先在飞书里打开和我的私聊，或换个地方。",
            "I cannot write to you in person. Open our chat first, or choose another place.",
        ),
        _refused(
            Reason.OWNER_NOT_IN_PERSON,
            "我没法给负责人[ {name} ]发私信，请换个地方。",
            "I cannot write to the task's owner[, {name},] in person. Choose another place.",
        ),
        _refused(
            Reason.TOO_MANY_TASKS,
            "任务已达上限[（{limit} 个）]，请先删除不用的。",
            "You have reached the limit[ of {limit} tasks]. Delete one that you no longer need.",
        ),
    )
)

# ruff: noqa: E501 - a pattern is easier to read on one line
"""What tasks are called: the nouns by which a name is known for that of a task."""

from bot.chat.language.references import Referred
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import HIDDEN

TASKS_HAN = r"(?:任务|提醒|闹钟|日报|周报|月报|季报|年报|早报|晚报|简报|快报|播报|战报|通报|报表|汇报|报告|监控|监测|巡检|复盘|检查|预警|告警|汇总|总结|日程|摘要|晨会|站会|例会|日会|周会|晨读|打卡|推送|通知|统计|跟进|追踪|盘点|备份|对账|同步|速递|动态|周知|预报|倒计时|热搜|资讯|快讯|速报|值班表|排班表|问候|盯盘|清单|看板|日记|周刊|清理|抓取)"
TASKS_EN = r"\b(?:tasks?|reminders?|jobs?|digests?|reports?|recaps?|summar(?:y|ies)|stand-?ups?|brief(?:ing)?s?|check(?:s|er)?|check-?ins?|watch(?:er)?|news(?:letter)?|alerts?|wrap-?ups?|reviews?|monitor(?:ing)?|updates?|roundups?|round-up|backups?|sync|clean-?ups?|scan|poll(?:er)?|tracker|retro|ping|nudge|notice|bulletin|hand-?offs?|hand-?overs?|countdown|forecast|snapshot|roster|rota|leaderboard|log|audit|feed|schedule)\b"
# What a task is called by: enough for a strict verb to be taken as said of a task.
TASK_LIKE = pattern(rf".*(?:{TASKS_HAN}|{TASKS_EN})")
TASK_AT_END = pattern(rf".*(?:{TASKS_HAN}$|{TASKS_EN})")

_QUOTED_WHOLE = pattern(
    rf"(?:the |my |任务|提醒)*[\"'《]?{HIDDEN}+[\"'》]?(?: (?:task|reminder|job)|的?任务|的?提醒)?"
)


def is_task_like(words: str, named: Referred, *, named_by_capital: bool = False) -> bool:
    """Say whether a verb with other uses is said of a task here."""
    if _QUOTED_WHOLE.fullmatch(words) or TASK_LIKE.match(words):
        return True
    if named.ref is None or named.ref.it:
        return False
    # A name begins with a capital, but so does Peru, of which one may want to be told.
    return not named.ref.name or (named_by_capital and named.ref.name[:1].isupper())

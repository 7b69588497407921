# ruff: noqa: E501 - a pattern is easier to read on one line
"""A message written as a form, or line by line: put into one sentence.

任务：整理待审合同；时间：每周五 16:30        ->  /new 每周五 16:30，整理待审合同
Task: rinse the coffee machine              ->  /new every day, 07:00, 19:00, rinse the coffee machine
Times: 07:00, 19:00
Days: every day
"""

import re
from enum import StrEnum

from bot.chat.language.plan import plan_of
from bot.chat.language.stretch import stretch_at
from bot.chat.language.text import Source, language_of, source_of
from scheduler.model import Locale


class _Field(StrEnum):
    WHAT = "what"
    DAYS = "days"
    TIMES = "times"
    WHERE = "where"
    NAME = "name"


_LABELS = {
    _Field.WHAT: r"(?:定时)?任务(?:内容|描述|说明)?|事项|(?:提醒|具体|执行)?内容|提示词|待办(?:事项)?|提醒(?:事项)?|要做的?事?|做什么|tasks?|what|to-?do|prompt|content|message|text|reminder|action|job|remind(?:er)? text",
    _Field.DAYS: r"(?:执行|提醒|重复)?(?:日期|频率|周期|日子)|重复|days?|dates?|frequency|repeats?|how often|cadence",
    _Field.TIMES: r"(?:执行|提醒|运行|发送|推送|触发|开始)?(?:时间|时刻|时点|钟点)|几点|什么时候|何时|when|times?|at|schedule|due",
    _Field.WHERE: r"发到|发送到|推送到|发往|目标群?|群组?|接收群|where|post(?:s)? to|send to|channel|group|chat",
    _Field.NAME: r"(?:任务)?(?:名字|名称|名|标题)|(?:task )?(?:name|title)|(?:name|call) it",
}
_LABEL = re.compile(
    r"(?:^|(?<=[\n;；,，。|、]))[ \t\-*•]*(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _LABELS.items())
    + r")(?:[ \t]*[:：][ \t]*|(?<=name it) |(?<=call it) )",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）]|[-*•])\s*(?P<words>\S.*)")
_REMINDS = re.compile(r"提醒|叫我|通知我|\bremind|\bping me", re.IGNORECASE)
_ASKS = re.compile(r"任务|提醒|定时|待办|事项|提示词|task|remind|to-?do|prompt|\bjob\b|what:", re.IGNORECASE)
_ONLY_KIND = re.compile(
    r"[\s,.;!，。；！]*(?:(?:请|麻烦|谢谢|到点|到时候?|准时|按时|帮我|一下|please|pls|thanks?|thx|thank you|set (?:it|this) up|建一?个|设一?个|新建|定时任务|任务)[\s,.;!，。；！]*)*",
    re.IGNORECASE,
)
# The same labels said in a sentence: 名字叫晨检，内容是统计缺勤学生，每天8点20跑.
_MAY_BE_SPOKEN = re.compile(r"内容就?[是为]|要做的事?就?[是为]|事项就?[是为]")
_SPOKEN = re.compile(
    r"(?:^|(?<=[\n;；,，。 ]))(?:(?P<name>(?:任务)?(?:名字?|名称|标题)(?:就)?(?:叫做?|是|为))|"
    r"(?P<what>(?:任务|提醒|执行|具体)?(?:内容|要做的事?|事项)(?:就)?(?:是|为))|"
    r"(?P<times>(?:执行|提醒|运行|发送)?(?:时间|频率|周期)(?:就)?(?:是|为|定在|设在|设为)))[ :：]*"
)
_TIMED = re.compile(
    r"[，,;；。 ]+(?=每|明|今天|今晚|后天|周[一二三四五六日]|下|工作日|法定|天天|隔|早|晚|上午|下午|\d{1,2}[点号月:：])"
)
_RUNS = re.compile(r"(?:跑|执行|运行|触发|发送?|推送?)(?:一[次遍])?(?:就行|就好|吧)?$")
_REMIND_ME = re.compile(r"(?:提醒|叫|通知)(?:一下)?(?:我|大家)?")
_NAMED_LAST = re.compile(
    r"(?<=\w)[,;.]+ ?(?:and )?(?:call|name) (?:it|this):? \"?(?P<name>[^,;\"]{1,60})\"?$"
)
_EDGES = " \t\n;；,，。|、"


def form_in(text: str) -> str | None:
    """Return the sentence that a form says; None for a message that is none, or one for people."""
    rest, values = _labelled(_LABEL, text)
    fields: dict[str, str] = {}
    for label, words in values:
        value, _, after = words.partition("\n")
        fields.setdefault(label, value.strip(_EDGES))
        rest += after
    when = ", ".join(fields[key] for key in (_Field.DAYS, _Field.TIMES) if fields.get(key))
    what = fields.get(_Field.WHAT)
    if what and not when:
        what, when = _apart(what)
    if not when or not what or not _ASKS.search(text) or not _is_of_no_weight(rest):
        return None
    return _sentence(when, what, fields, reminds=_REMINDS.search(text) is not None)


def spoken_form_in(text: str) -> str | None:
    """Return the sentence that labels without a colon say; None where one of name and content is missing."""
    if not _MAY_BE_SPOKEN.search(text):
        return None
    front, values = _labelled(_SPOKEN, text)
    front, fields = front.strip(_EDGES), dict(values)
    if not {_Field.NAME, _Field.WHAT} <= fields.keys():
        return None
    pieces = [_TIMED.split(fields[key], maxsplit=1) for key in (_Field.NAME, _Field.WHAT)]
    when = [front] if not _is_of_no_weight(front) else []
    when += [*(piece for _, *more in pieces for piece in more), *filter(None, [fields.get(_Field.TIMES)])]
    (name, *_), (what, *_) = pieces
    asked = "提醒我" if any("提醒" in one for one in when) else ""
    times = "，".join(_RUNS.sub("", _REMIND_ME.sub("", one)).strip(_EDGES) for one in when)
    return f"/new {times}，{asked}{what}，名字叫{name}" if times else None


def _labelled(labels: re.Pattern[str], text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what stands before the first label, and each label's field with what follows it."""
    found = list(labels.finditer(text))
    ends = [*(label.start() for label in found[1:]), len(text)]
    values = [
        (str(label.lastgroup), text[label.end() : end].strip(_EDGES))
        for label, end in zip(found, ends, strict=False)
    ]
    return (text[: found[0].start()] if found else ""), values


def _apart(what: str) -> tuple[str, str]:
    """Cut off the schedule that follows without a label: prompt: compare the prices; daily 9am."""
    place = max(what.rfind(mark) for mark in ";；")
    when = what[place + 1 :].strip(_EDGES) if place > 0 else ""
    text = source_of(when).text
    stretch = stretch_at(text, 0) if text else None
    is_all = stretch is not None and stretch.end == len(text) and plan_of(stretch.phrases).is_schedule
    return (what[:place].strip(_EDGES), when) if is_all else (what, "")


def _is_of_no_weight(rest: str) -> bool:
    return _ONLY_KIND.fullmatch(_REMINDS.sub("", rest).replace("我", "").replace(" me", "")) is not None


def _sentence(when: str, what: str, fields: dict[str, str], *, reminds: bool) -> str:
    where, name = fields.get(_Field.WHERE), fields.get(_Field.NAME)
    if language_of(when + what) is Locale.ZH:
        asked = "提醒我" if reminds and not _REMINDS.search(what) else ""
        there = f"在{where}" if where and asked else ""
        posted = f"，发到{where}" if where and not asked else ""
        return f"/new {when}，{there}{asked}{what}{posted}" + (f"，名字叫{name}" if name else "")
    asked = "remind me to " if reminds and not _REMINDS.search(what) else ""
    posted = f" to the {where}" if where else ""
    return f"/new {when}, {asked}{what}{posted}" + (f", call it {name}" if name else "")


def named_last(source: Source) -> tuple[str, str] | None:
    """Return a request and the name that is given to it behind its schedule: …, 11am, call it Intro."""
    found = _NAMED_LAST.search(source.text)
    if found is None:
        return None
    return source.cut(0, found.start()), source.cut(*found.span("name")).strip()


def lines_in(text: str) -> str | None:
    """Return lines that are numbered or marked as items as one sentence; None for anything else."""
    lines = [line for line in text.splitlines() if line.strip()]
    items = [found["words"].strip(_EDGES) for line in lines if (found := _NUMBERED.fullmatch(line))]
    if len(items) < 2 or len(items) != len(lines):
        return None
    return ("，" if language_of(text) is Locale.ZH else ", ").join(items)

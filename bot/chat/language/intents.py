# ruff: noqa: E501 - a pattern is easier to read on one line
"""What people want done with a task that exists: which verb, which task, until when, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chat.language.limits import pause_end_at
from bot.chat.language.meaning import Intent
from bot.chat.language.phrases import End, Found, pattern
from bot.chat.language.references import Referred, referred
from bot.chat.language.stretch import stretch_at_end
from bot.chat.language.utterance import HIDDEN, Utterance, ref_in
from bot.chat.language.verb_patterns import ACTIONS, TASK_LIKE, Said

_READS = frozenset({Intent.SHOW})
# What a task is not called: things of which the same verbs are said.
_ELSE = pattern(
    r".*(?:会议(?:室)?|预约|订单|航班|机票|酒店|订阅|会员|音乐|空调|电脑|手机|电视|窗户?|车门|大门|灯|门|闹铃|聊天|对话|努力|加油|开会|工作|休息|上班|文件夹?|邮件|账号|权限|群聊?|关注|视频|直播|比赛|活动|行程|课|(?<!喝)水|"
    r"\b(?:flights?|hotel|meetings?|orders?|subscriptions?|memberships?|lights?|music|car|computer|laptop|phone|tv|doors?|windows?|heater|oven|wifi|war|lunch|dinner|gym|miles?|km|marathon|call|party|kids|water|noise|project|invoice|payment))$"
)
_BAD_REF = pattern(
    r".{2,}(?:恢复|暂停|删除|删掉|停掉|打开|启用|继续)(?:了|一下|吧)?$|.*(?:怎么|如何|为什么|什么时候|要不要|该不该|是否|何时)|.*(?:[了吗么呢没]|是不是|有没有|会不会|为什么|不了)$|.*(?:提醒我|叫我|告诉我|帮我|通知我|remind me|tell me|send me)|(?:说|让|叫|听说|觉得|以为|认为|怎么|为什么|如何|什么时候|要是|如果|因为|所以|但是|\d{1,2}[:.]\d{2}$|(?:节假日|法定节假日|周末|假期|工作日|今天|明天|昨天|后天|今晚|明晚|明早|下周.?|周[一二三四五六日末]|晚点|待会儿?|一会儿?|回头|改天|下次|每个?人|大家|\d{1,2}点(?:前|之前|半)?)(?:都|也|再)?$)|"
    r".*(?:\d|[一二三四五])次$|(?:history|logs?|records?|runs?)$|(?:\d+(?: ?(?:miles?|km|k|m|min|minutes|hours|laps|times|pages))\b)|.*(?:(?:每天[早晚上下中\d一二三四五六七八九十]|每周[一二三四五六日末]|每月\d)(?!.*的.)|every (?:day|morning|week)).*"
)
_QUOTED_WHOLE = pattern(
    rf"(?:the |my |任务|提醒)*[\"'《]?{HIDDEN}+[\"'》]?(?: (?:task|reminder|job)|的?任务|的?提醒)?"
)
_ASKS = pattern(r".*(?:吗|么|呢|没有?|\?)[\s.!~]*$")
# What belongs to a task is looked at: no verb is meant by the first words of its name.
_OF_A_TASK = pattern(r".*的?(?:详情|详细信息|设置|配置|历史|记录|结果|内容|提示词)(?:是什么|是啥)?$")
_KINDLY = pattern(
    r".*(?:能(?=现在|马上|立刻|帮|给|把).*吗|能不能|可不可以|可以|可否|能否|麻烦|请|帮|(?:can|could|would|will) (?:you|u|i|we)|please|pls|好吗|行吗|好么|行么|would you|mind)"
)
_REASON = pattern(
    r"(?P<because>,? ?(?:因为|由于|原因是|理由是?|because|since|due to|while (?=i|we|the|on|out|away|he|she|they|it)|cos|cuz|bc|for(?= (?:the )?(?:holiday|vacation|maternity|summer|winter|christmas|break)))[ :]?)|(?P<comma>, ?)"
)
_NOTE = pattern(
    r"(?:,|，)? ?(?:不过|但是?|只是|这次|这回|本次|这一次)?(?=只|仅|单独|重点|就看|不要|别|加上|带上|用|按|顺便|多|少|限|范围|except|without)|,? ?(?:but |and |with a )?(?=(?:only|just|focus(?:ing|ed)?|for [A-Z\w]+ only|without|except|skip|ignor|leav|includ|in (?:english|chinese)|limit)\b)|,? ?(?:but |and )?(?=this time)"
)
_WORD_END = pattern(r"[,，]|[ ]| (?:but|and)\b")
_PREFACE = pattern(
    r"(?!.*(?:说|让|叫|听|问|告诉|said|told|asked|says|heard|if|如果|要是))[^,;.!?]{2,40}[,.;!] ?"
)
_FRONT = pattern(
    r"(?P<reason>(?:国庆|春节|五一|元旦|清明|端午|中秋|放假|休假|出差|节假日|假期|过年|长假|年假|婚假|产假|双十一|大促|while i'm \w+(?: \w+)?|during (?:the )?[\w ]{3,20}?|over (?:the )?(?:holidays|break|weekend))(?:期间|的时候|时|这几天|这段时间|这周|里)?),? ?"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One of the verbs for a task, with the task, and what was said along with it."""

    intent: Intent
    referred: Referred
    until: End | None = None
    reason: str = ""
    note: str = ""


def command_of(said: Utterance) -> Command | None:
    """Return the command that the whole message is, or None."""
    if not said:
        return None
    return (
        _with_until(said)
        or _with_note(said)
        or _because(said, "because")
        or _plain(said)
        or _because(said, "comma")
        or _after_preface(said)
    )


def with_until(said: Utterance) -> tuple[Utterance, End | None]:
    """Return what stands before the end of a pause, and that end."""
    text = said.source.text[: said.end]
    for tail in stretch_at_end(text, said.begin, (pause_end_at,)):
        first = tail.phrases[0]
        if isinstance(first, End) and len(tail.phrases) == 1:
            return said.part(said.begin, tail.start), first
    return said, None


def _plain(said: Utterance) -> Command | None:
    return next(_matches(said), None)


def _matches(said: Utterance) -> Iterator[Command]:
    for way in ACTIONS:
        found = way.regex.fullmatch(said.text, said.begin, said.end)
        if found and (command := _command(said, way, found)):
            yield command


def _command(said: Utterance, way: Said, found: Found) -> Command | None:
    span = ref_in(found)
    if span is None:
        return Command(way.intent, Referred())
    words, named = said.text[slice(*span)], referred(said.part(*span))
    if _BAD_REF.match(words) or (
        way.strict and not is_task_like(words, named, named_by_capital=way.intent is not Intent.SHOW)
    ):
        return None
    if named.ref and named.ref.name and HIDDEN not in words and _ELSE.match(words):
        return None
    if way.intent not in _READS and (_is_question(said) or _OF_A_TASK.match(words)):
        return None
    return Command(way.intent, named)


def is_task_like(words: str, named: Referred, *, named_by_capital: bool = False) -> bool:
    """Say whether a verb with other uses is said of a task here."""
    if _QUOTED_WHOLE.fullmatch(words) or TASK_LIKE.match(words):
        return True
    if named.ref is None or named.ref.it:
        return False
    # A name begins with a capital, but so does Peru, of which one may want to be told.
    return not named.ref.name or (named_by_capital and named.ref.name[:1].isupper())


def _is_question(said: Utterance) -> bool:
    text = said.source.text
    return bool(_ASKS.match(text)) and not _KINDLY.match(text)


def _with_until(said: Utterance) -> Command | None:
    """Read a pause with an end: 暂停2到下周一, pause 2 until Monday because I'm away."""
    front, until = with_until(said)
    pause = _of(front, Intent.PAUSE) if until else None
    if pause:
        return replace(pause, until=until)
    for found in _REASON.finditer(said.text, said.begin + 1, said.end):
        front, until = with_until(said.part(said.begin, found.start()))
        pause = _of(front, Intent.PAUSE) if until else None
        if pause:
            return replace(pause, until=until, reason=_typed(said, found.end()))
    return None


def _because(said: Utterance, how: str) -> Command | None:
    """Read a pause with its reason, after a word such as "because" or after a mere comma."""
    opening = _FRONT.match(said.text, said.begin, said.end)
    if opening and (pause := _of(said.part(opening.end(), said.end), Intent.PAUSE)):
        return replace(pause, reason=said.source.cut(*opening.span("reason")))
    for found in _REASON.finditer(said.text, said.begin + 1, said.end):
        pause = _of(said.part(said.begin, found.start()), Intent.PAUSE) if found[how] else None
        if pause and _typed(said, found.end()):
            return replace(pause, reason=_typed(said, found.end()))
    return None


def _with_note(said: Utterance) -> Command | None:
    """Read a run with words for it alone: run the digest now, but only for EMEA."""
    for found in _NOTE.finditer(said.text, said.begin + 1, said.end):
        run = _of(said.part(said.begin, found.start()), Intent.RUN)
        if run:
            return replace(run, note=_typed(said, found.end()))
    return None


def _after_preface(said: Utterance) -> Command | None:
    """Read what follows a clause that leads up to it: "I'm back, resume the digest"."""
    preface = _PREFACE.match(said.text, said.begin, said.end)
    rest = said.part(preface.end(), said.end) if preface else None
    command = _plain(rest) if rest and "," not in rest.words else None
    if preface is None or command is None or command.referred.ref is None:
        return None
    if command.intent not in {Intent.PAUSE, Intent.RESUME, Intent.RUN}:
        return None
    because = said.source.cut(said.begin, preface.end()).strip(" ,.;!，。；！")
    return replace(command, reason=because if command.intent is Intent.PAUSE else "")


def _of(said: Utterance, intent: Intent) -> Command | None:
    return next((one for one in _matches(said) if one.intent is intent), None) if said else None


def _typed(said: Utterance, begin: int) -> str:
    return said.source.cut(begin, said.end).strip(" ,.;:，。；：")

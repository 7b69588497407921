# ruff: noqa: E501 - a pattern is easier to read on one line
"""What people want done with a task that exists: which verb, and which task. `asides` reads what is said along with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chat.language.composition import Composed, composed_of
from bot.chat.language.meaning import Intent, TaskRef
from bot.chat.language.phrases import End, Lasting
from bot.chat.language.references import Referred, referred
from bot.chat.language.spans import Found, pattern
from bot.chat.language.task_names import is_task_like
from bot.chat.language.utterance import HIDDEN, Utterance, ref_in
from bot.chat.language.verb_patterns import ACTIONS, Said

_READS = frozenset({Intent.SHOW})
_IT = Referred(TaskRef(it=True), (TaskRef(it=True),))  # "run now": the task last talked about
# What a task is not called: things of which the same verbs are said.
_ELSE = pattern(
    r".*(?:会议(?:室)?|预约|订单|航班|机票|酒店|订阅|会员|音乐|空调|电脑|手机|电视|窗户?|车门|大门|灯|门|闹铃|聊天|对话|努力|加油|开会|工作|休息|上班|文件夹?|邮件|账号|权限|群聊?|关注|视频|直播|比赛|活动|行程|课|(?<![喝换浇接送打])水|项目|上线|施工|谈判|合同|合作|歌|电影|微信|单身|跑步|"
    r"\b(?:flights?|hotel|meetings?|orders?|subscriptions?|memberships?|lights?|music|car|computer|laptop|phone|tv|doors?|windows?|heater|oven|wifi|war|lunch|dinner|gym|miles?|km|marathon|call|party|kids|water|noise|project|invoice|payment|movie|film|song|mission|landing|contract|disbelief|judge?ment|seats?|shoes?|account|hiring))$"
)
_BAD_REF = pattern(
    r".*(?:一定要?|必须|务必|前(?:要|先|得|记得|请))|.{2,}(?:恢复|暂停|删除|删掉|停掉|打开|启用|继续)(?:了|一下|吧)?$|.* (?:until|till|til|because) .*|.*(?:直到|等我)|(?:先?(?:把|将)|请问|问|步|库跑|解除|查一下|看一下|turn |switch |put |your |warning|tomorrow$|today$|tonight$|later$|now$|先$|再$|快$|马上$|any (?:tasks|reminders)|anything|which|what)|(?!小说|传说|学说)[一-鿿]{1,3}(?:说|问)(?![明法书唱])|.*(?:(?<!不)是|周末|节假日|每天|多久|几点|什么|啥|拉起来|(?:给我|让我)(?:看看|看一?下|瞅瞅)|\d测试| is| are| was| by (?:me|you|him|her|us|them)|'s (?:current|running|ongoing))$|.*(?:怎么|如何|为什么|什么时候|要不要|该不该|是否|何时)|.*(?:[了吗么呢没]|是不是|有没有|会不会|为什么|不了)$|.*(?:提醒我|叫我|告诉我|帮我|通知我|remind me|tell me|send me)|(?:说|让|叫|听说|觉得|以为|认为|怎么|为什么|如何|什么时候|要是|如果|因为|所以|但是|\d{1,2}[:.]\d{2}$|(?:节假日|法定节假日|周末|假期|工作日|今天|明天|昨天|后天|今晚|明晚|明早|下周.?|周[一二三四五六日末]|晚点|待会儿?|一会儿?|回头|改天|下次|每个?人|大家|\d{1,2}点(?:前|之前|半)?)(?:都|也|再)?$)|"
    r".+(?:每小时|每分钟|每半小时|每\d+分钟| every (?:hour|minute))$|(?:昨天|前天|以前|之前|上周|从前).*每.*|(?:现在|目前|如今)$|等.+后.*|.*(?:自己|自动|又|老是|总是|一直|早就?|已经)$|.+ every (?:(?:mon|tues|wednes|thurs|fri|satur|sun)?day|week|month|hour)\b.*|"
    r".*(?:\d|[一二三四五])次$|(?:history|logs?|records?|runs?)$|(?:\d+(?: ?(?:miles?|km|k|m|min|minutes|hours|laps|times|pages))\b)|.*(?:(?:每天[早晚上下中\d一二三四五六七八九十]|每周[一二三四五六日末]|每月\d)(?!.*的.)|every (?:day|morning|week)).*"
)
# Ways to say it that are said of people and things, too: wake Bob up, the milk can go, 孩子先歇一会儿.
_SAID_OF_MUCH = pattern(
    r"(?:let(?! it\b)|let it (?:rest|sleep|go)|wake|pick|set|lift|you can|we can|you may|feel free|is|are|i need|i want|no more|give|who|what|which|how|take|turn|no (?:need|use) for)\b|[^,]+ (?:can|should|may|must|needs to|back on|on hold|on pause)\b|.*(?:歇|缓|休息)|.*(?:不想要|不需要|用不着|用不到|不留|不看|没人看)|.*谁|.*(?:发|推)(?:哪|到哪)"
)
_ASKS = pattern(r".*(?:吗|么|呢|没有?|\?)[\s.!~]*$")
# What belongs to a task is looked at: no verb is meant by the first words of its name.
_OF_A_TASK = pattern(r".*的?(?:详情|详细信息|设置|配置|历史|记录|结果|内容|提示词)(?:是什么|是啥)?$")
_KINDLY = pattern(
    r".*(?:能(?=现在|马上|立刻|帮|给|把).*吗|能不能|可不可以|可以|可否|能否|麻烦|请|帮|(?:can|could|would|will) (?:you|u|i|we)|please|pls|好吗|行吗|好么|行么|would you|mind)"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One of the verbs for a task, with the task, and what was said along with it."""

    intent: Intent
    referred: Referred
    until: End | Lasting | None = None
    reason: str = ""
    note: str = ""
    words: str = ""  # those that name the task, folded


def plain_command(said: Utterance) -> Command | None:
    """Return the command that some words are, with nothing said along with it."""
    return next(_matches(said), None)


def _matches(said: Utterance) -> Iterator[Command]:
    """Yield what some words may mean, the surest first: by every word, as a known whole, by a likely name."""
    if sure := composed_of(said):
        yield _composed(sure)
    said = _with_its_last_word(said)
    for way in ACTIONS:
        found = way.regex.fullmatch(said.text, said.begin, said.end)
        if found and (command := _command(said, way, found)):
            yield command
    if likely := composed_of(said, by_name=True):
        yield _composed(likely)


def _composed(found: Composed) -> Command:
    return Command(found.intent, referred(found.task), words=found.task.words)


def _with_its_last_word(said: Utterance) -> Utterance:
    """Take 吧 back after 停了: with it an order, without it news."""
    ends = said.text.startswith(("停了吧", "停了呗", "关了吧", "关了呗"), said.end - 2)
    return replace(said, end=said.end + 1) if ends else said


def _command(said: Utterance, way: Said, found: Found) -> Command | None:
    span = ref_in(found)
    if span is None:
        return Command(way.intent, _IT if way.intent is Intent.RUN else Referred())
    words, named = said.text[slice(*span)], referred(said.part(*span))
    if _BAD_REF.match(words) or (_SAID_OF_MUCH.match(said.words) and not _is_named(words, named)):
        return None
    if way.strict and not is_task_like(words, named, named_by_capital=way.intent is not Intent.SHOW):
        return None
    if named.ref is None and words.startswith("每"):
        return None
    if named.ref and named.ref.name and HIDDEN not in words and _ELSE.match(words):
        return None
    if way.intent not in _READS and (_is_question(said) or _OF_A_TASK.match(words)):
        return None
    return Command(way.intent, named, words=words)


def _is_named(words: str, named: Referred) -> bool:
    return is_task_like(words, named) or bool(named.ref and named.ref.it)


def _is_question(said: Utterance) -> bool:
    text = said.words if said.source.text.startswith(",", said.end) else said.source.text
    return bool(_ASKS.match(text)) and not _KINDLY.match(text)


def command_with(said: Utterance, intents: frozenset[Intent]) -> Command | None:
    """Return the command, if it is one of `intents`, that some words are."""
    return next((one for one in _matches(said) if one.intent in intents), None) if said else None

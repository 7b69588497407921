# ruff: noqa: E501 - a pattern is easier to read on one line
"""What people ask of the bot that concerns no schedule: language, zone, templates, undo, a new task's form."""

from bot.chat.language.changes import zone_in
from bot.chat.language.meaning import Intent, Meaning, Refusal
from bot.chat.language.once import Moment
from bot.chat.language.quiet import quiet_wish
from bot.chat.language.references import referred
from bot.chat.language.slash import Slash
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance, ref_in, wording
from scheduler.errors import Reason
from scheduler.model import Locale

_TONGUE = r"(?P<en>英文|英语|english|en)|(?P<zh>中文|汉语|普通话|国语|简体中文|简体|chinese|mandarin|simplified chinese|zh)"
_LANGUAGE = pattern(
    rf"(?:以后|今后|从现在起|现在|从今以后|之后)?(?:都|就|请|统一|一律)*(?:跟我|和我|对我|给我)?(?:说|讲|用|切换?到|切换?成|换成|换到|改成|改用|改为|使用|设为|回复)(?:一下)?(?:{_TONGUE})(?:跟我|和我|给我)?(?:说|讲|回复?|回答|交流|沟通|聊|吧|显示|界面|说话|模式)*|"
    rf"(?:把)?(?:我的?)?(?:界面|机器人|显示|默认|系统|你的?)?(?:的)?语言(?:设置?|改|换|切换?|调|切)?(?:成|为|到|置为|置成)?[ :]*(?:{_TONGUE.replace('<en>', '<en2>').replace('<zh>', '<zh2>')})|"
    rf"(?:speak|talk|use|switch to|change to|reply in|answer in|respond in|write in|go back to|set to)(?: to me)?(?: in)? (?:{_TONGUE.replace('<en>', '<en3>').replace('<zh>', '<zh3>')})(?: to me| with me| from now on| now| instead| mode| only)*|"
    rf"(?:set|change|switch) (?:my |the |your )?language (?:to|into) (?:{_TONGUE.replace('<en>', '<en4>').replace('<zh>', '<zh4>')})|(?:{_TONGUE.replace('<en>', '<en5>').replace('<zh>', '<zh5>')})(?: only|模式| mode)?|(?:language|语言)[ :]+(?:{_TONGUE.replace('<en>', '<en6>').replace('<zh>', '<zh6>')})"
)
_ZONE = wording(
    r"(?:把|将)?(?:我的?|我这边的?|默认|个人)?(?:的)?时区(?:是|在|为|就)?(?:设置?|改|换|切换?|调|改设)?(?:成|为|到|置为|置成|在)?[ :]*(?P<ref>[^,;!?。]{1,40})|"
    r"(?:把|将)?(?:我的?)?(?:时间)(?:改|换|切换?|调)(?:成|为|到)(?P<ref>[^,;!?。\d]{1,20}时区|[^,;!?。\d]{1,20}(?=时间$)时间)|"
    r"(?:set|change|switch|update|make) (?:my |the |our )?(?:time ?zone|tz)(?: setting)? (?:to|into|as|=)? ?(?P<ref>(?!of |for |on |.* (?:for|of|on) )[\w/+: -]{1,40})|(?:my |our )?(?:time ?zone|tz)(?: is| =|:) ?(?P<ref>[\w/+: -]{1,40})|(?:i'm|i am|we're) (?:now )?(?:in|on) (?:the )?(?P<ref>[\w/+: -]{1,40}?) (?:time ?zone|time)"
)
_SETTINGS = pattern(
    r"(?:我的|个人|打开|修改|更改|看看|查看|改)?(?:个人)?(?:设置|偏好|偏好设置|设定)|(?:修改|更改|切换|换|改|设置)(?:一下)?(?:我的)?(?:语言|时区)(?:设置)?|(?:我的)?(?:语言|时区)设置|(?:my |open |show |change )*(?:settings|preferences)|(?:change|set|switch) (?:my |the )?(?:language|time ?zone)"
)
_KIND = r"(?:任务)?模[板版]"
_TEMPLATE_LIST = pattern(
    rf"(?:都|现在|目前|你)?(?:有|提供|支持)(?:哪些|什么|啥|几个|些什么)(?:可用的?|现成的?)?{_KIND}(?:可以用|可用|能用|库)?|(?:看看|看下|看一下|查看|列出|列一下|显示|打开|浏览|所有|全部|我的|展示|给我看看?|有哪些)*(?:的)?(?:所有|全部)?(?:的)?{_KIND}(?:库|列表|中心|市场|大全|有哪些|有什么|都有啥|都有哪些|都有什么|列表)?|"
    r"(?:(?:show|list|see|view|browse|open|display|get|give)(?: me)?|what|which|are there|do you have)?(?: all)?(?: of)?(?: ?(?:the|your|my|any|available|task|our))* ?templates(?: library| list)?(?: (?:are there|do you have|are available|can i use|exist|available|there|please))*|template (?:library|list|gallery)|list of templates"
)
_TEMPLATE_USE = wording(
    rf"(?:我?(?:想|要)?)?(?:使用|用|套用|选|选用|应用|来个|来一个|按|按照|拿|从|基于)(?:一下|那个|这个)?(?P<ref>[^,;!?。]{{1,30}}?)(?:的|这个|那个)?{_KIND}(?:来|去)?(?:建|创建|新建|设|做|生成|弄|建立|开)?(?:一个|个)?(?:新)?(?:任务|提醒|的)?|(?:使用|用|套用)(?:一下)?{_KIND}[ :]*(?P<ref>[^,;!?。]{{1,30}})|"
    r"(?:use|apply|pick|choose|start from|start with|go with|i'll take|take|load|try)(?: the| a| your)? (?P<ref>[^,;!?]{1,40}?) template(?: to (?:create|make|set up) .{1,30})?|(?:create|make|set up|start|new)(?: me)?(?: a| an)?(?: new)? (?:task|reminder|one|job)? ?(?:from|using|with|based on)(?: the| a| your)? (?P<ref>[^,;!?]{1,40}?) template|(?:use|apply) template:? (?P<ref>[^,;!?]{1,40})"
)
_TEMPLATE_FIND = wording(
    rf"(?:有没有|有|找一?找|找一?下|找|搜索|搜一?下|搜|查找|查|推荐)(?:一个|个|一些|些|点|几个)?(?:关于|跟|和|与)?(?P<ref>(?!什么|哪|啥|几|所有|全部)[^,;!?。]{{1,30}}?)(?:相关|有关|类|方面)?(?:的)?{_KIND}(?:吗|么|没有?)?|(?P<ref>[^,;!?。有没用找搜看列]{{2,20}}?)(?:的)?{_KIND}(?:有吗|有没有|在哪|呢)|"
    r"(?:find|search(?: for)?|look for|look up|is there|are there|do you have|got|any|show me|show|recommend|get)(?: me)?(?: the| a| an| any| some)? (?P<ref>(?!all\b|your\b|the\b|any\b|available\b|task\b)[^,;!?]{1,40}?) templates?|(?:templates?|search templates?|find templates?|search the templates|find a template) (?:for|about|on) (?P<ref>[^,;!?]{1,40})|search templates? (?P<ref>[^,;!?]{1,40})"
)
_RESTORE = wording(
    r"(?:撤销|撤回|取消)(?:对)?(?:删除|删掉|删(?![除掉]))(?:了的?|的)?(?P<ref>(?!操作)[^,;!?。]{1,30}?)(?:的删除|的操作)?|(?:撤销|撤回|取消|还原)(?:刚才的?|刚刚的?|上一?次的?|上一步的?|这次的?|那次的?|我的)*(?:删除|删|删掉的?|操作)(?:操作)?|(?:恢复|找回|还原|捞回来?|救回来?)(?:一下)?(?:我)?(?:刚才?|刚刚|之前|上次|昨天|不小心|误|已经?)*(?:被)?(?:删|删除|删掉|误删)(?:了|掉)?(?:的)(?:那个|那条)?(?P<ref>[^,;!?。]{0,30}?)|"
    r"(?:把|将)?(?:我)?(?:刚才?|刚刚|之前|上次|昨天|不小心|误)+(?:被)?(?:删|删除|删掉|误删)(?:了|掉)?(?:的)(?:那个|那条)?(?P<ref>[^,;!?。]{0,30}?)(?:给我)?(?:恢复|找回来?|还原|弄回来|救回来|要回来)(?:一下|回来|了)?|"
    r"(?:把|将)(?P<ref>[^,;!?。]{1,30}?)(?:给我)?(?:找回来|还原|捞回来|弄回来|救回来|加回来)|(?:找回|还原)(?P<ref>[^,;!?。]{1,30})|(?:撤销|撤回|还原|反悔)(?:一下|上一步|刚才的?|刚刚的?|操作|这个|它|吧|掉)*|(?:别|不要)删了|(?:我)?(?:刚才|刚刚|刚)?(?:删错了|误删了|不小心删了)(?P<ref>[^,;!?。]{0,20}?)(?:,?(?:恢复一下|帮我恢复|还原|撤销))?|"
    r"undo (?:the )?(?:delet(?:e|ion|ing)|removal)(?: of)? (?:the )?(?P<ref>[^,;!?]{1,50})|(?:revert|roll back|reverse|take back)(?: (?:that|it|this|the last (?:change|action|step|one)))|take (?:that|it) back|undo(?: the)?(?: last)?(?: (?:change|action|step|pause|stop|thing|one))|undo(?: that| it| this| the (?:last )?(?:delete|deletion|removal)| delete| last(?: delete)?| my (?:last )?(?:delete|deletion))?|undelete(?: (?P<ref>[^,;!?]{1,50}))?|(?:bring|get|put|give me) back (?P<ref>[^,;!?]{1,50}?)(?: (?:i|that i|which i|we) (?:just )?(?:deleted|removed)(?: (?:by mistake|earlier|yesterday))?)?|(?:bring|get|put) (?P<ref>[^,;!?]{1,50}?) back|"
    r"(?:restore|recover|un-?delete|reinstate) (?P<ref>[^,;!?]{1,50}?)(?: (?:i|that i|which i|we) (?:just )?(?:deleted|removed)(?: (?:by mistake|earlier|yesterday))?)?|(?:i )?didn't mean to delete (?P<ref>[^,;!?]{1,30})"
)
_DELETED = pattern(
    r"(?:the )?(?:deleted|removed|last|one|task|reminder|recently deleted|just deleted|deleted (?:one|task|reminder)|last (?:one|deleted.*)|thing|那个|任务|提醒|东西|的)+"
)
_OF_A_DELETE = pattern(r"删|delet|remov")
_NEW = pattern(
    r"(?:我)?(?:想|要|想要)?(?:新建|新增|创建|建立?|添加|加|设置?|设定|弄|来|开|做|定)(?:一下)?(?:一)?个?(?:新的?)?(?:定时)?(?:任务|提醒|定时)|新任务|新建|新提醒|(?:打开|调出|填)(?:新建)?(?:任务)?表单|"
    r"(?:create|add|make|set ?up|start|schedule|open|i want|i need)(?: up)?(?: me)? ?(?:a |an )?(?:new |scheduled |recurring |new scheduled )?(?:task|reminder|job|automation)(?: form)?(?: for me)?|new (?:task|reminder|job)|create new|(?:open|show)(?: me)? (?:the |a )?(?:new task |task |creation )?form"
)

# Blanks beside Chinese are folded away: "日报 https://…" arrives as "日报https://…".
_PING = pattern(
    r"(?:(?:^|[ :,]|(?<=\d))(?=https?://|(?:off|none|关闭|关|取消)\s*$)"
    r"|(?<=[\u4e00-\u9fff])(?=https?://|(?:关闭|取消)\s*$))(?P<what>\S.*)"
)


def wish_of(said: Utterance, moment: Moment) -> Meaning | None:
    """Return what is wished for, or None."""
    if not said:
        return None
    for read in (_settings, quiet_wish, _template, _restore, _new):
        meaning = read(said, moment)
        if meaning:
            return meaning
    return None


def _settings(said: Utterance, moment: Moment) -> Meaning | None:
    found = _LANGUAGE.fullmatch(said.text, said.begin, said.end)
    if found:
        group = next(name for name, words in found.groupdict().items() if words)
        language = Locale.EN if group.startswith("en") else Locale.ZH
        return Meaning(intent=Intent.SETTINGS, locale=moment.locale, language=language)
    if _SETTINGS.fullmatch(said.text, said.begin, said.end):
        return Meaning(intent=Intent.SETTINGS, locale=moment.locale)
    found = _ZONE.fullmatch(said.text, said.begin, said.end)
    span = ref_in(found) if found else None
    return zoned(said.part(*span), moment) if span else None


def zoned(value: Utterance, moment: Moment) -> Meaning | None:
    """Return the wish for the zone that some words name; an unknown one is refused."""
    spoken = zone_in(value, moment)
    if spoken is None:
        return None
    if spoken.unknown_zone:
        refusal = Refusal(Reason.UNKNOWN_ZONE, {"zone": spoken.unknown_zone})
        return Meaning(intent=Intent.SETTINGS, locale=moment.locale, refusal=refusal)
    return Meaning(intent=Intent.SETTINGS, locale=moment.locale, zone=spoken.zone)


def _template(said: Utterance, moment: Moment) -> Meaning | None:
    if _TEMPLATE_LIST.fullmatch(said.text, said.begin, said.end):
        return Meaning(intent=Intent.TEMPLATE, locale=moment.locale)
    for regex, using in ((_TEMPLATE_USE, True), (_TEMPLATE_FIND, False)):
        found = regex.fullmatch(said.text, said.begin, said.end)
        span = ref_in(found) if found else None
        if span:
            query = said.source.cut(*span).strip(" \"“”「」《》'")
            return Meaning(intent=Intent.TEMPLATE, locale=moment.locale, query=query, using=using)
    return None


def _restore(said: Utterance, moment: Moment) -> Meaning | None:
    found = _RESTORE.fullmatch(said.text, said.begin, said.end)
    if found is None:
        return None
    span = ref_in(found)
    if span is None or _DELETED.fullmatch(said.text, *span):
        is_last = _OF_A_DELETE.search(said.words) is None
        return Meaning(intent=Intent.RESTORE, locale=moment.locale, last=is_last)
    named = referred(said.part(*span))
    return Meaning(intent=Intent.RESTORE, locale=moment.locale, ref=named.ref, refs=named.refs)


def _new(said: Utterance, moment: Moment) -> Meaning | None:
    if _NEW.fullmatch(said.text, said.begin, said.end):
        return Meaning(intent=Intent.NEW, locale=moment.locale)
    return None


def slashed_wish(slash: Slash, rest: Utterance, moment: Moment) -> Meaning | None:
    """Return the wish of a command by slash: /language en, /timezone Berlin, /templates weekly, /undo."""
    match slash.intent:
        case Intent.SETTINGS:
            return _slashed_setting(slash, rest, moment)
        case Intent.TEMPLATE:
            query = rest.source.cut(rest.begin, rest.end).strip()
            return Meaning(intent=Intent.TEMPLATE, locale=moment.locale, query=query)
        case Intent.PING:
            return _slashed_ping(rest, moment)
        case Intent.RESTORE:
            named = referred(rest)
            return Meaning(intent=Intent.RESTORE, locale=moment.locale, ref=named.ref, refs=named.refs)
        case _:
            return None


def _slashed_ping(rest: Utterance, moment: Moment) -> Meaning:
    """Read a task and, as typed, what follows it: an address, or a word for none."""
    found = _PING.search(rest.words)
    if found is None:
        return Meaning(intent=Intent.PING, locale=moment.locale, ref=referred(rest).ref if rest else None)
    begin = rest.begin + found.start("what")
    head = rest.part(rest.begin, begin)
    ref = referred(head).ref if head.words.strip() else None
    what = rest.source.cut(begin, rest.end).strip()
    return Meaning(intent=Intent.PING, locale=moment.locale, ref=ref, query=what)


def _slashed_setting(slash: Slash, rest: Utterance, moment: Moment) -> Meaning | None:
    if not rest:
        return Meaning(intent=Intent.SETTINGS, locale=moment.locale)
    is_zone = slash.name in {"timezone", "tz", "zone", "时区"}
    return zoned(rest, moment) if is_zone else _settings(rest, moment) or zoned(rest, moment)

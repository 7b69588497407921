# ruff: noqa: E501, SIM905 - a pattern, and words in a running line, are easier to read on one line
"""Does something to be done begin here? 归档合同, 拍一张快照, reset the counters, chase invoices.

A list of verbs is never complete, so shapes help: a Chinese verb is followed by 一下 or 一遍, an English
one by "the" or "me". What people do themselves by the clock (上班, 开会) is no action.
"""

import re

from bot.chat.language.action_words import ENGLISH, HAN
from bot.chat.language.spans import pattern
from bot.chat.language.verbs import PARTICIPLE, Verb

_LONGEST_HAN = max(map(len, HAN))
_HAN_ADVERBS = (
    "自动 准时 按时 定时 统一 集中 重新 再次 全量 增量 批量 手动 定期 及时 顺便 快速 简单 简要 仔细 认真 主动 逐个 依次 分别 同时 一次性 "
    "随机 悄悄 默默 直接 额外 提前 务必 尽快 各 都 再 先 要 请 记得 并 帮忙 帮我 替我 给我 去 来 由你 你 能 完整 全面 例行 集体 安排 开始 "
    "马上 立刻 立即 第一时间 负责 继续 现场 线上 私下 公开 自行 就 麻烦 挨个 逐条 逐一 轮流 快 好好"
)
_HAN_BEFORE = pattern(rf"(?:(?:{'|'.join(_HAN_ADVERBS.split())})的?地?)*")
# Somebody's own day, an event or a state, however much it looks like a verb.
_HAN_NEVER = pattern(
    r"(?:上班|下班|上课|下课|上学|放学|上线了|起床|睡|醒|开饭|营业|打烊|发车|到站|到家|到公司|到岗|出门|回家|下楼|见面?|集合|入场|"
    r"停电|停水|停机(?:了|$)|开始(?![\u4e00-\u9fff])|结束|截止|关门(?!窗)|开门|开业|播出|首播|直播|考试|比赛|有[^没]|是|会|被|很|太|最|总是|才|还|"
    r"[一-鿿]{2}(?:活动|时间|仪式|典礼|大赛|比赛)(?![一-鿿])|[^,。]{0,4}(?:例会|周会|晨会|早会|站会|晚会|大会|课|班车)$)"
)
_COUNT = r"(?:一|两|二|三|几|\d{1,2})"
_HAN_SHAPES = pattern(
    # 拍一张, 盘一遍, 瞄一眼, 做两份: a count of a thing done.
    rf"[一-鿿]{{1,2}}?{_COUNT}(?:下|遍|眼|轮|波|张|份|封|批|圈|趟|道|首|段|句|篇|幅|版|页|则|组|套|番|把|次(?!性))|"
    # 瞧瞧, 查查, 看一看; laughter, thanks and relatives are doubled too
    r"(?![哈呵嘿嘻嗯哦啊喔哎呀嗨哇啦嗷呜唉吼咳哼谢天爸妈爷奶哥姐弟妹叔舅姑婆公宝人年月日周个家处事时常刚偏渐慢快早晚大小多少好真太最白红星恰嘛吧呗])(?P<twice>[一-鿿])一?(?P=twice)(?!向上|大|年|月|日|天|周|人|个)|"
    r"[问查催核盯收清跑拉扫测算对记理整过报看]下(?![班周个月午次雨雪课楼车来去面单架线载发达属滑降跌])|"
    # Ways and means before the verb: 用英文写, 按部门汇总, 根据日志分析, 对库存做个检查
    r"(?:用|以|按照?|依据|根据|结合|针对|围绕|基于|参照|参考|通过|对照?|向|跟|为|替|从|在)(?!我|你|他|她|于|没|面)[^,。]{1,24}?"
    r"(?:写|做|发|汇|总结|整理|生成|翻译|分析|回|说|讲|画|列|报|查|检|清|统计|拉|抓|取|导|拍|推|通知|提醒|同步|更新|出|核|对|备份|跑|调|播|喊|贴)|"
    r"(?:把|将|给)(?!力|定|来)[^,。]{1,30}|"
    r"(?:做|写|发|出|打|画|弄|搞|放|贴|建|开|跑)(?:个|条|份|张|次|轮|封|篇|首|段|组|下)"
)
_DONE = pattern(r"[的了过]|到(?:了|过)|会(?![议员计话签])")

_EN_BEFORE = pattern(
    r"(?:(?:please|pls|plz|then|just|also|automatically|quickly|kindly|quietly|always|and|to|auto) )*"
)
_EN_OBJECT = (
    r"(?:the|a|an|my|our|your|all|any|every|each|this|these|those|that|some|me|us|everyone|everybody|whoever|new|open|"
    r"overdue|pending|unread|unpaid|stale|failed|failing|outstanding|latest|recent|missing|overnight|incoming|expired|unassigned|untriaged|"
    r"idle|unused|duplicate|old|what|whether|if|which|how|who|where|when|[\"']|(?:yesterday|today|tomorrow|last \w+|this \w+)'s)(?![a-z'])"
)
_EN_NEVER = (
    r"(?:(?:drop|pick|walk|feed|take|bathe|get|put) (?:off |up )?(?:the |my |our )?(?:kids?|children|dogs?|cats?|baby|son|daughter|mom|mum|dad|wife|husband)|take (?:\d|one|two|three) |lol|lmao|haha\w*|heh\w*|hm+|wow|omg|well|yeah|yep|yes|nope|nah|ugh|oh|ah|um|uh|btw|fyi|yay|meh|damn|gosh|oops|whoa|sure|fine|honestly|actually|apparently|i|let|lets|stop|quit|we|you|he|she|it|they|there|this|that|these|those|the|a|an|my|our|your|his|her|their|its|is|was|are|were|be|been|"
    r"has|have|had|do|does|did|will|would|can|could|should|may|might|must|in|on|at|for|from|with|to|of|off|by|until|till|after|"
    r"before|during|about|and|or|but|not|no|as|so|if|when|while|because|since|than|then|every|each|all|both|some|any|only|"
    r"where|what|who|which|how|why|meet|meets|sharp|works?|like|unlike|per|via|into|over|under|between|feel|love|hate|hear|"
    r"see (?:you|ya|everyone|everybody|all)|think|know|want|need|hope|guess|wonder|remember|forget|everyone|everybody|nobody|somebody|people|today|tomorrow)\b"
)
_SMALL = r"(?: (?:up|out|over|down|off|back|through|together|away|around))?"
# What follows the verb shows that it was a noun: "report is due", "train leaves".
_EN_WORD = pattern(
    rf"(?!{_EN_NEVER})(?P<word>[a-z]+(?:-[a-z]+)*){_SMALL}\b(?![-':]|\.\w| (?:is|are|was|were|will|has|had|begins?|starts?|ends?|takes?|happens?|opens|closes)\b)(?= )"
)
# 'Poke Raj about the certs': whom one turns to about something, and no noun beside a noun.
_EN_CONTACT = pattern(
    r"(?:poke|ping|chase|bug|hound|pester|nag|nudge|text|e-?mail|call|phone|tell|remind|warn|dm|prod|badger|invite|thank|wish|congratulate|notify|alert|buzz|hit up|ask|cc)(?: up)? "
    r"(?!me\b|with\b|at\b|for\b|about\b|on\b|in\b|to\b|of\b|from\b|is\b|center|centre|exams?|sheet|god)(?:@?[a-z'-]+(?<!meeting)(?<!session)(?<!chat)(?<!training)(?<!party) ){1,4}?"
    r"(?:about|abt|if|whether|that|regarding|re|a happy|happy|for (?:the|a|an|his|her|their|my|our|some)|to [a-z]+ (?:the|a|an|his|her|their|my|our|me|us))\b"
)
# "Have the report sent", "get all invoices paid", "have somebody check the gate": others are to do it.
_EN_CAUSED = pattern(
    rf"(?:have|get) (?:{_EN_OBJECT}(?: [a-z0-9'/&-]+){{0,6}}?|(?:[a-z'-]+ ){{0,3}}?[a-z'-]+(?<!s)s) {PARTICIPLE}\b|"
    r"have (?:someone|somebody|everyone|everybody|(?:the|our|my) (?:team|group|bot|crew|interns?|assistant)) [a-z]+"
)
# Whom one tells something, before the time at which it is to be told.
_EN_TELL = pattern(
    r"(?:let (?:the |our |my )?(?!me\b|us\b)@?[a-z]+(?: [a-z]+)? know|(?:tell|ask|message|text|dm|e-?mail|ping|notify|alert|nudge|warn|remind) (?!me\b|us\b)(?:(?:the|our|my) )?(?:whole )?@?[a-z]+)(?= )"
)
_EN_TELL_WHEN = pattern(
    rf"{_EN_TELL.pattern} (?:at (?:\d|noon|mid)|tomorrow|tonight|on \w+day|every|each|in \d)"
)
_EN_LET = pattern(r"let (?:the |our |my )?(?!me\b|us\b)[a-z]+(?: [a-z]+)? know\b")
_EN_SAY = pattern(
    r"(?:post|announce|write|share|mention)(?: (?:in )?here| in (?:this|the|our) (?:chat|group|channel))? that\b"
)
_EN_ORDER = pattern(rf"(?!{_EN_NEVER})(?!\w+(?<!s)(?<!u)s\b)[a-z-]{{2,}}{_SMALL} {_EN_OBJECT}")

# What people do on their own days, however much it looks like work.
_OWN_DAY = frozenset(
    "take run skip watch meet catch ride play tell make get wish thank miss hit lose join attend enjoy dread leave enter visit pass".split()
)
_EN_SURE = (_EN_ORDER, _EN_LET, _EN_CAUSED, _EN_SAY)

_ANNOUNCED = pattern(
    r"(?:停机|停用|停止|发版|提测|封版|打版|上线|关账|开账|平仓|建仓|开放|开通|开启|启动|启用|发布|公布|公告|公示|组织|庆祝|移交|交接|交付|演练|评审|复盘|回访|拜访|"
    r"验收|升级|维护|部署|上架|下架|申请|申报|预约|预订|付款|打款|缴|支付|采购|结算|安排|开始|聊|介绍|讲解|学习|复习|预习|背|朗读|打扫|开灯|关灯|锁门|关门|审批|签|做|写|"
    r"弄|搞|面试|培训|考核|投票|抽奖|开奖|讨论|研讨|探讨|开展|值机|复诊|交稿|洗|遛|喂|浇|收拾|打理|观看|加班|盘点|表彰|约|测试)"
)
_LOOK = pattern(
    r"(?:(?:帮我|替我|帮忙|去|先|再|自动)*(?:看看|看一?[下眼看]|检查|检测|确认|核实|核对|查|瞧|瞅|盯|监控|监测|留意|问|瞄|抽查|巡查|找|列|统计|判断))|"
    r"(?:(?:please|pls|then|just|to|and) )*(?:check|see|find|look|verify|confirm|make sure|test|ask|tell|show|list|inspect|examine|monitor|watch|let me know)\b"
)

_ONCE = pattern(r"(?:帮我|再)?[一-鿿]{1,2}一[下遍](?!子|就)(?:(?!又|总)[^,。]){2,}(?<![了人的])$")


def action_at(text: str, place: int) -> Verb | None:
    """Return how surely an action begins at `place`; None when nothing says that one does.

    An action that is as likely somebody's announcement ("今晚8点停机") is one only when it recurs.
    """
    if _is_han_action(text, place):
        return Verb.DO_OFTEN if _ANNOUNCED.match(text, place) else Verb.ACT
    begin = _begin(_EN_BEFORE, text, place)
    if any(one.match(text, begin) for one in (_EN_LET, _EN_CAUSED, _EN_TELL_WHEN)):
        return Verb.ACT
    if (_EN_ORDER.match(text, begin) or _EN_CONTACT.match(text, begin)) and _EN_WORD.match(text, begin):
        return Verb.ACT
    word = _EN_WORD.match(text, begin)
    return Verb.DO_OFTEN if word and word["word"] in ENGLISH else None


def told_at(text: str, place: int) -> int | None:
    """Return where the words end that say whom to tell something: "let the team know" at 4."""
    found = _EN_TELL.match(text, _begin(_EN_BEFORE, text, place))
    return found.end() if found else None


def is_order(text: str, place: int) -> bool:
    """Say whether an order begins at `place` so surely that a question may follow in it: 看看有没有…."""
    begin = _begin(_EN_BEFORE, text, place)
    return bool(_LOOK.match(text, place) or any(one.match(text, begin) for one in _EN_SURE))


def is_done_once(rest: str) -> bool:
    """Say whether an action is one to be done quickly for somebody: 催一下物业, pay the cleaners."""
    word = _EN_WORD.match(rest)
    is_work = word is not None and word["word"] not in _OWN_DAY and _EN_ORDER.match(rest) is not None
    return is_work or _ONCE.match(rest) is not None or bool(_EN_LET.match(rest) or _EN_CAUSED.match(rest))


def _is_han_action(text: str, place: int) -> bool:
    if _HAN_NEVER.match(text, place):
        return False
    begin = _begin(_HAN_BEFORE, text, place)
    shape = _HAN_SHAPES.match(text, begin)
    end = shape.end() if shape else _word_end(text, begin)
    return end > begin and not _HAN_NEVER.match(text, begin) and not _DONE.match(text, end)


def _begin(before: re.Pattern[str], text: str, place: int) -> int:
    found = before.match(text, place)
    return found.end() if found else place


def _word_end(text: str, place: int) -> int:
    """Return where the longest verb that begins at `place` ends."""
    ends = (place + length for length in range(_LONGEST_HAN, 0, -1) if text[place : place + length] in HAN)
    return next(ends, place)

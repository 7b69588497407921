# ruff: noqa: E501 - a pattern is easier to read on one line
"""Where a request begins that does not begin at once.

Some say first why they ask ("我先去开会,半小时后叫我…", "I keep forgetting. Remind me …"), others put a
condition between the time and what is to be done ("每天9点,如果…,就…"), or name the thing before the
time ("日报每天9点发到本群"). Each is taken only in a narrow shape, since talk looks much the same.
"""

from collections.abc import Iterator

from bot.chat.language.spans import pattern
from bot.chat.language.text import Source

_MOST_PREFACES = 3
_LONGEST_PREFACE = 60
_CLAUSE_END = pattern(r"(?:[,;!~]|(?<!\d)[.:]|[.:](?!\d))+ ?| so (?=every|each|remind|ping|please|on )")
# What leads up to talk: reports, conditions, rules, notices, recipes, and somebody's name before his words.
_NO_PREFACE = pattern(
    r".*(?:说(?!好|的$)|[讲听据问\"?<>]|告诉|表示|宣布|(?:让|叫)(?!.{0,5}的$)|如果|要是|假如|除非|只要|的话|原[话文]|翻译|规[定则矩]|制度|通[知报]|公告|新规|合同|约定|以前|之前|原来|本来|曾经|新闻|快讯|预告|课表|时间表|行程|菜谱|做法|步骤|口号|歌词|"
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|ask(?:s|ed)(?! for)|hear[ds]?|writes?|wrote|quotes?|translate|if|unless|when|whether|why|used to|rules?|policy|policies|routines?|habits?|resolutions?|recipes?|directions|instructions|steps|headlines?|news|lyrics|fun fact|reads?)\b)"
    r"|(?:.*[,;.!~])? ?(?:[一-鿿\w]{1,6}|@?\w+(?: \w+)?):$"
)
# After these, what follows without "remind me" is as likely what they do themselves.
OWN_AFFAIR = pattern(
    r".*(?:我|咱|俺|他|她|它|大家|同事|领导|公司|部门|团队|现在|最近|今年|累|烦|忙|惨|无语|崩溃|吐|哭|服了|难受|困|\b(?:my|our|his|her|their|plan|process|agenda|schedule|goal)\b)"
)
# What is so surely said to somebody that a clause before it does not matter.
_SAID_TO_BOT = pattern(
    r"(?:[^,]{0,16}?)(?:帮我|帮忙|麻烦|给我|告诉我|跟我说|发我|请你|替我|\bplease\b|\bpls\b|\bfor me\b|\btell me\b|\bsend me\b|\bgive me\b|\band tell (?:me|us)\b|\blet me know\b)"
)
_COUNTED = pattern(r"[^,]{0,30}?(?:一[下遍份次条轮]|(?:到|给|在).{0,14}群|群里|给大家|出来)")

_IF = pattern(
    r"[ ,]*(?:(?:如果|要是|假如|假使|倘若|若是|若|万一|一旦|只要|除非|凡是|遇到|碰到)(?!我(?!们?的)|有空|没事|有时间|没课|休息|心情)[^,;!?]{2,40}?(?:,(?:请|那)?(?:就|则|再|便)?|就|则)|"
    r"(?:if|unless|when(?:ever)?|in case|as long as|once|provided|assuming) (?!i\b|i'm\b|we\b|possible|you can)[^,;!?]{4,80}, ?(?:then |please |just )*)"
)

_THING = r"(?:日报|周报|月报|季报|早报|晚报|简报|快报|播报|战报|通报|报表|汇报|报告|监控|复盘|汇总|总结|日程|摘要|统计|清单|看板|周刊|速递|动态|数据|天气|预报|新闻|名单|行情|排行榜?|榜单|纪要|简讯|资讯|指标|进度|待办|客诉|明细|台账|人数|数量|库存|余额|销量|股价|汇率|报价|工单|订单|日志|差评|舆情|(?<![代手外])表)"
_TOPIC = pattern(
    rf"(?:(?:昨天|前一天|今天|当天|本周|上周|这周|当日|上个?月|本月)的)?(?![我你他她它咱俺谁这那每本老小])[^,.;!?:的每]{{0,10}}?{_THING}(?:都|就|请|麻烦|要)*,?(?=每[天日周个月晚早工]|工作日|天天|周一[到至]|法定|隔)"
)
_SENT = pattern(
    r"(?:都|就|自动|准时|定时|按时|帮我|麻烦|请|统一|也|再|要)*"
    r"(?:(?:发送?|推送?|同步|汇总|播报|转发|更新|整理)(?:一[份下遍次])?(?:到|给|往|至|在)(?:本群|这个?群|群里|群内|\"[^\"]{1,20}\"群?[里内]?|[^,.;!?了的过]{1,14}群里?|我|大家|我的?邮箱|我们?这)(?:一[份下遍次])?|"
    r"(?:私信|单独)?(?:发|推)(?:送)?(?:我|群里|本群)(?:邮箱)?|各?(?:看|查|检查|核对|统计|汇总|盘点|更新|导出?|拉)(?:一[次下遍份眼]|下)|给(?:我|大家)(?:发|推|来|看)(?:一[份下遍条])?)"
)
_WISHED = pattern(
    r"(?:please )?(?:a|an|the|some|my|our|\w+'s|one) (?!reminder)[a-z0-9' -]{3,80}(?: to me| in (?:here|this \w+))?"
)
_PLEASE = pattern(r"^(?:please|pls|plz)\b|\b(?:please|pls|plz)[ .!]*$")
_POLITE = pattern(r"[,.!~ ]*(?:谢谢|多谢|吧|哈|呗|哦|啦|拜托了?|辛苦了?)*[,.!~ ]*")


def beginnings_after(source: Source, begin: int) -> Iterator[tuple[str, int]]:
    """Yield each clause that may lead up to a request, and where the request would begin."""
    head = source.text[begin : begin + _LONGEST_PREFACE]
    for place in sorted(
        {found.end() for found in _CLAUSE_END.finditer(head)} | _after_blanks(source, head, begin)
    )[:_MOST_PREFACES]:
        preface = head[:place].rstrip(" ,;!~.")
        if _NO_PREFACE.match(preface):
            return
        if len(preface) > 1 and begin + place < len(source.text):
            yield preface, begin + place


def _after_blanks(source: Source, head: str, begin: int) -> set[int]:
    """Return where a blank that folding dropped stood between Chinese words: 麻烦个事 每天9点…."""
    at = source.at
    return {
        place for place in range(2, len(head))
        if at[begin + place] > at[begin + place - 1] + 1 and not head[place - 1].isdigit() and head[place - 1] > "\u4e00"
    }  # fmt: skip


def is_led_up_to(preface: str, request: str, *, recurs: bool) -> bool:
    """Say whether an order after a clause is meant for the bot, and no tale of what somebody does."""
    if _SAID_TO_BOT.match(request):
        return True
    if OWN_AFFAIR.match(preface):
        return False
    if preface.isascii():
        return recurs or not preface.endswith(",")
    return recurs and _COUNTED.match(request) is not None


def after_condition(text: str, place: int) -> int | None:
    """Return where the order begins that hangs on a condition at `place`; None when there is none."""
    found = _IF.match(text, place)
    return found.end() if found else None


def topic_end(text: str, place: int) -> int | None:
    """Return where the name of a thing ends that stands before a cycle: 日报每天9点…."""
    found = _TOPIC.match(text, place)
    return found.end() if found else None


def is_wish(text: str, begin: int, end: int) -> bool:
    """Say whether a thing is asked for by a kind word alone: "a haiku every morning at 7 please"."""
    return _WISHED.fullmatch(text, begin, end) is not None and _PLEASE.search(text) is not None


def is_sending(text: str, begin: int, end: int) -> bool:
    """Say whether the words from `begin` to `end` tell where the thing before is to be sent, and no more."""
    found = _SENT.match(text, begin, end)
    return bool(found and _POLITE.fullmatch(text, found.end(), end))

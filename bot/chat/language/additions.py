# ruff: noqa: E501 - a pattern is easier to read on one line
"""What a task's prompt shall say besides: 周报再加上同比数据, 把环比也加到周报里, add churn to the digest."""

from bot.chat.language.changes import text_in
from bot.chat.language.edit_patterns import STYLE
from bot.chat.language.edits import Edit
from bot.chat.language.meaning import Changes
from bot.chat.language.naming import is_sure, tasks_in_front
from bot.chat.language.references import referred
from bot.chat.language.spans import Found, pattern
from bot.chat.language.task_names import is_task_like
from bot.chat.language.utterance import Utterance

_INSIDE = pattern(
    r"(?:的?(?:内容|结果|提示词)|里面?|中|内)*[ ,]*(?:以后|今后|往后|请|麻烦|再|也|还|都|就|要|得|能|可以|给我|帮我|另外|最好|应该|希望)*[ ,]*"
)
_MORE = pattern(
    r"(?:(?:多|再)?(?:加上?|添加?|添上|增加|补充|补上|附上?|附带|带上|写上|标出|标注|放上|体现|突出|强调)(?:一[段条点些下个句]|几[条点个句]|点|下)*|多[写讲说列放看关]\S{0,2}?(?:一?[点些]|几[条个句]))[ :,]*(?=\S{2})"
)
_ASKS = pattern(r".*怎么.{0,3}$|.*(?:什么|哪些|啥|多少|几|吗|么|呢)$|.*(?:给我看|看看|来的?$)")
_CUTS = pattern(r"(?:删掉|删去|删除)(?=[^ ,])")
_MANNER = pattern(
    r"用[^,;]{1,14}?(?:写|说|回|答|输出|格式|语气|表格|列表|形式|展示|总结|呈现|汇报)|(?:控制|限制)在|最多\d+(?:个?字|条|行)|不超过\d+(?:个?字|条|行)"
)
_LESS = pattern(
    r"(?:去掉|略去|省掉|省略|拿掉|不用写|别写|不要写|不要放|别放|不要再?[写放列带有提加]|不用再?[写放列带提加]|别再?[写放列带提加]|不要(?=[^了]{2,}了)|别(?:那么|这么|太))(?=\S)"
)
_LOOKS = pattern(
    r"(?:改成|改为|改用|换成|变成|写成|输出成)(?=(?:英文|中文|双语|表格|列表|图表|要点|markdown|[^,]{0,6}(?:短|简|长|详|细|格式|语气|风格)))|(?:写|发|说|做|弄|搞|讲|总结|内容)?(?:得)?(?=(?:再|更)?(?:短|简短|简洁|精简|简单|详细|具体|细致?|正式|口语化?|活泼)(?:一?[点些]))"
)
_INTO = pattern(
    r"(?P<more>[^,;]{2,60}?)(?:也|都|一起|一并|给我|再)*(?:加|写|放|补|添|列|并|纳)(?:进|到|入|在)(?:去)?(?P<ref>[^,;]{1,30}?)(?:的)?(?:里面?|中|内容里?|当中|去)*$"
)
_IS_TIME = pattern(
    r"[^,]{0,3}(?:周[一二三四五六日末]|星期|\d+点|[一二三四五六七八九十]点|上午|下午|晚上|早上|每天|工作日|一次|人|群|好友|微信)"
)
_ASK_FOR = r"(?:also |please |always |now |additionally )*(?:include|mention|cover|list|add|contain|show|have|note|summari[sz]e|report|highlight|feature|come with|leave out|skip|omit|drop|stop (?:including|mentioning|listing)|not (?:include|mention|list|contain)|be (?:shorter|longer|briefer|(?:more |less )\w+|in (?:english|chinese)|written in \w+|under \d+ words))"
"""What a prompt may be told to do; English additions are read by `edits_english`."""


def addition_in_han(said: Utterance, *, imperative: bool) -> Edit | None:
    """Return the edit by which a task's prompt is told more, or None."""
    into = _INTO.fullmatch(said.text, said.begin, said.end) if imperative else None
    if into:
        return _into(said, into)
    for task, rest in tasks_in_front(said):
        inside = _INSIDE.match(rest.text, rest.begin, rest.end)
        wish = rest.part(inside.end(), rest.end) if inside else rest
        if _is_wish(wish, is_inside=bool(inside and inside.group().strip())):
            return Edit(referred(task), Changes(add_to_prompt=text_in(wish)))
    return None


def _is_wish(wish: Utterance, *, is_inside: bool) -> bool:
    """Say whether something shall be said besides, or otherwise; inside a task any wish is one."""
    if _ASKS.match(wish.words):
        return False
    more = _MORE.match(wish.words)
    if more:
        return not _IS_TIME.match(wish.words, more.end())
    if is_inside and (_CUTS.match(wish.words) or STYLE.match(wish.words)):
        return True
    return bool(_LESS.match(wish.words) or _LOOKS.match(wish.words) or _MANNER.match(wish.words))


def _into(said: Utterance, found: Found) -> Edit | None:
    task, more = said.part(*found.span("ref")), said.part(*found.span("more"))
    if not (is_sure(task) and is_task_like(task.words, referred(task))) or _IS_TIME.match(more.words):
        return None
    return Edit(referred(task), Changes(add_to_prompt=f"加上{text_in(more)}"))

# ruff: noqa: E501 - a pattern is easier to read on one line
"""A task named first with what is to be said of it, and the order after: 早报没人看，删掉吧."""

from bot.chat.language.references import referred
from bot.chat.language.spans import pattern
from bot.chat.language.task_names import is_task_like
from bot.chat.language.utterance import Utterance, ref_in, wording

_STILL = r"(?:最近|现在|目前|已经?|实在|真的?|其实|也|都|又|再|还|就|一直|总是?|老是?|天天|每天|经常|这阵子|这几天|我们?|大家|这边|基本|根本|的(?:时间|内容|频率|提醒))*"
_CLOCK = (
    r"(?:每天|每周.|早上|下午|晚上|上午)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:点|:\d\d)(?:半|\d\d分?)?"
)
_TOPIC = wording(
    rf"(?P<ref>[^,]{{1,30}}?)(?:{_CLOCK}(?:发|跑|提醒)?)?{_STILL}(?:太|别|早点|晚点|没|(?<!用)不|好(?=吵|烦|久|多|早|晚|长|慢)|很|挺|有[点些]|蛮|过于|过时|过期|重复|失败|报错|出错|坏了|多余|无用|用完|跑(?:太|了?好|不|着)|错了?|卡|正在跑|在跑|正跑)[^,]{{0,20}},[^,]{{0,24}}|"
    r"(?P<ref>[^,]{1,50}?)(?: is| are| was| isn't| aren't| keeps?| has| hasn't| gets?| got| takes?| never| no longer| doesn't| don't| just|'s) [^,]{2,50},[^,]{1,50}|"
    r"(?:nobody|no ?one|no-one|none of us|we|i|they|the \w+)(?: (?:really|ever|actually|even|don't|doesn't|do not|does not|no longer|never|hardly|barely|just|can't))* (?:reads?|uses?|needs?|looks? at|wants?|cares? (?:about|for)|opens?|follows?|likes?|stand|checks?) (?P<ref>[^,]{1,50}?)(?: any ?more| any longer| these days| now)?,[^,]{1,50}|"
    r"(?:(?:i'm|i am|we're|we are) )?(?:all )?(?:done with|finished with|through with|no (?:more )?need for|no use for|sick of|tired of|fed up with) (?P<ref>[^,]{1,50}?)(?: any ?more| now)?,[^,]{1,50}"
)
_HEARSAY = pattern(
    r".*(?:说(?!明)|让|听说|如果|要是|是不是|为什么|为啥|谁|怎么|昨天|吗|\b(?:if|said|says|told|asked|why|who|because|when)\b)"
)


def topic_of(said: Utterance) -> tuple[Utterance, Utterance] | None:
    """Return the task that is talked about first, and the order that follows the comma."""
    comma = said.text.rfind(",", said.begin, said.end)
    found = _TOPIC.fullmatch(said.text, said.begin, said.end) if comma > 0 else None
    span = ref_in(found) if found else None
    if span is None or _HEARSAY.match(said.text, said.begin, comma):
        return None
    topic = said.part(*span)
    return (topic, said.part(comma, said.end)) if is_task_like(topic.words, referred(topic)) else None

# ruff: noqa: E501 - a pattern is easier to read on one line
"""Is it only talk? Statements, questions and thanks create nothing."""

from bot.chat.language.spans import pattern
from bot.chat.language.verbs import PARTICIPLE, TELLING, Verb

POLITE_END = pattern(
    r"(?:[\s,.!;~。…]|(?:谢谢|多谢|感谢|谢啦|谢了|thx|3q)(?:你|您|啦|了|哈|大家)?|拜托了?|辛苦了?|麻烦了|好吗|行吗|可以吗|"
    r"好不好|行不行|可不可以|可以不|(?<![网酒茶])吧|呗|哈|哦|噢|喔|(?<!谁)啊|(?<![哪这那])呀|啦|哟|(?<!\w)(?:thanks?(?: you)?(?: a lot| so much| in advance)?|thx|ty|tks|tysm|please|pls|plz|cheers|ta|ok|okay)"
    r"|[\U0001f300-\U0001faff\u2600-\u27bf\u200d\ufe0f])+$"
)
_QUESTION_END = pattern(r".*(?:吗|么(?<!什么)|呢|没有?|\?)[\s.!]*$")
_STATEMENT = pattern(
    r".*(?:(?:太|挺|很|有点|真|好像|还是)(?:早|晚|好|烦|多|不错|快|慢|麻烦|没用)|(?<!除)(?<!罢)了[\s.!,~]*$|的(?:啊|呀|呢)?[\s.!]*$|(?:是谁|在哪|多少|多久|多远|几点|什么时候)[\s?]*$|"
    r"\b(?:was|were|is|are|went|doesn't|didn't|isn't|wasn't|looks|seems|sounds|works)\b.*)"
)
# What happens by itself (每15分钟涨一次价), what one does oneself (刷手机), and what it is like.
_TALE = pattern(
    r"ask me anything|get (?:(?:so|really|very|too|pretty|quite|all) )?(?:[a-z]+ed|hungry|angry|sleepy|ready|drunk|lost|sick|home|up|together|going|crazy|busy)(?:$|[ ,.!]+(?:lol|haha|by|of|about|with|from|for)\b.*|[.! ]*$)|be (?!reminded|pinged|notified|alerted|nudged|told)\w|监控每.*报警|(?:你|您)(?:以前|上次|之前|昨天|总|老|又)|(?:自动)?(?:涨|跌|断|掉|闪退|卡|崩|心跳|震|响|停)(?:一?次|\d)|翻一?[次遍]面|更新(?:剧集|[一两二三\d]集)|刷(?:手机|短视频|抖音|剧)|看到|盯着(?:屏幕|手机)|开盘|收盘|"
    r".*, ?(?:(?:said|says|wrote|asked) (?:the |my |our )?\w+(?: \w+)?|\w+ (?:said|says|told us))\W*$|"
    r".*(?:成了?习惯|到(?:半夜|吐|头秃|凌晨|天亮)|得(?:头大|眼花|想吐)|崩溃|眼睛疼|累死|烦死|要命|就扣|是谁的|是(?:惯例|常态|享受|规矩)|朋友圈的人$)"
)
_COMMENT = pattern(r".*(?:太|挺|有点|好像|还是)(?:早|晚|烦|多|快|慢|麻烦|频繁)了?[\s.!?,~]*$")
# Words that ask; "well" and "hm" at the front do not.
_KIND = pattern(
    r"请|麻烦|拜托|劳驾|能不能|可不可以|可以|可否|能否|能(?=帮|给)|帮|记得|记住|别忘|\b(?:please|pls|plz|kindly|can|could|would|will|make sure|help)\b"
)
_FRONT = 30  # characters
_ASKING_BACK = pattern(
    r"^(?:[^,]{0,6},? ?(?:谢谢|多亏|感谢|辛苦)(?:你|您|了)*(?:每|天天|一直|总)|(?:please )?remind me (?:again )?(?:why|never)\b|"
    r"[^,]{0,12}(?:翻译|这段话?|这句话?|原话|原文|解释|改写|润色|校对|translate|proofread)[^,]{0,6}:|"
    r".*[.!?\n] ?[^,.:]{1,4}: ?.*[.!?\n] ?[^,.:]{1,4}:|(?:do(?! me\b)|does|did|is|are|was|were|has|have|had|when(?! you (?:can|get)\b)|what|why|how|who|where|which|should|shall|am)\b(?!(?<=have) (?!you\b|we\b|they\b|i\b)(?:(?:some|every)(?:one|body)\b|the (?:bot|team|group)\b|"
    rf"[^,?]*\b{PARTICIPLE}\b[^?]*\b(?:every|each|daily|weekly|monthly)\b))|"
    r"what's|who's|"
    # What one is to look into may be a question: 看看有没有新订单.
    r"(?:(?!看|查|检|核|确认|盯|问|瞧|瞅|瞄|找|列|统计|提醒|叫我|告诉|汇总|监).)*(?:会不会|是不是|有没有|为什么|为啥|怎么(?!样)))"
)
_DONE = pattern(
    r"^(?:[了没的得着]|过(?!一[下遍眼]|生日|节|年|来|去|户|关|期|磅|目|秤)|(?:太|真|好|很|挺)(?:烦|吵|多|频繁|早|晚|麻烦))"
)

_REPORTED = pattern(
    r".*, ?(?:said|says|asked|wrote|goes) (?:the |my |our )?[a-z]+(?: [a-z]+)?[\s.!?~]*$|.*,(?:老板|领导|他|她|经理|客户)(?:说|问|讲)的?[\s.!?~]*$"
)


def is_talk(text: str, rest: str, verb: Verb, *, asked: bool, polite: bool) -> bool:
    """Say whether a sentence with a schedule in it asks for nothing.

    `rest` is what follows the words that ask. A strong asking form outweighs how the rest ends,
    since what one is to be reminded of may itself be a question or a statement.
    """
    if _DONE.match(rest) or _REPORTED.match(text):
        return True
    if verb in {Verb.REMIND, Verb.SAY}:
        return bool(_QUESTION_END.match(text)) and not (rest or polite)
    if TELLING.match(rest):
        return False
    if asked or (polite and _KIND.search(text[: max(_FRONT, text.find(rest))])):
        return bool(not asked and _COMMENT.match(rest))
    return bool(_QUESTION_END.match(text) or _STATEMENT.match(rest))


def is_tale(rest: str) -> bool:
    """Say whether what stands after a time tells what happens then, in the shape of an order."""
    return _TALE.match(rest) is not None


def asks_back(text: str) -> bool:
    """Say whether the whole message is a question of the person's own."""
    return _ASKING_BACK.match(text) is not None


def asks_at_end(text: str) -> bool:
    """Say whether the message ends as a question does, politeness left out."""
    polite = POLITE_END.search(text)
    return _QUESTION_END.match(text[: polite.start()] if polite else text) is not None

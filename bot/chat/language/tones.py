# ruff: noqa: E501 - a pattern is easier to read on one line
"""What small talk sounds like, so that it is answered kindly."""

from bot.chat.language.meaning import Tone
from bot.chat.language.spans import pattern

_LONGEST = 80  # characters: a longer text is about something
_NAME = r"(?:[ ,]*(?:aime|bot|机器人|小助手|助手|there|everyone|all|team|guys|folks|大家|各位|同学们|朋友们|呀|啊|哦|哈|啦|~))*"
_TONES = (
    (Tone.GREETING, rf"(?:你好|您好|嗨|哈喽|哈啰|hello|hi+|hey+|yo|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|早(?:上好|安|呀|啊)?|上午好|中午好|下午好|晚上好|大家好|各位好|在吗|在么|在不在|有人吗|你在吗|are you there|anyone there|what's up|sup|happy (?:monday|tuesday|wednesday|thursday|friday|weekend|new year|birthday|holidays)|(?:新年|周[一二三四五六日末]|生日|节日|元旦|春节|中秋|国庆|端午|圣诞)快乐)+{_NAME}"),
    (Tone.THANKS, rf"(?:(?:好的?|ok|okay|收到|太好了|太棒了|非常|十分|很|多)?[ ,]*(?:谢谢|多谢|感谢|谢啦|谢了|感恩|辛苦了?|辛苦啦|thx|3q|thanks?(?: you| u)?(?: (?:so much|a lot|very much|again|a bunch|a million))?|ty|tysm|much appreciated|appreciate it|cheers|thank you)(?:你|您|啦|了|哈|哦|大家|帮忙|提醒)*)(?:[ ,]*(?:太|真|很|非常|so|that|it|was|great|very|helpful|you're|the best|棒|好用|赞|贴心|及时).{{0,20}})?{_NAME}|(?:太|真|好|很|非常)(?:棒|赞|好用|厉害|贴心|牛|好)(?:了|啊|呀)?|(?:great|nice|good|awesome|excellent|well done|amazing|perfect|love it)(?: (?:job|work|one|stuff|bot))?|干得(?:好|漂亮|不错)|做得(?:好|不错)|厉害|牛|赞|thanks? .{{0,40}}|谢谢,.{{0,30}}"),
    (Tone.GOODBYE, rf"(?:再见|拜拜|拜|晚安|回头见|明天见|下周见|回见|下班了|溜了|good ?night|night night|goodnight|bye+(?: bye)?|goodbye|see (?:you|ya|u)(?: (?:later|tomorrow|soon|around|next week))?(?: at \d+)?|cya|take care|talk (?:to you )?(?:later|soon|tomorrow)|later|so long|good evening and bye)(?:[ ,!]*(?:晚安|明天见|再见|拜拜|bye|good ?night|see you.{{0,20}}))*{_NAME}"),
    (Tone.COMPLAINT, r".{0,20}(?:太烦了?|好烦|烦死了?|别烦我|吵死了?|没用|不好用|难用|垃圾|太差了?|太慢了?|又错了|不对吧|搞错了|气死|什么破|(?:you(?:'re| are)|this is|that's|it's|that is) (?:so |really |very |just )?(?:annoying|useless|terrible|wrong|awful|broken|bad|slow|stupid)|(?:doesn't|does not|didn't|isn't|not) work(?:ing)?|leave me alone|shut up|stop (?:bothering|spamming) me|闭嘴|别吵|傻|笨蛋|蠢).{0,12}"),
)  # fmt: skip
_READ = tuple((tone, pattern(words)) for tone, words in _TONES)
_LOOSE = " \t\n.,!?~。…、;:"


def tone_of(text: str) -> Tone | None:
    """Return the tone of a folded text that is nothing but small talk.

    What sounds like a complaint may still be a command: ask for that first.
    """
    words = "".join(letter for letter in text if letter < "\u2600" or "\u3000" < letter < "\ue000").strip(
        _LOOSE
    )
    if not words or len(words) > _LONGEST:
        return None
    return next((tone for tone, regex in _READ if regex.fullmatch(words)), None)

# ruff: noqa: E501 - a pattern is easier to read on one line
"""Does a text say what is to be done, where just that was asked? Remarks, questions and mere times do not."""

from bot.chat.language.actions import action_at, is_order
from bot.chat.language.changes import phrases_in
from bot.chat.language.create import request_of
from bot.chat.language.spans import pattern
from bot.chat.language.talk import asks_at_end, asks_back
from bot.chat.language.text import source_of
from bot.chat.language.utterance import utterance_of

# Who begins so tells something, agrees, laughs or puts it off. Wishes: 我要…, 你帮我…, 我的周报, 别忘了吃药.
_REMARK = pattern(
    r"(?:我(?!想|要|需要|得|该|们?的)|你(?!帮|去|给|来|就|把|再|先|们?的)|您(?!帮|去|给)|[他她它咱俺](?!们?的)|这(?![周月]|个[月季星]|几|[一-鿿]{0,4}的)|那(?!个[月季星]|[一-鿿]{0,4}的)|今天(?!的|要|该|需|有[哪什])|昨[天晚日](?!的)|前天(?!的)|"
    r"刚|现在(?!的)|原来|其实|可能|感觉|觉得|好像|听说|怪不得|难怪|居然|竟然|果然|终于|已经|算了|不(?!要|许|准|能忘)|没|是(?=的|啊|吗|呀|$)|对(?=的|啊|了|吧|$)|"
    r"[嗯哦噢额呃啊哈呵嘿嘻唉哎哇呜诶]|好(?=的|吧|啊|呀|了|嘞|哒|,|$)|[行成](?=吧|啊|的|了|,|$)|可以(?=的|吧|啊|,|$)|知道|明白|收到|了解|懂了|等[我等一下会]|稍等|待会|晚点|回头|先这样|随便|再说|再想|再看|还没|"
    r"什么|啥|怎么|为什么|为啥|谁|哪|多少|要不|因为|但是?|不过|所以|如果|虽然|笑死|无语|老板(?=[说来在让又])|领导(?=[说来在让又]))|"
    r"(?:i(?:'(?:m|ve|d|ll))?(?! (?:want|need|would)\b|'d (?:like|love) you)|we(?:'\w+)?|he|she|it(?:'s)?|they|you(?! (?:should|could|can|must)\b)|that(?:'s)?|this(?! (?:week|month|quarter|year|morning)'?s)|there(?:'s)?|"
    r"ok|okay|sure|yes|yeah|yep|yup|no|nope|nah|nice|cool|great|fine|good|perfect|right|lol|lmao|haha\w*|hm+|well|wow|oh|ah|never ?mind|forget it|wait(?! for)|hold on|not (?:now|sure|yet)|maybe|whatever|later|idk|dunno|let me (?:think|see)|"
    r"what|who|why|how|when|where|which|is|are|do(?= (?:i|you|we)\b)|does|did|was|were|but|because|so)\b(?!-)"
)
_TOLD = pattern(
    r".*(?:昨[天晚](?!的)|刚才|刚刚|太.{1,6}了|真(?=好|累|烦|难|冷|热|香|美|棒|不错|的)|好(?=累|烦|困|饿|冷|热|难受|忙|气人)|有点|哈哈|呵呵|嘿嘿|呜呜|无语|不错$|了吧$)|"
    r".*\b(?:was|were|went|yesterday(?!'s)|just now|said|told|so (?:tired|funny|annoying|bored|hungry))\b"
)


def says_what_to_do(text: str) -> bool:
    """Say whether an answer to "what is to be done?" is one; a request with a time of its own is not."""
    source = source_of(text)
    said = utterance_of(source)
    request = request_of(source)
    if request:
        return bool(request.prompt) and not request.phrases
    is_question = text.rstrip().endswith(("?", "？")) or asks_back(said.words)
    if is_question or _REMARK.match(said.words) or (said and phrases_in(said)):
        return False
    if is_order(said.text, said.begin) or action_at(said.text, said.begin):
        return True
    return not asks_at_end(source.text) and _TOLD.match(said.words) is None

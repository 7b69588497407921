# ruff: noqa: E501 - a pattern is easier to read on one line
"""Words that are said around a task, each with what it hints at. Data only."""

from enum import StrEnum
from re import Pattern

from bot.chat.language.numbers import HAN
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import HIDDEN


class Cue(StrEnum):
    """What a word hints at; `KIND` are words that change nothing."""

    TASK = "task"  # names a task beyond doubt: its number, its place, its quoted name
    IT = "it"
    NAME = "name"  # words of no other use here, which together may be what a task is called
    KIND = "kind"
    NOT = "not"
    PAUSE = "pause"
    HALT = "halt"  # stop: what runs now, or the task from now on
    ABORT = "abort"
    CURRENT = "current"
    RESUME = "resume"
    RUN = "run"
    SEND = "send"  # as RUN, and said of much else
    DELETE = "delete"
    CANCEL = "cancel"  # the task, or what runs now
    SHOW = "show"
    DETAIL = "detail"
    RESULT = "result"
    NEXT = "next"
    LAST = "last"
    DID = "did"
    WHAT = "what"
    HOW = "how"
    WHERE = "where"
    WHEN = "when"
    WHY = "why"
    WHETHER = "whether"
    CHANGE = "change"  # another value comes
    SET = "set"  # a value comes, of something new as likely as of a task
    LASTING = "lasting"  # from now on
    INSTEAD = "instead"  # what follows is what it was
    TITLE = "title"
    PROMPT = "prompt"
    SCHEDULE = "schedule"
    PLACE = "place"


_NUMBER = r"#? ?\d{1,3}(?![\d:.%])"
_ONE = r"(?:任务|提醒|闹钟)"
_ONE_EN = r"(?:task|reminder|job|alarm|one|item)"
_NTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d{1,2}(?:st|nd|rd|th))"
ALL = r"(?:我的?|本群的?|群里的?)?(?:所有|全部)(?:的)?(?:定时)?(?:任务|提醒)(?:都|全都|统统|全部|全)?|(?:定时)?(?:任务|提醒)(?:全都|全部|都|全|统统)|\ball (?:of )?(?:my |our |the )?(?:tasks|reminders|jobs)\b"
SURE = (
    rf"{ALL}|(?:定时)?{_ONE}(?:编号)?{_NUMBER}号?|编号{_NUMBER}|#\d{{1,3}}(?:号{_ONE}?)?|\d{{1,3}}号(?!\d){_ONE}?|\d{{1,3}}(?:个|条){_ONE}|"
    rf"(?:列表里?的?)?(?:倒数)?第(?:\d{{1,3}}|{HAN})(?:个|条|项)(?:定时)?{_ONE}?|最后(?:那|一)*(?:个|条)(?:定时)?{_ONE}?|"
    rf"\b(?:(?:task|reminder|job|alarm|item|number|no\.?|nr\.?) ?(?:number |no\.? ?)?{_NUMBER}|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b(?: {_ONE_EN}\b)?|(?:the )?{_NTH} {_ONE_EN}\b)|#\d{{1,3}}\b|"
    rf"[\"'《]?{HIDDEN}+[\"'》]?(?:(?:的|这个|那个)*{_ONE}| {_ONE_EN}\b)?"
)

WORDS: tuple[tuple[Cue, Pattern[str]], ...] = (
    (Cue.TASK, pattern(SURE)),
    (Cue.IT, pattern(r"\b(?:it|this one|that one|this task|that task|the same one)\b|刚才(?:那个|的|那条)?|刚刚(?:那个|的)|上面(?:那个|的)|它|这个(?:任务|提醒)?|那个(?:任务|提醒)?")),
    (Cue.KIND, pattern(
        r"@[^\s,:]{1,20}|\b(?:please|pls|plz|kindly|can|could|would|will|you|u|i'd|i'll|i'm|i|we'd|we're|we|like|come|comes|go|goes|going|that's|which is|want|to|me|us|just|now|right|real|quick|quickly|ok|okay|hey|hi|the|a|an|my|our|of|for|on|in|at|it's|its|that|this|go|ahead|and|then|"
        r"so|also|actually|exactly|again|atm|currently|today|asap|thanks|thx|ty|thank|if|be|get|have|take|give|bring|brought|so|is|are|do|does|mind|let's|lets|let|maybe|still|really|once|one|time|more|moment|present|straight|away|"
        r"immediately|well|new|too (?:early|late|often|frequent|noisy)|there|here|with|by|hand|manually|bit|little|while|too|as|think|we'd|yes|bot|aime|tasks?|reminders?|jobs?|my own|any|schedule|thing|only|"
        r"(?:don't|do not|without) (?:touch(?:ing)?|chang(?:e|ing)|mov(?:e|ing)|affect(?:ing)?) (?:the|its) (?:normal |regular |usual )?schedule|(?:leave|keep) (?:the|its) (?:normal |regular |usual )?schedule(?: alone| as (?:it )?is| unchanged| the same)?)\b|"
        r"请|麻烦|帮忙|帮|给|替|您|你|我们|我|想要|想|要|把|将|让|先|就|都|也|还|一下子|一下|一会儿?|一阵|下|吧|呗|啊|呀|呢|嘛|哦|噢|哈|啦|喽|咯|了|的|那边?|这边|现在|目前|马上|立刻|立即|赶紧|赶快|尽快|今天|"
        r"暂时|临时|可以|能不能|可不可以|能|行不行|行吗|好吗|好不好|可以吗|谢谢|多谢|谢啦|谢了|辛苦|直接|到底|具体|究竟|已经|好了|算了|该|需要|手动|单独|只|任务|提醒|定时|哈喽|你好|在|是|来|有|这样|那样|这|那|个|走|得|触发时间|执行时间|发送时间|时间|重新|再|又|遍|次|"
        r"太(?:早|晚|频繁|吵|多|快|慢|勤)了?|一[遍次回份条]|几天|两天|然后|顺便|其实|里面?|上面?|到|去|每次|成|完|出来|起来|下来|过来|掉|主要|大概|大约|"
        r"(?:别|不要?|不用)(?:动|改|影响|碰)(?:它|原来|原有|原本|本来|正常)?的?(?:时间|计划|安排|排期|定时)|(?:时间|计划|安排)(?:不变|照旧|照常)"
    )),
    (Cue.NOT, pattern(r"\b(?:don't|do not|dont|no longer|not|never)\b|\b(?:stop|quit)(?= (?:sending|running|posting|firing|executing))|不要|不用|不必|不需要|别再?|甭|不再|不")),
    (Cue.PAUSE, pattern(r"\b(?:pause|paus(?:ed|ing)|suspend(?:ed)?|mute|disable|deactivate|snooze|freeze|on (?:hold|pause|ice)|switch(?:ed)? off|turn(?:ed)? off|off)\b|暂停|停用|停发|停跑|禁用|静音|冻结|挂起|关掉|关闭|关了|关上|歇")),
    (Cue.HALT, pattern(r"\b(?:stop|halt|kill)\b|停止|停下来?|停掉|停住|叫停|停")),
    (Cue.ABORT, pattern(r"\b(?:abort|terminate|interrupt)\b|中止|终止|打断|中断|掐掉|掐断")),
    (Cue.CURRENT, pattern(r"\b(?:current|running|ongoing|in progress|active run|this run|the run)\b|正在|当前|这次|这一次|本次|这轮|这一轮")),
    (Cue.RESUME, pattern(r"\b(?:resume|un-?pause|un-?mute|re-?enable|enable|activate|reactivate|restart|back on|switch(?:ed)? on|turn(?:ed)? on|continue|start(?=.*\bagain\b))\b|恢复|重新?启用|启用|重新?(?:开启|打开|跑起来|开起来)|开启|打开(?!.*看)|激活|重启|继续|解除暂停|取消暂停|解冻|接着|开回来")),
    (Cue.RUN, pattern(r"\b(?:re-?)?(?:run|runs|ran|execute[ds]?|executing|trigger(?:ed)?|kick(?:ed)? off|fires?(?: off)?|fired|firing|go out|goes out|went out|go off)\b|试?跑|重跑|执行|运行|触发|试运行|启动")),
    (Cue.SEND, pattern(r"\b(?:post(?:ed|s|ing)?|send(?:s|ing)?|sent)\b|发送|推送|补发|发出?|推")),
    (Cue.DELETE, pattern(r"\b(?:delete|remove|erase|trash|discard|get rid of|bin)\b|删除|删掉|删去|删光|删|移除|清除|清掉|干掉|去掉|下线|注销")),
    (Cue.CANCEL, pattern(r"\b(?:cancel|scrap|drop)\b|取消|撤销|撤掉|作废")),
    (Cue.SHOW, pattern(r"\b(?:show|display|view|open|see|look at|tell me about|tell me|details|describe|pull up|remind me)\b|查看|看一?看|看一?下|看一?眼|看|打开看?|显示|展示|介绍|说说|讲讲|调出来|瞅瞅|瞧瞧")),
    (Cue.TITLE, pattern(r"\b(?:re-?name[d]?|names?|named|titled?|called|call)\b|改名|更名|重?命名|名字|名称|标题|叫做?|取名")),
    (Cue.PROMPT, pattern(r"\b(?:prompt|text|instructions?|wording|contents?)\b|提示词|内容|文案|指令")),
    (Cue.DETAIL, pattern(r"\b(?:details?|settings?|config(?:uration)?|setup|set up|prompt|content|info|supposed to|configured|scheduled|about|say|status|state)\b|详情|详细|细节|设置|设定|配置|内容|提示词|信息|状态|参数|什么情况|设")),
    (Cue.RESULT, pattern(r"\b(?:results?|outcomes?|outputs?|history|logs?|records?|track record|success rate|succeed(?:ed)?|fail(?:ed|ing|s|ure|ures)?|errors?|went|gone|work(?:ed|ing)?|crash(?:ed)?|broken)\b|结果|记录|历史|日志|输出|成功率?|失败|报错|出错|挂了?|战绩|情况")),
    (Cue.NEXT, pattern(r"\b(?:next|upcoming|due)\b|下一?次|下回|接下来|下一轮")),
    (Cue.LAST, pattern(r"\b(?:last(?: (?:time|night|week|month|run))?|latest|previous|recent(?:ly)?|lately|yesterday|this morning|so far|past)\b|上一?次|上回|最近(?:几次|一次)?|昨天|昨晚|今早|之前|前几次|近期|上周|过去")),
    (Cue.DID, pattern(r"\b(?:did|was|were|been|had|has)\b|有没有|了没有?|过没有?|了吗|过吗|没(?=跑|发|执行|推|运行)|了多少|了几|过几|过多少")),
    (Cue.WHAT, pattern(r"\b(?:what|what's|which|doing)\b|什么|啥|哪些|干嘛|干吗|做什么")),
    (Cue.HOW, pattern(r"\b(?:how|how's|often|many|times)\b|怎么样?|怎样|咋样?|如何|多久|频率|多少|几次")),
    (Cue.WHERE, pattern(r"\b(?:where|which (?:chat|group|channel)|who|whom)\b|哪儿|哪里|哪个群|发给谁|谁")),
    (Cue.WHEN, pattern(r"\b(?:when|what time|what day|how soon)\b|什么时候|啥时候|几点|何时|哪天|几号|周几|多会儿")),
    (Cue.WHY, pattern(r"\b(?:why|how come|what happened|what went wrong|what's wrong)\b|为什么|为啥|怎么(?=又|没|失败|挂|不)|怎么回事|咋回事")),
    (Cue.WHETHER, pattern(r"吗|么|没有?(?=$)|要不要|是不是|会不会|该不该|\bwhether\b")),
    (Cue.CHANGE, pattern(
        r"\b(?:chang(?:e|ed|ing)|mov(?:e|ed|ing)|shift(?:ed)?|push(?:ed)?(?: (?:back|out|forward))?|(?:bring|brought|pull(?:ed)?) (?:forward|up)|switch(?:ed)?|reschedul(?:e|ed)|updat(?:e|ed)|edit(?:ed)?|adjust(?:ed)?|redirect(?:ed)?|replace|bump(?:ed)?|forward|earlier|later|rather|instead(?! of))\b|"
        r"(?:往[前后])?(?:(?:更?改|更?换|挪|调整?)(?:成|到|为|按|在|至|去)?|(?:移|推迟|提前|延后|延|转)(?:成|到|为|按|在|至))"
    )),
    (Cue.SET, pattern(r"\b(?:make|set|should)\b|(?:设|定|变|放)(?:成|到|为|在)")),
    (Cue.LASTING, pattern(r"\b(?:from now on|going forward|from (?:today|tomorrow|next week) on(?:wards)?|starting now)\b|以后|今后|之后|往后|从现在(?:起|开始)|从今天起|从明天起")),
    (Cue.INSTEAD, pattern(r"\b(?:instead of|rather than|no longer|not|from)\b|(?:而)?不是|[由从](?=\d|每|早|晚|上午|下午)|别再?|不要再?|不用再?|不再")),
)  # fmt: skip
"""At each place the longest word counts; of two as long the first."""


def any_of(*cues: Cue) -> Pattern[str]:
    """Return what finds a word of these cues anywhere: a quick look before every word is read."""
    return pattern("|".join(f"(?:{words.pattern})" for cue, words in WORDS if cue in cues))

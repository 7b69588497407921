# ruff: noqa: E501 - a pattern is easier to read on one line
"""How people say that a task shall be different. Data only; `edits` and `edits_english` put the pieces together."""

from bot.chat.language.spans import pattern
from bot.chat.language.utterance import wording

FIELDS_HAN = {
    "name": r"(?:任务)?(?:名字|名称|标题|任务名|名)",
    "prompt": r"(?:任务)?(?:内容|提示词|提示语|prompt|要求|正文|文案|指令|描述|做的事情?)",
    "zone": r"(?:任务)?时区",
    "post_to": r"(?:发送|推送|发布|投递|接收)(?:群|目标群?|位置|地方|地点|去处|对象)|目标群|去处",
    "schedule": r"(?:(?:执行|运行|提醒|触发|发送|推送|跑的?|定时)?(?:时间|频率|频次|周期|间隔|计划|排期|日期|钟点|时刻|日程))",
}
FIELDS_EN = {
    "name": r"(?:name|title)",
    "prompt": r"(?:prompt|contents?|text|message|instructions?|wording|body|question)",
    "zone": r"(?:time ?zone|tz|zone)",
    "post_to": r"(?:target|destination|chat|group|channel)",
    "schedule": r"(?:time|schedule|frequency|period|cadence|cycle|timing|start time|run time|date|day|interval)",
}
FIELD_AT_END_HAN = pattern(
    rf"(?:的)?(?:{'|'.join(f'(?P<{name}>{words})' for name, words in FIELDS_HAN.items())})$"
)
FIELD_EN = "|".join(f"(?P<{name}>{words})" for name, words in FIELDS_EN.items())

# 改成 and its kin; what follows is the new value.
BECOMES = pattern(
    r"(?:都|全|再|统一|重新|也|还是|直接|一律|给我)*(?:推迟到|延后到|延期到|延到|推后到|顺延到|提前到|提早到|往后推到|往前提到|改成|改到|改为|改在|改至|改用|改回|换成|换到|换为|换在|换回|调成|调到|调为|调至|调整成|调整为|调整到|调整至|挪到|挪至|移到|移动到|移至|变成|变为|更新成|更新为|更改为|更改成|修改为|修改成|修改到|编辑成|设成|设为|设置为|设置成|设到|定到|定在|定为|定成|切换到|切换成|切到|切成|转成|转到|放到|安排到|按照?(?=[^,]{1,12}时间$)|改)(?:了)?[ :,]*"
)
RENAMES = pattern(
    r"(?:的)?(?:换一?个?新?名字?|改一?个?新?名字?|改名字?|重命名|更名|改称|起一?个?名字?|取名|改叫|名字换|名字改)(?:为|成|叫做?|到|作)?[ :,]*(?:就?改?叫做?)?[ :,]*|(?:以后|就|改|还是)*(?:叫|管)(?:它|这个(?:任务)?)(?:叫)?[ :,]*|(?:以后|今后|就|从此|现在|改)?叫做?[ :,]*(?![我你他她醒大])"
)
CALLED_HAN = pattern(r"(?:以后|今后|就|从此|现在)?叫做?[ :,]*")
SETS_FIELD_HAN = pattern(
    rf"(?:修改|更改|更新|调整|编辑|改一下|重写|变更|设置)(?:一下)?(?P<ref>[^,;!?]{{1,40}}?)的?(?:{'|'.join(f'(?P<{name}>{words})' for name, words in FIELDS_HAN.items())})(?:为|成|到|改成|改为|[:,])[ :]*(?P<value>.+)"
)
FROM_HAN = pattern(r"(?:由|从)(?P<old>[^从由]{1,16})$")
POSTS = pattern(
    r"(?:的)?(?:结果|内容)?(?:以后|今后|改|也|就|都|请|直接|改为|改成|换成|只|只要)*(?:换个?群(?:发)?[, ]?)?(?:发送?|推送?|转发|投递|发布|同步|贴|转)(?:到|给|在|至|往|(?=[^,;:。]{1,16}群(?:聊)?(?:里面?)?$|(?:这里|这儿|这边|我(?:自己)?)(?:就行|就好)?$))|(?:以后|今后|改成|改为|只|改)*(?:私发|私信|私聊|单独发)(?:给)?"
)
SHIFTS_HAN = pattern(
    r"(?:再|往|都|各|统一|整体|时间|改|调|挪|移|设|弄|换|成|到)*(?P<way>推迟|延后|延迟|延长|推后|(?:往?后|向后)(?:推|挪|移|延|顺延|拖|调|改|放)(?:迟|后)?|顺延|晚|提前|提早|(?:往?前|向前)(?:提|挪|移|调|改|放|赶)|早)(?:执行|运行|发送?|跑|个|了|点)*[, ]?(?=[\d半一二两三四五六七八九十个几])"
)
ADDS_HAN = pattern(r"(?:再|另外|还要|也|还)*(?:加上|加|增加|添加|多加|补上)(?:一个|个|一次|次)?(?:在)?")
DROPS_HAN = pattern(
    r"(?:就|只|仅|最多|一共|总共|共|持续|重复)*(?:跑|发|提醒|执行|运行)?(?:到|直到|截止|从|自|共|总共|一共|只|连续|持续|节假日|法定|周末|假期|跳过|除|避开|周|星期|礼拜|遇|逢|放假|\d|[一二两三四五六七八九十]|明|后|今|下|月)"
)
ONLY_HAN = pattern(
    r"(?:就|只|仅|最多|跳过|避开)|(?:节假日|法定节假日|周末|假期|放假|(?:周|星期|礼拜)[一二三四五六日天])[^,]{0,8}(?:不|别|免)(?:要|用|再|必|需要)*(?:发|跑|推|提醒|运行|执行)"
)
UP_TO = pattern(r"(?:就|只|仅|都|一直)*(?:跑|发|提醒|执行|运行|持续)?(?=到)")
ONCE_HAN = pattern(r"(?:跑|执行|运行|发)?[一1](?:次|遍|下|回|轮)")
ACTS_HAN = pattern(
    r".*(?:暂停|停掉|停用|停止|关掉|关闭|删|取消|恢复|继续|启用|打开|执行|运行|触发|跑|看看|查看|pause|resume|run|delete|stop|mute|hold|disable|suspend)"
)
PLAIN_HAN = wording(
    r"(?:编辑|修改|更改|改一下|改下|改改|调整一下|调整|更新一下|更新|修改一下|编辑一下|改)(?P<ref>[^,;!?]{1,40}?)(?:的?(?:设置|配置))?|(?:把|将)?(?P<ref>[^,;!?]{1,40}?)(?:我)?(?:想要?|要|需要|得|该|麻烦|帮我|请)+(?:改一下|改改|改|编辑一下|编辑|修改一下|修改|调整一下|调整|更新一下|改下|换一下)|(?:把|将)?(?P<ref>[^,;!?]{1,40}?)(?:改一下|改改|编辑一下|修改一下|调整一下|更新一下|改下)"
)
AND_THEN = pattern(
    r"[,;、] ?(?:并且?|而且|同时|然后|再|另外|还有|顺便|以及|and(?: also)?\b|also\b|then\b)? ?|(?:并且|同时|然后|顺便)(?:把)?| (?:and also|and then|and|then) (?=(?:rename|call|post|send|move|change|set|make|add|name|push|switch|shift|run|start|delay|put|bring|have|reschedule|update|include|skip|title|don't|only|rather)\b|at \d)"
)
NO_TASK = pattern(
    r"(?:我(?!的|们?的)|你|他|她|大家|听说|客户|老板|老师|公司|领导|刚|天气|快递|有人|时间(?!$)).*|.*(?:会议|发布会|评审会|航班|飞机|高铁|火车|比赛|考试|面试|上线|截止|截止日期?|ddl|活动|说|提醒我|叫我|告诉我|通知我|提醒大家|让我|群名|密码|答辩|婚礼|饭局|聚餐|团建)$|.*(?:提醒|叫|通知|告诉)(?:我|大家|我们).*|.*把.*|.*(?:要不要|该不该|是否|能不能).*|.*[,;!?。].*"
)
NO_EDIT = pattern(
    r".*(?:[改换调挪移推延定变][^,。]{0,20}(?:了|过)(?:一下)?)(?:[\s.!~,]*$|,(?:你|别|大家|我|请|记得))|(?!.*(?:能|可以|可否|麻烦|帮|请|好吗|行吗|成吗)).*(?:吗|么|没有?|呢)[\s.!?]*$|.*(?:为什么|为啥|怎么(?!样)|凭什么).*(?:[改换调挪移延定变]|推迟|提前)|(?:听说|据说|刚|昨天|他说|她说|老板说|老板让|领导让|有人|客户说|领导说|会议|明天的会|今天的会).*"
)

ADVERBS = r"(?: (?:instead|please|from now on|now|as well|too|going forward|permanently|for good|then|after all|rather|again))*"
LASTING = pattern(
    r"(?:从?(?:以后|今后|往后|从今往后|从今以后|从现在起|从现在开始|下次(?:起|开始)|下回起|之后|下次)|每次|以后)(?:都|就|请|麻烦|你|每次|再发|发的时候|的时候)*[ ,]*|(?:from now on|in (?:the )?future|going forward|from here on|henceforth|next time|for next time|every time from now on|each time)[ ,]+(?:please )?"
)
LASTING_END = pattern(
    r"[ ,]+(?:please )?(?:from now on|in (?:the )?future|going forward|from here on(?: out)?|next time|every time|each time|for next time|for all future runs)$|[ ,]*(?:以后都?这样|以后都?如此|以后都?按这个来|以后每次都这样)$"
)
# What a result may be told to be like from now on; anything else after 以后 is talk.
STYLE = pattern(
    r"(?:请|都|尽量|帮我|给我|把|再|能|可以|希望|要|就|也|只要?|麻烦)*(?:[^,;]{0,10}?(?:短|简短|简洁|精简|简单|长|详细|具体|细致?|少|多|正式|口语|口语化|活泼|客气|直接|清楚|清晰)(?:一?[点些]|一点儿)|用[^,;]{1,20}?(?:写|发|说|回|答|输出|格式|语气|表格|列表|形式|展示|总结|呈现|汇报)|(?:不要|别|不用|不必|无需|去掉|删掉|省略|略过|跳过)(?:再)?(?:写|发|带|加|放|列|附|提(?!醒)|包含?|包括|有|用|说(?!话)|给|啰嗦|废话|寒暄|表情|标题|表格|链接|总结)|(?:加上?|带上?|附上?|附带|补充|增加|添加|列出|写上?|标注|标出|标明|注明|分成|按|控制在|限制在|保持|突出|强调|包含|包括|给出|改用|换成|只写|只发|只列|只看|只要|先写|先列|先说|最多|不超过|至少)[^我你他]|(?:语气|标题|格式|篇幅|字数|风格|排版|语言)|(?:写|发|列|总结|汇报)(?:得|成|短|少|英文|中文)|(?:英文|中文|双语))"
)
STYLE_EN = pattern(
    r"(?:please |can you |could you |always |just |try to )*(?:make (?:it|them|this|these|the \w+)(?: a (?:bit|little|lot)| much| even)? (?:\w+er\b|more |less |short|long|brief|concise|detailed|in |into )|keep (?:it|them|this|the \w+)\b|(?:write|answer|reply|respond|post|send|summari[sz]e|format|do)(?: it| them| this| that| these)? (?:in|as|with|using|more|less|only|without)\b|(?:use|include|add|leave out|skip|drop|omit|exclude|mention|list|highlight|focus on|stick to|limit|give me|start with|end with|put|sort|group|number|avoid|no|don't|do not|never|only|stop (?:using|adding|including|mentioning)|less|more|fewer|be (?:more|less|brief|concise))\b|(?:shorter|longer|briefer|simpler|in (?:english|chinese|bullets?|bullet points|a table))\b)"
)
NO_TASK_EN = pattern(
    r"(?:i\b|we\b|he\b|she\b|they\b|some(?:one|body)\b|every(?:one|body)\b|any(?:one|body)\b|no(?:body| one)\b|me\b|us\b|him\b|her\b|them\b|my mind|the subject|the topic|your|you|gears|to\b|into|in\b|out|on\b|up\b|over|away|about|from|clothes|jobs|the world|sure|sense|progress|an? (?:call|note|plan|decision|list)|time\b|money|seats|house|aside|the (?:meeting|call|date|deadline|launch|event|wedding|party|trip|dinner|lunch|flight|interview|appointment|visit|project|lights?|table|alarm|oven|volume)\b)"
)

# ruff: noqa: E501 - a pattern is easier to read on one line
"""The words with which something is asked for. Data only, as patterns over folded text."""

from enum import StrEnum

from bot.chat.language.spans import pattern


class Verb(StrEnum):
    REMIND = "remind"  # the text that follows is posted word for word
    SAY = "say"  # so is this, and the verb itself is not part of it
    DO = "do"  # the agent does it, the verb included
    ACT = "act"  # an order as far as the words tell: a request when the time is said in full
    DO_OFTEN = "do_often"  # a thing people also do themselves: a request only when it recurs
    NONE = "none"


PARTICIPLE = (
    r"(?!moved|rescheduled|postponed|delayed|started|cancell?ed)(?:[a-z]{3,}ed|sent|done|made|run|built|put|set|read|shown|written|drawn|taken|given|brought|kept|held|paid|cut|shut|told|"
    r"drawn|reset|redone|rebuilt|rewritten|rerun|fed|swept|found|dealt)(?: (?:up|out|over|off|down|back|through))?"
)
_KNOWN = r"(?:numbers|figures|stats|metrics|news|results|minutes|notes|data|chart|graph|agenda|forecast|weather|leaderboard|headlines|dashboard|totals)"
_THING = r"(?:summary|digest|recap|roundup|rundown|overview|briefing|report|update|list|count|breakdown|snapshot|status)"
_WISH = (
    r"(?:(?:i|we)(?:'d| would)? (?:like|love|want|need|appreciate)|(?:can|could|may) (?:i|we)(?: please| possibly| also)? (?:please )?(?:get|have)|"
    r"(?:it(?:'d| would) be|would be) (?:great|nice|good|lovely|helpful|useful|handy) to (?:get|have))"
)
_FOR_A_THING = rf"{_WISH} (?=(?:a|an|the|my|our|all|some|every|[a-z]+s) (?:[a-z'-]+ ){{0,5}}?(?:{_THING}|{_KNOWN}|{PARTICIPLE})\b)"
_CAN_YOU = r"(?:can|could|would|will) (?:you|u|ya|someone|somebody|anyone)(?: possibly| kindly| maybe| also| just)?(?: please| pls| kindly)?,? "

# Behind the schedule: as before it, but nothing that may be somebody's own plan.
LEADS_BEHIND = (
    (pattern(rf"{_WISH} to (?=be (?:reminded|pinged|notified|alerted|nudged|told)\b)"), True),
    (pattern(_FOR_A_THING), True),
    (pattern(rf"{_WISH} to (?=(?:see|get|receive|be (?:sent|given|shown)) (?:the|a|an|my|our|all) )"), True),
    (pattern(_CAN_YOU), False),
)

# Before the schedule: words that ask (True) and words that are only kind (False).
LEADS = (
    (pattern(rf"(?:{_WISH} to|let me|let us) (?=be (?:reminded|pinged|notified|alerted|nudged|told|woken)\b)"), True),
    (pattern(rf"(?:{_WISH} to|let me|let us) (?=(?:see|get|receive|have|be (?:sent|given|shown)) (?:the|a|an|my|our|all|some) )"), True),
    (pattern(_FOR_A_THING), True),
    (pattern(rf"let's (?=(?:get|have) (?:the|a|an|my|our) (?:[a-z'-]+ ){{0,4}}?(?:{_THING}|{_KNOWN}|{PARTICIPLE})\b)"), False),
    (pattern(
        r"(?:(?:it(?:'d| would) be|would be) (?:great|nice|good|awesome|lovely|helpful|cool) if you (?:could|can|would)|(?:i|we)(?:'d| would) (?:appreciate it|be grateful|love it) if you (?:could|can|would)|"
        r"if (?:you don't mind|it's not too much trouble|that's ok(?:ay)?|it's no bother)|go ahead and|(?:please )?(?:don't forget|be sure|remember) to|note to self:?|(?:for )?my to-?do(?: list)?:)[, ]+"
    ), False),
    (pattern(r"(?:i|we) need reminding(?= |$)"), True),
    (pattern(r"(?:please )?(?:schedule|set up|add|create) (?:this|the following)(?: for me)?[:,]? |(?:please )?(?:put|add) (?:it|this) (?:on|to|in) (?:my|the) (?:calendar|schedule|list)[:,] "), True),
    (pattern(r"(?:到点|定时|每日|日常)提醒[,:]|我?(?:需要|想要|要)一?个(?:定时)?(?:提醒|任务|闹钟)[,:]|(?:设|定|设置|安排)一?下[,:]"), True),
    (pattern(r"put (?:in )?(?:a |an )(?:reminder|alarm|task)(?: in)?(?: for)? "), True),
    # What people say to begin with.
    (pattern(
        r"(?:quick (?:one|request|favou?r)|well|like|just a thought|cool|great|right|alright|nice|thanks|thank you|one more(?: thing)?|"
        r"another (?:one|thing)|new one|request|todo|aime|bot|listen|look|sorry|hi there|hello there)[,:;.!\-]+ ?|(?:fyi|btw|by the way|oh|ah|ooh|(?:one )?more thing|u[mh]+|er+|just(?: so)?|"
        r"if (?:possible|you can|you could)|when(?:ever)? you (?:can|get a chance|have a (?:sec|moment|minute))|do me a favou?r(?: and)?|"
        r"(?:please )?note(?: down)?|so like)\b[,:;.!\- ]+"
    ), False),
    (pattern(r"(?:(?:we|i|you guys)(?:'d| would|'ll| will)? )?(?:all )?(?:just )?(?:could (?:really )?use|want|need|like|get|have) (?:a |an )(?:daily |weekly |monthly |recurring |quick )?(?:reminder|alarm|alert)(?: for| set)?(?= |$|:)"), True),
    (pattern(r"(?:would|do) you mind |(?:is it possible|would it be possible) (?:for you )?to |i was wondering if you could |any chance you (?:can|could) "), True),
    (
        pattern(
            r"(?:设置|设定|设|新建|创建|建立|建|定|订|加|添加|安排|弄|整|来|开)(?:上)?(?:一)?个?(?:新的)?"
            r"(?:定时)?(?:任务|提醒|闹钟|日程)?(?:[哈吧呗啊呀嘛]?[,:]|(?=每|今|明|后|周|下|工作日|法定|\d|早|晚))"
        ),
        True,
    ),
    (
        pattern(
            r"(?:set ?up|set|create|add|make|schedule|start|new)(?: up)?(?: me)? (?:a |an )?(?:new |recurring |repeating |scheduled |one-time |one-off |quick |"
            r"daily |weekly |monthly |hourly |yearly )?(?:task|reminder|job|alarm|alert)(?: for me)?(?:,|:)?(?: (?:for|that|which|to(?= (?:run|go|fire) ))(?: (?:will )?"
            r"(?:runs?|goes off|fires))?)?(?: |$)"
        ),
        True,
    ),
    (pattern(r"(?:i(?:'d| would) like(?: you)? to|i want(?: you)? to|i need(?: you)? to|schedule(?: for)?:?|make sure to|remember to) "), True),
    (pattern(r"(?:我想让你|我要你|我想要你|我希望你|希望你|想让你|帮我|帮忙|替我|给我|劳烦|定时)(?!们)(?=每|天天|在|建|来|弄|加|新|安|今|明|后|周|下|工|法|从|隔|\d|[一二两三四五六七八九十半]|设|定|创|提醒|早|晚|凌|中午|到|过|接|月|本|这|(?:every|each|daily|hourly|weekly|monthly|weekdays|tomorrow|tmrw|today|tonight|next|on|at|in)\b)"), True),
    (pattern(r"(?:你?(?:能不能|可不可以|可以|可否|能否|能)(?:帮我|给我|请你)?|(?:我?想)?麻烦(?:你|您|帮我)?|请(?:你|您)?(?:帮我|帮忙)?|拜托(?:你)?|劳驾|那(?:个|就)|嗯+|呃+|额(?=[ ,.…])|就(?=(?:[下这本]个?[周月]|明|后天|每|周[一二三四五六日天]|今).{1,6}[吧呗嘛,])|好[的嘞啊吧]?[, ]|在吗[?,!]?|急[,!:]|重要[,!:]|紧急[,!:]|另外[,:]?|还有(?:就是)?[,:]?|对了[,!]?|顺便|(?:各位|大家)[,:]|希望(?!大家|你们)|【[^】]{1,8}】|#[^ ,#]{1,8}(?:#|[ ,])|#提醒|哈[喽啰罗]|嘿|早[,!]|早上好|下午好|晚上好|大家好|辛苦了?[,!]|[~]+|亲爱的(?:机器人|助手)?|机器人(?=[ ,:!]|请|帮|给|麻烦)|[你您]好[呀啊哈哇]?[,!~]?|嗨|喂|hi[, ]|从今以后|从现在(?:起|开始)|以后(?!叫我)|记得|记住|别忘了?)"), False),
    # What one wants oneself is as likely one's own plan: it takes an order after it.
    (pattern(r"(?:我想要?|我要|我需要)(?=每|在|今|明|后|周|下|工|法|从|隔|\d|[一二两三四五六七八九十半])"), False),
    (pattern(r"(?:在|往|给|到|发到|发在|推送到)(?:本群|这个?群|群里|[^,。:;]{1,12}?群)(?:里)?[,: ]*(?=每|今|明|后|周|下|工|法|从|隔|\d|[一二两三四五六七八九十半])"), True),
    (pattern(r"(?:please|pls+|plz+|kindly|hey|hi|hello|ok|okay|so|also|and|then|yo|dear|morning|hiya)\b,? ?(?:there|bot|aime|team|all|folks)?\b[,!]? ?"), False),
    # Whom a message addresses; "@所有人" belongs to what is posted.
    (pattern(r"@(?!all\b|everyone\b|here\b|channel\b)[a-z][\w.-]{0,30}[ ,:]*|@(?:[一-鿿]{0,4}(?:机器人|小?助手|助理))[ ,:]*|(?:小?助手|机器人|亲爱?的?|各位大佬|大佬|哥|姐)[, !]+"), False),
    (pattern(r"[\U0001f300-\U0001faff\u2600-\u27bf\u200d\ufe0f]+"), False),
    (pattern(r"(?:can|could|cld|cud|would|wld|will) (?:you|u|ya|some(?:body|one)|any(?:body|one)(?= (?:please )?(?:remind|ping|send|post))|we(?= (?:get|have|set)))(?: possibly| kindly| maybe| also| just)?(?: please| pls| kindly)?,? (?:help me )?"), False),
    (pattern(r"(?:from now on|going forward|starting now),? "), False),
    (pattern(r"定时(?:任务)?[,:]|[^,?。]{1,40}[,;](?:所以|因此|那就)(?=.{0,20}(?:提醒|叫)我)"), True),
    (pattern(r"(?:i(?:'d| would)? (?:want|need|like)|give me|can i (?:get|have)|let's have|i'm after|(?:i )?wouldn't mind) (?:a |an )?(?:daily |weekly |monthly |recurring )?(?:reminder|alarm|alert)(?: for| to be sent| set)?(?= |$)"), True),
    (pattern(r"[\s,.:;!…\-•*~]+"), False),
)  # fmt: skip

CALLED = (
    pattern(
        r"(?:设置|设定|设|新建|新增|创建|建立|建|定|订|加|添加|安排|弄|搞|整|来|开)(?:一)?个?(?:新的?)?(?:定时)?(?:任务|提醒|闹钟)?[哈吧啊呗呀嘛]?[,: ]{0,2}(?:任务)?(?:叫做?|[名取起]名?叫做?|名为|(?:名字?|名称|标题)(?:就)?(?:叫做?|为|是))"
        r"(?:\"(?P<quoted>[^\"]{1,60})\"|\"?(?P<name>[^,:\"]{1,40}?)\"?)(?:的(?:定时)?(?:任务|提醒)[,:]?|[,:])"
    ),
    pattern(
        r"(?:set ?up|create|add|make|schedule|new) (?:a |an )?(?:new |scheduled |recurring )?(?:task|reminder|job) (?:called|named|titled) "
        r"(?:\"(?P<quoted>[^\"]{1,60})\"|(?P<name>[^,:\"]{1,60}?))(?:[,:] ?(?:to |that )?| to | that )"
    ),
)
CALLED_AT_END = pattern(
    r"[,.; ]*(?:(?:名字|名称)(?:就)?(?:叫|是|为)|起名叫?|任务名叫?|(?:and )?(?:call it|name it|name:)) ?\"?(?P<name>[^,\"]{1,60})\"?$"
)

_ME = r"(?:一下)?(?:我们|我|咱们?|自己|俺)"
VERBS = (
    (Verb.REMIND, pattern(rf"(?:(?:请|麻烦(?:你|您)?|记得|别忘了?|千万|一定|务必|到时候?|到点了?|你|您|帮我|帮忙|给我|准时|按时|再|都|各|要|就)*)(?:(?:提醒|叫|喊|叮嘱|通知|催)(?:一?下)?{_ME}(?:一[下声])?(?![的了吗小]|过(?!生日|节|年|来|去|户|安检|海关|目|秤))|给我(?:一个|个)?提醒|发(?:个|一个|条)?提醒(?:给我)?)[,: ]?")),
    # Nothing else is to be done: 20分钟后叫醒我.
    (Verb.REMIND, pattern(r"(?:请|麻烦你?|记得|帮我|给我|准时|务必|一定|再|都|要|就)*(?=(?:(?:叫|喊|唤|弄)醒我|(?:把|将)我(?:叫|喊|唤|弄)(?:醒|起来|起床))(?:一下)?(?:$|[ ,.!~吧哈呗哦啊呀]))")),
    (Verb.REMIND, pattern(r"(?:请|麻烦你?|记得|帮我|给我|准时|务必|一定|再|都|要|就)*(?:把|将)我(?:叫|喊|唤)(?:醒|起来)")),
    (Verb.REMIND, pattern(rf"(?:(?:请|麻烦你?|记得|帮我|给我|准时|再|都|各|要|就)*)(?:提示|嘱咐|唤|喊醒|叫醒|提个醒|吱(?:一)?声|喊(?:一)?嗓子|戳|踢|艾特|@|呼叫?|滴滴?|督促){_ME}(?:一[下声])?(?![的了过吗])[,: ]?")),
    (Verb.REMIND, pattern(r"(?:(?:请|麻烦你?|记得|帮我|给我|准时|再|都|各|要|就)*)(?:(?:提醒|通知)(?:一下)?(?![的了过吗我任是没会列])(?<!通知(?=:))|(?:叫|喊|招呼|艾特|催促)(?=大家|全员|所有人|各位|同事|他们|团队))[,: ]?")),
    (Verb.REMIND, pattern(r"的?(?:提醒|闹钟)(?:$|[,: ]|(?:内容|我)(?:是|为)?:?)")),
    (Verb.REMIND, pattern(r"(?:please |pls |then )?(?:remind(?: (?:me|us(?: all)?|everyone|everybody|all(?: of us)?|(?:the )?(?:team|group|channel))\b|(?= (?:to|about|of|that)\b|[,:]|$))|(?:nudge|ping|alert|notify|poke) (?:me|us|everyone|everybody|all)\b)(?:,? (?:again|once|please|pls|kindly)\b,?)?(?=$|[ ,:]|[一-鿿])")),
    (Verb.REMIND, pattern(r"(?:please |pls |then )?(?:give (?:me|us) (?:a |an )?(?:quick |little |gentle )?(?:shout|nudge|heads[- ]?up|ping|buzz|ring|reminder|poke|call)|(?:nag|buzz|poke|prod|bug|pester|hound|shout at|tap|jog|prompt|warn|holler at|hit) (?:me|us)(?: up)?)(?=$|[ ,:]|[一-鿿])")),
    (Verb.REMIND, pattern(r"(?:remind|ping|call|notify|nudge|alert)(?:(?:我们?|大家)(?:一[下声])?|一下我?)[,: ]?")),
    (Verb.REMIND, pattern(r"(?:please )?(?:don't let (?:me|us) (?:forget|miss)|help (?:me|us) remember|be (?:reminded|pinged|notified|alerted|nudged|told|woken(?: up)?)\b|make sure (?:i|we) (?:remember|don't forget))(?=$|[ ,:])")),
    (Verb.REMIND, pattern(r"(?:please )?(?=wake me\b|@(?:所有人|全体成员|all\b|everyone\b))")),
    (Verb.REMIND, pattern(r"(?:please )?(?:remind|ping|nudge|alert|notify) (?=@(?:所有人|全体成员|all\b|everyone\b|here\b|channel\b))")),
    (Verb.REMIND, pattern(r"(?:a )?reminder(?: to| about| that| for|:| -|$)?(?= |$)")),
    (Verb.REMIND, pattern(r"(?:an )?alarm(?: for)?(?= (?:at|on|tomorrow|tonight|today|in \d)|$)")),
    (Verb.SAY, pattern(r"(?:说(?:一?句|一?声)?|发一?句(?:话|消息)?(?=[:,\"])|发送?(?:文字|文本|消息|一条消息|条消息)|喊一?[声句](?!我)|发:)(?![明的了过法好起到])[,: ]*")),
    (Verb.SAY, pattern(r"(?:please )?(?:say|announce)\b:? ?(?!the |a )")),
    (Verb.DO, pattern(r"(?:(?:请|麻烦你?|记得|自动|准时|定时|都|各|要|就|再|并|能)*)(?:帮我|帮忙|替我|(?:陪|教|考)我(?=背|练|读|念|聊|学|复习|默写|认|一)|告诉我|跟我说|问我|把(?!握)|给(?![力你您他她])|推送?(?![荐动广进断])|发(?![现生烧票布展明挥展货车呆财版薪奖你您他她]|工资(?![条单表明]))|汇总|总结|归纳|整理|查(?!理)|检查|巡检|统计|分析|对比|生成|导出|播报|播(?!放)|报(?!销|名|到|了|告会|表)|写(?=一?[份篇个段首条])|看(?:一?下|一?看|看|一[次眼遍])|监控|监测|盯|抓取?|爬取|搜(?:一?下|索|集)|拉取?|同步|备份|清理|重建|刷新|扫描|翻译|推荐|列出|列一|读取|跑(?![步腿路])|执行|运行|讲(?=个|一?[个段则])|收集|预测|计算|画|复盘|回顾|评估|核对|更新|下载|上传|转发|罗列|出一?份|做一?份|来一?份|来一?[条句段个首]|通报|公布|捞|跟进|提取|梳理|筛选|调用|触发|查询|浏览|对账|盘点|审查|校验|测试)(?![的了]|过(?!去))")),
    (Verb.DO_OFTEN, pattern(r"(?:各|要|再)*(?:看(?![来起上见好病医])|开(?![门始车心业学放饭店])|写|交|对|量|做|练|跑步|打卡|换|记录?|念|读|背|浇|喂|擦|遛|点名|签到|提交|准备|审|催|办|暂停|停止|删除?|清空|恢复|开启|打开|关闭|关掉|启动|重启|取消)(?![的了]|过(?!去))")),
    (Verb.DO, pattern(
        r"(?:please |pls |then |just |automatically |and |to )*(?:(?:send|give|show|tell|message|e?mail)(?! up\b)(?! (?:you|u|him|her|them|it|from)\b)|post(?! office)|"
        r"summari[sz]e|sum up|recap|check(?! out|-| in\b)|report(?! to\b| due\b)|generate|compile|collect|gather|fetch|pull|grab|"
        r"list|look up|search|scan|monitor|track|poll|crawl|scrape|query|count|compute|calculate|write (?:a|an|the|up|me)|draft|create|prepare|"
        r"analy[sz]e|compare|translate|run (?!to\b|into\b|out\b|errands|\d)|execute|trigger|rebuild|refresh|sync(?! up)|back ?up|export|rotate|"
        r"let me know|publish|broadcast|verify|validate|audit|inspect|rank|highlight|extract|digest|get (?:me|the)|find|bring me|"
        r"download|upload|archive|ping|notify|alert|deliver|share|review(?! meeting| session| call))\b(?!-|'s? )")),
    (Verb.DO_OFTEN, pattern(
        r"(?:please |pls |then |just |automatically |and |to )*(?:make|get|do|read|watch|start|build|deploy|pick|draw|plot|chart|clean(?: up)?|"
        r"measure|look (?:at|into)|update|write|test|ask|wish|teach|quiz|brief|explain|research|recommend|suggest|push|dump|run(?! \d)|bring|"
        r"remove old|delete old|close stale|triage|label|pause|stop(?! (?:sending|reminding|posting|it|that|this|me)\b)|delete|remove|resume|restart|cancel|turn (?:on|off)|report to)\b(?!-|'s? )")),
)  # fmt: skip
# Others than oneself whom a reminder is for: they stay part of what it says.
WHOM = pattern(
    r"\b(?:remind|nudge|ping|alert|notify|poke) (?P<whom>everyone|everybody|all(?: of (?:us|you|them))?|(?:the )?(?:team|group|channel))\b"
)
AFTER_REMIND = pattern(
    r"[ ,:]*(?:[一两三四五1-9]次(?!性))?[ ,:]*(?:内容(?:是|为)|(?:to|about|abt|of|that|:)(?= |$|[一-鿿])|2(?= [a-z]))?[ ,:]*"
)
PLACE = pattern(
    r"(?:在|往|到|给|发到|发在)(?:本群|这个?群|群里面?|群内|\"[^\"]{1,60}\"群(?:里面?|内)?|[^,。:;]{1,12}?群(?:里面?|内)?)(?:里)?[,:]?|"
    r"in (?:(?:the )?(?:group|chat|channel) (?:called )?\"[^\"]{1,60}\"|(?:this|the|our) (?:group|chat|channel)|(?:the |our )?(?:\"[^\"]{1,60}\"|[\w&#-]+(?: [\w&-]+){0,2}?) (?:group|chat|channel))(?![a-z]),? ?"
)
TELLING = pattern(
    r"(?:告诉我|跟我说|问我|给我|发我|(?:please )?(?:tell|send|give|show|message|ask|text|dm|drop|shoot|email|e-mail) (?:me|us)|let me know)"
)
FILLER = pattern(r"的?(?:定时)?任务(?:[,:]|去|来|$)+(?:内容(?:是|为))?:?|(?:task|job)\b(?: to|:|,)? ?")
# Kind words and adverbs before what is to be done, no part of it.
KIND = pattern(
    r"[ ,]*(?:(?:please|pls|plz|kindly|just|go ahead and)\b[, ]*)+|[ ,]*(?:帮我|帮忙|替我)(?=[a-z])|[ ,]*(?:请|麻烦(?:你|您)?|都(?:要|得)?(?![是有会市江灵]))+"
)
_THEN = r"(?:到时候?|到点了?|到时间了?|届时|记得|再|请|麻烦)*"
_EARLY = "(?:" + "|".join(rf"(?<=提前.{{{length}}})" for length in range(2, 8)) + ")再?"
REMIND_LAST = pattern(
    rf"(?:[, ]+{_THEN}|{_EARLY})(?:提醒|叫|喊|通知)(?:我们?|大家|一下)?(?:一[下声])?$|[, ]+(?:please )?remind me$"
)
REMIND_AHEAD_LAST = pattern(
    r"[,.;!]+ ?(?:so |and |please |pls |can you |could you )*(?:remind|ping|alert|nudge|notify) (?:me|us|everyone|the team) (?=(?:\d|an? |half|one|two|three|five|ten|fifteen|twenty|thirty))"
)
REMIND_LIMITED_LAST = pattern(
    r"[, ]*(?:提醒|叫|喊|通知)(?:我们?|大家)(?:一下)?[,;] ?(?=[连共总一持坚只到直跳除周节遇避])"
)
REMIND_ME_LAST = pattern(r"[, ]*提醒我(?:一下)?$")
REMINDER_LAST = pattern(
    rf"(?:(?:[, ]+{_THEN})?提醒我?(?:一[下声])?|(?:[, ]+{_THEN}|{_EARLY})(?:叫|喊|通知)(?:我们?|大家)(?:一[下声])?|的?提醒| reminder)$"
)
CALLED_HERE = pattern(
    r"[ ,]*(?:(?:called|named|titled) (?:\"(?P<quoted>[^\"]+)\"|(?P<name>[^,:\"]{1,40}?))(?: (?:to|that)\b|[:,]) ?|"
    r"(?:叫做?|名叫|名为)\"?(?P<han>[^,:\"]{1,20}?)\"?(?:的(?:定时)?(?:任务|提醒)[,:]?|[,:]))"
)
DAILY_THING = pattern(r"(?:a|an|the|my|our) daily\b")

QUOTED = pattern(
    r"(?:(?:please |pls )?(?:发送?|推送?|说|讲|喊|回复|播报|post|send|say|write|announce|message)[^\"]{0,14}?)"
    r"\"(?P<text>[^\"]+)\"[\s.!]*(?:(?:到|给|在|to |in ).{0,40})?$"
)
POST = pattern(
    r"(?:please )?post (?!(?:here|in|that|office|a|an|the|my|our|your|this|that|today|yesterday|tomorrow|last|latest|all|new|some|what|how|who|"
    rf"weekly|daily|monthly|summary|news|top|stats|metrics|numbers|any|every|it|one|\d+)\b)(?![^,.;]{{0,40}}\b(?:{_THING}|{_KNOWN})\b)"
    r"(?P<text>[^,.;]{1,40}?)[\s.!]*$"
)

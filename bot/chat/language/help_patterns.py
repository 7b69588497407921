# ruff: noqa: E501 - a pattern is easier to read on one line
"""How people ask what the bot can do and how it is used. Data only."""

from bot.chat.language.spans import pattern

_YOU = r"(?:你|您|这个?|这玩意儿?|这东西|(?:这个?|咱们?这个?)?(?:机器人|助手|bot|功能|工具|应用)|它|aime)"
_HOW = r"(?:怎么|如何|怎样|咋|要怎么|该怎么)"
_WHAT = r"(?:什么|啥|些什么|些啥|点啥|点什么|哪些|几种|多少)"
_TELL = r"(?:给我|跟我|帮我|能|可以|能不能|麻烦|请|再)*(?:讲讲|讲一?下|说说|说一?下|介绍一?下|介绍|展示一?下|列一?下|列出来?|看看|看一?下|看|发我|告诉我|教教我|教我|教一?下|演示一?下|科普一?下)?(?:一下)?"
_TAIL = r"(?:呀|啊|呢|嘛|哈|呗|来着|看看|给我看看?|给我|一下|吗|列一?下|列出来|发我|发一下|说一?下)*"
_PART = r"(?:功能|命令|指令|用法|本事|技能|能力|能耐|操作|使用方法|使用说明|玩法|口令|说法|语法|用途|使用教程|教程)"
_MANUAL = r"(?:使用|操作|用户|新手|入门|快速|机器人|简单的?)*(?:说明书?|教程|手册|指南|文档|帮助文档|帮助|攻略|引导|示例|例子|用法|使用说明)"
_NEWCOMER = r"(?:(?:我)?(?:是|刚|才|刚刚)?(?:新来的|新手|新人|小白|刚来的?|刚用|第一次用|头一次用|头一回用|没用过|不太?会用?|不会用|不知道(?:怎么|咋)用|不懂怎么用|不太会|不懂)(?:你|这个|它)?(?:的)?)"
_THING = r"(?:任务|提醒|闹钟|时间|名字|周期|频率|内容|提示词|时区|语言|模板|群|历史|记录|发送群)"
_ACT = r"(?:设置?|设定|新建|新增|创建|建|改|修改|更改|编辑|调整|删除?|删掉|取消|暂停|停掉?|停止?|恢复|添加|加|查看?|看|运行|执行|触发|定|安排|换)"
_ONE = r"(?:一个|个|一下|掉)?(?:新的?)?(?:定时)?"
_HAN = (
    rf"{_TELL}{_YOU}?(?:这边|这里)?(?:的)?(?:都|现在|目前|一共|总共|能|可以|具体|到底)*(?:有|支持|提供|会|包括|能用|认识|懂)(?:的)?{_WHAT}(?:可用的?|能用的?)?{_PART}{_TAIL}",
    rf"{_TELL}(?:把)?{_YOU}?(?:的)?(?:都有的?|全部|所有|可用的?|常用的?)?(?:的)?{_PART}(?:大全|列表|清单|一览|汇总|表)?(?:都|是|分别)*(?:有{_WHAT}|{_WHAT}|有几个)?{_TAIL}",
    rf"{_YOU}?(?:这边)?(?:都|还|到底|究竟|现在|具体|平时|能|会|可以)*(?:能|会|可以)(?:帮我|帮忙|为我|给我|替我)?(?:做|干|弄|搞|处理|提供|实现|完成)?{_WHAT}(?:事情?|活儿?|东西|忙)?{_TAIL}",
    rf"{_YOU}?(?:都)?(?:干{_WHAT}|做{_WHAT})(?:用)?的{_TAIL}",
    rf"(?:我)?(?:该|要|应该|可以|能)?{_HOW}(?:才能)?(?:跟|和|对|给)?(?:你|机器人)(?:说|讲|说话|聊|沟通|交流|下命令|下指令|吩咐|提要求)(?:才(?:能|行|可以).{{0,12}}|.{{0,2}})",
    rf"(?:我)?(?:不知道|不清楚|不晓得|不懂)(?:该|要|应该)*{_HOW}(?:使?用|操作|上手)(?:你|这个|它)?{_TAIL}|(?:我)?(?:不太?会|不会)用(?:你|这个|它)?{_TAIL}",
    rf"(?:{_YOU}|定时任务)?(?:到底|究竟|该|要)?{_HOW}(?:用|使用|玩|操作|弄|使|上手|开始)(?:的)?[啊呀]?(?:这个|你|它|{_YOU})?{_TAIL}",
    rf"(?:新手|新人|小白)(?:该|要|应该)?{_HOW}(?:用|使用|上手|开始|玩|操作){_TAIL}|{_NEWCOMER}(?:,? ?(?:{_YOU}?(?:该|要)?{_HOW}(?:用|使用|玩|操作|弄|上手|开始)(?:你|这个|它)?|(?:能|可以)?(?:给我|跟我)?(?:讲讲|讲一?下|介绍一?下|说说|说一?下|演示一?下)(?:怎么用)?|教(?:教|一?下)?我?(?:一下|怎么用)?|帮帮我|怎么办|求教|求助|指导一?下|该怎么办)){_TAIL}",
    rf"{_TELL}(?:一下)?{_HOW}(?:使?用|操作|玩)(?:你|这个|它|{_YOU})?{_TAIL}|(?:教教|教一下|教|指导一?下)我?(?:一下)?{_HOW}?(?:使?用|操作)?(?:你|这个|它)?{_TAIL}(?<!教)(?<!我)",
    rf"(?:有没有|有|给|给个|来|来个|来份|给份|给我|发|发个|发我|看看|看|查看|打开|求|要|想要|想看|我想看|我要看)*(?:一?[个份点些下]|几个)?(?:你的?|机器人的?)?{_MANUAL}{_TAIL}",
    rf"{_TELL}{_YOU}?(?:的)?(?:自己|自我介绍|用法|用途|功能)(?:吧)?{_TAIL}(?<!自己)|(?:介绍|说说|讲讲)(?:一?下)?(?:你)?自己{_TAIL}|自我介绍(?:一?下)?{_TAIL}",
    rf"(?:我)?(?:想|要|想要)?{_ACT}{_ONE}{_THING}(?:的{_THING})?(?:该|要|应该|得|是)*{_HOW}(?:说|操作|弄|搞|做|办|写|下|用){_TAIL}|{_ACT}{_ONE}{_THING}(?:用|要用|的)*(?:命令|指令|口令|说法|方法)(?:是|怎么说|有)*{_WHAT}?{_TAIL}",
    rf"(?:{_THING}|定时任务)(?:的?{_THING})?(?:该|要|应该|可以|能|得)*{_HOW}(?:才能)?{_ACT}(?:掉|一下|了)?{_THING}?{_TAIL}",
    rf"{_HOW}(?:才能|才可以|可以|能)?(?:让|叫|使)(?:你|机器人)[^了过]{{0,20}}",
    rf"(?:给|来|举|讲)(?:我)?(?:举|来|讲)?(?:几个|个|一些|一个|点|一?[两二]个)?(?:使用|简单的?)?(?:例子|示例|样例|案例){_TAIL}",
    r"(?:我)?(?:需要|要|求|想要)(?:一[点些]|点)?(?:帮助|帮忙|指导|引导)|救命(?:,?怎么用)?|求(?:助|教|指导)",
)
_BOT = r"(?:you|u|this|this bot|the bot|this thing|it|aime|this assistant)"
_INTRO = r"(?:(?:i'm|i am|we're|we are) (?:new(?: here| to this)?|lost|confused|stuck|not sure(?: what to (?:do|say|type))?)|(?:it's my |my )?first time(?: using (?:this|you|it)| here)?|(?:just )?(?:joined|got here|getting started)|new here|no idea how (?:this|it) works|(?:i )?don't (?:know|get) how (?:to use (?:this|you|it)|this works|it works)|(?:i'm )?not sure how (?:to use (?:this|you|it)|this works))"
_MANUAL_EN = r"(?:(?:user |quick |short |quick-start |starter |help )?(?:manual|guide|tutorial|docs?|documentation|instructions?|help(?: page| text| menu)?|cheat ?sheet|overview|tour|intro(?:duction)?|walk-?through|examples?|demo|manual page))"
_DO = r"(?:use|edit|create|delete|pause|make|set up|set|change|stop|add|schedule|rename|resume|cancel|remove|run|view|see|list|move|modify|update|trigger|get|start)"
_EN = (
    rf"(?:and |so |well |but )?what (?:all |else |exactly |kind of (?:things|stuff) |sort of (?:things|stuff) |things |stuff )?(?:can|could|do|are|would|will) {_BOT} (?:do|capable of(?: doing)?|able to do|help(?: me)?(?: with)?|good (?:for|at)|for|offer|support|understand)(?: exactly| here| for me| for us| anyway| really| besides .{{1,20}})?",
    r"what (?:can|could|should|do|would|may) i (?:use you for|ask(?: you)?(?: for| to do)?|say(?: to you)?|do(?: here| with (?:you|this))?|type(?: here| in)?|tell you|write(?: here| to you)?|try(?: first| here)?|send you)",
    r"(?:what|which)(?: kinds? of| sorts? of| other)? (?:commands?|features|functions|options|things|phrases|keywords|actions)(?: all)? (?:do you (?:have|support|know|understand|accept|take)|are (?:there|available|supported|possible)|can i (?:use|type|say|give(?: you)?)|exist|work)(?: here| right now)?",
    r"what are (?:all )?(?:the|your|my) (?:available |supported |possible )?(?:commands|features|options|functions|capabilities|choices|skills)(?: here| again| please)?|(?:what's|what is) (?:possible|available)(?: here)?",
    r"(?:show|give|list|send|tell|print|see|get)(?: out)?(?: me| us)?(?: all)?(?: of)?(?: the| your| all your)?(?: available| supported| possible)? ?(?:commands|features|options|capabilities|functions)(?: list)?(?: you (?:have|support|know))?|commands|(?:list of|all|the|available|your) commands(?: list)?|commands? list",
    rf"(?:{_INTRO}[,.;!]? ?)(?:(?:so |and |but |can you |could you |please )*(?:how (?:does|do) {_BOT} work|how (?:do|should|can) i (?:use {_BOT}|start|begin|get started)|what (?:do|should|can) i (?:do|say|type)(?: now| first| here)?|help(?: me)?(?: out)?|where (?:do|should) i (?:start|begin)|explain(?: it| this)?|show me(?: around| how)?|what now|any (?:tips|pointers|help)|what can you do))|(?:i )?don't (?:know|get) how to use (?:this|you|it)",
    r"(?:can|could|may) i (?:get|have|ask for) (?:some |a bit of |a little )?(?:help|assistance|guidance)(?: here| with (?:this|the bot))?|(?:can|could|would) you (?:please )?(?:help|assist|guide)(?: me| us)?(?: out)?|help(?: me| us)?(?: out)?(?: here| a bit)?|(?:some )?help(?: here)?|i(?:'d| could| would)? (?:need|like|use|want) (?:some |a bit of |a little |your )?help(?: here| with (?:this|the bot|you|tasks|reminders))?",
    rf"(?:is there|do you have|have you got|got|any|where(?:'s| is| are| can i find)|show me|give me|send me|open|i want|i need|can i (?:get|see|have)|can you (?:give|show|send) me)(?: a| an| the| any| some| your| me)*(?: quick| short| few)? ?{_MANUAL_EN}(?: of (?:a )?(?:tasks?|reminders?|what (?:i can (?:say|ask|do)|you can do)))?(?: somewhere| anywhere| available| for (?:this|you|the bot|it))?",
    r"(?:explain|introduce|describe) yourself|tell (?:me|us) (?:more )?about (?:yourself|this bot|the bot|what you (?:can )?do|what you're for)|(?:tell|show|explain to) (?:me|us) (?:how (?:this|it|you|this bot|the bot|everything) works?|how to (?:use (?:this|you|it)|get started|start)|what (?:you|this bot|this) (?:can do|do|does|is for))|how (?:you|this|it) works?|explain how (?:this|it|you|the bot) works?|walk me through (?:this|how (?:this|it) works|the (?:basics|bot))",
    rf"how (?:do|can|should|would) (?:i|we|you) (?:talk|speak|communicate|interact|work|deal) (?:to|with) {_BOT}|how (?:do|can|should) (?:i|we) use {_BOT}(?: bot)?(?: properly| exactly)?|how (?:does|do) {_BOT} (?:actually |even )?(?:work|function)(?: here| exactly)?|how does one use {_BOT}",
    rf"(?:what's|what is|what are|which is) the (?:right |correct )?(?:command|commands|syntax|way|phrase|wording)s? (?:for|to) (?:{_DO}|pausing|deleting|creating|editing|resuming|stopping|renaming|listing|changing|adding|making|scheduling|running)(?: .{{1,30}})?",
    rf"(?:how (?:do|can|would|should|could) (?:i|we|one|you)|how to) {_DO}(?: (?:a|an|the|my|one|some|new|of|all|existing|recurring|scheduled|daily|weekly|time|name|title|schedule|prompt|in|on))* ?(?:tasks?|reminders?|jobs?|schedules?|alarms?|templates?|time ?zone|language|them|it|one|times?|names?|groups?|prompts?|frequency)(?: .{{0,30}})?",
    r"what are you(?: capable of| able to do| good for| good at| for)?(?: exactly| anyway)?|what do you do(?: exactly| here| anyway| for a living)?|what's your (?:purpose|job|function)|who are you(?: exactly)?|are you a bot",
    r"how to (?:get )?start(?:ed)?|(?:where|how) (?:do|should|can) (?:i|we) (?:start|begin|get started)|get me started|getting started|quick ?start|onboarding",
)
HELP_MORE = tuple(pattern(one) for one in (*_HAN, *_EN))
"""Each is tried on the whole message."""

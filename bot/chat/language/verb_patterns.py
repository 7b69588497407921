# ruff: noqa: E501 - a pattern is easier to read on one line
"""How people say what they want with a task. Data only: the first pattern that fits a whole message counts."""

from bot.chat.language.meaning import Intent
from bot.chat.language.numbers import HAN
from bot.chat.language.phrases import pattern

LEAD = pattern(
    r"(?:[\s,.!:]|请(?:你|您)?|麻烦(?:你|您)?|帮我|帮忙|给我(?=看|列)|你?(?:能不能|可以|能)(?=帮|给|把|暂|停|删|恢|列|看|跑|运)|"
    r"(?:please|pls|plz|hey|hi|ok|okay)\b,? |(?:can|could|would|will) you (?:please )?|i(?:'d| would) like to (?:see )?|i want to (?:see )?)*"
)
# A number of a task: 3, #3, 3号, 第三个, task 3, number 3
REFERENCE = pattern(
    rf"(?:(?:任务|提醒|编号|task|reminder|job)? ?(?:第|#|no\.? ?|number )?|the )(?:(?P<n>\d{{1,4}})|(?P<han>{HAN}))(?:号|个|条|项|st|nd|rd|th)?(?:的)?(?:任务|提醒| one| task| reminder)?"
)
ALL = pattern(
    r"\*|(?:全部|所有|一切|全都|全)(?:的)?(?:我的)?(?:定时)?(?:任务|提醒)?|all|everything|(?:all|every)(?: of)?(?: my| the| these)? ?(?:tasks?|reminders?|jobs?|of them)?"
)
NOTHING = pattern(
    r"它|这个|那个|这|那|他|一下|任务|提醒|it|this|that|them|the task|the reminder|this one|that one|task|reminder|a task"
)

_TASK = r"(?:的?(?:定时)?(?:任务|提醒|闹钟))"
_NAMED = r"(?P<ref>(?!(?:我|你|他|她|大家|昨天|今天|明天|会议|会|人|事)).{1,40}?)"
_EVERYTHING = r"(?P<everything>(?:全部|所有|一切)(?:的)?(?:我的)?(?:定时)?(?:任务|提醒)?(?:都|全)?)"
_THE = r"(?:the |my |our )?"
_KIND = r"(?: (?:task|reminder|job|schedule))?"
_REF_EN = rf"(?P<ref>(?:all|everything|#?\d+|(?!(?:me|you|at|away|out|late|errands|to|into|for)\b)[^?]{{1,60}}?)){_KIND}"

PATTERNS = tuple(
    (intent, pattern(words))
    for intent, words in (
        # Help
        (Intent.HELP, r"帮助|怎么用|(?:你|这个)?(?:机器人)?(?:怎么用|怎么使用|如何使用)|使用(?:帮助|说明|方法)|(?:有|支持)(?:哪些|什么|啥)(?:命令|指令|功能)|你?(?:会|能)(?:做|干)?(?:什么|啥|些什么|点啥)\??|你是谁|怎么(?:设置?|新建|创建|改|编辑|删除|暂停|添加)(?:一个)?(?:定时)?(?:任务|提醒)\??|菜单|help|help me|\?|usage|commands?|menu|what can (?:you|u) do|how (?:do|can) i (?:use|edit|create|delete|pause|make|set up|set|change|stop|add)\b.*|how (?:does|do) (?:this|it|you) work|what (?:commands|can i say|are the commands).*|get started"),
        # What comes next
        (Intent.UPCOMING, r"(?:接下来|下一个|下个|下一次|下次|马上|即将|今天|今晚|明天|明早|本周|这周|下周)(?:要|会|将)?(?:跑|运行|执行|触发|发)?(?:的)?(?:是|有)?(?:什么|啥|哪个|哪些|哪几个)(?:要跑|要运行)?(?:的)?(?:任务|提醒)?(?:要跑|要运行|会跑|要发)?\??|(?:今天|今晚|明天|明早|接下来|本周|下周)(?:还)?(?:有|会跑)(?:什么|啥|哪些)(?:定时)?(?:任务|提醒)(?:要跑|要执行|会跑)?\??|(?:接下来|即将)(?:的|要跑的|运行的)?(?:任务|提醒|安排)|下次(?:什么时候|几点)(?:跑|运行|发)\??|(?P<ref>.{1,30}?)(?:下次|下一次)(?:是)?(?:什么时候|几点|啥时候)(?:跑|运行|发|执行|提醒)?\??"),
        (Intent.UPCOMING, r"(?:show me |list )?(?:the )?(?:next|upcoming|coming) (?:runs?|tasks?|reminders?|fires|jobs)(?: (?:of|for) (?P<ref>.{1,40}?))?|upcoming|what(?:'s| is) (?:next|coming up|up next|due|scheduled next)(?: (?:today|tonight|tomorrow|this week))?\??|what(?:'s)? (?:fires|runs|is running|will run|goes out|is due|is scheduled)(?: (?:today|tonight|tomorrow|next|this week|this evening))\??|when (?:does|will|is) (?:the )?(?P<ref2>.{1,40}?) (?:run|fire|go out)(?: next)?\??"),
        # Lists
        (Intent.LIST, r"(?:(?:请)?(?:看看|看下|看一下|查看|列出|列一下|显示|给我看看|查一下|查询|瞧瞧|有)?)(?:都)?(?:我|我们|本群|这个群|群里|这里|这个群里)?(?:的|里的|里)?(?:(?:所有|全部|当前|现有|暂停的?|失败的?|已暂停的?)的?)?(?:定时)?(?:任务|提醒)(?:列表|清单|都有啥|都有什么|有哪些|有什么|有啥)?\??|(?:我|本群|这个群|这个群里|群里|这里|现在|目前|当前)?(?:里)?(?:都)?(?:设置|设|定|建|创建|有|一共有|还有)(?:了|过)?(?:些)?(?:哪些|什么|啥|几个|多少个?)(?:定时)?(?:的)?(?:任务|提醒)?\??|(?:看看|看下|看一下|查看)?(?:我)?(?:都)?(?:有|设了|定了)(?:啥|什么|哪些)(?:定时)?(?:任务|提醒)\??|(?:都)?有(?:啥|什么|哪些)(?:定时)?(?:任务|提醒)\??|任务列表|列表"),
        (Intent.LIST, r"(?:(?:show|list|see|view|display|get)(?: me)?|what are|what're)?(?: ?all)?(?: ?of)? ?(?:my|the|our|all|all my|this chat's|this group's|paused|failed|active)?(?: (?:paused|failed|active|scheduled|current))? ?(?:tasks|reminders|jobs|schedules)(?: (?:in|of|for) (?:this|the) (?:chat|group))?(?: please)?\??|list(?: all)?(?: please)?|what(?: do| have)? (?:i|we) (?:have |got )?(?:scheduled|set up|got scheduled)\??|what(?:'s| is) scheduled(?: here| in this (?:chat|group))?\??|what do (?:i|we) have(?: scheduled| set up)\??|(?:which|what) (?:tasks|reminders) (?:do i have|are there|are set(?: up)?|exist)\??|(?:show|list) (?:everything|all)"),
        # Stop a run
        (Intent.STOP, r"(?:把)?(?:正在(?:跑|运行|执行)的?)(?P<ref>.{0,40}?)(?:停下来|停掉|停下|停了|停止|终止|取消|中止|停)|(?:停止|终止|中止|取消)(?:正在)?(?:运行|执行|跑)(?:中)?(?:的)?(?P<ref2>.{0,40}?)|(?:终止|中止)(?P<ref3>.{1,40}?)"),
        (Intent.STOP, r"(?:abort|kill|cancel|stop) (?:the )?(?:running|current|ongoing) (?P<ref>.{1,40}?)|abort (?:the )?(?P<ref2>.{1,40}?)|(?:stop|cancel) (?:the )?(?:current )?run(?: of (?:the )?(?P<ref3>.{1,40}?))?"),
        # History
        (Intent.HISTORY, rf"{_NAMED}{_TASK}?(?:一共|总共|都|最近)?(?:跑过|跑了|运行过|运行了|执行过|执行了|发过|发了)(?:几|多少)(?:次|遍|回)\??|(?:看看|查看|看下|看一下)?{_NAMED.replace('ref', 'ref2')}{_TASK}?的?(?:最近(?:一次|几次)?的?|上次的?|历次的?|过去的?)(?:结果|运行|记录|执行|情况|表现)(?:怎么样|如何|呢)?\??|(?:看看|查看|看下|看一下)?{_NAMED.replace('ref', 'ref3')}{_TASK}?的?(?:历史|运行记录|执行记录|历史记录|运行历史)|(?:运行|执行)(?:记录|历史)|历史(?:记录)?|(?:昨天|今天|最近|上周|本周|这周)(?:有|有没有)(?:失败|出错|没跑)(?:的)?(?:任务|提醒)?(?:吗)?\??"),
        (Intent.HISTORY, rf"(?:show (?:me )?)?(?:the )?(?:last|recent|past|previous|latest) (?:\d+ )?(?:runs?|results?)(?: (?:of|for|from) {_THE}{_REF_EN})?|(?:show (?:me )?)?(?:the )?(?:run )?history(?: (?:of|for) {_THE}{_REF_EN.replace('ref', 'ref2')})?|did {_THE}(?P<ref3>[^?]{{1,40}}?) (?:work|run|fail|succeed|fire|go out)(?: (?:today|yesterday|last night|this morning))?\??|how (?:did|has) {_THE}(?P<ref4>[^?]{{1,40}}?) (?:go|do|been doing|been)\??|how (?:often|many times) (?:did|has) {_THE}(?P<ref5>[^?]{{1,40}}?) (?:run|fired?)\??|(?:any|what) (?:failed|failures)(?: (?:today|yesterday|this week))?\??|runs of {_THE}(?P<ref6>.{{1,40}})"),
        # Edit
        (Intent.EDIT, rf"(?:把|将)?{_NAMED}(?:的?(?:时间|名字|名称|内容|频率))?(?:改成|改到|改为|改在|换成|换到|换为|调到|调成|调整为|调整到|挪到|推迟到|提前到|延后到|推迟|提前(?!提醒)|换个?名字|改个?名字?|改名|重命名)(?:(?:叫|为|成)?[^了]{{0,60}})?|(?:编辑|修改|改一下|改下|更改|改(?!天))(?P<ref2>.{{1,40}}?)|(?:发到|改发到|换到|挪到)另一?个(?:群|地方)"),
        (Intent.EDIT, rf"(?:change|move|shift|reschedule|rename|edit|update|switch|push|postpone|delay) {_THE}(?P<ref>#?\d+|[^?]{{1,40}}?){_KIND}(?: (?:to|from|by|into|so|back|for|as)\b.{{0,80}})?|make {_THE}(?P<ref2>#?\d+|[^?]{{1,40}}?) (?:run |go out )?(?:weekly|daily|hourly|monthly|every .{{1,60}}|at .{{1,40}}|on .{{1,40}}|later|earlier|shorter|longer)|call {_THE}(?P<ref3>#?\d+) .{{1,40}}"),
        # Pause, resume, delete, run: all
        (Intent.PAUSE, rf"(?:(?:先)?{_EVERYTHING}(?:先)?(?:暂停|停掉|停用|停一下|停下来|关掉|关闭|停|别跑)(?:了)?)|(?:(?:暂停|停掉|停用|关掉|关闭|停止){_EVERYTHING.replace('everything', 'every')})"),
        (Intent.RESUME, rf"(?:{_EVERYTHING}(?:恢复|继续|打开|启用|开启)(?:运行)?)|(?:(?:恢复|继续|打开|启用|开启){_EVERYTHING.replace('everything', 'every')})"),
        (Intent.DELETE, rf"(?:(?:把)?{_EVERYTHING}(?:删除|删掉|删了|取消|清空|清掉|不要了|删))|(?:(?:删除|删掉|取消|清空|清除|移除){_EVERYTHING.replace('everything', 'every')})"),
        # Delete
        (Intent.DELETE, rf"(?!(?:取消|撤销|撤掉)(?:吧|了)?$)(?:删除|删掉|删了|删|移除|去掉|撤销|撤掉|取消(?!关注|订单|预约|会议|订阅))(?:任务|提醒|掉)?(?P<ref>.{{0,40}}?)(?:{_TASK})?(?:吧)?|(?:把|将)(?P<ref2>.{{1,40}}?){_TASK}?(?:给)?(?:删除|删掉|删了|删|移除|去掉|取消|取消掉|撤销|撤掉)(?:掉|了)?|(?P<ref3>(?!(?:我|你|他|她|这|那|都|谁|什么)).{{1,30}}?(?:任务|提醒|报|闹钟|号))(?:都)?(?:不要了|不用了|删除|删掉|删了|取消(?:掉|了)?)"),
        (Intent.DELETE, rf"(?:delete|remove|drop|cancel|get rid of|erase|trash|discard) (?:task |reminder )?{_THE}{_REF_EN}(?: for good| forever| completely)?|(?:delete|remove)"),
        # Pause
        (Intent.PAUSE, rf"(?:先)?(?:暂停|停掉|停用|关掉|关闭|停一下|停下|先停|静音|中断|停止|停(?=\d|第)|别跑|别发|别再发|不要再发|禁用)(?:一下)?(?P<ref>.{{0,40}}?)(?:先|一下|一阵|吧|了)?|(?:把|将)(?P<ref2>.{{1,40}}?)(?:先|给)?(?:暂停|停掉|停用|关掉|关闭|停一下|停下来|停下|停了|停|禁用|静音)(?:掉|了|一下|先)?|{_NAMED.replace('ref', 'ref3')}{_TASK}?(?:先)?(?:暂停|停掉|停用|别跑|别发|别再发|先停|停一下|停一停|停几天|关掉|关闭|不用跑|不用发|不要发|不要跑|静音)(?:了|一下|先|吧)?"),
        (Intent.PAUSE, rf"(?:pause|mute|suspend|hold|disable|turn off|switch off|silence|freeze|stop(?: sending| running| posting)?) {_THE}{_REF_EN}(?: for now)?|put {_THE}(?P<ref2>.{{1,40}}?) on hold|turn {_THE}(?P<ref3>.{{1,40}}?) off|pause|suspend"),
        # Resume
        (Intent.RESUME, rf"(?:恢复|继续|重新打开|重新启用|打开|启用|开启|重启|重新开始|解除暂停)(?:运行|执行|跑|任务)?(?P<ref>.{{0,40}}?)(?:吧)?|(?:把|将)(?P<ref2>.{{1,40}}?)(?:重新)?(?:打开|恢复|启用|开启|继续|开起来|跑起来)(?:了|一下|吧)?|{_NAMED.replace('ref', 'ref3')}{_TASK}?(?:可以)?(?:继续|恢复|恢复运行|继续跑|继续发|重新开始|重新打开|打开|启用)(?:了|吧)?"),
        (Intent.RESUME, rf"(?:resume|unpause|unmute|re-?enable|enable|reactivate|restart|turn on|switch on|continue) {_THE}{_REF_EN}(?: again)?|start {_THE}(?P<ref2>.{{1,40}}?){_KIND} again|turn {_THE}(?P<ref3>.{{1,40}}?) (?:back )?on|resume|unpause"),
        # Run now
        (Intent.RUN, rf"(?:现在|立刻|马上|立即|赶紧|再|手动)?(?:就)?(?:跑|执行|运行|触发|试跑)(?:一遍|一次|一下|一回|下)?(?P<ref>(?!步|了|过|得|车|题|偏|赢|到|去).{{0,40}}?)(?:一遍|一次|一下|一回)?|(?:把|将)(?P<ref2>.{{1,40}}?)(?:现在|立刻|马上|立即)?(?:再)?(?:跑|执行|运行|触发)(?:一遍|一次|一下|一回)|(?:现在|立刻|马上|立即)(?:就)?(?:来|发|给我来|给我发)(?:一份|一次|一条|个|一个)?(?P<ref3>.{{1,40}}?)|{_NAMED.replace('ref', 'ref4')}(?:现在|立刻|马上|立即|再)(?:就)?(?:跑|执行|运行|触发|发)(?:一遍|一次|一下)?"),
        (Intent.RUN, rf"(?:run|fire|execute|trigger|launch|kick off|start) (?:task |reminder )?{_THE}{_REF_EN}(?: (?:once|now|right now|immediately|again|please|once now|now once|right away|one time))*|do {_THE}(?P<ref2>.{{1,40}}?) (?:right )?now"),
        # Show
        (Intent.SHOW, rf"(?:看看|看下|看一下|查看|显示|查一下|打开看看)?{_NAMED}{_TASK}?的?(?:详情|详细信息|详细|细节|设置|配置)(?:是什么|是啥)?\??|(?:看看|看下|看一下|查看|显示|查一下)(?P<ref2>(?!(?:我|天气|新闻|股票|邮件|这|那)).{{1,30}}?(?:任务|提醒|号|日报|周报|早报))|{_NAMED.replace('ref', 'ref3')}(?:任务|提醒|号)(?:任务)?(?:是)?(?:怎么设的|怎么设置的|是干什么的|是干嘛的|是什么|是啥|什么内容|做什么的)\??|(?:查看|显示|看看|看下)(?P<ref4>\d{{1,3}}|第.{{1,3}}个)"),
        (Intent.SHOW, rf"(?:show|view|open|describe|inspect|display|see|details (?:of|for)|tell me about)(?: me)? (?:the )?(?:details (?:of|for) )?(?:task |reminder )?{_THE}(?P<ref>(?!(?:you|u|ya|him|her|them|us|it|this|that|money|way|how|what|where|why|who|a|an|some|me)\b)[^?]{{1,40}}?){_KIND}(?: details)?|what (?:does|is) {_THE}(?P<ref2>[^?]{{1,40}}?)(?: task| reminder)? (?:do|for|about)\??|how is {_THE}(?P<ref3>[^?]{{1,40}}?) (?:set up|set|scheduled|configured)\??|(?:task|reminder) #?(?P<ref4>\d+)(?: details)?"),
    )
)  # fmt: skip

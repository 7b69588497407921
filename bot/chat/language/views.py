# ruff: noqa: E501 - a pattern is easier to read on one line
"""What people want to see: their tasks, what comes next, what has run, and how to use all this.

These are read by their words, in whatever order: every word is one that such a question may hold,
and those that make it one are there.
"""

from dataclasses import dataclass
from re import Pattern

from bot.chat.language.help_patterns import HELP_MORE
from bot.chat.language.meaning import Intent
from bot.chat.language.references import Referred, referred, scope_in, state_in
from bot.chat.language.spans import pattern
from bot.chat.language.task_names import is_task_like
from bot.chat.language.utterance import Utterance, ref_in, wording

_KINDS = r"(?:定时任务|定时提醒|任务|提醒|闹钟|定时)"
_LIST_HAN = (
    r"我们|我|咱们?|你|给|想|瞅|知道|之前|以前|到现在|手头|这会儿|麻烦|帮我|替我|瞅瞅|瞅一眼|瞅|瞧一眼|瞧一瞧|看一眼|瞄一眼|捋一捋|捋一下|捋|理一理|理一下|盘一下|盘|过一遍|报一下|亮出来|亮|拿来|拿出来|来一?份|发来|总览|概览|存|记|挂|没停|没暂停|跑着的?|已经停用的?|已经|暂停中|停了|被|定好|设好|建好|谁|目前|再|那些|东西|事项|中|本群|这个?群|群里面?|群内|群|这里|这儿|这边|的|里面?|都|全|现在|目前|当前|现有|一共|总共|总|还|有|没有|设置|设定|设|定|建|创建|安排|存|了|过|着|在|些|哪些|哪几个|什么|啥|几个|多少|几条|个|条|全部|所有|一切|"
    r"看看|看一下|看下|看一看|看|查看|查询|查一下|查下|查|列一列|列列|列出来?|列举|列一下|列个|列|显示|展示|调出来?|拉出来?|把|让|出来|瞧瞧|一下|下|一?遍|清单|列表|一览|来着|名下|手上|暂停的?|已暂停的?|停掉的?|停用的?|停着的?|被停的?|失败的?|出错的?|报错的?|启用的?|运行中的?|在跑的?|正在跑的?|正常的?|活跃的?|"
    r"任务|提醒|定时|闹钟|能|可以|想|要|发|告诉|知道|呢|吗|呀|啊|是|show|list|my|tasks?|reminders?|jobs?| |,"
)
_LIST_EN = (
    r"show|list out|list|see|view|display|print|get|give|gimme|tell|run me through|walk me through|take me through|go over|go through|run through|read out|with me|let|out|quick|full|complete|entire|whole|back|ones|hold|pause|going|whatever|whatever's|what's|remind|reminded|asked|file|anything|short|summary|active|at the minute|as of now|atm|rn|presently|pull up|bring up|look at|check|what|which|how many|how|are|is|'s|'ve|have|has|had|do|did|does|am|i|we|you|me|us|my|mine|our|ours|all|any|every|everything|anything|of|the|a|an|"
    r"got|set|up|been|being|scheduled|schedules?|scheduling|created|made|added|configured|active|enabled|paused|suspended|failed|failing|broken|running|live|existing|current|currently|right now|now|so far|at the moment|there|exist|in|on|for|from|here|this|that|these|those|group|chat|channel|room|to|tasks?|reminders?|jobs?|automations?|recurring|automated|list|overview|again|already|please|still|with|names?|stuff|things"
)
_NEXT_HAN = (
    r"最近|剩下|剩余|没跑|没发|没|接下来|接着|下一个|下一?次|下个|下回|即将|马上|马上就?|之后|后面|未来|今天|今晚|今日|明天|明早|明晚|明日|后天|这周末?|本周末?|下周末?|周末|这个?月|本月|下个?月|一周|这几天|几天|几个?|小时|\d{1,3}|[一二两三四五六七八九十]{1,2}|天|内|里|上午|下午|早上|晚上|凌晨|"
    r"要|会|将|该|得|还|都|能|有|是|的|我们|我|本群|群里|跑|运行|执行|触发|发|启动|响|到点|什么|啥|哪个|哪些|哪几个|几个|多少|个|条|次|任务|提醒|定时|安排|计划|排期|列表|看看|看一?下|查看|查|列出来?|一下|下|呢|吗|呀|啊|时候|打算|准备|时间|表|给|排队|等着|待|[上到]?期| |,"
)
_NEXT_EN = (
    r"what|which|when|'s|is|are|will|does|do|next|upcoming|coming|up|due|scheduled|planned|going|gonna|to|run|runs|running|fire|fires|firing|go|goes|get|gets|out|happen|happening|execute|execution|executions|trigger|tomorrow's|today's|tonight's|tonight|today|tomorrow|this|that|the|in|within|over|for|on|of|at|and|any|anything|something|"
    r"evening|morning|afternoon|night|weekend|week|month|day|days|hours?|minutes?|\d{1,3}|few|couple|my|our|me|us|i|we|have|got|here|chat|group|tasks?|reminders?|jobs?|ones?|show|list|see|give|tell|all|schedule|agenda|later|soon|first|be|there|a|monday|tuesday|wednesday|thursday|friday|saturday|sunday|planned|queue|queued|be|triggered|fired|off|remaining|left"
)
_PAST_HAN = (
    r"昨天|昨晚|昨日|前天|今天|今早|今日|上周|上个?月|这周|本周|这个?月|本月|最近|近期|刚才|刚刚|上一?次|上回|过去|近|之前|历史|\d{1,3}|[一二两三四五六七八九十]{1,2}|天|周|小时|次|回|内|里|早上|上午|下午|晚上|凌晨|夜里|"
    r"有没有|有|没有|没|都|全|的|了|过|着|是|还|得|跑|运行|执行|触发|发|失败|出错|报错|异常|成功|超时|错过|漏|挂|结果|记录|情况|历史|日志|什么|啥|哪些|哪个|哪几个|几个|多少|个|条|任务|提醒|定时|看看|看一?下|查看|查|列出来?|一下|下|呢|吗|呀|啊|我们|我|本群|群里|怎么样|如何|掉|给"
)
_PAST_EN = (
    r"what|which|when|did|do|does|was|were|is|are|has|have|had|any|anything|there|been|the|a|of|for|from|in|on|at|over|during|my|our|me|us|show|list|see|give|tell|get|last|past|recent|recently|previous|latest|earlier|yesterday|yesterday's|today|today's|this|week|week's|month|morning|overnight|night|night's|afternoon|hours?|days?|\d{1,3}|few|"
    r"ran|run|runs|running|fail|failed|failure|failures|failing|fails|error|errors|errored|broke|broken|break|miss|missed|skipped|succeed|succeeded|successful|success|results?|outcomes?|history|log|logs|record|records|tasks?|reminders?|jobs?|ones?|went|go|wrong|time out|timed out|all|so far|how|here|chat|group|fire|fired|happened|execution|executed|which|far"
)


def _only(words: str) -> Pattern[str]:
    """Compile for texts of these words alone, each taken as long as it can be, without a second try."""
    return pattern(rf"(?:{_longest_first(words)})++")


def _spaced(words: str) -> Pattern[str]:
    return pattern(rf"(?:(?:{_longest_first(words)})(?![a-z])[ ,]*+)++")


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class View:
    """A way to ask to see something: its words, and what must be among them."""

    intent: Intent
    words: Pattern[str]
    needed: tuple[Pattern[str], ...]
    never: Pattern[str] | None = None


_FAILED = r"失败|出错|报错|异常|超时|漏|挂"
VIEWS = (
    View(
        Intent.UPCOMING,
        _only(_NEXT_HAN),
        (
            pattern(r".*(?:最近.*(?:要|会|将)|接下来|接着|下一个|下一?次|下个|下回|即将|马上|之后|后面|未来|今天|今晚|今日|明|后天|周|月|\d小时|一?天内|待)"),
            pattern(r".*(?:任务|定时|跑|运行|执行|触发|提醒|排期|到点|发什么)"),
            pattern(r".*(?:什么|啥|哪|几|多少|的.*任务|(?:有|会|要|看|查|列).*任务|任务.*(?:要|会|安排|有)|待|即将|接下来|未来.*任务|时候|吗|排期)"),
        ),
        pattern(r".*提醒我|.*(?:了|过)$"),
    ),
    View(
        Intent.UPCOMING,
        _spaced(_NEXT_EN),
        (
            pattern(r".*\b(?:next|upcoming|coming up|due|tonight|today|tomorrow|this (?:week\w*|month|evening|afternoon|morning)|within|later|soon|first|going to|will|on (?:mon|tue|wed|thu|fri|sat|sun)\w+)\b"),
            pattern(r".*\b(?:run|runs|running|fires?|firing|tasks?|reminders?|jobs?|scheduled|due|upcoming|up next|coming up|next|executions?|go(?:es)? out|triggered|fired|queued?)\b"),
            pattern(r".*\b(?:tomorrow's|today's|tonight's|what|which|when|any|anything|show|list|see|upcoming|next (?:\d+ |few |couple )?(?:runs?|tasks?|reminders?|jobs?|ones|executions?)|give|tell|runs|tasks)\b"),
        ),
        pattern(r".*\b(?:on|of) the agenda|(?:this|today(?!')|tomorrow(?!')|tonight(?!')|that|is|will|i|we)\b.*|next (?:week|month|day|monday|tuesday|friday).*|.*\bdo (?:i|we|you|to)\b(?!.*\b(?:have|task))|(?:list|show)(?: me)?(?: all)?(?: my| the)? (?:tasks|reminders|jobs)$"),
    ),
    View(
        Intent.HISTORY,
        _only(_PAST_HAN),
        (
            pattern(rf".*(?:{_FAILED}|记录|历史|日志|结果|情况|(?:跑|运行|执行|触发|发)(?:了|过|的|失败))"),
            pattern(r".*(?:昨|前天|今|上周|上个?月|这周|本周|这个?月|本月|最近|近|刚|上一?次|上回|过去|之前|历史|记录)"),
            pattern(rf".*(?:{_FAILED}|跑|运行|执行|触发|任务|提醒|历史)"),
        ),
        pattern(r"[^哪什啥几多有]*(?:失败|出错|成功|报错)了$|(?!.*(?:最近|昨|今|上周|本周|这周|上个?月)).*(?:的任务(?:列|给|$)|哪些任务失败$)|(?:提醒|发)(?:了|过)|.*提醒(?:了|过|我)"),
    ),
    View(
        Intent.HISTORY,
        _spaced(_PAST_EN),
        (
            pattern(r".*\b(?:fail\w*|errors?|errored|broke\w*|missed?|skipped|ran|runs?|results?|history|logs?|records?|outcomes?|went wrong|fired|executed)\b"),
            pattern(r".*\b(?:last|past|recent\w*|previous|latest|earlier|yesterday\S*|overnight|today\S*|this (?:week|month|morning)|week|night|history|runs|log|failures|any|what|which|did)\b"),
        ),
        pattern(r"(?:i|we|it|he|she|they|you)\b|.*\b(?:next|tomorrow)\b|(?:show|list|see|get|give)(?: me)?(?: all)?(?: of)? ?(?:the |my |our )?failed (?:tasks?|reminders?|jobs?)$|(?:run|runs|results?|failures?|errors?|log|the last|last|yesterday|today)$|run\b(?! history| log| record)"),
    ),
    View(
        Intent.LIST,
        _only(_LIST_HAN),
        (
            pattern(rf".*(?:{_KINDS}|(?:暂停中|暂停|停掉|停用|失败|出错|报错)的|列表|清单|tasks?|reminders?|(?:设|定|建|创建|安排)(?:置|定)?(?:了|过)(?:些|哪些|什么|啥|几个))"),
            pattern(r".*(?:看|查|列|捋|理|盘|亮|报|拿|瞅|瞄|总览|概览|显示|展示|调|拉|瞧|哪|什么|啥|几|多少|清单|一览|我们?的|群的?|所有|全部|一切|show|list|my|名下|手上|有没有)|(?:定时)?(?:任务|提醒)$"),
        ),
        pattern(r".*(?:提醒我|提醒(?:一?下|了|过)|让|被$|谁.*(?:吗|$)(?<!谁)|(?:吗|呢|是)(?:我|你)|时候|设置$)|(?:是|在|有|还|能|的|了)$|(?:提醒|闹钟)[的了过]|(?:我|你)(?:是|要|想)(?!.*(?:看|瞅|瞧|知道|列|查))|你|.*我的?$|设置?(?:一?个|个)?(?:定时)?(?:任务|提醒)$|(?:设置|设定|设|定|建|创建|安排)(?:个|条|下|一)"),
    ),
    View(
        Intent.LIST,
        _spaced(_LIST_EN),
        (
            pattern(r".*\b(?:tasks?|reminders?|jobs?|automations?|(?:paused|suspended|failed|failing) ones|ones (?:are|is) (?:paused|suspended|failing|on hold|on pause|active|running)|on (?:hold|pause)|(?:what|which|what's|whatever's|anything)(?: is| are)?(?: currently| still)? (?:paused|suspended)|have running|schedules|schedule(?=$)|scheduled|set up|everything|list)\b"),
            pattern(r"(?:show|list|see|view|display|print|get|give|tell|pull|bring|look|check|what|which|how many|do (?:i|we)|my|our|all|any|is (?:there|anything)|gimme|let me|quick|run|walk|go|just|open|back|which|anything|whatever|everything|are there|(?:the )?(?:full|complete|entire|paused|failed|active|current|scheduled)|can i|tasks|reminders|jobs)\b"),
        ),
        pattern(r".*\b(?:this|that|a|an) (?:task|reminder|job)\b|(?:tell|get|give|check|see|what|how|set|do|check)(?: me| it)?(?: up)?$|(?:what|how) (?:is|are|do|does|did) (?:the |a |an )?(?:task|reminder|job|schedule|you)s?$|(?:check|see|get|do|set|all set|my schedule|our schedule|schedule).{0,12}$(?<!tasks)(?<!reminders)(?<!jobs)|.*\b(?:you|running) (?:do|did|is|are)\b|(?:go|let|run|open|back|quick|walk|is|which|anything)(?: \w+)?$|(?!.*\b(?:task|reminder|job|automation|schedul|paused|suspended|fail|hold|pause|active|set up|list)).*|(?:which|what) ones? (?:is|are) (?:mine|ours|yours)$|.*\breminded? (?:me|us)\b"),
    ),
)  # fmt: skip

_LIST_ASKED = (
    pattern(r"(?:返回|回到|打开|看|再看一?[遍下]?|再给我看一?[遍下眼]?|给我|发我|发一下|调出|拉出|拉一下|显示)?(?:我的|全部|完整)?(?:的)?(?:定时)?(?:任务|提醒)?(?:列表|总览|一览表?|概览)(?:给我|发我|拿来|看看|看一?下|看一?眼|瞅瞅|来一份|发一下)*"),
    pattern(r"我?(?:都|之前|以前|前面|到底|一共|总共|总)*(?:让|叫|要)你(?:都)?(?:给|帮)?(?:我)?(?:提醒|记|盯|定时做|定时跑)(?:我|了|着|过)*(?:一?些)?(?:什么|啥|哪些|几件)(?:事情?|东西|任务|提醒)?(?:了|来着)*"),
    pattern(r"你(?:这边|那边|这儿|那儿|这里|那里|现在|目前|手上)*(?:都|一共|总共|现在|还|到底)*(?:帮|给|替)?(?:我们|我)?(?:存|记|设|定|留|挂|建|管)(?:了|着)(?:我们|我)?(?:的)?(?:多少|几个|几条|哪些|什么|啥)(?:条|个)?(?:任务|提醒|定时任务)(?:呢|啊)?"),
    pattern(r"(?:我|我们)?(?:之前|以前|到底|一共|都|总共)*(?:设|定|建|创建|设置)(?:了|过)(?:些|哪些|什么|啥|几个)(?:定时)?(?:任务|提醒|东西)?(?:来着|了)?(?<=着)"),
    pattern(r"what (?:do|have) (?:i|we) (?:have |got )?(?:running|active|scheduled|set up|paused)(?: at the moment| right now| currently| here| now)*|what (?:have|did) (?:i|we) (?:asked?|told|tell|set|get|got|had) you to (?:remind (?:me|us)|do|run|post|send|track|watch)(?: (?:about|of|for (?:me|us)|so far))*|what (?:am i|are we) (?:being )?(?:reminded|notified) (?:of|about)|(?:everything|all) (?:you have|you've got|i have|i've got|i've) (?:on file|set up|scheduled|stored|saved)(?: for (?:me|us)| with you| so far)*"),
    pattern(r"(?:(?:can|could|may) i (?:see|have|get) |show (?:me )?|give me |just |pull up |back to |open |go (?:back )?to )*(?:a |the |my |our )?(?:quick |full |complete |whole |task |tasks |reminders? )*list(?: of (?:all )?(?:my |our |the )?(?:tasks|reminders|jobs))?(?: again| here)?"),
    pattern(r"(?:which|what|how many)(?: of (?:my|our|the|these))? ?(?:tasks|reminders|jobs|ones)?(?: did| have) (?:i|we) (?:paused?|muted?|suspend(?:ed)?|created?|made?|set up|scheduled?)(?: so far)?"),
)  # fmt: skip
_UPCOMING_ASKED = (
    pattern(r"(?:那|然后)?(?:接下来|接着|下面)(?:呢|还|都|要|会|有|安排|计划|什么|啥|哪些|的|跑|发|干|做|任务)*"),
    pattern(r"(?:今天|今儿|今晚|今日|明天|明儿|后天|明早|明晚|这周|本周|下周|周末|这周末|待会儿?|等会儿?)(?:还|都)*有(?:些|点)?(?:什么|啥|哪些)(?:要跑的|要发的|要提醒的)?"),
    pattern(r"(?:(?:下一?次|下回|下轮)(?:是|会|要|在|再)*(?:什么时候|啥时候|几点|何时|哪天|几号)|(?:下一?次|下回)?(?:是|会|要|在|再)*(?:什么时候|啥时候|几点|何时|哪天)(?:再|会|要|才)*(?:跑|运行|执行|触发|推送?|发送?|提醒(?:我)?))(?:一次|的)?"),
    pattern(r"(?:what(?:'s| is)|is there anything|anything)(?: else)? (?:planned|scheduled|on the schedule|in the (?:queue|pipeline)|due|lined up)(?: (?:here|in (?:this|the) (?:group|chat|channel)|for us|for me|up))?(?: (?:for )?(?:today|tonight|tomorrow|this (?:week|weekend|morning|afternoon|evening)|next(?: week)?|later))?(?<!what's scheduled)(?<!what is scheduled)(?<!scheduled here)(?<!scheduled in this chat)(?<!scheduled in this group)(?<!scheduled in this channel)"),
    pattern(r"(?:今天|明天|后天|今晚|明早|明晚|这周|下周|接下来|待会儿?|等会儿?|一会儿|周末)?(?:你)?(?:还|都)?(?:会|要|将)(?:再)?(?:提醒|通知|叫)我(?:些|做)?(?:什么|啥|哪些|几件)(?:事情?|东西)?(?:啊|呢)?|(?:今天|明天|后天|今晚|明早|明晚|这周|下周|接下来|待会儿?|周末)你(?:还|都)?(?:会|要|将)?(?:提醒|通知|叫)我(?:些|做)?(?:什么|啥|哪些)(?:事情?|东西)?"),
    pattern(r"(?:下面|接下来|后面|下一个|等会儿?|待会儿?)(?:轮到|轮|排到|到|是|该)(?:的是)?(?:哪个|什么|啥|哪一个)(?:任务|提醒)(?:了|跑|执行)?|(?:后面|接下来|前面|还)*(?:有)?(?:哪些|什么|啥|几个|多少)(?:任务|提醒)(?:还)?(?:在)?(?:排着|等着|排队|待跑|等着跑|没跑)(?:的|呢)?|(?:待会儿?|等会儿?|一会儿?|过会儿?|今儿|明儿)(?:还|都)?(?:有)?(?:什么|啥|哪些|几个)(?:任务|提醒)(?:要|会)?(?:跑|执行|发|运行|触发)?(?:吗|呢)?"),
    pattern(r"(?:下一?[个次条]|最近一?[个次条]|接下来的?)(?:的)?(?:提醒|任务|运行|执行)(?:是|会?在|在)?(?:几点|什么时候|啥时候|何时|哪天|哪个|什么|啥|多会儿)(?:跑|发|执行|的)?|(?:下|这|本)?(?:周|星期|礼拜)[一二三四五六日天末](?:还|都)?(?:有)?(?:哪些|什么|啥|几个)(?:任务|提醒)(?:会|要)?(?:跑|执行|发|运行|触发)?(?:的)?"),
    pattern(r"(?:未来|接下来|今后|最近)(?:一|两|三|几|\d+)?(?:个)?(?:周|天|小时|月|星期)(?:内|里)?(?:的|要跑的|要发的)?(?:提醒|任务|安排|排期|计划)(?:给我|都|发我)?(?:列列|列一下|列出来|看看|列|瞅瞅|看一?下|看一?眼)*"),
    pattern(r"(?:今晚|今天|明天|明早|明晚|待会儿?|周末)(?:都|还)?(?:要|会)(?:跑|执行|运行|触发)(?:什么|啥|哪些|几个)(?:任务)?|明早(?:都)?有(?:哪些|什么|啥)(?:任务|提醒)"),
    pattern(r"what(?:'s| is| are| will)? ?(?:you )?(?:going to |gonna |set to |about to |due to |lined up|queued up|scheduled|slated|planned|supposed to |meant to )?(?:to )?(?:run|fire|go off|go out|be sent|post|execute|trigger)?(?: for)? ?(?:next|tonight|today|tomorrow(?: (?:morning|evening|night|afternoon))?|this (?:week|weekend|evening|afternoon|month)|over the weekend|next week|later(?: today)?|in the next (?:\w+ )?(?:hours?|days?|minutes?|week))(?<!what today)(?<!what's today)(?<!what tomorrow)(?<!what's tomorrow)(?<!what tonight)(?<!what's tonight)(?<!is tonight)(?<!is today)(?<!is tomorrow)(?<!is next)(?<!what next)(?<!for today)(?<!for tonight)(?<!for tomorrow)(?<!what this week)(?<!what's this week)"),
    pattern(r"(?:is |are )?(?:there )?(?:anything|any (?:tasks?|reminders?|jobs?|runs?)) (?:else )?(?:(?:left |still )?(?:to |going to |set to |due to |scheduled to |lined up to )(?:run|fire|go off|go out)|going off|firing|running|lined up|queued|due)(?: (?:for )?(?:tonight|today|tomorrow|this (?:week|weekend|evening|afternoon)|later))*"),
    pattern(r"what (?:will|are|do|would) you (?:be )?(?:going to |gonna )?(?:remind(?:ing)?|notify(?:ing)?|send(?:ing)?|ping(?:ing)?) (?:me|us)(?: (?:of|about|with))?(?: (?:today|tomorrow|tonight|next|this (?:week|weekend|evening|afternoon)|later|next week))+"),
    pattern(r"(?:show me )?what(?:'s| is|'ll be)? (?:else )?(?:is )?(?:still )?(?:on (?:the|my|our) (?:schedule|task list|queue)|scheduled|queued(?: up)?|lined up|to (?:come|run)|left to run|coming up|due|(?:else |still )?runs?|running)(?: (?:for |on |over )?(?:the |this )?(?:rest of (?:the )?(?:day|week)|tonight|today|tomorrow(?: \w+)?|weekend|week|next|later|next week|monday|tuesday|wednesday|thursday|friday|saturday|sunday))+"),
    pattern(r"(?:what|which) (?:tasks?|reminders?|jobs?|runs?)(?: will| are going to| are set to| are due to| should)? (?:run|fire|go off|go out|running|firing|due|scheduled)(?: between .{1,30}| (?:before|by|until|after) .{1,20})|(?:list |show (?:me )?)?(?:the |my )?next (?:\d+|two|three|four|five|six|ten|few|couple of|several) (?:runs|tasks|reminders|executions|jobs|ones)|(?:when(?:'s| is)|what(?:'s| is)) (?:my|the|our) next (?:reminder|task|run|job)(?: due| going off| coming)?"),
)  # fmt: skip
_HISTORY_ASKED = (
    pattern(r"(?:今天|昨天|昨晚|这周|上周|本周|最近|这两天|这几天|这个月|上个月|近期|刚才)+(?:都|一共|总共|有没有)?(?:失败|报错|出错|成功|跑|执行|运行|挂|超时)(?:了|过)(?:几|多少)(?:次|个|回)?(?:任务)?"),
    pattern(r"(?:今天|昨天|昨晚|今早|前天|这周|上周|本周|最近|这两天|这几天|刚才|前几天|夜里|半夜|这个月)*(?:都|有没有|有|是不是有)?(?:哪个|哪些|什么|啥|几个)?(?:挂掉|挂了|失败|出错|报错|没跑成|没跑|没发|异常|漏跑|超时)(?:了)?的(?:定时)?(?:任务|提醒)(?:吗|没有|呢|有哪些|有几个)?"),
    pattern(r"(?:今天|昨天|昨晚|今早|前天|这周|上周|本周|最近|这两天|这几天|刚才|夜里|半夜|这个月)+(?:有没有|有|是不是有|是)?(?:哪个|哪些|什么|啥|几个)(?:定时)?(?:任务|提醒)(?:没跑成|没跑|没发|没执行|跑挂|挂|失败|出错|报错|跑失败|漏跑|超时)(?:功|掉|了|的|出去)*(?:吗|没有?|呢)?"),
    pattern(rf"(?:{'看看|看一下|查看|查一下|查查|给我看|给我'})?(?:今天|昨天|昨晚|前天|这周|上周|本周|最近|这两天|这几天|这个月|上个月|近期)的(?:定时)?(?:任务)?(?:运行|执行)(?:情况|记录|结果|历史|日志)(?:给我|调出来|发我|拿来|列出来|怎么样|如何)*(?:看看|看一?下|看一?眼|瞅瞅)?"),
    pattern(r"did (?:anything|any(?: of (?:my|the))? (?:tasks?|reminders?|jobs?)|everything|all(?: of)?(?: my| the)? (?:tasks|jobs|reminders)) (?:fail|break|run|go|work|error out|crash|get skipped|go wrong|go through|fire|succeed|finish|get sent)(?: (?:ok|okay|fine|alright|as planned|properly|smoothly|well|wrong))?(?: (?:today|yesterday|last night|overnight|this (?:morning|week|month)|last week|over the weekend|recently|lately|so far))+"),
    pattern(r"(?:which|what) (?:tasks?|reminders?|jobs?) (?:failed|broke|ran|were (?:skipped|missed)|didn't run|got skipped|errored)(?: (?:today|yesterday|last night|overnight|this (?:morning|week|month)|last week|recently))*"),
)  # fmt: skip

_REF = r"(?P<ref>(?!(?:刚|失败|周末|运行|执行|跑|每个|大家|我(?!的)|你|他|她|谁|大家|那|下|上|接|最|昨|今|明|看|查|都|有|任务|提醒|会议|车|飞机|火车|地铁|航班))[^,;!?]{1,40}?)"
_REF_EN = r"(?P<ref>(?!(?:me|us|anything|something|everything|list|show|failed|failing|yesterday|today|tonight|next|upcoming|coming|any|run (?!of)|the next|recent|past|you|it go|i|we|he|she|they|everyone|anyone|there|(?:the )?(?:weekend|party|date|interview|trip|call|talk|meeting|train|bus|game|movie|store|shop|flight))\b)[^?,;!]{1,50}?)"
_DAY_AGO = r"(?:昨天|昨晚|昨夜|今天|今早|上周[一二三四五六日]?|这周|本周|最近|这几天|刚才|刚刚|上一?次|上回|最近一次|老是|老(?=失败|报错|出错|挂|超时)|总是|一直|又|怎么)"
_PAST = r"(?:昨晚|昨天|昨夜|今天|今早|今晚|上周|这周|本周|最近|近期|刚才|刚刚)?"
_RUN_HAN = r"(?:跑|运行|执行|触发|发送?|推送?|提醒|响|启动)"
_WHEN_HAN = r"(?:什么时候|啥时候|几点|何时|哪天|多会儿|多久(?:之?后)?|几号|周几)"
_LOOK = r"(?:看看|看一?下|查看|查一?下|查|给我看看?|想看|调出|展示|显示)"
OF_ONE = (
    (Intent.UPCOMING, wording(rf"(?:{_LOOK})?{_REF}(?:的)?(?:任务)?(?:下一?次|下回|接下来|下面|下轮)(?:的)?(?:{_RUN_HAN})?(?:时间)?(?:是|在|会|要|将)*(?:{_WHEN_HAN})?(?:再|会|要|才|能)*(?:{_RUN_HAN})?(?:时间)?(?:是{_WHEN_HAN})?")),
    (Intent.UPCOMING, wording(rf"{_REF}(?:任务)?(?:会|要|将|还会|该|得|再|还有)?(?:在|是)?{_WHEN_HAN}(?:会|要|再|才|能)*{_RUN_HAN}(?:呀|啊|呢)?")),
    (Intent.UPCOMING, wording(rf"(?:离|距离|距)?{_REF}(?:的)?(?:下一?次)?(?:运行|执行|跑|发)?还有多久(?:跑|运行|执行|发)?|下一?次{_REF}(?:是|在|会|要)*{_WHEN_HAN}(?:{_RUN_HAN})?")),
    (Intent.UPCOMING, wording(rf"(?:what time|when)(?:'s| does| will| is| should) {_REF_EN}(?:'s)? (?:(?:next )?(?:run|fire|go out|execute|trigger|start)(?: next| again)?|next (?:run|execution|fire)|due(?: next| again)?|(?:going|scheduled|supposed|due) to (?:run|fire|go out)(?: next| again)?|coming up|up next|next)")),
    (Intent.UPCOMING, wording(rf"(?:show (?:me )?|list |what(?:'s| are| is) )?(?:the )?(?:next|upcoming|coming) (?:\d+ |few |couple of )?(?:runs?|executions?|fires|run times?|occurrences?) (?:of|for) {_REF_EN}|(?:what's|when's|what is|when is) {_REF_EN}'s next (?:run|execution|fire)(?: time)?|(?:when's|when is|what's) the next (?:run|execution|occurrence) (?:of|for) {_REF_EN}|(?:how long|how much time) (?:until|till|before) {_REF_EN} (?:runs|fires|goes out)(?: again)?|{_REF_EN}'s (?:next|upcoming) (?:runs?|executions?)")),
    (Intent.UPCOMING, wording(rf"{_REF}(?:任务)?(?:今天|明天|后天|今晚|明早|明晚|下周|这周)(?:是|会|要|在)*{_WHEN_HAN}(?:会|要|再|才|能)*{_RUN_HAN}(?:呀|啊|呢)?")),
    (Intent.UPCOMING, wording(rf"(?:when(?:'s| is| will| does) {_REF_EN} (?:next )?(?:due|go(?:ing)? off|go out|fire|run|coming)(?: next| again| to run)?|when(?:'s| is) {_REF_EN} next due)")),
    (Intent.HISTORY, wording(rf"{_REF}(?:任务)?{_DAY_AGO}+(?:一次)?(?:是|跑|执行|运行|发)*(?:的)?(?:时间)?(?:是|在)?{_WHEN_HAN}(?:跑|发|执行|运行)?(?:的|了)?|{_REF}(?:任务)?{_DAY_AGO}+(?:有没有|还)?(?:跑|发|推|执行|运行|响|出)(?:成功|成|挂|完|来|出来|出去|失败)?(?:过|了)?(?:吗|没有?|么|呢|(?<=挂了)|(?<=败了))?(?<=[吗没有么挂败来去了])|{_REF}(?:任务)?{_DAY_AGO}+(?:为什么|为啥|怎么|咋)?(?:就|又|还|会)?(?:没|不)(?:跑|发|推|响|执行|运行)(?:了|出来|出去)?(?:呢)?")),
    (Intent.HISTORY, wording(rf"{_REF}(?:任务)?(?:有没有|是不是)(?:已经)?(?:跑|发|推|执行|运行)(?:成功|出去|出来|完|过|了)*|{_REF}(?:任务)?{_DAY_AGO}*(?:稳不稳|稳定吗|稳吗|正不正常|正常吗|正常不|顺不顺|顺利吗|好使吗)|{_REF}(?:任务)?{_DAY_AGO}+(?:失败|报错|出错|挂掉?|超时)(?:是)?(?:怎么回事|咋回事|什么原因|什么情况|为什么|为啥|怎么了)?|{_REF}(?:任务)?(?:的)?(?:最近一次|上一?次|上回|最后一次|昨天|今天|上周)(?:的)?(?:跑)?(?:是)?(?:发|写|推|出|查|报)?(?:了|的)?(?:是)?(?:些)?(?:什么|啥|结果|内容|输出|什么结果|啥结果|什么内容)(?:给我|发我|拿来)?(?:看看|看一?下|看一?眼|瞅瞅)?")),
    (Intent.HISTORY, wording(rf"(?:把)?{_REF}(?:的)?(?:历史|运行记录|历史记录|执行记录|执行历史|运行历史|日志|结果|上次的?内容|上次的?结果)(?:给我|发我|拿来|调出来|让我)+(?:看看|看一?下|看一?眼|瞅瞅|瞧瞧)?|{_REF}{_DAY_AGO}+(?:一次)?(?:是|什么|啥)*(?:结果|记录|情况)")),
    (Intent.HISTORY, wording(rf"why (?:didn't|did not|hasn't|has not|wasn't|isn't|doesn't|does|did|is|has|do) {_REF_EN} (?:keep (?:on )?failing|keep(?:s)? (?:breaking|crashing)|always fail|not run|not go out|not fire|run|go out|fire|post|fail|broken|failing|work|running|been sent|sent|go off|break|late)(?: (?:today|yesterday|last night|this morning|on \w+|last \w+|again|all the time|so often))*|what(?:'s)? (?:happened|went wrong|is wrong|wrong|is up|the matter) (?:with|to|in) {_REF_EN}(?: (?:today|yesterday|last night|this morning|last time|last week|on \w+|this time))*")),
    (Intent.HISTORY, wording(rf"(?:did|has|was|have|is) {_REF_EN} (?:ever |still |also |already |even )?(?:been )?(?:post|posted|run|ran|go off|gone off|go out|fire|fired|fail|failed|failing|running|sent|send|break|broken|work|worked|succeed|worked out|come through|happen)(?: (?:ok|okay|fine|well|smoothly|properly|today|yesterday|last night|this morning|last \w+|on \w+|again|lately|recently|this week|so far|all week|yet|before|as planned|on time))*|(?:was|were|is|are|have|has)(?: there)?(?: been)? (?:a |any )?(?:problems?|errors?|issues?|failures?|trouble) (?:with|in|on) {_REF_EN}(?: (?:today|yesterday|last night|this morning|last \w+|lately|recently))*")),
    (Intent.HISTORY, wording(rf"(?:when|what time) (?:did|was|has) {_REF_EN} last (?:go off|go out|run|fire|posted?|sent|ran|failed|executed)|what did {_REF_EN} (?:say|find|post|report|send|return|come up with|output|produce|do)(?: (?:last time|today|yesterday|last night|this morning|last \w+|the last time|on \w+))+|(?:show|give|get|read)(?: me)? {_REF_EN}'s (?:last|latest|previous|most recent) (?:output|result|run|report|message|post)|(?:show|give|get|read)(?: me)? (?:the )?(?:last|latest|previous|most recent) (?:output|result|run|report) (?:of|from) {_REF_EN}")),
    (Intent.HISTORY, wording(rf"(?=.*(?:跑|运行|执行|触发|发|结果|成功|失败|记录|情况|正常|怎么样|如何|出错|报错|挂))(?:{_LOOK})?(?:一下)?(?:昨晚|昨天|今天|今早|上周|最近)?{_REF}(?:的|任务)*(?:(?:一共|总共|都|已经|目前|到现在|最近|近期|昨天|昨晚|今天|今早|上周[一二三四五六日]?|周[一二三四五六日]|这周|本周|上个?月|这个?月|过去\S{{1,4}}|近\S{{1,3}}|上一?次|上回|刚才|刚刚|最后一次|之前|前几次)(?:都|的|一共|有没有|里)?)+(?:是)?(?:{_WHEN_HAN})?(?:{_RUN_HAN}|成功|失败|出错|报错|挂)?(?:得|了|过|成功|失败|完|的|出错)*(?:怎么样|怎样|如何|咋样|好不好|顺利|几[次回遍]|多少[次回遍]|结果|成功|失败|正常|记录|情况|吗|没有?|呢|是啥|是什么|出|来|[几多\d一二两三四五六七八九十]+[次回]的?(?:结果|记录|情况|运行)?(?:怎么样|如何)?)*")),
    (Intent.HISTORY, wording(rf"(?:{_LOOK})?(?:一下)?(?:上次|上回)?{_REF}(?:的|任务)*{_PAST}(?:的)?(?:结果|历史|运行记录|执行记录|历史记录|运行历史|执行历史|运行情况|执行情况|运行结果|执行结果|运行日志|日志|记录|战绩|成功率|历次结果|近况)(?:怎么样|是?多少|多高|高不高|如何|看看|看一?下|给我看看|发我|调出来|给我)*")),
    (Intent.HISTORY, wording(rf"(?:{_LOOK})?(?:最近的?)?(?:运行|执行)?(?:历史记录|历史|记录|日志)[ :]?(?P<ref>(?<=史|录|志)\d{{1,3}}|(?<=[ :])\d{{1,3}})号?")),
    (Intent.HISTORY, wording(rf"{_REF}(?:任务)?(?:一共|总共|已经)?(?:跑|运行|执行|触发|发)(?:过|了)(?:几|多少)(?:次|遍|回)(?:了)?")),
    (Intent.HISTORY, wording(rf"{_PAST}{_REF}(?:任务)?{_PAST}(?:跑|运行|执行|发)(?:得)?(?:成功|失败|完|好|正常|挂|出去|出来)?(?:过|了)?(?:吗|没有?|不)|{_REF}(?:任务)?(?:有没有)(?:跑|运行|执行|失败|成功|出错|挂)(?:成功|过|了|失败)*|{_REF}(?:为什么|为啥|怎么|咋)(?:又|就|会|都)?(?:失败|没跑|报错|出错|没发|挂|不跑)(?:了)?")),
    (Intent.HISTORY, wording(rf"(?!run for )(?:show|give|get|pull up|see|list|display)?(?: me)? ?(?:the )?(?:last|recent|past|previous|latest|run|execution)? ?(?:\d+ |few |couple of |three |five |ten )?(?:runs?|results?|history|execution history|run history|executions|log|logs|outcomes|run log|track record|success rate)(?: (?:of|for|from|on)) {_REF_EN}(?: please| again)?")),
    (Intent.HISTORY, wording(rf"(?:(?:show|give|get|pull up|see|view|display)(?: me)? )?{_REF_EN}(?:'s)? (?<!ng )(?<!xt )(?:run |execution |last |recent |latest |past )?(?:history|runs|results?|log|logs|record)")),
    (Intent.HISTORY, wording(rf"(?:did|has|was|were|have) (?!all\b|every){_REF_EN} (?:work|worked|run|ran|fail|failed|succeed|succeeded|fire|fired|go out|gone out|go through|finish|finished|complete|completed|go ok|go well|be sent|sent|successful|ok|fine|late)(?: (?:ok|okay|fine|properly|successfully|correctly|yet|at all|today|yesterday|last night|this morning|last time|last week|this week|already|recently|lately|ever|before|so far|again))*")),
    (Intent.HISTORY, wording(rf"(?:any|were there any) (?:errors|failures|problems|issues) (?:with|in|for) {_REF_EN}|is {_REF_EN} (?:failing|broken|working|running ok|ok|healthy)(?: again)?|how(?:'s| did| has| is| was| have) (?:the )?(?:last |latest )?{_REF_EN}(?:'s)? (?:go|do|been doing|been|gone|run|perform|performing|performed|been running|been going|last run(?: go)?|doing|running)(?: (?:today|yesterday|last night|overnight|this morning|last time|last week|this week|lately|recently|so far))*|how (?:often|many times) (?:did|has|have) {_REF_EN} (?:run|fired?|failed?|executed?|been run|gone out)(?: .{{1,20}})?")),
    (Intent.HISTORY, wording(rf"(?:when|what time) (?:did|was|has) {_REF_EN}(?:'s)? (?:last|most recently) (?:run|fire|execute|go out|finish|complete|succeed|fail|executed|sent)|when (?:did|was) {_REF_EN} (?:run|fire|go out|execute)(?: last)?|(?:what was|what is|what's) the (?:result|outcome|output) (?:of|for) {_REF_EN}|(?:history|log|runs) {_REF_EN}|{_REF_EN}'s (?:last|latest|previous|recent) (?:runs?|results?)|(?:when was|what was) (?:the )?last (?:run|time|result|execution) (?:of|for|that)? ?{_REF_EN}(?: ran)?|last (?:time|run) {_REF_EN} (?:ran|was|run)|why did {_REF_EN} (?:fail|not run|break|error|not fire|stop)(?: .{{1,20}})?")),
)  # fmt: skip

# What one also asks of other things: is it failing, how is it going.
_LOOSE = pattern(
    r"(?:history|is|how's|how is|any|were there any|what did|what happened|what went|what's wrong|what's up|why) |(?:did|has|have|was|were) .*\b(?:post(?:ed)?|problems?|issues?|trouble|late|ok|break|broken)\b|.*还有多久|.*发出[去来]"
)

HELP = pattern(
    r"我?(?:该|要|应该|可以|能)?(?:怎么|如何|怎样|咋)(?:使用|用|玩)(?:你|这个|它)|(?:使用|操作)?(?:帮助|帮助文档|教程|手册|指南|说明书?)(?:一下)?|(?:使用|操作|用户)(?:说明|方法|指南|手册|帮助)|(?:给我看看?)?(?:帮助|使用)(?:信息|菜单|说明)|菜单|功能(?:列表|介绍|有哪些)?|指令(?:列表)?|命令(?:列表)?|"
    r"(?:你|这个?|这玩意儿?|机器人|这个机器人|bot|它|您)?(?:到底|究竟|该|要)?(?:怎么|如何|咋|怎样)(?:用|使用|玩|操作|弄|工作|上手)(?:你|的|这个|它|啊|呀|呢)?|"
    r"(?:你|您|这个机器人|机器人|它)?(?:都|还|到底|究竟|现在)*(?:会|能|可以|支持)(?:帮我|帮忙|为我)?(?:做|干|弄|搞|处理|提供)?(?:什么|啥|些什么|些啥|点啥|点什么|哪些事情?|哪些)(?:事情?|功能|操作|命令|呢|呀|啊)?|你?有(?:什么|啥)用|(?:能|可以)?教(?:教|一下)?我(?:一下)?(?:怎么|如何)[^,了过]{0,14}(?:吗)?|(?:有没有|有)(?:使用|操作)?(?:教程|说明书?|文档|手册|帮助)(?:吗)?|(?:定时任务|定时提醒|任务|提醒|时间|模板|时区)(?:要|该|可以|能)?(?:怎么|如何|咋|怎样)(?:改|设|设置|删|删除|取消|用|停|暂停|恢复|新建|加|添加|弄|换|编辑|修改|创建|建)(?:时间|名字|群|内容)?|(?:我)?(?:要|该|应该|可以)?(?:怎么|如何|咋|怎样)(?:暂停|恢复|删除|新建|创建|取消|停|停掉|添加|改时间|改名字?|改群|改内容|换群|换时间|改|编辑|修改|跟你说话|跟你聊|和你说|吩咐你)|(?:这|你)是(?:个)?(?:什么|啥)(?:机器人|东西|bot)?|我(?:能|可以)用你(?:来)?(?:做|干)(?:什么|啥|些什么)|(?:我)?(?:不会用|不知道怎么用|不懂怎么用)(?:,?(?:教教我|教我|帮帮我|怎么办))?|(?:这玩意儿?|这东西|这个)?(?:怎么|如何|咋)使|求助|(?:我)?(?:需要|要)(?:一点)?(?:帮助|帮忙)|(?:能|可以)?(?:给我)?(?:举|来|给)(?:几个|个|一些|一个)?(?:例子|示例|样例)|(?:怎么|如何|怎样|咋)让(?:你|机器人)[^了过]{0,15}|教(?:一下|教)?我(?:怎么|如何)?(?:使?用)(?:你|一下)?|(?:我)?(?:该|要|应该|可以|能)?(?:怎么|如何|怎样|咋)(?:才能|去|来|可以|能)?把?[^,!了过昨天]{0,12}(?:任务|提醒|模板|时区|语言)[^,!了过昨]{0,10}|你?(?:有|支持)(?:哪些|什么|啥)(?:命令|指令|功能|用法|本事|技能)|你是谁|你是(?:干什么|干嘛|做什么)的|介绍(?:一下)?(?:你)?自己|"
    r"(?:我)?(?:要|想|该|应该)?(?:怎么|如何|咋|怎样)(?:才能|去|来|可以|能)?(?:设置?|设定|新建|新增|创建|建|改|修改|更改|编辑|调整|删除?|取消|暂停|停止?|恢复|添加|加|查看?|看|运行|执行|触发|定|安排|发布?|分享|导出)(?:一个|个|一下|掉|到)?(?:新的)?(?:定时)?(?:任务|提醒|闹钟|时间|名字|周期|频率|内容|时区|语言|模板|群|别的群|历史)+(?:的?(?:时间|名字|频率|内容|周期|时区|任务|提醒|历史|记录))*(?:呢|啊|呀|的)?|"
    r"help(?: me)?(?: out)?|\?|usage|commands?|menu|manual|instructions?|tutorial|get(?:ting)? started|what can (?:you|u|this bot|i|this|it|aime|the bot) (?:do|say|ask|help(?: me)?(?: with)?)(?: here| for me| for us)?|what (?:do|are) (?:you|your) (?:do|features|capabilities|functions|skills)|what (?:commands|features) (?:do|can|are)\b.*|what (?:can i (?:say|do|ask)|do you support).{0,20}|what are you able to do|(?:show|tell) me what you can do|(?:i )?need (?:some )?help|how (?:do|does) (?:the )?(?:reminders?|tasks?|templates?|schedules?|scheduling|commands?) work|how (?:do|can|should) i set (?:this|it|things?|one) up|(?:can you )?explain how (?:to use|this works?|it works?|you work)(?: this| it| you)?|(?:show|open|see)(?: me)?(?: the)? (?:help|manual|commands|menu)|(?:give|show)(?: me)? (?:some|a few) examples|examples?|(?:is there|do you have|where is) (?:a |the |any )?(?:manual|help|guide|tutorial|documentation|docs|instructions)|(?:list of|all|the|available) commands|what(?:'s| is) the (?:command|syntax|way) (?:for|to) .{1,30}|how (?:do|can|would|should) (?:i|we) (?:pause|resume|delete|create|edit|cancel|stop|add|rename|list|schedule|undo)|what (?:is|'s) (?:this bot|this|this thing|aime)|what (?:kind|sort) of things? can you do|(?:teach|tell) me how to use (?:you|this|it)|where (?:do|should) i (?:start|begin)|any (?:tips|advice|help)|who are you|what are you(?: for)?|introduce yourself|"
    r"(?:how (?:do|can|would|should|could) (?:i|we|one|you)|how to|how does one|can you (?:tell|show) me how to|show me how to|what's the way to|where (?:do|can) i) (?:use|edit|create|delete|pause|make|set up|set|change|stop|add|schedule|rename|resume|cancel|remove|run|view|see|list|move|modify|update|work with|trigger|switch|talk to)(?:(?= (?:this|it|you|the bot|aime)$)| .*\b(?:tasks?|reminders?|jobs?|schedules?|it|one|bot|timezone|time zone|language|templates?|something)\b).*|how (?:does|do) (?:this|it|you|the bot|this bot|this thing|aime|things|scheduling) (?:work|function)(?: here| exactly)?|how (?:do|should|can) (?:i|we) (?:use|start|begin|get started)(?: (?:this|you|it|the bot|aime|this bot|this thing))?"
)


_ASKED = (
    (Intent.LIST, _LIST_ASKED),
    (Intent.UPCOMING, _UPCOMING_ASKED),
    (Intent.HISTORY, _HISTORY_ASKED),
)
# What is left at the end of a name where another way of asking would have cut it off.
_CUT_LATE = pattern(r".{2,}(?:最近都?|昨天|今天|明天|上周|是每天|总是|老是| next| still| ever| always)$")
_NO_TASK = Referred()
_AROUND = " ?!.。~…呀啊呢"
_SENTENCES = pattern(r"[,.?!;] ?(?=\S)")


@dataclass(frozen=True, slots=True)
class Viewed:
    intent: Intent
    referred: Referred = _NO_TASK


def view_of(said: Utterance) -> Viewed | None:
    """Return what is asked to be seen, or None."""
    if not said:
        return None
    words = said.words
    if _asks_for_help(said):
        return Viewed(Intent.HELP)
    return asked_plainly(said) or _of_one(said) or _of_many(words)


def _asks_for_help(said: Utterance) -> bool:
    for words in dict.fromkeys((said.words, said.source.text.strip(_AROUND))):
        if _is_help(words) or all(_is_help(part.strip(_AROUND)) for part in _SENTENCES.split(words)):
            return True
    return False


def _is_help(words: str) -> bool:
    return bool(HELP.fullmatch(words)) or any(way.fullmatch(words) for way in HELP_MORE)


def asked_plainly(said: Utterance) -> Viewed | None:
    """Return what is asked in words that the lists of words do not hold."""
    words = said.words
    for intent, ways in _ASKED:
        if any(way.fullmatch(words) for way in ways):
            scope = scope_in(words) if intent is Intent.LIST else None
            return Viewed(
                intent, Referred(only=state_in(words) if intent is Intent.LIST else None, scope=scope)
            )
    return None


def _of_many(words: str) -> Viewed | None:
    for view in VIEWS:
        if view.never and view.never.match(words):
            continue
        if view.words.fullmatch(words) and all(needed.match(words) for needed in view.needed):
            return Viewed(view.intent, Referred(only=state_in(words), scope=scope_in(words)))
    return None


def _of_one(said: Utterance) -> Viewed | None:
    for intent, regex in OF_ONE:
        found = regex.fullmatch(said.text, said.begin, said.end)
        span = ref_in(found) if found else None
        if span and _CUT_LATE.match(said.text, *span):
            continue
        named = referred(said.part(*span)) if span else Referred()
        if (
            span
            and named.ref
            and not (_LOOSE.match(said.words) and not is_task_like(said.text[slice(*span)], named))
        ):
            return Viewed(intent, named)
    return None

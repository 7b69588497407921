# ruff: noqa: E501 - a pattern is easier to read on one line
"""How people say what they want done to a task. Data only: the first pattern that fits a whole message counts.

`ref` is the task. A loose pattern takes any name; a strict one, whose verb is also said of other
things (cancel a flight, 打开电脑), takes only what looks like a task.
"""

from dataclasses import dataclass
from re import Pattern

from bot.chat.language.meaning import Intent
from bot.chat.language.utterance import wording

_CHAR = r"(?:[^,;!?:.…]|(?<=\d)[:.](?=\d)|(?<=\w)\.(?=\w)|(?<=[\d号个]), ?(?=\d|第|and \d|和))"
_NOBODY = r"(?!(?:我(?!的|们的|设|建|这|所有|全部|名下)|你|妳|他(?!们?全)|她|谁|大家|有人|别人|人|事|的|了|过|着|得|不|没|是|在|和|跟|与|就|也|又|时间|时候)|和 )"
_REF = rf"(?P<ref>{_NOBODY}{_CHAR}{{1,60}}?)"
_REF_EN = r"(?P<ref>(?!(?:how|me|you|him|her|us|my mind|to|into|out|away|at|late|errands|for|from|by|through|around|up|down|over|on|off|like|i|we|he|she|they|if|when|because)\b)(?:[^,;!?]|(?<=\d), ?(?=#?\d|and )){1,60}?)"

_MID = r"(?:也|都|全|先|给我|给(?=[暂停删恢])|现在|立刻|马上|立即|暂时|暂且|就|可以|能|请|再|赶紧|帮我|统统|一起|重新|彻底|直接|手动|临时|一并|通通|麻烦|完全|今天|今晚|这[一两三几]?天|这[一两几]?[周月]|本[周月]|最近|这段时间|这阵子|这段日子|短期内|期间|永久|以后|今后|往后|永远|从?(?:今天|明天|今晚|现在|下周|明早)(?:起|开始)|(?:放假|过年|休假|国庆|春节|节假日|节日|假期|节前|节后)(?:期间|的时候|这几天)|帮忙|强制|强行|全部|赶快|快|这几[天周]|该|其实|又)*"
_AFTER = r"(?:一下下?|一阵子?|一段时间|几天|两天|掉|先|喽|吧|起来|下来|运行|执行|发送|推送|跑|了|试试|看看)*"
_MUST = r"(?:现在|立刻|马上|立即|赶紧|手动|这就|再|重新|单独|额外|临时|此刻|即刻|立马|尽快|快|直接|先|提前|补|强制|这会儿)"
_ONCE = r"(?:一?[遍次回轮](?:试试|看看|我?看看?效果)?|一下(?:试试|看看)?|下|一把|一个)"
_ADVERBS = r"(?: (?:once|now|right now|immediately|again|once more|right away|straight away|one time|one more time|manually|asap|today|for now|for good|forever|completely|entirely|permanently|temporarily|for a while|for a bit|by hand|out of schedule|as a test|then|as well|too|pronto|at once|tomorrow|next week|this (?:week|month|morning|afternoon|time)|these days|tonight|any ?more|any longer|until further notice|if possible|for the time being|for me|real quick|real fast|quickly|altogether|early(?: today| this week)?|ahead of (?:schedule|time)|without waiting(?: for .{1,20})?|from the list|off the list|from my (?:list|tasks)|entirely|in the meantime|over the (?:holidays|break|weekend)|(?:just )?in case|first|at last|out of turn|off schedule))*"

_STOPS = r"(?:暂停|停掉|停用|停止|停发|停跑|停推|停(?:一停|一下|下来|下)|关掉|关闭|关停|关了|禁用|静音|冻结|挂起|屏蔽|叫停|中断)"
_DELETES = r"(?:从(?:列表|清单|任务)里?(?:删除|删掉|去掉|移除)|删一下|删除干净|删干净|删除|删掉|删去|删了|删|移除|去除|去掉|撤销|撤掉|撤了|取消掉|取消|下线|清空|清除|清掉|干掉|扔掉|丢掉|注销|砍掉|砍了|砍|永久停掉|永久删除|彻底删除)"
_RESUMES = r"(?:恢复|重新打开|重新启用|重新开启|重新启动|重新激活|重新开始|打开|启用|开启|激活|重启|解除暂停|取消暂停|解除静音|取消静音|解冻|接着跑|接着发|继续跑|继续发|继续)"
_RUNS = r"(?:跑|重跑|重新跑|执行|重新执行|运行|触发|试跑|试运行|启动|重试|run(?! )|rerun(?! ))"


@dataclass(frozen=True, slots=True)
class Said:
    """One way to say it. `all` stands for every task, `strict` for a verb with other uses."""

    intent: Intent
    regex: Pattern[str]
    strict: bool = False


def _ways(intent: Intent, *words: str, strict: bool = False) -> tuple[Said, ...]:
    return tuple(Said(intent, wording(one), strict) for one in words)


ACTIONS = (
    *_ways(Intent.SHOW, rf"(?:打开|点开|调出|看|翻出)(?:一下)?{_REF}(?:给我)?(?:看看|看一下|瞧瞧|看下)"),
    *_ways(Intent.PAUSE, r"(?P<ref>(?:都|全|全都|全部|所有的?)(?:任务|提醒)?)(?:都|给我)?停了", r"(?:先)?暂停(?:一下|吧|先)?|停用|pause|suspend|mute"),
    *_ways(Intent.DELETE, r"删除|删掉|delete|remove", rf"(?:把|将)?(?P<ref>(?:所有|全部|我)?的?(?:定时)?(?:任务|提醒)(?:都|全|全部|全都|统统))(?:给我)?(?:{_DELETES}|清了|清)(?:掉|了)*"),
    *_ways(Intent.PAUSE, rf"{_REF}(?:给我|给|先|就)*(?:停了|关了)(?:吧|呗|算了)"),
    *_ways(Intent.RESUME, r"恢复(?:吧|一下|运行|执行)*|(?:继续|接着|重新开始)(?:跑|发|运行|执行|推送)(?:吧|起来)*|resume|unpause"),
    *_ways(
        Intent.RUN,
        r"(?:现在|马上|立刻|立即|赶紧|这就|先|再|快|给我|帮我|重新)+(?:跑|执行|运行|触发)(?:一[次遍下轮]|下|一把)?(?:吧|看看|试试)*|(?:跑|执行|运行|触发)(?:一[次遍下轮]|下)(?:吧|看看|试试)*|(?:立即|立刻|马上)(?:执行|运行)",
        r"(?:run|execute|trigger|fire)(?: it)?(?: (?:right )?now| once| again| immediately| right away| asap)+|run",
    ),
    # What ends in words that only fit a command comes before what begins with one.
    *_ways(
        Intent.DELETE,
        rf"(?:把|将)?{_REF}(?:我)?(?:已经)?(?:以后|今后|往后|永远|现在|其实|可以|都|也|就|再)*(?:不要|别要|不用要|不用|不想要|不需要|用不着|用不上|用不到|不看|没人看|没人用|没什么用|没啥用|没用|没必要(?:留着?|发|要)?|不必留着?|不想留着?|不留|多余|过时|过期|用完)了,?(?:可以|就|请|帮我|麻烦|直接|把它|给我)*(?:{_DELETES}(?:掉|了|吧)*)?",
        rf"(?:我)?(?:不需要|不想要|用不着|不再需要|不要|不想再要|不用再?要)(?:再有)?{_REF}了(?:,?(?:可以|就|请|帮我|直接|把它)*{_DELETES}(?:掉|了|吧)*)?",
        rf"{_REF}(?:就)?(?:可以|能|该)(?:给我|直接)?{_DELETES}(?:掉|了|吧)*",
        rf"{_REF},(?:请|麻烦|帮我|直接|给我|就)*(?:把它)?(?:删除|删掉|删了)(?:吧)?",
        rf"(?:(?:i|we) )?(?:no longer need|don't need|do not need|don't want|no longer want|am done with|'m done with) {_REF_EN}(?: any ?more| any longer)?(?:, (?:please )?(?:delete|remove|drop) it)?",
        rf"{_REF}我?(?:已经)?(?:不想要|不要|不需要)了(?:吧)?|{_REF_EN} can (?:go|be gone)(?: now)?|(?:i'm|we're) (?:done|finished) with {_REF_EN}",
        rf"(?:再也|以后)?不要(?!删|停|关|暂停|取消|动|再|把|改|发|跑|提醒|忘|告|让|说){_REF}|{_REF}{_MID}永久(?:停掉|停用|停止|关闭|关掉)|{_REF}(?:不用|没必要|不必|不需要)(?:再)?(?:留着?|保留)(?:了)?",
        rf"(?:you can |we can |feel free to )(?:delete|remove|drop|lose|scrap|kill|bin|get rid of|trash) {_REF_EN}{_ADVERBS}|(?:permanently |completely )(?:delete|remove|erase) {_REF_EN}{_ADVERBS}|(?:delete|remove|take|strike) {_REF_EN} (?:from|off)(?: of)? (?:the|my) (?:list|tasks|schedule)|(?:no need for|no use for) {_REF_EN}(?: any ?more| any longer| now)",
        rf"{_REF_EN} can be (?:deleted|removed|dropped)|(?:stop|cancel|end) {_REF_EN} (?:for good|forever|permanently)",
        rf"{_REF_EN} (?:is|isn't) (?:no longer needed|not needed any ?more|needed any ?more|obsolete)(?:, (?:please )?(?:delete|remove|drop) it)?",
    ),
    *_ways(
        Intent.STOP,
        rf"(?:请|把|将|先)?(?:正在|当前|目前|现在|这会儿)(?:在)?(?:跑|运行|执行)(?:中|着)?的?{_REF}?(?:任务)?(?:的)?(?:那次|那个|这次|这个|那轮)?(?:给我|给|先)*(?:停下来|停掉|停下|停了|停止|终止|取消|中止|打断|中断|叫停|结束|掐掉|掐了|掐|断了|停)(?:掉|了|吧)?",
        rf"(?:强制|强行|立即|马上|赶紧|快)*(?:停止|终止|中止|取消|中断|打断|结束|停掉|停下|叫停|杀掉|掐掉)(?:掉)?(?:当前|正在|目前|这次|本次|这一次|这轮|这一轮)(?:在)?(?:的)?(?:运行|执行|跑|进行)?(?:中|着)?(?:的)?(?:那个)?(?P<ref>{_CHAR}{{0,40}}?)(?:的?(?:运行|执行|这次运行|这轮))?",
        rf"(?:强制|强行|立即|马上|赶紧|快)*(?:停止|终止|中止|取消|中断|打断|结束|停掉|停下){_REF}(?:的)?(?:这次|本次|这一次|这一?轮|当前|目前|此次|正在进行)的?(?:运行|执行|跑)?",
        rf"(?:强制|强行|立即|马上|赶紧|快)*(?:停止|终止|中止|取消|中断|打断|结束){_REF}的(?:运行|执行)",
        rf"(?:把|将)?{_REF}(?:正在跑的|正在运行的|在跑的)(?:那次|那个|那轮|这次)?(?:给我|给|先)*(?:停下来|停掉|停下|停了|停止|终止|取消|中止|打断|中断|掐掉|掐了|掐|断了|停)(?:掉|了|吧)?",
        rf"{_REF}(?:这次|这一?轮|本次)(?:先)?(?:不|别)(?:跑|运行|执行)了,(?:先|快|给我)?(?:停下来|停掉|停下|停|终止)(?:吧)?",
        r"(?:别跑了|别再跑了),(?:快|赶紧|马上|先|给我)*(?:停下来|停掉|停下|停|终止)(?:吧)?|(?:立即|马上|立刻|赶紧|强制|强行)+(?:终止|停止|中止)(?:运行|执行)|(?:把)?(?:当前|目前|这次|本次)(?:这次)?的?(?:运行|执行)(?:给我|给|先)*(?:停掉|停了|停下|终止|取消|中止)",
        rf"(?:停止|终止|中止|取消|中断|打断|结束|停掉){_REF}(?:正在|当前)(?:在)?(?:运行|执行|跑|进行)(?:中)?的?(?:任务|那次|这次)?",
        rf"{_REF}(?:别|不要|不用)(?:再)?(?:跑|运行|执行)了,(?:快|赶紧|马上)?(?:停下来|停掉|停下|停|终止)",
        rf"{_REF_EN} (?:is|'s) (?:still |currently |now )?(?:running|in progress),? (?:please )?(?:stop|abort|kill|cancel|end) (?:it|that)",
        rf"(?:停止|终止|中止|取消|中断|结束)(?:运行|执行|跑)(?:中|着)?的?{_REF}",
        rf"(?:把|将)?{_REF}(?:的)?(?:这次|本次|这一次|这轮|这一轮|当前|正在跑的|正在进行的|此次)(?:的)?(?:运行|执行|跑|任务)?(?:给我|给|先)?(?:断了|掐了|掐掉|停下来|停掉|停下|停了|停止|终止|取消|中止|打断|中断|掐掉|停)(?:掉|了|吧)?",
        rf"(?:把|将){_REF}(?:给我)?(?:终止|中止|打断)(?:掉|了|吧)?",
        rf"{_REF}(?:(?:还|正)?在跑(?:着)?|正?跑着|跑起来了|跑太久了|跑了好久了?|卡住了|卡死了|卡了)(?:呢)?,(?:请|先|给我|把它|把?这次(?:运行|执行)?)*(?:停下来|停掉|停下|停了|停止|终止|中止|打断|停)(?:掉|了|吧)?",
        rf"(?:终止|中止|打断)(?:一下)?{_REF}?",
        r"(?:别跑了|停下来|停止运行|停止执行|别再跑了|停一停|中断运行|终止运行)(?:吧)?",
        rf"(?:abort|kill|cancel|stop|halt|interrupt|terminate|end) (?:the |this |that )?(?:current |running |ongoing |active |present )?(?:run|execution|runs)(?: (?:of|for) {_REF_EN})?",
        rf"(?:abort|kill|cancel|stop|halt|interrupt|terminate|end|break off) (?:the |this )?(?:task |job )?(?:currently |presently )?(?:running|current|ongoing|active|in-progress|executing) {_REF_EN}(?:'s)?(?: run| execution)?",
        rf"(?:abort|kill|cancel|stop|halt|interrupt|terminate|end) {_REF_EN}'s? (?:current |running |ongoing |active )?(?:run|execution)",
        rf"(?:abort|kill|cancel|stop|halt|interrupt|terminate|end) {_REF_EN} run(?: that's (?:in progress|running))?(?: now)?|(?:abort|kill|cancel|stop|halt|interrupt|terminate|end) (?:whatever's|what's|what you're|whatever is|what is|whatever you're) running(?: now| right now)?|(?:abort|kill|cancel|stop|halt|interrupt|terminate|end) (?:the |this )?(?:currently |presently )?(?:running|current|ongoing|active) (?:task|job|one)",
        rf"(?:abort|terminate|interrupt) {_REF_EN}{_ADVERBS}",
        rf"(?:stop|cancel|abort|kill) {_REF_EN},? (?:it's|it is|which is|that's|that is|while it's|while it is) (?:still )?(?:running|in progress)(?: now)?",
        r"(?:stop|abort)(?: it)? (?:running|the run)(?: now)?|stop running|abort",
    ),
    *_ways(
        Intent.RESUME,
        rf"{_REF}(?:不用|别|不要|不必|不)(?:再)?(?:停|暂停)了(?:,?(?:继续跑|继续发|恢复吧?|继续|开起来|跑起来))?",
        rf"{_REF}(?:恢复|回归)正常(?:运行|执行)?|{_REF}(?:可以|能|该|要)?(?:照常|照旧|正常)(?:发|跑|运行|执行|推送?|提醒)(?:了|吧)*|{_REF}(?:可以|该|能)?(?:复工|上岗|开工)(?:了|吧)*|{_REF}该(?:重新)?(?:开|恢复|打开|启用)(?:了|吧)*|{_REF}{_MID}(?:重新激活|激活|重新上线|恢复上线|开回来|开开)(?:一下|吧|了)*|{_REF}(?:接着|继续)(?:提醒|推)(?:我|吧|了)*|(?:从|打)?(?:今天|明天|现在|下周|今晚|下周一)(?:起|开始)(?:恢复|重启|重新打开){_REF}|解除{_REF}的(?:暂停|静音|停用)",
        rf"{_REF}(?:可以|能)(?:重新)?开(?:了|起来|吧)*|(?:明天|下周|今天|从明天|从下周)[起开始]*(?:恢复|重启){_REF}",
        rf"{_REF_EN} can be (?:resumed|restarted|unpaused|re-?enabled|turned back on)|i want {_REF_EN} (?:back on|running again|back)|(?:bring|put|get) {_REF_EN} back (?:online|on|up)|(?:start|turn) {_REF_EN} up again|{_REF_EN} (?:can|should|may) (?:come|go|be)(?: back)? (?:on|online|live|running|active)(?: again| now)*|{_REF_EN} back on(?: again| now)*|(?:wake|pick|start) {_REF_EN} (?:back )?up(?: again)?|let {_REF_EN} (?:continue|resume|carry on)(?: now)?|set {_REF_EN} (?:running|going)(?: again)?|(?:lift|end|undo|cancel|remove) the (?:pause|hold|mute|suspension) (?:on|of|for) {_REF_EN}|{_REF_EN} (?:should|needs to|must) (?:start|resume|run|continue) again|(?:you can|you may|please do) (?:resume|unpause|re-?enable|restart|turn back on) {_REF_EN}{_ADVERBS}|you can (?:turn|switch) {_REF_EN} back on{_ADVERBS}",
        rf"{_REF_EN} can (?:start|run|resume|continue|go)(?: again| on| now)+",
        rf"{_REF}{_MID}(?:解除|取消)(?:暂停|静音|停用)(?:吧|了|一下)*",
        rf"(?:请|重新|先|可以)*(?:取消暂停|解除暂停|取消静音|解除静音|取消停用|别再?暂停|不用暂停|不要再?暂停){_REF}(?:了|吧)*",
    ),
    *_ways(
        Intent.PAUSE,
        rf"(?:请|先|暂时|暂且|给我|临时|赶紧|今天|麻烦)*(?:停一下(?=它|这|那)|暂停|停掉|停用|停发|停跑|停推|禁用|静音|冻结|挂起|关一下|pause(?! )|suspend(?! )|mute(?! )|disable(?! ))(?:运行|执行|发送|推送|一下)*{_REF}{_AFTER}",
        rf"(?:请|先|暂时|暂且|给我)*(?:别|不要|不用|停止)(?:再|继续)?(?:跑|发|推送?|运行|执行|发送)(?:了)?{_REF}(?:了|先|吧)*",
        rf"(?:请|先|暂时|麻烦|给我)*(?:把|将){_REF}{_MID}(?:{_STOPS}|停){_AFTER}",
        rf"{_REF}{_MID}(?:暂停|停掉|停用|停发|停跑|禁用|静音|挂起|冻结|先停|停一停|停一下|停停|停几天|停一段时间|停一[阵周天]|停两[天周]|停(?:个)?[一两几三\d]{1,2}(?:天|周|个月)|停着|停)(?:一下|先|吧|一阵子?|几天|掉)*|{_REF}先停了",
        rf"{_REF}{_MID}(?:别|不要|不用|不必|甭|不)(?:再|继续)?(?:跑|发|推送?|运行|执行|提醒|发送|响|叫)(?:了|先|吧|我|啦)*|(?:先|暂时)(?:不要|别要|不用|不需要){_REF}(?:了|吧)*",
        rf"(?:先)?停(?:一下|了)?(?P<ref>(?:\d|#|第|全|所有|任务|一切|它|这个|那个){_CHAR}{{0,30}}?)(?:吧|先)?",
        rf"(?:让)?{_REF}(?:先|也|都)?(?:歇|缓|休息)(?:一?歇|一?缓|[几两一]天|一下|着|一阵子?|一会儿?|一段时间)(?:吧)?",
        rf"(?:pause|suspend|mute|disable|deactivate|silence|freeze|snooze) {_REF_EN}{_ADVERBS}",
        rf"put {_REF_EN} (?:on (?:hold|pause|ice)|to sleep){_ADVERBS}|{_REF_EN} (?:on hold|on pause)|(?:stop|prevent) {_REF_EN} from (?:running|firing|posting|going out){_ADVERBS}|{_REF_EN} (?:can|should|may|needs to) (?:take a (?:break|rest)|rest|stop|pause|wait){_ADVERBS}|let {_REF_EN} (?:rest|sleep) for (?:a|now|the|some).{{0,12}}|no more {_REF_EN} (?:for now|for a while|today|this week|until further notice)",
        rf"(?:stop|quit) (?:sending|running(?! run)|posting|firing|executing)(?: me| us)? {_REF_EN}{_ADVERBS}",
    ),
    *_ways(
        Intent.PAUSE,
        rf"(?:请|先|暂时|给我)*(?:关掉|关闭|关了|关停|停止|屏蔽|中断|停下|叫停){_REF}{_AFTER}",
        rf"{_REF}{_MID}(?:关掉|关闭|关了|停止|屏蔽)(?:一下|先|吧)*",
        rf"(?:turn|switch|shut|take) {_REF_EN} (?:off|offline){_ADVERBS}",
        rf"(?:please )?(?:don't|do not) (?:send|run|post|fire)(?: me| us)? {_REF_EN}{_ADVERBS}|give {_REF_EN} a (?:rest|break){_ADVERBS}",
        rf"(?:turn off|switch off|shut off|hold off(?: on)?|hold|stop|halt|skip|rest|park) {_REF_EN}{_ADVERBS}",
        strict=True,
    ),
    *_ways(
        Intent.DELETE,
        rf"(?:请|麻烦|给我|直接|彻底|帮我)*(?:清掉|删一下|删除|删掉|删了|删去|删|移除|清空|清除|注销|remove(?! )|delete(?! ))(?:掉|一下|了)*{_REF}(?:吧|了|掉|都|全)*",
        rf"(?:请|麻烦|给我)*(?:把|将){_REF}{_MID}{_DELETES}(?:掉|了|吧)*",
        rf"{_REF}{_MID}(?:删除干净|删干净|删除|删掉|删了|删|移除|撤了|清空|清掉|清除|清了|砍了|砍掉|干掉)(?:掉|吧|喽|了)*",
        rf"(?:delete|remove|erase|get rid of|trash|discard) {_REF_EN}{_ADVERBS}",
    ),
    *_ways(
        Intent.DELETE,
        rf"(?:请|麻烦|给我|直接)*(?:取消|取消掉|撤销|撤掉|去掉|干掉|扔掉|丢掉|砍掉|cancel(?! )){_REF}(?:吧|了|掉)*",
        rf"{_REF}{_MID}(?:取消|撤销|撤掉|作废|去掉|下线|下架|撤)(?:掉|吧|了)*",
        rf"(?:drop|cancel|scrap|kill|nuke|ditch|bin|axe|wipe|clear|unschedule|retire|throw away|throw out|do away with|toss|clear out|lose) {_REF_EN}{_ADVERBS}",
        rf"(?:throw|clear|wipe) {_REF_EN} (?:away|out)",
        strict=True,
    ),
    *_ways(
        Intent.RESUME,
        rf"(?:请|现在|可以|重新|麻烦|给我)*(?:恢复|重新启用|重新开启|重新启动|重新激活|启用|激活|解冻|resume(?! )|unpause(?! )|enable(?! ))(?:运行|执行|一下|发送|推送)*{_REF}{_AFTER}",
        rf"(?:请|麻烦|给我)*(?:把|将|让){_REF}{_MID}(?:{_RESUMES}|开起来|跑起来|启动起来|开(?:一下|开|回来)?|放开)(?:运行|执行|发送|推送|跑|发|一下|起来|过来|了|吧)*",
        rf"{_REF}{_MID}(?:恢复|启用|重新启用|重新打开|继续跑|继续发|接着跑|接着发|解除暂停|恢复运行|重新开始)(?:运行|执行|发送|推送|跑|发|一下|起来|吧)*",
        rf"{_REF}(?:可以|能)(?:重新)?(?:{_RESUMES})(?:运行|执行|发送|推送|跑|发|一下|起来|吧|了)*",
        rf"(?:resume|un-?pause|un-?mute|re-?enable|enable|activate|reactivate|re-?activate|un-?suspend|un-?freeze|un-?snooze|re-?start) {_REF_EN}{_ADVERBS}",
        rf"(?:start|begin|resume) (?:sending|running|posting)(?: me| us)? {_REF_EN} again{_ADVERBS}",
        rf"(?:start|get|kick off|fire up|turn|switch|put) {_REF_EN}(?: running| going)? (?:back on|back up|again|on again|back up again)",
        rf"(?:turn|switch) back on {_REF_EN}|(?:take) {_REF_EN} off (?:hold|pause)|let {_REF_EN} (?:run|continue|go on) again",
    ),
    *_ways(
        Intent.RESUME,
        rf"(?!打开(?:任务|提醒)?(?:列表|清单))(?:请|现在|可以)*(?:打开|开启|继续|重启|接着)(?:跑|发|运行|执行|推送)?{_REF}{_AFTER}",
        rf"{_REF}{_MID}(?:开起来|重新开(?:一下|起来)?|跑起来|启动起来|放开|重启)(?:吧|了)*",
        rf"{_REF}{_MID}(?:继续|打开|开启)(?:运行|执行|发送|推送|跑|发|一下|起来|吧)*",
        rf"(?:turn|switch) {_REF_EN} on{_ADVERBS}",
        rf"(?:turn on|switch on|continue|carry on with|restart) {_REF_EN}{_ADVERBS}",
        strict=True,
    ),
    *_ways(
        Intent.RUN,
        rf"{_MUST}*(?:就|给我|帮我|来)*(?:跑|重跑|执行|运行|触发|试跑|试运行|run(?! )|rerun(?! )){_ONCE}{_REF}{_ONCE}?(?:看看|试试|瞧瞧)?",
        rf"{_MUST}+(?:就|给我|帮我)*{_RUNS}(?P<ref>(?!步|了|过|得|车|题|偏|赢|去){_NOBODY}{_CHAR}{{1,40}}?){_ONCE}?",
        rf"(?:执行|运行|触发|重跑|重试|试跑|试运行)(?:一下)?(?P<ref>(?!力|官|情况|环境|速度|状态|条件|器|结果|记录|历史|日志|失败|成功|中|期|良好|正常){_NOBODY}{_CHAR}{{1,40}}?){_ONCE}?",
        r"(?:跑|执行)(?P<ref>\d{1,3}(?:号)?(?:任务)?|第.{1,3}个)",
        rf"(?:请|麻烦)*(?:把|将|让){_REF}{_MID}(?:跑|执行|运行|触发|发|重跑|试跑|过)(?:{_ONCE}|起来|出来|了)?",
        rf"{_REF}(?:给我|帮我|先)*{_MUST}+(?:就|都|给我|帮我|也)*(?:{_RUNS}|发|来|提醒)(?:{_ONCE}|一份|一条|吧|了|起来|给我看看?)*",
        rf"(?!.*(?:清单|列表)){_REF}(?:给我|帮我|先)?(?:能|可以)?(?:现在|马上|立刻)?(?:跑|执行|运行|触发|来|发|补|推)(?:{_ONCE}|一份|跑看|跑)(?:吧|给我看看?)*",
        rf"{_MUST}+(?:就)?(?:来|要|发|给我来|给我发|出|生成|推)(?:一[份次条遍]|个)(?P<ref>{_CHAR}{{1,40}}?)(?:给我)?",
        rf"(?:试一?下|测试一?下|试跑一?下|测一?下)(?P<ref>(?:任务)?\d{{1,3}}号?(?:任务)?|第.{{1,3}}个)|(?P<ref>\d{{1,3}}号?)(?:测试|试)(?:跑)?{_ONCE}|(?:把|将){_REF}拉起来(?:跑)?{_ONCE}?|(?:补发|补跑|重发|再发|补)(?:一下|一次|一份|一遍){_REF}",
        rf"(?:来|发|出)一?[份次条遍]{_REF},(?:现在|马上|立刻|立即|赶紧)(?:就要)?|(?:现在|马上|立刻|这就|立即)+(?:就)?(?:把|将){_REF}(?:发|跑|推|执行)(?:出来|出去|一遍|一下|一次|了)",
        rf"(?:try running|test running) {_REF_EN}{_ADVERBS}|(?:can|could) we (?:run|trigger) {_REF_EN}{_ADVERBS}",
        rf"(?:run|re-?run|execute|trigger|re-?execute) {_REF_EN}{_ADVERBS}",
        rf"(?:test|try|try out|try running|test running|go ahead (?:with|and run)|do) (?P<ref>(?:task |reminder |#|number )?\d{{1,3}}){_ADVERBS}|give {_REF_EN} a (?:run|try|go|spin|whirl|test run){_ADVERBS}|(?:do|start) a (?:test |trial |manual |one-off )?run of {_REF_EN}{_ADVERBS}|test(?:-| )run {_REF_EN}",
    ),
    *_ways(
        Intent.RUN,
        rf"(?:i )?(?:need|want) {_REF_EN} (?:to )?(?:run )?(?:right )?(?:now|immediately|right away)|(?:do|redo) {_REF_EN} again(?: now)?|(?:try|test) {_REF_EN} out|(?:try|test) {_REF_EN} now|(?:do|send|send out|push out|post|give me|get me|kick off|fire|fire off|launch|start|kick|invoke) {_REF_EN} (?:once|now|right now|immediately|right away|manually|straight away){_ADVERBS}",
        rf"(?:fire|launch|kick off|fire off|start|kick|invoke) {_REF_EN}{_ADVERBS}",
        rf"{_REF_EN} (?:right )?now",
        rf"(?:请|麻烦|帮我|给我|先|再)*(?:来|出|发|跑)一?[份条]{_REF}(?:给我|看看|吧)*",
        strict=True,
    ),
    *_ways(
        Intent.SHOW,
        rf"(?:把|看看|看下|看一下|看一眼|查看|显示|查一下|打开看看|给我看看?|我想看看?|说说|讲讲|介绍一下|展示|打开|调出|瞅瞅|瞧瞧|瞅一眼)?(?:一下)?{_REF}(?:的)?(?:具体|详细|当前|现在|全部|完整)?的?(?:详情页?|详细信息|详细|细节|具体信息|具体内容|完整信息|设置|配置|参数|信息)(?:是什么|是啥|是怎样的?|给我看看?|给我看一?下|看一?下|看看|看一?眼|瞅瞅|给我瞅瞅|瞧瞧|给我瞧瞧|给我|发我看看|发我|发来|调出来|拿来|如何|有哪些)*",
        rf"{_REF}(?:现在|目前|具体)?(?:长什么样|是什么样的?|是什么配置|是什么设置|是啥样的?|是啥配置)",
        rf"(?:看看|看下|看一下|查看|查一下|查下|查查|说说|讲讲|瞅瞅|瞧瞧){_REF}(?:现在|目前|到底|究竟|当初|当时|具体)*(?:是)?(?:怎么|咋|如何|怎样)(?:设|设置|设定|配|配置|安排|定)(?:的|好的)",
        rf"{_REF}是(?:哪个|哪一个|什么)(?:任务|提醒)",
        rf"{_REF}(?:现在|目前|到底|究竟|当初|当时|具体)*(?:是)?(?:怎么|咋|如何|怎样)(?:设|设置|设定|配|配置|安排|定)(?:的|好的)",
        rf"{_REF}(?:都|主要|具体|到底)*(?:是)?(?:干什么|干嘛|干啥|做什么|做啥|做些什么|干吗)(?:用)?(?:的|呢)?(?<!在干嘛)",
        rf"{_REF}(?:里)?的?(?:提示词|内容|设置|配置|详情)(?:给我|发我|让我)(?:看看|看一?下|瞅瞅|瞧瞧|看一?眼)?",
        rf"(?!每){_REF}(?:是)?谁(?:建|设|设置|创建|加|定|弄|搞)的|{_REF}(?:是)?(?:往)?(?:发|推|推送|投递)(?:到|在|去|给)?(?:了)?(?:哪儿|哪里|哪个群|谁|哪)(?:的|去|里)*",
        rf"{_REF}(?:每次)?(?:都|主要|具体|一般)*(?:会)?(?:写|发|干|做|说|讲|包含|包括)(?:些|的)?(?:是)?(?:什么|啥)(?:活|内容|东西|事情?)?(?:的)?",
        rf"{_REF}(?:现在|目前)?(?:是|设的?是)?(?:每天|每周|每月)?(?:几点|几号|周几)(?:发|跑|提醒|执行|运行|推)?的|{_REF}(?:是)?(?:每天|每周|每个?月|工作日)(?:都|才)?(?:发|跑|提醒|执行|运行|推送?)(?:吗|的吗|么)|{_REF}(?:是)?(?:多久|隔多久|多长时间)(?:跑|发|提醒|执行|运行|推送?)?一次(?:的)?|{_REF}(?:的)?(?:什么|啥)(?:频率|内容|时间|配置|设置|周期)",
        rf"{_REF}(?:现在|目前|当前)*(?:的)?(?:是)?(?:什么|啥)?(?:状态|开着还是关着|是开着还是关着|开着还是停着)(?:呢|是什么|是啥|如何|怎么样)?|{_REF}(?:现在|目前)?(?:还|是不是|是)?(?:还)?(?:开着|停着|暂停着|在跑着|启用着|开着的|有效)(?:吗|么|没有?|呢)",
        rf"(?:把)?{_REF}(?:展开|点开|打开|调出来)(?:给我)?(?:看看|看一?下|看一?眼|瞅瞅)|(?:展开|点开)(?P<ref>(?:任务)?\d{{1,3}}号?(?:任务)?|第.{{1,3}}个(?:任务)?)|(?P<ref>(?:任务|提醒)?\d{{1,3}}(?:号)?(?:任务)?|第.{{1,3}}个(?:任务|提醒)?)(?:给我|让我)(?:看看|看一?下|看一?眼|瞅瞅|瞧瞧|过目)(?:细节|详情)?|(?P<ref>(?:任务|提醒)?\d{{1,3}}(?:号)?(?:任务)?|第.{{1,3}}个(?:任务|提醒)?)详细(?:说说|讲讲|看看)",
        rf"is {_REF_EN} (?:on or off|paused|active|enabled|disabled|on hold|turned (?:on|off)|still (?:on|paused|active|enabled|on hold)|on|off)(?: right now| now| or not| at the moment)?|what(?:'s| is) the (?:status|state|setup|cadence|target|destination) of {_REF_EN}|(?:status|state) of {_REF_EN}",
        rf"what (?:channel|group|chat) (?:does|do|is|will) {_REF_EN} (?:go|post|send|posted|sent)(?: to| in| into)?|which (?:channel|group|chat) (?:does|do|is|will) {_REF_EN} (?:go|post|send|posted|sent)(?: to| in| into)?|how (?:often|frequently) (?:does|do|is|will) {_REF_EN} (?:run|fire|go out|post|sent|go off|repeat|execute)",
        rf"(?:show|give|tell|read)(?: me)? the (?:prompt|schedule|text|contents?|instructions?|name|frequency|status|state) (?:of|for) {_REF_EN}|give me (?:the (?:rundown|lowdown|details)|a (?:look|peek|rundown|summary)|more)(?: (?:on|at|of|about))? (?P<ref>(?:task |reminder |#|number )?\d{{1,3}}|it)|(?:zoom in|more info|more details?|drill down|details) (?:on|about|into) (?P<ref>(?:task |reminder |#|number )?\d{{1,3}})|(?P<ref>the (?:first|second|third|fourth|fifth|last) (?:one|task|reminder)|(?:task|reminder|number|#) ?\d{{1,3}}),? show (?:it )?(?:to )?me",
        r"(?:remind|tell) me what (?P<ref>(?:task |reminder |job |number |no\.? ?|#) ?#?\d+|\d+|the (?:first|second|third|fourth|fifth|last) (?:task|reminder|job|one)) (?:is|does|was)(?: again| about| for)*|what(?:'s| is) (?P<ref>(?:task |reminder |job |number |no\.? ?|#)? ?#?\d+) (?:set up|configured|scheduled|supposed|meant) to do|what does (?P<ref>it) (?:do|say)(?: again| exactly)?",
        rf"(?:show|give|get|display|view|open|see|pull up)(?: me)? (?:the )?(?:details?|info|settings?|config|configuration|setup) (?:of|for|on|about) {_REF_EN}(?: again)?",
        rf"(?:the )?(?:details?|info|settings?|setup|information|more) (?:of|for|on|about) {_REF_EN}",
        rf"(?:show|give|view|open|see)(?: me)? {_REF_EN}(?:'s)? (?:details?|info|settings?|setup|config)",
        rf"{_REF}的?(?:提示词|内容|名字|名称|时区|目标群|时间|频率|周期)(?:里)?(?:现在|目前)?(?:是|设|设的|写)?(?:的)?(?:是)?(?:什么|啥|几点|多少|哪个|怎样的?|怎么写的)",
        rf"{_REF}(?:是|会)?(?:发|推送|投递)(?:到|给|在)(?:了)?(?:哪里|哪个群|哪儿|哪|谁)(?:的|了|呢)?|{_REF}(?:设|定)(?:的|在)?(?:是)?(?:几点|什么时间)",
        rf"what(?:'s| is| are) the (?:prompt|time|schedule|contents?|name|time ?zone|instructions?|frequency) (?:of|for|in) {_REF_EN}|where (?:does|is|will) {_REF_EN} (?:post|go|send|posted|sent|deliver)(?:ed)?(?: to)?|who (?:owns|created|set up|made|added) {_REF_EN}",
        rf"when (?:is|was) {_REF_EN} (?:set|set up|configured|scheduled) (?:for|to run)|what(?:'s| is) {_REF_EN} (?:set to|set up as|set for|configured to do)(?: do)?",
        rf"(?:show me |tell me )?how(?: is| was|'s) {_REF_EN} (?:set up|set|scheduled|configured|setup)",
        rf"(?P<ref>(?:task|reminder|job) #?\d+)(?: details| info)?|what(?:'s| is| happens in) (?P<ref>(?:task |reminder |job |number |no\.? ?|#) ?#?\d+|\d{1,3}|the (?:first|second|third|fourth|fifth|last) (?:task|reminder|job|one))(?: again| about)?|tell me what {_REF_EN} (?:does|is for)|(?:show|tell) me how {_REF_EN} (?:is|was) (?:set up|configured|scheduled)",
        r"(?:show|view|describe|inspect|display|see|open|look at|check|explain)(?: me)? (?P<ref>(?:the )?(?:task|reminder|job|number|no\.?|#)? ?#?\d{1,3}|(?:the )?(?:first|second|third|fourth|fifth|last)(?: one| task| reminder)?)",
        r"(?:查看|显示|看看|看下|看一下|打开|展示|瞧瞧)(?P<ref>(?:任务|提醒)?\d{1,3}(?:号)?(?:任务)?|第.{1,3}个(?:任务|提醒)?)",
    ),
    *_ways(
        Intent.SHOW,
        rf"(?:看看|看下|看一下|查看|显示|查一下|展示|打开看看|给我看看?|看|讲讲|说说|介绍一下|介绍下|给我讲讲){_REF}",
        rf"(?:瞅瞅|瞧瞧|瞅一眼|瞧一眼|看一眼|看一看|我?想?(?:看看|瞅瞅|瞧瞧|看一下|看一眼)|让我(?:看看|瞅瞅|瞧瞧|看一?下|看一?眼)|给我(?:瞅瞅|瞧瞧|看一?下|看一?眼)){_REF}|(?:把)?{_REF}(?:给我|让我|拿来|发我)(?:看看|瞅瞅|瞧瞧|看一?下|看一?眼)",
        rf"(?:give me|let me have|take|have) (?:a |another )?(?:quick )?(?:look|peek|glance) (?:at|into) {_REF_EN}|(?:let me|i want to|i'd like to|can i) (?:look at|see|view|check) {_REF_EN}|give me (?:the (?:rundown|lowdown)|a rundown|a summary) (?:on|of) {_REF_EN}|look at {_REF_EN}",
        rf"(?:can you |could you )?(?:pull up|bring up|open|show)(?: me)? {_REF_EN} (?:details|info|settings|config|setup)|(?:more|further) (?:info|details?|information) (?:on|about) {_REF_EN}|(?:zoom in|details) on {_REF_EN}",
        rf"what (?:exactly )?(?:does|do|will) {_REF_EN} (?:say|post|contain|include|cover|send|check|tell us)(?: exactly| again)?|what exactly (?:does|is|do) {_REF_EN}(?: do| for)?|how(?:'s| is| was) {_REF_EN} (?:set up|configured|scheduled)(?: (?:these days|now|right now|at the moment|currently))",
        rf"{_REF_EN} (?:details|info|settings|config)|what(?:'s| is) (?:in|inside) {_REF_EN}",
        rf"{_REF}(?:里|里面)?(?:写了|写的|写着|是个?|设置?的是|什么情况|(?=[什啥]\w?内容))(?:什么|啥)?(?:内容|任务|来的)?",
        rf"(?:show|view|describe|inspect|display|see|open|open up|tell me (?:more )?about|explain|look at|pull up|bring up)(?: me| us)? {_REF_EN}(?: details)?",
        rf"what time (?:is|does) {_REF_EN}(?: run| go out| set for)?",
        rf"what (?:does|do|is|will|'s) {_REF_EN}(?: task| reminder)? (?:do|for|about|doing|supposed to do)(?: exactly| again| anyway)?",
        rf"what's {_REF_EN} (?:for|about|doing|supposed to do)(?: exactly| again)?",
        strict=True,
    ),
)  # fmt: skip

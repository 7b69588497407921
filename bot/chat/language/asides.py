# ruff: noqa: E501 - a pattern is easier to read on one line
"""Verbs for a task with what is said along with them: until when, why, for this run only.

A command with a reason beside it is still a command. Since people say the same of other things
("delete that comment, it's rude"), a mere comma takes a task that can hardly be anything else.
"""

from dataclasses import replace

from bot.chat.language.day_phrases import OnDate, OnWeekday
from bot.chat.language.durations import length_at
from bot.chat.language.intents import Command, command_with, plain_command
from bot.chat.language.limits import pause_end_at
from bot.chat.language.meaning import Intent
from bot.chat.language.phrases import End, Lasting
from bot.chat.language.references import referred
from bot.chat.language.spans import Found, Span, pattern, span_of
from bot.chat.language.stretch import stretch_at_end
from bot.chat.language.task_names import is_task_like
from bot.chat.language.topics import topic_of
from bot.chat.language.until import ends_within
from bot.chat.language.utterance import Utterance

_PAUSED = frozenset({Intent.PAUSE})
_REASONED = (Intent.PAUSE, Intent.DELETE, Intent.RESUME, Intent.RUN, Intent.STOP, Intent.SHOW)
_AFTER_NEWS = frozenset({Intent.PAUSE, Intent.RESUME, Intent.RUN, Intent.DELETE, Intent.STOP})
# These are said of much else, so that the task has to be a sure one.
_SURE_ONLY = frozenset({Intent.DELETE, Intent.STOP, Intent.SHOW, Intent.RUN, Intent.RESUME})

_BECAUSE = pattern(
    r",? ?(?:因为|由于|原因是|理由是?|because|since|due to|as (?=i'm|we're|it's|the)|now that|while (?=i|we|the|on|out|away|he|she|they|it)|cos|cuz|bc|for(?= (?:the )?(?:holiday|vacation|maternity|summer|winter|christmas|break)))[ :]?"
)
_COMMA = pattern(r", ?")
# What follows a comma and is no reason: a question, a second thought, a further wish.
_NO_REASON = pattern(
    r".*(?:吗|么|\?)[\s.!~]*$|.*(?:怎么|什么|谁|为啥|哪)|(?:大家|各位|你们|请|先别|等等|算了|别|不要|还是|然后|再|并|而|但|不过|只|改|换|(?:wait|don't|do not|actually|never ?mind|no\b(?! one)|or\b|and\b|but\b|then\b|instead|only|except|right))"
)
_NOTE = pattern(
    r",? ?(?:with (?:a |the |this )?note|备注|附言|附注)[:,]? ?|"
    r"(?:,|，)? ?(?:不过|但是?|只是|这次|这回|本次|这一次)?(?=只|仅|单独|重点|就看|不要|别|加上|带上|用|按|顺便|多|少|限|范围|except|without(?! waiting))|,? ?(?:but |and |with a )?(?=(?:only|just|focus(?:ing|ed)?|for [A-Z\w]+ only|without(?! waiting)|except|skip|ignor|leav|includ|in (?:english|chinese)|limit)\b)|,? ?(?:but |and )?(?=this time)"
)
_PREFACE = pattern(
    r"(?!.*(?:说(?!明)|让|叫|听|问|告诉|said|told|asked|says|heard|if|如果|要是))[^,;.!?]{2,40}[,.;!] ?"
)
_FRONT = pattern(
    r"(?P<reason>(?:国庆|春节|五一|元旦|清明|端午|中秋|放假|休假|出差|节假日|假期|过年|长假|年假|婚假|产假|双十一|大促|while i'm \w+(?: \w+)?|during (?:the )?[\w ]{3,20}?|over (?:the )?(?:holidays|break|weekend))(?:期间|的时候|时|这几天|这段时间|这周|里)?),? ?"
)
_TOLD = pattern(
    r"[ ,]*(?:until|till|til|unless) (?:(?:i|we) (?:say|tell|ask|let|ping|give|need|decide|call|want)\b[^,]*|further notice|told otherwise|you hear\b[^,]*|notified)|[ ,]*(?:直到|等到?|待|除非|到)(?:我|我们|另行|进一步|后续|有|你收到|上面|领导|老板|新的?)*(?:通知|发话|喊你|叫你|开口|吩咐|再说|说了?再|说恢复|说话|给你?消息)[^,]{0,10}"
)
_BACK = pattern(
    r" (?:until|till|til) (?:(?:i|we|he|she|they)\b|i'm|we're|my|our|the)[^,]{1,40}|(?:直到|等到?)(?=[^\d,])[^,]{2,16}"
)
_FOR = pattern(
    r" for (?:(?:the )?next |another |about )?(?=\S)|(?<=[一-鿿])(?:个)?(?=[\d半一二两三四五六七八九十])"
)
_NO_MORE = pattern(r"no (?:more )?")
_REST = pattern(
    r" for the (?:rest|remainder) of (?:the|this) (?P<unit>week|month)|(?:这|本)(?P<han>周|个?月)剩下的?(?:时间|几天)"
)
_SOME_DAY = pattern(r"(?:再说|再看|再开|再恢复|再继续)$")
_IT = r"(?:把?它|这个|那个|吧|算了|掉|了|先)*"
_ASKED = r"(?:那?就|可以|把它|先|请|麻烦|帮我|给我|直接|全|都|赶紧|赶快|快|马上|立刻|还是|暂时|我想|我要)*"
_ASKED_EN = (
    r"(?:so |please |pls |just |let's |lets |you can |can you |could you |go ahead and |and |then |i'd say )*"
)
_LATER = r"(?: (?:it|that|this|them))?(?: (?:please|now|for now|for good|for a while|asap|again|then|right away|permanently|altogether|off))*"
_ORDERS = (
    (Intent.DELETE, pattern(rf"{_ASKED}(?:删除|删掉|删去|删|移除|取消|撤掉|撤|去掉|清掉|清了|下线|砍掉|砍|扔掉|不要了){_IT}|{_ASKED_EN}(?:delete|remove|drop|kill|scrap|cancel|bin|trash|get rid of|ditch|axe|lose|clear){_LATER}")),
    (Intent.PAUSE, pattern(rf"{_ASKED}(?:暂停|停掉|停用|关掉|关|停一?停|停一下|停|静音|挂起|别发|别跑|不发){_IT}(?:一阵子?|几天|一段时间)?|{_ASKED_EN}(?:pause|mute|stop|disable|suspend|silence|turn off|switch off|hold|snooze){_LATER}|{_ASKED_EN}(?:turn|switch|shut) (?:it|that) off|{_ASKED_EN}put (?:it|that) on hold{_LATER}")),
    (Intent.RESUME, pattern(rf"{_ASKED}(?:恢复|继续|打开|重新?开(?:启)?|启用|接着[发跑]){_IT}|{_ASKED_EN}(?:resume|unpause|unmute|enable|re-?enable|re-?start){_LATER}|{_ASKED_EN}(?:turn|switch) (?:it|that) (?:back )?on{_LATER}")),
    (Intent.RUN, pattern(rf"{_ASKED}(?:再|重新?|现在)*(?:跑|执行|发|来|运行|触发|推)(?:一?[次遍下轮份]|个){_IT}(?:给我|看看)*|{_ASKED_EN}(?:run|re-?run|trigger|send){_LATER}")),
    (Intent.STOP, pattern(rf"{_ASKED}(?:把?这次(?:运行|执行)?)?(?:打断|终止|中止|停下来?|掐掉|掐|强制停止){_IT}|{_ASKED_EN}(?:abort|terminate|interrupt|halt){_LATER}")),
)  # fmt: skip
_IS_RUNNING = pattern(
    r".*(?:在跑|跑着|跑太久|跑了好久|卡[住死]|running|in progress|stuck|hanging|taking (?:forever|too long|ages))"
)


def command_of(said: Utterance) -> Command | None:
    """Return the command that the whole message is, or None."""
    if not said:
        return None
    return (
        _with_until(said)
        or _until_told(said)
        or _with_note(said)
        or _because(said)
        or _of_topic(said)
        or plain_command(said)
        or _after_comma(said)
        or _after_preface(said)
    )


def with_until(said: Utterance) -> tuple[Utterance, End | Lasting | None]:
    """Return what stands before the end of a pause, and that end."""
    text = _SOME_DAY.sub("", said.source.text[: said.end])
    for tail in stretch_at_end(text, said.begin, (pause_end_at,)):
        first = tail.phrases[0]
        if isinstance(first, End) and len(tail.phrases) == 1:
            return said.part(said.begin, tail.start), first
    return _for_so_long(said)


def _for_so_long(said: Utterance) -> tuple[Utterance, End | Lasting | None]:
    rest = next(iter(_REST.finditer(said.text, said.begin + 1, said.end)), None)
    if rest and rest.end() == said.end:
        return said.part(said.begin, rest.start()), _end_of_rest(rest)
    for found in _FOR.finditer(said.text, said.begin + 1, said.end):
        length = length_at(said.text[: said.end], found.end(), counted=False)
        if length and not said.text[length[1] : said.end].strip(" 吧先再说的时间"):
            size, span = length[0], Span(found.start(), said.end)
            return said.part(said.begin, found.start()), Lasting(
                span, int(size.days), int(size.months), size.elapsed
            )
    return said, None


def _end_of_rest(found: Found) -> End:
    span = span_of(found)
    is_week = "week" in found.group() or "周" in found.group()
    return End(OnWeekday(1, 1, span) if is_week else OnDate(1, span, months=1), None, span)


def _with_until(said: Utterance) -> Command | None:
    """Read a pause with an end: 暂停2到下周一, pause 2 until Monday because I'm away."""
    front, until = with_until(said)
    for rest, end in ((front, until), *ends_within(said)):
        pause = _paused(rest) if end else None
        if pause:
            return replace(pause, until=end)
    for found in (*_BECAUSE.finditer(said.text, said.begin + 1, said.end), *_commas(said)):
        front, until = with_until(said.part(said.begin, found.start()))
        pause = command_with(front, _PAUSED) if until else None
        if pause:
            return replace(pause, until=until, reason=_typed(said, found.end()))
    return None


def _paused(said: Utterance) -> Command | None:
    """Read a pause; "no digest" is one where an end is said with it."""
    no_more = _NO_MORE.match(said.text, said.begin, said.end)
    task = said.part(no_more.end(), said.end) if no_more else None
    if task and is_task_like(task.words, referred(task)):
        return Command(Intent.PAUSE, referred(task), words=task.words)
    return command_with(said, _PAUSED)


def _commas(said: Utterance) -> list[Found]:
    return list(_COMMA.finditer(said.text, said.begin + 1, said.end))


def _until_told(said: Utterance) -> Command | None:
    """Read a pause that ends when the person says so, or when something has happened."""
    for regex, is_sure in ((_TOLD, False), (_BACK, True)):
        for found in regex.finditer(said.text, said.begin + 1, said.end):
            front = said.part(said.begin, found.start())
            pause = command_with(front, _PAUSED) if found.end() == said.end else None
            if pause and (not is_sure or _is_sure(pause)):
                return replace(pause, reason=_typed(said, found.start()) if is_sure else "")
    return None


def _is_sure(command: Command) -> bool:
    """Say whether what the verb is said of can hardly be anything but a task."""
    named = command.referred.ref
    return named is not None and (named.it or is_task_like(command.words, command.referred))


def _because(said: Utterance) -> Command | None:
    """Read a command with a word such as "because", or with an occasion before it."""
    opening = _FRONT.match(said.text, said.begin, said.end)
    pause = command_with(said.part(opening.end(), said.end), _PAUSED) if opening else None
    if opening and pause:
        return replace(pause, reason=said.source.cut(*opening.span("reason")))
    for found in _BECAUSE.finditer(said.text, said.begin + 1, said.end):
        command = command_with(said.part(said.begin, found.start()), frozenset(_REASONED))
        if command and _typed(said, found.end()):
            return _reasoned(command, said, found.end())
    return None


def _after_comma(said: Utterance) -> Command | None:
    """Read a command with its reason after a mere comma."""
    for found in _commas(said):
        rest = said.part(found.end(), said.end)
        command = command_with(said.part(said.begin, found.start()), frozenset(_REASONED))
        if command is None or not rest.words:
            continue
        if command.intent in _SURE_ONLY and not (_is_sure(command) and _is_reason(rest, command.intent)):
            continue
        return _reasoned(command, said, found.end())
    return None


def _is_reason(rest: Utterance, intent: Intent) -> bool:
    other = plain_command(rest)
    return not _NO_REASON.match(rest.words) and (other is None or other.intent is intent)


def _reasoned(command: Command, said: Utterance, begin: int) -> Command:
    return replace(command, reason=_typed(said, begin)) if command.intent is Intent.PAUSE else command


def _with_note(said: Utterance) -> Command | None:
    """Read a run with words for it alone: run the digest now, but only for EMEA."""
    for found in _NOTE.finditer(said.text, said.begin + 1, said.end):
        run = command_with(said.part(said.begin, found.start()), frozenset({Intent.RUN}))
        if run:
            return replace(run, note=_typed(said, found.end()))
    return None


def _of_topic(said: Utterance) -> Command | None:
    """Read an order that follows what is said of a task: 舆情监控太吵了，先停了."""
    topic = topic_of(said)
    if topic is None:
        return None
    task, order = topic
    intent = next(
        (one for one, regex in _ORDERS if regex.fullmatch(order.text, order.begin, order.end)), None
    )
    if intent is None:
        return None
    because = said.source.cut(task.end, order.begin).strip(" ,，")
    if intent is Intent.PAUSE and _IS_RUNNING.match(because):
        intent = Intent.STOP
    return Command(intent, referred(task), reason=because if intent is Intent.PAUSE else "", words=task.words)


def _after_preface(said: Utterance) -> Command | None:
    """Read what follows a clause that leads up to it: "I'm back, resume the digest"."""
    preface = _PREFACE.match(said.text, said.begin, said.end)
    rest = said.part(preface.end(), said.end) if preface else None
    command = plain_command(rest) if rest and "," not in rest.words else None
    if preface is None or command is None or command.referred.ref is None or command.referred.ref.it:
        return None
    if command.intent not in _AFTER_NEWS or (
        command.intent in {Intent.DELETE, Intent.STOP} and not _is_sure(command)
    ):
        return None
    because = said.source.cut(said.begin, preface.end()).strip(" ,.;!，。；！")
    return replace(command, reason=because if command.intent is Intent.PAUSE else "")


def _typed(said: Utterance, begin: int) -> str:
    return said.source.cut(begin, said.end).strip(" ,.;:，。；：")

"""Words that can hardly be anything but the name of a task, or its number."""

from collections.abc import Iterator

from bot.chat.language.edit_patterns import ACTS_HAN, NO_TASK, NO_TASK_EN
from bot.chat.language.references import referred
from bot.chat.language.spans import pattern
from bot.chat.language.task_names import TASK_AT_END, TASK_LIKE, TASKS_HAN
from bot.chat.language.utterance import HIDDEN, Utterance

_ENDS = pattern(
    rf"{TASKS_HAN}|{HIDDEN}+[\"》]?|(?<!\d)\d{{1,3}}号(?:任务|提醒)?|(?:任务|提醒)\d{{1,3}}(?![\d点:])|第[一二三四五六七八九十]个(?:任务|提醒)?|它|这个|最后一个"
)
_SOME = pattern(r"(?:an?) ")
_FIELD = pattern(r"(?:那个|这个)?的?(?:定时)?(?:任务)?的?(?:时间|频率|周期|间隔)?[ ,]*")


def is_sure(left: Utterance) -> bool:
    """Say whether some words can hardly be anything but a task."""
    if HIDDEN in left.words or TASK_AT_END.match(left.words):
        return not NO_TASK.match(left.words)
    named = referred(left).ref
    return named is not None and not named.name


def is_sure_in_english(ref: Utterance) -> bool:
    """Say the same of English, where a name may begin with a capital."""
    named = (
        referred(ref).ref
        if ref.words and not (NO_TASK_EN.match(ref.words) or _SOME.match(ref.words))
        else None
    )
    return is_plainly_a_task(ref) or bool(named and named.name[:1].isupper())


def is_plainly_a_task(ref: Utterance) -> bool:
    """Say whether English words are a task even where a capital proves nothing: Anna should come at 8."""
    if not _may_be_one(ref.words):
        return False
    named = referred(ref).ref
    return HIDDEN in ref.words or bool(TASK_LIKE.match(ref.words)) or (named is not None and not named.name)


def _may_be_one(words: str) -> bool:
    return bool(words) and not (NO_TASK_EN.match(words) or _SOME.match(words))


def tasks_in_front(said: Utterance) -> Iterator[tuple[Utterance, Utterance]]:
    """Yield the task that Chinese words begin with, and what follows it; the longest name first."""
    ends = [found.end() for found in _ENDS.finditer(said.text, said.begin, said.end)]
    for end in reversed(ends):
        task = said.part(said.begin, end)
        field = _FIELD.match(said.text, end, said.end)
        rest = said.part(field.end() if field else end, said.end)
        if rest.words and is_sure(task) and not ACTS_HAN.match(task.words):
            yield task, rest

"""Which task shall be changed, and how, in Chinese: 把周报改到10点, 3改名为销售, 改成发到产品群."""

from dataclasses import replace

from bot.chat.language.actions import action_at
from bot.chat.language.additions import addition_in_han
from bot.chat.language.changes import (
    Spoken,
    interval_in,
    post_in,
    schedule_in,
    scheduled,
    shift_in,
    text_in,
    zone_in,
)
from bot.chat.language.edit_patterns import (
    ACTS_HAN,
    ADDS_HAN,
    BECOMES,
    CALLED_HAN,
    DROPS_HAN,
    FIELD_AT_END_HAN,
    FROM_HAN,
    NO_EDIT,
    NO_TASK,
    ONCE_HAN,
    ONLY_HAN,
    PLAIN_HAN,
    POSTS,
    RENAMES,
    SETS_FIELD_HAN,
    SHIFTS_HAN,
    UP_TO,
)
from bot.chat.language.edits import Edit, composed, spoken_edit
from bot.chat.language.fillers import FROM_NOW_HAN, without_fillers
from bot.chat.language.limits import pause_end_at
from bot.chat.language.meaning import Changes, ScheduleChange
from bot.chat.language.naming import is_sure, tasks_in_front
from bot.chat.language.once import Moment
from bot.chat.language.phrases import End
from bot.chat.language.references import referred
from bot.chat.language.utterance import Utterance, ref_in
from bot.chat.language.verbless import verbless_in_han


def edit_in_han(said: Utterance, moment: Moment) -> Edit | None:
    """Return the edit that the whole message is, or None."""
    return None if NO_EDIT.match(said.source.text) else composed(said, moment, _clause)


def _clause(said: Utterance, moment: Moment) -> Edit | None:
    begin = said.begin + 1 if said.words[:1] in {"把", "将", "给"} else said.begin
    inner = without_fillers(_from_its_task(said.part(begin, said.end)))
    imperative = begin > said.begin
    for read in (_numbered, _field_set, _renamed, _become, _shifted, _posted, _added):
        edit = read(inner, moment, imperative)
        if edit:
            return edit
    return _plain(said) or verbless_in_han(said, moment) or addition_in_han(inner, imperative=imperative)


def _from_its_task(said: Utterance) -> Utterance:
    """Take off 以后 in front of a task: 以后日报发到产品群."""
    front = FROM_NOW_HAN.match(said.text, said.begin, said.end)
    rest = said.part(front.end(), said.end) if front else said
    return rest if any(tasks_in_front(rest)) else said


def _become(said: Utterance, moment: Moment, imperative: bool) -> Edit | None:
    """Read REF的FIELD改成VALUE."""
    for found in BECOMES.finditer(said.text, said.begin, said.end):
        left, value = said.part(said.begin, found.start()), said.part(found.end(), said.end)
        left, name = _field(_without_old(left, moment))
        if value.begin >= value.end or not _is_task(left, imperative, bool(name)):
            continue
        edit = _valued(name, value, moment) or _rewritten(left, name, value)
        if edit:
            return replace(edit, referred=referred(left))
    return None


def _rewritten(left: Utterance, name: str, value: Utterance) -> Edit | None:
    """Read 日报改成总结昨天的工单: what a sure task shall do instead."""
    does = not name and is_sure(left) and action_at(value.text[: value.end], value.begin)
    return Edit(changes=Changes(prompt=text_in(value))) if does else None


def _numbered(said: Utterance, _: Moment, imperative: bool) -> Edit | None:
    """Read 改3 and 编辑第二个: what looks like an hour there is a task."""
    edit = _plain(said)
    ref = edit.referred.ref if edit and not imperative else None
    return edit if ref and ref.number is not None else None


def _field_set(said: Utterance, moment: Moment, _: bool) -> Edit | None:
    """Read 修改3的内容为…"""
    found = SETS_FIELD_HAN.fullmatch(said.text, said.begin, said.end)
    if found is None:
        return None
    name = next(name for name, words in found.groupdict().items() if words and name not in {"ref", "value"})
    left, edit = said.part(*found.span("ref")), _valued(name, said.part(*found.span("value")), moment)
    return replace(edit, referred=referred(left)) if edit and _is_task(left, True, True) else None


def _without_old(left: Utterance, moment: Moment) -> Utterance:
    """Take off what it was: 从9点 before 改到10点."""
    found = FROM_HAN.search(left.text[: left.end], left.begin)
    old = schedule_in(left.part(*found.span("old")), moment) if found else None
    return left.part(left.begin, found.start()) if found and old else left


def _field(left: Utterance) -> tuple[Utterance, str]:
    """Return the task, and which of its fields was named after it."""
    found = FIELD_AT_END_HAN.search(left.text[: left.end], left.begin)
    if found is None:
        return left, ""
    name = next(name for name, words in found.groupdict().items() if words)
    return left.part(left.begin, found.start()), name


def _valued(name: str, value: Utterance, moment: Moment) -> Edit | None:
    """Read the value of a field; without a field, whatever the value itself tells."""
    if name == "name":
        return Edit(changes=Changes(name=text_in(value)))
    if name == "prompt":
        return Edit(changes=Changes(prompt=text_in(value)))
    if name == "zone":
        return spoken_edit(zone_in(value, moment))
    if name == "schedule" and (length := interval_in(value, moment)):
        return spoken_edit(length)
    post = _place(value, named=name == "post_to")
    if post:
        return post
    called = RENAMES.match(value.text, value.begin, value.end)
    if called and not name and called.end() < value.end:
        return Edit(changes=Changes(name=text_in(value.part(called.end(), value.end))))
    return spoken_edit(schedule_in(value, moment))


def _place(value: Utterance, *, named: bool) -> Edit | None:
    found = POSTS.match(value.text, value.begin, value.end)
    if found is None and not named:
        post = post_in(value)
    else:
        post = post_in(value.part(found.end() if found else value.begin, value.end), loosely=True)
    return Edit(changes=Changes(post_to=post)) if post else None


def _renamed(said: Utterance, _: Moment, imperative: bool) -> Edit | None:
    for found in RENAMES.finditer(said.text, said.begin, said.end):
        left, value = said.part(said.begin, found.start()), said.part(found.end(), said.end)
        left, name = _field(left)
        bare = CALLED_HAN.fullmatch(found.group()) is not None
        if value.begin >= value.end or (name and name != "name"):
            continue
        if _is_task(left, imperative, bool(name)) and not (bare and not name and not is_sure(left)):
            return Edit(referred(left), Changes(name=text_in(value)))
    return None


def _shifted(said: Utterance, _: Moment, imperative: bool) -> Edit | None:
    for found in SHIFTS_HAN.finditer(said.text, said.begin, said.end):
        left, value = said.part(said.begin, found.start()), said.part(found.end(), said.end)
        left, _name = _field(left)
        shift = shift_in(found["way"], value)
        if shift and _is_task(left, imperative, named=False):
            schedule = ScheduleChange(said.source.original, shift=shift)
            return Edit(referred(left), Changes(schedule=schedule))
    return None


def _posted(said: Utterance, _: Moment, imperative: bool) -> Edit | None:
    for found in POSTS.finditer(said.text, said.begin, said.end):
        left, value = said.part(said.begin, found.start()), said.part(found.end(), said.end)
        changed = any(word in found.group() for word in ("改", "换", "以后", "今后"))
        if not (changed or left.begin >= left.end or is_sure(left)) or not _is_task(
            left, imperative, named=False
        ):
            continue
        post = post_in(value, loosely=changed)
        if post:
            return Edit(referred(left), Changes(post_to=post))
    return None


def _added(said: Utterance, moment: Moment, imperative: bool) -> Edit | None:
    """Read 再加一个周六, 去掉周六, and limits: 日报只到月底, 日报节假日不发."""
    for found in ADDS_HAN.finditer(said.text, said.begin, said.end):
        left, value = said.part(said.begin, found.start()), said.part(found.end(), said.end)
        spoken = schedule_in(value, moment) if _is_task(left, imperative, named=False) else None
        if spoken and spoken.schedule:
            schedule = replace(spoken.schedule, adds=True, readings=(), clock=None)
            return Edit(referred(left), Changes(schedule=schedule))
    return _limited(said, moment)


def _limited(said: Utterance, moment: Moment) -> Edit | None:
    if said.words.isascii():
        return None
    for begin in range(said.begin, said.end):
        if not DROPS_HAN.match(said.text, begin, said.end) or ONCE_HAN.fullmatch(said.text, begin, said.end):
            continue
        left, value = said.part(said.begin, begin), said.part(begin, said.end)
        if ACTS_HAN.match(left.words) or value.words.isascii():
            continue
        if not (is_sure(left) if left.begin < left.end else ONLY_HAN.match(value.words)):
            continue
        spoken = _until(value, moment) or schedule_in(value, moment)
        if spoken and spoken.schedule and not (spoken.schedule.clock or spoken.schedule.readings):
            return Edit(referred(left), Changes(schedule=spoken.schedule))
    return None


def _until(value: Utterance, moment: Moment) -> Spoken | None:
    """Read an end where 到 alone is enough: 只到月底."""
    front = UP_TO.match(value.text, value.begin, value.end)
    text = value.source.text[: value.end]
    end = pause_end_at(text, front.end()) if front else None
    if not isinstance(end, End) or text[end.span.end :].strip(" 吧就行好了"):
        return None
    return Spoken(scheduled(value.source.original, (end,), moment))


def _plain(said: Utterance) -> Edit | None:
    found = PLAIN_HAN.fullmatch(said.text, said.begin, said.end)
    span = ref_in(found) if found else None
    if span is None:
        return None
    left, _name = _field(said.part(*span))
    return Edit(referred(left)) if is_sure(left) else None


def _is_task(left: Utterance, imperative: bool, named: bool) -> bool:
    """Say whether what stands before a change may be a task; nothing at all may."""
    if left.begin >= left.end:
        return True
    if NO_TASK.match(left.words):
        return False
    return imperative or named or len(left.words) <= 24

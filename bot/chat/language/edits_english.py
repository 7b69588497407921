# ruff: noqa: E501 - a pattern is easier to read on one line
"""Which task shall be changed, and how, in English: move the digest to 10, rename 3 to Sales."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from re import Pattern

from bot.chat.language.changes import interval_in, post_in, schedule_in, scheduled, text_in, zone_in
from bot.chat.language.contrasts import without_contrast
from bot.chat.language.dates import date_at
from bot.chat.language.day_phrases import OpenDay
from bot.chat.language.edit_patterns import ADVERBS, FIELD_EN, NO_TASK_EN
from bot.chat.language.edits import Edit, composed, spoken_edit
from bot.chat.language.edits_wanted import rewritten_in_english, wanted_in_english
from bot.chat.language.meaning import Changes, ScheduleChange
from bot.chat.language.naming import is_sure_in_english
from bot.chat.language.once import Moment
from bot.chat.language.phrases import End, Start, Wrong
from bot.chat.language.places_english import posted_in_english
from bot.chat.language.references import referred
from bot.chat.language.shifts_english import shifted_in_english
from bot.chat.language.spans import Span, pattern
from bot.chat.language.utterance import Utterance
from bot.chat.language.verbless_english import verbless_in_english
from bot.chat.language.verbs import PARTICIPLE

_VERB = r"(?:chang(?:e|ing)|mov(?:e|ing)|shift(?:ing)?|reschedul(?:e|ing)|edit(?:ing)?|updat(?:e|ing)|switch(?:ing)?|set(?:ting)?|push(?:ing)?|adjust(?:ing)?|modify(?:ing)?|put(?:ting)?|bring(?:ing)?|alter(?:ing)?|bump(?:ing)?|transfer|get|have|let|mak(?:e|ing)|turn|drag|retime|postpon(?:e|ing)|delay(?:ing)?|slide|convert)"
_NAMES = r"(?:rename|renaming|re-name|retitle|relabel|call|calling|name|title|label)"
_RENAME = pattern(rf"{_NAMES} (?P<ref>.{{1,60}}?)(?: (?:to|as|into))?(?:: ?| )(?P<value>.+)")
_RENAME_TO = pattern(rf"{_NAMES} (?P<ref>.{{1,60}}?) (?:to|as|into):? (?P<value>.+)")
_RENAME_QUOTED = pattern(r"(?:rename|call|name|title|label) (?P<ref>.{1,60}?):? (?P<value>\"[^\"]+\")")
_DOES = pattern(rf"{_VERB} what (?P<ref>.{{1,50}}?) (?:does|says|asks|do) to:? (?P<value>.+)")
_SHOULD = pattern(
    r"(?P<ref>.{1,50}?) (?:should|must|needs to|has to|ought to|shall) (?:now )?(?:run|go out|fire|be sent|post|start|happen|be)(?: instead)? (?P<value>.+)"
)
_INSTEAD = pattern(
    r"(?:run|send|post|fire|schedule) (?P<ref>.{1,50}?) (?P<value>(?:at|on|every|daily|weekly) .{1,40}?) instead(?: of .{1,30})?"
)
_SKIP = pattern(r"(?P<value>(?:skip|exclude|leave out) .{1,30}?) (?:for|from|in|on|with) (?P<ref>.{1,50})")
_FIELD_OF = pattern(
    rf"(?:{_VERB}|rewrite|replace) (?:the )?(?:{FIELD_EN}) (?:of|for|on|in) (?P<ref>.{{1,60}}?)(?: from .{{1,20}}?)?(?: ?(?:to|into|as|with)(?=[ :]):?|:) ?(?P<value>.+)"
)
_OF_FIELD = pattern(
    rf"(?:{_VERB}|rewrite|replace) (?P<ref>.{{1,60}}?)(?:'s?)? (?:{FIELD_EN})(?: from .{{1,20}}?)?(?: ?(?:to|into|as|with)(?=[ :]):?|:) ?(?P<value>.+)"
)
_FIELD_ALONE = pattern(
    rf"(?:{_VERB}|rewrite) (?:the |its |their )?(?:{FIELD_EN})(?: from .{{1,20}}?)?(?: ?(?:to|into|as|with)(?=[ :]):?|:) ?(?P<value>.+)"
)
_OPENING = pattern(rf"{_VERB} ")
_JOINT = pattern(
    r" (?:back |forward |over |up |out |from [^,]{1,20}? )?(?:to(?: a)?|into(?: an?)?|so (?:that )?it (?:runs|goes out|fires)|to run|run|at|on|for|to be|to go out)? ?(?:at |on )?(?=\S)"
)
_ADD = pattern(
    r"(?:also )?(?:run|send|post|add|include)(?: also)? (?:(?:an? |the )?(?:extra |another |additional |second )?(?P<value>.{1,40}?)(?: runs?)? (?:to|for) (?P<ref>.{1,50})|(?P<ref2>.{1,50}?) (?P<value2>(?:on|at|every) .{1,40}))"
)
_ADD_ALONE = pattern(
    r"(?:also )?(?:add|include) (?:an? |the )?(?:extra |another |additional |second )?(?P<value>.{1,40}?)(?: runs?)?(?: too| as well)?"
)
_MORE = pattern(r"(?:also |add |include )|.* (?:too|as well|also)$")
_BOUND = pattern(
    r"(?:(?P<starts>start|begin|kick off)|(?P<ends>end|stop|finish|retire|expire)) (?P<ref>.{1,50}?) (?:after |on |by |at |from |as of |(?=next |this |tomorrow))(?:the )?(?P<day>(?:next |this )?[a-z0-9].{2,30})"
)
_LIMIT = pattern(
    r"(?:end|limit|keep|begin|only run|start|run) (?P<ref>.{1,50}?)(?: (?:running|going))? (?P<value>(?:until|till|to|from|for|starting|only|up to|except|through) .{1,50})"
)
_PLAIN = pattern(
    rf"(?:edit|change|update|modify|adjust|tweak|reconfigure|amend|alter|reschedule) (?P<ref>[^?]{{1,50}}?)(?:'s? (?:settings|config|schedule|time|prompt|name))?{ADVERBS}"
)
STRICT_VERB = pattern(r"(?:set|put|get|have|let|make|turn|bring|push|drag|slide|hold|edit|transfer)\b")
_DONE = pattern(rf".* {PARTICIPLE}(?: (?:to|in|into|with|by|for|from) .*)?$")
_OFTEN = pattern(r"(?:.*\b(?:every|each)|daily|weekly|monthly|hourly|once)\b(?!.* instead)")
_NUMBER_WORD = pattern(r"\b(?:task|job|reminder|number|no|item)s?$")
_NO_JOINT = frozenset({"", "out", "up", "over", "back", "on", "at"})


@dataclass(frozen=True, slots=True)
class _Split:
    ref: Utterance
    value: Utterance


def edit_in_english(said: Utterance, moment: Moment) -> Edit | None:
    """Return the edit that the whole message is, or None."""
    return composed(said, moment, _clause)


def _clause(said: Utterance, moment: Moment) -> Edit | None:
    plainer, is_contrast = without_contrast(said)
    edit = _changed(plainer, moment) or (_changed(said, moment) if is_contrast else None)
    if edit or said.words.isascii() is False:
        return edit or _plain(said)
    instead = rewritten_in_english(plainer, is_contrast=True) if is_contrast else None
    wanted = instead or wanted_in_english(plainer, moment) or verbless_in_english(said, moment)
    return wanted or rewritten_in_english(plainer, is_contrast=False) or _plain(said)


def _changed(said: Utterance, moment: Moment) -> Edit | None:
    for read in (_numbered, _fielded, _renamed, shifted_in_english, _become, posted_in_english, _added):
        edit = read(said, moment)
        if edit:
            return edit
    return None


def _numbered(said: Utterance, _: Moment) -> Edit | None:
    """Read "edit task 3": what looks like an hour there is a task."""
    edit = _plain(said)
    ref = edit.referred.ref if edit else None
    return edit if ref and ref.number is not None else None


def _fielded(said: Utterance, moment: Moment) -> Edit | None:
    """Read "change the prompt of 4 to …", "set task 3's timezone to …"."""
    does = _DOES.fullmatch(said.text, said.begin, said.end)
    if does:
        changes = Changes(prompt=text_in(said.part(*does.span("value"))))
        return Edit(referred(said.part(*does.span("ref"))), changes)
    for regex in (_FIELD_OF, _FIELD_ALONE, _OF_FIELD):
        found = regex.fullmatch(said.text, said.begin, said.end)
        if found is None:
            continue
        groups = found.groupdict()
        name = next(name for name, words in groups.items() if words and name not in {"ref", "value"})
        value = said.part(*found.span("value"))
        edit = _valued(name, value, moment)
        if edit:
            ref = said.part(*found.span("ref")) if groups.get("ref") else None
            return replace(edit, referred=referred(ref)) if ref else edit
    return None


def _valued(name: str, value: Utterance, moment: Moment) -> Edit | None:
    if name == "name":
        return Edit(changes=Changes(name=text_in(value)))
    if name == "prompt":
        return Edit(changes=Changes(prompt=text_in(value)))
    if name == "zone":
        return spoken_edit(zone_in(value, moment))
    if name == "post_to":
        post = post_in(value, loosely=True)
        return Edit(changes=Changes(post_to=post)) if post else None
    if length := interval_in(value, moment):
        return spoken_edit(length)
    return spoken_edit(schedule_in(value, moment))


def _renamed(said: Utterance, _: Moment) -> Edit | None:
    strict = said.text.startswith(("call", "name", "title", "label"), said.begin)
    for regex in (_RENAME_TO, _RENAME_QUOTED, _RENAME):
        found = regex.fullmatch(said.text, said.begin, said.end)
        if found is None:
            continue
        for end in _word_ends(said, *found.span("ref"), found.end("value") if regex is _RENAME else 0):
            ref, value = (
                said.part(found.start("ref"), end),
                said.part(max(end, found.start("value")), said.end),
            )
            if value.words and _is_task(ref, strict=strict or end > found.end("ref")):
                return Edit(referred(ref), Changes(name=text_in(value)))
    return None


def _word_ends(said: Utterance, begin: int, end: int, last: int) -> Iterator[int]:
    """Yield where a name may end: where the pattern took it to, then after each further word."""
    yield end
    yield from (place for place in range(end + 1, min(last, begin + 50)) if said.text[place] == " ")


def _splits(said: Utterance) -> Iterator[_Split]:
    """Cut "VERB REF to VALUE" at every place where the value may begin."""
    found = _OPENING.match(said.text, said.begin, said.end)
    if found is None:
        return
    for joint in _JOINT.finditer(said.text, found.end(), said.end):
        if _NUMBER_WORD.search(said.text, found.end(), joint.start()) and said.text[joint.end()].isdigit():
            continue  # "change task 1 to 10am" names task 1, and no window from one to ten
        yield _Split(said.part(found.end(), joint.start()), said.part(joint.end(), said.end))
    yield _Split(said.part(said.begin, said.begin), said.part(found.end(), said.end))


def _become(said: Utterance, moment: Moment) -> Edit | None:
    for regex in (_SHOULD, _INSTEAD):
        edit = _strictly(regex, said, moment)
        if edit:
            return edit
    for split in _splits(said):
        strict = STRICT_VERB.match(said.text, said.begin) is not None
        if split.ref.begin < split.ref.end and not _is_task(split.ref, strict=strict):
            continue
        edit = spoken_edit(schedule_in(split.value, moment))
        if edit:
            return None if _is_new(split) else replace(edit, referred=referred(split.ref))
    return None


def _is_new(split: _Split) -> bool:
    """Say whether it is a thing to be done that often: update the status page every weekday at 10."""
    joint = split.ref.text[split.ref.end : split.value.begin].strip()
    if joint not in _NO_JOINT or not _OFTEN.match(split.value.words) or not split.ref.words:
        return False
    words = split.ref.words
    return bool(_DONE.match(words) or words.startswith(("a ", "an "))) or not _is_task(split.ref, strict=True)


def _strictly(regex: Pattern[str], said: Utterance, moment: Moment) -> Edit | None:
    """Read a task and a schedule where the task can hardly be anything else."""
    found = regex.fullmatch(said.text, said.begin, said.end)
    ref = said.part(*found.span("ref")) if found else None
    if found is None or ref is None or not _is_task(ref, strict=True):
        return None
    edit = spoken_edit(schedule_in(said.part(*found.span("value")), moment))
    return replace(edit, referred=referred(ref)) if edit else None


def _added(said: Utterance, moment: Moment) -> Edit | None:
    alone = _ADD_ALONE.fullmatch(said.text, said.begin, said.end)
    further = schedule_in(said.part(*alone.span("value")), moment) if alone else None
    if further and further.schedule:
        return _more(further.schedule)
    found = _ADD.fullmatch(said.text, said.begin, _without_too(said)) if _MORE.match(said.words) else None
    if found:
        ref, value = ("ref", "value") if found["ref"] else ("ref2", "value2")
        named = said.part(*found.span(ref))
        spoken = schedule_in(said.part(*found.span(value)), moment) if _is_task(named, strict=True) else None
        if spoken and spoken.schedule:
            return replace(_more(spoken.schedule), referred=referred(named))
    return _ends_or_starts(said, moment) or _strictly(_LIMIT, said, moment) or _strictly(_SKIP, said, moment)


def _without_too(said: Utterance) -> int:
    return next(
        (said.end - len(one) for one in (" too", " as well", " also") if said.words.endswith(one)), said.end
    )


def _more(schedule: ScheduleChange) -> Edit:
    return Edit(changes=Changes(schedule=replace(schedule, adds=True, readings=(), clock=None)))


def _ends_or_starts(said: Utterance, moment: Moment) -> Edit | None:
    """Read "end the digest on May 31": the day is the last, or the first, whatever stands before it."""
    found = _BOUND.fullmatch(said.text, said.begin, said.end)
    task = said.part(*found.span("ref")) if found else None
    if found is None or task is None or not _is_task(task, strict=True):
        return None
    text, begin = said.text[: said.end], found.start("day")
    day = date_at(text, begin)
    if day is None or isinstance(day, Wrong | OpenDay) or day.span.end != said.end:
        return None
    span = Span(begin, said.end)
    bound = Start(day, None, span) if found["starts"] else End(day, None, span)
    schedule = scheduled(said.source.original, (bound,), moment)
    return Edit(referred(task), Changes(schedule=schedule))


def _plain(said: Utterance) -> Edit | None:
    found = _PLAIN.fullmatch(said.text, said.begin, said.end)
    ref = said.part(*found.span("ref")) if found else None
    return Edit(referred(ref)) if ref and _is_task(ref, strict=True) else None


def _is_task(ref: Utterance, *, strict: bool = False) -> bool:
    """Say whether some words may be a task; when `strict`, whether they can hardly be anything else."""
    if strict:
        return is_sure_in_english(ref)
    return bool(ref.words) and not NO_TASK_EN.match(ref.words)

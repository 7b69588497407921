# ruff: noqa: E501 - a pattern is easier to read on one line
"""Which task shall be changed, and how, in English: move the digest to 10, rename 3 to Sales."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from re import Pattern

from bot.chat.language.changes import post_in, schedule_in, text_in, zone_in
from bot.chat.language.durations import length_at
from bot.chat.language.edit_patterns import ADVERBS, FIELD_EN
from bot.chat.language.edits import Edit, composed, spoken_edit
from bot.chat.language.meaning import Changes, ScheduleChange
from bot.chat.language.once import Moment
from bot.chat.language.phrases import pattern
from bot.chat.language.references import referred
from bot.chat.language.task_names import TASK_LIKE
from bot.chat.language.utterance import HIDDEN, Utterance
from bot.chat.language.verbs import PARTICIPLE

_VERB = r"(?:change|move|shift|reschedule|edit|update|switch|set|push|adjust|modify|put|bring|alter|bump|transfer|get|have|let|make|turn|drag|retime|postpone|delay|slide)"
_RENAME = pattern(
    r"(?:rename|re-name|retitle|relabel|call|name) (?P<ref>.{1,60}?)(?: (?:to|as|into))?(?:: ?| )(?P<value>.+)"
)
_RENAME_TO = pattern(
    r"(?:rename|re-name|retitle|relabel|call|name) (?P<ref>.{1,60}?) (?:to|as|into):? (?P<value>.+)"
)
_RENAME_QUOTED = pattern(r"(?:rename|call|name) (?P<ref>.{1,60}?):? (?P<value>\"[^\"]+\")")
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
    r" (?:back |forward |over |up |out |from [^,]{1,20}? )?(?:to|into|so (?:that )?it (?:runs|goes out|fires)|to run|run|at|on|for|to be|to go out)? ?(?:at |on )?(?=\S)"
)
_LENGTH = r"(?:\d+(?:\.\d)?|an?|half an?|a half|one and a half|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty|a quarter of an|a couple of)[ -]?(?:minutes?|mins?|hours?|hrs?|hr|h|m|days?|weeks?|seconds?)(?: and (?:a half|\d+ ?(?:minutes?|mins?)))?"
_SHIFT = pattern(
    rf"(?:(?P<late>push|delay|postpone|put off|slide)|(?P<soon>bring forward|advance|pull in|pull forward)|(?:move|shift|bump|make|run|have|bring|pull|change|reschedule|put)) (?P<ref>.{{1,60}}?)(?: (?P<way>back|forward|forwards|up|out|earlier|later|off|in))?(?: (?:by|for))? (?P<length>{_LENGTH})(?: (?P<end>later|earlier|sooner|back|forward|ahead|before))?{ADVERBS}"
)
_SHIFT_ALONE = pattern(
    rf"(?:(?P<late>push|delay|postpone)(?: by)? )?(?:make it |move it |shift it )?(?P<length>(?:\d|an?\b|half|one|two|three|four|five|six|ten|fifteen|twenty|thirty)[\w .-]*?)(?: (?P<end>later|earlier|sooner))?{ADVERBS}"
)
_POST = pattern(
    rf"(?:send|post|deliver|publish|move|switch|change|redirect|route|forward|share) (?P<ref>.{{1,60}}?)(?: (?:posts?|output|results?|so it (?:posts|goes)))? (?:to|in|into) (?P<value>.+?){ADVERBS}"
)
_POST_ALONE = pattern(
    rf"(?:(?:now |instead )?(?:send|post|deliver|publish|put) (?:it )?|change (?:it )?to (?:post(?:ing)? |send(?:ing)? )?|switch (?:it )?to )(?:to |in |into )?(?P<value>(?:this|my|me|the|our|\"|here|another|#).*?){ADVERBS}"
)
_ADD = pattern(
    r"(?:also run|also send|also post|add|include) (?:(?P<value>.{1,40}?) (?:to|for) (?P<ref>.{1,50})|(?P<ref2>.{1,50}?) (?P<value2>(?:on|at) .{1,40}))"
)
_LIMIT = pattern(
    r"(?:end|limit|keep|begin|only run|start|run) (?P<ref>.{1,50}?)(?: (?:running|going))? (?P<value>(?:until|till|to|from|for|starting|only|up to|except|through) .{1,50})"
)
_PLAIN = pattern(
    rf"(?:edit|change|update|modify|adjust|tweak|reconfigure|amend|alter|reschedule) (?P<ref>[^?]{{1,50}}?)(?:'s? (?:settings|config|schedule|time|prompt|name))?{ADVERBS}"
)
_LENGTH_ONLY = pattern(r"(?: ?(?:exactly|or so|please))*$")
STRICT_VERB = pattern(r"(?:set|put|get|have|let|make|turn|bring|push|drag|slide|hold|edit|transfer)\b")
_NOT = pattern(
    r"(?:me\b|some(?:one|body)\b|every(?:one|body)\b|any(?:one|body)\b|us\b|him\b|her\b|them\b|my mind|the subject|the topic|your|you|gears|to\b|into|in\b|out|on\b|up\b|over|away|about|from|clothes|jobs|the world|sure|sense|progress|an? (?:call|note|plan|decision|list)|time\b|money|seats|house|aside|the (?:meeting|call|date|deadline|launch|event|wedding|party|trip|dinner|lunch|flight|interview|appointment|visit|project|lights?|table|alarm|oven|volume)\b)"
)
_DONE = pattern(rf".* {PARTICIPLE}(?: (?:to|in|into|with|by|for|from) .*)?$")
_OFTEN = pattern(r"(?:every|each|daily|weekly|monthly|hourly|once)\b(?!.* instead)")
_NUMBER_WORD = pattern(r"\b(?:task|job|reminder|number|no|item)s?$")
_NO_JOINT = frozenset({"", "out", "up", "over", "back"})


@dataclass(frozen=True, slots=True)
class _Split:
    ref: Utterance
    value: Utterance


def edit_in_english(said: Utterance, moment: Moment) -> Edit | None:
    """Return the edit that the whole message is, or None."""
    return composed(said, moment, _clause)


def _clause(said: Utterance, moment: Moment) -> Edit | None:
    for read in (_numbered, _fielded, _renamed, _shifted, _become, _posted, _added):
        edit = read(said, moment)
        if edit:
            return edit
    return _plain(said)


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
    return spoken_edit(schedule_in(value, moment))


def _renamed(said: Utterance, _: Moment) -> Edit | None:
    for regex in (_RENAME_TO, _RENAME_QUOTED, _RENAME):
        found = regex.fullmatch(said.text, said.begin, said.end)
        ref = said.part(*found.span("ref")) if found else None
        if found and ref and _is_task(ref, strict=said.text.startswith(("call", "name"), said.begin)):
            return Edit(referred(ref), Changes(name=text_in(said.part(*found.span("value")))))
    return None


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


def _shifted(said: Utterance, _: Moment) -> Edit | None:
    found = _SHIFT.fullmatch(said.text, said.begin, said.end)
    ref = said.part(*found.span("ref")) if found else None
    if found is None:
        found = _SHIFT_ALONE.fullmatch(said.text, said.begin, said.end)
    if found is None or (ref and not _is_task(ref)):
        return None
    groups = found.groupdict()
    length = _length(said.part(*found.span("length")))
    way = groups.get("end") or groups.get("way") or ""
    if length is None or not (way or groups.get("late") or groups.get("soon")):
        return None
    sooner = way in {"earlier", "sooner", "forward", "forwards", "up", "ahead", "before", "in"} or groups.get(
        "soon"
    )
    schedule = ScheduleChange(said.source.original, shift=-length if sooner else length)
    return Edit(referred(ref) if ref else Edit().referred, Changes(schedule=schedule))


def _length(value: Utterance) -> timedelta | None:
    text = value.source.text[: value.end]
    found = length_at(text, value.begin)
    if found is None or not _LENGTH_ONLY.fullmatch(text, found[1]) or found[0].months:
        return None
    return found[0].elapsed + timedelta(days=found[0].days)


def _posted(said: Utterance, _: Moment) -> Edit | None:
    found = _POST.fullmatch(said.text, said.begin, said.end)
    if found:
        ref = said.part(*found.span("ref"))
        post = post_in(said.part(*found.span("value")))
        if post and _is_task(ref, strict=True):
            return Edit(referred(ref), Changes(post_to=post))
    alone = _POST_ALONE.fullmatch(said.text, said.begin, said.end)
    post = post_in(said.part(*alone.span("value"))) if alone else None
    return Edit(changes=Changes(post_to=post)) if post else None


def _added(said: Utterance, moment: Moment) -> Edit | None:
    found = _ADD.fullmatch(said.text, said.begin, said.end)
    if found:
        ref, value = ("ref", "value") if found["ref"] else ("ref2", "value2")
        named = said.part(*found.span(ref))
        spoken = schedule_in(said.part(*found.span(value)), moment) if _is_task(named, strict=True) else None
        if spoken and spoken.schedule:
            schedule = replace(spoken.schedule, adds=True, readings=(), clock=None)
            return Edit(referred(named), Changes(schedule=schedule))
    return _strictly(_LIMIT, said, moment) or _strictly(_SKIP, said, moment)


def _plain(said: Utterance) -> Edit | None:
    found = _PLAIN.fullmatch(said.text, said.begin, said.end)
    ref = said.part(*found.span("ref")) if found else None
    return Edit(referred(ref)) if ref and _is_task(ref, strict=True) else None


def _is_task(ref: Utterance, *, strict: bool = False) -> bool:
    """Say whether some words may be a task; when `strict`, whether they can hardly be anything else."""
    words = ref.words
    if not words or _NOT.match(words) or (strict and words.startswith(("a ", "an "))):
        return False
    named = referred(ref).ref
    if not strict or HIDDEN in words or TASK_LIKE.match(words):
        return True
    return named is not None and (not named.name or named.name[:1].isupper())

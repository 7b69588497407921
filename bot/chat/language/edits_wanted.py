# ruff: noqa: E501 - a pattern is easier to read on one line
"""What a task should do, said of the task: the digest should run at 8, have 3 posted here, let 2 cover churn too."""

from dataclasses import replace

from bot.chat.language.actions import action_at
from bot.chat.language.changes import post_in, schedule_in, text_in, zone_in
from bot.chat.language.edits import Edit, spoken_edit
from bot.chat.language.meaning import Changes, TaskRef
from bot.chat.language.naming import is_plainly_a_task
from bot.chat.language.once import Moment
from bot.chat.language.references import referred
from bot.chat.language.shifts_english import shifted_in_english
from bot.chat.language.spans import Found, pattern
from bot.chat.language.utterance import Utterance

_REF = r"(?P<ref>.{1,50}?)"
_SOFTLY = r"(?:please |pls |now |just |only |really |also |always |maybe |actually |rather |instead )*"
_GOES = r"(?:running|run|going out|go out|going off|go off|going|goes|go|firing|fire|be sent|be posted|be delivered|be run|be scheduled|be moved|be|sent|posted|delivered|moved|changed|shifted|switched|rescheduled|pushed(?: back)?|scheduled|set|redirected|posting|post|sending|send|starting|start|happen|coming|come|arriving|arrive|land|report|trigger|execute|appear|show up|publish)"
_MODAL = r"(?:should|must|needs to|has to|ought to|shall|can|could|is to|may)"
_ASKED = r"(?:(?:i|we)(?:'d| would)? (?:rather |really )?(?:want|like|need|prefer|have)|have|get|let|make|let's have|let's get|let's do|(?:can|could|may) (?:i|we) (?:have|get)|want|need|please have)"
_WANTED = (
    pattern(rf"{_REF} {_MODAL} (?P<soft>{_SOFTLY}){_GOES}(?: instead)? (?P<value>.+)"),
    pattern(rf"(?:can|could|should|may|would|will) {_REF} (?P<soft>{_SOFTLY}){_GOES} (?P<value>.+)"),
    pattern(rf"{_ASKED} {_REF} (?:to )?(?P<soft>{_SOFTLY}){_GOES} (?P<value>.+)"),
)
_TO_PLACE = pattern(r"(?:to|in|into|on|over to) (?P<place>.+)")
_BARE_PLACE = pattern(
    r"(?:just |only |directly |straight |privately )*(?P<place>(?:here|elsewhere|somewhere else|to me|me)(?: privately| only| directly)?|#[\w-]+)$"
)
_TO_TIME = pattern(r"(?:to |at |on |for |by |around |over to |up to |back to |forward to )?(?=\S)")
_TELLS = r"(?:include|mention|cover|list|contain|show|note|summari[sz]e|highlight|feature|leave out|skip|omit|drop|stop (?:including|mentioning|listing)|not (?:include|mention|list|contain)|be (?:shorter|longer|briefer|(?:a (?:bit|little) )?(?:more |less )?\w+er|more \w+|less \w+|in (?:english|chinese|french|german|japanese)|written in \w+|(?:under|at most|no more than) \d+ words))"
_TOLD = (
    pattern(rf"{_REF} {_MODAL} (?P<value>(?:also |always |please |not |now )*{_TELLS}.*)"),
    pattern(rf"(?:please )?(?:have|make|let|get) {_REF} (?:to )?(?P<value>(?:also |always )*{_TELLS}.*)"),
    pattern(
        r"(?:please )?(?:also )?(?P<value>(?:add|include|mention|put|append|insert|cover|work) (?P<more>.{2,60}?)) (?:to|in|into|on|at the end of) (?P<ref>.{1,50})"
    ),
    pattern(
        r"(?:please )?(?P<value>(?:leave out|drop|remove|take out|omit|cut|strip|skip|delete|leave) (?P<more>.{2,60}?))(?: out)? (?:from|of|in|out of) (?P<ref>.{1,50})"
    ),
    pattern(r"(?:please )?(?P<value>(?:use|switch to|stick to|prefer) .{2,40}?) (?:in|for) (?P<ref>.{1,50})"),
    pattern(
        r"(?:please )?(?P<verb>make|keep|write|format|do) (?P<ref>.{1,50}?) (?P<value>(?:a (?:bit|little|lot)|much|even)? ?(?:shorter|longer|briefer|simpler|more \w+|less \w+|concise|brief|short|in (?:english|chinese|french|german|japanese|bullets?|bullet points|a table|markdown)|(?:under|below|to) \d+ (?:words|lines|characters)))"
    ),
)
_NO_CONTENT = pattern(
    r"(?:\d+(?::\d\d)? ?(?:am|pm)|(?:a )?\d.* run\b|.*\b(?:run|runs)$|saturday|sunday|monday|tuesday|wednesday|thursday|friday|weekends?|weekdays?|(?:public )?holidays|me|us|him|her|them|everyone|@|task|reminder|[\w-]+ as (?:an? )?(?:member|owner))\b|(?:it|this|that|them|\d+|all|everything)$"
)
_CONTAINER = pattern(
    r"(?:the |my |our )?(?:list|tasks?|reminders?|schedule|jobs?|calendar|log|feed|update|backlog|queue)$"
)
_ZONED = (
    pattern(
        r"(?:use|set|change to|switch to|go by) (?P<zone>[\w/ +:-]{2,30}?)(?: time(?: ?zone)?)? (?:for|on|in) (?P<ref>.{1,50})"
    ),
    pattern(
        r"(?:set|change|switch|make|put) (?:the )?(?:time ?zone|tz) to (?P<zone>[\w/ +:-]{2,30}?) (?:for|on|of|in) (?P<ref>.{1,50})"
    ),
    pattern(
        r"(?:run|make|have|put|keep|let|switch|move|change|set) (?P<ref>.{1,50}?) (?:run |fire |go )?(?:in|on|to|by|into) (?P<zone>utc|gmt|[\w/ +:-]{2,30}? time(?: ?zone)?)"
    ),
)
_CALLED = (
    pattern(
        r"(?P<ref>.{1,50}?) (?:should|shall|must|can|could|needs to|is to) (?:now )?be (?:called|named|titled|renamed(?: to)?|renamed as)[: ]+(?P<value>.+)"
    ),
    pattern(
        r"(?:give|assign) (?P<ref>.{1,50}?) (?:a |the )?(?:new |different |better )?(?:name|title)[:,]? (?:of )?(?P<value>.+)"
    ),
    pattern(
        r"(?:have|get|want|i'd like|i want) (?P<ref>.{1,50}?) (?:re)?(?:named|called|titled)(?: to| as| into)?:? (?P<value>.+)"
    ),
    pattern(
        r"(?:the |its )?(?:new )?(?:name|title) (?:of (?P<ref>.{1,50}?) )?(?:should|shall|must|needs to) be:? (?P<value>.+)"
    ),
)
_PROMPT = (
    pattern(
        r"(?:the |its )?(?:prompt|text|content|message|instructions?) (?:of (?P<ref>.{1,50}?) )?(?:should|shall|must|needs to) (?:now )?(?:be|say|read):? (?P<value>.+)"
    ),
    pattern(
        r"(?P<ref>.{1,50}?)'s (?:prompt|text|content|message|instructions?) (?:should|shall|must|needs to) (?:now )?(?:be|say|read):? (?P<value>.+)"
    ),
)
_IT = TaskRef(it=True)
_DOES = pattern(r"(?P<into>change|switch|update|set|turn|convert|repurpose)|(?:have|make|get|let) ")
_JOINT = pattern(r"(?: so (?:that )?it(?: will)?)?(?P<to> to| into)? (?=[a-z])")
_NO_DOES = pattern(r"(?:run|go|be|back|start|stop|fire|post|send|reminders?|rid|on|off)\b")


def wanted_in_english(said: Utterance, moment: Moment) -> Edit | None:
    """Return the edit that says what a task should do, or None."""
    for read in (_goes, _zoned, _called, _told):
        edit = read(said, moment)
        if edit:
            return edit
    return None


def rewritten_in_english(said: Utterance, *, is_contrast: bool) -> Edit | None:
    """Read "change the digest to list open bugs instead": what a sure task shall do from now on."""
    found = _DOES.match(said.text, said.begin, said.end)
    for joint in _JOINT.finditer(said.text, found.end(), said.end) if found else ():
        task, does = (
            said.part(found.end(), joint.start()) if found else said,
            said.part(joint.end(), said.end),
        )
        is_other = bool(joint["to"]) if found and found["into"] else is_contrast
        if is_other and _is_action(does) and is_plainly_a_task(task):
            return Edit(referred(task), Changes(prompt=text_in(does)))
    return None


def _is_action(does: Utterance) -> bool:
    return bool(action_at(does.text[: does.end], does.begin)) and not _NO_DOES.match(does.words)


def _task(said: Utterance, found: Found | None) -> Utterance | None:
    """Return the task that was named, if it can hardly be anything else."""
    task = said.part(*found.span("ref")) if found and found["ref"] else None
    return task if task and is_plainly_a_task(task) else None


def _goes(said: Utterance, moment: Moment) -> Edit | None:
    for regex in _WANTED:
        found = regex.fullmatch(said.text, said.begin, said.end)
        task = _task(said, found)
        if found is None or task is None:
            continue
        edit = _to(said.part(*found.span("value")), moment)
        if edit and regex is _WANTED[-1] and _is_whole(edit, task):
            continue  # "have the report sent every Friday at 4" is as likely a new one
        schedule = edit.changes.schedule if edit else None
        if edit and schedule and "also" in found["soft"]:
            more = replace(schedule, adds=True, readings=(), clock=None)
            edit = replace(edit, changes=replace(edit.changes, schedule=more))
        if edit:
            return replace(edit, referred=referred(task))
    return None


def _is_whole(edit: Edit, task: Utterance) -> bool:
    named, schedule = referred(task).ref, edit.changes.schedule
    return bool(named and named.name and schedule and schedule.readings)


def _to(value: Utterance, moment: Moment) -> Edit | None:
    """Read a place or a schedule that a task shall go to."""
    for regex in (_TO_PLACE, _BARE_PLACE):
        found = regex.fullmatch(value.text, value.begin, value.end)
        post = post_in(value.part(*found.span("place"))) if found else None
        if post:
            return Edit(changes=Changes(post_to=post))
    shift = shifted_in_english(value, moment)
    if shift and not shift.referred.ref:
        return shift
    front = _TO_TIME.match(value.text, value.begin, value.end)
    return spoken_edit(schedule_in(value.part(front.end(), value.end), moment)) if front else None


def _zoned(said: Utterance, moment: Moment) -> Edit | None:
    for regex in _ZONED:
        found = regex.fullmatch(said.text, said.begin, said.end)
        task = _task(said, found)
        zone = zone_in(said.part(*found.span("zone")), moment) if found and task else None
        if task and zone and zone.zone:
            return Edit(referred(task), Changes(zone=zone.zone))
    return None


def _called(said: Utterance, _: Moment) -> Edit | None:
    for regexes, field in ((_CALLED, "name"), (_PROMPT, "prompt")):
        for regex in regexes:
            found = regex.fullmatch(said.text, said.begin, said.end)
            task = _task(said, found)
            if found is None or (found["ref"] and task is None):
                continue
            words = text_in(said.part(*found.span("value")))
            changes = Changes(name=words) if field == "name" else Changes(prompt=words)
            return Edit(referred(task) if task else Edit().referred, changes)
    return None


def _told(said: Utterance, _: Moment) -> Edit | None:
    """Read what a task's prompt shall say besides, or no longer."""
    for regex in _TOLD:
        found = regex.fullmatch(said.text, said.begin, said.end)
        task = _task(said, found)
        if found is None or task is None or _CONTAINER.match(task.words) or referred(task).ref == _IT:
            continue
        groups = found.groupdict()
        if groups.get("more") and _NO_CONTENT.match(groups["more"]):
            continue
        verb = f"{groups['verb']} it " if groups.get("verb") else ""
        return Edit(referred(task), Changes(add_to_prompt=verb + text_in(said.part(*found.span("value")))))
    return None

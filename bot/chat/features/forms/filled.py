"""Between the fields of the form and what a person decides about a task. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from bot.chat.drafting import title_of
from bot.chat.features.forms.pickers import NotSaidError, number_of
from bot.chat.features.forms.when import last_day, picked_from, without_ends
from bot.chat.typed import Form, text, whole
from cards.form_fields import MOST_RETRIES, PARTS, joined_content
from cards.markup import one_line
from cards.words import schedule_in_words
from scheduler.deadlines import RUN_AT_MOST
from scheduler.filling import text_of
from scheduler.form import Entries, Picked
from scheduler.misfire import Missed
from scheduler.model import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    Action,
    AgentPrompt,
    Locale,
    NotifyMode,
    Policies,
    StaticText,
    TaskSpec,
)
from scheduler.overlap import OverlapPolicy

_UNSEEN: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"  # of no width, whatever they are good for
_FIELD_TEXT: Final = 300  # characters; that of the content has limits of its own
_MINUTE: Final = timedelta(minutes=1)
_FieldT = TypeVar("_FieldT")


def blank(zone: str, place: str, *, has_agent: bool) -> Entries:
    """Return what stands in the form for a new task."""
    usual = _of_policies(Policies())
    return replace(usual, kind="agent" if has_agent else "static", zone=zone, place=place)


def entries_of(spec: TaskSpec, place: str, locale: Locale, now: datetime) -> Entries:
    """Return what the form shows of a task."""
    trigger = spec.trigger
    maximum = trigger.bounds.maximum
    return replace(
        _of_policies(spec.policies),
        title=spec.title,
        kind=spec.action.kind,
        content=text_of(spec.action),
        schedule=schedule_in_words(without_ends(trigger), locale),
        picked=picked_from(trigger, now),
        zone=trigger.zone,
        place=place,
        end=last_day(trigger),
        maximum=str(maximum) if maximum else "",
    )


def sent(form: Form, shown: Entries) -> Entries:
    """Return what was typed and picked; a field that a client did not send stays as it was shown.

    Lark sends nothing for a picker that is empty, and an offset after every date and time.
    """
    return Entries(
        title=one_line(_text(form, "title")),
        kind=_text(form, "kind") or shown.kind,
        content=_content(form) if "content" in form else shown.content,
        schedule=one_line(_text(form, "schedule")),
        picked=_picked(form),
        zone=_text(form, "zone") or shown.zone,
        place=_text(form, "place") or shown.place,
        end=_moment(form, "end"),
        maximum=_text(form, "maximum"),
        missed=_text(form, "missed") or shown.missed,
        overlap=_text(form, "overlap") or shown.overlap,
        notify=_text(form, "notify") or shown.notify,
        retries=_text(form, "retries") or shown.retries,
        limit=_text(form, "limit"),
        afterwards=_text(form, "afterwards") or shown.afterwards,
    )


def is_blank(text: str) -> bool:
    """Tell whether there is nothing to see."""
    return not text.translate(dict.fromkeys(map(ord, _UNSEEN))).strip()


def name_in(entries: Entries, offered: Entries, before: str) -> str:
    """Return the name that was typed, whole; where there is none, one made of the content."""
    title = entries.title
    if is_blank(title):
        return title_of(entries.content)
    if title == offered.title and before:
        return before
    if len(title) > TITLE_LIMIT:
        raise NotSaidError("form.says.title_long", limit=TITLE_LIMIT, length=len(title))
    return title


def action_in(entries: Entries, offered: Entries, before: Action | None) -> Action:
    """Return what is to be done; values for its placeholders stay with it."""
    content = entries.content
    if before is not None and (content, entries.kind) == (offered.content, offered.kind):
        return before
    if is_blank(content):
        raise NotSaidError("form.says.content_missing")
    if len(content) > TEXT_LIMIT:
        raise NotSaidError("refused.text_too_long", limit=TEXT_LIMIT, length=len(content))
    values = before.values if before else {}
    return StaticText(content, values) if entries.kind == "static" else AgentPrompt(content, values)


def policies_in(entries: Entries, offered: Entries, before: Policies) -> Policies:
    """Return how the task behaves; what was not changed, or is not shown, stays as it was."""
    misfire, retry = before.misfire, before.retry
    if entries.missed != offered.missed:
        misfire = replace(misfire, missed=_word(Missed, entries.missed, misfire.missed))
    if entries.retries != offered.retries:
        retry = replace(retry, retries=_retries(entries.retries, retry.retries))
    overlap, notify = before.overlap, before.notify
    if entries.overlap != offered.overlap:
        overlap = _word(OverlapPolicy, entries.overlap, overlap)
    if entries.notify != offered.notify:
        notify = _word(NotifyMode, entries.notify, notify)
    if entries.kind == "static" and notify is not NotifyMode.ALWAYS:
        raise NotSaidError("form.says.quiet_reminder")
    goes, limit = before.delete_after_run, before.time_limit
    if entries.afterwards != offered.afterwards:
        goes = entries.afterwards == "delete"
    if entries.limit != offered.limit:
        limit = _limit(entries.limit)
    return replace(
        before,
        misfire=misfire,
        overlap=overlap,
        retry=retry,
        notify=notify,
        time_limit=limit,
        delete_after_run=goes,
    )


def _limit(text: str) -> timedelta | None:
    """Return the limit that was typed, None for the usual one; no run takes longer than six hours."""
    longest = RUN_AT_MOST // _MINUTE
    return number_of(text, "form.limit", 1, longest) * _MINUTE if text else None


def _retries(text: str, before: int) -> int:
    offered = {str(count) for count in range(MOST_RETRIES + 1)}
    return int(text) if text in offered else before


def _of_policies(policies: Policies) -> Entries:
    return Entries(
        missed=policies.misfire.missed,
        overlap=policies.overlap,
        notify=policies.notify,
        retries=str(policies.retry.retries),
        limit=str(policies.time_limit // _MINUTE) if policies.time_limit else "",
        afterwards="delete" if policies.delete_after_run else "keep",
    )


def _word(words: type[_FieldT], text: str, before: _FieldT) -> _FieldT:
    """Return the closed word that was picked; what none of the options says changes nothing."""
    try:
        return words(text)  # type: ignore[call-arg]  # an enum looks its value up
    except ValueError:
        return before


def _content(form: Form) -> str:
    names = ["content", *(f"content_{part}" for part in range(2, PARTS + 1))]
    return joined_content([whole(form, name) for name in names]).strip()


def _picked(form: Form) -> Picked:
    weekdays = form.get("weekdays")
    return Picked(
        cycle=_text(form, "cycle"),
        start=_moment(form, "start"),
        clock=_moment(form, "clock"),
        second=_text(form, "second"),
        weekdays=weekdays if isinstance(weekdays, tuple) else (),
        month_days=_text(form, "month_days"),
        every=_text(form, "every"),
    )


def _moment(form: Form, name: str) -> str:
    """Return a date or time without the offset that Lark adds: the form has a zone of its own."""
    return _text(form, name).split(" ")[0]


def _text(form: Form, name: str) -> str:
    """Return what stands in a field; more than any of them holds was not typed into it."""
    return text(form, name)[:_FIELD_TEXT]

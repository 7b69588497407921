"""The confirm card: what was understood, in a sentence, before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cards.actions import Press, Verb
from cards.assumed import assumptions
from cards.behaviour import behaviour
from cards.contents import icon_of, shortly, whole_content
from cards.controls import Button, Look, button_row
from cards.elements import Card, Element, Fact, Header, Markdown, Note, Rule, Text, Tone, facts, name_of
from cards.holidays import holiday_note
from cards.markup import bold, cut, escape, one_line
from cards.places import place_of
from cards.reader import Reader
from cards.run_buttons import beside
from cards.texts import say
from cards.times import in_brackets, moment, sentence
from cards.words import schedule_in_words
from cards.zones import zone_name
from scheduler.amending import THEN
from scheduler.drafts import DRAFT_LIFE, Draft, DraftState
from scheduler.fires import fires_per_month
from scheduler.model import AgentPrompt
from scheduler.triggers import At, Bounds, Trigger

_TONES: Final = {
    DraftState.OPEN: Tone.ORANGE,
    DraftState.SAVED: Tone.GREEN,
    DraftState.CANCELLED: Tone.GREY,
    DraftState.EXPIRED: Tone.GREY,
}
_OFTEN: Final = 93  # runs a month: more than three a day are worth a number
_TOO_MANY: Final = 10_000  # runs a month: more than anybody can picture
_TOO_MANY_A_DAY: Final = 1_000
_DAYS: Final = 30  # in the month that is counted
_HOURS: Final = 24
_PHRASE: Final = 120  # characters
_REPEATABLE: Final = 500  # characters of a phrase that a button can say again
_MINUTES: Final = DRAFT_LIFE // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DraftView:
    """`asker` and `closed_by` are names; `chat` is the group's name, "" for a personal chat."""

    draft: Draft
    asker: str
    chat: str
    next_runs: Sequence[datetime]
    closed_by: str = ""
    has_twin: bool = False  # another task of the asker has this name
    people: int | None = None  # in the group, where that is known
    elsewhere: bool = False  # it posts to another chat than the card stands in


def confirm_card(view: DraftView, reader: Reader) -> Card:
    """Draw a draft: open, or closed with who or what closed it."""
    draft, locale = view.draft, reader.locale
    state = _state(draft, reader)
    words = say(f"draft.{state}", locale)
    return Card(
        header=_header(draft, _TONES[state], words),
        elements=_open(view, reader) if state is DraftState.OPEN else _closed(view, state, reader),
        summary=say("task.summary", locale, title=name_of(draft.spec.title), state=words),
    )


def _header(draft: Draft, tone: Tone, state: str) -> Header:
    return Header(name_of(draft.spec.title), tone, (state,), icon_of(draft.spec.action))


def _state(draft: Draft, reader: Reader) -> DraftState:
    """Return the state to show: past its time a draft is expired, even before anybody closed it."""
    is_late = draft.state is DraftState.OPEN and draft.expires_at <= reader.now
    return DraftState.EXPIRED if is_late else draft.state


def _open(view: DraftView, reader: Reader) -> tuple[Element, ...]:
    return (
        Markdown(_restated(view, reader)),
        *_facts(view, reader),
        _to(view, reader),
        *behaviour(view.draft.spec.policies, reader),
        *whole_content(view.draft.spec.action, reader),
        *((Note(say("change.twin", reader.locale)),) if view.has_twin else ()),
        Rule(),
        button_row(*_open_buttons(view.draft, reader)),
        beside(
            Note(_footer(view, reader)),
            _button(Verb.DRAFT_CANCEL, view.draft, reader, look=Look.TEXT, tiny=True),
        ),
    )


def _restated(view: DraftView, reader: Reader) -> str:
    """Say what will happen when, where, and by which zone's clock; the time stands out."""
    spec = view.draft.spec
    schedule = sentence(_schedule(spec.trigger, reader))
    does = "draft.will_do" if isinstance(spec.action, AgentPrompt) else "draft.will_post"
    words = say(
        does,
        reader.locale,
        schedule=schedule,
        what=shortly(spec.action),
        place=_place(view, reader),
    )
    return escape(words).replace(escape(schedule), bold(schedule), 1)


def _place(view: DraftView, reader: Reader) -> str:
    elsewhere = "place.own" if view.elsewhere else ""
    return place_of(view.draft.spec.destination, view.chat, reader, elsewhere=elsewhere)


def _to(view: DraftView, reader: Reader) -> Element:
    """Say where it posts and who sees that there; another place is a tap away."""
    place = _place(view, reader)
    if view.draft.spec.destination.in_group:
        several = view.people if view.people and view.people > 1 else ""
        place = say("place.access", reader.locale, place=place, people=several)
    change = _button(Verb.DRAFT_PLACE, view.draft, reader, look=Look.LINK, tiny=True)
    return beside(Fact(say("label.to", reader.locale), Text(place)), change)


def _schedule(trigger: Trigger, reader: Reader) -> str:
    """Say the schedule with its zone; a single time as a day that is near, where it is."""
    if isinstance(trigger, At) and trigger.bounds == Bounds():
        zone = in_brackets(zone_name(trigger.zone, reader.locale), reader.locale)
        return moment(trigger.instant, replace(reader, zone=trigger.zone)) + zone
    return schedule_in_words(trigger, reader.locale, now=reader.now, with_zone=True)


def _facts(view: DraftView, reader: Reader) -> tuple[Element, ...]:
    draft, locale = view.draft, reader.locale
    phrase = cut(one_line(draft.spec.phrase), _PHRASE)
    shown = facts(
        _next_runs(view, reader),
        _fact("label.holidays", holiday_note(draft.spec.trigger, reader), reader),
        _fact("label.frequency", _frequency(draft, reader), reader),
    )
    said = _fact("label.phrase", say("draft.phrase", locale, phrase=phrase) if phrase else "", reader)
    return (*shown, *assumptions(draft, reader), *facts(said))


def _fact(label: str, value: str, reader: Reader) -> Fact | None:
    return Fact(say(label, reader.locale), Text(value)) if value else None


def _next_runs(view: DraftView, reader: Reader) -> Fact | None:
    """Name the next runs, a line each; of a single time the sentence has said all.

    The first one tells the reader's own time as well where the clocks differ.
    """
    trigger = view.draft.spec.trigger
    if isinstance(trigger, At) or not view.next_runs:
        return None
    lines = [
        escape(sentence(moment(run, reader, trigger.zone, brief=place > 0)))
        for place, run in enumerate(view.next_runs)
    ]
    return Fact(say("label.next_runs", reader.locale), Markdown("\n".join(lines)))


def _frequency(draft: Draft, reader: Reader) -> str:
    """Say how many runs that is, in a number that one can picture."""
    trigger = draft.spec.trigger
    count = fires_per_month(trigger, reader.now, reader.calendar)
    is_endless = trigger.bounds.maximum is None and trigger.bounds.end is None
    if count <= _OFTEN:
        return ""
    if count < _TOO_MANY or not is_endless:
        return say("draft.per_month", reader.locale, count=f"{count:,}")
    a_day, an_hour = round(count / _DAYS), round(count / (_DAYS * _HOURS))
    if a_day < _TOO_MANY_A_DAY:
        return say("draft.per_day", reader.locale, count=a_day)
    return say("draft.per_hour", reader.locale, count=an_hour)


def _open_buttons(draft: Draft, reader: Reader) -> tuple[Button, ...]:
    return (
        _button(Verb.DRAFT_SAVE, draft, reader, look=Look.PRIMARY),
        _button(Verb.DRAFT_CHANGE, draft, reader),
        _button(Verb.DRAFT_TRY, draft, reader),
    )


def _footer(view: DraftView, reader: Reader) -> str:
    if (view.draft.spec.destination.in_group or view.elsewhere) and view.asker:
        return say("draft.by", reader.locale, asker=name_of(view.asker), minutes=_MINUTES)
    return say("draft.valid", reader.locale, minutes=_MINUTES)


def _closed(view: DraftView, state: DraftState, reader: Reader) -> tuple[Element, ...]:
    locale = reader.locale
    match state:
        case DraftState.CANCELLED:
            said = say("draft.was_cancelled", locale, name=name_of(view.closed_by))
        case DraftState.EXPIRED:
            said = say("draft.has_expired", locale, minutes=_MINUTES)
        case _:
            said = say("draft.was_saved", locale)
    return (Text(said), *(_say_again(view.draft, reader) if state is DraftState.EXPIRED else ()))


def _say_again(draft: Draft, reader: Reader) -> tuple[Element, ...]:
    """Offer what expired once more, where the person's words fit a button."""
    if not 0 < len(draft.spec.phrase) <= _REPEATABLE or THEN in draft.spec.phrase:
        return ()
    press = Press(Verb.SAY, args={"text": draft.spec.phrase})
    label = say("button.say_again", reader.locale)
    return (Rule(), button_row(Button(key="say_again", label=label, press=press)))


def _button(
    verb: Verb, draft: Draft, reader: Reader, *, look: Look = Look.DEFAULT, tiny: bool = False
) -> Button:
    return Button(
        key=verb.value.replace(".", "_"),
        label=say(f"button.{verb}", reader.locale),
        press=Press(verb, draft.id),
        look=look,
        tiny=tiny,
    )

"""The fields of the form for a task, group by group."""

from collections.abc import Iterator
from typing import Final

from cards.controls import Input
from cards.elements import Column, Columns, Element, Note, Panel
from cards.fields import DatePicker, MultiSelect, Options, Select, TimePicker, labelled
from cards.limits import INPUT_TEXT
from cards.markup import clean
from cards.reader import Reader
from cards.texts import say
from cards.times import WEEKDAYS
from cards.zones import common_zones, zone_name
from scheduler.form import Cycle, Entries, Picked
from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import TITLE_LIMIT, Locale, NotifyMode
from scheduler.overlap import OverlapPolicy

SCHEDULE_TEXT: Final = 200  # characters of a sentence about time
PARTS: Final = 4  # fields that a long content is spread over
CONTENT_SHOWN: Final = PARTS * INPUT_TEXT
MOST_RETRIES: Final = 5
_AS_A_CUT_GOES: Final = 200  # characters at the end of a part in which it may end at a line's end
_NUMBER: Final = 8  # characters


def split_content(text: str) -> list[str]:
    """Spread a text over fields of Lark's length, at the end of a line where one is near."""
    parts: list[str] = []
    rest = clean(text)
    while len(rest) > INPUT_TEXT and len(parts) < PARTS - 1:
        at = rest.rfind("\n", INPUT_TEXT - _AS_A_CUT_GOES, INPUT_TEXT)
        room = (PARTS - len(parts) - 1) * INPUT_TEXT
        if at >= 0 and len(rest) - at - 1 <= room:
            parts.append(rest[:at])
            rest = rest[at + 1 :]
        else:
            parts.append(rest[:INPUT_TEXT])
            rest = rest[INPUT_TEXT:]
    return [*parts, rest]


def joined_content(parts: list[str]) -> str:
    """Put the parts together again: a full one goes on without a break."""
    text = ""
    for place, part in enumerate(parts):
        if part:
            goes_on = place > 0 and len(parts[place - 1]) == INPUT_TEXT
            text += part if goes_on or not text else "\n" + part
    return text


def what_fields(entries: Entries, places: Options, *, has_agent: bool, locale: Locale) -> Iterator[Element]:
    """Name, kind and place."""
    hint = say("form.title_hint", locale)
    title = say("form.title", locale)
    yield Input(
        name="title", label=title, value=entries.title, most=TITLE_LIMIT, placeholder=hint, required=False
    )
    yield Columns(tuple(_kind_and_place(entries, places, has_agent=has_agent, locale=locale)), stacks=True)
    if not has_agent:
        yield Note(say("form.no_agent", locale))


def content_fields(entries: Entries, locale: Locale) -> Iterator[Element]:
    first, *more = split_content(entries.content)
    label, hint = say("form.content", locale), say("form.content_hint", locale)
    yield Input(name="content", label=label, value=first, rows=4, placeholder=hint, required=False)
    yield Panel(
        say("form.content_more", locale), tuple(_more(more, locale)), "more_content", expanded=bool(more)
    )


def _kind_and_place(
    entries: Entries, places: Options, *, has_agent: bool, locale: Locale
) -> Iterator[Column]:
    if has_agent:
        kinds = tuple((kind, say(f"form.kind.{kind}", locale)) for kind in ("agent", "static"))
        yield labelled(say("form.kind", locale), Select(name="kind", options=kinds, value=entries.kind))
    yield labelled(say("form.place", locale), Select(name="place", options=places, value=entries.place))


def _more(parts: list[str], locale: Locale) -> Iterator[Element]:
    for number in range(2, PARTS + 1):
        value = parts[number - 2] if number - 2 < len(parts) else ""
        label = say("form.content_part", locale, part=number)
        yield Input(name=f"content_{number}", label=label, value=value, rows=2, required=False)


def when_field(entries: Entries, locale: Locale) -> Element:
    label, hint = say("form.schedule", locale), say("form.schedule_hint", locale)
    return Input(
        name="schedule",
        label=label,
        value=entries.schedule,
        placeholder=hint,
        most=SCHEDULE_TEXT,
        required=False,
    )


def pickers(entries: Entries, reader: Reader) -> Panel:
    """The time picked part by part; open where there is no sentence, or it says something else."""
    picked, locale = entries.picked, reader.locale
    cycles = tuple((cycle.value, say(f"form.cycle.{cycle}", locale)) for cycle in Cycle)
    repeats = Select(name="cycle", options=cycles, value=picked.cycle, placeholder=say("form.choose", locale))
    rows = (
        Columns((labelled(say("form.cycle", locale), repeats), _every(picked, locale)), stacks=True),
        Columns(tuple(_start(picked, locale)), stacks=True),
        Columns(tuple(_which_days(picked, locale)), stacks=True),
        labelled_block(say("form.zone", locale), _zone(entries, reader)),
    )
    return Panel(say("form.pickers", locale), rows, "pickers", expanded=bool(picked) and not entries.schedule)


def labelled_block(label: str, field: Element) -> Element:
    return Columns((labelled(label, field),))


def _every(picked: Picked, locale: Locale) -> Column:
    field = _number("every", say("form.every", locale), picked.every, "30")
    return Column((field,), weight=1)


def _start(picked: Picked, locale: Locale) -> Iterator[Column]:
    choose = say("form.choose", locale)
    yield labelled(
        say("form.start", locale), DatePicker(name="start", placeholder=choose, value=picked.start)
    )
    yield labelled(
        say("form.clock", locale), TimePicker(name="clock", placeholder=choose, value=picked.clock)
    )
    yield Column((_number("second", say("form.second", locale), picked.second, "0"),), weight=1)


def _which_days(picked: Picked, locale: Locale) -> Iterator[Column]:
    days = tuple((str(number), name) for number, name in enumerate(WEEKDAYS[locale], start=1))
    choose = say("form.choose", locale)
    field = MultiSelect(name="weekdays", options=days, values=picked.weekdays, placeholder=choose)
    yield labelled(say("form.weekdays", locale), field)
    label, hint = say("form.month_days", locale), say("form.month_days_hint", locale)
    yield Column((_short("month_days", label, picked.month_days, hint),), weight=1)


def _zone(entries: Entries, reader: Reader) -> Select:
    zones = common_zones(entries.zone, reader.zone)
    options = tuple((zone, zone_name(zone, reader.locale)) for zone in zones)
    return Select(name="zone", options=options, value=entries.zone or reader.zone)


def advanced(entries: Entries, locale: Locale) -> Panel:
    """What most tasks leave as it is; open where this one does not."""
    end = DatePicker(name="end", placeholder=say("form.end_hint", locale), value=entries.end)
    hint = say("form.maximum_hint", locale)
    maximum = _number("maximum", say("form.maximum", locale), entries.maximum, hint)
    limit = _number("limit", say("form.limit", locale), entries.limit, say("form.limit_hint", locale))
    retries = Select(name="retries", options=tuple(_retries(locale)), value=entries.retries)
    rows = (
        Columns((labelled(say("form.end", locale), end), Column((maximum,), weight=1)), stacks=True),
        Columns((_notify(entries, locale), labelled(say("form.retries", locale), retries)), stacks=True),
        Columns((_missed(entries, locale), _overlap(entries, locale)), stacks=True),
        Columns((Column((limit,), weight=1), _afterwards(entries, locale)), stacks=True),
    )
    return Panel(say("form.advanced", locale), rows, "advanced", expanded=not _is_plain(entries))


def _is_plain(entries: Entries) -> bool:
    usual = (Missed.LATEST, OverlapPolicy.SKIP, NotifyMode.ALWAYS, "2", "keep")
    chosen = (entries.missed, entries.overlap, entries.notify, entries.retries, entries.afterwards)
    return (
        not entries.end
        and not entries.maximum
        and not entries.limit
        and all(one in ("", normal) for one, normal in zip(chosen, usual, strict=True))
    )


def _notify(entries: Entries, locale: Locale) -> Column:
    options = tuple((mode.value, say(f"form.notify.{mode}", locale)) for mode in NotifyMode)
    return labelled(say("form.notify", locale), Select(name="notify", options=options, value=entries.notify))


def _missed(entries: Entries, locale: Locale) -> Column:
    cap = MisfirePolicy().cap
    options = tuple((one.value, say(f"form.missed.{one}", locale, cap=cap)) for one in Missed)
    return labelled(say("form.missed", locale), Select(name="missed", options=options, value=entries.missed))


def _overlap(entries: Entries, locale: Locale) -> Column:
    options = tuple((one.value, say(f"form.overlap.{one}", locale)) for one in OverlapPolicy)
    return labelled(
        say("form.overlap", locale), Select(name="overlap", options=options, value=entries.overlap)
    )


def _afterwards(entries: Entries, locale: Locale) -> Column:
    options = tuple((one, say(f"form.afterwards.{one}", locale)) for one in ("keep", "delete"))
    field = Select(name="afterwards", options=options, value=entries.afterwards)
    return labelled(say("form.afterwards", locale), field)


def _retries(locale: Locale) -> Iterator[tuple[str, str]]:
    yield "0", say("form.retries.none", locale)
    for count in range(1, MOST_RETRIES + 1):
        yield str(count), say("form.retries.some", locale, count=count)


def _number(name: str, label: str, value: str, hint: str) -> Input:
    return Input(name=name, label=label, value=value, placeholder=hint, most=_NUMBER, required=False)


def _short(name: str, label: str, value: str, hint: str) -> Input:
    return Input(name=name, label=label, value=value, placeholder=hint, most=SCHEDULE_TEXT, required=False)

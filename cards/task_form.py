"""The form for a task: a new one, one that is not saved yet, or a change of one that is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cards.actions import Press, Verb
from cards.controls import Button, Form, Look, button_row
from cards.elements import (
    Card,
    Column,
    Columns,
    Element,
    Fact,
    Header,
    Markdown,
    Note,
    Text,
    Tone,
    fits,
    name_of,
)
from cards.fields import Options
from cards.form_fields import CONTENT_SHOWN, advanced, content_fields, pickers, what_fields, when_field
from cards.markup import bold, cut, escape, one_line
from cards.reader import Reader
from cards.texts import say
from cards.times import moment, sentence
from cards.words import schedule_in_words
from scheduler.form import Checked, Entries, Remark
from scheduler.model import Locale
from scheduler.triggers import Trigger

_CHOICES = 3  # to tap
_ON_A_BUTTON = 40  # characters


class Purpose(StrEnum):
    NEW = "new"
    DRAFT = "draft"
    TASK = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """`subject` is the id of the draft or task; `title` its name; `next_runs` those of what was checked."""

    purpose: Purpose
    entries: Entries
    checked: Checked
    places: Options
    has_agent: bool
    title: str = ""
    subject: str = ""
    revision: int = 0
    next_runs: Sequence[datetime] = ()
    is_closed: bool = False


def task_form(view: FormView, reader: Reader) -> Card:
    """Draw the form; a content too long for Lark's card is kept where it is, and not shown."""
    if view.is_closed:
        return _closed(view, reader)
    card = _open(view, reader, whole=True)
    whole = len(view.entries.content) <= CONTENT_SHOWN and fits(card)
    return card if whole else _open(view, reader, whole=False)


def _closed(view: FormView, reader: Reader) -> Card:
    locale = reader.locale
    title, state = _title(view, locale), say("form.closed.tag", locale)
    return Card(
        header=Header(title, Tone.GREY, (state,)),
        elements=(Text(say("form.closed", locale)),),
        summary=say("task.summary", locale, title=title, state=state),
    )


def _title(view: FormView, locale: Locale) -> str:
    return name_of(view.title) or say("form.new", locale)


def _open(view: FormView, reader: Reader, *, whole: bool) -> Card:
    locale = reader.locale
    title = _title(view, locale)
    state = say(f"form.{view.purpose}.tag", locale)
    return Card(
        header=Header(title, Tone.ORANGE, (state,)),
        elements=(*_head(view, reader), Form("task", tuple(_fields(view, reader, whole=whole)))),
        summary=say("task.summary", locale, title=title, state=state),
    )


def _head(view: FormView, reader: Reader) -> Iterator[Element]:
    """What came of the last try stands first; before any, what this is."""
    checked, locale = view.checked, reader.locale
    if checked.remarks:
        yield Markdown(_problems(checked.remarks, reader))
    if checked.trigger is not None:
        yield from _reading(checked.trigger, view.next_runs, reader)
    if not checked.remarks and checked.trigger is None:
        yield from _intro(view, locale)


def _intro(view: FormView, locale: Locale) -> Iterator[Element]:
    """Say what comes of the form; a new task can also begin with a template."""
    intro = Note(say(f"form.{view.purpose}.intro", locale))
    if view.purpose is not Purpose.NEW:
        yield intro
        return
    label = say("button.form.template", locale)
    press = Press(Verb.SAY, args={"text": say("say.templates", locale)})
    button = Button(key="template", label=label, press=press, look=Look.LINK, tiny=True)
    yield Columns((Column((intro,), weight=1, centred=True), Column((button,), centred=True)))


def _problems(remarks: Sequence[Remark], reader: Reader) -> str:
    """Return the sentences in red, each on a line of its own."""
    lines = [escape(one_line(said(remark, reader))) for remark in remarks]
    return "\n".join(f"<font color='red'>{line}</font>" for line in lines)


def said(remark: Remark, reader: Reader) -> str:
    """Return the sentence; the name of a field is a word of the catalogue itself."""
    facts = remark.facts
    if "field" in facts:
        facts = facts | {"field": say(str(facts["field"]), reader.locale)}
    return say(remark.code, reader.locale, **facts)


def _reading(trigger: Trigger, next_runs: Sequence[datetime], reader: Reader) -> Iterator[Element]:
    locale = reader.locale
    words = sentence(schedule_in_words(trigger, locale, now=reader.now, with_zone=True))
    yield Fact(say("form.read_as", locale), Markdown(bold(words)))
    if next_runs:
        lines = [escape(sentence(moment(run, reader, trigger.zone, brief=True))) for run in next_runs]
        yield Fact(say("form.next", locale), Markdown("\n".join(lines)))


def _fields(view: FormView, reader: Reader, *, whole: bool) -> Iterator[Element]:
    entries, locale = view.entries, reader.locale
    yield from what_fields(entries, view.places, has_agent=view.has_agent, locale=locale)
    if whole:
        yield from content_fields(entries, locale)
    else:
        yield Note(say("form.content_kept", locale))
    yield when_field(entries, locale)
    yield from _to_choose(view, reader)
    yield pickers(entries, reader)
    yield advanced(entries, locale)
    yield button_row(*_buttons(view, reader))


def _to_choose(view: FormView, reader: Reader) -> Iterator[Element]:
    """Buttons that send the form with an answer to the question above it."""
    checked = view.checked
    if checked.rivals:
        said_words, picked_words = (_shortly(trigger, reader) for trigger in checked.rivals)
        yield button_row(
            _send(view, "use_said", say("button.form.said", reader.locale, words=said_words), use="said"),
            _send(
                view, "use_picked", say("button.form.picked", reader.locale, words=picked_words), use="picked"
            ),
        )
    elif checked.choices:
        yield button_row(
            *(
                _send(view, f"choice_{place}", cut(label, _ON_A_BUTTON), schedule=schedule)
                for place, (label, schedule) in enumerate(checked.choices[:_CHOICES], start=1)
            )
        )


def _shortly(trigger: Trigger, reader: Reader) -> str:
    return cut(schedule_in_words(trigger, reader.locale, now=reader.now), _ON_A_BUTTON)


def _buttons(view: FormView, reader: Reader) -> Iterator[Button]:
    locale = reader.locale
    is_asking = view.checked.rivals or view.checked.choices
    yield _send(
        view, "submit", say("button.form.submit", locale), look=Look.DEFAULT if is_asking else Look.PRIMARY
    )
    yield _send(view, "check", say("button.form.check", locale), use="check")
    if view.purpose is Purpose.NEW:
        yield _leave("close", Press(Verb.FORM_CLOSE), reader)
    else:
        yield _leave("back", Press(Verb.FORM_CLOSE, view.subject, view.revision), reader)


def _send(view: FormView, key: str, label: str, look: Look = Look.DEFAULT, **args: str) -> Button:
    press = Press(Verb.FORM_SUBMIT, view.subject, view.revision, args)
    return Button(key=key, label=label, press=press, look=look, submits=True)


def _leave(key: str, press: Press, reader: Reader) -> Button:
    label = say(f"button.form.{key}", reader.locale)
    return Button(key=key, label=label, press=press, look=Look.TEXT, in_form=True)

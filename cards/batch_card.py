"""Several tasks at once: whether to delete them all, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Look, button_row
from cards.elements import Card, Element, Header, Markdown, Note, Rule, Text, Tone, name_of
from cards.markup import bold, cut, escape, one_line
from cards.reader import Reader
from cards.texts import say
from cards.times import moment, sentence
from scheduler.views import LeftOut

_NAMES: Final = 20
_LEFT_OUT: Final = 8
_NOTE: Final = 200  # characters
_KEPT_FOR_A_WHILE: Final = "deleted"
_CAN_BE_UNDONE: Final = frozenset({"paused", "resumed", "deleted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """`did` and `left_out` as in the post; `names` are the tasks that were switched, or brought back.

    `undone_by` is the name of whoever took it back, None while nobody has.
    """

    did: str
    names: Sequence[str]
    left_out: Sequence[LeftOut] = ()
    until: datetime | None = None
    note: str = ""
    undone_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SureView:
    names: Sequence[str]
    left_out: Sequence[LeftOut] = ()
    kept: bool = False


def batch_card(view: BatchView, reader: Reader) -> Card:
    """Say how many were switched, which, and which were not and why; one button takes it back."""
    title = _title(view, reader)
    is_undone = view.undone_by is not None
    tone = Tone.GREY if is_undone or not view.names else Tone.GREEN
    return Card(
        header=Header(title, tone, (say("batch.undone", reader.locale),) if is_undone else ()),
        elements=(
            *_listed(view.names, reader),
            *_circumstances(view, reader),
            *_others(view.left_out, reader),
            *_undo(view, reader),
        ),
        summary=title,
    )


def sure_card(view: SureView, reader: Reader) -> Card:
    """Ask whether to delete all of these, by their names."""
    locale = reader.locale
    question = say("sure.delete_all", locale, count=len(view.names))
    if view.kept:
        kept = say("sure.kept", locale)
        state = say("sure.kept_state", locale)
        return Card(header=Header(question, Tone.GREY, (state,)), elements=(Text(kept),), summary=kept)
    delete = _button(Verb.BATCH_DELETE, reader, Look.DANGER)
    return Card(
        header=Header(question, Tone.ORANGE),
        elements=(
            *_listed(view.names, reader),
            Note(say("confirm.delete.more", locale)),
            *_others(view.left_out, reader),
            Rule(),
            button_row(delete, _button(Verb.BATCH_KEEP, reader)),
        ),
        summary=question,
    )


def _title(view: BatchView, reader: Reader) -> str:
    if view.undone_by is not None:
        return say("batch.back", reader.locale, count=len(view.names))
    if not view.names:
        return say("batch.none", reader.locale)
    return say(f"batch.{view.did}", reader.locale, count=len(view.names))


def _listed(names: Sequence[str], reader: Reader) -> tuple[Element, ...]:
    """Name the first of them, a line each."""
    if not names:
        return ()
    lines = [f"· {bold(name_of(name))}" for name in names[:_NAMES]]
    left = len(names) - _NAMES
    return (Markdown("\n".join([*lines, *_more(left, reader)]), "names"),)


def _circumstances(view: BatchView, reader: Reader) -> tuple[Element, ...]:
    locale = reader.locale
    if view.undone_by is not None:
        return (Note(say("batch.back_by", locale, name=name_of(view.undone_by))),) if view.undone_by else ()
    shown: list[Element] = []
    if view.note:
        why = say("list.paused_for", locale, note=cut(one_line(view.note), _NOTE))
        shown.append(Text(sentence(why)))
    if view.until:
        shown.append(Text(say("batch.until", locale, when=moment(view.until, reader))))
    if view.did == _KEPT_FOR_A_WHILE and view.names:
        shown.append(Note(say("batch.kept", locale)))
    return tuple(shown)


def _others(left_out: Sequence[LeftOut], reader: Reader) -> tuple[Element, ...]:
    """Name what was left out, and why."""
    if not left_out:
        return ()
    head = escape(say("batch.left_out", reader.locale, count=len(left_out)))
    lines = [_line(each, reader) for each in left_out[:_LEFT_OUT]]
    left = len(left_out) - _LEFT_OUT
    return (Markdown("\n".join([head, *lines, *_more(left, reader)]), "left_out"),)


def _line(left_out: LeftOut, reader: Reader) -> str:
    why = escape(say(f"why.{left_out.why}", reader.locale))
    return f"· {escape(name_of(left_out.name))} <font color='grey'>{why}</font>"


def _more(left: int, reader: Reader) -> list[str]:
    return [escape(say("batch.more", reader.locale, count=left))] if left > 0 else []


def _undo(view: BatchView, reader: Reader) -> tuple[Element, ...]:
    if view.undone_by is not None or not view.names or view.did not in _CAN_BE_UNDONE:
        return ()
    return (Rule(), button_row(_button(Verb.BATCH_UNDO, reader)))


def _button(verb: Verb, reader: Reader, look: Look = Look.DEFAULT) -> Button:
    key = verb.value.replace(".", "_")
    return Button(key=key, label=say(f"button.{verb}", reader.locale), press=Press(verb), look=look)

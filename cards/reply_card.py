"""The card that turns into the answer to what was written in a run's thread."""

from dataclasses import dataclass

from cards.agent_text import safe_markdown
from cards.elements import Card, Element, Header, Markdown, Note, Text, name_of
from cards.markup import clean
from cards.reader import Reader
from cards.run_result import preview
from cards.run_sentence import first_line
from cards.run_words import TONES, state_words
from cards.texts import say
from cards.times import clock
from scheduler.model import Run, RunState, Task
from scheduler.replies import fits_card
from scheduler.triggers import zone_of


@dataclass(frozen=True, slots=True)
class ReplyView:
    """`run` answers, `parent` is the run under whose card it was asked, `asker` is a name."""

    run: Run
    parent: Run
    task: Task
    asker: str


def reply_card(view: ReplyView, reader: Reader) -> Card:
    """Draw an answer as it stands: what was asked is its title, since it is read in a list of others."""
    run = view.run
    title = name_of(run.note)
    state = state_words(run, reader)
    return Card(
        header=Header(title, TONES[run.state], (state,)),
        elements=(*_body(view, reader), Note(_footer(view, reader))),
        summary=say("reply.summary", reader.locale, title=title, state=state),
    )


def _body(view: ReplyView, reader: Reader) -> tuple[Element, ...]:
    run = view.run
    if run.state is not RunState.SUCCEEDED:
        return (Text(first_line(run, view.task, reader)),)
    if fits_card(run.result):
        return (Markdown(safe_markdown(clean(run.result).strip()), "answer"),)
    return (*preview(run.result, view.task.spec.action, reader)[:1], Note(say("reply.below", reader.locale)))


def _footer(view: ReplyView, reader: Reader) -> str:
    when = clock(view.parent.fire_time.astimezone(zone_of(reader.zone)).time())
    return say("reply.after", reader.locale, when=when, name=view.asker)

"""What happened during quiet hours: a line each, with a button that sends the thing itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Look
from cards.elements import Card, Column, Columns, Element, Header, Markdown, Note, Tone, name_of
from cards.markup import bold, cut, escape, one_line
from cards.reader import Reader
from cards.run_words import state_words
from cards.texts import say
from cards.times import short_moment
from scheduler.incidents import Incident
from scheduler.model import FAILURE_STATES, Run, RunState, Task

SHOWN: Final = 15
_NAME: Final = 28
_SAID: Final = 160  # characters


@dataclass(frozen=True, slots=True)
class RunsLine:
    """What ran of one task, oldest first."""

    task: Task
    runs: Sequence[Run]
    incident: Incident | None = None  # of the one run, where it failed: the others post nothing

    @property
    def opens(self) -> str:
        """The run that the button opens: the newest, of those that went wrong where some did."""
        wrong = [run for run in self.runs if run.state in FAILURE_STATES]
        return (wrong or self.runs)[-1].id


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Anything else, as a notification says it; `opens` is "" for what is whole in a line."""

    text: str
    at: datetime
    opens: str = ""


DigestLine = RunsLine | SaidLine


def digest_card(lines: Sequence[DigestLine], reader: Reader) -> Card:
    """Draw the lines in the order in which things began."""
    title = say("digest.title", reader.locale, count=len(lines))
    return Card(
        header=Header(title, Tone.ORANGE if any(map(_is_bad, lines)) else Tone.WATHET),
        elements=tuple(_elements(lines, reader)),
        summary=title,
    )


def _is_bad(line: DigestLine) -> bool:
    return isinstance(line, RunsLine) and any(run.state in FAILURE_STATES for run in line.runs)


def _elements(lines: Sequence[DigestLine], reader: Reader) -> Iterator[Element]:
    # Where not all can be shown, what went wrong is.
    shown = sorted(lines, key=lambda line: not _is_bad(line))[:SHOWN] if len(lines) > SHOWN else lines
    for place, line in enumerate(shown):
        words = _runs(line, reader) if isinstance(line, RunsLine) else _said(line, reader)
        yield _row(words, line.opens, place, reader)
    if len(lines) > SHOWN:
        yield Note(say("digest.more", reader.locale, count=len(lines) - SHOWN))


def _row(words: tuple[Element, ...], opens: str, place: int, reader: Reader) -> Element:
    said = Column(words, weight=1)
    if not opens:
        return Columns((said,))
    press = Press(Verb.DIGEST_OPEN, opens)
    label = say(f"button.{Verb.DIGEST_OPEN}", reader.locale)
    button = Button(key=f"digest_open_{place}", label=label, press=press, look=Look.LINK, tiny=True)
    return Columns((said, Column((button,), centred=True)))


def _runs(line: RunsLine, reader: Reader) -> tuple[Element, ...]:
    name = Markdown(bold(name_of(line.task.spec.title, _NAME)))
    when = short_moment(line.runs[-1].fire_time, reader)
    if line.incident and line.incident.count > 1:
        return name, Note(_failures(line.runs[-1], line.incident, reader))
    if len(line.runs) == 1:
        return name, Note(f"{state_words(line.runs[0], reader)} · {when}")
    latest = say("digest.latest", reader.locale, when=when)
    return name, Note(f"{_counted(line.runs, reader)} · {latest}")


def _failures(run: Run, incident: Incident, reader: Reader) -> str:
    state = say(f"state.{run.state}", reader.locale).lower()
    last = incident.last_at.replace(second=0, microsecond=0)
    latest = say("digest.latest", reader.locale, when=short_moment(last, reader))
    return f"{say('digest.runs', reader.locale, count=incident.count, states=state)} · {latest}"


def _counted(runs: Sequence[Run], reader: Reader) -> str:
    counts = Counter(run.state for run in runs)
    states = [_state(state, counts[state], reader) for state in RunState if counts[state]]
    joined = say("digest.join", reader.locale).join(states)
    return say("digest.runs", reader.locale, count=len(runs), states=joined)


def _state(state: RunState, count: int, reader: Reader) -> str:
    word = say(f"state.{state}", reader.locale).lower()
    return say("digest.count", reader.locale, state=word, count=count)


def _said(line: SaidLine, reader: Reader) -> tuple[Element, ...]:
    text = escape(cut(one_line(line.text), _SAID))
    return Markdown(text), Note(short_moment(line.at, reader))

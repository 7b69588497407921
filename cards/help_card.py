"""The welcome and the help: three things to try, then everything else, folded."""

from cards.actions import Press, Verb
from cards.controls import Button, Choice, button_row
from cards.elements import Card, Element, Header, Markdown, Note, Panel, Rule, Text, Tone
from cards.reader import Reader
from cards.texts import say
from scheduler.model import Locale

_TRY = ("try.news", "try.weekly", "try.soon")
_TRY_STATIC = ("try.daily", "try.weekly", "try.soon")


def help_card(
    reader: Reader,
    *,
    welcome: bool,
    feedback_url: str = "",
    has_agent: bool = True,
    has_monitors: bool = False,
) -> Card:
    """Draw the help; as a `welcome` it greets.

    Without an agent only reminders are offered, and monitors only where they are open to people.
    """
    locale = reader.locale
    title = say("help.welcome_title" if welcome else "help.title", locale)
    return Card(
        header=Header(title, Tone.WATHET),
        elements=(
            Text(say("help.intro" if has_agent else "help.intro_static", locale)),
            *_examples(has_agent, reader),
            Panel(
                say("help.all", locale),
                (Markdown(_table(has_monitors, locale)), Note(say("help.group", locale))),
                "all",
            ),
            *_feedback(feedback_url, reader),
        ),
        summary=f"{title} · {say('help.summary', locale)}",
    )


def _table(has_monitors: bool, locale: Locale) -> str:
    rows = ("help.table", "help.monitor") if has_monitors else ("help.table",)
    return "\n".join(say(code, locale) for code in rows)


def _examples(has_agent: bool, reader: Reader) -> tuple[Element, ...]:
    texts = [say(code, reader.locale) for code in (_TRY if has_agent else _TRY_STATIC)]
    return tuple(
        Choice(key=f"try_{place}", elements=(Text(text),), press=Press(Verb.SAY, args={"text": text}))
        for place, text in enumerate(texts, start=1)
    )


def _feedback(url: str, reader: Reader) -> tuple[Element, ...]:
    if not url:
        return ()
    label = say("button.feedback", reader.locale)
    return (Rule(), button_row(Button(key="feedback", label=label, url=url)))

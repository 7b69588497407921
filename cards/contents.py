"""What a task does, as text for a card."""

from typing import Final

from cards.elements import Element, Panel, Text
from cards.markup import clean, cut, cut_bytes, one_line
from cards.reader import Reader
from cards.texts import say
from scheduler.filling import text_of
from scheduler.model import Action, AgentPrompt, StaticText
from scheduler.placeholders import shown

SHORT: Final = 80  # characters of a content in a sentence
_WHOLE_BYTES: Final = 13_000  # of the card's 30 KB: all of a content, but not of many long values in it


def icon_of(action: Action) -> str:
    """Return the icon of the kind of task, a token of Lark's library."""
    match action:
        case AgentPrompt():
            return "robot_outlined"
        case StaticText():
            return "bell_outlined"


def readable(action: Action) -> str:
    """Return the content with its chosen values in place; dates still stand as `{{name}}`."""
    return shown(text_of(action), action.values)


def shortly(action: Action) -> str:
    return cut(one_line(readable(action)), SHORT)


def whole_content(action: Action, reader: Reader) -> tuple[Element, ...]:
    """Return a folded panel with all of it; nothing where the short form says it all."""
    text = cut_bytes(clean(readable(action)), _WHOLE_BYTES)
    if one_line(text) == shortly(action) and "\n" not in text.strip():
        return ()
    return (Panel(say("panel.content", reader.locale), (Text(text),), "content"),)

"""A run's result on its card: six lines in view, the rest folded, its links by name."""

from collections.abc import Sequence
from typing import Final

from cards.agent_text import MOST_TABLES, safe_markdown
from cards.elements import Element, Markdown, Panel, Text
from cards.markup import clean, cut_bytes, cut_lines, link
from cards.reader import Reader
from cards.texts import say
from scheduler.model import Action, Artifact, ArtifactKind, StaticText

LINES: Final = 6
_SHOWN: Final = 300  # characters: six lines on a phone
_FOLDED_BYTES: Final = 16_000  # of the card's 30 KB
_LINKS: Final = 5


def preview(result: str, action: Action, reader: Reader) -> tuple[Element, ...]:
    """Show the beginning, and the whole folded where that is not all."""
    whole, short = clean(result).strip(), _beginning(result)
    draw = _as_typed if isinstance(action, StaticText) else _as_markdown
    if short == whole:
        return (draw(short, "result", 1),)
    rest = draw(whole, "whole", MOST_TABLES - 1)
    return (draw(short, "result", 1), Panel(say("panel.full", reader.locale), (rest,), "full"))


def artifact_lines(artifacts: Sequence[Artifact], result: str, reader: Reader) -> tuple[Element, ...]:
    """Show the links that it made, a line each; not those that stand in the preview of `result` already."""
    shown = _beginning(result)
    kept = [each for each in artifacts if _is_link(each) and each.content not in shown]
    links = [link(each.name or each.content, each.content) for each in kept]
    if not links:
        return ()
    left = len(links) - _LINKS
    more = [say("run.more_links", reader.locale, count=left)] if left > 0 else []
    return (Markdown("\n".join([*links[:_LINKS], *more]), "links"),)


def _beginning(result: str) -> str:
    return cut_lines(clean(result).strip(), LINES, _SHOWN)


def _is_link(artifact: Artifact) -> bool:
    return artifact.kind is ArtifactKind.LINK


def _as_typed(text: str, key: str, _: int) -> Element:
    return Text(cut_bytes(text, _FOLDED_BYTES), key)


def _as_markdown(text: str, key: str, tables: int) -> Element:
    return Markdown(cut_bytes(safe_markdown(text, tables), _FOLDED_BYTES), key)

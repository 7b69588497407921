"""Writes the page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.talking import telling
from tests.talking.said import ASKED, COMMANDS, NEW, NOTHING, REFUSED
from tests.talking.telling import understood

PAGE = Path(__file__).parents[2] / "docs" / "talking.md"

_HEAD = """\
# What you can say · 可以怎么说

Write to the bot as you would to a colleague, in Chinese or English; in a group, mention it. Nothing is
saved before you press **Save** on the card that it answers with.
像跟同事说话一样发消息，中文英文都行；在群里要 @机器人。点了确认卡片上的“保存”才会生效。

This page is written by the tests, so it cannot promise more than the bot does. Every sentence on it is
said on **Wednesday 22 April 2026 at 14:05 in Shanghai**; first runs are told by the clock of the place that
the sentence names. 这一页由测试生成，每句话都当作 2026 年 4 月 22 日（周三）14:05 在上海说的。
"""
_ASKED = """
## When something is missing · 少说了一样

The bot asks one question, with choices to tap; you may also just answer.
机器人只问一句，点一下或直接回答都行。
"""
_REFUSED = """
## When it cannot be · 做不到的时候

Nothing is moved to another time quietly: the bot says why, and offers the nearest sentence that works.
不会悄悄改时间：会说明原因，并给出最接近的说法。
"""
_NOTHING = """
## What is only talk · 只是聊天

None of these creates anything. 下面这些什么也不会创建。
"""
_TAIL = """
## Not sure? · 不确定？

`aime parse "每个工作日早上9点总结昨天的新闻"` tells on the command line how a sentence is read, when it would
run next, and which words said so. What the rules of time are: [time-rules.md](time-rules.md).
"""


def page() -> str:
    return "".join(_parts()).rstrip() + "\n"


def _parts() -> Iterator[str]:
    yield _HEAD
    for title, rows in NEW:
        yield f"\n## {title}\n\n"
        yield _table(("You say", "The bot reads", "First runs"), rows, (telling.schedule, telling.runs))
    for title, rows in COMMANDS:
        yield f"\n## {title}\n\n"
        yield _table(("You say", "What happens"), rows, (telling.deed,))
    yield _ASKED + "\n"
    yield _table(("You say", "The bot asks", "Choices"), ASKED, (telling.question, telling.choices))
    yield _REFUSED + "\n"
    yield _table(("You say", "The bot answers"), REFUSED, (telling.refusal,))
    yield _NOTHING + "\n"
    yield "".join(f"- {said}\n" for said in NOTHING)
    yield _TAIL


def _table(heads: Sequence[str], rows: Iterable[tuple[str, str]], tell: Sequence[Callable[..., str]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads))]
    for said, _ in rows:
        meaning = understood(said)
        lines.append(_row([said, *(one(meaning) for one in tell)]))
    return "".join(lines)


def _row(cells: Sequence[str]) -> str:
    escaped = [cell.replace("|", "\\|") for cell in cells]
    return "| " + " | ".join(escaped) + " |\n"

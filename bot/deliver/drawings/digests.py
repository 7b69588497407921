"""The card that tells what was held during quiet hours, drawn from the state of each thing now."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.deliver.page import Page
from cards.digest_card import DigestLine, RunsLine, SaidLine, digest_card
from cards.elements import Card
from cards.texts import say
from scheduler.digest import DigestCard, Held
from scheduler.incidents import Incident
from scheduler.model import Run, RunId, TaskId
from scheduler.posts import Post
from scheduler.views import Sentence

Drawings = Mapping[type, Callable[[Any, Page], Awaitable[Card | None]]]


async def draw_digest(drawings: Drawings, view: DigestCard, page: Page) -> Card | None:
    """Draw a digest; `drawings` are those of the other cards, of which it tells the summary."""
    posts = {delivery.post.key: delivery.post for delivery in await page.sources.outbox.folded(view)}
    lines = [*await _runs(view, page), *await _others(view, posts, drawings, page)]
    if not lines:
        return None
    return digest_card(lines, page.reader(view.zone))


async def _runs(view: DigestCard, page: Page) -> Sequence[DigestLine]:
    """Return a line for each task of which something ran."""
    runs: defaultdict[TaskId, list[Run]] = defaultdict(list)
    for run_id in dict.fromkeys(each.run_id for each in view.held if each.run_id):
        if run := await page.sources.runs.get(RunId(run_id)):
            runs[run.task_id].append(run)
    tasks = [(await page.sources.tasks.get(task_id), ran) for task_id, ran in runs.items()]
    return [RunsLine(task, ran, await _incident(ran, page)) for task, ran in tasks if task]


async def _incident(runs: Sequence[Run], page: Page) -> Incident | None:
    """Return what a run that is told alone was the first failure of."""
    first = runs[0]
    is_first = len(runs) == 1 and first.incident == first.id
    return await page.sources.incidents.get(first.id) if is_first else None


async def _others(
    view: DigestCard, posts: Mapping[str, Post], drawings: Drawings, page: Page
) -> Sequence[DigestLine]:
    others = [each for each in view.held if not each.run_id and each.key in posts]
    lines = [await _other(each, posts[each.key], drawings, page) for each in others]
    return [line for line in lines if line]


async def _other(held: Held, post: Post, drawings: Drawings, page: Page) -> DigestLine | None:
    if isinstance(post.view, Sentence):
        return SaidLine(say(post.view.code, page.locale, **post.view.facts), held.at)
    draw = drawings.get(type(post.view))
    card = await draw(post.view, page) if draw else None
    return SaidLine(card.summary, held.at, held.about) if card else None

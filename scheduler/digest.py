"""One card for what was held during quiet hours. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scheduler.model import RunId


@dataclass(frozen=True, slots=True)
class Held:
    """A post that was held, by its key, and when it was decided."""

    key: str
    at: datetime
    run_id: RunId | None = None

    @property
    def about(self) -> str:
        """What it tells of: all posts of one run tell of one thing."""
        return self.run_id or self.key


@dataclass(frozen=True, slots=True)
class DigestCard:
    """What happened during quiet hours, oldest first; drawn from the posts that it stands for."""

    held: tuple[Held, ...]
    zone: str = ""  # of the quiet hours; "" where they were ended meanwhile
    kind: Literal["digest"] = "digest"


def folded(held: Sequence[Held], still_open: Collection[RunId]) -> tuple[Held, ...]:
    """Return what one digest tells instead: none of it where there is only one thing to tell.

    A run that is still open goes as itself: its card is kept up to date, which that of a digest is not.
    """
    ended = tuple(each for each in held if each.run_id not in still_open)
    return ended if len({each.about for each in ended}) > 1 else ()

"""What the delivering side meets, played."""

from datetime import timedelta

from scheduler.posts import Priority


class FreePacing:
    """There is always room."""

    async def turn(self, *_: object, **__: object) -> None: ...

    def give_back(self, _: object) -> None: ...


class FreeSender:
    """Takes whatever is handed over at once; `full` are the ways by which nothing more goes."""

    full: frozenset = frozenset()
    full_of_cards: frozenset = frozenset()  # only how runs ended goes there

    def room(self, lane, priority, _within):
        is_card = priority > Priority.FAILURE
        return 0 if lane in self.full or (is_card and lane in self.full_of_cards) else 100

    def opens_in(self, _lane):
        return timedelta(seconds=30)

    async def turn(self, _delivery):
        return None

"""What the delivering side meets, played."""

from datetime import timedelta


class FreePacing:
    """There is always room."""

    async def turn(self, *_: object, **__: object) -> None: ...

    def give_back(self, _: object) -> None: ...


class FreeSender:
    """Takes whatever is handed over at once; `full` are the ways by which nothing more goes."""

    full: frozenset = frozenset()

    def room(self, lane, _within):
        return 0 if lane in self.full else 100

    def opens_in(self, _lane):
        return timedelta(seconds=30)

    async def turn(self, _delivery):
        return None

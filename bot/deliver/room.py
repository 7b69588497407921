"""How much more Lark takes by one way: less of what is less urgent, so that how a run ended finds room."""

from dataclasses import dataclass

from scheduler.posts import Priority


@dataclass(slots=True)
class Room:
    news: int  # places for how runs ended, and for all the rest
    rest: int  # of them those for running cards and progress

    def take(self, priority: Priority) -> bool:
        """Take a place; False where there is none. Whoever waits for an answer gets one in any case."""
        left = self.news if priority <= Priority.FAILURE else self.rest
        if left <= 0 and priority is not Priority.ANSWER:
            return False
        self.news -= 1
        self.rest -= 1
        return True

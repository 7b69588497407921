"""A trigger said as people say it: `每个工作日 09:00`, `every weekday at 09:00`.

Exact and regular, so that what is said can be read back: nothing of the rule is left out, and the
same rule is always said in the same way. What of a crontab line has no such words is shown as it is.
"""

from cards.words.schedule import schedule_in_words

__all__ = ["schedule_in_words"]

"""What comes before the schedule: kind words, words that ask, and the name of the task."""

from dataclasses import dataclass, replace

from bot.chat.language.cycles import cycle_at
from bot.chat.language.day_phrases import Cycle
from bot.chat.language.new_groups import making_at
from bot.chat.language.spans import Found, pattern
from bot.chat.language.verbs import CALLED, LEADS, LEADS_BEHIND

_MOST_LEADS = 8
_ADJECTIVE = pattern(r"\b(?:daily|weekly|monthly|yearly)\b")
_REMINDER = pattern(r"remind(?:er|ing)|alarm|alert|提醒|闹钟")


@dataclass(frozen=True, slots=True)
class Lead:
    """What comes before the schedule: where it ends, and whether it asks for something."""

    end: int
    asked: bool = False
    polite: bool = False
    reminds: bool = False
    often: Cycle | None = None  # "a weekly reminder"
    name: tuple[int, int] | None = None


def lead_of(text: str, begin: int, *, asked: bool) -> Lead:
    lead = Lead(begin, asked)
    for _ in range(_MOST_LEADS):
        made = making_at(text, lead.end)
        if made:
            lead = replace(lead, end=made[0], asked=lead.asked or made[1])
            continue
        called = next((found for regex in CALLED if (found := regex.match(text, lead.end))), None)
        if called:
            lead = replace(lead, end=called.end(), asked=True, name=_name_in(called))
            continue
        step = next(((f.end(), asks) for regex, asks in LEADS if (f := regex.match(text, lead.end))), None)
        if step is None or step[0] == lead.end:
            break
        said = text[lead.end : step[0]].strip(" ,.:;!-•*")
        lead = replace(lead, end=step[0], asked=lead.asked or step[1], polite=lead.polite or bool(said))
        lead = replace(lead, reminds=lead.reminds or bool(_REMINDER.search(said)))
        lead = replace(lead, often=lead.often or _often(text, step[0] - len(said) - 1, step[0]))
    return lead


def lead_behind(text: str, place: int, lead: Lead) -> Lead:
    """Add the kind words that stand behind the schedule: "Friday at 9 can you remind me"."""
    for regex, asks in LEADS_BEHIND:
        found = regex.match(text, place)
        if found:
            return replace(lead, end=found.end(), asked=lead.asked or asks, polite=True)
    return lead


def _often(text: str, begin: int, end: int) -> Cycle | None:
    """Read the cycle that is an adjective: "a weekly reminder"."""
    word = _ADJECTIVE.search(text, begin, end)
    cycle = cycle_at(text, word.start()) if word else None
    return cycle if isinstance(cycle, Cycle) else None


def _name_in(found: Found) -> tuple[int, int]:
    return found.span("quoted") if found.groupdict().get("quoted") else found.span("name")

"""What is to be done, in the person's own words: without the schedule, the kind words and the name."""

import re
from dataclasses import dataclass

from bot.chat.language.leads import Lead
from bot.chat.language.spans import Found, Span
from bot.chat.language.text import Source, joined
from bot.chat.language.verbs import AFTER_REMIND, CALLED_AT_END, CALLED_HERE, KIND, POST, QUOTED, WHOM, Verb

_LOOSE = " ,，:：;；、。.!！的\n\t"
# Faces and hands are politeness, things belong to what is said: 😊🙏 go, 🧾 stays.
_GESTURES = re.compile(
    "(?:[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a\U0001f44a-\U0001f450\U0001f4aa\U0001f91d"
    "\U0001f339\u2764\u270a-\u270d\u263a\ufe0f\u200d]|\\s)+$"
)
_ARROWS = "->→–"
_PAIRS = {'"': '"', "“": "”", "「": "」", "『": "』", "'": "'", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Wording:
    prompt: str
    is_fixed_text: bool
    name: str = ""


def wording_of(source: Source, verb: Verb, lead: Lead, said: Span, gap: Span | None) -> Wording:
    """Return what stands in the span `said`, without the schedule in the `gap`."""
    name, body, end = _named(source, lead, said)
    quoted = QUOTED.match(source.text[:end], body) or POST.match(source.text[:end], body)
    if quoted and verb is not Verb.REMIND and not gap:
        return Wording(source.cut(*quoted.span("text")).strip(), True, name)
    is_fixed = verb in {Verb.REMIND, Verb.SAY}
    whom = WHOM.search(source.text, lead.end, body) if verb is Verb.REMIND else None
    if verb is Verb.REMIND and not whom:
        body = _after(AFTER_REMIND.match(source.text, body), body, end)
    body = _after(KIND.match(source.text[:end], body), body, end)
    prompt = _cut(source, body, end, gap).strip(_LOOSE).lstrip(_ARROWS).strip(_LOOSE)
    prompt = _GESTURES.sub("", prompt).strip(_LOOSE)
    if lead.asked:
        prompt = prompt.removeprefix("to ")
    if lead.polite:
        prompt = prompt.rstrip(" ?？").removesuffix("吗").removesuffix("么")
    if whom:
        prompt = f"{source.cut(*whom.span('whom'))} {prompt}"
    return Wording(_unquoted(prompt) if is_fixed else prompt, is_fixed, name)


def _named(source: Source, lead: Lead, said: Span) -> tuple[str, int, int]:
    """Return the name that was given, before or after, and what is left of the span."""
    name = source.cut(*lead.name).strip() if lead.name else ""
    body, end = said
    here = CALLED_HERE.match(source.text[:end], body)
    if here and not name:
        group = next(group for group in ("quoted", "name", "han") if here[group])
        name, body = source.cut(*here.span(group)).strip(), here.end()
    called = CALLED_AT_END.search(source.text[:end], body)
    if called:
        name, end = source.cut(*called.span("name")).strip(), called.start()
    return name, body, end


def _after(found: Found | None, body: int, end: int) -> int:
    return min(found.end(), end) if found else body


def _cut(source: Source, body: int, end: int, gap: Span | None) -> str:
    drawn = source.drawn_before(body) if body < end else ""
    drawn = drawn if _GESTURES.sub("", drawn) else ""
    if gap is None:
        return drawn + source.cut(body, end)
    return joined(drawn + source.cut(body, gap.start).rstrip(" ,，"), source.cut(gap.end, end).lstrip(" ,，"))


def _unquoted(prompt: str) -> str:
    if len(prompt) > 2 and _PAIRS.get(prompt[0]) == prompt[-1]:
        return prompt[1:-1]
    return prompt

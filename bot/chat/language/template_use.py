# ruff: noqa: E501 - a pattern is easier to read on one line
"""A template that is named beside a schedule and a place: 用周报模板，每周五发到产品群."""

from bot.chat.language.fitting import coherent
from bot.chat.language.spans import pattern
from bot.chat.language.stretch import stretch_at
from bot.chat.language.text import source_of

_USE = pattern(
    r"(?:请|麻烦|帮我)*(?:使用|用|套用|应用|按照?|基于)[^,;。]{1,30}?模[板版]|(?:please )?(?:use|apply|take|start from) [^,;.]{1,40}? template"
)
_LOOSE = " ,;，；、。"
_PLACE = pattern(
    r"[ ,]*(?:并且?|然后|结果|都|再)*(?:发送?|推送?|发布|同步|转发|贴|播报)*(?:到|给|在|往)[^,;。]{0,30}?(?:群聊?|我)(?:里面?|中|内)?|[ ,]*(?:单独|直接|只|私)?(?:发|推送?)(?:给|到)?我"
    r"|[ ,]*(?:and |then )?(?:(?:post|send|put|deliver|share)(?: it| this| that| the results?)? )?(?:in|to|into) (?:me\b|here\b|(?:the |this |our )?[^,;.]{0,40}?\b(?:group|chat|channel)\b)"
    r"|[ ,]*(?:and |then )?(?:(?:post|send|put)(?: it)?) (?:here|me)\b"
)


def template_last(text: str) -> str | None:
    """Return the sentence with its schedule before the template; None where no template stands in front."""
    source = source_of(text)
    use = _USE.match(source.text) if source.is_whole else None
    if use is None:
        return None
    begin = use.end() + len(source.text[use.end() :]) - len(source.text[use.end() :].lstrip(" ,"))
    schedule = coherent(stretch_at(source.text, begin), source.text)
    if not schedule:
        return None
    when, rest = (
        source.cut(*span).strip(_LOOSE) for span in ((begin, schedule.end), (schedule.end, len(text)))
    )
    return f"/new {when} {source.cut(0, use.end())} {rest}"


def without_place(prompt: str) -> str:
    """Return what is to be done without the words that say where it is posted."""
    source = source_of(prompt)
    place = _PLACE.search(source.text)
    return source.with_instead(*place.span(), "").strip(_LOOSE) if place else prompt

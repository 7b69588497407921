# ruff: noqa: E501 - a pattern is easier to read on one line
"""Where a task shall post from now on, in English: post the digest to Launch crew, send it here instead."""

from bot.chat.language.changes import post_in
from bot.chat.language.edit_patterns import ADVERBS
from bot.chat.language.edits import Edit
from bot.chat.language.meaning import Changes
from bot.chat.language.naming import is_sure_in_english
from bot.chat.language.once import Moment
from bot.chat.language.references import referred
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance

_POST = pattern(
    rf"(?:send|post|deliver|publish|move|switch|change|redirect|route|forward|share) (?P<ref>.{{1,60}}?)(?: (?:posts?|output|results?|so it (?:posts|goes)))?(?: (?:just|only|directly|straight|privately|over))? (?:to|in|into) (?P<value>.+?){ADVERBS}"
)
_POST_NAMED = pattern(
    rf"(?:post|publish|deliver|redirect|route|move|switch) (?:(?P<ref>.{{1,40}}?) )?(?:to|in|into) (?P<value>.+?){ADVERBS}"
)
_WHERE = pattern(
    r"(?:change|switch|set|update|move) where (?P<ref>.{1,40}?) (?:posts|goes|is posted|gets posted|is sent) to (?P<value>.+)"
)
_TO_ME = pattern(
    rf"(?:dm|pm|message|text) (?P<value>me) (?P<ref>.{{1,40}}?) (?:instead|from now on|privately){ADVERBS}"
)
_POST_ALONE = pattern(
    rf"(?:(?:now |instead )?(?:send|post|deliver|publish|put) (?:it )?|change (?:it )?to (?:post(?:ing)? |send(?:ing)? )?|switch (?:it )?to )(?:to |in |into )?(?P<value>(?:this|my|me|the|our|\"|here|another|#).*?){ADVERBS}"
)


def posted_in_english(said: Utterance, _: Moment) -> Edit | None:
    found = _POST.fullmatch(said.text, said.begin, said.end)
    if found:
        ref = said.part(*found.span("ref"))
        post = post_in(said.part(*found.span("value")))
        if post and is_sure_in_english(ref):
            return Edit(referred(ref), Changes(post_to=post))
    alone = _POST_ALONE.fullmatch(said.text, said.begin, said.end)
    post = post_in(said.part(*alone.span("value"))) if alone else None
    return Edit(changes=Changes(post_to=post)) if post else _posted_to_named(said)


def _posted_to_named(said: Utterance) -> Edit | None:
    """Read a place that is told by its name alone, and the rarer ways to name one."""
    for regex in (_WHERE, _TO_ME, _POST_NAMED):
        found = regex.fullmatch(said.text, said.begin, said.end)
        ref = said.part(*found.span("ref")) if found and found["ref"] else None
        post = post_in(said.part(*found.span("value")), by_capital=True) if found else None
        if post and (ref is None or is_sure_in_english(ref)):
            return Edit(referred(ref) if ref else Edit().referred, Changes(post_to=post))
    return None

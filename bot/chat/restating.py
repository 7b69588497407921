"""One of several readings of a new task, said as a sentence that has this reading only."""

from collections.abc import Iterator

from bot.chat.language import read
from bot.chat.language.meaning import Meaning, Place, PostTo, Reading
from bot.chat.talk import Talk
from cards.words import schedule_in_words
from scheduler.model import Locale

_REMIND = {Locale.ZH: "提醒我", Locale.EN: "remind me to "}
_NAMED = {Locale.ZH: "新建任务叫“{}”：", Locale.EN: 'create a task called "{}": '}
# Where it stands before the verb, and where behind all.
_BEFORE = {
    Locale.ZH: {Place.THIS_CHAT: "在本群", Place.NAMED_CHAT: "在“{}”群"},
    Locale.EN: {Place.THIS_CHAT: "in this group ", Place.NAMED_CHAT: 'in the group called "{}" '},
}
_BEHIND = {
    Locale.ZH: {
        Place.SELF: "，发给我",
        Place.THIS_CHAT: "，发到本群",
        Place.NAMED_CHAT: "，发到“{}”",
        Place.NEW_GROUP: "，发到一个新群",
    },
    Locale.EN: {
        Place.SELF: ", and send it to me",
        Place.THIS_CHAT: ", and post it in this group",
        Place.NAMED_CHAT: ', and post it to the group called "{}"',
        Place.NEW_GROUP: ", and post it to a new group",
    },
}


def restated(talk: Talk, meaning: Meaning, reading: Reading) -> str:
    """Return a sentence that makes the same task, with its name and its place, at this reading only."""
    sentence = ""
    for sentence in _ways(meaning, schedule_in_words(reading.trigger, meaning.locale, with_zone=True)):
        if read(sentence, talk.at, talk.zone, meaning.locale).post_to == meaning.post_to:
            return sentence
    return sentence


def _ways(meaning: Meaning, when: str) -> Iterator[str]:
    """Yield the sentence as it stands, since the words for the task often say where, then with its place."""
    yield _sentence(meaning, when, "", "")
    place = meaning.post_to
    if place is None:
        return
    if words := _BEFORE[meaning.locale].get(place.place):
        yield _sentence(meaning, when, words.format(place.name), "")
    yield _sentence(meaning, when, "", _behind(place, meaning.locale))


def _sentence(meaning: Meaning, when: str, before: str, behind: str) -> str:
    locale = meaning.locale
    name = _NAMED[locale].format(meaning.name) if meaning.name else ""
    blank = "" if locale is Locale.ZH else " "
    verb = _REMIND[locale] if meaning.is_fixed_text else ""
    return f"{name}{when}{blank}{before}{verb}{meaning.prompt}{behind}"


def _behind(place: PostTo, locale: Locale) -> str:
    words = _BEHIND[locale][place.place].format(place.name)
    if place.place is not Place.NEW_GROUP:
        return words
    if locale is Locale.ZH:
        name = f"“{place.name}”" if place.name else ""
        return f"{words}{name}" + (f"，拉上{'、'.join(place.members)}" if place.members else "")
    name = f' called "{place.name}"' if place.name else ""
    return f"{words}{name}" + (f" with {', '.join(place.members)}" if place.members else "")

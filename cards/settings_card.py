"""What the bot goes by with one person: language and zone, and how to change them."""

from dataclasses import dataclass

from cards.actions import Press, Verb
from cards.controls import Button, button_row
from cards.elements import Card, Fact, Header, Note, Rule, Text, Tone
from cards.reader import Reader
from cards.texts import say
from cards.zones import zone_name
from scheduler.model import Locale, Person


@dataclass(frozen=True, slots=True)
class SettingsView:
    """`zone` is the one in force: the person's own, else the deployment's."""

    person: Person
    zone: str


def settings_card(view: SettingsView, reader: Reader) -> Card:
    locale = reader.locale
    title = say("settings.title", locale)
    zone = zone_name(view.zone, locale)
    language = say(f"settings.{view.person.locale}", locale)
    why = "settings.chosen" if view.person.chose_locale else "settings.as_written"
    zone_why = "settings.own_zone" if view.person.zone else "settings.default_zone"
    return Card(
        header=Header(title, Tone.WATHET),
        elements=(
            Fact(say("settings.language", locale), Text(say(why, locale, language=language))),
            Fact(say("settings.zone", locale), Text(say(zone_why, locale, zone=zone))),
            Note(say("settings.how", locale)),
            Rule(),
            button_row(*(_button(each) for each in Locale)),
        ),
        summary=f"{title} · {language} · {zone}",
    )


def _button(locale: Locale) -> Button:
    return Button(
        key=f"speak_{locale}",
        label=say(f"settings.{locale}", locale),
        press=Press(Verb.SETTINGS_LOCALE, args={"locale": locale.value}),
    )

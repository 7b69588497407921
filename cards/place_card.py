"""Where shall it post: the places at hand, a search for groups, and the form for a new one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Choice, Form, Input, Look, button_row
from cards.elements import Card, Column, Columns, Element, Header, Note, Rule, Text, Tone, name_of
from cards.fields import PeopleSelect, labelled
from cards.markup import one_line
from cards.reader import Reader
from cards.texts import say
from scheduler.drafts import NewGroup

GROUPS_SHOWN: Final = 5
HERE: Final = "here"
OWN: Final = "own"
NAME_FIELD: Final = "group_name"
PEOPLE_FIELD: Final = "members"
QUERY_FIELD: Final = "query"
_GROUP_NAME: Final = 60  # Lark: characters of a group's name
_QUERY: Final = 64  # Lark: characters of a search
_ON_A_BUTTON: Final = 16


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group to choose; `owner` is a name, "" where it is not known."""

    id: str
    name: str
    people: int | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """`problem` is why it is asked, `title` the task's; `back`: there is a card to go back to.

    `of_another`: it is not the asker's own task.
    """

    in_group: bool
    title: str = ""
    problem: str = ""
    query: str = ""
    groups: Sequence[GroupRow] = ()
    wanted: NewGroup | None = None
    people: Sequence[str] = field(default_factory=tuple)
    back: bool = False
    of_another: bool = False


def place_card(view: PlaceView, reader: Reader) -> Card:
    """Ask where; with `wanted` only for what the new group lacks."""
    title = say("place.title", reader.locale)
    asked = view.problem or _question(view, reader)
    body = _making(view, view.wanted, reader) if view.wanted else _choosing(view, reader)
    return Card(
        header=Header(title, Tone.ORANGE, (name_of(view.title),) if view.title else ()),
        elements=(Text(asked), *body),
        summary=asked,
    )


def _question(view: PlaceView, reader: Reader) -> str:
    return say("place.making" if view.wanted else "place.any", reader.locale)


def _choosing(view: PlaceView, reader: Reader) -> Iterator[Element]:
    locale = reader.locale
    for number, group in enumerate(view.groups[:GROUPS_SHOWN], start=1):
        yield Choice(key=f"group_{number}", elements=_group(group, reader), press=_pick(group.id))
    here = say("place.here_group" if view.in_group else "place.here_alone", locale)
    yield Choice(key="place_here", elements=(Text(here),), press=_pick(HERE))
    if view.in_group:
        own = say("place.owner" if view.of_another else "place.mine", locale)
        yield Choice(key="place_own", elements=(Text(own),), press=_pick(OWN))
    yield Form("find", (_search(view, reader),))
    yield Rule()
    yield button_row(_new(view, reader), _back(reader) if view.back else None)


def _group(group: GroupRow, reader: Reader) -> tuple[Element, ...]:
    facts = say("place.group_facts", reader.locale, people=group.people or "", owner=name_of(group.owner))
    name = Text(name_of(group.name) or say("place.group", reader.locale))
    return (name, Note(facts.removeprefix(" · "))) if facts else (name,)


def _search(view: PlaceView, reader: Reader) -> Element:
    label = say("place.search", reader.locale)
    query = Input(
        name=QUERY_FIELD, label="", placeholder=label, value=one_line(view.query), most=_QUERY, required=False
    )
    button = _submit(Verb.PLACE_SEARCH, reader)
    return Columns((Column((query,), weight=1), Column((button,))))


def _new(view: PlaceView, reader: Reader) -> Button:
    name = name_of(view.query, _ON_A_BUTTON)
    named = say("button.place.new_named", reader.locale, name=name)
    label = named if name and not view.groups else say("button.place.new", reader.locale)
    return Button(key="place_new", label=label, press=Press(Verb.PLACE_NEW))


def _making(view: PlaceView, wanted: NewGroup, reader: Reader) -> Iterator[Element]:
    if view.problem:
        yield Note(say("place.making", reader.locale))
    back = Button(
        key="place_back",
        label=say("button.place.back", reader.locale),
        press=Press(Verb.PLACE_BACK),
        look=Look.TEXT,
        in_form=True,
    )
    make = _submit(Verb.PLACE_MAKE, reader, look=Look.PRIMARY)
    yield Form("group", (*_group_fields(view, wanted, reader), button_row(make, back)))


def _group_fields(view: PlaceView, wanted: NewGroup, reader: Reader) -> Iterator[Element]:
    locale = reader.locale
    label = say("place.group_name", locale)
    name = one_line(wanted.name)
    yield Input(name=NAME_FIELD, label=label, value=name, most=_GROUP_NAME, required=False)
    if view.people:
        hint = say("place.members_hint", locale)
        people = PeopleSelect(
            name=PEOPLE_FIELD, people=tuple(view.people), chosen=wanted.members, placeholder=hint
        )
        yield Columns((labelled(say("place.members", locale), people),))


def _submit(verb: Verb, reader: Reader, look: Look = Look.DEFAULT) -> Button:
    key = verb.value.replace(".", "_")
    return Button(
        key=key, label=say(f"button.{verb}", reader.locale), press=Press(verb), look=look, submits=True
    )


def _back(reader: Reader) -> Button:
    label = say("button.place.back", reader.locale)
    return Button(key="place_back", label=label, press=Press(Verb.PLACE_BACK), look=Look.TEXT)


def _pick(place: str) -> Press:
    return Press(Verb.PLACE_PICK, args={"place": place})

"""The kinds of value that card properties take.

Each kind checks one value and raises at the first fault. The tables in `parts`, `display`,
`containers`, `interactive` and `document` are built from these and nothing else, so that they read
as a list of what Lark allows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.sandbox.card_json.problems import CardRefusedError, Place, malformed, shown


@dataclass(frozen=True, slots=True)
class Reading:
    """What has to be known about the whole card to check one value in it."""

    components: "Mapping[str, Kind]" = field(default_factory=dict)
    colours: frozenset[str] = frozenset()
    """The names that `config.style.color` defines."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One value in a card, and where it was found."""

    value: object
    place: Place
    reading: Reading

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.unexpected("string")
        return self.value

    def mapping(self) -> Mapping[str, object]:
        if not isinstance(self.value, dict):
            raise self.unexpected("object")
        return self.value

    def items(self) -> "Iterator[Spot]":
        if not isinstance(self.value, list):
            raise self.unexpected("array")
        for index, item in enumerate(self.value):
            yield Spot(item, self.place.item(index), self.reading)

    def at(self, place: Place) -> "Spot":
        return Spot(self.value, place, self.reading)

    def under(self, name: str) -> "Spot":
        return Spot(self.mapping()[name], self.place.key(name), self.reading)

    def fits(self, kind: "Kind") -> bool:
        try:
            kind.check(self)
        except CardRefusedError:
            return False
        return True

    @property
    def name(self) -> str:
        """The property's name, for a sentence about it."""
        return self.place.steps[-1]

    def unexpected(self, wanted: str) -> CardRefusedError:
        return malformed(self.place, f"expected {wanted} for {self.name}, but: {shown(self.value)}")

    def outside(self) -> CardRefusedError:
        return malformed(self.place, f"invalid value for {self.name}: {shown(self.value)}")


class Kind(Protocol):
    """One kind of value."""

    def check(self, spot: Spot) -> None:
        """Raise CardRefusedError unless what stands at `spot` is of this kind."""


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def check(self, spot: Spot) -> None:
        if not isinstance(spot.value, bool):
            raise spot.unexpected("bool")


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included."""

    low: float | None = None
    high: float | None = None
    whole: bool = True

    def check(self, spot: Spot) -> None:
        value = spot.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise spot.unexpected("number")
        if self.whole and value != value // 1:
            raise spot.unexpected("integer")
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            raise spot.outside()


@dataclass(frozen=True, slots=True)
class NumberIn:
    """One of a few numbers."""

    allowed: tuple[int, ...]

    def check(self, spot: Spot) -> None:
        if isinstance(spot.value, bool) or spot.value not in self.allowed:
            raise spot.outside()


@dataclass(frozen=True, slots=True)
class Text:
    """Any text up to a number of characters."""

    longest: int | None = None

    def check(self, spot: Spot) -> None:
        if self.longest is not None and len(spot.text()) > self.longest:
            raise malformed(spot.place, f"{spot.name} is longer than {self.longest} characters")
        spot.text()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of a given form; `what` says which."""

    expression: str
    what: str

    def check(self, spot: Spot) -> None:
        if not re.fullmatch(self.expression, spot.text()):
            raise malformed(spot.place, f"{spot.name} must be {self.what}, but: {shown(spot.value)}")


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    allowed: tuple[str, ...]

    def check(self, spot: Spot) -> None:
        if spot.text() not in self.allowed:
            raise spot.outside()


def words(*allowed: str) -> Word:
    return Word(allowed)


@dataclass(frozen=True, slots=True)
class Anything:
    """A value that is judged elsewhere."""

    def check(self, spot: Spot) -> None:
        """Let it pass."""


@dataclass(frozen=True, slots=True)
class Data:
    """An object of the bot's own, which Lark hands through without looking into it."""

    def check(self, spot: Spot) -> None:
        spot.mapping()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind."""

    kind: Kind
    most: int | None = None

    def check(self, spot: Spot) -> None:
        items = list(spot.items())
        if self.most is not None and len(items) > self.most:
            raise malformed(spot.place, f"{spot.name} holds more than {self.most} items")
        for item in items:
            self.kind.check(item)


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with values of one kind under free names, or under names of one form."""

    kind: Kind
    names: str = r".*"

    def check(self, spot: Spot) -> None:
        for name in spot.mapping():
            item = spot.under(name)
            if not re.fullmatch(self.names, name, re.DOTALL):
                raise malformed(spot.place, f"unknown property, property: {name}")
            self.kind.check(item)


@dataclass(frozen=True, slots=True)
class Either:
    """One of several kinds; when it is none of them, the last one says why."""

    kinds: tuple[Kind, ...]

    def check(self, spot: Spot) -> None:
        *others, final = self.kinds
        if not any(spot.fits(kind) for kind in others):
            final.check(spot)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with exactly these properties, and its tag when it has one."""

    properties: Mapping[str, Kind]
    required: frozenset[str] = frozenset()
    tag: str | None = None

    def check(self, spot: Spot) -> None:
        here = spot if self.tag is None else spot.at(spot.place.tagged(self.tag))
        self.check_names(here)
        for name in here.mapping():
            if name in self.properties:
                self.properties[name].check(here.under(name))

    def check_names(self, spot: Spot) -> None:
        names = spot.mapping().keys()
        allowed = self.properties.keys() if self.tag is None else self.properties.keys() | {"tag"}
        for name in names:
            if name not in allowed:
                raise malformed(spot.place, f"unknown property, property: {name}")
        for name in sorted(self.required - names):
            raise malformed(spot.place, f"{name} is required")


@dataclass(frozen=True, slots=True)
class ByTag:
    """An object that says by one property, its `tag` as a rule, which shape it has."""

    shapes: Mapping[str, Shape]
    default: str | None = None
    """The shape of an object that does not say; such an object may be empty."""
    key: str = "tag"

    def check(self, spot: Spot) -> None:
        value = spot.mapping()
        if not value and self.default is not None:
            return
        tag = value.get(self.key, self.default)
        if not isinstance(tag, str) or tag not in self.shapes:
            raise malformed(spot.place, f"type of element is not supported {self.key}: {shown(tag)}")
        self.shapes[tag].check(spot)

"""A plot with two logarithmic axes, as SVG: no more than the growth of a few figures needs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 210, 50, 50


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    color: str
    values: Sequence[float]  # one for each place of the axis


def log_log(title: str, label: str, places: Sequence[int], lines: Sequence[Line]) -> str:
    """Draw `lines` over `places`; both are greater than nothing."""
    every = [value for line in lines for value in line.values]
    across = _Axis(math.log10(min(places)), math.log10(max(places)), LEFT, WIDTH - RIGHT)
    up = _Axis(math.floor(math.log10(min(every))), math.ceil(math.log10(max(every))), HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 28, title, size=15),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, label, anchor="middle"),
        *(_place(across.at(math.log10(place)), f"{place:,}") for place in places),
        *(_level(up.at(power), f"{10**power:,} ms") for power in range(int(up.low), int(up.high) + 1)),
    ]
    heights = _apart([up.at(math.log10(line.values[-1])) for line in lines])
    for line, height in zip(lines, heights, strict=True):
        points = [
            (across.at(math.log10(place)), up.at(math.log10(value)))
            for place, value in zip(places, line.values, strict=True)
        ]
        parts += [*_drawn(points, line.color), _text(WIDTH - RIGHT + 12, height + 4, line.name, line.color)]
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float
    begin: float
    end: float

    def at(self, power: float) -> float:
        share = (power - self.low) / ((self.high - self.low) or 1)
        return round(self.begin + share * (self.end - self.begin), 1)


def _drawn(points: Sequence[tuple[float, float]], color: str) -> list[str]:
    path = " ".join(f"{x},{y}" for x, y in points)
    dots = [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{color}"/>' for x, y in points]
    return [f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>', *dots]


def _apart(heights: Sequence[float], gap: float = 16) -> list[float]:
    """Move names that would stand on each other downwards."""
    moved = dict.fromkeys(range(len(heights)), 0.0)
    last = -gap
    for place in sorted(moved, key=lambda index: heights[index]):
        last = moved[place] = max(heights[place], last + gap)
    return list(moved.values())


def _place(x: float, name: str) -> str:
    line = f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{HEIGHT - BOTTOM}" stroke="#eeeeee"/>'
    return line + _text(x, HEIGHT - BOTTOM + 18, name, anchor="middle")


def _level(y: float, name: str) -> str:
    line = f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#dddddd"/>'
    return line + _text(LEFT - 8, y + 4, name, anchor="end")


def _text(
    x: float, y: float, said: str, color: str = "#333333", anchor: str = "start", size: int = 12
) -> str:
    where = f'x="{x}" y="{y}" fill="{color}" text-anchor="{anchor}" font-size="{size}"'
    return f"<text {where}>{escape(said)}</text>"

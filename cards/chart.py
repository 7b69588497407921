"""A small bar chart: one bar a thing, coloured by its state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cards.elements import Json, Tone

_COLOURS: Final = {
    Tone.BLUE: "#3370ff",
    Tone.GREEN: "#34a853",
    Tone.RED: "#e5484d",
    Tone.ORANGE: "#f5a623",
    Tone.GREY: "#8f959e",
    Tone.WATHET: "#4ea1ff",
}
"""As Lark tints a card's header, dark enough to stand on white and light enough to stand on black."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`state` is what the legend calls its colour."""

    label: str
    value: float
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from left to right; labels must differ, or Lark's renderer draws them on each other."""

    bars: Sequence[Bar]
    title: str
    key: str
    height: int = 140

    def json(self) -> Json:
        return {
            "tag": "chart",
            "element_id": self.key,
            "aspect_ratio": "16:9",
            "height": f"{self.height}px",
            "preview": False,
            "chart_spec": self._spec(),
        }

    def _spec(self) -> Json:
        colours = self._colours()
        return {
            "type": "bar",
            "title": {"text": self.title},
            "data": [{"id": "bars", "values": [self._row(bar) for bar in self.bars]}],
            "xField": "label",
            "yField": "value",
            "seriesField": "state",
            "stack": True,
            "color": {"type": "ordinal", "domain": list(colours), "range": list(colours.values())},
            "legends": {"visible": True, "orient": "bottom"},
        }

    def _row(self, bar: Bar) -> Mapping[str, object]:
        return {"label": bar.label, "value": bar.value, "state": bar.state}

    def _colours(self) -> Mapping[str, str]:
        return {bar.state: _COLOURS[bar.tone] for bar in self.bars}

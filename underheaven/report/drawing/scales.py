"""Where a channel of a mark lies in pixels, and which colour it has."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Spec = Mapping[str, Any]


@dataclass(frozen=True)
class Plot:
    """The size of a plot in pixels, and the domains of its axes: None where nothing lies on one."""

    width: float
    height: float
    x: tuple[float, float] | None
    y: tuple[float, float] | None

    @classmethod
    def of(cls, view: Spec) -> Plot:
        """The plot of a view, whose layers agree on their scales."""
        return cls(view["width"], view["height"], _domain(view, "x"), _domain(view, "y"))

    def along(self, channel: str, value: float) -> float:
        """Pixels from the left, or from the top, of a value on the scale of its axis."""
        return self._scale(channel)(value)

    def _scale(self, channel: str) -> Callable[[float], float]:
        level = channel[0] == "x"
        domain, width, height = self.x if level else self.y, self.width, self.height
        if domain is None:
            raise ValueError(f"the channel {channel} has no scale")
        first, length = domain[0], domain[1] - domain[0]
        if level:
            return lambda value: width * ((value - first) / length)
        return lambda value: height * (1 - (value - first) / length)

    def place(self, channel: str, spec: Spec | None) -> Callable[[Row], float] | None:
        """What gives a row's pixels in a channel; None for one that the mark has not."""
        if spec is None:
            return None
        if "value" in spec:
            fixed = float(spec["value"])
            return lambda _: fixed
        if "datum" in spec:
            common = self.along(channel, spec["datum"])
            return lambda _: common
        name, scale = spec["field"], self._scale(channel)
        return lambda row: scale(row[name])


def channels(view: Spec, channel: str) -> list[Spec]:
    """The channel in each layer that has a place on its scale."""
    return [
        layer["encoding"][channel]
        for layer in view["layer"]
        if "value" not in layer["encoding"].get(channel, {"value": 0})
    ]


def _domain(view: Spec, channel: str) -> tuple[float, float] | None:
    found = {tuple(each["scale"]["domain"]) for each in channels(view, channel)}
    if len(found) > 1:
        raise ValueError(f"layers of one view differ in the scale of {channel}")
    return next(iter(found), None)


def colour_of(mark: Spec, encoding: Spec) -> Callable[[Row], str]:
    """What gives a row's colour: a constant, one for each name, or one for each step of a number."""
    channel = encoding.get("color")
    if channel is None:
        constant = mark["color"]
        return lambda _: constant
    name, scale = channel["field"], channel["scale"]
    if scale.get("type") == "threshold":
        return lambda row: scale["range"][bisect.bisect_right(scale["domain"], row[name])]
    colours = dict(zip(scale["domain"], scale["range"], strict=True))
    return lambda row: colours[row[name]]

"""Every picture of a report, in its order."""

from __future__ import annotations

from collections.abc import Callable

from underheaven.mechanisms.registry import parts, placed
from underheaven.report import scores, tiles
from underheaven.report.picture import Picture
from underheaven.report.results import Results

_MODULES = placed((scores, tiles, *parts("picture")), "NAME")
PICTURES: dict[str, Callable[[Results], Picture | None]] = {
    name: module.picture for name, module in _MODULES.items()
}
"""The name of each picture: what draws it, or gives None where a world has nothing of the kind."""
ROOMS = {name: getattr(module, "ROOM", module.__name__.split(".")[-2]) for name, module in _MODULES.items()}
"""The name of each picture: the mechanism whose figures it shows."""


def pictures(results: Results) -> list[Picture]:
    """The pictures of a run: without those of what its world has not; where there is nothing to draw, why."""
    found = (picture(results) for picture in PICTURES.values())
    return [picture for picture in found if picture is not None]

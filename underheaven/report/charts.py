"""Every picture of a report, in its order."""

from __future__ import annotations

from collections.abc import Callable

from underheaven.mechanisms.registry import parts, placed
from underheaven.report import scores, tiles
from underheaven.report.picture import Picture
from underheaven.report.results import Results

PICTURES: dict[str, Callable[[Results], Picture | None]] = {
    name: module.picture for name, module in placed((scores, tiles, *parts("picture")), "NAME").items()
}
"""The name of each picture: what draws it, or gives None where a world has nothing of the kind."""


def pictures(results: Results) -> list[Picture]:
    """The pictures of a run: without those of what its world has not; where there is nothing to draw, why."""
    found = (picture(results) for picture in PICTURES.values())
    return [picture for picture in found if picture is not None]

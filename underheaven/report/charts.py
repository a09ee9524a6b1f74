"""Every picture of a report, in its order."""

from __future__ import annotations

from underheaven.report import (
    climate,
    denied,
    errors,
    firms,
    partners,
    ranks,
    redress,
    rewards,
    sanctions,
    scores,
    speech,
    spells,
    tiles,
    waits,
    watch,
    waves,
)
from underheaven.report.picture import Picture
from underheaven.report.results import Results

PICTURES = (
    scores,
    rewards,
    speech,
    climate,
    denied,
    tiles,
    waits,
    ranks,
    sanctions,
    spells,
    watch,
    errors,
    redress,
    firms,
    partners,
    waves,
)


def pictures(results: Results) -> list[Picture]:
    """The pictures of a run: without those of what its world has not; where there is nothing to draw, why."""
    found = (module.picture(results) for module in PICTURES)
    return [picture for picture in found if picture is not None]

"""Every picture of a report, in its order."""

from __future__ import annotations

from underheaven.report import denied, errors, sanctions, scores, speech, tiles
from underheaven.report.picture import Picture
from underheaven.report.results import Results

PICTURES = (scores, speech, denied, tiles, sanctions, errors)


def pictures(results: Results) -> list[Picture]:
    """The pictures of a run; those with nothing to draw say why."""
    return [module.picture(results) for module in PICTURES]

"""What a community counts in a step is added up (specification, 12)."""

from __future__ import annotations

from typing import Any

from underheaven.engine.arguments import (
    communities_of,
    counting_of,
    sums_of,
)
from underheaven.engine.counting import COPIES
from underheaven.engine.here import here_of
from underheaven.engine.layout import BINS, CELLS
from underheaven.jit import register_jitable


@register_jitable
def clear(arguments: Any) -> None:
    """Nothing has been counted of this community yet; `add_up` leaves the tally empty."""
    x = counting_of(arguments)
    for copy in range(COPIES):
        for group in range(x.histogram.shape[1]):
            for b in range(BINS):
                x.histogram[copy, group, b] = 0
    for field in range(len(x.public)):
        x.public[field] = 0


@register_jitable
def add_up(arguments: Any) -> None:
    """Add a community's counts to the thread's, and make the tally empty."""
    here = here_of(arguments)
    x, out = counting_of(arguments), sums_of(arguments)
    year = out.year[communities_of(arguments).year_row[here.number]]
    for cell in range(x.tally.shape[0]):
        of_group, of_year, counted = out.tallies[here.region, cell // CELLS], year[cell], x.tally[cell]
        for column in range(len(counted)):
            of_group[column] += counted[column]
            of_year[column] += counted[column]
            counted[column] = 0
    histogram, public = out.histogram[here.region], out.public[here.region]
    for copy in range(COPIES):
        for group in range(x.histogram.shape[1]):
            for b in range(BINS):
                histogram[group, b] += x.histogram[copy, group, b]
    for field in range(len(x.public)):
        public[field] += x.public[field]
